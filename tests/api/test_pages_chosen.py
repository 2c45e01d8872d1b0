"""Many reports confirmed and many escalations sent from *Theo dõi, đôn đốc* at once, each answered for itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from acts import completions, steps
from acts.completions import Report
from domain.rights import SYSTEM
from domain.status import ReturnClass
from domain.subject import Caller, Subject, SubjectKind
from storage.database import Memory
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.databases import KINDS, a_memory

REPORTS, STEPS = "/theo-doi/bao-cao-da-chon", "/theo-doi/moc-da-chon"
TICKED = "//input[@name='chon']"


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def reported(doors: Opened) -> list[str]:
    """Reports of three units, in the order of the units."""
    doors.house.directive(*({"lead_codes": [unit]} for unit in ("ca", "kt", "vh")))
    return [
        completions.complete(doors.house.desk, SYSTEM, Report((doors.house.assignments(unit)[0].id,))).body["id"]
        for unit in ("ca", "kt", "vh")
    ]


def work(doors: Opened) -> dict[str, str]:
    return {row.unit: row.work for row in doors.house.assignments()}


def test_chosen_reports_are_confirmed_and_the_others_wait(doors: Opened) -> None:
    first, _, third = reported(doors)
    chief = browser_of(doors, "dung")
    assert len(chief.page.xpath(TICKED)) == 3
    chief.send(REPORTS, chon=[f"{first}:1", f"{third}:1"])
    assert "Đã xác nhận hoàn thành các báo cáo đã chọn." in chief.text
    assert work(doors) == {"ca": "accepted", "kt": "reported", "vh": "accepted"}
    assert chief.page.xpath(TICKED) == []  # a single report is answered on its own line


def test_what_was_answered_meanwhile_is_named_and_the_rest_is_done(doors: Opened) -> None:
    first, second, third = reported(doors)
    chief = browser_of(doors, "dung")
    completions.send_back(doors.house.desk, SYSTEM, third, ReturnClass.INCOMPLETE, "Thiếu phụ lục")
    chief.send(REPORTS, chon=[f"{first}:1", f"{second}:7", f"{third}:1"])
    assert chief.status == 409
    assert "Đã xác nhận 01 báo cáo; 02 báo cáo chưa xác nhận được." in chief.text
    assert "Phòng Kinh tế: " in chief.text
    assert work(doors) == {"ca": "accepted", "kt": "reported", "vh": "returned"}


@pytest.mark.parametrize("chosen", [[], ["khong-co-phien-ban"], [f"{n}:1" for n in range(101)]])
def test_nothing_chosen_and_what_no_page_offers_are_refused(doors: Opened, chosen: list[str]) -> None:
    reported(doors)
    chief = browser_of(doors, "dung").send(REPORTS, chon=chosen)
    assert chief.status == 422
    assert set(work(doors).values()) == {"reported"}


def test_chosen_escalations_go_at_once(doors: Opened) -> None:
    doors.house.directive({"due_on": "2026-03-03"}, {"due_on": "2026-03-03"}, {"due_on": "2026-03-03"})
    owed = [row.id for row in doors.house.assignments("kt")]
    for _ in range(30):
        doors.house.now += timedelta(hours=8)
        for one in owed:
            steps.take_due(doors.house.desk, Subject(SubjectKind.ASSIGNMENT, one), Caller.CLOCK)
        if all(doors.house.steps(one)["H3"].state == "awaiting" for one in owed):
            break
    waiting = [doors.house.steps(one)["H3"] for one in owed]
    chief = browser_of(doors, "dung")
    chief.send(STEPS, chon=[f"{step.id}:{step.version}" for step in waiting[:2]])
    assert "Đã gửi các báo cáo cấp trên đã chọn." in chief.text
    assert [doors.house.steps(one)["H3"].state for one in owed] == ["taken", "taken", "awaiting"]
