"""Whether a file that is handed in as evidence carries a mark of secrecy, as far as its text can be read."""

from collections.abc import Iterator
from pathlib import Path

from domain.errors import Refusal
from reading.directives.blocks import Block, Reading
from reading.directives.ooxml import DAMAGED, Package, open_package
from reading.directives.readers import read_file
from reading.directives.secrets import refuse_secrets

_READ = frozenset({"pdf", "docx", "xlsx", "ods"})
_OPEN_TEXT = "odt"
_BODY, _AROUND = "content.xml", ("styles.xml", "meta.xml")
"""Parts of an OpenDocument text: what it says, and its running heads, and what it says of itself."""


def refuse_secret_file(path: Path, name: str) -> None:
    """Refuse a marked file; what no reader can read, a scan or a picture, is for people to look at."""
    if _ending(name) in {*_READ, _OPEN_TEXT}:
        refuse_secret_data(path.read_bytes(), name)


def refuse_secret_data(data: bytes, name: str) -> None:
    """Refuse a marked file by its bytes."""
    ending = _ending(name)
    try:
        if ending == _OPEN_TEXT:
            refuse_secrets(_open_text(open_package(data)))
        elif ending in _READ:
            refuse_secrets(read_file(data, name))
    except DAMAGED:
        return
    except Refusal as refusal:
        if refusal.kind == "secret":
            raise


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _open_text(package: Package) -> Reading:
    """The paragraphs of an OpenDocument text, without starting an office program for every file that is handed in."""
    blocks = tuple(Block(text, at) for at, text in enumerate(_texts(package, _BODY), 1))
    return Reading(blocks, tuple(text for part in _AROUND for text in _texts(package, part)))


def _texts(package: Package, part: str) -> Iterator[str]:
    root = package.tree(part)
    for one in root.iter() if root is not None else ():
        if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in {"p", "h", "title", "subject", "keyword"}:
            yield " ".join("".join(str(text) for text in one.itertext()).split())
