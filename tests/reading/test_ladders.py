"""ladders.yaml: what is written is read again, and each fault is told with its line."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.errors import Refusal
from domain.ladders import BUILT_IN, Priority
from reading.ladder_shapes import ladders_schema
from reading.ladders import read_ladders
from writing.ladders import write_ladder

ROOT = Path(__file__).parents[2]
OURS = replace(BUILT_IN, version=2, since=date(2026, 4, 1), basis="QĐ 12", priorities=(Priority.URGENT,))
FILE = write_ladder(OURS).decode()


def problems(text: str) -> dict[str, str]:
    with pytest.raises(Refusal) as refused:
        read_ladders(text.encode(), "ladders.yaml")
    return {one.field: one.message for one in refused.value.problems}


def test_a_written_version_is_read_as_it_was() -> None:
    assert read_ladders(FILE.encode(), "ladders.yaml") == (OURS,)


def test_the_sample_is_a_valid_file() -> None:
    found = read_ladders((ROOT / "samples/phuong-2026/ladders.yaml").read_bytes(), "ladders.yaml")
    assert [one.code for one in found] == ["mac-dinh", "viec-khan"]


@pytest.mark.parametrize(
    ("old", "new", "place", "line", "said"),
    [
        ("release: veto", "release: none", "ladders[0].rungs[4].release", 13, "required hoặc veto"),
        ("release: required", "release: veto", "ladders[0].rungs[6].release", 15, "chỉ gửi khi có người đồng ý"),
        ("code: B3", "code: B5", "ladders[0].rungs[1].code", 10, "đã dùng ở mức thứ 1"),
        ("{code: B3, offset: -3", "{code: B3, offset: -5", "ladders[0].rungs[1].offset", 10, "gộp thành một mức"),
        (
            "offset: 5, audience: office",
            "offset: 0, audience: office",
            "ladders[0].rungs[5].offset",
            14,
            "phải sau hạn",
        ),
        ("offset: 1, audience: unit", "offset: 4, audience: unit", "ladders[0].rungs[4].offset", 13, "nhắc quá hạn"),
        ("class: escalation", "class: reminder", "ladders[0].rungs[4].class", 13, "chỉ nhận loại"),
        ("audience: chair", "audience: boss", "ladders[0].rungs[6].audience", 15, "một trong"),
        ("offset: -5", "offset: -500", "ladders[0].rungs[0].offset", 9, "không nhỏ hơn -60"),
        ("code: A3, offset: 3", "code: A3, offset: 0", "ladders[0].rungs[7].offset", 16, "phải sau ngày báo cáo"),
        ("code: D0, offset: 0,", "code: D0, offset: 0, repeat_days: 2,", "ladders[0].rungs[2].repeat_days", 11, "bỏ"),
    ],
)
def test_each_fault_is_told_with_its_place_and_line(old: str, new: str, place: str, line: int, said: str) -> None:
    assert old in FILE
    found = problems(FILE.replace(old, new, 1))
    assert place in found
    assert f"Dòng {line}: " in found[place]
    assert said in found[place]


def test_a_report_may_not_lie_without_anybody_chased() -> None:
    without = "\n".join(line for line in FILE.splitlines() if "audience: acceptor," not in line)
    assert "audience: acceptor" in problems(without)["ladders[0].rungs"]


def test_a_version_stands_once_in_a_file_and_a_file_is_not_empty() -> None:
    twice = FILE + FILE.removeprefix("ladders:\n")
    assert "đã có ở mục thứ 1" in problems(twice)["ladders[1].version"]
    assert "ít nhất một" in problems("ladders: []")["ladders"]


def test_the_schema_in_the_docs_is_that_of_the_reader() -> None:
    assert json.loads((ROOT / "docs/schemas/ladders.schema.json").read_text("utf-8")) == ladders_schema()
