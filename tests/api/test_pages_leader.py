"""The leader's page: the figures of the rows, the oldest with a proposal, and a word on each."""

from datetime import UTC, date, datetime

from acts import extensions, movers, office
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from domain.status import DelayClass
from tests.api.browsing import browser_of
from tests.api.doors import Opened

CHAIR = Official("tich", "Ngô Tích", "Chủ tịch", "đồng chí", "tich@mau.example", grants=(Grant(Role.CHAIR),))


def late(doors: Opened) -> None:
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=(CHAIR,)))
    doors.house.directive({"due_on": "2026-03-10"}, {"lead_codes": ["vh"], "due_on": "2026-03-12"})
    doors.house.now = datetime(2026, 3, 20, 2, tzinfo=UTC)


def test_a_leader_begins_with_the_sheet_and_says_a_word_on_the_oldest(doors: Opened) -> None:
    late(doors)
    chair = browser_of(doors, "tich")
    assert chair.open("/").text.startswith("Trang lãnh đạo: quý I năm 2026")
    rows = [" ".join(row.text_content().split()) for row in chair.page.xpath("//tbody/tr")]
    assert rows[0].startswith("Nhiệm vụ được giao2")
    assert rows[3].startswith("Quá hạn2")
    assert "02 nhiệm vụ quá hạn lâu nhất" in chair.text
    one = doors.house.assignments("kt")[0].id
    chair.send(f"/lanh-dao/y-kien/{one}", reason="Hoàn thành trước 25/3.")
    assert "Đã gửi ý kiến" in chair.text
    told = {n.addressee for n in doors.house.notices() if n.kind == "remark" and n.assignment == one}
    assert {"unit/kt", "unit/vp"} <= told
    assert chair.client.get("/bao-cao/xem-truoc/2026-Q1/trang-lanh-dao.pdf").content.startswith(b"%PDF")


def test_a_word_without_words_is_refused_beside_its_task(doors: Opened) -> None:
    late(doors)
    one = doors.house.assignments("kt")[0].id
    chair = browser_of(doors, "tich").open("/lanh-dao").send(f"/lanh-dao/y-kien/{one}")
    assert chair.status == 422
    assert chair.page.xpath(f"//form[@action='/lanh-dao/y-kien/{one}']/ancestor::details[@open]")


def test_nobody_of_a_unit_finds_the_sheet(doors: Opened) -> None:
    late(doors)
    assert browser_of(doors, "an").open("/lanh-dao").status in {403, 404}
    assert browser_of(doors, "dung").open("/lanh-dao").status == 200


def test_the_sheet_says_how_many_requests_for_more_time_wait_for_a_leader(doors: Opened) -> None:
    late(doors)
    house = doors.house
    second = house.assignments()[1]
    extensions.ask(house.desk, SYSTEM, second.id, date(2026, 4, 10), "Chờ", DelayClass.OBJECTIVE)
    chair = browser_of(doors, "tich")
    assert "chờ quyết định của người được giao lùi hạn" not in chair.open("/lanh-dao").text
    movers.name_of_item(house.desk, SYSTEM, second.item, Role.CHAIR)
    assert "01 đề nghị gia hạn chờ quyết định của người được giao lùi hạn" in chair.open("/lanh-dao").text
