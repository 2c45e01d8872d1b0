"""The report on assigned work (báo cáo kết quả thực hiện nhiệm vụ) of the office in charge to the authority's leader."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.office import UnitKind
from domain.review_rows import Row, standing_as
from domain.tally import Standing
from domain.telling import estimates, parts
from domain.telling.annexes import annexes
from domain.telling.letterhead import Letterhead
from domain.telling.text import Block, Column, Heading, Paragraph, ReviewText, Table
from domain.wording.numbers import count, figure
from domain.wording.phrases import listed, rate_cell
from domain.wording.places import cited

Snapshot = Mapping[str, Any]

MOST_UNITS = 14
"""Units the table in the body can hold on two pages; of more it shows those furthest behind. All are in Phụ lục I."""
FURTHEST = 10

MOST_NAMED = 6
"""Units named in a sentence of the body."""
MOST_PLACES = 5
"""Unanswered escalations cited in one sentence."""
MOST_CAUSES = 3
"""Hindrances told in the body; each stands with its task in the annexes."""

_COLUMNS = (
    Column("TT", 8),
    Column("Đơn vị", 56, "left"),
    Column("Được giao", 11),
    Column("Đến hạn", 11),
    Column("Hoàn thành đúng hạn", 13),
    Column("Hoàn thành trễ hạn", 13),
    Column("Chờ xác nhận", 11),
    Column("Quá hạn", 11),
    Column("Tỷ lệ đúng hạn", 25),
)


def results(snapshot: Snapshot, letterhead: Letterhead) -> ReviewText:
    """Two pages with a table per unit, causes and proposals; lists and the whole table are annexes."""
    period = parts.period_of(snapshot)
    closing = f"Trên đây là kết quả thực hiện nhiệm vụ {period}, kính trình {letterhead.leader} xem xét, chỉ đạo./."
    return ReviewText(
        head=letterhead.of_office(
            "BÁO CÁO", "BC", f"Kết quả thực hiện nhiệm vụ {period}", to=(f"{letterhead.leader}.",)
        ),
        blocks=(
            Paragraph(
                f"Căn cứ kết quả theo dõi, đôn đốc việc thực hiện các văn bản chỉ đạo, "
                f"{letterhead.in_charge or letterhead.issuer} kính báo cáo kết quả thực hiện nhiệm vụ {period} "
                f"({parts.span_of(snapshot)}) như sau:"
            ),
            *_results(snapshot),
            *_causes(snapshot),
            *_proposals(snapshot),
            Paragraph(closing),
        ),
        signature=letterhead.signed_by_office(),
        recipients=letterhead.recipients("Như trên;"),
        annexes=annexes(snapshot),
    )


def _results(snapshot: Snapshot) -> Iterable[Block]:
    yield Heading("I. KẾT QUẢ THỰC HIỆN")
    yield Paragraph(parts.followed(snapshot))
    if not snapshot["total"]["assigned"]:
        return
    yield Paragraph(parts.stands(snapshot["total"]))
    yield Paragraph(parts.by_task(snapshot))
    yield Paragraph(" ".join(parts.rates(snapshot)))
    yield from _per_unit(snapshot)
    yield Paragraph(f"{_behind(snapshot)} Danh sách nhiệm vụ tại Phụ lục II.")
    yield Paragraph(parts.follow_up(snapshot))
    yield Paragraph(
        " ".join((*parts.remedies(snapshot), "Chi tiết tại Phụ lục III.", estimates.told(snapshot["scores"])))
    )


def _per_unit(snapshot: Snapshot) -> Iterable[Block]:
    units = snapshot["units"]
    shown, rest = units, ""
    if len(units) > MOST_UNITS:
        shown = sorted(units, key=lambda unit: -unit["states"][Standing.OVERDUE.value])[:FURTHEST]
        rest = f" ({count(FURTHEST)} đơn vị có nhiều nhiệm vụ quá hạn nhất; đầy đủ tại Phụ lục I)"
    rows = [_row(str(place), unit["unit_name"], unit) for place, unit in enumerate(shown, start=1)]
    rows.append(_row("", f"Tổng cộng {count(len(units))} đơn vị", snapshot["total"]))
    yield Table(
        _COLUMNS,
        tuple(rows),
        frozenset({len(rows) - 1}),
        f"Kết quả theo đơn vị{rest}; tỷ lệ đúng hạn tính trong số đến hạn",
    )


def _row(place: str, name: str, figures: Mapping[str, Any]) -> tuple[str, ...]:
    shown = (Standing.DONE_ON_TIME, Standing.DONE_LATE, Standing.WAITING, Standing.OVERDUE)
    rate = figures["rates"]["on_time_of_due"]
    share = rate_cell(rate)
    states = (figure(figures["states"][state.value]) for state in shown)
    return (place, name, figure(figures["assigned"]), figure(figures["due"]), *states, share)


def _behind(snapshot: Snapshot) -> str:
    behind = [(unit["unit_name"], unit["states"][Standing.OVERDUE.value]) for unit in snapshot["units"]]
    named = [f"{name} ({count(late)})" for name, late in behind if late]
    if not named:
        return "Không có đơn vị nào còn nhiệm vụ quá hạn."
    return f"Có {count(len(named))} đơn vị còn nhiệm vụ quá hạn: {listed(named, MOST_NAMED)}."


def _causes(snapshot: Snapshot) -> Iterable[Block]:
    yield Heading("II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN")
    yield Paragraph(parts.lateness(snapshot))
    for cause in (*parts.causes(snapshot, most=MOST_CAUSES), *parts.added(snapshot, "danh-gia")):
        yield Paragraph(cause)


def _proposals(snapshot: Snapshot) -> Iterable[Block]:
    """What comes next, then what only the reader can decide: unanswered escalations, and deadlines nobody has set."""
    yield Heading("III. NHIỆM VỤ TRỌNG TÂM KỲ TỚI")
    for sentence in (*parts.ahead(snapshot), *parts.added(snapshot, "phuong-huong")):
        yield Paragraph(sentence)
    yield Heading("IV. ĐỀ XUẤT, KIẾN NGHỊ")
    asked = [*proposals(snapshot), *parts.added(snapshot, "kien-nghi")]
    for sentence in asked or ["Không có kiến nghị."]:
        yield Paragraph(sentence)


def proposals(snapshot: Snapshot) -> Iterable[str]:
    """What the authority's leader is asked for."""
    unreleased = snapshot["escalations"]["unreleased"]
    if unreleased:
        places = listed([cited(row["directive"], row["ref"]) for row in unreleased], MOST_PLACES, "nội dung")
        yield f"Kính đề nghị cho ý kiến đối với {count(len(unreleased))} nội dung trình chưa xử lý: {places}."
    undated = snapshot["total"]["states"][Standing.UNDATED.value]
    if undated:
        yield f"Kính đề nghị xem xét việc xác định thời hạn đối với {count(undated)} nhiệm vụ tại Phụ lục IV."
    beside = _owed_by_vertical_agencies(snapshot)
    overdue = snapshot["total"]["states"][Standing.OVERDUE.value] - len(beside)
    if overdue:
        yield f"Kính đề nghị chỉ đạo các đơn vị hoàn thành {count(overdue)} nhiệm vụ quá hạn tại Phụ lục II."
    if beside:
        names = listed(dict.fromkeys(row["unit_name"] for row in beside))
        yield f"Kính đề nghị trao đổi với {names} để phối hợp hoàn thành {count(len(beside))} nhiệm vụ quá hạn tại Phụ lục II."


def _owed_by_vertical_agencies(snapshot: Snapshot) -> list[Row]:
    """Overdue work of agencies the authority does not direct: they are asked to cooperate (domain.md §1)."""
    vertical = {unit["unit"] for unit in snapshot["units"] if unit["kind"] == UnitKind.VERTICAL.value}
    return [row for row in standing_as(snapshot, Standing.OVERDUE) if row["unit"] in vertical]
