"""What a decision moves in the index of the unit stands beside its form, before it is taken."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from acts import completions, extensions
from acts.completions import Report
from domain.status import DelayClass
from storage.database import Memory
from tests.acts.house import OFFICIAL
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.api.test_index import CARD, take
from tests.databases import KINDS, a_memory

FEW = [{**CARD["fields"][0], "max": 8}]
FEW[0]["criteria"] = [
    {"id": "1.1", "name": "Nhiệm vụ", "max": 6, "tasks": "all", "rule": {"kind": "mixed"}},
    {
        "id": "1.2",
        "name": "Gia hạn",
        "max": 2,
        "tasks": "all",
        "rule": {"kind": "deduct", "each": "0.5", "count": "moved"},
    },
]


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def told(doors: Opened, section: str) -> list[str]:
    page = browser_of(doors, "dung").open("/theo-doi").page
    rows = page.xpath(f"//section[@id='{section}']//form//ul[@class='small']/li")
    return [" ".join(row.text_content().split()) for row in rows]


def test_a_return_and_more_time_tell_what_they_move_before_they_are_decided(doors: Opened) -> None:
    # Two tasks, both overdue on the 10th, one reported on the 5th in time: 1/2 × 6 = 3. Sent back it is overdue: 0.
    doors.house.directive({"text": "Việc một.", "due_on": "2026-03-05"}, {"text": "Việc hai.", "due_on": "2026-03-05"})
    first, second = doors.house.assignments()
    doors.house.now = doors.house.now.replace(day=4)
    completions.complete(
        doors.house.desk,
        OFFICIAL,
        Report((first.id,), {"number": "9/BC", "issued_on": "2026-03-04", "signer": "Trần Bình"}, date(2026, 3, 4)),
    )
    extensions.ask(doors.house.desk, OFFICIAL, second.id, date(2026, 3, 31), "Chờ", DelayClass.OBJECTIVE, None)
    doors.house.now = doors.house.now.replace(day=10)
    take(doors, fields=FEW, max=8, total_from="10%")
    returns = told(doors, "cho-xac-nhan")
    assert [one.split(": ")[1] for one in returns] == ["bị trừ thêm 3,00 điểm (tiêu chí 1.1)"] * 3
    assert returns[0].startswith("Đề nghị bổ sung")
    # More time, granted when the day was gone: the second stays missed, and a move by the unit's own fault costs 0.5.
    assert [one.split(": ")[1] for one in told(doors, "gia-han")] == [
        "điểm không đổi",
        "bị trừ thêm 0,50 điểm (tiêu chí 1.2)",
    ]
