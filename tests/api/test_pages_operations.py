"""*Vận hành* as its keepers meet it: hold every mail, see what would leave, let it go."""

from sqlalchemy import select

from acts.messages import Delivery, Outcome, send_due
from storage.tables import MessageRow
from tests.api.browsing import browser_of
from tests.api.doors import Opened

BANNER = "không thư nào được gửi đi"


def test_the_chief_holds_every_mail_takes_one_out_and_lets_the_rest_go(doors: Opened) -> None:
    doors.house.directive({}, {"lead_codes": ["vh"]})
    chief = browser_of(doors, "dung").open("/van-hanh")
    chief.send("/van-hanh/giu-thu", reason="Máy chủ thư đang sửa")
    assert "Đã tạm giữ toàn bộ thư." in chief.text
    assert "Lý do: Máy chủ thư đang sửa" in chief.text
    assert BANNER in browser_of(doors, "an").open("/viec-cua-toi").text
    send_due(doors.house.desk, lambda _mail: Outcome(Delivery.SENT))
    chief.open("/van-hanh")
    assert "Thư sẽ đi ngay khi mở lại (2)" in chief.text
    first = chief.page.xpath("//input[@name='without']/@value")[0]
    action = chief.page.xpath("//form[starts-with(@id, 'mo-')]/@action")[0]
    chief.send(action, reason="Đã sửa xong", without=first)
    assert "Đã mở lại thư." in chief.text
    assert BANNER not in chief.text
    send_due(doors.house.desk, lambda _mail: Outcome(Delivery.SENT))
    with doors.house.memory.reading() as session:
        assert sorted(session.scalars(select(MessageRow.state))) == ["empty", "sent"]


def test_a_unit_sees_neither_the_page_nor_the_list(doors: Opened) -> None:
    assert browser_of(doors, "an").open("/van-hanh").status == 403
    assert doors.as_("an").get("/api/holds").status_code == 403


def test_a_copy_says_so_on_every_page_and_to_whoever_watches(doors: Opened) -> None:
    object.__setattr__(doors.house.desk, "instance", lambda: "elsewhere")
    assert doors.client.get("/api/health").json()["outgoing"] == "fenced"
    assert BANNER in browser_of(doors, "an").text
    assert "dondoc instance adopt" in browser_of(doors, "dung").open("/van-hanh").text
