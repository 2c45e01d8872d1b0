"""What became of the mails: each in one state, told with its cause and its text, sent again by a person's word."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from acts import completions
from acts.completions import Report
from acts.holds import hold
from acts.messages import Claimed, Delivery, Outcome, send_due
from domain.rights import SYSTEM
from proof.verify import holds, verify
from storage.tables import MessageRow
from tests.acts.house import OFFICIAL
from tests.api.browsing import browser_of
from tests.api.doors import Opened

REFUSED = Outcome(Delivery.FAILED, "550 5.1.1 No such user", "kt@mau.example", "Giao việc", "Kính gửi: Phòng Kinh tế")
TAKEN = Outcome(Delivery.SENT, "250", "kt@mau.example", "Giao việc – 12/CT-UBND", "Kính gửi: Phòng Kinh tế")
OUTCOMES = {
    "sent": TAKEN,
    "failed": REFUSED,
    "retrying": Outcome(Delivery.LATER, "451 later"),
    "unknown": Outcome(Delivery.UNKNOWN, "lost"),
}


@pytest.mark.parametrize("state", ["planned", "dropped", *OUTCOMES])
def test_every_mail_is_listed_under_its_state_and_under_no_other(doors: Opened, state: str) -> None:
    doors.house.directive({})
    if state == "dropped":
        completions.complete(doors.house.desk, OFFICIAL, Report((doors.house.assignments()[0].id,)))
    if state in OUTCOMES:
        send_due(doors.house.desk, lambda mail: OUTCOMES[state] if mail.addressee == "unit/kt" else TAKEN)
    elif state == "dropped":
        send_due(doors.house.desk, lambda _mail: OUTCOMES["sent"])
    found = {
        one: [mail["kind"] for mail in doors.as_("dung").get("/api/messages", state=one).json()["items"]]
        for one in ("planned", "retrying", "unknown", "sent", "failed", "dropped")
    }
    assert found.pop(state) == ["issued"]
    besides = {"dropped": ["received"], "failed": ["issued"]}.get(state, [])  # told another way, once it was refused
    assert found == {one: besides if one == "sent" else [] for one in found}


def test_the_list_is_narrowed_and_paged_and_each_mail_says_whom_why_and_what(doors: Opened) -> None:
    doors.house.directive({"lead_codes": ["phong"]})
    send_due(doors.house.desk, lambda mail: TAKEN if mail.addressee == "unit/kt" else REFUSED)
    chief = doors.as_("dung")
    first = chief.get("/api/messages", limit=1, count=True).json()
    second = chief.get("/api/messages", limit=1, cursor=first["next"]).json()
    assert first["count"] == 2
    assert {one["addressee"] for page in (first, second) for one in page["items"]} == {"unit/kt", "unit/vh"}
    (mail,) = chief.get("/api/messages", unit="kt", since="2026-03-02", until="2026-03-02").json()["items"]
    assert not chief.get("/api/messages", until="2026-03-01").json()["items"]
    assert [one["id"] for one in chief.get("/api/messages", text="12/ct", state="sent").json()["items"]] == [mail["id"]]
    whole = chief.get(f"/api/messages/{mail['id']}").json()
    assert (whole["to"], whole["address"], whole["text"]) == ("Phòng Kinh tế", "kt@mau.example", TAKEN.text)
    assert [(told["state"], told["number"], told["ref"]) for told in whole["told"]] == [("sent", "12/CT-UBND", "1")]
    assert doors.as_("an").get("/api/messages").status_code == 403
    assert chief.get("/api/messages/khong-co").status_code == 404
    assert chief.get("/api/messages", cursor="x").status_code == 400


def test_a_refused_mail_is_sent_again_under_its_id_and_an_accepted_one_under_another(doors: Opened) -> None:
    house = doors.house
    house.directive({})
    ids: list[str] = []

    def post(outcome: Outcome) -> None:
        def taken(mail: Claimed) -> Outcome:
            if mail.addressee != "unit/kt":  # where it goes once the unit's mailbox has refused it
                return TAKEN
            ids.append(mail.message_id)
            return outcome

        send_due(house.desk, taken)

    post(REFUSED)
    chief = doors.as_("dung")
    (refused,) = chief.get("/api/messages", state="failed").json()["items"]
    path = f"/api/messages/{refused['id']}/resend"
    assert chief.post(path).status_code == 202
    assert chief.post(path).json()["type"].endswith("not-settled")
    post(TAKEN)
    assert chief.post(path).status_code == 202
    post(TAKEN)
    assert ids == [ids[0], ids[0], f"{ids[0]}.1"]
    assert holds(verify(house.memory, now=house.now))
    house.now = datetime(2026, 3, 2, 3, tzinfo=UTC)
    completions.complete(house.desk, OFFICIAL, Report((house.assignments()[0].id,)))
    assert chief.post(path).json()["type"].endswith("nothing-to-send")
    assert doors.as_("an").post(path).status_code == 403


def test_what_was_sent_stays_sent_when_it_is_asked_for_again_and_no_longer_holds(doors: Opened) -> None:
    house = doors.house
    house.directive({})
    send_due(house.desk, lambda _mail: TAKEN)
    chief = doors.as_("dung")
    (mail,) = chief.get("/api/messages").json()["items"]
    chief.post(f"/api/messages/{mail['id']}/resend")
    completions.complete(house.desk, OFFICIAL, Report((house.assignments()[0].id,)))
    send_due(house.desk, lambda _mail: TAKEN)
    with house.memory.reading() as session:
        assert session.scalars(select(MessageRow.state).where(MessageRow.id == mail["id"])).one() == "empty"
    assert {(one.kind, one.state) for one in house.notices()} == {("issued", "sent"), ("received", "sent")}


def test_the_page_shows_the_mails_and_sends_one_again(doors: Opened) -> None:
    doors.house.directive({})
    send_due(doors.house.desk, lambda mail: REFUSED if mail.addressee == "unit/kt" else TAKEN)
    chief = browser_of(doors, "dung")
    chief.open("/theo-doi")
    assert "550 5.1.1 No such user" in chief.text
    chief.follow("Giao việc")
    chief.open("/gui-thu?tinh_trang=failed&tu_ngay=2/3/2026&den_ngay=02/3/2026")
    assert "550 5.1.1 No such user" in chief.text
    (mail,) = doors.as_("dung").get("/api/messages", state="failed").json()["items"]
    chief.open(f"/gui-thu/{mail['id']}")
    assert "Kính gửi: Phòng Kinh tế" in chief.text
    chief.send(f"/gui-thu/{mail['id']}/gui-lai")
    assert "Đã đưa thư vào lượt gửi tiếp theo." in chief.text
    chief.open("/gui-thu?tinh_trang=failed")
    assert "Không có thư nào như vậy." in chief.text
    chief.open("/gui-thu?tinh_trang=la-lung&tu_ngay=32/13/2026")
    assert "Giao việc" in chief.text


def test_what_would_leave_is_held_while_nothing_may_leave(doors: Opened) -> None:
    doors.house.directive({})
    hold(doors.house.desk, SYSTEM, "Chạy thử")
    chief = doors.as_("dung")
    assert [one["state"] for one in chief.get("/api/messages", state="held").json()["items"]] == ["held"]
    assert chief.get("/api/messages", state="planned").json()["items"] == []
    assert "Tạm giữ" in browser_of(doors, "dung").open("/gui-thu?tinh_trang=held").text
