"""The charts of a review as data: what is drawn, not how. Each says in words what it shows."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from domain.review_rows import standing_as
from domain.tally import Standing
from domain.telling import parts
from domain.telling.text import Chart, Series
from domain.wording import words

Snapshot = Mapping[str, Any]

MOST_BARS = 20
"""Units in one chart: more cannot be read on a page."""
_AGES = ((0, 5), (6, 10), (11, 15), (16, 20), (21, None))


def charts(snapshot: Snapshot) -> tuple[Chart, ...]:
    """Every chart that has something to show."""
    drawn = (by_unit(snapshot), overdue_ages(snapshot), by_field(snapshot), trend(snapshot))
    return tuple(chart for chart in drawn if chart is not None)


def by_unit(snapshot: Snapshot) -> Chart | None:
    """How far each unit has come: those with most work where not all can be shown."""
    units = snapshot["units"]
    if not units:
        return None
    kept = {unit["unit"] for unit in sorted(units, key=lambda unit: -unit["kept"])[:MOST_BARS]}
    shown = [unit for unit in units if unit["unit"] in kept]
    only = f" ({MOST_BARS} đơn vị có nhiều nhiệm vụ nhất)" if len(units) > MOST_BARS else ""
    states = (Standing.DONE_ON_TIME, Standing.DONE_LATE, Standing.WAITING, Standing.OVERDUE)
    series = [Series(words.heading(s), tuple(Fraction(u["states"][s.value]) for u in shown)) for s in states]
    rest = [u["kept"] - sum(u["states"][s.value] for s in states) for u in shown]
    return Chart(
        "don-vi",
        "stacked",
        f"Kết quả thực hiện nhiệm vụ theo đơn vị{only}",
        tuple(unit["unit_name"] for unit in shown),
        (*series, Series("Chưa đến hạn và khác", tuple(Fraction(many) for many in rest))),
    )


def overdue_ages(snapshot: Snapshot) -> Chart | None:
    """How long the overdue work is overdue."""
    days = [row["days_late"] for row in standing_as(snapshot, Standing.OVERDUE)]
    if not days:
        return None
    many = (Fraction(sum(low <= late <= (high or late) for late in days)) for low, high in _AGES)
    labels = tuple((f"{low}–{high}" if low else f"đến {high}") if high else f"trên {low - 1}" for low, high in _AGES)
    title = f"Số nhiệm vụ quá hạn theo số ngày làm việc quá hạn (đến ngày {parts.day(snapshot['as_of'])})"
    return Chart("qua-han", "bars", title, labels, (Series("Số nhiệm vụ quá hạn", tuple(many)),))


def by_field(snapshot: Snapshot) -> Chart | None:
    """The share of its points each field reaches, beside last year's where that is known."""
    fields = [field for field in snapshot["fields"] if Fraction(field["max"])]
    if not fields:
        return None
    now = Series("Điểm tạm tính kỳ này", tuple(_share(field) for field in fields))
    before = Series("Năm trước", tuple(_share(field["before"]) for field in fields))
    known = any(value is not None for value in before.values)
    return Chart(
        "linh-vuc",
        "bars",
        "Tỷ lệ điểm tạm tính so với điểm tối đa theo lĩnh vực (%)",
        tuple(field["name"] for field in fields),
        (now, before) if known else (now,),
        is_share=True,
    )


def trend(snapshot: Snapshot) -> Chart | None:
    """The rate on time of what was due, period by period; nothing where there is only one point."""
    told = [
        *snapshot["history"],
        {**snapshot["total"], "label": snapshot["period"].get("label"), "name": snapshot["period"]["name"]},
    ]
    points = list(_measured(told))
    if len(points) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    labels, values = zip(*points, strict=True)
    title = "Tỷ lệ hoàn thành đúng hạn trong số đến hạn qua các kỳ (%)"
    return Chart("xu-huong", "line", title, labels, (Series("Tỷ lệ đúng hạn", values),), is_share=True)


def _measured(told: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Fraction]]:
    for one in told:
        rate = one["rates"]["on_time_of_due"]
        if rate["of"]:
            yield (
                str(one.get("label") or words.period_label(one["name"])).removeprefix("báo cáo "),
                Fraction(rate["part"] * 100, rate["of"]),
            )


def _share(field: Mapping[str, Any] | None) -> Fraction | None:
    if field is None or not Fraction(field["max"]):
        return None
    return Fraction(field["points"]) * 100 / Fraction(field["max"])
