"""Links in mails with which a reader says, without signing in, that an order was received: one thing, once, by who may."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import select, update

from activities.post import Post
from acts import assignments, office, receipts
from acts.messages import send_due
from acts.people import retire
from acts.receipts import Link, word_for
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from domain.sealed import seal
from proof.sink import Received, Sink
from storage import access, log
from storage.database import Memory
from storage.tables import AssignmentRow, MessageRow
from storage.views import people
from tests.acts.house import OFFICIAL
from tests.api.browsing import Browser, a_browser
from tests.api.doors import Opened
from tests.api.test_table import fingerprint
from tests.databases import a_memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def id_of(doors: Opened, login: str) -> str:
    with doors.house.memory.reading() as session:
        known = people.credentials(session, login)
    assert known is not None
    return known[0]


def owed(doors: Opened) -> AssignmentRow:
    doors.house.directive({}, {"text": "Việc thứ hai."})
    return doors.house.assignments()[0]


def opened_link(doors: Opened, row: AssignmentRow, official: str | None = None, **changed: str) -> Browser:
    link = Link(row.id, changed.get("unit", row.unit), official and id_of(doors, official))
    return a_browser(doors).open(f"/xac-nhan?ma={word_for(doors.house.desk, link)}")


def states(doors: Opened) -> set[str]:
    return {row.work for row in doors.house.assignments()}


def last_event(doors: Opened) -> log.Event:
    with doors.house.memory.reading() as session:
        return list(log.everything(session))[-1]


def test_looking_changes_nothing_and_one_press_receives_the_whole_order(doors: Opened) -> None:
    row = owed(doors)
    before = fingerprint(doors.house.memory)
    browser = opened_link(doors, row, "an")
    assert "Phòng Kinh tế xác nhận đã tiếp nhận" in browser.text
    assert "Việc thứ hai" in browser.text
    assert fingerprint(doors.house.memory) == before
    browser.press("Xác nhận đã tiếp nhận")
    assert "Đã ghi nhận đơn vị tiếp nhận văn bản" in browser.text
    assert states(doors) == {"received"}
    event = last_event(doors)
    assert (event.kind, event.actor, event.data["link"]) == ("assignments.acknowledged", id_of(doors, "an"), "person")
    with doors.house.memory.reading() as session:
        line = list(access.everything(session))[-1]
    assert (line.kind, line.official) == ("receipt-link.used", id_of(doors, "an"))


def test_a_mailbox_of_several_is_asked_who_confirms(doors: Opened) -> None:
    browser = opened_link(doors, owed(doors))
    names = browser.page.xpath("//select[@name='official']/option/text()")
    assert names == ["Chọn họ và tên", "Lê An", "Trần Bình, Trưởng phòng"]
    browser.press("Xác nhận đã tiếp nhận")
    assert (browser.status, "ai xác nhận" in browser.text) == (422, True)
    browser.send("/xac-nhan", official=id_of(doors, "chi"))
    assert (browser.status, states(doors)) == (403, {"issued"})
    browser = opened_link(doors, doors.house.assignments()[0])
    browser.send("/xac-nhan", official=id_of(doors, "binh"))
    assert states(doors) == {"received"}
    event = last_event(doors)
    assert (event.actor, event.data["link"]) == (id_of(doors, "binh"), "mailbox")


def test_it_works_once_and_for_two_weeks(doors: Opened) -> None:
    row = owed(doors)
    word = word_for(doors.house.desk, Link(row.id, row.unit, id_of(doors, "an")))
    receipts.confirm(doors.house.desk, word, None, "192.0.2.1")
    with doors.house.memory.writing() as session:  # as if the work were given anew: the word itself is used up
        session.execute(update(AssignmentRow).values(work="issued"))
    late = a_browser(doors).open(f"/xac-nhan?ma={word}").press("Xác nhận đã tiếp nhận")
    assert (late.status, "đã được dùng" in late.text) == (403, True)
    fresh = word_for(doors.house.desk, Link(row.id, row.unit, id_of(doors, "an")))
    doors.house.now += receipts.LASTS - timedelta(seconds=1)
    assert a_browser(doors).open(f"/xac-nhan?ma={fresh}").status == 200
    doors.house.now += timedelta(seconds=1)
    assert a_browser(doors).open(f"/xac-nhan?ma={fresh}").status == 403


def test_a_word_that_is_not_ours_opens_nothing(doors: Opened) -> None:
    row = owed(doors)
    link = Link(row.id, row.unit, id_of(doors, "an"))
    word = word_for(doors.house.desk, link)
    said, _, signed = word.partition(".")
    other = seal(doors.house.desk.key, "sign-on", vars(link), doors.house.now + timedelta(days=1))
    for wrong in ("", "x", said, f"{said}.", f"{said}A.{signed}", f".{signed}", other, "ế" * 9, "a" * 5000):
        answer = a_browser(doors).open(f"/xac-nhan?ma={quote(wrong)}")
        assert (answer.status, "không đúng hoặc đã hết hạn" in answer.text) == (403, True), wrong
    assert states(doors) == {"issued"}


def test_who_has_left_confirms_nothing(doors: Opened) -> None:
    browser = opened_link(doors, owed(doors), "an")
    retire(doors.house.desk, SYSTEM, "an")
    browser.press("Xác nhận đã tiếp nhận")
    assert (browser.status, "không còn phụ trách" in browser.text) == (403, True)
    with doors.house.memory.reading() as session:
        line = list(access.everything(session))[-1]
    assert (line.kind, line.data["why"]) == ("receipt-link.refused", "not-theirs")


def test_who_has_moved_to_another_unit_confirms_nothing(doors: Opened) -> None:
    browser = opened_link(doors, owed(doors), "an")
    moved = Official("an", "Lê An", grants=(Grant(Role.OFFICIAL, "vh"),))
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=(moved,)))
    assert browser.press("Xác nhận đã tiếp nhận").status == 403
    assert states(doors) == {"issued"}


def test_what_was_given_to_another_unit_or_received_already_is_told(doors: Opened) -> None:
    row = owed(doors)
    browser, mine = opened_link(doors, row, "an"), opened_link(doors, row, "an")
    assignments.acknowledge(doors.house.desk, OFFICIAL, row.id)
    assert "đã xác nhận tiếp nhận" in mine.press("Xác nhận đã tiếp nhận").text
    with doors.house.memory.writing() as session:
        session.execute(update(AssignmentRow).values(work="issued", unit="vh"))
    browser.press("Xác nhận đã tiếp nhận")
    assert (browser.status, "đã được chuyển sang đơn vị khác" in browser.text) == (409, True)


def test_a_form_of_another_site_confirms_nothing(doors: Opened) -> None:
    browser = opened_link(doors, owed(doors), "an")
    browser.headers = {"Sec-Fetch-Site": "cross-site"}
    assert browser.press("Xác nhận đã tiếp nhận").status == 403
    assert states(doors) == {"issued"}


def plain(one: Received) -> str:
    """The text of a mail as its reader sees it."""
    body = one.message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_mails_carry_one_link_for_an_order_and_none_where_nobody_reaches_the_doors(
    doors: Opened, tmp_path: Path
) -> None:
    owed(doors)
    with Sink(tmp_path / "inbox") as sink:
        send_due(doors.house.desk, Post(doors.house.desk, sink.url, "https://don-doc.example", links=True))
        (text,) = [plain(one) for one in sink.messages if "kt@mau.example" in one.rcpt_to]
    with doors.house.memory.reading() as session:
        kept = session.scalars(select(MessageRow.text)).all()
    assert [told.count("/xac-nhan?ma=…\n") for told in kept if told] == [1]
    (address,) = [line.partition(": ")[2] for line in text.splitlines() if "/xac-nhan?ma=" in line]
    browser = a_browser(doors).open(address.removeprefix("https://don-doc.example"))
    browser.send("/xac-nhan", official=id_of(doors, "an"))
    assert states(doors) == {"received"}
    doors.house.directive({}, number="13/CT-UBND")
    with Sink(tmp_path / "other") as sink:
        send_due(doors.house.desk, Post(doors.house.desk, sink.url, "https://don-doc.example"))
        assert sink.messages
        assert not [one for one in sink.messages if "xac-nhan" in plain(one)]
