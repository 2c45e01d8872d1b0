"""A scorecard → a file that reads in again as the same card: YAML, JSON, or a workbook an office edits."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import yaml
from xlsxwriter import Workbook

from domain.errors import Problem, Refusal
from domain.scorecard import Scorecard, rule_told, to_plain
from domain.scorecard_table import (
    BAND_COLUMNS,
    BANDS_SHEET,
    COLUMNS,
    CRITERIA_SHEET,
    HEAD_KEYS,
    HEAD_SHEET,
    KEY,
    KIND,
    LEVEL,
    MAX,
    NESTED,
    PARAMETERS,
    TOLD,
    VALUE,
)
from writing.xlsx_sheets import Sheet, Style

FORMS = {
    "yaml": "application/yaml",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTHS = {"name": 50, "source": 28, "evidence": 28, "labels": 28}
USUAL_WIDTH = 12


def write_card(card: Scorecard, form: str) -> bytes:
    """The card as a file of that form; Refusal for a form nobody writes."""
    match form:
        case "yaml":
            return yaml.safe_dump(to_plain(card), allow_unicode=True, sort_keys=False, width=120).encode()
        case "json":
            return json.dumps(to_plain(card), ensure_ascii=False, indent=2).encode()
        case "xlsx":
            return _workbook(card)
    problem = Problem("form", f"một trong: {', '.join(FORMS)}")
    raise Refusal("absent", "absent", "Không có bộ tiêu chí ở dạng tệp này.", (problem,))


def _workbook(card: Scorecard) -> bytes:
    kept = BytesIO()
    book = Workbook(kept, {"in_memory": True})
    style = Style(book)
    plain = to_plain(card)
    head = Sheet(book.add_worksheet(HEAD_SHEET), style, [("Mục", 40), (KEY, 16), (VALUE, 70)])
    for key, label in HEAD_KEYS.items():
        value = plain.get(key)
        head.add(label, key, None if value is None else _flow(value) if key in NESTED else _text(value))
    sheet = Sheet(book.add_worksheet(CRITERIA_SHEET), style, list(_heads()))
    for line in _lines(card):
        sheet.add(*line)
    bands = Sheet(
        book.add_worksheet(BANDS_SHEET),
        style,
        [(head, WIDTHS.get(key, USUAL_WIDTH)) for head, key in BAND_COLUMNS.items()],
    )
    for band in plain.get("bands", []):
        bands.add(*(band.get(key) for key in BAND_COLUMNS.values()))
    book.close()
    return kept.getvalue()


def _heads() -> Iterator[tuple[str, int]]:
    yield LEVEL, 6
    for head, key in COLUMNS.items():
        yield head, WIDTHS.get(key, USUAL_WIDTH)
        if head == MAX:
            yield from ((KIND, 14), (PARAMETERS, 50))
    yield TOLD, 60


def _lines(card: Scorecard) -> Iterator[list[str | None]]:
    """One line a field, criterion or part; every cell is text: a number of a workbook would be the nearest float."""
    plain = to_plain(card)
    told = {leaf.id: rule_told(leaf.rule, leaf.max) for _, leaf in card.leaves() if leaf.rule is not None}
    for field in plain["fields"]:
        yield _line(0, field, told)
        for criterion in field["criteria"]:
            yield from _below(1, criterion, told)


def _below(level: int, criterion: dict[str, Any], told: Mapping[str, str]) -> Iterator[list[str | None]]:
    yield _line(level, criterion, told)
    for part in criterion.get("parts", []):
        yield from _below(level + 1, part, told)


def _line(level: int, criterion: dict[str, Any], told: Mapping[str, str]) -> list[str | None]:
    rule = criterion.get("rule", {})
    cells: list[str | None] = [str(level)]
    for head, key in COLUMNS.items():
        value = criterion.get(key)
        cells.append(_flow(value) if key in NESTED and value is not None else value)
        if head == MAX:
            cells += [rule.get("kind"), _flow({name: one for name, one in rule.items() if name != "kind"}) or None]
    return [*cells, told.get(criterion["id"])]


def _flow(value: Any) -> str:
    """Several values in one cell, as they stand between braces in the YAML file."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000).strip()
    return text.removeprefix("{").removesuffix("}")


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
