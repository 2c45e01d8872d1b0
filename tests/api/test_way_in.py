"""The way in under attack: storms of sign-ins, guesses of who exists, cookies that were stolen, secrets in what is written."""

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyotp
import pytest
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import select

from acts import office
from acts.passwords import Passwords, set_password
from acts.people import retire
from acts.sessions import Whence
from api.app import create_app
from api.cookies import SESSION
from api.sign_in import AT_ONCE, QUEUE
from domain.errors import Refusal
from domain.limits import TooOften
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from storage.database import Memory
from storage.tables import Base
from tests.acts.house import House
from tests.api.browsing import PHRASE, a_browser, browser_of
from tests.api.doors import QUICK, Opened
from tests.databases import a_memory

STORM = 500


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


class Slow(Passwords):
    """Hashing that lasts until it is let go on, and that says how often and how many at once."""

    def __init__(self) -> None:
        super().__init__(memory_kib=8, passes=1)
        self.go, self.lock = threading.Event(), threading.Lock()
        self.now = self.most = self.done = 0

    def holds(self, password: str, kept: str | None) -> bool:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.go.wait(60)
        try:
            return super().holds(password, kept)
        finally:
            with self.lock:
                self.now, self.done = self.now - 1, self.done + 1


def test_a_storm_of_sign_ins_fills_two_threads_and_a_queue_and_the_others_are_served(memory: Memory) -> None:
    house, slow = House(memory), Slow()
    set_password(house.desk, SYSTEM, "an", PHRASE, QUICK)
    app = create_app(house.desk, passwords=slow)
    token = office.give_token(house.desk, SYSTEM, "dung")

    busy: list[int] = []

    async def one(number: int, full: asyncio.Event) -> str:
        try:
            await app.state.doors.wicket.sign_in("an", PHRASE, Whence(f"192.0.2.{number}"))
        except TooOften as refusal:
            busy.append(refusal.retry_after)
            if len(busy) == STORM - AT_ONCE - QUEUE:
                full.set()
            return "busy"
        return "in"

    async def storm() -> Counter[str]:
        full = asyncio.Event()
        tries = [asyncio.create_task(one(number, full)) for number in range(STORM)]
        await full.wait()
        async with AsyncClient(transport=ASGITransport(app), base_url="http://testserver") as others:
            headers = {"Authorization": f"Bearer {token}"}
            served = [(await others.get("/api/assignments", headers=headers)).status_code for _ in range(5)]
        assert served == [200] * 5  # while not one check has ended
        assert slow.done == 0
        slow.go.set()
        return Counter(await asyncio.gather(*tries))

    assert asyncio.run(storm()) == {"in": AT_ONCE + QUEUE, "busy": STORM - AT_ONCE - QUEUE}
    assert slow.most == AT_ONCE
    assert min(busy) > 0


def test_who_exists_is_told_by_neither_words_nor_work(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(memory)
    for login in ("an", "chi"):
        set_password(house.desk, SYSTEM, login, PHRASE, QUICK)
    retire(house.desk, SYSTEM, "chi")
    told: dict[str, tuple[str, int, tuple[str, ...]]] = {}
    for login in ("an", "khong-co", "chi", "binh"):  # wrong password, unknown, disabled, without a password
        worked: list[str] = []
        passwords = Passwords(memory_kib=8, passes=1)
        verify = passwords._hasher.verify

        def watched(password: str, kept: str, verify: Callable[..., bool] = verify, worked: list[str] = worked) -> bool:
            worked.append(kept.rpartition("$")[0].rpartition("$")[0])  # algorithm and cost
            return verify(password, kept)

        monkeypatch.setattr(passwords._hasher, "verify", watched)
        wicket = create_app(house.desk, passwords=passwords).state.doors.wicket
        with pytest.raises(Refusal) as refused:
            asyncio.run(wicket.sign_in(login, "đoán mò", Whence("192.0.2.7")))
        told[login] = (str(refused.value), len(worked), tuple(worked))
    assert len(set(told.values())) == 1
    assert next(iter(told.values()))[1] == 1


def disable(doors: Opened) -> None:
    retire(doors.house.desk, SYSTEM, "an")


def other_role(doors: Opened) -> None:
    people = (Official("an", "Lê An", grants=(Grant(Role.HEAD, "kt"),)),)
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=people))


def other_unit(doors: Opened) -> None:
    people = (Official("an", "Lê An", grants=(Grant(Role.OFFICIAL, "vh"),)),)
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=people))


def other_password(doors: Opened) -> None:
    set_password(doors.house.desk, SYSTEM, "an", "một câu khác hẳn", QUICK)


def other_factor(doors: Opened) -> None:
    browser = browser_of(doors, "an").open("/tai-khoan/xac-thuc")
    secret = browser.page.xpath("string(//code)")
    browser.send("/tai-khoan/xac-thuc", code=pyotp.TOTP(secret).at(int(doors.house.now.timestamp())))


ENDS: dict[str, Callable[[Opened], None] | None] = {
    "sign-out": None,
    "disabled": disable,
    "role": other_role,
    "unit": other_unit,
    "password": other_password,
    "factor": other_factor,
}


@pytest.mark.parametrize("why", ENDS)
def test_a_stolen_cookie_is_worth_nothing_from_the_next_request_on(doors: Opened, why: str) -> None:
    owner, thief = browser_of(doors, "an"), a_browser(doors)
    thief.client.cookies.set(SESSION.name, owner.client.cookies[SESSION.name])
    assert thief.client.get("/api/assignments").status_code == 200
    end = ENDS[why]
    if end is None:
        owner.send("/dang-xuat")
    else:
        end(doors)
    assert thief.client.get("/api/assignments").status_code == 401


def test_no_secret_is_written_into_logs_rows_or_pages_of_faults(
    doors: Opened, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = browser_of(doors, "an").open("/tai-khoan/xac-thuc")
    secret = browser.page.xpath("string(//code)")
    code = pyotp.TOTP(secret).at(int(doors.house.now.timestamp()))
    recovery = browser.send("/tai-khoan/xac-thuc", code=code).page.xpath("//li/code/text()")
    wrong = a_browser(doors).open("/dang-nhap").send("/dang-nhap", login="an", password="mật khẩu gõ nhầm")
    token = doors.as_("an").post("/api/tokens", {"name": "Đồng bộ"}).json()["token"]
    doors.house.directive({}, {"text": "Việc có chimhoangyen bên trong."})
    owed = doors.house.assignments()[0]
    document = {"number": "1/BC", "issued_on": date(2026, 3, 2).isoformat()}
    body = {"assignments": [owed.id], "document": document, "note": "ghi chú chimhoangyen"}

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("hỏng")

    with monkeypatch.context() as broken:
        broken.setattr("acts.completions.perform", breaks)
        fault = doors.as_("an").post("/api/completions", body, seen=1)
    assert fault.status_code == 500
    secrets = [PHRASE, "mật khẩu gõ nhầm", secret, *recovery, browser.client.cookies[SESSION.name], token]
    written = rows(doors.house.memory)
    logged = caplog.text
    for word in [*secrets, "chimhoangyen"]:
        assert word not in logged, word
        assert word not in fault.text, word
        assert word not in wrong.text, word
    assert [word for word in secrets if word in written] == []
    assert "RuntimeError" not in fault.text


def rows(memory: Memory) -> str:
    """Everything the database holds, as text."""
    with memory.reading() as session:
        tables = Base.metadata.sorted_tables
        return "\n".join(repr(tuple(row)) for table in tables for row in session.execute(select(table)))
