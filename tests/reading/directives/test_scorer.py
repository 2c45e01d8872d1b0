from typing import Any

import pytest

from tests.reading.directives.judging import differences, judge, precision_recall_f1, same, settled, share, wrong_items
from tests.reading.directives.keyed import Reading, documents, key_of
from tests.reading.directives.matching import agree, beginning, pairs
from tests.reading.directives.scorer import errors, report, tally, wrong_in_ten

LONG = "Chủ trì, phối hợp với Công an phường rà soát toàn bộ cơ sở kinh doanh trên địa bàn và báo cáo"


def an_item(text: str = LONG, **fields: Any) -> dict[str, Any]:
    return {
        "ref": "1.a", "text": text, "lead": ["Phòng Kinh tế"], "cooperating": ["Công an phường"], "cadence": "once",
        "due_on": "2026-03-10", "due_rule": {"kind": "fixed"}, "target": None, "condition": None, "citations": [],
    } | fields  # fmt: skip


def a_directive(*items: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "number": "1/CT", "issued_on": "2026-03-01", "kind": "chỉ thị", "items": list(items), "notes": [],
        "warnings": [], "unjudged": [], "format": "txt",
    } | fields  # fmt: skip


def it_folds_case_punctuation_numbers_and_decomposed_letters() -> None:
    assert beginning("a) Rà soát; BÁO CÁO!") == beginning("ra\u0300 soa\u0301t báo cáo") == "rà soát báo cáo"


@pytest.mark.parametrize(("found", "expected"), [(LONG + " thêm", True), ("Chủ trì", False), (LONG[5:], False)])
def it_matches_by_the_beginning_and_no_heading_that_stops_earlier(found: str, expected: bool) -> None:
    assert agree(beginning(LONG), beginning(found)) is expected


def it_gives_each_of_two_like_items_its_own() -> None:
    first, second = an_item(ref="4"), an_item(ref="5")
    assert pairs([first, second], [second, first]) == [(first, first), (second, second)]


def it_counts_what_was_hit_missed_and_made_up() -> None:
    other = an_item("Một việc khác hẳn")
    counts = judge(a_directive(an_item(), other), a_directive(an_item(), an_item("Không ai giao việc này")))
    assert precision_recall_f1(counts, "items") == (0.5, 0.5, 0.5)
    assert wrong_in_ten(counts) == 10


def it_takes_a_note_read_as_an_item_for_wrong_and_leaves_open_what_the_key_leaves_open() -> None:
    key = a_directive(notes=["Nghiêm túc rút kinh nghiệm"], unjudged=["Chịu trách nhiệm trước"])
    found = a_directive(an_item("Nghiêm túc rút kinh nghiệm."), an_item("Chịu trách nhiệm trước Chủ tịch"))
    assert [item["text"] for item in wrong_items(key, found)] == ["Nghiêm túc rút kinh nghiệm."]


def it_judges_only_fields_that_the_key_names() -> None:
    wanted = an_item()
    del wanted["due_on"]
    assert "due_on:asked" not in judge(a_directive(wanted), a_directive(an_item(due_on=None)))


def it_takes_any_reading_that_the_key_accepts_and_no_other() -> None:
    wanted = an_item(lead_accept=[["xã A", "xã B"], ["các xã A, B"]])
    assert not differences(wanted, an_item(lead=["Các xã A, B"]))
    assert set(differences(wanted, an_item(lead=["xã A"]))) == {"lead"}


@pytest.mark.parametrize(
    ("field", "wanted", "read", "expected"),
    [
        ("lead", ["Sở Y tế", "Sở Nội vụ"], ["sở nội vụ", "Sở Y tế"], True),
        ("lead", ["Sở Y tế"], ["Sở Y tế", "Sở Nội vụ"], False),
        ("due_on", None, "2026-01-01", False),
        ("due_rule", {"kind": "day-of-period", "n": 20}, {"kind": "day-of-period", "n": 20, "unit": "month"}, True),
        ("due_rule", {"kind": "fixed"}, None, False),
        ("due_rule", None, {"kind": "fixed"}, False),
        ("target", {"op": ">=", "value": 90, "unit": "cơ sở"}, {"op": ">=", "value": 90.0, "unit": "cơ sở kinh doanh"}, True),
        ("target", {"op": ">=", "value": 90, "unit": "%"}, {"op": ">", "value": 90, "unit": "%"}, False),
        ("target", None, {"op": ">", "value": 1, "unit": None}, False),
        ("ref", "II.1.-2", "II.1.-2", True),
    ],
)  # fmt: skip
def it_compares_fields_by_the_rules_of_the_corpus(field: str, wanted: Any, read: Any, expected: bool) -> None:
    assert same(field, wanted, read) is expected


def it_counts_citations_with_their_dates() -> None:
    cited = {"number": "61/2018/NĐ-CP", "date": "2018-04-23"}
    undated = {"number": "61/2018/NĐ-CP", "date": None}
    counts = judge(a_directive(an_item(citations=[cited])), a_directive(an_item(citations=[undated])))
    assert precision_recall_f1(counts, "citations")[2] == 0


def it_asks_for_the_warnings_of_the_key_and_for_no_other_of_the_judged() -> None:
    key = a_directive(warnings=["citation-year"])
    found = a_directive(warnings=[{"code": "no-date"}, {"code": "no-deadline"}])
    assert precision_recall_f1(judge(key, found), "warnings") == (0.0, 0.0, 0.0)
    left_open = key | {"warnings_unjudged": ["no-date"], "warnings": []}
    assert precision_recall_f1(judge(left_open, found), "warnings") == (1.0, 1.0, 1.0)


def it_finds_a_note_where_it_was_kept() -> None:
    key = a_directive(notes=["Nghiêm túc rút kinh nghiệm"])
    kept = a_directive(notes=[{"text": "Nghiêm túc rút kinh nghiệm về giờ giấc."}])
    assert (share(judge(key, kept), "notes"), share(judge(key, a_directive()), "notes")) == (1, 0)


def it_tells_each_difference_and_counts_unread_documents_apart() -> None:
    wrong = an_item(lead=["Sở Y tế"], cooperating=[])
    assert set(differences(an_item(), wrong)) == {"lead", "cooperating"}
    read = Reading("a.txt", a_directive(an_item()), a_directive(wrong))
    unread = Reading("b.pdf", a_directive(an_item(), format="pdf"), None, "no-reader")
    assert len(list(errors(read))) == 2
    assert tally([read, unread])["documents"] == 1
    lines = list(report([read, unread], {"a.txt"}))
    assert lines[-1] == "not read: b.pdf (no-reader)"
    assert any(line.startswith("* a.txt") for line in lines)


def it_reads_a_perfect_reading_of_every_key_as_perfect() -> None:
    readings = [Reading(path.name, key_of(path), _as_found(key_of(path))) for path in documents()]
    counts = tally(readings)
    assert precision_recall_f1(counts, "items") == (1, 1, 1)
    assert not [line for reading in readings for line in errors(reading)]


def _as_found(key: dict[str, Any]) -> dict[str, Any]:
    return key | {
        "items": [{"ref": "?", **settled(item, {})} for item in key["items"]],
        "notes": [{"text": note} for note in key["notes"]],
        "warnings": [{"code": code} for code in key["warnings"]],
    }
