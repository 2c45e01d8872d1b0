"""The annex of figures: real numbers and days, and formulas that come to the values written beside them."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from domain.review import digest
from tests.writing.a_review import OFFICE, RECORDS, a_record, a_snapshot
from writing.review import render
from writing.to_xlsx import ROWS

CONDITION = re.compile(r"'[^']+'!\$([A-Z])\$\d+:\$[A-Z]\$\d+,(\"[^\"]*\"|\$?[A-Z]+\d+|\d+)")


def opened(told: dict[str, Any], *, values: bool) -> Any:
    return load_workbook(BytesIO(render("phu-luc", "xlsx", told, OFFICE)), data_only=values)


def counted(book: Any, sheet: Any, formula: str) -> int:
    """What a COUNTIFS over the rows comes to."""

    def meant(condition: str) -> Any:
        if condition.startswith('"'):
            return condition.strip('"')
        return int(condition) if condition.isdigit() else sheet[condition.replace("$", "")].value

    conditions = [(column, meant(wanted)) for column, wanted in CONDITION.findall(formula)]
    rows = range(2, book[ROWS].max_row + 1)
    return sum(all(book[ROWS][f"{column}{row}"].value == wanted for column, wanted in conditions) for row in rows)


def test_every_figure_is_a_formula_that_counts_the_rows() -> None:
    told = a_snapshot(*RECORDS, a_record(5, unit="pnv", directive="7/KH"))
    formulas, values = opened(told, values=False), opened(told, values=True)
    seen = 0
    for name in ("Theo đơn vị", "Theo văn bản"):
        for line in formulas[name].iter_rows(min_row=2):
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("=COUNTIFS"):
                    shown = values[name][cell.coordinate].value
                    assert counted(formulas, formulas[name], cell.value) == shown, (name, cell.coordinate)
                    seen += 1
        total = [cell.value for cell in values[name][values[name].max_row]]
        assert total[2:4] == [5, 4]  # assigned, due
    assert seen == 12 * 4


def test_days_are_days_and_points_are_numbers() -> None:
    book = opened(a_snapshot(), values=True)
    rows = book[ROWS]
    assert rows["I2"].value == datetime(2023, 3, 31)  # noqa: DTZ001 - a workbook knows no zones
    assert rows["M2"].value == 1
    assert [book["Bị trừ điểm"].cell(line, 3).value for line in range(2, 8)] == [1, 0.5, 0.5, 1.5, None, 2.5]
    assert [book["Điểm tạm tính"].cell(line, 5).value for line in (2, 3)] == [1, 6.75]


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    told = a_snapshot(a_record(1, text='=HYPERLINK("x")'))
    assert opened(told, values=False)[ROWS]["F2"].data_type == "s"


def test_the_same_facts_are_the_same_bytes() -> None:
    told = a_snapshot()
    assert render("phu-luc", "xlsx", told, OFFICE) == render("phu-luc", "xlsx", a_snapshot(*reversed(RECORDS)), OFFICE)
    assert digest(told, "") == digest(a_snapshot(*reversed(RECORDS)), "")
