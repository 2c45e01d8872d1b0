"""Whether a file that is handed in as evidence carries a mark of secrecy, as far as its text can be read."""

from pathlib import Path

from domain.errors import Refusal
from reading.directives.readers import read_file
from reading.directives.secrets import refuse_secrets

_READ = frozenset({"pdf", "docx", "xlsx", "ods"})


def refuse_secret_file(path: Path, name: str) -> None:
    """Refuse a marked file; what no reader can read, a scan or a picture, is for people to look at."""
    if name.rpartition(".")[2].lower() not in _READ:
        return
    try:
        refuse_secrets(read_file(path.read_bytes(), name))
    except Refusal as refusal:
        if refusal.kind == "secret":
            raise
