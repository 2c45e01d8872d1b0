"""The parties of an order: who leads, who cooperates, who gave it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parties:
    """Lead and cooperating units as written; `rest` is where in the text the order itself begins."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    rest: int = 0
    opened: bool = False  # by "giao", "đề nghị", "yêu cầu": somebody orders, whatever the verb
    issuer: str | None = None
