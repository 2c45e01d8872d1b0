"""What is told in few letters: the text message, the words for a chat, a deadline for a calendar."""

from collections.abc import Iterator
from datetime import datetime, time

from domain.calendar import ZONE
from domain.preference import NoticeClass
from domain.telling.sms import Texted, sms_text
from domain.telling.zalo import Reminded, zalo_text
from domain.wording.words import label
from proof.specimens.house import CONTACT, LISTS, REPORT, RULES, TODAY, UNIT
from writing.ics import Due, to_ics


def short() -> Iterator[tuple[str, str]]:
    """Each by the name of its file."""
    for told in NoticeClass:
        text = sms_text(Texted(f"nội dung {label(told)}", 3, ["05/CT-UBND", "12/KH-UBND"], UNIT, CONTACT.phone))
        yield f"tin-nhan-{told.value}.txt", text
    for name, line in (("truoc-han", RULES), ("den-han", LISTS), ("qua-han", REPORT)):
        left = line.working_days_left
        facts = (
            line.text,
            line.product,
            line.directive,
            line.ref,
            UNIT,
            line.deadline,
            left,
            CONTACT.name,
            CONTACT.phone,
        )
        yield f"zalo-{name}.txt", zalo_text(Reminded(*facts))
    yield "han-hoan-thanh.ics", _calendar()


def _calendar() -> str:
    ends = datetime.combine(RULES.deadline or TODAY, time(17), ZONE)
    due = Due("a-2.c@anthinh.example", 0, RULES.title, f"{RULES.directive}, mục {RULES.ref}", UNIT, ends)
    return to_ics([due], datetime.combine(TODAY, time(8), ZONE)).decode()
