"""Signing in with a browser: who comes in, who is held off, what ends, and what each answer tells the browser."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from acts.passwords import set_password
from domain.rights import SYSTEM
from storage import access
from storage.database import Memory
from tests.api.browsing import PHRASE, a_browser, browser_of
from tests.api.doors import QUICK, Opened
from tests.databases import KINDS, a_memory

POLICY = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "form-action 'self'"}


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def test_a_page_asks_to_sign_in_and_leads_on_to_where_one_wanted(doors: Opened) -> None:
    set_password(doors.house.desk, SYSTEM, "an", PHRASE, QUICK)
    browser = a_browser(doors).open("/van-ban?limit=5")
    assert browser.address.startswith("/dang-nhap?tiep=")
    browser.send("/dang-nhap", login="an", password=PHRASE)
    assert (browser.status, browser.address) == (200, "/van-ban?limit=5")


@pytest.mark.parametrize(
    ("login", "home"), [("an", "Việc của tôi"), ("binh", "Việc của tôi"), ("dung", "Theo dõi, đôn đốc")]
)
def test_the_first_screen_is_that_of_the_role(doors: Opened, login: str, home: str) -> None:
    assert browser_of(doors, login).page.findtext(".//h1") == home


def test_the_cookie_is_for_the_server_alone(doors: Opened) -> None:
    set_password(doors.house.desk, SYSTEM, "an", PHRASE, QUICK)
    told = {"login": "an", "password": PHRASE}
    answer = doors.client.post("/dang-nhap", data=told, headers={"Sec-Fetch-Site": "same-origin"})
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("dondoc="))
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_over_tls_no_other_host_and_no_plain_connection_can_set_our_cookies(doors: Opened) -> None:
    set_password(doors.house.desk, SYSTEM, "an", PHRASE, QUICK)
    client, ours = a_browser(doors).client, {"Sec-Fetch-Site": "same-origin"}
    told = {"login": "an", "password": PHRASE}
    answer = client.post("https://testserver/dang-nhap", data=told, headers=ours)
    given = answer.headers.get_list("set-cookie")
    assert [one.partition("=")[0] for one in given] == ["__Host-dondoc", "__Secure-dondoc-may"]
    assert all("Secure" in one.split("; ") for one in given)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    secret = client.cookies["__Host-dondoc"]
    assert client.get("https://testserver/tai-khoan").status_code == 200
    client.cookies.clear()
    client.cookies.set("dondoc", secret, domain="testserver.local")
    assert client.get("https://testserver/tai-khoan").status_code == 303  # a name anybody could have set
    client.cookies.set("__Host-dondoc", secret, domain="testserver.local")
    left = client.post("https://testserver/dang-xuat", headers=ours)
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert any(one.startswith('__Host-dondoc="";') for one in left.headers.get_list("set-cookie"))


@pytest.mark.parametrize(("login", "password"), [("an", "không phải"), ("khong-co", PHRASE), ("chi", PHRASE)])
def test_whatever_was_wrong_the_answer_is_the_same(doors: Opened, login: str, password: str) -> None:
    set_password(doors.house.desk, SYSTEM, "an", PHRASE, QUICK)
    browser = a_browser(doors).open("/dang-nhap").send("/dang-nhap", login=login, password=password)
    assert browser.status == 403
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in browser.text
    assert browser.form("/dang-nhap").fields["login"] == login
    assert browser.form("/dang-nhap").fields["password"] in {None, ""}
    with doors.house.memory.reading() as session:
        assert [line.kind for line in access.everything(session)][-1] == "sign-in-refused"


def test_guessing_is_held_off_and_the_browser_one_knows_comes_in_all_the_same(doors: Opened) -> None:
    mine = browser_of(doors, "an")
    mine.send("/dang-xuat")
    stranger = a_browser(doors).open("/dang-nhap")
    answers = [stranger.send("/dang-nhap", login="an", password="đoán mò").status for _ in range(11)]
    assert answers == [403] * 10 + [429]
    assert stranger.answer is not None
    assert int(stranger.answer.headers["Retry-After"]) > 0
    assert mine.open("/dang-nhap").send("/dang-nhap", login="an", password=PHRASE).status == 200
    doors.house.now += timedelta(minutes=5)
    assert stranger.open("/dang-nhap").send("/dang-nhap", login="an", password=PHRASE).status == 200


def test_one_address_may_try_many_names_but_not_without_end(doors: Opened) -> None:
    stranger = a_browser(doors).open("/dang-nhap")
    answers = [stranger.send("/dang-nhap", login=f"ten-{n}", password="đoán mò").status for n in range(101)]
    assert answers == [403] * 100 + [429]


def test_a_form_of_another_site_signs_nobody_in(doors: Opened) -> None:
    browser = a_browser(doors).open("/dang-nhap")
    browser.headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    assert browser.send("/dang-nhap", login="an", password=PHRASE).status == 403


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "van-ban"]
)
def test_signing_in_never_leads_elsewhere(doors: Opened, onward: str) -> None:
    set_password(doors.house.desk, SYSTEM, "an", PHRASE, QUICK)
    told = {"login": "an", "password": PHRASE, "onward": onward}
    answer = doors.client.post("/dang-nhap", data=told, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.headers["location"] == "/"


def test_a_session_is_seen_ended_and_of_no_use_afterwards(doors: Opened) -> None:
    here, there = browser_of(doors, "an"), browser_of(doors, "an")
    here.open("/tai-khoan")
    assert here.text.count("Kết thúc") >= 1
    here.send("/tai-khoan/phien/")
    assert "Đã kết thúc phiên đăng nhập." in here.text
    assert there.open("/viec-cua-toi").address.startswith("/dang-nhap")
    here.send("/dang-xuat")
    assert here.open("/viec-cua-toi").address.startswith("/dang-nhap")


def test_a_password_is_changed_by_who_knows_it_and_ends_the_sessions(doors: Opened) -> None:
    browser, other = browser_of(doors, "an"), browser_of(doors, "an")
    fields = {"current": "không phải", "password": "một câu khác hẳn", "again": "một câu khác hẳn"}
    assert browser.open("/tai-khoan").send("/tai-khoan/mat-khau", **fields).status == 403
    weak = {"current": PHRASE, "password": "ngắn", "again": "ngắn"}
    assert "ít nhất 12 ký tự" in browser.send("/tai-khoan/mat-khau", **weak).text
    unequal = {"current": PHRASE, "password": "một câu khác hẳn", "again": "một câu khác"}
    assert browser.send("/tai-khoan/mat-khau", **unequal).status == 422
    browser.send("/tai-khoan/mat-khau", **{**fields, "current": PHRASE})
    assert browser.address.startswith("/dang-nhap")
    assert other.open("/viec-cua-toi").address.startswith("/dang-nhap")
    assert browser.send("/dang-nhap", login="an", password="một câu khác hẳn").status == 200


def test_every_page_says_what_it_may_load(doors: Opened) -> None:
    browser = browser_of(doors, "dung")
    for path in ("/dang-nhap", "/theo-doi", "/van-ban", "/van-ban/moi", "/bao-cao", "/tai-khoan", "/khong-co"):
        answer = browser.open(path).answer
        assert answer is not None
        assert set(answer.headers["Content-Security-Policy"].split("; ")) >= POLICY, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert not browser.page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"), (
            path
        )


def test_what_pages_load_is_ours_and_kept(doors: Opened) -> None:
    browser = a_browser(doors).open("/dang-nhap")
    for address in browser.page.xpath("//link/@href | //script/@src"):
        answer = doors.client.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"]
    assert doors.client.get("/static/../app.py").status_code == 404


def test_pages_are_no_part_of_the_description_for_machines(doors: Opened) -> None:
    paths = doors.client.get("/api/openapi.json").json()["paths"]
    assert paths
    assert all(path.startswith("/api/") for path in paths)
