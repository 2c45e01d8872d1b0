"""Plain text as it is pasted: hard wraps, tabs, pages, blanks of every kind, other encodings."""

import pytest

from reading.directives.text import blocks_of_text, decode, normalise


def texts(text: str) -> list[str]:
    return [block.text for block in blocks_of_text(normalise(text))]


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2", "Trang 2/5", "\x0c2", "2\x0c"])
def test_the_number_of_a_page_between_two_halves_of_a_sentence_is_gone(number: str) -> None:
    assert texts(f"1. Giao Sở Y tế rà soát\n\n{number}\n\ntoàn bộ hồ sơ.\n2. Giao Sở Nội vụ báo cáo.") == [
        "1. Giao Sở Y tế rà soát toàn bộ hồ sơ.",
        "2. Giao Sở Nội vụ báo cáo.",
    ]


def test_a_number_alone_that_parts_nothing_stays() -> None:
    assert texts("STT\n1\nRà soát\n2\nBáo cáo") == ["STT", "1", "Rà soát", "2", "Báo cáo"]


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u202f", "\u3000", "  "])
def test_blanks_of_every_kind_are_spaces(blank: str) -> None:
    assert texts(f"1.{blank}Giao Sở{blank}Y tế") == ["1. Giao Sở Y tế"]


@pytest.mark.parametrize("mark", ["I.", "1.", "a)", "-", "1/", "Điều 2."])
def test_a_tab_behind_a_typed_number_parts_no_columns(mark: str) -> None:
    assert texts(f"{mark}\tTỔ CHỨC THỰC HIỆN") == [f"{mark} TỔ CHỨC THỰC HIỆN"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_unicode_are_told_apart(encoding: str) -> None:
    assert decode("1. Giao Sở Y tế báo cáo.".encode(encoding)) == "1. Giao Sở Y tế báo cáo."
