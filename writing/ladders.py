"""A version of a ladder → ladders.yaml, to be edited under a new version number and read in again."""

import yaml

from domain.ladder import Rung
from domain.ladders import AUDIENCES, CLASSES, RELEASE_WORDS, Version

WIDEST = 10_000


def write_ladder(version: Version) -> bytes:
    """The file: one rung a line."""
    head = {
        "code": version.code,
        "version": version.version,
        "title": version.title,
        "since": version.since,
        **({"basis": version.basis} if version.basis else {}),
    }
    told = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=WIDEST).splitlines()
    if version.priorities:
        told.append(f"priorities: [{', '.join(version.priorities)}]")
    lines = ["ladders:", f"  - {told[0]}", *(f"    {line}" for line in told[1:]), "    rungs:"]
    return "\n".join([*lines, *(f"      - {_rung(one)}" for one in version.rungs), ""]).encode()


def _rung(rung: Rung) -> str:
    audience = AUDIENCES[rung.phase]
    body = {
        "code": rung.code,
        "offset": rung.offset,
        "audience": audience,
        "class": CLASSES[audience],
        "release": RELEASE_WORDS[rung.release],
        **({"repeat_days": rung.repeat_days} if rung.repeat_days else {}),
    }
    return yaml.safe_dump(body, default_flow_style=True, allow_unicode=True, sort_keys=False, width=WIDEST).strip()
