"""*Giao việc nhanh*: work said aloud is given from one form, by who may."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from storage.database import Memory
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.databases import KINDS, a_memory


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def test_one_line_is_given_to_a_group_and_a_mistake_keeps_what_was_entered(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-ban").follow("Giao việc nhanh")
    told = {"text": "Chuẩn bị phòng họp.", "lead": "phong", "source": "Họp giao ban"}
    chief.send("/giao-viec", due_on="5/3/2026", **told)
    assert chief.status == 422
    assert "(người giao)" in chief.text
    fields = chief.form("/giao-viec").fields
    assert {name: fields[name] for name in told} == told
    chief.send("/giao-viec", giver="Đồng chí Chủ tịch")
    assert "Đã giao việc; đơn vị được báo ngay." in chief.text
    assert "Chuẩn bị phòng họp." in chief.text
    given = [(row.unit, row.deadline, row.counts) for row in doors.house.assignments()]
    assert sorted(given) == [("kt", date(2026, 3, 5), False), ("vh", date(2026, 3, 5), False)]


def test_what_was_said_waits_for_its_document_and_gets_it_on_the_page_of_its_directive(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/giao-viec")
    told = {"text": "Chuẩn bị phòng họp.", "lead": "kt", "source": "Họp giao ban", "giver": "Đồng chí Chủ tịch"}
    chief.send("/giao-viec", due_on="20/3/2026", **told)
    assert "chờ văn bản" in chief.text
    chief.open("/theo-doi").follow("Chuẩn bị phòng họp")
    (owed,) = doors.house.assignments()
    link = f"/van-ban/{owed.directive}/muc/{owed.item}/van-ban"
    chief.send(link, number="9/TB-UBND", issued_on="3/3/2027")
    assert chief.status == 422
    assert "Ngày của văn bản ở tương lai." in chief.text
    chief.send(link, issued_on="2/3/2026")
    assert "Đã gắn văn bản" in chief.text
    assert "(số 9/TB-UBND ngày 02/3/2026)" in chief.text
    assert "chờ văn bản" not in chief.open("/theo-doi").text
    assert [row.counts for row in doors.house.assignments()] == [True]


def test_a_unit_neither_sees_the_form_nor_may_send_it(doors: Opened) -> None:
    unit = browser_of(doors, "an").open("/van-ban")
    assert "Giao việc nhanh" not in unit.text
    assert unit.open("/giao-viec").status == 403
    told = [("key", "k"), ("text", "Việc."), ("lead", "vh"), ("source", "Họp"), ("giver", "An")]
    assert unit.post("/giao-viec", told).status == 403
    assert doors.house.assignments() == []


def test_a_program_names_the_lead_as_people_do_and_is_told_the_nearest_name_where_nobody_bears_it(
    doors: Opened,
) -> None:
    told = {"text": "Chuẩn bị phòng họp.", "source": "Họp giao ban", "giver": "Đồng chí Chủ tịch"}
    chief = doors.as_("dung")
    for lead in ("kt", "Phòng Kinh tế", "phòng kinh tế"):
        assert chief.post("/api/items", {**told, "lead": lead}).status_code == 201
    assert {row.unit for row in doors.house.assignments()} == {"kt"}
    wrong = chief.post("/api/items", {**told, "lead": "Phòng Kinh tể và"})
    assert (wrong.status_code, wrong.json()["type"]) == (422, "/problems/unknown-unit")
    (error,) = wrong.json()["errors"]
    assert error["field"] == "lead"
    assert "có phải “Phòng Kinh tế”" in error["message"]
    assert doors.as_("an").post("/api/items", {**told, "lead": "kt"}).status_code == 403
