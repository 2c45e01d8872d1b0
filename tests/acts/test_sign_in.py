"""Passwords and sessions as acts: what is kept, what ends, and what the access log says of it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from acts import office, sessions
from acts.access import anchor
from acts.passwords import Passwords, change_password, set_password
from acts.sessions import Whence, end_others, end_session, open_session, refuse_session
from acts.tokens import token_digest
from domain.errors import Refusal
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM, Scope
from storage import access, log
from storage.database import Memory
from storage.views import people
from tests.acts.house import OFFICE, OFFICIAL, House

QUICK = Passwords(memory_kib=8, passes=1)
PHRASE = "ngõ nhỏ có cây khế"
HERE = Whence("192.0.2.7", "Firefox")


@pytest.fixture
def house(memory: Memory) -> House:
    return House(memory)


def scope_of(house: House, login: str) -> Scope:
    with house.memory.reading() as session:
        known = people.credentials(session, login)
    assert known is not None
    return Scope(known[0])


def stands(house: House, secret: str) -> bool:
    with house.memory.reading() as session:
        found = people.who_signed_in(session, token_digest(secret), house.now, house.desk.today())
    return found is not None


def lines(house: House) -> list[access.Access]:
    with house.memory.reading() as session:
        return list(access.everything(session))


def test_only_a_hash_is_kept_and_only_the_right_password_holds(house: House) -> None:
    set_password(house.desk, SYSTEM, "an", PHRASE, QUICK)
    with house.memory.reading() as session:
        known = people.credentials(session, "an")
    assert known is not None
    assert known[1] is not None
    assert known[1].startswith("$argon2id$")
    assert QUICK.holds(PHRASE, known[1])
    assert not QUICK.holds(PHRASE + " ", known[1])
    assert not QUICK.holds(PHRASE, None)
    assert Passwords().is_dated(known[1])


def test_who_may_not_administer_gives_no_password(house: House) -> None:
    with pytest.raises(Refusal, match="không có quyền"):
        set_password(house.desk, OFFICIAL, "chi", PHRASE, QUICK)


def test_a_name_with_a_year_is_no_password(house: House) -> None:
    with pytest.raises(Refusal) as refused:
        set_password(house.desk, SYSTEM, "an", "PhườngMẫu@2026", QUICK)
    assert refused.value.code == "weak-password"


def test_a_new_password_ends_every_session(house: House) -> None:
    set_password(house.desk, SYSTEM, "an", PHRASE, QUICK)
    scope = scope_of(house, "an")
    opened = [open_session(house.desk, scope.actor, HERE) for _ in range(2)]
    with pytest.raises(Refusal, match="chưa đúng"):
        change_password(house.desk, scope, "không phải", "một câu khác hẳn", QUICK)
    assert stands(house, opened[0].secret)
    change_password(house.desk, scope, PHRASE, "một câu khác hẳn", QUICK)
    assert not any(stands(house, one.secret) for one in opened)


def test_a_session_ends_after_half_an_hour_of_rest_and_after_twelve_hours_of_work(house: House) -> None:
    scope = scope_of(house, "an")
    opened = open_session(house.desk, scope.actor, HERE)
    with house.memory.reading() as session:
        mine = people.sessions_of(session, scope.actor, house.now)[0]
    for _ in range(40):  # twenty minutes apart, till past the twelfth hour
        if not stands(house, opened.secret):
            break
        sessions.seen(house.desk, mine.id)
        house.now += timedelta(minutes=20)
    assert house.now - mine.opened_at == timedelta(hours=12)
    resting = open_session(house.desk, scope.actor, HERE)
    house.now += timedelta(minutes=29)
    assert stands(house, resting.secret)
    house.now += timedelta(minutes=1)
    assert not stands(house, resting.secret)


def test_one_ends_ones_own_sessions_and_nobody_elses(house: House) -> None:
    mine, other = scope_of(house, "an"), scope_of(house, "chi")
    kept, lost = (open_session(house.desk, mine.actor, HERE) for _ in range(2))
    theirs = open_session(house.desk, other.actor, HERE)
    with house.memory.reading() as session:
        ids = [line.id for line in people.sessions_of(session, mine.actor, house.now)]
        found = people.who_signed_in(session, token_digest(kept.secret), house.now, house.desk.today())
    assert len(ids) == 2
    assert found is not None
    with pytest.raises(Refusal, match="Không tìm thấy"):
        end_session(house.desk, other, ids[0])
    end_others(house.desk, mine, found[1].id)
    assert [stands(house, one.secret) for one in (kept, lost, theirs)] == [True, False, True]


def test_other_roles_end_the_sessions_and_the_same_roles_do_not(house: House) -> None:
    opened = open_session(house.desk, scope_of(house, "an").actor, HERE)
    office.set_office(house.desk, SYSTEM, OFFICE)
    assert stands(house, opened.secret)
    moved = Official("an", "Lê An", grants=(Grant(Role.OFFICIAL, "vh"),), email="an@mau.example")
    office.set_office(house.desk, SYSTEM, Directory(officials=(moved,)))
    assert not stands(house, opened.secret)


def test_the_access_log_is_chained_guarded_and_anchored(house: House) -> None:
    scope = scope_of(house, "an")
    open_session(house.desk, scope.actor, HERE)
    refuse_session(house.desk, None, HERE, "unknown")
    told = lines(house)
    assert [line.kind for line in told] == ["signed-in", "sign-in-refused"]
    assert all(access.digest_of(line) == line.digest for line in told)
    assert told[1].previous == told[0].digest
    with pytest.raises(DBAPIError, match="append-only"), house.memory.writing() as session:
        session.execute(text("DELETE FROM access"))
    assert anchor(house.desk)
    assert not anchor(house.desk)
    with house.memory.reading() as session:
        last = list(log.everything(session))[-1]
    assert (last.kind, last.data) == ("access.anchored", {"seq": 2, "digest": told[1].digest})
