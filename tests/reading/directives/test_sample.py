from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from domain.directive import Cadence, DraftDirective, DraftItem, Place
from domain.remedy import worth
from reading.annex import read_annex
from reading.directives import read
from reading.directives.recognition import recognise
from reading.office import read_directory

_ROOT = Path(__file__).parents[3]
_SAMPLE = _ROOT / "samples" / "quan-1-2023"
_SEED = _ROOT.parent / "shared" / "seed" / "quan-1-2023.txt"
_DIRECTIVES = [_SAMPLE / "directive.txt", _SAMPLE / "directive.html", *([_SEED] if _SEED.exists() else [])]
_REFS = [
    *("1", "1.-1", "1.-2", "1.-3", "1.-4", "1.-5", "1.-6", "2.-1", "2.-2", "2.-3", "2.-4", "2.-5", "2.-6"),
    *("3.-1", "3.-2", "3.-3", "3.-4", "3.-5", "3.-6", "4", "5.-1", "5.-2", "đoạn 1"),
]
_LEADS = {
    "1": ("Thủ trưởng các cơ quan, đơn vị", "Chủ tịch Ủy ban nhân dân 10 phường"),
    "2": ("Phòng Nội vụ Quận 1",),
    "3": ("Văn phòng Ủy ban nhân dân Quận 1",),
    "4": ("Phòng Tài chính - Kế hoạch",),
    "5": ("Trung tâm Công nghệ Thông tin Quận 1",),
    "đoạn 1": ("Thủ trưởng các cơ quan, đơn vị",),
}


@pytest.fixture(params=_DIRECTIVES, ids=lambda path: f"{path.parent.name}/{path.name}")
def draft(request: pytest.FixtureRequest) -> DraftDirective:
    path: Path = request.param
    return read(path.read_bytes(), path.name)


def _by_ref(draft: DraftDirective) -> dict[str, DraftItem]:
    return {item.ref: item for item in draft.items}


def test_what_orders_is_an_item_and_nothing_else_is(draft: DraftDirective) -> None:
    assert [item.ref for item in draft.items] == _REFS


def test_dashes_inherit_the_lead_of_their_number(draft: DraftDirective) -> None:
    assert {item.ref: item.lead for item in draft.items} == {ref: _LEADS[ref.split(".")[0]] for ref in _REFS}


def test_cooperating_units_are_read_from_the_dashes(draft: DraftDirective) -> None:
    items = _by_ref(draft)
    assert items["2.-5"].cooperating == ("Văn phòng Ủy ban nhân dân Quận 1",)
    assert items["3.-2"].cooperating == ("các đơn vị liên quan",)
    assert items["3.-4"].cooperating == ("Công an Quận 1", "Bảo hiểm Xã hội Quận 1")
    assert items["5.-1"].cooperating == ("Phòng Nội vụ", "Văn phòng Ủy ban nhân dân Quận 1")
    assert items["2.-4"].cooperating == ()


def test_three_dates_one_of_them_beside_a_cadence(draft: DraftDirective) -> None:
    assert {item.ref: item.due_on for item in draft.items if item.due_on} == {
        "1.-2": date(2023, 3, 31),
        "2.-6": date(2023, 12, 31),
        "4": date(2023, 12, 31),
    }
    assert _by_ref(draft)["1.-2"].cadence is Cadence.QUARTERLY


def test_cadences(draft: DraftDirective) -> None:
    assert {item.ref: item.cadence.value for item in draft.items if item.cadence is not Cadence.ONCE} == {
        "1.-1": "quarterly",
        "1.-2": "quarterly",
        "1.-5": "daily",
        "2.-3": "quarterly",
        "3.-3": "continuous",
        "3.-6": "monthly",
        "5.-1": "continuous",
    }


def test_five_targets_of_a_hundred_per_cent(draft: DraftDirective) -> None:
    targets = {item.ref: item.target for item in draft.items if item.target}
    assert sorted(targets) == ["1.-2", "1.-5", "3.-5", "3.-6", "5.-1"]
    assert {(target.value, target.unit) for target in targets.values()} == {(Fraction(100), "%")}


def test_warnings_of_the_whole(draft: DraftDirective) -> None:
    codes = [warning.code for warning in draft.warnings]
    assert {"no-number", "no-date", "no-signer", "circular-cooperation"} <= set(codes)
    assert codes.count("citation-year") == 1
    assert codes.count("points-not-split") == 2
    (mismatch,) = (warning for warning in draft.warnings if warning.code == "citation-year")
    assert mismatch.source == _by_ref(draft)["1.-4"].source


def test_an_order_that_waits_for_the_city_says_so(draft: DraftDirective) -> None:
    item = _by_ref(draft)["3.-4"]
    assert item.condition is not None
    assert item.condition.startswith("khi Ủy ban nhân dân Thành phố có chỉ đạo")
    assert "outside-condition" in {warning.code for warning in item.warnings}


def test_an_exhortation_is_a_note(draft: DraftDirective) -> None:
    assert len(draft.notes) == 1
    assert draft.notes[0].text.startswith("nghiêm túc rút kinh nghiệm")


def test_lost_points_add_up_to_six_and_none_is_added_twice(draft: DraftDirective) -> None:
    children: dict[str | None, list[object]] = {}
    for point in draft.lost_points:
        children.setdefault(point.parent, []).append(point)
    tops = [point for point in draft.lost_points if point.parent is None]
    assert [worth(point, children) for point in tops] == [Fraction(s) for s in ("7/4", "1", "1", "3/2", "3/4")]  # type: ignore[arg-type] # the lists hold lost points only
    assert [point.points for point in draft.lost_points if point.parent in {"LP4", "LP5"}] == [None] * 4


def test_lost_points_are_linked_to_what_would_win_them_back(draft: DraftDirective) -> None:
    items = _by_ref(draft)
    for ref, lost in {
        "3.-4": "LP1.1",
        "1.-4": "LP1.3",
        "2.-6": "LP3",
        "4": "LP4.2",
        "1.-2": "LP5.1",
        "3.-6": "LP5.1",
        "1.-5": "LP5.2",
    }.items():
        assert lost in items[ref].remedies
    assert all(link.words for link in draft.links)


def test_every_row_of_the_sample_annex_meets_an_item(draft: DraftDirective) -> None:
    annex = read_annex((_SAMPLE / "annex.yaml").read_bytes(), "annex.yaml")
    assert {row.ref for row in annex.rows} <= {item.ref for item in draft.items}


def test_every_unit_is_known_to_the_sample_office(draft: DraftDirective) -> None:
    office = read_directory((_SAMPLE / "units.yaml").read_bytes(), "units.yaml")
    items = _by_ref(recognise(draft, office, date(2023, 1, 3)))
    assert {name for item in items.values() for name in item.unrecognised} <= {"các đơn vị liên quan"}
    assert items["2.-1"].lead_codes == ("pnv",)
    assert len([code for code in items["1"].lead_codes if code.startswith("p-")]) == 10


def test_the_page_and_the_text_hold_the_same_items() -> None:
    text, page = (read((_SAMPLE / name).read_bytes(), name) for name in ("directive.txt", "directive.html"))
    assert [replace(item, source=Place(), warnings=()) for item in text.items] == [
        replace(item, source=Place(), warnings=()) for item in page.items
    ]
    assert "page-chrome" in {warning.code for warning in page.warnings}
    assert "page-chrome" not in {warning.code for warning in text.warnings}
