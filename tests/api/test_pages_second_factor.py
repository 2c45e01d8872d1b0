"""Signing in with a second step, taking a factor up, giving it up, and the page of an invitation, through the pages."""

from datetime import timedelta

import pyotp
import pytest

from acts import factors, invitations
from api.cookies import SESSION
from domain.office import Role
from domain.rights import SYSTEM
from tests.api.browsing import PHRASE, Browser, a_browser, browser_of
from tests.api.doors import Opened


def code(doors: Opened, secret: str) -> str:
    doors.house.now += timedelta(minutes=2)  # each code once: the next one is of another half minute
    return pyotp.TOTP(secret).at(int(doors.house.now.timestamp()))


def take_up(doors: Opened, browser: Browser, action: str) -> tuple[str, list[str]]:
    """Enrol on the page that is shown; the secret and the recovery codes."""
    assert browser.page.xpath("//img[starts-with(@src, 'data:image/svg+xml')]")
    secret = browser.page.xpath("string(//code)")
    browser.send(action, code=code(doors, secret))
    return secret, browser.page.xpath("//li/code/text()")


def test_after_the_password_comes_the_code_and_nothing_opens_before(doors: Opened) -> None:
    browser = browser_of(doors, "an").open("/tai-khoan").follow("Bật xác thực hai bước")
    secret, recovery = take_up(doors, browser, "/tai-khoan/xac-thuc")
    assert len(recovery) == 10
    assert browser.open("/tai-khoan").status == 200
    again = browser_of(doors, "an")
    assert again.address == "/dang-nhap/ma?tiep=%2F"
    half = again.client.cookies[SESSION.name]
    assert "Đăng nhập" in again.open("/viec-cua-toi").text
    again.open("/dang-nhap/ma?tiep=%2Ftai-khoan").send("/dang-nhap/ma", code="000000")
    assert (again.status, "Mã xác thực chưa đúng" in again.text) == (403, True)
    again.send("/dang-nhap/ma", code=code(doors, secret))
    assert again.address == "/tai-khoan"
    assert "còn 10 mã dự phòng" in again.text
    assert again.client.cookies[SESSION.name] != half
    again.send("/tai-khoan/xac-thuc/tat", code=recovery[0])
    assert "Đã tắt xác thực hai bước" in again.text


def test_codes_cannot_be_tried_out(doors: Opened) -> None:
    browser = browser_of(doors, "an").open("/tai-khoan/xac-thuc")
    secret, _ = take_up(doors, browser, "/tai-khoan/xac-thuc")
    doors.house.now += timedelta(minutes=10)
    guesser = browser_of(doors, "an")
    statuses = [guesser.send("/dang-nhap/ma", code="000000").status for _ in range(5)]
    assert statuses == [403] * 5
    right = pyotp.TOTP(secret).at(int(doors.house.now.timestamp()))
    guesser.send("/dang-nhap/ma", code=right)
    assert guesser.status == 429


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
def test_a_role_that_needs_a_factor_takes_it_up_at_sign_in(doors: Opened) -> None:
    factors.need_factors(doors.house.desk, SYSTEM, (Role.CHIEF,))
    browser = browser_of(doors, "dung")
    assert browser.address.startswith("/dang-nhap/thiet-lap")
    assert "Đăng nhập" in a_browser(doors).open("/dang-nhap/thiet-lap").text
    browser.open("/dang-nhap/thiet-lap")
    _, recovery = take_up(doors, browser, "/dang-nhap/thiet-lap")
    assert len(recovery) == 10
    assert "bắt buộc" in browser.open("/tai-khoan").text


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
def test_an_invitation_leads_to_a_password_and_to_the_sign_in(doors: Opened) -> None:
    word = invitations.invite(doors.house.desk, SYSTEM, "chi")
    browser = a_browser(doors).open(f"/dat-mat-khau?ma={word}")
    browser.send("/dat-mat-khau", password=PHRASE, again="khác")
    assert "chưa giống" in browser.text
    browser.send("/dat-mat-khau", password=PHRASE, again=PHRASE)
    assert "Đã đặt mật khẩu" in browser.text
    browser.send("/dang-nhap", login="chi", password=PHRASE)
    assert browser.address == "/viec-cua-toi"
    late = a_browser(doors).open(f"/dat-mat-khau?ma={word}").send("/dat-mat-khau", password=PHRASE, again=PHRASE)
    assert (late.status, "đã dùng hoặc đã hết hạn" in late.text) == (403, True)
