"""No figure of a document stands without its rows: each is read off, counted again from the raw tables, and none is left."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from sqlalchemy import text

from acts.reviews import freeze
from domain.rights import SYSTEM
from storage.database import Memory
from storage.views.reviews import review
from tests.acts.house import CHIEF
from tests.acts.test_review_recount import COUNTS, TODAY, UNITS, a_quarter, table
from writing.review import render, template_digest

Count = Callable[[str], int]
OVERDUE = COUNTS["overdue"]
FOLLOWED = "SELECT item FROM assignment WHERE work <> 'withdrawn'"
LATE_ITEMS = f"SELECT item FROM assignment WHERE {OVERDUE}"
UNDONE = "SELECT item FROM assignment WHERE work NOT IN ('accepted', 'withdrawn')"
QUERIES = {
    **{name: f"SELECT COUNT(*) FROM assignment WHERE {where}" for name, where in COUNTS.items()},
    "items": "SELECT COUNT(DISTINCT item) FROM assignment",
    "directives": "SELECT COUNT(DISTINCT directive) FROM assignment",
    "units": "SELECT COUNT(DISTINCT unit) FROM assignment",
    "late units": f"SELECT COUNT(DISTINCT unit) FROM assignment WHERE {OVERDUE}",
    "late items": f"SELECT COUNT(DISTINCT item) FROM assignment WHERE {OVERDUE}",
    "done items": f"SELECT COUNT(DISTINCT item) FROM assignment WHERE item IN ({FOLLOWED}) AND item NOT IN ({UNDONE})",
    "open items": f"SELECT COUNT(DISTINCT item) FROM assignment WHERE item IN ({UNDONE}) AND item NOT IN ({LATE_ITEMS})",
    "withdrawn items": f"SELECT COUNT(DISTINCT item) FROM assignment WHERE item NOT IN ({FOLLOWED})",
    "notices": "SELECT COUNT(*) FROM notice WHERE state <> 'dropped' AND kind NOT IN ('review', 'published')",
    "done": "SELECT COUNT(*) FROM assignment WHERE work = 'accepted'",
    "kept": "SELECT COUNT(*) FROM assignment WHERE work <> 'withdrawn'",
}
N = r"(\d+)"
SENTENCES = (
    (rf"Trong kỳ theo dõi {N} nội dung của {N} văn bản chỉ đạo", ("items", "directives")),
    (rf"giao {N} đơn vị thực hiện thành {N} nhiệm vụ được giao", ("units", "assigned")),
    (rf"Trong {N} nhiệm vụ được giao", ("assigned",)),
    (rf"{N} nhiệm vụ hoàn thành đúng hạn", ("on time",)),
    (rf"{N} nhiệm vụ hoàn thành trễ hạn", ("late",)),
    (rf"{N} nhiệm vụ đã báo cáo", ("waiting",)),
    (rf"{N} nhiệm vụ quá hạn", ("overdue",)),
    (rf"{N} nhiệm vụ chưa đến hạn", ("ahead",)),
    (rf"{N} nhiệm vụ chưa xác định thời hạn", ("undated",)),
    (rf"{N} nhiệm vụ chưa có thời hạn", ("undated",)),
    (rf"thời hạn đối với {N} nhiệm vụ", ("undated",)),
    (rf"{N} nhiệm vụ thôi theo dõi", ("withdrawn",)),
    (rf"tổng số {N} nội dung", ("items",)),
    (rf"{N} nội dung đã được tất cả", ("done items",)),
    (rf"{N} nội dung còn đơn vị quá hạn", ("late items",)),
    (rf"{N} nội dung đang thực hiện", ("open items",)),
    (rf"{N} nội dung thôi theo dõi", ("withdrawn items",)),
    (rf"{N} lượt thông báo", ("notices",)),
    (rf"Có {N} đơn vị còn", ("late units",)),
    (rf"{N}/{N} nhiệm vụ được giao", ("done", "kept")),
    (rf"{N}/{N} nhiệm vụ đến hạn", ("on time of due", "due")),
)
"""A sentence of a document with the counts behind its figures, in their order."""
NO_FIGURE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|năm \d{4}|^\d+\. |Phụ lục [IVX]+")
"""Days, years, numbers of headings: what counts nothing."""


@pytest.fixture
def frozen(memory: Memory) -> tuple[dict[str, Any], Count]:
    house = a_quarter(memory)
    freeze(house.desk, CHIEF, "2026-Q1", template=template_digest())
    with memory.reading() as session:
        found = review(session, SYSTEM, "2026-Q1")
    assert found is not None

    def count(what: str) -> int:
        with memory.reading() as session:
            return int(session.scalar(text(QUERIES[what])) or 0)

    return found["snapshot"], count


def unexplained(line: str, count: Count, seen: set[str]) -> str:
    """What is left of a line when every figure was counted again; a figure that differs fails at once."""
    shares = {
        f"{100 * count(a) / count(b):.2f}%".replace(".", ",") for a, b in (("done", "kept"), ("on time of due", "due"))
    }
    for pattern, names in SENTENCES:
        for found in re.finditer(pattern, line):
            assert [int(one) for one in found.groups()] == [count(name) for name in names], (line, names)
            seen.update(names)
        line = re.sub(pattern, "", line)
    for unit, name in UNITS.items():
        line = re.sub(rf"{name} \(0*{count_of(count, unit)}\)", "", line)
    for share in shares:
        line = line.replace(share, "")
    return NO_FIGURE.sub("", line)


def count_of(count: Count, unit: str) -> int:
    QUERIES[f"overdue {unit}"] = f"SELECT COUNT(*) FROM assignment WHERE {OVERDUE} AND unit = '{unit}'"
    return count(f"overdue {unit}")


def test_no_figure_in_the_words_of_a_document_is_left_unexplained(frozen: tuple[dict[str, Any], Count]) -> None:
    told, count = frozen
    seen: set[str] = set()
    for name in ("bao-cao", "ket-qua", "phieu-trinh"):
        for paragraph in Document(BytesIO(render(name, "docx", told, {}))).paragraphs:
            rest = unexplained(paragraph.text, count, seen)
            assert not re.search(r"\d", rest), (name, paragraph.text, rest)
    assert {"items", "directives", "units", "overdue", "late", "notices", "due", "kept", "late units"} <= seen


def test_every_cell_of_the_annex_of_units_is_counted(frozen: tuple[dict[str, Any], Count]) -> None:
    told, count = frozen
    document = Document(BytesIO(render("ket-qua", "docx", told, {})))
    annex = next(one for one in document.tables if one.cell(0, len(one.columns) - 1).text == "Đúng hạn / đến hạn")
    shown = ("assigned", "due", "on time", "late", None, "waiting", "overdue", "ahead", "undated", None, "withdrawn")
    for row in annex.rows[1:]:
        cells = [cell.text for cell in row.cells]
        unit = next((code for code, name in UNITS.items() if cells[1] == name), None)
        where = f" AND unit = '{unit}'" if unit else ""
        for place, what in enumerate(shown, start=2):
            if what is None:
                assert cells[place] == "0"
                continue
            QUERIES["cell"] = f"SELECT COUNT(*) FROM assignment WHERE ({COUNTS[what]}){where}"
            assert int(cells[place]) == count("cell"), (cells[1], what)


def test_days_late_are_the_working_days_of_the_row_and_its_units_add_up(frozen: tuple[dict[str, Any], Count]) -> None:
    told, count = frozen
    rows = table(Document(BytesIO(render("bao-cao", "docx", told, {}))), "Văn bản, mục")
    assert sum(int(row[3]) for row in rows) == count("overdue") > 0
    for row in rows:
        day, month, year = (int(part) for part in row[4].split("/"))
        due, today = date(year, month, day), date.fromisoformat(TODAY)
        days = [due + timedelta(days=n) for n in range(1, (today - due).days + 1)]
        assert int(row[5]) == sum(one.weekday() < 5 for one in days)
