"""Roles in brackets behind the names: "Phòng A (chủ trì), Phòng B và Phòng C (phối hợp)"."""

import re
from dataclasses import replace

from reading.directives.party import Parties

_ROLE = re.compile(r"\(\s*(chủ trì|phối hợp)(?: thực hiện)?\s*\)", re.IGNORECASE)


def by_role(text: str, parties: Parties) -> Parties | None:
    """The names at the opening parted by the bracket that follows each; None where no bracket tells them apart."""
    roles = [(match.start(), match.end(), match[1].lower()) for match in _ROLE.finditer(text)]
    if {role for _, _, role in roles} != {"chủ trì", "phối hợp"}:
        return None
    said: dict[str, str] = {}
    for name in parties.lead:
        role = next((role for begin, _, role in roles if begin > text.find(name) >= 0), None)
        if role is None:
            return None
        said[name] = role
    lead = tuple(name for name, role in said.items() if role == "chủ trì")
    helping = tuple(name for name, role in said.items() if role == "phối hợp")
    rest = max(parties.rest, *(end for begin, end, _ in roles if begin <= parties.rest + 1), 0)
    return replace(parties, lead=lead, cooperating=helping, rest=rest) if lead and helping else None
