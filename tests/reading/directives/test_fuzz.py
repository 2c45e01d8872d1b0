"""The beginning of `make fuzz`: spoilt files of every format are read or refused, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from reading.directives.docx import read_docx
from reading.directives.xlsx import read_xlsx
from tests.reading.directives.fuzz import SEEDS, outcome, seed, spoilt
from tests.reading.directives.office_files import levels, lists, p, table, word_file, workbook

_ROUNDS = {"pdf": 6}
_NAMES = st.sampled_from(["tbl", "tr", "tc", "p", "r", "t", "ins", "del", "moveFrom", "sdt", "sdtContent", "tcPr", "trPr", "pPr", "numPr", "rPr", "vanish", "gridSpan", "vMerge", "numId", "ilvl", "br", "tab", "fldChar", "drawing"])  # fmt: skip
_VALUES = st.sampled_from(["", "0", "1", "9", "-5", "63", "99999999999", "restart", "begin", "separate", "end", "x"])


@pytest.mark.parametrize("format_", SEEDS)
def test_a_spoilt_file_is_read_or_refused_soon(format_: str) -> None:
    said = {outcome(*spoilt(format_, number)) for number in range(_ROUNDS.get(format_, 40))}
    assert said
    assert outcome(seed(format_), f"a.{format_}") == "draft"


_WORD = st.recursive(
    st.one_of(
        st.text(alphabet="Giao Sở 1.)-", max_size=20).map(lambda text: f"<w:t>{text}</w:t>"),
        st.tuples(_NAMES, _VALUES).map(lambda one: f'<w:{one[0]} w:val="{one[1]}" w:fldCharType="{one[1]}"/>'),
    ),
    lambda inner: st.tuples(_NAMES, st.lists(inner, max_size=4)).map(lambda one: f"<w:{one[0]}>{''.join(one[1])}</w:{one[0]}>"),
    max_leaves=25,
)  # fmt: skip


@given(st.lists(_WORD, max_size=5).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_well_formed_body_is_read(body: str) -> None:
    numbering = lists([levels("decimal %1.", "bullet -")], [(0, "")])
    assert all(block.line > 0 and block.text for block in read_docx(word_file(body, numbering=numbering)).blocks)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.booleans(), st.text(alphabet="ab ", max_size=5)), max_size=12))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_rows_of_any_table_are_as_wide_as_their_cells_say(cells: list[tuple[int, int, bool, str]]) -> None:
    properties = {(y, x): f'<w:gridSpan w:val="{span}"/>' + ("<w:vMerge/>" if down else "") for y, (span, x, down, _) in enumerate(cells)}  # fmt: skip
    rows = [(text or "x",) * 3 for _, _, _, text in cells]
    heads = ("STT", "Nhiệm vụ", "Thời hạn")
    found = read_docx(word_file(table(heads, *rows, properties={(y + 1, x): said for (y, x), said in properties.items()}))).blocks  # fmt: skip
    assert all(len(block.cells) >= 3 for block in found if block.cells)


_CELL = st.tuples(
    st.sampled_from(["A1", "B2", "XFD1048576", "", "zz", "C3"]),
    st.sampled_from(["s", "n", "str", "b", "e", "d", "inlineStr", ""]),
    st.sampled_from(["0", "1", "-1", "46203", "1e99", "NaN", "x", "", "99999999999999"]),
).map(lambda one: f'<c r="{one[0]}" t="{one[1]}" s="1"><v>{one[2]}</v></c>')


@given(st.lists(st.tuples(st.lists(_CELL, max_size=5), st.sampled_from(["", 'r="3"', 'r="x"', 'r="1048576"', 'hidden="1"'])), max_size=6))  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_any_sheet_is_read_or_refused(rows: list[tuple[list[str], str]]) -> None:
    data = "<sheetData>" + "".join(f"<row {more}>{''.join(cells)}</row>" for cells, more in rows) + "</sheetData>"
    regions = '<mergeCells><mergeCell ref="A1:C3"/><mergeCell ref="B2:XFD9"/><mergeCell ref="x"/></mergeCells>'
    try:
        read_xlsx(workbook({"A": data + regions}, styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'))
    except Refusal:
        return


def test_a_paragraph_without_end_is_read_in_proportion() -> None:
    assert outcome(word_file(p("Giao Sở Y tế báo cáo; " * 20_000)), "a.docx") == "draft"
