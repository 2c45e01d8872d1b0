"""The page of mails that came in: an answer is recorded or set aside, and the first screen says that one waits."""

from acts import inbound
from acts.messages import Claimed, Delivery, Outcome, send_due
from tests.api.browsing import browser_of
from tests.api.doors import Opened


def arrived(doors: Opened, text: str = "Đã báo cáo tại văn bản số 45/BC-KT.") -> str:
    keys: list[str] = []

    def post(mail: Claimed) -> Outcome:
        keys.append(mail.message_id)
        return Outcome(Delivery.SENT, subject="Giao việc")

    send_due(doors.house.desk, post)
    mail = inbound.Arrival("reply", f"{len(text):064}", "kt@mau.example", "Re: Giao việc", keys, text)
    found: str = inbound.take_in(doors.house.desk, mail).body["id"]
    return found


def test_an_answer_is_recorded_on_the_page_and_what_is_wrong_with_it_is_said_there(doors: Opened) -> None:
    doors.house.directive({})
    mail = arrived(doors)
    chief = browser_of(doors, "dung")
    assert "Có thư trả lời của đơn vị chờ ghi nhận." in chief.text
    chief.follow("Mở thư đến")
    assert "Đã báo cáo tại văn bản số 45/BC-KT." in chief.text
    chief.send(f"/thu-den/{mail}/ghi-nhan", number="45/BC-KT", issued_on="40/3/2026")
    assert chief.status in {400, 422}
    assert [one.work for one in doors.house.assignments()] == ["issued"]
    chief.send(f"/thu-den/{mail}/ghi-nhan", number="45/BC-KT", issued_on="2/3/2026")
    assert "Đã ghi nhận báo cáo gửi qua thư" in chief.text
    assert "đã ghi nhận báo cáo" in chief.text
    assert [one.work for one in doors.house.assignments()] == ["reported"]


def test_an_answer_that_is_no_report_is_set_aside_with_the_reason(doors: Opened) -> None:
    doors.house.directive({})
    mail = arrived(doors, "Xin hỏi thêm mẫu báo cáo.")
    chief = browser_of(doors, "dung").open("/thu-den")
    chief.send(f"/thu-den/{mail}/bo-qua", reason="Chỉ hỏi mẫu báo cáo")
    assert "không phải báo cáo" in chief.text
    assert "Chỉ hỏi mẫu báo cáo" in chief.text
    assert [one.work for one in doors.house.assignments()] == ["issued"]
    assert browser_of(doors, "an").open("/thu-den").status == 403
