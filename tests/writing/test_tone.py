"""The office's tone: nothing that is sent, printed or shown says what domain.wording.tone forbids."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.telling.sms import Texted, sms_text
from domain.telling.zalo import Reminded, zalo_text
from domain.wording.tone import NEVER, faults
from tests.writing.test_mails import KINDS, LINES, ROLES, a_mail
from writing.mails import AddresseeRole, Kind, render, render_together

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "api" / "templates").glob("*.html")) + sorted(
    (ROOT / "writing" / "templates" / "mail").rglob("*.j2")
)
MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
"""What a reader never sees of a template."""


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_mail_to_every_role_keeps_the_tone(kind: Kind, role: AddresseeRole) -> None:
    for lines in (LINES, LINES[:1], LINES[-1:]):
        mail = render(a_mail(kind, role, *lines))
        assert faults(mail.subject) == []
        assert faults(mail.text) == []
        assert "Vì sao" in mail.text
        assert "Nguyễn Thị Minh An" in mail.text
        assert "028 3822 0000" in mail.text
        assert "CV 123/UBND-NV" in mail.subject


def test_a_gathered_mail_keeps_the_tone_and_names_its_documents() -> None:
    mail = render_together([a_mail("release", "chief", *LINES[:1]), a_mail("escalation", "head", *LINES[1:2])])
    assert mail.subject == "Tổng hợp ngày 28/3: Chờ cho ý kiến; kính báo cáo – CV 123/UBND-NV"
    assert faults(mail.text) == []
    assert mail.text.count("Vì sao") == 1


def test_words_for_a_chat_and_text_messages_keep_the_tone() -> None:
    told = Reminded(
        "Rà soát thủ tục.", None, "12/CT-UBND", "1", "Phòng Kinh tế", date(2026, 3, 20), -2, "Lê Hà", "0901"
    )
    assert faults(zalo_text(told)) == []
    assert "(12/CT-UBND, mục 1)" in zalo_text(told)
    assert "(chưa có số văn bản, Điều 3.1)" in zalo_text(replace(told, number="", ref="Điều 3.1"))
    assert faults(sms_text(Texted("nội dung nhắc quá hạn", 3, ["12/CT-UBND"], "Phòng Kinh tế", "0901"))) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_page_and_no_template_says_what_is_never_said(template: Path) -> None:
    assert faults(MARKUP.sub(" ", template.read_text("utf-8"))) == []


@pytest.mark.parametrize("pattern", NEVER)
def test_the_lint_finds_what_it_is_for(pattern: str) -> None:
    said = pattern.split("|", maxsplit=1)[0].replace(r"\b", "")
    assert faults(f"Đề nghị {said} ạ")
    assert faults("ĐỀ NGHỊ THỰC HIỆN NGAY")
    assert faults("UBND phường Mẫu, Văn bản 12/CT-UBND") == []
