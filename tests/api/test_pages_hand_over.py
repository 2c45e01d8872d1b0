"""*Vắng mặt* and *Bàn giao*: entered and ended; shown before it is done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Memory
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.databases import a_memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def test_an_absence_is_entered_shown_and_ended(doors: Opened) -> None:
    head = browser_of(doors, "binh").open("/vang-mat")
    head.send("/vang-mat", substitute="an", since="2/3/2026", until="1/3/2026")
    assert head.status == 422
    head.send("/vang-mat", substitute="an", since="2/3/2026", until="6/3/2026", reason="Đi công tác")
    assert "Trần Bình" in head.text
    assert "Người làm thay: Lê An · Đi công tác" in head.text
    assert "Người làm thay: Lê An" not in browser_of(doors, "chi").open("/vang-mat").text
    head.press("Đã trở lại")
    assert "Không có ai vắng mặt" in head.text


def test_a_hand_over_is_shown_then_done(doors: Opened) -> None:
    doors.house.directive({}, {})
    chief = browser_of(doors, "dung").open("/quan-tri").follow("Bàn giao đơn vị")
    told = {"unit": "kt", "successor": "vh", "number": "7/QĐ", "issued_on": "2/3/2026"}
    chief.send("/quan-tri/ban-giao/xem-truoc", **told)
    assert "2 nhiệm vụ chuyển" in chief.text
    assert {row.unit for row in doors.house.assignments()} == {"kt"}
    chief.press("Bàn giao")
    assert "Đã bàn giao" in chief.text
    assert {row.unit for row in doors.house.assignments()} == {"vh"}
    chief.send("/quan-tri/ban-giao/xem-truoc", unit="kt", successor="kt", number="7", issued_on="2/3/2026")
    assert chief.status == 422
    assert browser_of(doors, "an").open("/quan-tri/ban-giao").status == 403
