"""What holds for every route of the authorisation table, asked of every route: a new one is asked by itself."""

import hashlib
from collections.abc import Iterator

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from acts import office
from api.security import TABLE, Open
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM, Act
from proof.verify import holds, verify
from storage.database import Memory
from storage.tables import Base
from tests.api.calls import CHANGING, READY, Call, send
from tests.api.doors import Opened, opened
from tests.api.reads import READABLE
from tests.databases import a_memory

READING = sorted(call for call in TABLE if call.startswith("GET /api/"))
"""Method and path of every JSON call that reads."""
ACCESS = ("access", "access_head", "try")
"""Who read what is logged, and files taken out are counted; nothing else changes by reading."""
READS = {Act.READ, Act.READ_DIRECTIVES, Act.READ_INDEX, Act.READ_REVIEW, Act.READ_EVENTS}
UNIT = {
    *READS,
    *(Act.ACKNOWLEDGE, Act.REPORT, Act.ASK_EXTENSION, Act.PROGRESS, Act.COMMENT, Act.CONTRIBUTE, Act.ATTACH),
    Act.SELF_SCORE,
}
OFFICE = {
    *READS,
    *(
        Act.INTAKE,
        Act.RECORD,
        Act.MEASURE,
        Act.ESCALATE,
        Act.REGISTER,
        Act.FREEZE,
        Act.READ_LOG,
        Act.COMMENT,
        Act.PROGRESS,
    ),
    *(Act.ATTACH, Act.ASK_EXTENSION, Act.SEND, Act.READ_OPERATIONS),
}
CHIEF = {
    *OFFICE,
    *(Act.ISSUE, Act.ASSIGN, Act.STOP, Act.SUBSTITUTE, Act.ANSWER, Act.RELEASE, Act.DECIDE_EXTENSION, Act.SET_RULES),
    *(Act.APPROVE_REVIEW, Act.PUBLISH_REVIEW, Act.RUN_ROUND, Act.HOLD),
}
MAY: dict[Role, set[Act]] = {
    Role.OFFICIAL: UNIT,
    Role.HEAD: {*UNIT, Act.DELEGATE, Act.SUBSTITUTE, Act.ENDORSE},
    Role.SPECIALIST: OFFICE,
    Role.CHIEF: CHIEF,
    Role.DEPUTY_CHAIR: {*CHIEF, Act.APPROVE_SCORE},
    Role.CHAIR: {*CHIEF, Act.APPROVE_SCORE},
    Role.CLERK: {Act.READ_DIRECTIVES, Act.READ_REVIEW, Act.PUBLISH_REVIEW, Act.REGISTER, Act.ISSUE, Act.ATTACH},
    Role.SOURCE: {Act.READ, Act.MEASURE, Act.ATTACH},
    Role.APPRAISER: {Act.READ, Act.READ_INDEX, Act.APPRAISE},
    Role.INSPECTOR: {*READS, Act.READ_LOG, Act.READ_AUDIT},
    Role.ADMIN: {Act.ADMINISTER, Act.SET_RULES, Act.READ_AUDIT, Act.READ_OPERATIONS, Act.HOLD},
}
"""Who may what, said a second time from the table of domain.md §7; nothing here asks `domain.rights`."""


def fingerprint(memory: Memory, *, apart: tuple[str, ...] = ()) -> str:
    """A digest of every row of every table, apart from some."""
    told = hashlib.sha256()
    with memory.reading() as session:
        for table in (table for table in Base.metadata.sorted_tables if table.name not in apart):
            for row in session.execute(select(table).order_by(*table.primary_key.columns)):
                told.update(f"{table.name}{tuple(row)!r}".encode())
    return told.hexdigest()


def test_every_changing_route_has_a_call_that_succeeds() -> None:
    ours = {call for call in CHANGING if call in READY}
    assert set(READY) == ours
    assert [call for call in CHANGING if call not in READY] == []


@pytest.mark.parametrize("call", sorted(READY))
def test_a_commit_that_fails_is_never_a_yes_and_leaves_no_row_and_the_same_key_then_succeeds(
    doors: Opened, call: str
) -> None:
    ready = READY[call](doors)
    doors.as_(ready.login)
    before = fingerprint(doors.house.memory)

    def no_space(_connection: object) -> None:
        raise OperationalError("COMMIT", None, Exception("database or disk is full"))

    event.listen(doors.house.memory.engine, "commit", no_space)
    try:
        answer = send(doors, call, ready, "one-key")
    finally:
        event.remove(doors.house.memory.engine, "commit", no_space)
    assert answer.status_code >= 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert fingerprint(doors.house.memory) == before
    again = send(doors, call, ready, "one-key")
    assert again.is_success, again.text
    replay = send(doors, call, ready, "one-key")
    assert (replay.status_code, replay.json()) == (again.status_code, again.json())
    assert replay.headers["Idempotency-Replayed"] == "true"
    assert holds(verify(doors.house.memory, now=doors.house.now))


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
@pytest.mark.parametrize("call", sorted(READY))
def test_without_a_key_nothing_is_changed(doors: Opened, call: str) -> None:
    ready = READY[call](doors)
    headers = {"Authorization": f"Bearer {doors.as_(ready.login).token}", "If-Match": f'"{ready.seen}"'}
    before = fingerprint(doors.house.memory)
    sent = {"files": ready.files} if ready.files else {"json": ready.body}
    answer = doors.client.request(call.split(maxsplit=1)[0], ready.path, headers=headers, **sent)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/key-missing")
    assert fingerprint(doors.house.memory) == before


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
@pytest.mark.parametrize("call", READING)
def test_every_reading_route_answers_somebody_with_a_yes_and_changes_nothing(doors: Opened, call: str) -> None:
    path = call.split()[1]
    ready = READABLE[call](doors) if call in READABLE else Call("dung", path)
    caller = doors.as_(ready.login)
    before = fingerprint(doors.house.memory, apart=ACCESS)
    answer = caller.get(ready.path)
    assert answer.is_success, answer.text
    assert fingerprint(doors.house.memory, apart=ACCESS) == before


@pytest.fixture(scope="module")
def one_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """One office for questions that change nothing; everybody has exactly one role."""
    with a_memory("sqlite", tmp_path_factory.mktemp("rights"), None) as memory, opened(memory) as found:
        people = tuple(
            Official(f"{role.value}-{unit or 'all'}", role.value, grants=(Grant(role, unit),))
            for role in Role
            for unit in ("kt", "vh", None)
        )
        office.set_office(found.house.desk, SYSTEM, Directory(officials=people))
        yield found


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("unit", ["kt", "vh", None])
def test_a_role_gets_through_the_door_exactly_where_the_table_says(
    one_house: Opened, role: Role, unit: str | None
) -> None:
    """Each route asked without a body: whoever may is told what is missing, whoever may not is told so."""
    token = one_house.as_(f"{role.value}-{unit or 'all'}").token
    wrong = []
    for call, wanted in TABLE.items():
        method, path = call.split()
        if not path.startswith("/api/") or path == "/api/events":
            continue
        answer = one_house.client.request(method, path, headers={"Authorization": f"Bearer {token}"})
        through = answer.status_code != 403
        if through != _may(role, unit, wanted):
            wrong.append(f"{call}: {answer.status_code}")
    assert wrong == []


OF_UNIT = {Role.OFFICIAL, Role.HEAD, Role.SOURCE}


def _may(role: Role, unit: str | None, wanted: object) -> bool:
    if isinstance(wanted, Open):
        return True
    if role in OF_UNIT and unit is None:
        return role is Role.SOURCE and wanted is Act.MEASURE
    return wanted in MAY[role]
