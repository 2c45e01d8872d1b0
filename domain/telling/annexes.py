"""The annexes of the report: every figure of its body with the rows that stand behind it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from domain.deadline import Basis
from domain.remedy import RemedyState
from domain.review_rows import standing_as
from domain.tally import Standing
from domain.telling import estimates
from domain.telling.text import Annex, Block, Column, Paragraph, Table
from domain.wording import dates, orders, words
from domain.wording.numbers import UNMEASURED, decimal, figure
from domain.wording.phrases import rate_cell
from domain.wording.places import cited

Row = Mapping[str, Any]

UNSAID = {True: "chưa tách", False: "chưa nêu"}
"""What stands for points the document does not give: a cause's share of a sum, or the sum itself."""

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")

_UNIT_COLUMNS = (
    Column("TT", 5),
    Column("Đơn vị", 25, "left"),
    Column("Được giao", 7),
    Column("Đến hạn", 7),
    Column("Hoàn thành đúng hạn", 8),
    Column("Hoàn thành trễ hạn", 8),
    Column("Hoàn thành, chưa đối chiếu thời hạn", 10),
    Column("Chờ xác nhận", 8),
    Column("Quá hạn", 7),
    Column("Chưa đến hạn", 7),
    Column("Chưa xác định thời hạn", 9),
    Column("Tạm dừng", 7),
    Column("Thôi theo dõi", 7),
    Column("Đúng hạn / đến hạn", 11),
)
_TASK_COLUMNS = (
    Column("TT", 5),
    Column("Đơn vị chủ trì", 20, "left"),
    Column("Văn bản, mục", 20, "left"),
    Column("Nội dung nhiệm vụ", 45, "left"),
    Column("Hạn hoàn thành", 14),
    Column("Số ngày làm việc trễ", 8),
    Column("Ghi chú", 26, "left"),
)
_UNDATED_COLUMNS = (
    *_TASK_COLUMNS[:4],
    Column("Chế độ thực hiện", 12),
    Column("Ngày dự kiến (cơ sở)", 18),
    Column("Ghi chú", 24, "left"),
)
_LOST_COLUMNS = (
    Column("TT", 5),
    Column("Nội dung bị trừ điểm", 52, "left"),
    Column("Điểm bị trừ", 10),
    Column("Nhiệm vụ khắc phục", 32, "left"),
    Column("Tình trạng khắc phục", 22, "left"),
)


def annexes(snapshot: Row) -> tuple[Annex, ...]:
    """Figures per unit, overdue and late work, remedies of last year's lost points, work without a deadline, estimates.

    The first four are always there, empty or not, so that the body can name them; the last only with its estimates.
    """
    contents: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ THEO ĐƠN VỊ", _per_unit(snapshot)),
        ("DANH SÁCH NHIỆM VỤ QUÁ HẠN, HOÀN THÀNH TRỄ HẠN", _late(snapshot)),
        ("TÌNH HÌNH KHẮC PHỤC CÁC NỘI DUNG BỊ TRỪ ĐIỂM NĂM TRƯỚC", remedies(snapshot)),
        ("DANH SÁCH NHIỆM VỤ CHƯA XÁC ĐỊNH THỜI HẠN, THƯỜNG XUYÊN", _undated(snapshot)),
        ("ĐIỂM TẠM TÍNH THEO ĐƠN VỊ (CHƯA THẨM ĐỊNH)", _estimates(snapshot)),
    )
    return numbered(*contents)


def numbered(*contents: tuple[str, tuple[Block, ...]]) -> tuple[Annex, ...]:
    """Annexes with their Roman numbers, in the order given; one without blocks is left out."""
    told = ((title, blocks) for title, blocks in contents if blocks)
    return tuple(Annex(f"Phụ lục {roman}", title, blocks) for roman, (title, blocks) in zip(_ROMAN, told, strict=False))


def _per_unit(snapshot: Row) -> tuple[Block, ...]:
    rows = [_unit_row(str(place), unit["unit_name"], unit) for place, unit in enumerate(snapshot["units"], start=1)]
    rows.append(_unit_row("", "Tổng cộng", snapshot["total"]))
    note = (
        "Ghi chú: số được giao bằng tổng các cột trạng thái; số đến hạn không kể nhiệm vụ tạm dừng và thôi theo dõi; "
        f"“{UNMEASURED}” là chưa có nhiệm vụ đến hạn nên chưa tính tỷ lệ."
    )
    return Table(_UNIT_COLUMNS, tuple(rows), bold=frozenset({len(rows) - 1})), Paragraph(note)


def _unit_row(place: str, name: str, figures: Row) -> tuple[str, ...]:
    rate = figures["rates"]["on_time_of_due"]
    share = rate_cell(rate)
    states = (figure(figures["states"][state.value]) for state in Standing)
    return (place, name, figure(figures["assigned"]), figure(figures["due"]), *states, share)


def _late(snapshot: Row) -> tuple[Block, ...]:
    return (
        *_list("A. Nhiệm vụ quá hạn", standing_as(snapshot, Standing.OVERDUE), "Không có nhiệm vụ nào quá hạn."),
        *_list(
            "B. Nhiệm vụ hoàn thành trễ hạn",
            standing_as(snapshot, Standing.DONE_LATE),
            "Không có nhiệm vụ nào hoàn thành trễ hạn.",
        ),
    )


def _list(title: str, rows: Sequence[Row], none: str) -> Iterable[Block]:
    if not rows:
        yield Paragraph(f"{title}: {none[0].lower()}{none[1:]}")
        return
    yield Table(
        _TASK_COLUMNS,
        tuple(
            (*_task(place, row), deadline_of(row), figure(row["days_late"]), remark(row))
            for place, row in enumerate(rows, start=1)
        ),
        title=title,
    )


def _undated(snapshot: Row) -> tuple[Block, ...]:
    rows = standing_as(snapshot, Standing.UNDATED)
    if not rows:
        return (Paragraph("Không có nhiệm vụ nào chưa xác định thời hạn."),)
    cells = tuple(
        (*_task(place, row), _cadence(row), foreseen(row), remark(row)) for place, row in enumerate(rows, start=1)
    )
    return (Table(_UNDATED_COLUMNS, cells),)


def _estimates(snapshot: Row) -> tuple[Block, ...]:
    names = {unit["unit"]: unit["unit_name"] for unit in snapshot["units"]}
    return (estimates.table(snapshot["scores"], names),) if snapshot["scores"] else ()


def _task(place: int, row: Row) -> tuple[str, str, str, str]:
    return str(place), row["unit_name"], place_of(row), orders.told(row["text"])


def place_of(row: Row) -> str:
    """Where a task stands: its document, its reference, its period."""
    period = f", kỳ {words.period_label(row['period'])}" if row["period"] else ""
    return f"{cited(row['directive'], row['ref'])}{period}"


def deadline_of(row: Row) -> str:
    """The day in force, with the first one where it was moved."""
    moved = f" (hạn ban đầu {day_of(row['original'])})" if row["original"] not in {None, row["deadline"]} else ""
    return f"{day_of(row['deadline'])}{moved}"


def foreseen(row: Row) -> str:
    """The day of a deadline that does not bind (a leader's word, a plan of one's own) with its basis; a dash where there is none."""
    if not row["deadline"]:
        return UNMEASURED
    basis = row.get("basis")
    return f"{deadline_of(row)}{f' ({words.label(Basis(basis))})' if basis in set(Basis) else ''}"


def remark(row: Row) -> str:
    """What a reader asks next: how it was answered, what hinders it, to whom it was reported."""
    told = ", ".join(day_of(day) for day in row["escalated_on"])
    parts = (
        f"{row['document']} ({day_of(row['result_on'])})" if row["document"] and row["result_on"] else row["document"],
        f"vướng mắc: {row['obstacle']}" if row["obstacle"] else None,
        f"đã báo cáo thủ trưởng, lãnh đạo ngày {told}" if told else None,
    )
    return "; ".join(part for part in parts if part)


def _cadence(row: Row) -> str:
    return words.cadence_label(row["cadence"])


def remedies(snapshot: Row) -> tuple[Block, ...]:
    """Last year's lost points, each once, with the work that should win them back."""
    points = snapshot["remedies"]["points"]
    if not points:
        return (Paragraph("Chưa ghi nhận nội dung bị trừ điểm năm trước."),)
    rows = tuple(_lost_row(place, point) for place, point in enumerate(points, start=1))
    total = snapshot["remedies"]["total"]
    last = ("", "Tổng cộng (mỗi nội dung tính một lần)", decimal(total["points"]), "", "")
    headings = {place for place, point in enumerate(points) if not point["depth"]}
    note = "Ghi chú: “chưa tách” là số điểm của mục trên chưa được văn bản tách theo từng nguyên nhân, không cộng thêm."
    return Table(_LOST_COLUMNS, (*rows, last), bold=frozenset({*headings, len(rows)})), Paragraph(note)


def _lost_row(place: int, point: Row) -> tuple[str, ...]:
    untold = point["cause"] and point["cause"].casefold() not in point["text"].casefold()
    cause = f" (nguyên nhân: {point['cause']})" if untold else ""
    items = "; ".join(_remedy(item) for item in point["items"])
    differs = "; số điểm của mục khác tổng các nội dung" if point["differs"] else ""
    text = f"{'- ' if point['depth'] else ''}{point['text']}{cause}{differs}"
    worth = decimal(point["points"]) if point["points"] is not None else UNSAID[bool(point["depth"])]
    return str(place), text, worth, items, words.heading(RemedyState(point["state"]))


def _remedy(item: Row) -> str:
    known = ((state, item["states"].get(state.value)) for state in Standing)
    states = ", ".join(f"{words.label(state)}: {number}" for state, number in known if number)
    return f"{cited(item['directive'], item['ref'])} ({states})"


def day_of(iso: str) -> str:
    """A day in a table."""
    return dates.plain(date.fromisoformat(iso))
