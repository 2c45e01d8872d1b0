import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.directive import DraftDirective, DraftItem, Place
from domain.errors import Refusal
from reading.directives import read
from reading.directives.plain import from_plain, to_plain
from tests.reading.directives.keys import documents
from tests.reading.directives.texts import directives

_MENU = "Trang chủ | Giới thiệu | Liên hệ\nTIN TỨC & SỰ KIỆN » Thông báo\n09/01/2023 08:15\n"
_OLD_NEWS = "\nCác tin đã đưa\n   Yêu cầu các xã báo cáo hộ nghèo (16:19 - 20/03/2014)\n   Giao Phòng Nội vụ rà soát (00:00 - 14/11/2013)\nXem bài viết theo ngày\nRadDatePicker\nOpen the calendar popup.\n"


def _read(text: str, name: str = "a.txt") -> DraftDirective | Refusal:
    try:
        return read(text.encode("utf-8", errors="surrogatepass"), name)
    except Refusal as refusal:
        return refusal


def _items(draft: DraftDirective | Refusal) -> list[DraftItem]:
    assert isinstance(draft, DraftDirective)
    placeless = [replace(item, source=Place(), warnings=()) for item in draft.items]
    return [replace(item, remedies=()) for item in placeless]


def _verbatim(text: str, source: str) -> bool:
    """Word for word and in order; only what belongs to a page (its number, a running head) may be left out between lines."""
    place = 0
    for line in text.split("\n"):
        place = source.find(line, place)
        if place < 0:
            return False
        place += len(line)
    return True


@given(directives)
@settings(max_examples=300, deadline=None)
def test_a_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    draft = _read(text)
    if isinstance(draft, Refusal):
        assert draft.kind in {"invalid", "secret", "unsupported"}
        return
    refs = [item.ref for item in draft.items]
    assert len(refs) == len(set(refs))
    for item in draft.items:
        assert _verbatim(item.text, draft.text)
        assert all(part in item.text for part in item.parts)
        assert (
            item.due_text is None
            or item.due_text in item.text
            or "\t" in text
            or any(item.due_text in line for line in draft.text.split("\n"))
        )
    assert from_plain(to_plain(draft, with_codes=True)) == draft


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a", "a.docx", "a.pdf"]))
@settings(max_examples=300, deadline=None)
def test_bytes_are_read_or_refused_and_nothing_else(data: bytes, name: str) -> None:
    try:
        read(data, name)
    except Refusal:
        return


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ol>",
                "<li>",
                "</li>",
                "<table>",
                "<tr>",
                "<td colspan=3>",
                "<td rowspan=2>",
                "<br>",
                "1. Giao Sở Y tế báo cáo.",
                "</table>",
                "<ul>",
                "<a href=#>",
                "&nbsp;",
                "<!--",
                "]]>",
            ]
        )
    ).map("".join)
)
@settings(max_examples=200, deadline=None)
def test_markup_is_read_or_refused_and_nothing_else(markup: str) -> None:
    try:
        read(markup.encode(), "a.html")
    except Refusal:
        return


@given(directives)
@settings(max_examples=100, deadline=None)
@example("1. Giao Phòng Nội vụ báo cáo trước ngày 15/4/2024.")
def test_the_spelling_of_letters_and_of_line_ends_changes_nothing(text: str) -> None:
    text = text.replace("\x00", "")  # its place tells UTF-16 from a binary file, and every other spelling moves it
    plain = _read(unicodedata.normalize("NFC", text.replace("\r", "")))
    for spelt in (unicodedata.normalize("NFD", text.replace("\r", "")), text.replace("\r", "").replace("\n", "\r\n")):
        other = _read(spelt)
        assert type(other) is type(plain)
        if isinstance(plain, DraftDirective):
            assert other == plain


@given(directives)
@settings(max_examples=50, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    first, second = _read(text), _read(text)
    assert str(first) == str(second)


@pytest.mark.parametrize(
    "document", [path for path in documents() if path.suffix == ".txt"], ids=lambda path: path.stem
)
def test_page_chrome_around_a_document_changes_no_item(document: object) -> None:
    text = document.read_text("utf-8")  # type: ignore[attr-defined] # a Path from the parameter list
    assert _items(_read(_MENU + text + _OLD_NEWS)) == _items(_read(text))
