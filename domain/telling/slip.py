"""The slip (phiếu trình) that takes a report to the leader who signs or reads it."""

from collections.abc import Mapping
from typing import Any

from domain.telling import parts
from domain.telling.letterhead import Letterhead
from domain.telling.results import proposals
from domain.telling.text import Column, Heading, Paragraph, ReviewText, Table

Snapshot = Mapping[str, Any]

_OPINIONS = (Column("Ý kiến của đơn vị trình", 1, "left"), Column("Ý kiến chỉ đạo của lãnh đạo", 1, "left"))


def slip(snapshot: Snapshot, letterhead: Letterhead) -> ReviewText:
    """What is asked for, in short why, what is attached, and room for the answer. Names and days stay blank."""
    period = parts.period_of(snapshot)
    asked = list(proposals(snapshot))
    return ReviewText(
        head=letterhead.of_office(
            "PHIẾU TRÌNH", "PTr", f"Kết quả thực hiện nhiệm vụ {period}", to=(f"{letterhead.leader}.",)
        ),
        blocks=(
            Heading("1. Nội dung trình", 2),
            Paragraph(
                f"{letterhead.in_charge or letterhead.issuer} kính trình dự thảo Báo cáo kết quả thực hiện nhiệm vụ "
                f"{period} ({parts.span_of(snapshot)}) và các thông báo đến từng đơn vị."
            ),
            Heading("2. Tóm tắt", 2),
            Paragraph(parts.followed(snapshot)),
            *(Paragraph(sentence) for sentence in (*parts.rates(snapshot), parts.lateness(snapshot))),
            Heading("3. Hồ sơ kèm theo", 2),
            Paragraph("- Dự thảo Báo cáo và các phụ lục;"),
            Paragraph("- Dự thảo thông báo đến từng đơn vị;"),
            Paragraph("- Phụ lục số liệu (bảng tính)."),
            Heading("4. Kiến nghị", 2),
            *(Paragraph(sentence) for sentence in asked or ("Không có kiến nghị.",)),
            Table(_OPINIONS, (("\n\n\n", ""),)),
            Paragraph("Kính đề nghị xem xét, cho ý kiến và ký ban hành./."),
        ),
        signature=letterhead.signed_by_office(),
        recipients=letterhead.recipients("Như trên;"),
    )
