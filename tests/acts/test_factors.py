"""The second factor and invitations as acts: each code once, recovery codes once, sessions end, nothing in the rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from acts import absences, factors, invitations, office
from acts.sessions import open_session
from acts.tokens import token_digest
from domain.errors import Refusal
from domain.limits import TooOften
from domain.office import Grant, Role
from domain.rights import SYSTEM, Scope
from storage.database import Memory
from storage.tables import FactorRow
from storage.views import people
from storage.views.factors import ENROLMENT
from tests.acts.house import OFFICIAL, House
from tests.acts.test_sign_in import HERE, PHRASE, QUICK, scope_of, stands


@pytest.fixture
def house(memory: Memory) -> House:
    return House(memory)


def code(house: House, secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(house.now.timestamp()) + 30 * steps)


def enrolled(house: House, scope: Scope) -> tuple[str, tuple[str, ...]]:
    secret = factors.offer(house.desk, scope.actor).secret
    recovery = factors.enrol(house.desk, scope.actor, code(house, secret))
    house.now += timedelta(minutes=5)
    return secret, recovery


def test_a_code_holds_one_step_either_way_and_once(house: House) -> None:
    mine = scope_of(house, "an")
    secret, _ = enrolled(house, mine)
    early, now, late, far = (code(house, secret, steps) for steps in (-1, 0, 1, 3))
    assert not factors.check(house.desk, mine.actor, far)
    assert [factors.check(house.desk, mine.actor, one) for one in (early, early, now, now, late, late)] == [
        True,
        False,
        True,
        False,
        True,
        False,
    ]
    assert not factors.check(house.desk, mine.actor, now)


def test_a_recovery_code_holds_once_however_it_is_written(house: House) -> None:
    mine = scope_of(house, "an")
    _, recovery = enrolled(house, mine)
    assert len(set(recovery)) == 10
    assert factors.check(house.desk, mine.actor, recovery[0].upper().replace("-", " "))
    assert not factors.check(house.desk, mine.actor, recovery[0])
    assert factors.check(house.desk, mine.actor, recovery[1])
    with house.memory.reading() as session:
        row = session.get_one(FactorRow, mine.actor)
        assert len(row.recovery) == 8
        assert not any(one.replace("-", "") in str(row.recovery) for one in recovery)


def test_it_stands_only_after_a_right_code_and_is_not_offered_again(house: House) -> None:
    mine = scope_of(house, "an")
    offered = factors.offer(house.desk, mine.actor)
    assert factors.offer(house.desk, mine.actor) == offered
    right = code(house, offered.secret)
    assert not factors.check(house.desk, mine.actor, right)
    with pytest.raises(Refusal, match="chưa đúng"):
        factors.enrol(house.desk, mine.actor, "000000" if right != "000000" else "000001")
    factors.enrol(house.desk, mine.actor, right)
    with pytest.raises(Refusal) as refused:
        factors.offer(house.desk, mine.actor)
    assert refused.value.code == "factor-stands"


def test_a_session_opens_nothing_before_the_second_step_and_changes_its_secret_with_it(house: House) -> None:
    mine = scope_of(house, "an")
    before = open_session(house.desk, mine.actor, HERE)
    enrolled(house, mine)
    assert not stands(house, before.secret)
    opened = open_session(house.desk, mine.actor, HERE)
    assert opened.awaits == "code"
    assert not stands(house, opened.secret)
    with house.memory.reading() as session:
        found = people.who_half_signed_in(session, token_digest(opened.secret), house.now, "code")
    assert found is not None
    whole = open_session(house.desk, mine.actor, HERE, after=found[0])
    assert stands(house, whole.secret)
    assert not stands(house, opened.secret)
    assert whole.secret != opened.secret


def test_who_holds_a_role_that_needs_one_enrols_first_and_keeps_it(house: House) -> None:
    mine = scope_of(house, "an")
    with pytest.raises(Refusal, match="không có quyền"):
        factors.need_factors(house.desk, OFFICIAL, (Role.OFFICIAL,))
    factors.need_factors(house.desk, SYSTEM, (Role.OFFICIAL,))
    assert open_session(house.desk, mine.actor, HERE).awaits == ENROLMENT
    assert open_session(house.desk, scope_of(house, "dung").actor, HERE).awaits is None
    secret, recovery = enrolled(house, mine)
    role = Scope(mine.actor, (Grant(Role.OFFICIAL, "kt"),))
    with pytest.raises(Refusal) as refused:
        factors.give_up(house.desk, role, recovery[0])
    assert refused.value.code == "factor-required"
    factors.need_factors(house.desk, SYSTEM, ())
    with pytest.raises(Refusal, match="chưa đúng"):
        factors.give_up(house.desk, role, "sai")
    factors.give_up(house.desk, role, code(house, secret))
    assert open_session(house.desk, mine.actor, HERE).awaits is None


def test_a_lost_telephone_is_taken_off_and_the_next_secret_is_another(house: House) -> None:
    mine = scope_of(house, "an")
    secret, _ = enrolled(house, mine)
    factors.take_away(house.desk, SYSTEM, "an")
    assert open_session(house.desk, mine.actor, HERE).awaits is None
    assert factors.offer(house.desk, mine.actor).secret != secret


def test_an_invitation_sets_a_password_once_and_within_its_hour(house: House) -> None:
    first, word = (invitations.invite(house.desk, SYSTEM, "an") for _ in range(2))
    for void in (first, "đoán mò"):
        with pytest.raises(Refusal) as refused:
            invitations.accept(house.desk, void, PHRASE, QUICK)
        assert refused.value.code == "invitation-over"
    with pytest.raises(Refusal) as weak:
        invitations.accept(house.desk, word, "PhườngMẫu@2026", QUICK)
    assert weak.value.code == "weak-password"
    assert invitations.accept(house.desk, word, PHRASE, QUICK) == "an"
    with house.memory.reading() as session:
        known = people.credentials(session, "an")
        assert people.who(session, token_digest(word), house.now, house.desk.today()) is None
    assert known is not None
    assert QUICK.holds(PHRASE, known[1])
    with pytest.raises(Refusal):
        invitations.accept(house.desk, word, PHRASE, QUICK)
    late = invitations.invite(house.desk, SYSTEM, "an")
    house.now += invitations.LASTS
    with pytest.raises(Refusal):
        invitations.accept(house.desk, late, PHRASE, QUICK)


def test_a_shifted_clock_leaves_the_codes_of_telephones_right(house: House) -> None:
    real = datetime(2026, 3, 9, 2, tzinfo=UTC)
    house.desk = replace(house.desk, wall=lambda: real)
    mine = scope_of(house, "an").actor
    secret = factors.offer(house.desk, mine).secret
    with pytest.raises(Refusal, match="chưa đúng"):
        factors.enrol(house.desk, mine, pyotp.TOTP(secret).at(int(house.now.timestamp())))
    assert factors.enrol(house.desk, mine, pyotp.TOTP(secret).at(int(real.timestamp())))


def roles_by(house: House, secret: str) -> tuple[set[Role], str]:
    """The roles a session carries, and its id."""
    with house.memory.reading() as session:
        found = people.who_signed_in(session, token_digest(secret), house.now, house.desk.today())
    assert found is not None
    return {grant.role for grant in found[0].grants}, found[1].id


def test_who_stands_in_for_a_role_that_needs_a_factor_does_so_with_a_factor_only(house: House) -> None:
    mine = scope_of(house, "an")
    opened = open_session(house.desk, mine.actor, HERE)
    token = office.give_token(house.desk, SYSTEM, "an")
    factors.need_factors(house.desk, SYSTEM, (Role.HEAD,))
    today = house.desk.today()
    absences.enter(house.desk, SYSTEM, absences.Leave(today, today, "binh", "an"))
    carried, session_id = roles_by(house, opened.secret)
    assert carried == {Role.OFFICIAL}
    assert by_token(house, token) == {Role.OFFICIAL}
    assert open_session(house.desk, mine.actor, HERE).awaits == ENROLMENT
    secret = factors.offer(house.desk, mine.actor).secret
    factors.enrol(house.desk, mine.actor, code(house, secret), session_id)
    assert roles_by(house, opened.secret)[0] == {Role.OFFICIAL, Role.HEAD}
    assert by_token(house, token) == {Role.OFFICIAL, Role.HEAD}


def by_token(house: House, token: str) -> set[Role]:
    with house.memory.reading() as session:
        scope = people.who(session, token_digest(token), house.now, house.desk.today())
    assert scope is not None
    return {grant.role for grant in scope.grants}


def test_an_account_is_invited_five_times_a_day(house: House) -> None:
    for _ in range(5):
        invitations.invite(house.desk, SYSTEM, "an")
    with pytest.raises(TooOften):
        invitations.invite(house.desk, SYSTEM, "an")
    invitations.invite(house.desk, SYSTEM, "chi")
    house.now += timedelta(days=1)
    invitations.invite(house.desk, SYSTEM, "an")
