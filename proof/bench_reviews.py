"""What the review of a large office costs end to end, and how it grows with units: `python -m proof.bench_reviews`.

Each office is made through the acts in a database file of its own: so many communes, six tasks each, some reported. What
is measured is time on the processor: freezing (rows read, figures drawn, sealed), then every document written. Growth is
printed as ratios to the smallest office beside the ratio of its units, so that a busy machine moves it little.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from acts import completions, directives, issue, office
from acts.completions import Report
from acts.desk import Desk
from acts.reviews import freeze
from domain.calendar import Calendar
from domain.office import Directory, Unit, UnitKind
from domain.rights import SYSTEM
from storage.database import Memory
from storage.schema import migrate
from storage.views.records import records
from storage.views.reviews import review
from writing.review import files, render, template_digest

SIZES = (50, 100, 200)
TASKS = 6
PERIOD = "2026-Q1"
BEGAN = datetime(2026, 1, 5, 1, tzinfo=UTC)
REPORTED_EVERY = 3
DAYS = ("2026-01-20", "2026-02-10", "2026-02-27", "2026-03-10", "2026-03-20", "2026-04-20")


def main() -> None:
    """Measure offices of each size; figures on standard output, as JSON where asked."""
    found = {size: measured(size) for size in SIZES}
    least = found[SIZES[0]]
    told = {
        size: {
            "units": size / SIZES[0],
            **{name: round(seconds / least[name], 2) for name, seconds in one.items()},
            "seconds": {name: round(seconds, 2) for name, seconds in one.items()},
        }
        for size, one in found.items()
    }
    if "--json" in sys.argv:
        print(json.dumps(told))  # noqa: T201 - what it is for
        return
    for size, one in told.items():
        ratios = ", ".join(f"{name} ×{value}" for name, value in one.items() if name != "seconds")
        print(f"{size} units: {ratios}; seconds: {one['seconds']}")  # noqa: T201 - what it is for


def measured(units: int) -> dict[str, float]:
    """Seconds on the processor for an office of so many communes."""
    with TemporaryDirectory() as folder:
        memory = Memory(str(Path(folder) / "dondoc.db"))
        migrate(memory)
        desk = _office(memory, units)
        freezing = _timed(lambda: freeze(desk, SYSTEM, PERIOD, template=template_digest()))
        with memory.reading() as session:
            found = review(session, SYSTEM, PERIOD)
        memory.close()
    assert found is not None, "it was frozen"
    snapshot = found["snapshot"]
    names = files(snapshot)
    return {
        "freezing": freezing,
        "ket-qua.docx": _timed(lambda: render("ket-qua", "docx", snapshot, {})),
        "ket-qua.pdf": _timed(lambda: render("ket-qua", "pdf", snapshot, {})),
        "phu-luc.xlsx": _timed(lambda: render("phu-luc", "xlsx", snapshot, {})),
        "all documents": _timed(lambda: [_written(snapshot, name) for name in names]),
    }


def _written(snapshot: dict[str, Any], name: str) -> int:
    document, _, form = name.rpartition(".")
    return len(render(document, form, snapshot, {}))


def _office(memory: Memory, units: int) -> Desk:
    """A province with so many communes, each with its tasks, a third of them reported."""
    ids, now = count(1), [BEGAN]
    desk = Desk(memory, lambda: now[0], lambda: f"{next(ids):032x}", Calendar(), template_digest)
    communes = (
        Unit(f"x{n}", f"Ủy ban nhân dân xã {n}", UnitKind.COMMUNE, "tinh", mailbox=f"x{n}@tinh.example", groups=("xa",))
        for n in range(units)
    )
    root = Unit("tinh", "UBND tỉnh Mẫu", UnitKind.AUTHORITY)
    chief = Unit("snv", "Sở Nội vụ", UnitKind.DEPARTMENT, "tinh", in_charge=True, mailbox="snv@tinh.example")
    office.set_office(desk, SYSTEM, Directory(units=(root, chief, *communes)))
    items = [_item(str(n), day) for n, day in enumerate(DAYS[:TASKS], start=1)]
    draft = directives.take_in(desk, SYSTEM, {"title": "Chỉ thị mẫu", "items": items}, "…", "0" * 64)
    issue.issue(desk, SYSTEM, draft.body["id"], "01/CT-UBND", desk.today())
    now[0] = BEGAN + timedelta(days=40)
    with memory.reading() as session:
        owed = [one.id for one in records(session, SYSTEM, now[0])]
    for one in owed[::REPORTED_EVERY]:
        completions.complete(desk, SYSTEM, Report((one,)))
    now[0] = BEGAN + timedelta(days=90)
    return desk


def _item(ref: str, due_on: str) -> dict[str, Any]:
    return {
        "ref": ref,
        "text": "Rà soát, công khai thủ tục hành chính và báo cáo kết quả thực hiện tại địa phương.",
        "lead": ["các xã"],
        "lead_codes": ["xa"],
        "cooperating": [],
        "cooperating_codes": [],
        "cadence": "once",
        "due_on": due_on,
        "basis": "document",
    }


def _timed(deed: Callable[[], object]) -> float:
    began = process_time()
    deed()
    return process_time() - began


if __name__ == "__main__":
    main()
