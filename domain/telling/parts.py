"""Sentences that several documents of a review share: what was followed, how it stands, why, and what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from domain.remedy import RemedyState
from domain.report_dates import PERIODS
from domain.review_rows import escalated
from domain.status import DelayClass
from domain.tally import Standing
from domain.wording import dates, words
from domain.wording.numbers import count, decimal
from domain.wording.phrases import change, joined, rate, rate_change, some, upfirst
from domain.wording.places import cited
from domain.wording.unnamed import unnamed

Snapshot = Mapping[str, Any]

CONCERNED = "đơn vị liên quan"
"""What stands for a unit's name where nobody is blamed."""


def period_of(snapshot: Snapshot) -> str:
    """The period as the title of a document names it: "quý I năm 2023"."""
    period = snapshot["period"]
    return str(period.get("label") or words.period_label(period["name"])).removeprefix("báo cáo ")


def span_of(snapshot: Snapshot) -> str:
    """The days the figures are of, and the day they stand on."""
    since, until, as_of = (day(text) for text in (*_ends(snapshot), snapshot["as_of"]))
    return f"từ ngày {since} đến ngày {until}; số liệu tính đến ngày {as_of}"


def _ends(snapshot: Snapshot) -> tuple[str, str]:
    return snapshot["period"]["since"], snapshot["period"]["until"]


def before(snapshot: Snapshot) -> Mapping[str, Any] | None:
    """The figures it is compared with; None where nothing was followed then."""
    past = snapshot["history"][-1:]
    return past[0] if past and past[0]["assigned"] else None


def than(snapshot: Snapshot) -> str:
    """What the period before is called."""
    return str(snapshot["period"].get("compared_with", PERIODS))


def followed(snapshot: Snapshot) -> str:
    """How much was followed, counted by document, by task and by assignment."""
    total, tasks, past = snapshot["total"], snapshot["tasks"], before(snapshot)
    if not total["assigned"]:
        return "Trong kỳ không có nhiệm vụ nào được theo dõi."
    moved = change(total["assigned"], past["assigned"] if past else None, "nhiệm vụ", than(snapshot))
    carried = some(total["carried_over"], "nhiệm vụ", "từ kỳ trước chuyển sang")
    return (
        f"Trong kỳ theo dõi {count(tasks['all'])} nội dung của {count(len(snapshot['directives']))} văn bản chỉ đạo, "
        f"giao {count(len(snapshot['units']))} đơn vị thực hiện thành {count(total['assigned'])} nhiệm vụ được giao "
        f"(mỗi đơn vị, mỗi kỳ thực hiện tính là một nhiệm vụ){f', {moved}' if moved else ''}; {carried}."
    )


def stands(total: Mapping[str, Any]) -> str:
    """How many stand in each state; states nobody stands in are left out, but that nothing is overdue is said."""
    told = (
        some(total["states"][state.value], "nhiệm vụ", words.label(state))
        for state in Standing
        if total["states"][state.value] or state is Standing.OVERDUE
    )
    return f"Trong {count(total['assigned'])} nhiệm vụ được giao: {'; '.join(told)}."


def by_task(snapshot: Snapshot) -> str:
    """Counted by task: a task that several units owe is done when all of them are done."""
    tasks = snapshot["tasks"]
    parts = (
        some(tasks["done"], "nội dung", "đã được tất cả các đơn vị hoàn thành"),
        some(tasks["overdue"], "nội dung", "còn đơn vị quá hạn"),
        some(tasks["open"], "nội dung", "đang thực hiện") if tasks["open"] else "",
        some(tasks["withdrawn"], "nội dung", "thôi theo dõi") if tasks["withdrawn"] else "",
    )
    return f"Tính theo nội dung chỉ đạo (tổng số {count(tasks['all'])} nội dung): {joined(*parts, by='; ')}."


def rates(snapshot: Snapshot) -> tuple[str, str]:
    """The two rates of official reports, each with what it is a rate of."""
    now, past = snapshot["total"]["rates"], before(snapshot)
    old = past["rates"] if past else {}
    return (
        rate(
            "Tỷ lệ hoàn thành",
            now["done_of_assigned"],
            "nhiệm vụ được giao, không kể nhiệm vụ thôi theo dõi",
            rate_change(now["done_of_assigned"], old.get("done_of_assigned"), than(snapshot)),
        ),
        rate(
            "Tỷ lệ hoàn thành đúng hạn",
            now["on_time_of_due"],
            "nhiệm vụ đến hạn",
            rate_change(now["on_time_of_due"], old.get("on_time_of_due"), than(snapshot)),
        ),
    )


def follow_up(snapshot: Snapshot) -> str:
    """What was done to follow the work up."""
    total = snapshot["total"]
    parts = (
        some(sum(snapshot["notices"].values()), "lượt thông báo, nhắc việc", "được gửi"),
        some(len(escalated(snapshot)), "nhiệm vụ", "phải báo cáo thủ trưởng đơn vị hoặc trình lãnh đạo"),
        some(len(snapshot["escalations"]["unreleased"]), "nội dung trình", "chưa xử lý"),
        some(total["extended"], "nhiệm vụ", "được gia hạn"),
        some(total["returned"], "nhiệm vụ", "phải bổ sung hồ sơ, thực hiện lại"),
    )
    return f"Công tác đôn đốc: {'; '.join(parts)}."


def remedies(snapshot: Snapshot) -> Iterable[str]:
    """Last year's lost points and the work that should win them back."""
    told = snapshot["remedies"]
    if not told["points"]:
        yield "Chưa ghi nhận nội dung bị trừ điểm năm trước."
        return
    known = "" if told["total"]["known"] else ", chưa kể nội dung chưa nêu số điểm"
    yield (
        f"Tổng số điểm bị trừ năm trước cộng từ các nội dung nêu trong văn bản là {decimal(told['total']['points'])} "
        f"điểm{known}; mỗi nội dung chỉ tính một lần, số điểm chưa tách theo nguyên nhân được giữ nguyên."
    )
    states = (f"{count(told['states'][s])} nội dung {words.label(s)}" for s in RemedyState if s in told["states"])
    yield (
        f"Việc khắc phục: {'; '.join(states)}. Hoàn thành nhiệm vụ khắc phục chưa phải là căn cứ xác định số điểm "
        "đạt được."
    )


def lateness(snapshot: Snapshot) -> str:
    """What is left undone on the day of the figures, against the period before."""
    states, past = snapshot["total"]["states"], before(snapshot)
    old = past["states"][Standing.OVERDUE.value] if past else None
    moved = change(states[Standing.OVERDUE.value], old, "nhiệm vụ", than(snapshot))
    overdue = some(states[Standing.OVERDUE.value], "nhiệm vụ", "quá hạn") + (f" ({moved})" if moved else "")
    return (
        f"Đến ngày {day(snapshot['as_of'])}: {overdue}; "
        f"{some(states[Standing.DONE_LATE.value], 'nhiệm vụ', 'hoàn thành trễ hạn')}; "
        f"{some(states[Standing.UNDATED.value], 'nhiệm vụ', 'chưa xác định thời hạn hoặc thường xuyên')}."
    )


def causes(snapshot: Snapshot, *, most: int, named: bool = True) -> Iterable[str]:
    """Why: extensions by class of reason, then the hindrances most often told; `named` says where each stands and whom it names."""
    rows = snapshot["assignments"]
    moved = [move for one in rows for move in one["moves"]]
    if moved:
        classes = (
            some(many, "lần", f"do {words.label(classed)}")
            for classed in DelayClass
            if (many := sum(move[2] == classed.value for move in moved))
        )
        yield f"Gia hạn {count(len(moved))} lần: {'; '.join(classes)}."
    told = hindrances(rows)
    if not told:
        yield "Các đơn vị chưa phản ánh khó khăn, vướng mắc."
        return
    yield f"Khó khăn, vướng mắc do các đơn vị phản ánh ({count(len(told))} nội dung):"
    for text, places in told[:most]:
        where = f" ({'; '.join(places[:3])}{'…' if len(places) > 3 else ''})" if named else ""  # noqa: PLR2004
        said = text if named else unnamed(text, names_of(snapshot), CONCERNED)
        yield f"- {upfirst(said.rstrip('. '))}{where}."
    if len(told) > most:
        yield f"Và {count(len(told) - most)} nội dung khác, chi tiết tại Phụ lục số liệu."


def names_of(snapshot: Snapshot) -> list[str]:
    """The names of all units that a snapshot knows: who owes work, and who works along."""
    own = [unit["unit_name"] for unit in snapshot["units"]]
    return list(dict.fromkeys((*own, *(name for item in snapshot["items"] for name in item["cooperating"]))))


def hindrances(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """Each hindrance once, the one most often met first, with the tasks it hinders."""
    places: dict[str, list[str]] = {}
    for one in rows:
        if one["obstacle"]:
            place = cited(one["directive"], one["ref"])
            known = places.setdefault(one["obstacle"], [])
            if place not in known:
                known.append(place)
    return sorted(places.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def added(snapshot: Snapshot, remark: str) -> Iterable[str]:
    """What people have added there, paragraph by paragraph, beside what the records tell."""
    lines = snapshot.get("remarks", {}).get(remark, "").splitlines()
    yield from (line.strip() for line in lines if line.strip())


def ahead(snapshot: Snapshot) -> Iterable[str]:
    """What the records leave to be done: nothing is promised that no record asks for."""
    states = snapshot["total"]["states"]
    without = snapshot["remedies"]["states"].get(RemedyState.NONE.value, 0)
    tasks = (
        (states[Standing.OVERDUE.value], "Tập trung hoàn thành {n} nhiệm vụ quá hạn."),
        (states[Standing.NOT_YET_DUE.value], "Thực hiện đúng hạn {n} nhiệm vụ chưa đến hạn."),
        (states[Standing.WAITING.value], "Xem xét, xác nhận kết quả {n} nhiệm vụ đã báo cáo."),
        (
            states[Standing.UNDATED.value],
            "Thực hiện thường xuyên hoặc đăng ký thời hạn đối với {n} nhiệm vụ chưa có thời hạn.",
        ),
        (states[Standing.PAUSED.value], "Theo dõi điều kiện thực hiện của {n} nhiệm vụ tạm dừng."),
        (without, "Giao nhiệm vụ khắc phục đối với {n} nội dung bị trừ điểm năm trước chưa có nhiệm vụ."),
    )
    asked = [sentence.format(n=count(many)) for many, sentence in tasks if many]
    for place, sentence in enumerate(asked or ["Tiếp tục theo dõi, đôn đốc các nhiệm vụ được giao."], start=1):
        yield f"{place}. {sentence}"


def day(iso: str) -> str:
    """A day in running text."""
    return dates.plain(date.fromisoformat(iso))
