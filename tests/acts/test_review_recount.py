"""Every figure of every document, counted again from the raw tables by queries that know nothing of the review."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from lxml import html as lxml_html
from openpyxl import load_workbook
from sqlalchemy import text

from acts import completions
from acts.assignments import withdraw
from acts.completions import Report
from acts.reviews import freeze
from domain.rights import SYSTEM
from storage.database import Memory
from storage.views.reviews import review
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House
from writing.review import render, template_digest

TODAY = "2026-03-30"
DONE = "work = 'accepted'"
OPEN = "work NOT IN ('accepted', 'reported', 'withdrawn', 'suspended', 'waiting')"
COUNTS = {
    "assigned": "1 = 1",
    "due": f"counts AND deadline <= '{TODAY}' AND work NOT IN ('withdrawn', 'suspended', 'waiting')",
    "on time": f"{DONE} AND result_on <= deadline AND counts",
    "late": f"{DONE} AND result_on > deadline AND counts",
    "waiting": "work = 'reported'",
    "overdue": f"{OPEN} AND counts AND deadline < '{TODAY}'",
    "ahead": f"{OPEN} AND counts AND deadline >= '{TODAY}'",
    "undated": f"{OPEN} AND (deadline IS NULL OR NOT counts)",
    "withdrawn": "work = 'withdrawn'",
    "on time of due": f"{DONE} AND result_on <= deadline AND counts AND deadline <= '{TODAY}'",
}


def a_quarter(memory: Memory) -> House:
    """A quarter in which everything happens, to be frozen on its last day but one."""
    house = House(memory)
    both = {"lead_codes": ["kt", "vh"]}
    house.directive(
        {**both}, {**both, "due_on": "2026-03-10"}, {"due_on": None}, {"due_on": "2026-04-20"}, number="1/CT"
    )
    house.directive({"due_on": "2026-03-12"}, {"lead_codes": ["vh"], "due_on": "2026-03-13"}, number="2/KH")
    kt, vh = ({str(row.deadline): row for row in house.assignments(unit)} for unit in ("kt", "vh"))
    house.now = datetime(2026, 3, 19, 3, tzinfo=UTC)
    in_time_and_late = Report((kt["2026-03-20"].id, kt["2026-03-10"].id))
    done = completions.complete(house.desk, OFFICIAL, in_time_and_late)
    completions.accept(house.desk, CHIEF, done.body["id"])
    completions.complete(house.desk, OTHER, Report((vh["2026-03-20"].id,)))
    withdraw(house.desk, CHIEF, vh["2026-03-13"].item, "không còn phù hợp")
    house.now = datetime(2026, 3, 30, 3, tzinfo=UTC)
    return house


@pytest.fixture
def counted(memory: Memory) -> tuple[dict[str, Any], Callable[..., int]]:
    """A quarter in which everything happens, frozen; and a way to count its rows."""
    house = a_quarter(memory)
    freeze(house.desk, CHIEF, "2026-Q1", template=template_digest())
    with memory.reading() as session:
        found = review(session, SYSTEM, "2026-Q1")
    assert found is not None

    def count(what: str, where: str = "1 = 1") -> int:
        with memory.reading() as session:
            return int(session.scalar(text(f"SELECT COUNT(*) FROM assignment WHERE ({COUNTS[what]}) AND {where}")) or 0)

    return found["snapshot"], count


UNITS = {"kt": "Phòng Kinh tế", "vh": "Phòng Văn hóa"}


def table(document: Any, head: str) -> list[list[str]]:
    """The rows of the table whose second column is headed so."""
    found = next(one for one in document.tables if len(one.columns) > 2 and one.cell(0, 1).text == head)
    return [[cell.text for cell in row.cells] for row in found.rows[1:]]


def test_the_report_on_assigned_work(counted: tuple[dict[str, Any], Callable[..., int]]) -> None:
    told, count = counted
    document = Document(BytesIO(render("ket-qua", "docx", told, {})))
    rows = table(document, "Đơn vị")
    shown = ("assigned", "due", "on time", "late", "waiting", "overdue")
    for unit, name in UNITS.items():
        row = next(row for row in rows if row[1] == name)
        assert [int(cell) for cell in row[2:8]] == [count(what, f"unit = '{unit}'") for what in shown]
        part, whole = (count(what, f"unit = '{unit}'") for what in ("on time of due", "due"))
        assert row[8].endswith(f"({part}/{whole})")
    assert [int(cell) for cell in rows[-1][2:8]] == [count(what) for what in shown]
    body = "\n".join(p.text for p in document.paragraphs)
    said = {
        "quá hạn": count("overdue"),
        "hoàn thành đúng hạn": count("on time"),
        "hoàn thành trễ hạn": count("late"),
        "đã báo cáo, chờ xác nhận": count("waiting"),
        "chưa đến hạn": count("ahead"),
        "thôi theo dõi": count("withdrawn"),
    }
    sentence = next(line for line in body.split("\n") if line.startswith("Trong ") and "được giao: " in line)
    for words, many in said.items():
        assert f"{many:02d} nhiệm vụ {words}" in sentence, words
    lists = [
        [cell.text for cell in row.cells]
        for one in document.tables
        if "Số ngày làm việc trễ" in [cell.text for cell in one.rows[0].cells]
        for row in one.rows[1:]
    ]
    assert len(lists) == count("overdue") + count("late")


def test_the_report_to_the_superior_counts_by_document(counted: tuple[dict[str, Any], Callable[..., int]]) -> None:
    told, count = counted
    rows = table(Document(BytesIO(render("bao-cao", "docx", told, {}))), "Văn bản chỉ đạo")
    for number in ("1/CT", "2/KH"):
        of = f"directive = (SELECT id FROM directive WHERE number = '{number}')"
        row = next(row for row in rows if row[1] == number)
        done = count("on time", of) + count("late", of)
        wanted = [count("assigned", of), count("due", of), done, count("waiting", of), count("overdue", of)]
        assert [int(cell) for cell in row[2:7]] == wanted


def test_the_notices_the_page_and_the_workbook(counted: tuple[dict[str, Any], Callable[..., int]]) -> None:
    told, count = counted
    for unit in UNITS:
        page = lxml_html.fromstring(render(f"thong-bao-{unit}", "html", told, {}).decode())
        of = f"unit = '{unit}'"
        owed = sum(count(what, of) for what in ("overdue", "ahead", "undated", "waiting"))
        assert len(page.xpath("//tbody/tr")) == owed
        assert f"Trong {count('assigned', of):02d} nhiệm vụ được giao" in page.text_content()
    page = lxml_html.fromstring(render("trang-lanh-dao", "html", told, {}).decode())
    cells = [row.xpath("string(td[2])") for row in page.xpath("(//table)[1]/tbody/tr")]
    assert cells[:4] == [str(count(what)) for what in ("assigned", "due", "on time of due", "overdue")]
    sheet = load_workbook(BytesIO(render("phu-luc", "xlsx", told, {})), data_only=True)["Theo đơn vị"]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert last[2:4] == [count("assigned"), count("due")]
    drawn = lxml_html.fromstring(render("bieu-do-don-vi", "svg", told, {}).decode())
    described = drawn.xpath("string(//*[local-name()='desc'])")
    for unit, name in UNITS.items():
        overdue = re.search(rf"{name}: [^;]*Quá hạn (\d+)", described)
        assert overdue is not None
        assert int(overdue[1]) == count("overdue", f"unit = '{unit}'")
