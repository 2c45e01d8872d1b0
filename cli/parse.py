"""`dondoc parse FILE [--json] [--units FILE]`: what a directive orders, whom, by when, and what to look at."""

import json
import sys
from fractions import Fraction
from pathlib import Path
from textwrap import shorten

from cli.places import said
from domain.directive import DraftDirective, DraftItem, Place
from domain.errors import Refusal
from domain.wording.dates import plain

_CADENCES = {
    "once": "", "daily": "hàng ngày", "weekly": "hàng tuần", "monthly": "hàng tháng", "quarterly": "hàng quý", "half-yearly": "6 tháng", "yearly": "hàng năm", "continuous": "thường xuyên",
}  # fmt: skip
_OPS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}
_WIDTH = 88


def parse(file: Path, as_json: bool, units: Path | None) -> int:
    """Print the draft read from `file`; exit status 0, or 1 when the file is refused or cannot be opened."""
    from reading.directives.plain import to_plain

    try:
        draft = _draft(file, units)
    except (Refusal, OSError) as error:
        _say_no(error, as_json=as_json)
        return 1
    if as_json:
        print(json.dumps(to_plain(draft, with_codes=units is not None, with_text=False), ensure_ascii=False, indent=1))
    else:
        _show(draft)
    return 0


def _draft(file: Path, units: Path | None) -> DraftDirective:
    from reading.calendar import public_working_day
    from reading.directives import read
    from reading.directives.recognition import recognise
    from reading.office import read_directory

    draft = read(file.read_bytes(), file.name, working_day_after=public_working_day)
    return draft if units is None else recognise(draft, read_directory(units.read_bytes(), units.name))


def _say_no(error: Refusal | OSError, *, as_json: bool) -> None:
    """The refusal on standard error, and as JSON for programs where they asked for it."""
    detail = str(error) if isinstance(error, Refusal) else f"Không mở được {said(error)}."
    print(detail, file=sys.stderr)
    if as_json and isinstance(error, Refusal):
        print(
            json.dumps(
                {"refused": {"kind": error.kind, "code": error.code, "detail": error.detail}}, ensure_ascii=False
            )
        )


def _show(draft: DraftDirective) -> None:
    issued = f"ngày {plain(draft.issued_on)}" if draft.issued_on else None
    issuer = f"Cơ quan ban hành: {draft.issuer}" if draft.issuer else None
    signer = f"Người ký: {draft.signer}" if draft.signer else None
    print(" ".join(filter(None, ((draft.kind or "văn bản").capitalize(), draft.number, issued))))
    print(*filter(None, (draft.title, issuer, signer)), sep="\n")
    print(f"\n{len(draft.items)} nhiệm vụ")
    for item in draft.items:
        _show_item(item)
    for title, lines in (
        ("Nội dung nhắc nhở, không lập nhiệm vụ", [note.text for note in draft.notes]),
        (
            "Điểm bị trừ nêu trong văn bản",
            [f"{point.id}  {_points(point.points)}  {point.text}" for point in draft.lost_points],
        ),
        (
            "Cần xem lại",
            [f"{_place(warning.source)}{warning.message}" for warning in draft.warnings],
        ),
    ):
        if lines:
            print(f"\n{title}", *(f"  - {shorten(line, _WIDTH * 2)}" for line in lines), sep="\n")


def _show_item(item: DraftItem) -> None:
    print(f"\n[{item.ref}] {shorten(item.text, _WIDTH * 2)}")
    due = plain(item.due_on) if item.due_on else None
    facts = (
        ("Chủ trì", ", ".join(item.lead)),
        ("Phối hợp", ", ".join(item.cooperating)),
        ("Thời hạn", " – ".join(filter(None, (due, item.due_text)))),
        ("Chế độ", _CADENCES[item.cadence.value]),
        (
            "Chỉ tiêu",
            f"{_OPS[item.target.op]} {_points(item.target.value)}{'' if item.target.unit == '%' else ' '}{item.target.unit}"
            if item.target
            else "",
        ),
        ("Điều kiện", item.condition or ""),
        ("Chưa nhận ra", ", ".join(item.unrecognised)),
    )
    for name, value in facts:
        if value:
            print(f"    {name}: {value}")
    for warning in item.warnings:
        print(f"    ! {warning.message}")


def _points(value: Fraction | None) -> str:
    """A figure with the decimal comma; nothing known is a dash."""
    return "–" if value is None else f"{float(value):.4f}".rstrip("0").rstrip(".").replace(".", ",")


def _place(place: Place | None) -> str:
    """Where to look: a page and a line of it, a line, or a cell of a sheet."""
    if place is None:
        return ""
    page = f"trang {place.page}" if place.page else ""
    line = f"ô {place.cell}" if place.cell else f"dòng {place.line}" if place.line else ""
    said = ", ".join(filter(None, (page, line)))
    return f"{said}: " if said else ""
