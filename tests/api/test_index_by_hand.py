"""Cards as somebody outside would write them, in every form, over HTTP: each figure beside what a person computes on paper.

Numbers stand as JSON, YAML or a workbook would have them: bare, quoted, with a comma, as percentages, as floats of a cell.
"""

from fractions import Fraction
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from tests.api.doors import Opened

F = Fraction
HALF_UP = """
authority: xa
level: xã
year: 2026
version: A-1
title: Làm tròn nửa lên ở tiêu chí
max: 20
bands: [{name: Tốt, at_least: 18}, {name: Khá, at_least: 14}, {name: Yếu, at_least: 0}]
fields:
  - id: 31
    name: Một
    max: 9.5
    criteria:
      - {id: 31.1, name: Có, max: 1.5, rule: {kind: yes-no}}
      - {id: 31.10, name: Không, max: 1, rule: {kind: yes-no, value: criticised, full_when: false}}
      - {id: 31.2, name: Sàn, max: 3, rule: {kind: proportional, numerator: a, denominator: b, floor: 66.5%}}
      - {id: 31.3, name: Đảo, max: 4, rule: {kind: proportional, numerator: bad, denominator: all, invert: true, full_from: "95%"}}
  - id: 32
    name: Hai
    max: 10.5
    criteria:
      - {id: 32.1, name: Chỉ tiêu, max: 3.5, rule: {kind: proportional, target: "85,5%", floor: 50%}}
      - {id: 32.2, name: Tỷ lệ, max: 3, rule: {kind: proportional}}
      - id: 32.3
        name: Gộp
        max: 4
        parts:
          - {id: 32.3.1, name: Phần một, max: 1.25, rule: {kind: count, each: 0.333, count: n}}
          - {id: 32.3.2, name: Phần hai, max: 2.75, rule: {kind: proportional, numerator: x, denominator: y}}
"""
DOWN_AT_TOTAL = """
authority: xa
level: xã
year: 2026
version: C
title: Cắt bỏ ở tổng
max: 40
rounding: {places: 2, mode: down, at: total}
survey_share: 25%
fields:
  - id: C1
    name: Nhiệm vụ
    max: 18
    criteria:
      - {id: C1.1, name: Hỗn hợp, max: 7, rule: {kind: mixed, floor: 60%}}
      - {id: C1.2, name: Đúng hạn, max: 5, rule: {kind: mixed, total: t, on_time: o, late: l, late_share: 30%, floor: 50%, floor_on: on-time}}
      - {id: C1.3, name: Từng việc, max: 6, rule: {kind: per-delay, each: 25%, per: task, count: d, total: n}}
  - id: C2
    name: Khác
    max: 12
    criteria:
      - {id: C2.1, name: Thư, max: 4, rule: {kind: no-case, count: files, otherwise: {kind: mixed, total: files, on_time: sorry, late: late}}}
      - {id: C2.2, name: Công thức, max: 5, rule: {kind: formula, formula: "if(a >= 3, max - b/7, max * a / (a + b)) - min(c, 2) / 3"}}
      - {id: C2.3, name: Không phát sinh, max: 3, when_none: full, rule: {kind: proportional}}
  - id: C3
    name: Điều tra
    max: 10
    criteria:
      - {id: C3.1, name: Hài lòng, max: 6, rule: {kind: survey}}
      - {id: C3.2, name: Bậc, max: 4, rule: {kind: survey, value: s, by: {kind: steps, value: s, steps: [{at_least: 90, points: 4}, {at_least: 80, share: 66.65%}]}}}
"""
LEFT_OUT = """
authority: xa
level: xã
year: 2026
version: E
title: Bỏ tiêu chí không áp dụng
max: 10
rounding: {places: 2, mode: half-even}
not_applicable: leave-out
total_from: 80%
fields:
  - id: 51
    name: Một
    max: 6
    criteria:
      - id: 51.1
        name: Nhiều lớp
        max: 6
        parts:
          - id: 51.1.1
            name: Lớp dưới
            max: 4
            parts:
              - {id: 51.1.1.1, name: Sâu một, max: 1, rule: {kind: proportional}}
              - {id: 51.1.1.2, name: Sâu hai, max: 3, rule: {kind: proportional}}
          - {id: 51.1.2, name: Không áp dụng, max: 2, rule: {kind: yes-no}}
  - id: 52
    name: Hai
    max: 4
    criteria:
      - {id: 52.1, name: Chưa có, max: 2, rule: {kind: yes-no}}
      - {id: 52.2, name: Có, max: 2, rule: {kind: formula, formula: "1.125 * x", lowest: -1}}
      - {id: 52.3, name: Thưởng, max: 1, rule: {kind: bonus, each: 0.375}}
      - {id: 52.4, name: Phạt, max: 0.5, rule: {kind: penalty, each: 0.3}}
"""
HALF_EVEN: dict[str, Any] = {
    "authority": "xa",
    "level": "xã",
    "year": 2026,
    "version": 2.1,
    "title": "Làm tròn nửa chẵn",
    "max": "17.5",
    "rounding": {"places": 1, "mode": "half-even"},
    "fields": [
        {
            "id": 41,
            "name": "Bậc",
            "max": 8,
            "criteria": [
                {
                    "id": "41.1",
                    "name": "Tỷ lệ",
                    "max": 2,
                    "rule": {
                        "kind": "steps",
                        "steps": [
                            {"above": "90%", "share": "100%"},
                            {"at_least": "75%", "points": 1.25},
                            {"at_least": 0.5, "below": "75%", "share": "27.5%"},
                        ],
                    },
                },
                {
                    "id": "41.2",
                    "name": "Số ngày",
                    "max": 3,
                    "rule": {
                        "kind": "steps",
                        "value": "days",
                        "steps": [{"at_most": 2, "points": 3}, {"at_most": 5, "points": 1.85}, {"points": 0.15}],
                    },
                },
                {
                    "id": "41.3",
                    "name": "Mức",
                    "max": 3,
                    "rule": {
                        "kind": "level",
                        "levels": [{"name": "Xuất sắc", "share": 1}, {"name": "Trung bình", "share": "45%"}],
                    },
                },
            ],
        },
        {
            "id": 42,
            "name": "Vụ việc",
            "max": 9.5,
            "criteria": [
                {"id": "42.1", "name": "Trừ", "max": 2, "rule": {"kind": "deduct", "each": 0.35, "free": 1}},
                {"id": "42.2", "name": "Âm", "max": 1.5, "rule": {"kind": "deduct", "each": 0.75, "lowest": -1.25}},
                {"id": "42.3", "name": "Đếm", "max": 2, "rule": {"kind": "count", "each": "0,15"}},
                {
                    "id": "42.4",
                    "name": "Chậm",
                    "max": 4,
                    "rule": {"kind": "per-delay", "each": "12.5%", "count": "times"},
                },
            ],
        },
    ],
}
HEAD = {
    "authority": "xa",
    "level": "xã",
    "year": 2026,
    "version": "D",
    "title": "Quy đổi, làm tròn ở tổng",
    "max": 12.5,
    "rounding": "places: 3, mode: half-up, at: total",
    "capped": True,
    "survey_share": 0.2,
}
LINES: tuple[tuple[Any, ...], ...] = (
    (0, 61, "Một", 7.5),
    (1, "61.1", "a", 2.3, "proportional", "numerator: a, denominator: b"),
    (1, 61.2, "b", 2.7, "mixed", "late_share: 40%"),
    (1, "61.3", "c", 2.5, "survey"),
    (0, 62, "Hai", 5),
    (1, "62.1", "d", 1.1, "yes-no"),
    (1, "62.2", "e", 2.4, "deduct", "each: 0.35"),
    (1, "62.3", "f", 1.5, "formula", 'formula: "max * x / (x + y)"'),
    (1, "62.4", "thưởng", 0.8, "bonus", "each: 0.3"),
    (1, "62.5", "phạt", 1, "penalty", "each: 0.45"),
)


def workbook() -> bytes:
    """A card as an office types it: numbers in the cells, not text."""
    book, kept = openpyxl.Workbook(), BytesIO()
    head, lines = book.active, book.create_sheet("Tiêu chí")
    assert head is not None
    head.title = "Bộ tiêu chí"
    head.append(["Khóa", "Giá trị"])
    for row in HEAD.items():
        head.append(row)
    lines.append(["Cấp", "Mã", "Tên", "Điểm tối đa", "Cách tính", "Thông số"])
    for line in LINES:
        lines.append(line)
    book.save(kept)
    return kept.getvalue()


Figures = dict[str, dict[str, Any]]
Points = dict[str, Fraction | None]
CASES: list[tuple[str, bytes | dict[str, Any], Figures, Points, Fraction, Fraction]] = [
    (
        "a.yaml",
        HALF_UP.encode(),
        {
            "31.1": {"values": {"met": True}},
            "31.10": {"values": {"criticised": 0}},
            "31.2": {"values": {"a": 133, "b": 200}},  # 66,5 % just at the floor: 1,995
            "31.3": {"values": {"bad": 5, "all": 90}},  # 85/90 × 4 = 3,777…
            "32.1": {"values": {"done": 171, "total": 250}},  # 68,4 % of 85,5 % = 80 %: 2,8
            "32.2": {"values": {"rate": "83.35%"}},  # 2,5005
            "32.3.1": {"values": {"n": 3}},  # 0,999
            "32.3.2": {"values": {"x": 1, "y": 3}},  # 0,9166…
        },
        {
            "31.1": F("1.5"),
            "31.10": F(1),
            "31.2": F(2),
            "31.3": F("3.78"),
            "32.1": F("2.8"),
            "32.2": F("2.5"),
            "32.3.1": F(1),
            "32.3.2": F("0.92"),
        },
        F("15.5"),
        F(20),
    ),
    (
        "b.json",
        HALF_EVEN,
        {
            "41.1": {"values": {"done": 3, "total": 4}},  # 1,25 → 1,2
            "41.2": {"values": {"days": 6}},  # 0,15 → 0,2
            "41.3": {"level": "trung bình"},  # 1,35 → 1,4
            "42.1": {"values": {"cases": 4}},  # 2 − 3 × 0,35 = 0,95 → 1
            "42.2": {"values": {"cases": 11}},  # −1,25 → −1,2
            "42.3": {"values": {"count": 7}},  # 1,05 → 1
            "42.4": {"values": {"times": 3}},  # 4 × 62,5 %
        },
        {
            "41.1": F("1.2"),
            "41.2": F("0.2"),
            "41.3": F("1.4"),
            "42.1": F(1),
            "42.2": F("-1.2"),
            "42.3": F(1),
            "42.4": F("2.5"),
        },
        F("6.1"),
        F("17.5"),
    ),
    (
        "c.yaml",
        DOWN_AT_TOTAL.encode(),
        {
            "C1.1": {"values": {"total": 7, "on_time": 3, "late": 2}},  # 3 + 1
            "C1.2": {"values": {"t": 9, "o": 5, "l": 3}},  # 25/9 + 1/2 = 3,277…
            "C1.3": {"values": {"d": 5, "n": 7}},  # 6 × 23/28 = 4,928…
            "C2.1": {"values": {"files": 6, "sorry": 3, "late": 2}},  # 2 + 2/3
            "C2.2": {"values": {"a": 4, "b": 3, "c": 5}},  # 5 − 3/7 − 2/3 = 3,904…
            "C2.3": {"values": {"done": 0, "total": 0}},
            "C3.1": {"values": {"rate": 0.8765}},  # 5,259
            "C3.2": {"values": {"s": 81}},  # 2,666
        },
        {
            "C1.1": F(4),
            "C1.2": F("3.27"),
            "C1.3": F("4.92"),
            "C2.1": F("2.66"),
            "C2.2": F("3.9"),
            "C2.3": F(3),
            "C3.1": F("5.25"),
            "C3.2": F("2.66"),
        },
        F("29.7"),  # 4 + 59/18 + 69/14 + 8/3 + 82/21 + 3 + 5,259 + 2,666 = 29,702…
        F(40),
    ),
    (
        "d.xlsx",
        workbook(),
        {
            "61.1": {"values": {"a": 17, "b": 23}},  # 1,7
            "61.2": {"values": {"total": 11, "on_time": 6, "late": 4}},  # 2,7 × 7,6/11 = 1,86545…
            "61.3": {"values": {"rate": "81.25%"}},  # 2,03125
            "62.1": {"not_applicable": True},
            "62.2": {"values": {"cases": 2}},  # 1,7
            "62.3": {"values": {"x": 5, "y": 4}},  # 0,8333…
            "62.4": {"values": {"count": 4}},  # 1,2, capped
            "62.5": {"values": {"count": 1}},
        },
        {
            "61.1": F("1.7"),
            "61.2": F("1.865"),
            "61.3": F("2.031"),
            "62.1": None,
            "62.2": F("1.7"),
            "62.3": F("0.833"),
            "62.4": F("0.8"),
            "62.5": F("-0.45"),
        },
        F("9.265"),  # (1,7 + 1,86545… + 2,03125 + 1,7 + 0,8333…) × 12,5/11,4 + 0,8 − 0,45 = 9,26540…
        F("12.5"),
    ),
    (
        "e.yaml",
        LEFT_OUT.encode(),
        {
            "51.1.1.1": {"values": {"done": 1, "total": 8}},  # 0,125 → 0,12
            "51.1.1.2": {"values": {"done": 1, "total": 24}},  # 0,125 → 0,12
            "51.1.2": {"not_applicable": True},
            "52.2": {"values": {"x": 1.4}},  # 1,575 → 1,58
            "52.3": {"values": {"count": 2}},
            "52.4": {"values": {"count": 2}},  # 0,6, capped
        },
        {
            "51.1.1.1": F("0.12"),
            "51.1.1.2": F("0.12"),
            "51.1.2": None,
            "52.1": None,
            "52.2": F("1.58"),
            "52.3": F("0.75"),
            "52.4": F("-0.5"),
        },
        F("2.07"),
        F(6),
    ),
]


def scored(doors: Opened, name: str, card: bytes | dict[str, Any], figures: Figures) -> dict[str, Any]:
    """The card taken in, its figures handed in, and the estimate of the unit."""
    chief = doors.as_("dung")
    if isinstance(card, bytes):
        headers = {"Authorization": f"Bearer {chief.token}", "Idempotency-Key": name}
        answer = doors.client.post("/api/scorecards", files={"file": (name, card)}, headers=headers)
    else:
        answer = chief.post("/api/scorecards", card)
    assert (answer.status_code, answer.json().get("contradictions")) == (201, []), answer.text
    place = {"unit": "kt", "period": "2026-Q1", "source": "Sổ"}
    rows = [{"criterion": id_, "values": {}, **place, **one} for id_, one in figures.items()]
    taken = chief.post("/api/measurements", {"rows": rows})
    assert taken.status_code == 201, taken.text
    found: dict[str, Any] = chief.get(f"/api/scorecards/{answer.json()['id']}/estimate?unit=kt&period=2026-Q1").json()
    return found


@pytest.mark.parametrize(("name", "card", "figures", "points", "total", "top"), CASES, ids=[one[0] for one in CASES])
def test_a_card_from_outside_comes_to_what_a_person_computes(
    doors: Opened,
    name: str,
    card: bytes | dict[str, Any],
    figures: Figures,
    points: Points,
    total: Fraction,
    top: Fraction,
) -> None:
    found = scored(doors, name, card, figures)
    assert {row["id"]: None if row["points"] is None else F(row["points"]) for row in found["criteria"]} == points
    assert (F(found["points"]), F(found["max"])) == (total, top)
    assert sum(F(loss["points"]) for loss in found["losses"]) == top - total


def test_a_total_is_shown_only_above_the_share_the_card_asks_for(doors: Opened) -> None:
    name, card, figures = CASES[-1][:3]
    found = scored(doors, name, card, figures)
    assert (found["share_measured"], found["total_shown"], found["band"]) == ("0.75", False, None)
