"""The score sheet (phiếu điểm) of a unit as a document: sums by field, points lost and why, and each criterion step by step."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from domain.appraisal.flow import State
from domain.scorecard import decimal_text, exact, vietnamese
from domain.telling.estimates import TOTAL_LINES
from domain.telling.letterhead import Letterhead, abbreviation, head_of
from domain.telling.text import Annex, Block, Column, Head, Heading, Paragraph, ReviewText, Table
from domain.wording.numbers import mark
from domain.wording.words import period_label

Told = Mapping[str, Any]

_SUMS = (
    Column("Lĩnh vực", 46, "left"),
    Column("Điểm", 13),
    Column("Điểm tối đa đã đánh giá", 15),
    Column("Bị trừ", 12),
    Column("Chưa thể đánh giá", 14),
)
_LOST = (Column("Tiêu chí", 34, "left"), Column("Bị trừ", 12), Column("Diễn giải cách tính", 54, "left"))
_LINES = (
    Column("Tiêu chí", 27, "left"),
    Column("Tối đa", 8),
    Column("Tự chấm", 9),
    Column("Tài liệu kiểm chứng, giải trình", 30, "left"),
    Column("Thẩm định lần 1", 20, "left"),
    Column("Giải trình bổ sung", 20, "left"),
    Column("Thẩm định lần 2", 20, "left"),
    Column("Kết luận", 9),
)
_FINAL = frozenset({State.APPROVED, State.PUBLISHED, State.APPEAL, State.SETTLED})


def score_sheet_text(sheet: Told, unit: str, card: str, letterhead: Letterhead) -> ReviewText:
    """The sheet as it stands; number, date and signature are blank."""
    score = sheet["score"]
    standing = "" if State(sheet["state"]) in _FINAL else f" Phiếu {sheet['label']}; điểm chưa phải kết quả cuối cùng."
    measured = f"{mark(score['points'])}/{mark(score['max'])} điểm đã đánh giá"
    total = f"Tổng điểm: {measured}." if score["total_shown"] else "Chưa đủ số liệu để tính tổng điểm."
    band = f" Xếp loại: {score['band']}." if score["band"] else ""
    return ReviewText(
        head=Head(
            letterhead.issuer,
            unit,
            f"PĐ-{abbreviation(unit)}",
            letterhead.place,
            letterhead.year,
            "PHIẾU ĐIỂM",
            f"Chấm điểm chỉ số cải cách hành chính {period_label(sheet['period'])}",
        ),
        blocks=(
            Paragraph(f"Bộ tiêu chí: {card}. Đơn vị: {unit}.{standing}"),
            Heading("I. Tổng hợp"),
            Paragraph(f"{total}{band}"),
            _table_of_sums(score),
            Heading("II. Điểm bị trừ"),
            *_lost(sheet),
            Paragraph("Điểm từng tiêu chí qua các bước tại Phụ lục kèm theo./."),
        ),
        signature=(head_of(unit),),
        recipients=("Cơ quan tổng hợp;", "Lưu: VT."),
        annexes=(
            Annex("Phụ lục", "ĐIỂM TỪNG TIÊU CHÍ QUA CÁC BƯỚC", (Table(_LINES, tuple(map(_line, sheet["lines"]))),)),
        ),
    )


def _table_of_sums(score: Told) -> Table:
    rows = tuple(_sums(score))
    return Table(_SUMS, rows, bold=frozenset({len(rows) - 1}))


def _sums(score: Told) -> Iterable[tuple[str, ...]]:
    """A line a field, what lies between their sum and the total, and the total."""
    fields = [one for one in score["groups"] if not one["above"]]
    for group in fields:
        figures = (group["points"], group["max"], group["lost"], group["unmeasured"])
        yield (f"{group['id']}. {group['name']}", *map(mark, figures))
    points, top = exact(score["points"]), exact(score["max"])
    between = [points - _sum(fields, "points"), top - _sum(fields, "max")]
    if any(between):
        words = [TOTAL_LINES[loss["criterion"]] for loss in score["losses"] if loss["criterion"] in TOTAL_LINES]
        moved = (*between, between[1] - between[0])
        yield (", ".join(words).capitalize(), *(mark(decimal_text(one)) for one in moved), "")
    yield ("Tổng cộng", *map(mark, (score["points"], score["max"], decimal_text(top - points), score["unmeasured"])))


def _sum(groups: Iterable[Told], what: str) -> Fraction:
    return sum((exact(one[what]) for one in groups), Fraction(0))


def _lost(sheet: Told) -> tuple[Block, ...]:
    names = {line["criterion"]: f"{line['criterion']}. {line['name']}" for line in sheet["lines"]}
    names |= {id_: word.capitalize() for id_, word in TOTAL_LINES.items()}
    rows = tuple(
        (names.get(one["criterion"], one["criterion"]), mark(one["points"]), one["why"])
        for one in sheet["score"]["losses"]
    )
    return (Table(_LOST, rows),) if rows else (Paragraph("Không có điểm bị trừ."),)


def _line(line: Told) -> tuple[str, ...]:
    steps = line["steps"]
    own = steps.get(State.SELF_SCORING)
    return (
        f"{line['criterion']}. {line['name']}",
        mark(line["max"]),
        given_told(own),
        _proof(own),
        _said(steps.get(State.APPRAISAL)),
        _proof(steps.get(State.EXPLANATION)),
        _said(steps.get(State.SECOND_APPRAISAL)),
        mark(line["points"]),
    )


def given_told(given: Told | None) -> str:
    """The points, the level, or "không áp dụng" that a step gave; empty where it gave none."""
    if given is None:
        return ""
    if given["not_applicable"]:
        return "không áp dụng"
    if given["level"] or given["points"] is None:
        return str(given["level"] or "")
    return mark(given["earned"]) if given.get("earned") else vietnamese(Fraction(given["points"]))


def _said(given: Told | None) -> str:
    return "" if given is None else "; ".join(part for part in (given_told(given), given["note"]) if part)


def _proof(given: Told | None) -> str:
    """Documents with mục and trang, then the written explanation."""
    if given is None:
        return ""
    return "; ".join(part for part in (*map(cited, given["evidence"]), given["note"]) if part)


def cited(one: Told) -> str:
    """As "45/BC-KT, mục II.1, trang 3"."""
    places = (("mục", one["section"]), ("trang", one["page"]))
    return ", ".join([one["document"], *(f"{word} {place}" for word, place in places if place)])
