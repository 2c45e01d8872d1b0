"""Nothing reaches an official that cannot be looked at beforehand: every kind has a specimen, and each reads as it should."""

import re
from pathlib import Path
from typing import get_args

import pytest

from domain.preference import NoticeClass
from domain.telling.letters import LetterKind
from domain.wording.tone import faults
from proof.specimens.mails import mails
from proof.specimens.papers import papers
from proof.specimens.short import short
from writing.annexes import TOLD
from writing.letters import SLIP
from writing.mails import Kind, Mail, render_together
from writing.review import DOCUMENTS

MAILS = dict(mails())
PAGE = Path(__file__).parents[2] / "docs" / "specimens.md"
NEVER = re.compile(
    r"\d\d/0[3-9]/\d{4}"  # a day in another form
    r"|(?<=\S) {2,}\S|\s[.,;:](?:\s|$)|\.\."  # blanks and stops that slipped
    r"|\d\.\d+%"  # a decimal point
    r"|\b(?:None|null|True|False|unit|head|digest|overdue)\b"  # words of the code
    r"|00 (?:nhiệm vụ|việc|báo cáo|nội dung)"
)


def test_every_kind_of_mail_has_a_specimen() -> None:
    assert {mail.kind for parts in MAILS.values() for mail in parts} == set(get_args(Kind))


def test_every_letter_slip_annex_and_document_of_a_review_has_a_specimen() -> None:
    names = {name for name, _ in papers("docx")}
    assert names >= {f"{prefix}{kind}" for kind in LetterKind for prefix in ("", SLIP)}
    assert names >= {"phieu-nhac-viec", "phieu-diem", *(f"phan-cong-{name}" for name in TOLD)}
    shown = {name.removeprefix("ky-").split("-dvc")[0] for name in names if name.startswith("ky-")}
    assert {kind for kind in DOCUMENTS if any(one.startswith(kind) for one in shown)} == {
        kind for kind, document in DOCUMENTS.items() if "docx" in document.formats
    }


def test_every_class_of_notice_has_its_words_for_a_telephone() -> None:
    told = dict(short())
    assert {f"tin-nhan-{one.value}.txt" for one in NoticeClass} <= set(told)
    assert [name for name, text in told.items() if name.endswith(".txt") and faults(text)] == []


@pytest.mark.parametrize("parts", MAILS.values(), ids=MAILS)
def test_a_specimen_reads_as_the_office_writes(parts: tuple[Mail, ...]) -> None:
    told = render_together(parts)
    assert faults(told.text) == faults(told.subject) == []
    for line in (told.subject, *told.text.splitlines()):
        assert (found := NEVER.search(line.replace("05/CT", ""))) is None, (line, found)
    if all(len(part.lines) == 1 for part in parts):
        assert "từng nhiệm vụ" not in told.text
        assert "các nhiệm vụ" not in told.text


def test_the_page_of_what_was_looked_at_names_each_of_them() -> None:
    page = PAGE.read_text("utf-8")
    named = [*(f"thu-{name}" for name in MAILS), *(name for name, _ in papers("docx")), *(name for name, _ in short())]
    assert [name for name in named if f"`{name}`" not in page] == []
