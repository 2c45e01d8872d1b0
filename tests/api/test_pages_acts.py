"""Acts of units, heads and the office on the pages where they stand: each is offered to whom it is for, and done there."""

from datetime import date

import pytest

from acts import completions
from acts.completions import Report
from acts.extensions import ask, decide
from domain.office import Grant, Role
from domain.rights import SYSTEM
from domain.status import DelayClass
from storage import log
from storage.views.assignments import whole
from tests.acts.house import CHIEF
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.api.test_pages_assignment import offered, page_of, with_roles

pytestmark = pytest.mark.parametrize("memory", ["sqlite"], indirect=True)


def test_a_head_entrusts_a_colleague_and_nobody_else_is_offered_that(doors: Opened) -> None:
    doors.house.directive({})
    assert "phan-cong" not in offered(page_of(doors, "an")[0])
    head, path = page_of(doors, "binh")
    assert head.page.xpath("//select[@name='official']/option/@value") == ["", "an", "binh"]
    head.send(f"{path}/phan-cong", official="an")
    assert "Đã phân công" in head.text
    assert "Phân công trong đơn vị" in head.text
    assert doors.house.assignments()[0].official is not None
    assert [one.kind for one in doors.house.notices() if one.addressee.startswith("person/")] == ["issued"]


def test_a_leaders_word_moves_a_deadline_on_the_page_and_its_document_is_linked_there(doors: Opened) -> None:
    doors.house.directive({})
    chief, path = page_of(doors, "dung")
    told = {"until": "10/4/2026", "spoken.by": "Chủ tịch", "spoken.where": "giao ban", "class": "objective"}
    chief.send(f"{path}/lui-han", reason="Chờ số liệu.", **{**told, "spoken.on": "9/3/2026"})
    assert chief.status == 422
    assert chief.form(f"{path}/lui-han").fields["spoken.where"] == "giao ban"
    chief.send(f"{path}/lui-han", **{"spoken.on": "2/3/2026"})
    assert "Đã ghi ý kiến của lãnh đạo" in chief.text
    assert "ghi ý kiến của Chủ tịch (giao ban, 02/3/2026): đến 10/4/2026" in chief.text
    assert doors.house.assignments()[0].deadline == date(2026, 4, 10)
    chief.send(f"{path}/lui-han/", number="9/TB-UBND", issued_on="2/3/2026")
    assert "Gắn văn bản cho ý kiến lùi hạn" in chief.text
    with doors.house.memory.reading() as session:
        (moved,) = whole(session, CHIEF, doors.house.assignments()[0].id, date(2026, 3, 2)).extensions
    assert (moved.awaits_document, moved.document) == (
        False,
        {"number": "9/TB-UBND", "issued_on": "2026-03-02", "signer": None},
    )


def test_of_two_words_each_has_its_form_and_a_refusal_opens_one(doors: Opened) -> None:
    doors.house.directive({})
    chief, path = page_of(doors, "dung")
    told = {"spoken.by": "Chủ tịch", "spoken.where": "giao ban", "class": "objective", "reason": "Chờ số liệu."}
    for until in ("10/4/2026", "20/4/2026"):
        chief.open(path).send(f"{path}/lui-han", until=until, **told)
    chief.send(f"{path}/lui-han/", number="9/TB-UBND", issued_on="ngày mai")
    assert chief.status == 422
    assert chief.page.xpath("//input[@name='number' and starts-with(@id, 'van-ban')]/@value") == ["9/TB-UBND", ""]
    ids = chief.page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_work_without_a_day_gets_its_first_one_on_the_page(doors: Opened) -> None:
    doors.house.directive({"due_on": None}, {"due_on": None})
    first, second = (f"/nhiem-vu/{one.id}" for one in doors.house.assignments())
    official = browser_of(doors, "an").open(first)
    official.send(f"{first}/dang-ky-han", due_on="20/3/2026")
    assert "Đã đăng ký hạn hoàn thành" in official.text
    assert "Đơn vị đăng ký – theo dõi, chưa tính đúng hạn, trễ hạn" in official.text
    chief = browser_of(doors, "dung").open(second)
    assert "Ấn định hạn theo ý kiến lãnh đạo" in chief.text
    told = {"until": "20/3/2026", "spoken.by": "Chủ tịch", "spoken.where": "giao ban", "class": "objective"}
    chief.send(f"{second}/lui-han", reason="Cần sớm.", **told)
    assert "Hạn hoàn thành17:30 ngày 20/3/2026" in chief.text
    assert "Giao việc, lùi hạn theo ý kiến lãnh đạo, chờ văn bản (1)" in chief.open("/theo-doi").text


def test_a_unit_says_on_the_page_that_what_was_recorded_for_it_is_not_its_own(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    told = completions.complete(doors.house.desk, CHIEF, Report((owed.id,), source="điện thoại")).body["id"]
    assert not page_of(doors, "dung")[0].page.xpath("//form[contains(@action, '/ghi-nhan-thay/')]")
    official, path = page_of(doors, "an")
    official.send(f"{path}/ghi-nhan-thay/{told}/y-kien", reason="Chưa xong.")
    assert "nhiệm vụ trở lại như trước khi ghi nhận" in official.text
    assert "Đơn vị không thừa nhận nội dung ghi nhận thay" in official.text
    assert doors.house.assignments()[0].work == "received"


def test_an_issued_item_is_amended_and_followed_no_longer_on_the_page_of_its_directive(doors: Opened) -> None:
    order = f"/van-ban/{doors.house.directive({}, {})}"
    first, second = doors.house.assignments()
    chief = browser_of(doors, "dung").open(order)
    chief.send(f"{order}/muc/{first.item}/dieu-chinh", due_on="1/4/2026", product="Tờ trình")
    assert chief.status == 422
    chief.send(f"{order}/muc/{first.item}/dieu-chinh", reason="Công văn 2.")
    assert "Đã điều chỉnh nhiệm vụ" in chief.text
    assert "Sản phẩm: Tờ trình" in chief.text
    chief.send(f"{order}/muc/{second.item}/thoi-theo-doi", reason="Đã có văn bản khác.")
    assert "Đã thôi theo dõi nhiệm vụ" in chief.text
    now = {one.id: (one.deadline, one.work) for one in doors.house.assignments()}
    assert (now[first.id][0], now[second.id][1]) == (date(2026, 4, 1), "withdrawn")
    assert not browser_of(doors, "an").open(order).page.xpath("//form[contains(@action, '/dieu-chinh')]")


def test_an_amendment_sent_twice_is_one_and_what_cannot_be_emptied_is_said(doors: Opened) -> None:
    order = f"/van-ban/{doors.house.directive({'product': 'Báo cáo', 'text': 'Rà soát thủ tục.'})}"
    (owed,) = doors.house.assignments()
    path = f"{order}/muc/{owed.item}/dieu-chinh"
    chief = browser_of(doors, "dung").open(order)
    for empty in ("product", "due_on"):
        chief.open(order).send(path, reason="Công văn 2.", **{empty: ""})
        assert (chief.status, "Điều chỉnh không bỏ trống được" in chief.text) == (422, True)
    chief.open(order).send(path, reason="Công văn 2.")
    assert "Chưa nêu nội dung điều chỉnh" in chief.text
    form = chief.open(order).form(path)
    told = [*form.form_values(), ("reason", "Công văn 2.")]
    sent = [(name, "Tờ trình" if name == "product" else value) for name, value in told]
    for _ in range(2):
        assert "Đã điều chỉnh nhiệm vụ" in chief.post(path, sent).text
    with doors.house.memory.reading() as session:
        assert [one.data["fields"] for one in log.latest(session, "item.amended", 9)] == [["product"]]


def test_a_cooperating_unit_hands_its_part_in_on_the_page(doors: Opened) -> None:
    order = f"/van-ban/{doors.house.directive({'cooperating_codes': ['vh']})}"
    (owed,) = doors.house.assignments()
    helper = browser_of(doors, "chi").open(order)
    helper.send(f"{order}/muc/{owed.item}/phoi-hop", text="Số liệu của phòng.")
    assert "Đã gửi phần việc phối hợp" in helper.text
    assert "phần việc phối hợp" in browser_of(doors, "an").open(f"/nhiem-vu/{owed.id}").text
    assert not browser_of(doors, "an").open(order).page.xpath("//form[contains(@action, '/phoi-hop')]")


def test_the_head_of_the_unit_named_to_confirm_does_so_among_their_own_work(doors: Opened) -> None:
    with_roles(doors, "chi", Grant(Role.HEAD, "vh"))
    doors.house.directive({"acceptors": ["vh"]}, {"acceptors": ["vh"]})
    first, second = doors.house.assignments()
    for one in (first, second):
        completions.complete(doors.house.desk, SYSTEM, Report((one.id,), note=f"Kết quả {one.id[:4]}"))
    head = browser_of(doors, "chi").open("/viec-cua-toi")
    assert "Chờ đơn vị tôi xác nhận (2)" in head.text
    head.press("Xác nhận hoàn thành")
    assert "Đã xác nhận hoàn thành." in head.text
    assert sorted(one.work for one in doors.house.assignments()) == ["accepted", "reported"]
    assert "Chờ đơn vị tôi xác nhận" not in browser_of(doors, "an").open("/viec-cua-toi").text


def test_more_time_granted_late_does_not_call_a_late_result_punctual(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    assert owed.deadline_at is not None
    doors.house.now = owed.deadline_at.replace(day=24)
    until, desk = date(2026, 4, 10), doors.house.desk
    asked = ask(desk, CHIEF, owed.id, until, "Chờ", DelayClass.OBJECTIVE).body["id"]
    decide(desk, SYSTEM, asked, granted=True, reason="Đồng ý")
    completions.complete(desk, SYSTEM, Report((owed.id,)))
    assert "Trễ hạn theo ngày kết quả" in browser_of(doors, "dung").open("/theo-doi").text
