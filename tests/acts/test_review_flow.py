"""From frozen figures to what goes out: revisions, approval, the signed file, and the texts of units."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from acts import completions
from acts.completions import Report
from acts.desk import Answer, Desk
from acts.review_flow import approve, publish, send_section, set_letterhead, set_outline
from acts.reviews import freeze
from domain.errors import Refusal
from domain.outline import DEFAULT_OUTLINE, Section
from domain.review_changes import changes
from domain.rights import SYSTEM
from storage.database import Memory
from storage.tables import EventRow, EvidenceRow
from storage.views.reviews import review, reviews, revisions
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House

TEMPLATE = "0" * 64


def frozen(house: House, period: str = "2026-Q1") -> Answer:
    return freeze(house.desk, CHIEF, period, template=TEMPLATE)


def signed_file(memory: Memory, house: House) -> str:
    with memory.writing() as session:
        session.add(
            EvidenceRow(
                id="e1",
                sha256="1" * 64,
                name="bao-cao.pdf",
                media_type="application/pdf",
                size=10,
                state="clean",
                unit=None,
                uploaded_by="dung",
                uploaded_at=house.now,
            )
        )
    return "e1"


def test_a_corrected_fact_makes_revision_two_and_a_diff_that_names_it(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {"lead_codes": ["vh"]})
    assert frozen(house).body["revision"] == 1
    completions.complete(house.desk, OFFICIAL, Report((house.assignments("kt")[0].id,)))
    assert frozen(house).body["revision"] == 2
    assert frozen(house).body["revision"] == 2
    with memory.reading() as session:
        told = revisions(session, "2026-Q1")
    assert [one["revision"] for one in told] == [1, 2]
    assert set(told[1]["digests"]) == {"facts", "measurements", "scorecards", "template", "program"}
    difference = changes(told[0]["snapshot"], told[1]["snapshot"])
    moved = {(line["unit"], line["figure"]): (line["before"], line["after"]) for line in difference["figures"]}
    assert moved[None, "states.waiting-acceptance"] == (0, 1)
    assert moved["kt", "states.not-yet-due"] == (1, 0)
    assert not any(unit == "vh" for unit, _ in moved)
    why = {"directive": "12/CT-UBND", "ref": "1", "unit": "kt", "period": None}
    assert all(line["why"] == [why] for line in difference["figures"])
    assert difference["assignments"][0]["after"]["state"] == "waiting-acceptance"


def test_only_approved_content_goes_out_and_a_correction_is_a_draft_again(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    frozen(house)
    file, day = signed_file(memory, house), house.desk.today()
    with pytest.raises(Refusal) as refused:
        publish(house.desk, CHIEF, "2026-Q1", "45/BC-UBND", day, file)
    assert (refused.value.code, refused.value.allowed) == ("not-approved", ("approval",))
    approve(house.desk, CHIEF, "2026-Q1")
    for wrong in (("45/BC-UBND", day, "nobody"), ("45/BC-UBND", date(2027, 1, 1), file)):
        with pytest.raises(Refusal):
            publish(house.desk, CHIEF, "2026-Q1", *wrong)
    publish(house.desk, CHIEF, "2026-Q1", "45/BC-UBND", day, file)
    completions.complete(house.desk, OFFICIAL, Report((house.assignments("kt")[0].id,)))
    frozen(house)
    with memory.reading() as session:
        head = reviews(session, published=True)[0]
        kinds = list(session.scalars(select(EventRow.kind).where(EventRow.subject == "review/2026-Q1")))
    assert (head["state"], head["published"]["number"], head["published"]["file"]) == ("draft", "45/BC-UBND", file)
    assert head["published"]["digest"] != head["digest"]
    assert kinds == ["review.frozen", "review.approved", "review.published", "review.frozen"]


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: approve(desk, OFFICIAL, "2026-Q1"),
        lambda desk: publish(desk, OFFICIAL, "2026-Q1", "1", desk.today(), "e1"),
        lambda desk: set_outline(desk, OFFICIAL, DEFAULT_OUTLINE),
        lambda desk: set_letterhead(desk, OFFICIAL, {}),
    ],
)
def test_a_unit_may_do_none_of_it(memory: Memory, act: Callable[[Desk], Answer]) -> None:
    house = House(memory)
    with pytest.raises(Refusal) as refused:
        act(house.desk)
    assert refused.value.kind == "forbidden"


def test_a_section_comes_from_the_unit_that_owes_it_and_stays_when_frozen_again(memory: Memory) -> None:
    house = House(memory)
    set_outline(house.desk, CHIEF, [replace(DEFAULT_OUTLINE[0], owner="kt"), Section("khac", "Nội dung khác")])
    send_section(house.desk, OFFICIAL, "2026-Q1", "the-che", "Bản đầu.")
    send_section(house.desk, CHIEF, "2026-Q1", "the-che", "Đã ban hành 03 văn bản.")
    for scope, section in ((OTHER, "the-che"), (OFFICIAL, "khac"), (CHIEF, "strange")):
        with pytest.raises(Refusal):
            send_section(house.desk, scope, "2026-Q1", section, "x")
    with pytest.raises(Refusal) as refused:
        send_section(house.desk, OFFICIAL, "2026-Q1", "the-che", "  ")
    assert refused.value.code == "section-text"
    for _ in range(2):
        frozen(house)
        with memory.reading() as session:
            found = review(session, SYSTEM, "2026-Q1")
        assert found is not None
        assert [section["text"] for section in found["snapshot"]["sections"]] == ["Đã ban hành 03 văn bản.", None]


def test_an_outline_that_cannot_be_is_refused_with_what_is_wrong(memory: Memory) -> None:
    house = House(memory)
    with pytest.raises(Refusal) as refused:
        set_outline(house.desk, CHIEF, [Section("a", ""), Section("a", "A", "nobody")])
    assert [problem.field for problem in refused.value.problems] == [
        "sections[0].title",
        "sections[1].id",
        "sections[1].owner",
    ]


@pytest.mark.parametrize("period", ["2026", "2026-H1", "2026-Q1", "2026-03", "2026-W10", "2026-BC1", "2026-BCN"])
def test_every_kind_of_period_can_be_frozen_and_compared(memory: Memory, period: str) -> None:
    house = House(memory)
    house.now = datetime(2025, 2, 3, 3, tzinfo=UTC)
    house.directive({"due_on": "2025-03-03"}, number="1/CT")
    house.now = datetime(2026, 3, 6, 3, tzinfo=UTC)
    house.directive({})
    frozen(house, period)
    with memory.reading() as session:
        found = review(session, SYSTEM, period)
    assert found is not None
    told = found["snapshot"]
    assert told["total"]["assigned"] >= 1
    assert {"opened", "units_send", "cut_off", "drafted", "submitted", "due"} <= set(told["period"])
    assert all(past["assigned"] for past in told["history"])
