"""Phiếu nhắc việc: one sheet of paper for a unit that reads no mail, with its open work by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.errors import Refusal
from domain.telling import annexes
from domain.telling.letterhead import Letterhead
from domain.telling.text import Block, Column, Heading, Paragraph, ReviewText, Table
from domain.wording import dates, orders
from domain.wording.numbers import count

_COLUMNS = (
    Column("TT", 8),
    Column("Văn bản, mục", 32, "left"),
    Column("Nội dung nhiệm vụ", 68, "left"),
    Column("Hạn hoàn thành", 24),
    Column("Thời gian còn lại", 28),
)


@dataclass(frozen=True)
class RemindedUnit:
    """A unit with what it owes: rows as a review has them, each with the working days left; `contact` is whom to call."""

    name: str
    rows: Sequence[tuple[Mapping[str, Any], int]]
    today: date
    contact: str
    phone: str


def reminder_slip(unit: RemindedUnit, letterhead: Letterhead) -> ReviewText:
    """The slip; refused where the unit owes nothing within the next weeks."""
    if not unit.rows:
        raise Refusal("conflict", "nothing-owed", f"{unit.name} không có nhiệm vụ quá hạn hoặc sắp đến hạn.")
    late = [one for one in unit.rows if one[1] < 0]
    ahead = [one for one in unit.rows if one[1] >= 0]
    blocks: list[Block] = [
        Paragraph(f"Tính đến ngày {dates.plain(unit.today)}, {unit.name} có {count(len(unit.rows))} nhiệm vụ sau:")
    ]
    for title, rows in (("Quá hạn", late), ("Đến hạn hôm nay và trong thời gian tới", ahead)):
        if rows:
            blocks += [Heading(f"{title} ({count(len(rows))})", 2), _table(rows)]
    call = (
        f". Cần trao đổi, liên hệ {unit.contact or 'chuyên viên phụ trách'}, điện thoại {unit.phone}"
        if unit.phone
        else ""
    )
    blocks.append(
        Paragraph(
            "Đề nghị đơn vị thực hiện và báo cáo kết quả bằng văn bản; trường hợp đã báo cáo, đề nghị cho biết số, ngày "
            f"văn bản để ghi nhận{call}./."
        )
    )
    return ReviewText(
        head=letterhead.of_office("PHIẾU NHẮC VIỆC", "PNV", "Nhiệm vụ quá hạn, sắp đến hạn", to=(f"{unit.name}.",)),
        blocks=tuple(blocks),
        signature=letterhead.signed_by_office(),
        recipients=letterhead.recipients("Như trên;"),
    )


def _table(rows: Sequence[tuple[Mapping[str, Any], int]]) -> Table:
    told = (
        (
            str(place),
            annexes.place_of(row),
            orders.told(row["text"]),
            annexes.deadline_of(row),
            dates.distance(left) if left else "hôm nay",
        )
        for place, (row, left) in enumerate(rows, start=1)
    )
    return Table(_COLUMNS, tuple(told))
