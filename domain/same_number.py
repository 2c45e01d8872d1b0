"""One document taken in twice: told by its number and its date, as the registry gives each pair once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.folding import fold
from domain.wording.dates import plain

CODE = "number-issued"
"""The code of the warning that a document of this number and date was issued already."""


@dataclass(frozen=True)
class Issued:
    """A directive that was issued, by what people know it by."""

    id: str
    number: str
    issued_on: date
    title: str | None
    issuer: str | None


def same_number(number: str, others: Iterable[Issued]) -> list[Issued]:
    """Those of the same day whose number is the same one; blanks, case and marks are typed as it comes."""
    return [one for one in others if is_same(one.number, number)]


def is_same(one: str, other: str) -> bool:
    """Whether two numbers are the same, however blanks, case and marks were typed."""
    return _plain(one) == _plain(other)


def told(issued: Issued) -> dict[str, str]:
    """The warning: which document it is, where it is found, and what a person decides."""
    by = f" của {issued.issuer}" if issued.issuer else ""
    about = f" (“{issued.title}”)" if issued.title else ""
    message = (
        f"Văn bản số {issued.number} ngày {plain(issued.issued_on)}{by} đã được phát hành trong phần mềm{about}; "
        "nếu là một văn bản, phát hành nữa thì đơn vị nhận nhiệm vụ hai lần. Đề nghị đối chiếu số, ngày."
    )
    return {"code": CODE, "message": message, "directive": issued.id}


def _plain(number: str) -> str:
    return "".join(fold(number).split())
