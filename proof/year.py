"""A whole year of the Sở Nội vụ of the samples, with all that befalls it: `python -m proof.year OUT [COMMUNES]`.

Plays it with `dondoc simulate`, verifies what is left, and prints how many mails an address got on a day. COMMUNES is how
many of the 168 take part; the others are left out of the units and of the order's groups.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

import yaml

from cli.simulate import simulate
from domain.calendar import ZONE
from proof.simulate.brief import Files
from proof.simulate.stage import DATABASE
from proof.verify import holds, verify
from storage.database import Memory
from storage.views.whole import open_books

SAMPLE = Path(__file__).parents[1] / "samples" / "so-noi-vu-2026"
DAYS = (date(2026, 1, 5), date(2026, 12, 31))
ALWAYS = frozenset({"x-can-gio", "x-binh-khanh", "dk-con-dao"})
"""Communes that something befalls, or who behave like nobody else."""
ALL = 168


def units_with(communes: int, folder: Path) -> Path:
    """The units file with so many communes; the whole one where all take part."""
    whole = SAMPLE / "units.yaml"
    if communes >= ALL:
        return whole
    told = yaml.safe_load(whole.read_text("utf-8"))
    codes = [unit["code"] for unit in told["units"] if "cap-xa" in unit.get("groups", ())]
    kept = {*ALWAYS, *[code for code in codes if code not in ALWAYS][: communes - len(ALWAYS)]}
    left_out = set(codes) - kept
    told["units"] = [unit for unit in told["units"] if unit["code"] not in left_out]
    told["officials"] = [
        one for one in told["officials"] if not any(role.get("unit") in left_out for role in one["roles"])
    ]
    file = folder / "units.yaml"
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def main(out: Path, communes: int) -> int:
    """Play, verify, tell; the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        files = Files(
            SAMPLE / "directive.txt",
            units_with(communes, Path(folder)),
            SAMPLE / "scorecard.yaml",
            SAMPLE / "annex.yaml",
            SAMPLE / "year.yaml",
            SAMPLE / "calendar.yaml",
        )
        if simulate(files, DAYS[0].isoformat(), DAYS[1].isoformat(), out, seed=1):
            return 1
    memory = Memory(str(out / DATABASE))
    with memory.reading() as session:
        outages = [event for event in open_books(session).events if event.kind == "outage.caught-up"]
    for event in outages:
        sys.stdout.write(f"Sau gián đoạn, {event.at.astimezone(ZONE):%d/%m %H:%M}: {dict(event.data)}\n")
    told = verify(memory, now=max(event.at for event in outages))
    for check in told:
        sys.stdout.write(f"{check.id} {check.name}: {check.ok} ({check.counted}) {check.why or ''}\n")
    memory.close()
    return 0 if holds(told) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ALL))  # noqa: PLR2004
