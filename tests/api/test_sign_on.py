"""Signing in with the office's own account: with a real provider in a process of its own, and with one that forges."""

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from httpx2 import Client as Http
from joserfc.jwk import RSAKey

from acts import factors, identities
from api.provider import Client, Provider
from domain.identity import Identity, Trust
from domain.office import Role
from domain.rights import SYSTEM
from storage import access
from storage.database import Memory
from tests.api.browsing import Browser, a_browser, browser_of
from tests.api.doors import Opened, opened
from tests.api.forging import CLIENT, Forger, a_forger
from tests.api.test_way_in import rows
from tests.databases import a_memory, free_port

SIGN_IN, BACK = "/dang-nhap/mot-lan", "/dang-nhap/mot-lan/tro-ve"
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "k1"})


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


@pytest.fixture(scope="module")
def honest() -> Iterator[str]:
    """The issuer of a provider that runs as a process."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    told = [*command, "--user", "an-o-co-quan", "--user-claims", '{"sub": "dung-o-co-quan", "amr": ["pwd", "otp"]}']
    process = subprocess.Popen(told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + 30
        while not listens(port):
            assert time.monotonic() < ends
            assert process.poll() is None
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def office_of(memory: Memory, issuer: str, *, client: str = CLIENT, amr: str = "", hosts: str = "") -> Iterator[Opened]:
    trust = Trust(issuer, client, amr=frozenset(amr.split()))
    provider = Provider(Client(trust, "khóa của ứng dụng", "Đăng nhập bằng tài khoản tỉnh", frozenset(hosts.split())))
    with opened(memory, provider=provider) as doors:
        doors.house.now = datetime.now(UTC)
        yield doors


def link(doors: Opened, login: str, issuer: str, subject: str) -> None:
    identities.link(doors.house.desk, SYSTEM, login, Identity(issuer, subject))


def through(browser: Browser, subject: str, path: str = SIGN_IN) -> Browser:
    """Out to the provider, its form filled in by a person, and back."""
    away = browser.client.get(path, headers=browser.headers)
    assert away.status_code == 303, away.text
    with Http(trust_env=False) as person:
        back = person.post(away.headers["location"], data={"sub": subject})
    assert back.status_code == 302, back.text
    return browser.open(back.headers["location"].removeprefix("http://testserver"))


def told(doors: Opened) -> list[tuple[str, object]]:
    with doors.house.memory.reading() as session:
        return [(line.kind, line.data.get("why")) for line in access.everything(session)]


def test_who_is_linked_comes_in_and_lands_where_they_wanted(memory: Memory, honest: str) -> None:
    with office_of(memory, honest) as doors:
        link(doors, "an", honest, "an-o-co-quan")
        browser = a_browser(doors).open("/viec-cua-toi")
        (way,) = browser.page.xpath("//a[contains(., 'Đăng nhập bằng tài khoản tỉnh')]/@href")
        assert through(browser, "an-o-co-quan", way).address == "/viec-cua-toi"
        assert "Bỏ liên kết" in browser.open("/tai-khoan").text
        browser.press("Bỏ liên kết")
        assert "Đã bỏ liên kết" in browser.text
        assert "chưa liên kết" in through(browser, "an-o-co-quan").text


def test_nobody_is_linked_by_their_name_or_address_but_told_what_to_do(memory: Memory, honest: str) -> None:
    with office_of(memory, honest) as doors:
        for subject in ("an", "an@mau.example"):  # the mock tells the subject as address as well
            browser = through(a_browser(doors), subject)
            assert browser.status == 403
            assert f"Mã định danh: {subject}" in browser.text
        assert told(doors)[-1] == ("sign-in-refused", "single-sign-on: not-linked")
        mine = browser_of(doors, "an").open("/tai-khoan")
        assert through(mine, "an-o-co-quan", "/tai-khoan/lien-ket").text.count("Đã liên kết tài khoản cơ quan") == 1
        assert through(a_browser(doors), "an-o-co-quan").address == "/viec-cua-toi"
        other = browser_of(doors, "chi")
        assert "đã liên kết với một người khác" in through(other, "an-o-co-quan", "/tai-khoan/lien-ket").text


def test_linking_begins_on_our_own_page_and_ends_in_the_same_session(memory: Memory, honest: str) -> None:
    with office_of(memory, honest) as doors:
        browser = browser_of(doors, "an")
        lured = browser.client.get("/tai-khoan/lien-ket", headers={"Sec-Fetch-Site": "cross-site"})
        assert lured.status_code == 403
        away = browser.client.get("/tai-khoan/lien-ket", headers=browser.headers)
        with Http(trust_env=False) as person:
            back = person.post(away.headers["location"], data={"sub": "an-o-co-quan"}).headers["location"]
        browser.send("/dang-xuat") if browser.page.forms else None
        browser.open("/tai-khoan").send("/dang-nhap", login="an", password="ngõ nhỏ có cây khế")
        assert "Phiên đăng nhập đã kết thúc" in browser.open(back.removeprefix("http://testserver")).text


def test_a_second_factor_is_ours_unless_the_provider_vouches_for_one(memory: Memory, honest: str) -> None:
    with office_of(memory, honest, amr="otp mfa") as doors:
        link(doors, "an", honest, "an-o-co-quan")
        link(doors, "dung", honest, "dung-o-co-quan")
        factors.need_factors(doors.house.desk, SYSTEM, (Role.CHIEF, Role.OFFICIAL))
        assert through(a_browser(doors), "an-o-co-quan").address.startswith("/dang-nhap/thiet-lap")
        assert through(a_browser(doors), "dung-o-co-quan").address == "/theo-doi"


def test_who_has_left_stays_out(memory: Memory, honest: str) -> None:
    from acts.people import retire  # noqa: PLC0415

    with office_of(memory, honest) as doors:
        link(doors, "an", honest, "an-o-co-quan")
        retire(doors.house.desk, SYSTEM, "an")
        assert through(a_browser(doors), "an-o-co-quan").status == 403


def test_without_a_provider_there_is_no_way_to_it(memory: Memory) -> None:
    with opened(memory) as doors:
        assert "mot-lan" not in a_browser(doors).open("/dang-nhap").page.text_content()
        assert a_browser(doors).open(SIGN_IN).status == 404
        assert "liên kết" not in browser_of(doors, "an").open("/tai-khoan").text


FORGED: dict[str, Callable[[Forger], str]] = {
    "alg none": lambda f: f.unsigned("none"),
    "alg None": lambda f: f.unsigned("None"),
    "hs256 with the public key": lambda f: f.with_public_key_as_secret(),
    "another key of the same name": lambda f: f.signed(OTHER_KEY),
    "another key under an unknown name": lambda f: f.signed(OTHER_KEY, {"kid": "k2"}),
    "a key brought along": lambda f: f.signed(OTHER_KEY, {"jwk": OTHER_KEY.as_dict(private=False)}),
    "an address of keys brought along": lambda f: f.signed(OTHER_KEY, {"jku": f"{f.issuer}/other", "kid": "k2"}),
    "altered after signing": Forger.altered,
    "no signature": lambda f: f.signed().rpartition(".")[0] + ".",
    "no token": lambda _: "",
    "no json": lambda _: "a.b.c",
    "another audience": lambda f: f.signed(aud="other"),
    "no audience": lambda f: f.signed(aud=None),
    "two audiences, issued to another": lambda f: f.signed(aud=[CLIENT, "other"], azp="other"),
    "two audiences, issued to nobody named": lambda f: f.signed(aud=[CLIENT, "other"]),
    "issued to another": lambda f: f.signed(azp="other"),
    "another issuer, same subject": lambda f: f.signed(iss="https://other.example"),
    "issuer with a slash more": lambda f: f.signed(iss=f"{f.issuer}/"),
    "no issuer": lambda f: f.signed(iss=None),
    "expired": lambda f: f.signed(exp=int(time.time()) - 120),
    "no end": lambda f: f.signed(exp=None),
    "an end that is no number": lambda f: f.signed(exp="9999999999"),
    "not yet": lambda f: f.signed(nbf=int(time.time()) + 600),
    "issued in the future": lambda f: f.signed(iat=int(time.time()) + 600),
    "issued long ago": lambda f: f.signed(iat=int(time.time()) - 3600),
    "another's nonce": lambda f: f.signed(nonce="another"),
    "no nonce": lambda f: f.signed(nonce=None),
    "no subject": lambda f: f.signed(sub=None),
    "an empty subject": lambda f: f.signed(sub=""),
    "a subject that is no word": lambda f: f.signed(sub=["an-o-co-quan"]),
    "a subject nobody is linked to": lambda f: f.signed(sub="an"),
}


@pytest.fixture(scope="module")
def forger() -> Iterator[Forger]:
    with a_forger() as found:
        yield found


@pytest.fixture(scope="module")
def misled(forger: Forger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """An office whose provider forges; every case of forgery is asked of the same one."""
    with (
        a_memory("sqlite", tmp_path_factory.mktemp("forged"), None) as memory,
        office_of(memory, forger.issuer) as doors,
    ):
        link(doors, "an", forger.issuer, "an-o-co-quan")
        yield doors


def arrive(doors: Opened, forger: Forger, **query: str) -> Browser:
    """Out and back with a code; `query` changes what comes back."""
    browser = a_browser(doors)
    away = browser.client.get(SIGN_IN, headers=browser.headers)
    sent = {"code": "mot-ma", "state": forger.asked(away.headers["location"]), **query}
    doors.house.now = datetime.now(UTC)
    answer = browser.client.get(BACK, params=sent, headers=browser.headers)
    browser.answer, browser.address = answer, answer.headers.get("location", BACK)
    return browser


def test_the_honest_word_of_the_same_provider_is_believed(misled: Opened, forger: Forger) -> None:
    forger.token = Forger.signed
    browser = arrive(misled, forger, iss=forger.issuer)
    assert browser.status == 303, browser.text
    assert forger.verified
    assert browser.open("/tai-khoan").status == 200


@pytest.mark.parametrize("case", sorted(FORGED))
def test_a_forged_word_opens_nothing(misled: Opened, forger: Forger, case: str) -> None:
    forger.token = FORGED[case]
    before = len(told(misled))
    browser = arrive(misled, forger)
    assert browser.status == 403, case
    assert "dondoc" not in browser.client.cookies
    (line,) = told(misled)[before:]
    assert line[0] == "sign-in-refused"
    assert str(line[1]).startswith("single-sign-on: ")


def test_an_answer_that_nobody_here_asked_for_opens_nothing(misled: Opened, forger: Forger) -> None:
    forger.token = Forger.signed
    mine = a_browser(misled)
    mine.client.get(SIGN_IN)
    theirs = forger.asked(a_browser(misled).client.get(SIGN_IN).headers["location"])
    assert mine.client.get(BACK, params={"code": "mot-ma", "state": theirs}).status_code == 403
    for query in ({"state": "một từ khác"}, {"state": ""}, {"iss": "https://other.example"}):
        assert arrive(misled, forger, **query).status == 403, query
    assert arrive(misled, forger, code="").status == 403


def test_the_code_of_the_provider_is_written_nowhere(
    misled: Opened, forger: Forger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    forger.token = Forger.signed
    assert arrive(misled, forger, code="ma-chim-hoang-yen").status == 303
    forger.token = FORGED["expired"]
    refused = arrive(misled, forger, code="ma-chim-hoang-yen")
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx2")]  # the browser's
    assert any("token" in words for words in ours)
    assert "ma-chim-hoang-yen" not in "".join(ours) + refused.text + rows(misled.house.memory)
    assert "eyJ" not in "".join(ours)


def test_an_answer_works_once_and_for_ten_minutes(misled: Opened, forger: Forger) -> None:
    forger.token = Forger.signed
    browser = a_browser(misled)
    away = browser.client.get(SIGN_IN)
    state, held = forger.asked(away.headers["location"]), browser.client.cookies["dondoc-luot"]
    assert browser.client.get(BACK, params={"code": "x", "state": state}).status_code == 303
    browser.client.cookies.set("dondoc-luot", held)
    assert browser.client.get(BACK, params={"code": "x", "state": state}).status_code == 403
    assert told(misled)[-1] == ("sign-in-refused", "single-sign-on: replayed")


@pytest.mark.parametrize("name", ["jwks_uri", "token_endpoint", "authorization_endpoint"])
def test_a_provider_that_points_elsewhere_is_not_followed(memory: Memory, forger: Forger, name: str) -> None:
    forger.described = {name: "http://127.0.0.1:9/other"}
    try:
        with office_of(memory, forger.issuer) as doors:
            assert a_browser(doors).open(SIGN_IN).status == 403
        with office_of(memory, forger.issuer, hosts="127.0.0.1:9") as doors:
            assert a_browser(doors).client.get(SIGN_IN).status_code == 303
    finally:
        forger.described = {}


def test_a_provider_under_another_name_is_not_believed(memory: Memory, forger: Forger) -> None:
    forger.described = {"issuer": "https://other.example"}
    try:
        with office_of(memory, forger.issuer) as doors:
            assert a_browser(doors).open(SIGN_IN).status == 403
    finally:
        forger.described = {}


def test_a_provider_that_is_away_leaves_the_password(memory: Memory) -> None:
    with office_of(memory, f"http://127.0.0.1:{free_port()}") as doors:
        away = a_browser(doors).open(SIGN_IN)
        assert (away.status, "dùng mật khẩu" in away.text) == (409, True)
        assert browser_of(doors, "an").address == "/viec-cua-toi"


def test_new_keys_of_the_provider_are_fetched(memory: Memory) -> None:
    with a_forger() as provider, office_of(memory, provider.issuer) as doors:
        link(doors, "an", provider.issuer, "an-o-co-quan")
        assert arrive(doors, provider).status == 303
        provider.key = RSAKey.generate_key(2048, {"kid": "k2"})
        provider.token = lambda forger: forger.signed(header={"kid": "k2"})
        assert arrive(doors, provider).status == 403  # fetched a moment ago: not again at every stranger's word
        known = doors.client.app.state.doors.provider  # type: ignore[attr-defined]
        known._keys = (known._keys[0] - 61, known._keys[1])
        assert arrive(doors, provider).status == 303
