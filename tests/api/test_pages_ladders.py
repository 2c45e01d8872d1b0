"""*Quy trình đôn đốc*: a file is shown before it holds; one task's way, and another ladder chosen for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.ladders import BUILT_IN, Priority
from storage.database import Memory
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.databases import a_memory
from writing.ladders import write_ladder

PAGE = "/quan-tri/quy-trinh"
NEXT = write_ladder(replace(BUILT_IN, version=1, since=date(2026, 3, 2), rungs=BUILT_IN.rungs[2:]))
SWIFT = write_ladder(
    replace(BUILT_IN, code="gap", version=1, title="Việc gấp", since=date(2026, 3, 2), priorities=(Priority.URGENT,))
)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def test_a_file_is_shown_then_put_in_force_and_may_be_had_again(doors: Opened) -> None:
    doors.house.directive({})
    chief = browser_of(doors, "dung").open("/quan-tri").follow("Quy trình đôn đốc")
    assert "có sẵn trong hệ thống" in chief.text
    chief.upload(PAGE + "/xem-truoc", "ladders.yaml", NEXT)
    assert "1 nhiệm vụ có mốc thay đổi: 0 mốc dời hoặc đổi cách gửi, 0 mốc thêm, 2 mốc bỏ" in chief.text
    assert "B5" in doors.house.steps(doors.house.assignments()[0].id)
    chief.press("Áp dụng quy trình")
    assert "Đã ban hành quy trình" in chief.text
    assert "phiên bản 1 đang áp dụng" in chief.text
    steps = doors.house.steps(doors.house.assignments()[0].id)
    assert steps["B5"].state == "superseded"
    kept = chief.client.get(PAGE + "/mac-dinh/1/tep.yaml", headers=chief.headers)
    assert kept.content == NEXT
    assert chief.open(PAGE + "/mac-dinh/7/tep.yaml").status == 404


def test_a_file_with_faults_says_where(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open(PAGE)
    chief.upload(PAGE + "/xem-truoc", "l.yaml", NEXT.replace(b"release: veto", b"release: none"))
    assert chief.status == 422
    assert "Báo cáo thủ trưởng phải để cơ quan theo dõi xem trước" in chief.text
    assert browser_of(doors, "an").open(PAGE).status == 403


def test_a_task_says_whom_it_will_remind_and_another_ladder_is_chosen_for_it(doors: Opened) -> None:
    doors.house.directive({}, {})
    one, two = doors.house.assignments()
    chief = browser_of(doors, "dung").open(PAGE).upload(PAGE + "/xem-truoc", "l.yaml", SWIFT)
    chief.press("Áp dụng quy trình")
    way = f"/nhiem-vu/{one.id}/quy-trinh"
    chief.open(f"/nhiem-vu/{one.id}").follow("Sẽ nhắc ai, khi nào")
    assert "Trần Bình, Phòng Kinh tế" in chief.text
    assert "Nếu theo “Việc gấp”" in chief.open(way + "?quy_trinh=gap").text
    chief.send(way + "/chon", ladder="gap")
    assert "Đã chọn quy trình" in chief.text
    answer = doors.as_("dung").get(f"/api/assignments/{one.id}/ladder").json()["items"]
    assert {step["ladder"] for step in answer} == {"gap"}
    chief.open(way).send(way + "/chon", ladder="gap", pham_vi="van-ban")
    other = doors.as_("an").get(f"/api/assignments/{two.id}/ladder").json()["items"]
    assert {step["ladder"] for step in other} == {"gap"}
    unit = browser_of(doors, "an").open(way)
    assert "Chọn quy trình, độ khẩn" not in unit.text
