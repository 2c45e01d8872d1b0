"""What a careful reader flags on one item (domain.md §6)."""

from collections.abc import Iterator

from domain.directive import Cadence, DraftItem, Warning  # noqa: A004 - the word of the contract
from reading.directives.cadence import Rhythm
from reading.directives.citations import without_citations
from reading.directives.conditions import Condition
from reading.directives.days import impossible_days
from reading.directives.due import Due
from reading.directives.targets import Aim


def warnings_of(
    item: DraftItem,
    dues: tuple[Due, ...],
    rhythm: Rhythm,
    aims: tuple[Aim, ...],
    condition: Condition | None,
    beside: str = "",
) -> Iterator[Warning]:
    """What a careful reader flags on one item (domain.md §6); `beside` is what another cell says of its time."""
    where = item.source
    for said in impossible_days(without_citations(f"{item.text}\n{beside}")):
        yield Warning(
            "impossible-day", f"“{said}” không có trong lịch; đề nghị kiểm tra lại ngày, tháng của thời hạn.", where
        )
    if not item.lead:
        yield Warning("no-lead", "Chưa rõ đơn vị chủ trì; đề nghị xác định đơn vị chịu trách nhiệm.", where)
    yield from _of_times(item, dues, rhythm)
    if any(aim.of_what_unsaid for aim in aims):
        yield Warning(
            "target-of-what",
            "Chỉ tiêu 100% chưa nói rõ tính trên tổng số nào; đề nghị xác định tử số, mẫu số và nguồn số liệu.",
            where,
        )
    if condition is not None and condition.outside:
        yield Warning(
            "outside-condition",
            f"Việc thực hiện phụ thuộc quyết định bên ngoài (“{condition.text}”); đề nghị cử người theo dõi và ghi nhận khi điều kiện xảy ra.",
            where,
        )


def _of_times(item: DraftItem, dues: tuple[Due, ...], rhythm: Rhythm) -> Iterator[Warning]:
    """What is unsaid or doubtful about when it is owed."""
    where = item.source
    if item.due_on is None and item.due_rule is None and item.cadence is Cadence.ONCE:
        yield Warning(
            "no-deadline",
            "Chưa có thời hạn; đề nghị xác định ngày hoàn thành và cơ sở của thời hạn, hoặc để theo dõi chưa xác định thời hạn.",
            where,
        )
    if rhythm.vague:
        yield Warning(
            "cadence-without-period",
            f"“{rhythm.words}” không nêu kỳ; đề nghị xác định báo cáo theo tháng, quý hay năm.",
            where,
        )
    if rhythm.uneven:
        yield Warning(
            "uneven-cadence",
            f"“{rhythm.words}” không trùng kỳ nào của chương trình, tạm ghi kỳ ngắn hơn gần nhất; đề nghị xác định ngày báo cáo cụ thể.",
            where,
        )
    if item.due_rule is not None and item.due_rule.kind == "relative" and item.due_on is None:
        yield Warning(
            "unanchored-deadline",
            f"Thời hạn “{item.due_text}” chưa tính được thành ngày; đề nghị cho biết tính từ ngày nào.",
            where,
        )
    if (
        item.due_on is None
        and item.due_text is not None
        and item.due_rule is not None
        and item.due_rule.kind == "by-event"
    ):
        yield Warning(
            "event-without-day",
            f"Thời hạn “{item.due_text}” theo một sự kiện chưa có ngày; đề nghị ghi ngày hoàn thành khi biết ngày của sự kiện.",
            where,
        )
    if any(due.yearless for due in dues):
        yield Warning(
            "year-unknown",
            f"“{item.due_text}” không ghi năm và văn bản không có ngày để suy ra; đề nghị bổ sung năm.",
            where,
        )
    if any(due.by_moon for due in dues):
        yield Warning(
            "lunar-day",
            f"“{item.due_text}” là ngày âm lịch; đề nghị ghi ngày dương lịch tương ứng.",
            where,
        )
    if len({due.on for due in dues if due.on is not None}) > 1:
        yield Warning(
            "several-deadlines", "Có nhiều thời hạn trong một mục; đề nghị tách mục hoặc chọn thời hạn áp dụng.", where
        )
