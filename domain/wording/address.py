"""How the office addresses who reads its mails, as data: what it has set for all, and what is written down of a person."""

from dataclasses import dataclass

OFFICIAL = "anh (chị)"
"""What officials are called where nothing else is said."""


@dataclass(frozen=True)
class Forms:
    """The office's forms of address: of heads and leaders, of officials, of a unit at its mailbox (domain.md §7)."""

    superior: str = "đồng chí"
    official: str = OFFICIAL
    unit: str = "đơn vị"

    def of_superior(self, own: str) -> str:
        """A head or leader; what is written down of the person ("ông") goes before, what officials are called does not."""
        return self.superior if own in {"", OFFICIAL, self.official} else own


USUAL_FORMS = Forms()
