"""The page of mails that came in: an answer is recorded or set aside, and the first screen says that one waits."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from acts import inbound
from acts.completions import Report, complete
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.recovered_reports import learn_report
from domain.journal import Accepted, Promise
from storage.files import Files
from tests.acts.house import OFFICIAL
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.databases import a_copy


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


def test_a_report_learnt_back_is_shown_as_it_was_accepted_and_recorded_in_one_step(
    doors: Opened, tmp_path: Path
) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    promises: list[Promise] = []
    set_back = a_copy(doors.house.memory)
    told = Report((owed.id,), {"number": "45/BC-KT", "issued_on": "2026-03-02"}, date(2026, 3, 2), note="Đã rà soát")
    desk = replace(doors.house.desk, promise=promises.extend)
    first = complete(desk, OFFICIAL, told).body["id"]
    set_back()
    for one in promises:
        assert isinstance(one, Accepted)
        learn_report(doors.house.desk, one, Files(tmp_path), [])
    chief = browser_of(doors, "dung").open("/thu-den")
    assert "Báo cáo đã tiếp nhận trước khi khôi phục dữ liệu" in chief.text
    assert "Đã rà soát" in chief.text
    chief.press("Ghi nhận")
    assert "Đã ghi nhận báo cáo" in chief.text
    assert [(one.work, one.completion) for one in doors.house.assignments()] == [("reported", first)]
