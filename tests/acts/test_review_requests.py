"""Sections and approval as assignments: asked once, reminded by the ladder, answered or sent back, and counted nowhere."""

from datetime import UTC, datetime

import pytest

from acts import completions
from acts.review_flow import approve, send_section, set_outline
from acts.review_requests import ask_approval, ask_sections
from acts.review_steps import open_reviews
from acts.reviews import freeze
from acts.steps import take_due
from domain.errors import Refusal
from domain.outline import Section
from domain.rights import SYSTEM
from domain.status import ReturnClass
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import verify
from storage.database import Memory
from storage.views.review_requests import request_of, section_lines
from storage.views.reviews import review, sections
from tests.acts.house import CHIEF, FORMS, OFFICIAL, House

OUTLINE = (Section("the-che", "Cải cách thể chế", "kt"), Section("khac", "Nội dung khác"))


def asked(memory: Memory, part: str = "the-che") -> tuple[str, str]:
    with memory.reading() as session:
        row = request_of(session, "2026-Q1", part)
        assert row is not None
        return row.id, row.work


def text(house: House) -> str | None:
    with house.memory.reading() as session:
        return sections(session, "2026-Q1", house.now).get("the-che")


def opened(memory: Memory) -> House:
    house = House(memory)
    set_outline(house.desk, CHIEF, OUTLINE)
    house.directive({})
    open_reviews(house.desk)
    house.now = datetime(2026, 3, 20, 1, tzinfo=UTC)
    take_due(house.desk, Subject(SubjectKind.REVIEW, "2026-Q1"), Caller.CLOCK)
    return house


def test_a_period_that_opens_gives_each_owner_its_section_once(memory: Memory) -> None:
    house = opened(memory)
    assert ask_sections(house.desk, CHIEF, "2026-Q1").body["assignments"] == []
    one, work = asked(memory)
    assert work == "issued"
    told = [n for n in house.notices() if n.assignment == one]
    assert [(n.addressee, n.kind) for n in told] == [("unit/kt", "issued")]
    house.now = datetime(2026, 3, 27, 1, tzinfo=UTC)
    take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, one), Caller.CLOCK)
    assert "digest" in {n.kind for n in house.notices() if n.assignment == one}


def test_a_text_that_is_sent_back_is_not_received_until_another_comes(memory: Memory) -> None:
    house = opened(memory)
    one, _ = asked(memory)
    send_section(house.desk, OFFICIAL, "2026-Q1", "the-che", "Bản đầu.")
    assert (asked(memory)[1], text(house)) == ("reported", "Bản đầu.")
    with memory.reading() as session:
        (line, _) = section_lines(session, SYSTEM, "2026-Q1", house.now)
    completions.send_back(house.desk, CHIEF, line["completion"], ReturnClass.CORRECTION, "Thiếu số liệu")
    assert (asked(memory)[1], text(house)) == ("returned", None)
    house.now = datetime(2026, 3, 23, 2, tzinfo=UTC)
    send_section(house.desk, OFFICIAL, "2026-Q1", "the-che", "Bản sửa.")
    with memory.reading() as session:
        (line, _) = section_lines(session, SYSTEM, "2026-Q1", house.now)
    completions.accept(house.desk, CHIEF, line["completion"])
    assert (asked(memory)[1], text(house)) == ("accepted", "Bản sửa.")
    assert one == asked(memory)[0]


def test_what_a_review_asks_for_is_no_part_of_what_it_tells(memory: Memory) -> None:
    house = opened(memory)
    first = freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).body["digest"]
    for _ in range(2):
        house.now = house.now.replace(minute=house.now.minute + 1)
        one, _ = asked(memory)
        take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, one), Caller.CLOCK)
    ask_approval(house.desk, CHIEF, "2026-Q1")
    assert freeze(house.desk, CHIEF, "2026-Q1", template=FORMS).body["digest"] == first
    with memory.reading() as session:
        found = review(session, SYSTEM, "2026-Q1")
    assert found is not None
    assert found["snapshot"]["total"]["assigned"] == 1


def test_an_approval_that_is_asked_for_is_closed_by_the_approval_alone(memory: Memory) -> None:
    house = opened(memory)
    freeze(house.desk, CHIEF, "2026-Q1", template=FORMS)
    given = ask_approval(house.desk, CHIEF, "2026-Q1").body["assignment"]
    with pytest.raises(Refusal) as refused:
        ask_approval(house.desk, CHIEF, "2026-Q1")
    assert refused.value.code == "asked"
    approve(house.desk, CHIEF, "2026-Q1")
    assert asked(memory, "duyet-1") == (given, "accepted")
    with pytest.raises(Refusal) as refused:
        ask_approval(house.desk, CHIEF, "2026-Q1")
    assert refused.value.code == "approved"
    wrong = {check.id for check in verify(memory, now=house.now) if check.ok is False}
    assert wrong <= {"V2", "V15"}  # no clock but that of the review ran, no mail left


def test_a_unit_sees_its_own_sections_alone(memory: Memory) -> None:
    house = opened(memory)
    with memory.reading() as session:
        assert [line["id"] for line in section_lines(session, OFFICIAL, "2026-Q1", house.now)] == ["the-che"]
