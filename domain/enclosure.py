"""How a signed file goes out with a mail: attached where the office's rule and its size allow, else by where it lies."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from domain.errors import Problem, Refusal
from domain.folding import fold_marks
from domain.wording.numbers import MEGABYTE

LARGEST = 20
"""Megabytes: no larger file is taken in at all."""
ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


@dataclass(frozen=True)
class EnclosureRule:
    """The office's own: whether signed files are attached, and up to how many megabytes.

    A mail server that takes ten megabytes takes a file of seven: on the wire a file grows by a third.
    """

    attach: bool = True
    most_megabytes: int = 7

    def attaches(self, size: int) -> bool:
        """Whether a file of so many bytes goes along with the mail."""
        return self.attach and size <= self.most_megabytes * MEGABYTE

    def plain(self) -> dict[str, Any]:
        """As it is stored and sent."""
        return asdict(self)


USUAL_RULE = EnclosureRule()


def rule_from_plain(body: Mapping[str, Any]) -> EnclosureRule:
    """What `EnclosureRule.plain` stored."""
    return EnclosureRule(**body)


def fit(rule: EnclosureRule) -> EnclosureRule:
    """A rule fit to be in force."""
    if not 1 <= rule.most_megabytes <= LARGEST:
        problem = Problem("most_megabytes", f"từ 1 đến {LARGEST} MB")
        raise Refusal("invalid", "enclosure-rule", "Mức dung lượng tệp gửi kèm chưa dùng được.", (problem,))
    return rule


@dataclass(frozen=True)
class Enclosure:
    """A signed file a mail tells of: its name in the mail, its bytes by digest, and whether it goes along."""

    name: str
    sha256: str
    media_type: str
    size: int
    attached: bool


def file_name(number: str, media_type: str) -> str:
    """What the file of a document is called: its number in letters every mail program shows, "45-BC-UBND.pdf"."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", fold_marks(number)).strip("-") or "van-ban"
    ending = ENDINGS.get(media_type)
    return f"{stem}.{ending}" if ending else stem
