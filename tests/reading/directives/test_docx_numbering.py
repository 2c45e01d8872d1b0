"""The marks Word prints before paragraphs, from its rules and counters."""

import pytest

from reading.directives import read
from reading.directives.docx import read_docx
from tests.reading.directives.office_files import levels, lists, p, word_file

_RESTART = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/></w:lvlOverride>'


def marks(body: str, numbering: str, styles: str = "") -> list[str]:
    blocks = read_docx(word_file(body, numbering=numbering, styles=styles)).blocks
    return [block.text.removesuffix(" Rà soát") for block in blocks]


def entries(*places: tuple[int, int]) -> str:
    return "".join(p("Rà soát", num=num, level=level) for num, level in places)


@pytest.mark.parametrize(
    ("shape", "printed"),
    [
        ("decimal %1.", ["1.", "2."]), ("upperRoman %1.", ["I.", "II."]), ("lowerLetter %1)", ["a)", "b)"]), ("upperLetter %1.", ["A.", "B."]),
        ("lowerRoman (%1)", ["(i)", "(ii)"]), ("decimal Điều %1.", ["Điều 1.", "Điều 2."]), ("decimal %1", ["1.", "2."]), ("lowerLetter %1", ["a.", "b."]),
        ("vietnameseCounting %1 là:", ["Một là:", "Hai là:"]), ("ordinalText %1,", ["Thứ nhất,", "Thứ hai,"]), ("decimal %1/", ["1/", "2/"]),
        ("bullet -", ["-", "-"]), ("bullet \uf0b7", ["•", "•"]), ("bullet o", ["•", "•"]), ("none ", ["Rà soát", "Rà soát"]),
        ("decimal Nhiệm vụ %1:", ["1. Nhiệm vụ 1:", "2. Nhiệm vụ 2:"]),
    ],
)  # fmt: skip
def test_forms_of_numbers(shape: str, printed: list[str]) -> None:
    assert marks(entries((1, 0), (1, 0)), lists([levels(shape)], [(0, "")])) == printed


def test_levels_count_below_each_other_and_restart_below_a_higher_one() -> None:
    numbering = lists([levels("upperRoman %1.", "decimal %1.%2.|<w:isLgl/>", "lowerLetter %3)")], [(0, "")])
    body = entries((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1))
    assert marks(body, numbering) == ["I.", "1.1.", "a)", "b)", "1.2.", "a)", "II.", "2.1."]


def test_a_level_may_go_on_over_higher_ones() -> None:
    numbering = lists([levels("upperRoman %1.", 'decimal %2.|<w:lvlRestart w:val="0"/>')], [(0, "")])
    assert marks(entries((1, 0), (1, 1), (1, 0), (1, 1)), numbering) == ["I.", "1.", "II.", "2."]


def test_lists_of_one_definition_go_on_and_an_override_starts_anew() -> None:
    numbering = lists(
        [levels("decimal %1.")], [(0, ""), (0, ""), (0, _RESTART.format(0, 1)), (0, _RESTART.format(0, 5))]
    )
    body = entries((1, 0), (2, 0), (3, 0), (3, 0), (4, 0), (4, 0))
    assert marks(body, numbering) == ["1.", "2.", "1.", "2.", "5.", "6."]


def test_an_override_may_change_a_whole_level() -> None:
    own = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
    assert marks(entries((1, 0), (1, 0)), lists([levels("decimal %1.")], [(0, own)])) == ["c)", "d)"]


def test_numbering_through_styles_takes_the_level_bound_to_the_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Tieu"><w:name w:val="Tiểu mục"/><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Khong"><w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    bound = levels("upperRoman %1.", 'decimal %2.|<w:pStyle w:val="Muc"/>')
    body = p("Rà soát", style="Muc") + p("Rà soát", style="Tieu") + p("Rà soát", style="Khong")
    assert marks(body, lists([bound], [(0, "")]), styles) == ["1.", "2.", "Rà soát"]


def test_a_list_style_points_to_the_definition() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = lists(['<w:numStyleLink w:val="L"/>', levels("lowerLetter %1)")], [(0, ""), (1, "")])
    assert marks(entries((1, 0)), numbering, styles) == ["a)"]


def test_an_empty_numbered_paragraph_counts_as_in_word() -> None:
    body = p("Rà soát", num=1) + p("", num=1) + p("Rà soát", num=1)
    assert marks(body, lists([levels("decimal %1.")], [(0, "")])) == ["1.", "3."]


def test_a_typed_number_stands_before_an_automatic_bullet() -> None:
    assert marks(p("1. Rà soát", num=1), lists([levels("bullet -")], [(0, "")])) == ["1."]


def test_bullets_of_one_sign_show_how_deep_they_stand() -> None:
    numbering = lists([levels("bullet -", "bullet -"), levels("bullet -")], [(0, ""), (1, "")])
    deeper = '<w:ind w:left="900"/>'
    body = entries((1, 0), (1, 1)) + p("Rà soát", num=2, properties=deeper) + entries((1, 0))
    assert marks(body, numbering) == ["-", "•", "◦", "-"]


def test_a_list_inside_a_list_of_the_same_form_stands_below_it() -> None:
    numbering = lists([levels("decimal %1.", "decimal %2.")], [(0, "")])
    sentence = "Giao Sở Y tế lập danh sách hồ sơ {}."
    body = p("Giao các sở:", num=1) + "".join(p(sentence.format(n), num=1, level=n % 2 == 1) for n in (1, 3, 4))
    draft = read(word_file(body.replace('"True"', '"1"').replace('"False"', '"0"'), numbering=numbering), "a.docx")
    assert [item.ref for item in draft.items] == ["1.1", "1.2", "2"]
