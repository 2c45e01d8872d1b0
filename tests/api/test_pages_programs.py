"""The pages of tokens for programs and of systems that are told of events."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from acts.deliveries import deliver_due
from acts.messages import Delivery, Outcome
from storage import access
from storage.database import Memory
from tests.api.browsing import browser_of
from tests.api.calls import an_admin
from tests.api.doors import Caller, Opened
from tests.databases import a_memory

TOKENS, WEBHOOKS = "/tai-khoan/ma-truy-cap", "/nhan-tin"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def test_a_token_is_given_shown_once_and_revoked(doors: Opened) -> None:
    browser = browser_of(doors, "an").open("/tai-khoan").follow("Xem, cấp, thu hồi mã")
    browser.send(TOKENS, name="", may="read", days="90")
    assert browser.status == 422
    browser.send(TOKENS, name="Đồng bộ văn bản", may="read", days="90")
    secret = browser.page.xpath("string(//code[@class='secret'])")
    program = Caller(doors.client, secret)
    assert program.get("/api/assignments").status_code == 200
    assert program.post("/api/tokens", {"name": "Rộng hơn"}).status_code == 403
    browser.open(TOKENS)
    assert (secret in browser.page.text_content(), "Đồng bộ văn bản" in browser.text) == (False, True)
    browser.press("Thu hồi")
    assert "Đã thu hồi mã truy cập" in browser.text
    assert program.get("/api/assignments").status_code == 401


def test_a_form_sent_twice_gives_one_token(doors: Opened) -> None:
    browser = browser_of(doors, "an").open(TOKENS)
    form = [*browser.form(TOKENS).form_values()]
    told = [(name, "Đồng bộ" if name == "name" else value) for name, value in form]
    browser.post(TOKENS, told)
    browser.post(TOKENS, told)
    assert len(doors.as_("an").get("/api/tokens").json()["items"]) == 2  # with the one this question is asked by


def test_an_administrator_adds_a_system_sees_what_it_was_told_and_sends_again(doors: Opened) -> None:
    browser = browser_of(doors, an_admin(doors)).open(WEBHOOKS)
    browser.send(WEBHOOKS, url="http://127.0.0.1/x")
    assert (browser.status, "mạng nội bộ" in browser.text) == (422, True)
    browser.send(WEBHOOKS, url="https://qlvb.example/tin", name="Quản lý văn bản", kinds=["directive.*"])
    assert browser.page.xpath("string(//code[@class='secret'])").startswith("whsec_")
    doors.house.directive({})
    deliver_due(doors.house.desk, lambda _parcel: Outcome(Delivery.SENT, "204 đã nhận"))
    browser.open(WEBHOOKS).follow("Quản lý văn bản")
    assert "trả lời: 204 đã nhận" in browser.text
    browser.press("Gửi lại")
    assert "gửi lại ngay" in browser.text
    assert "Chờ gửi" in browser.text
    browser.open(WEBHOOKS).press("Ngừng")
    assert "Đã ngừng" in browser.text
    assert not browser.open(WEBHOOKS).page.xpath("//button[.='Ngừng']")


def test_who_does_not_administer_sees_none_of_it_and_that_is_written_down(doors: Opened) -> None:
    browser = browser_of(doors, "dung")
    assert not browser.page.xpath(f"//nav//a[@href='{WEBHOOKS}']")
    assert browser.open(WEBHOOKS).status == 403
    with doors.house.memory.reading() as session:
        line = list(access.everything(session))[-1]
    assert (line.kind, line.data["call"]) == ("refused", "GET /nhan-tin")


def test_what_a_page_refused_is_no_act_of_an_administrator(doors: Opened) -> None:
    browser = browser_of(doors, an_admin(doors)).open(WEBHOOKS)
    browser.send(WEBHOOKS, url="không phải địa chỉ")
    with doors.house.memory.reading() as session:
        kinds = [line.kind for line in access.everything(session)]
    assert browser.status == 422
    assert "administered" not in kinds
    assert kinds[-1] == "overseen"
