"""*Vận hành* as its keepers meet it: hold every mail, see what would leave, let it go."""

from datetime import timedelta

from sqlalchemy import select

from acts import completions, office
from acts.completions import Report
from acts.messages import Delivery, Outcome, send_due
from acts.outages import API, WORKER, beat
from acts.reconciling import keep_reconciled
from acts.review_steps import open_reviews
from acts.steps import take_due
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from domain.subject import Caller, Subject, SubjectKind
from storage.tables import MessageRow
from tests.acts.house import OFFICIAL
from tests.acts.outage_days import at
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


def test_the_page_and_the_call_tell_what_fires_next_and_what_a_standstill_cost(doors: Opened) -> None:
    house = doors.house
    house.directive({})
    beat(house.desk, WORKER)
    house.now += timedelta(days=21)  # past the deadline
    beat(house.desk, WORKER)
    (owed,) = house.assignments()
    take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.ROUND)
    told = doors.as_("dung").get("/api/operations").json()
    assert (told["outgoing"], told["clocks_sleep"], told["round_share"]) == ("held", True, 1.0)
    (outage,) = told["outages"]
    assert (outage["part"], outage["due"], sum(outage["steps"].values())) == ("worker", 4, 4)
    assert [one["subject"] for one in told["next"]] == [owed.id] * len(told["next"])
    assert told["late"] == []
    shown = browser_of(doors, "dung").open("/van-hanh").text
    assert "Trong thời gian hệ thống gián đoạn" in shown
    assert "Mốc sắp tới" in shown


def test_who_keeps_the_system_sees_no_work_in_it(doors: Opened) -> None:
    doors.house.directive({})
    admin = (Official("quang", "Lý Quang", grants=(Grant(Role.ADMIN),)),)
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=admin))
    (first, *_) = doors.as_("quang").get("/api/operations").json()["next"]
    assert (first["number"], first["ref"], first["unit_name"]) == (None, None, "Phòng Kinh tế")
    assert browser_of(doors, "quang").open("/van-hanh").status == 200


def test_the_limits_of_a_storm_are_set_on_the_page(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-hanh")
    chief.send("/van-hanh/nguong", mails="300", share="30", wait="true")
    assert "quá 300 hoặc liên quan quá 30%" in chief.text
    assert "chờ người phụ trách cho gửi" in chief.text
    chief.send("/van-hanh/nguong", mails="không", share="30")
    assert chief.status == 422


def test_the_shadow_start_is_begun_and_ended_on_the_page_and_mails_say_whom_they_were_meant_for(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-hanh")
    chief.send("/van-hanh/chay-thu", until="không")
    assert chief.status == 422
    chief.open("/van-hanh").send("/van-hanh/chay-thu", until="31/3/2026")
    assert "Từ 02/3/2026 đến hết ngày 31/3/2026" in chief.text
    doors.house.directive({})
    send_due(
        doors.house.desk, lambda _mail: Outcome(Delivery.SENT, address="vp@mau.example", meant_for="kt@mau.example")
    )
    chief.open("/gui-thu")
    assert "vp@mau.example (chạy thử, thay cho kt@mau.example)" in chief.text
    chief.follow("Giao việc")
    assert "thay cho kt@mau.example" in chief.text
    chief.open("/van-hanh").send("/van-hanh/chay-thu/ket-thuc")
    assert "Đã vận hành chính thức" in chief.text
    assert browser_of(doors, "an").open("/van-hanh/chay-thu").status in {403, 405}


def test_a_result_late_by_the_house_is_decided_on_the_page_with_a_reason(doors: Opened) -> None:
    house = doors.house
    house.directive({"due_on": "2026-03-03"})
    (owed,) = house.assignments()
    for moment in ("2026-03-03T16:00", "2026-03-04T08:00"):
        house.now = at(moment)
        beat(house.desk, API)
    house.now += timedelta(hours=1)
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    chief = browser_of(doors, "dung").open("/van-hanh")
    assert "Báo cáo trễ vì hệ thống gián đoạn, chờ ý kiến (1)" in chief.text
    (action,) = chief.page.xpath("//form[contains(@action, '/gian-doan/')]/@action")
    chief.send(action, granted="true")
    assert chief.status == 422
    chief.open("/van-hanh").send(action, granted="true", reason="Hệ thống ngừng cả buổi chiều")
    assert "Đã ghi ý kiến" in chief.text
    assert "chờ ý kiến (1)" not in chief.text
    assert "Tính đúng hạn do hệ thống gián đoạn" in chief.open(f"/nhiem-vu/{owed.id}").text


def test_the_page_measures_mails_names_missed_dates_and_compares_clocks_with_rows(doors: Opened) -> None:
    house = doors.house
    house.directive({}, {"lead_codes": ["vh"]})
    send_due(house.desk, lambda mail: Outcome(Delivery.SENT, address=f"{mail.id[:4]}@mau.example"))
    chief = browser_of(doors, "dung").open("/van-hanh")
    assert "Chưa đối chiếu đồng hồ" in chief.text
    assert "Đã gửi 2 thư; người nhận có thư nhận bình quân 1,0 thư một ngày, nhiều nhất 1 thư" in chief.text
    keep_reconciled(house.desk, opened=5, running=4, started=1, coming=0)
    open_reviews(house.desk)
    assert "5 việc đang mở, 4 đồng hồ đang chạy, khởi động lại 1" in chief.open("/van-hanh").text
    assert "Chờ đến ngày" in chief.text
    house.now += timedelta(days=60)
    told = doors.as_("dung").get("/api/operations").json()
    assert any(one["missed"] for one in told["reviews"])
    assert told["budget"]["sent"] == 0


def test_the_office_sets_its_rules_of_notices_on_a_page(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/quan-tri").follow("Quy định về thông báo")
    assert "Thư nào đến ai, lúc nào" in chief.text
    chief.send("/quan-tri/thong-bao", weekday="4", at="14:00", budget="3", sms="overdue")
    assert "Đã lưu quy định về thông báo." in chief.text
    told = doors.as_("dung").get("/api/notices/rules").json()
    assert told == {
        "weekday": 4,
        "at": "14:00",
        "budget": 3,
        "sms": ["overdue"],
        "superior": "đồng chí",
        "official": "anh (chị)",
    }
    chief.send("/quan-tri/thong-bao", superior="bạn")
    assert chief.status == 422
    assert "anh (chị), đồng chí hoặc đơn vị" in chief.text
    chief.send("/quan-tri/thong-bao", superior="ông (bà)", official="quý anh (chị)")
    assert doors.as_("dung").get("/api/notices/rules").json()["superior"] == "ông (bà)"
    chief.send("/quan-tri/thong-bao", weekday="4", at="25:00", budget="3")
    assert chief.status == 422
    assert browser_of(doors, "an").open("/quan-tri/thong-bao").status == 403
