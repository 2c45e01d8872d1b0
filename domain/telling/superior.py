"""The periodic report on administrative reform to the superior: by its outline, and nobody blamed by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.review_rows import Row, standing_as
from domain.tally import Standing
from domain.telling import annexes, parts
from domain.telling.letterhead import Letterhead
from domain.telling.text import Annex, Block, Column, Heading, Paragraph, ReviewText, Table
from domain.wording import orders
from domain.wording.numbers import figure
from domain.wording.phrases import rate_cell
from domain.wording.unnamed import unnamed

Snapshot = Mapping[str, Any]

MOST_CAUSES = 6
NOT_RECEIVED = "chưa nhận được"

_DIRECTIVES = (
    Column("TT", 8),
    Column("Văn bản chỉ đạo", 42, "left"),
    Column("Được giao", 12),
    Column("Đến hạn", 12),
    Column("Hoàn thành", 12),
    Column("Chờ xác nhận", 12),
    Column("Quá hạn", 12),
    Column("Đúng hạn / đến hạn", 22),
)
_LATE = (
    Column("TT", 8),
    Column("Văn bản, mục", 26, "left"),
    Column("Nội dung nhiệm vụ", 60, "left"),
    Column("Số đơn vị còn quá hạn", 12),
    Column("Hạn hoàn thành", 18),
    Column("Số ngày làm việc trễ nhiều nhất", 13),
    Column("Khó khăn, vướng mắc", 36, "left"),
)


def superior(snapshot: Snapshot, letterhead: Letterhead) -> ReviewText:
    """Its five parts; sections of the second come from their owner units, the rest from the records."""
    period = parts.period_of(snapshot)
    reader = letterhead.superior or "cấp có thẩm quyền"
    return ReviewText(
        head=letterhead.of_authority("BÁO CÁO", "BC", f"Kết quả công tác cải cách hành chính {period}"),
        blocks=(
            Paragraph(
                f"{letterhead.issuer} báo cáo kết quả công tác cải cách hành chính {period} "
                f"({parts.span_of(snapshot)}) như sau:"
            ),
            Heading("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"),
            Paragraph(parts.followed(snapshot)),
            *((Paragraph(parts.follow_up(snapshot)),) if snapshot["total"]["assigned"] else ()),
            Heading("II. KẾT QUẢ THỰC HIỆN THEO LĨNH VỰC"),
            *_sections(snapshot),
            Heading("III. ĐÁNH GIÁ CHUNG"),
            *_judgement(snapshot),
            Heading("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ"),
            *(Paragraph(sentence) for sentence in (*parts.ahead(snapshot), *parts.added(snapshot, "phuong-huong"))),
            Heading("V. KIẾN NGHỊ, ĐỀ XUẤT"),
            *(Paragraph(text) for text in tuple(parts.added(snapshot, "kien-nghi")) or ("Không có kiến nghị.",)),
            Paragraph(
                f"Trên đây là kết quả công tác cải cách hành chính {period}, {letterhead.issuer} "
                f"kính báo cáo {reader}./."
            ),
        ),
        signature=letterhead.signed_by_authority(),
        recipients=letterhead.recipients(*([f"{letterhead.superior};"] if letterhead.superior else [])),
        annexes=_annexes(snapshot),
    )


def _sections(snapshot: Snapshot) -> Iterable[Block]:
    if not snapshot["sections"]:
        yield Paragraph("Đề cương theo lĩnh vực chưa được xác định.")
    for place, section in enumerate(snapshot["sections"], start=1):
        yield Heading(f"{place}. {section['title']}", 2)
        for line in (section["text"] or _missing(section)).splitlines():
            if line.strip():
                yield Paragraph(line.strip())


def _missing(section: Mapping[str, Any]) -> str:
    """What stands where no text has arrived; the table of who owes which section is the office's own."""
    if section["owner"] is None:
        return "(Chưa phân công đơn vị cung cấp nội dung.)"
    return f"(Nội dung do đơn vị phụ trách lĩnh vực cung cấp: {NOT_RECEIVED}.)"


def _judgement(snapshot: Snapshot) -> Iterable[Block]:
    yield Heading("1. Kết quả đạt được", 2)
    if snapshot["total"]["assigned"]:
        yield Paragraph(parts.stands(snapshot["total"]))
        yield Paragraph(parts.by_task(snapshot))
    for sentence in parts.rates(snapshot):
        yield Paragraph(sentence)
    yield Paragraph(" ".join((*parts.remedies(snapshot), "Chi tiết tại Phụ lục III.")))
    yield Heading("2. Tồn tại, hạn chế và nguyên nhân", 2)
    yield Paragraph(parts.lateness(snapshot))
    for cause in (*parts.causes(snapshot, most=MOST_CAUSES, named=False), *parts.added(snapshot, "danh-gia")):
        yield Paragraph(cause)


def _annexes(snapshot: Snapshot) -> tuple[Annex, ...]:
    return annexes.numbered(
        ("KẾT QUẢ THỰC HIỆN THEO VĂN BẢN CHỈ ĐẠO", (_per_directive(snapshot),)),
        ("DANH SÁCH NHIỆM VỤ QUÁ HẠN", _overdue(snapshot)),
        ("TÌNH HÌNH KHẮC PHỤC CÁC NỘI DUNG BỊ TRỪ ĐIỂM NĂM TRƯỚC", annexes.remedies(snapshot)),
    )


def _per_directive(snapshot: Snapshot) -> Table:
    rows = [_row(str(place), one["directive"], one) for place, one in enumerate(snapshot["directives"], start=1)]
    rows.append(_row("", "Tổng cộng", snapshot["total"]))
    return Table(_DIRECTIVES, tuple(rows), frozenset({len(rows) - 1}))


def _row(place: str, name: str, figures: Mapping[str, Any]) -> tuple[str, ...]:
    rate = figures["rates"]["on_time_of_due"]
    share = rate_cell(rate)
    numbers = (
        figures["assigned"],
        figures["due"],
        figures["done"],
        figures["states"][Standing.WAITING.value],
        figures["states"][Standing.OVERDUE.value],
    )
    return (place, name, *(figure(number) for number in numbers), share)


def _overdue(snapshot: Snapshot) -> tuple[Block, ...]:
    """Overdue work by its words and its hindrances, each task once with how many units owe it, and no unit's name."""
    tasks: dict[tuple[str, str, str | None], list[Row]] = {}
    for row in standing_as(snapshot, Standing.OVERDUE):
        tasks.setdefault((row["directive"], row["ref"], row["period"]), []).append(row)
    if not tasks:
        return (Paragraph("Không có nhiệm vụ nào quá hạn."),)
    names = parts.names_of(snapshot)
    return (Table(_LATE, tuple(_late(place, rows, names) for place, rows in enumerate(tasks.values(), start=1))),)


def _late(place: int, rows: Sequence[Row], names: Sequence[str]) -> tuple[str, ...]:
    """One overdue task; its rows begin with the longest overdue."""
    first = rows[0]
    hindrances = dict.fromkeys(row["obstacle"] for row in rows if row["obstacle"])
    return (
        str(place),
        annexes.place_of(first),
        unnamed(orders.told(first["text"]), names, parts.CONCERNED),
        figure(len(rows)),
        annexes.deadline_of(first),
        figure(first["days_late"]),
        "; ".join(unnamed(text, names, parts.CONCERNED) for text in hindrances),
    )
