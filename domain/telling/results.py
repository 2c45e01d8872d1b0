"""The frozen figures of a period told in administrative Vietnamese: the body of the report on assigned work."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.remedy import RemedyState
from domain.review_rows import escalated
from domain.tally import Standing
from domain.telling.annexes import annexes
from domain.telling.estimates import told
from domain.telling.text import Block, Head, Heading, Paragraph, ReviewText
from domain.wording import dates, words
from domain.wording.numbers import count, decimal, percent

Snapshot = Mapping[str, Any]

_DEFAULT_SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
_DEFAULT_RECIPIENTS = ("Như trên;", "Lưu: VT.")


def report(snapshot: Snapshot, office: Mapping[str, Any]) -> ReviewText:
    """The report on assigned work (báo cáo kết quả thực hiện nhiệm vụ) made of a snapshot.

    `office` holds what the letterhead needs, all optional: "superior", "issuer", "symbol" ("BC-UBND"), "place",
    "addressed_to", "signature" (lines), "recipients" (lines). What is missing falls back on the authority's name.
    """
    issuer = str(office.get("issuer") or snapshot["authority"])
    as_of = date.fromisoformat(snapshot["as_of"])
    period = words.period_label(snapshot["period"]["name"])
    head = Head(
        superior=str(office.get("superior", "")),
        issuer=issuer,
        symbol=str(office.get("symbol", "BC-UBND")),
        place=str(office.get("place", "")),
        year=as_of.year,
        kind="BÁO CÁO",
        abstract=f"Kết quả thực hiện nhiệm vụ {period}",
    )
    reader = str(office.get("addressed_to") or f"Chủ tịch {issuer}")
    blocks = (
        Paragraph(_opening(snapshot, issuer, period, as_of)),
        *_direction(snapshot),
        *_results(snapshot),
        *_judgement(snapshot),
        *_ahead(snapshot),
        *_proposals(snapshot),
        Paragraph(f"Trên đây là báo cáo kết quả thực hiện nhiệm vụ {period}, kính trình {reader} xem xét, chỉ đạo./."),
    )
    return ReviewText(
        head=head,
        blocks=blocks,
        signature=tuple(office.get("signature") or _DEFAULT_SIGNATURE),
        recipients=tuple(office.get("recipients") or _DEFAULT_RECIPIENTS),
        annexes=annexes(snapshot),
    )


def _opening(snapshot: Snapshot, issuer: str, period: str, as_of: date) -> str:
    since, until = (date.fromisoformat(snapshot["period"][end]) for end in ("since", "until"))
    return (
        f"Căn cứ kết quả theo dõi, đôn đốc việc thực hiện các văn bản chỉ đạo, {issuer} báo cáo kết quả thực hiện "
        f"nhiệm vụ {period} (từ ngày {dates.full(since)} đến ngày {dates.full(until)}; "
        f"số liệu tính đến ngày {dates.full(as_of)}) như sau:"
    )


def _direction(snapshot: Snapshot) -> Iterable[Block]:
    """I. What was assigned, and what was done to follow it up."""
    total = snapshot["total"]
    yield Heading("I. CHỈ ĐẠO, ĐIỀU HÀNH")
    carried = total["carried_over"]
    yield Paragraph(
        f"Trong kỳ theo dõi {count(total['assigned'])} nhiệm vụ được giao cho {count(len(snapshot['units']))} đơn vị "
        f"theo {count(len(snapshot['directives']))} văn bản chỉ đạo"
        + (f", trong đó có {count(carried)} nhiệm vụ kỳ trước chuyển sang." if carried else ".")
    )
    made, unreleased = len(escalated(snapshot)), len(snapshot["escalations"]["unreleased"])
    reminders = sum(snapshot["notices"].values())
    yield Paragraph(
        f"Công tác đôn đốc: {_some(reminders, 'lượt thông báo, nhắc việc')}; "
        f"{_some(made, 'nhiệm vụ được báo cáo thủ trưởng đơn vị hoặc trình lãnh đạo')}; "
        f"{_some(unreleased, 'nội dung trình chưa xử lý')}; {_some(total['extended'], 'nhiệm vụ được gia hạn')}; "
        f"{_some(total['returned'], 'nhiệm vụ phải bổ sung hồ sơ, thực hiện lại')}."
    )


def _results(snapshot: Snapshot) -> Iterable[Block]:
    """II. The figures, the units behind them, last year's lost points, and the estimate of this year's."""
    total = snapshot["total"]
    yield Heading("II. KẾT QUẢ THỰC HIỆN")
    yield Heading("1. Tình hình chung", 2)
    states = ((state, total["states"][state.value]) for state in Standing)
    parts = "; ".join(f"{words.label(state)}: {count(many)}" for state, many in states if many)
    yield Paragraph(f"Tổng số {count(total['assigned'])} nhiệm vụ được giao" + (f", gồm: {parts}." if parts else "."))
    yield Heading("2. Kết quả theo đơn vị", 2)
    yield Paragraph(f"{_units_behind(snapshot)} Số liệu từng đơn vị tại Phụ lục I; danh sách tại Phụ lục II.")
    yield Heading("3. Khắc phục các nội dung bị trừ điểm năm trước", 2)
    yield from _remedies(snapshot)
    yield Heading("4. Điểm tạm tính (chưa thẩm định)", 2)
    yield Paragraph(told(snapshot["scores"]))


def _units_behind(snapshot: Snapshot) -> str:
    behind = [(unit["unit_name"], unit["states"][Standing.OVERDUE.value]) for unit in snapshot["units"]]
    named = [f"{name} ({count(late)})" for name, late in behind if late]
    if not named:
        return "Không có đơn vị còn nhiệm vụ quá hạn."
    return f"Có {count(len(named))} đơn vị còn nhiệm vụ quá hạn: {', '.join(named)}."


def _remedies(snapshot: Snapshot) -> Iterable[Block]:
    remedies = snapshot["remedies"]
    if not remedies["points"]:
        yield Paragraph("Chưa ghi nhận nội dung bị trừ điểm năm trước.")
        return
    total = remedies["total"]
    known = "" if total["known"] else ", chưa kể nội dung chưa nêu số điểm"
    yield Paragraph(
        f"Tổng số điểm bị trừ cộng từ các nội dung nêu trong văn bản là {decimal(total['points'])} điểm{known}; "
        "mỗi nội dung chỉ tính một lần, số điểm chưa tách theo nguyên nhân được giữ nguyên."
    )
    states = (
        f"{words.label(s)}: {count(remedies['states'][s])} nội dung" for s in RemedyState if s in remedies["states"]
    )
    yield Paragraph(
        f"Việc khắc phục: {'; '.join(states)}. Hoàn thành nhiệm vụ khắc phục chưa phải là căn cứ xác định số điểm "
        "đạt được. Chi tiết tại Phụ lục III."
    )


def _judgement(snapshot: Snapshot) -> Iterable[Block]:
    """III. The rates, each with what it is a rate of; then what is left, and why."""
    total, rates = snapshot["total"], snapshot["total"]["rates"]
    yield Heading("III. ĐÁNH GIÁ CHUNG")
    yield Heading("1. Kết quả đạt được", 2)
    yield Paragraph(
        _rate("Tỷ lệ hoàn thành", rates["done_of_assigned"], "nhiệm vụ được giao, không kể nhiệm vụ thôi theo dõi")
    )
    yield Paragraph(_rate("Tỷ lệ hoàn thành đúng hạn", rates["on_time_of_due"], "nhiệm vụ đến hạn"))
    yield Heading("2. Tồn tại, nguyên nhân", 2)
    yield Paragraph(
        f"Đến ngày {_day(snapshot['as_of'])}: {_some(total['states'][Standing.OVERDUE], 'nhiệm vụ quá hạn')}; "
        f"{_some(total['states'][Standing.DONE_LATE], 'nhiệm vụ hoàn thành trễ hạn')}; "
        f"{_some(total['states'][Standing.UNDATED], 'nhiệm vụ chưa xác định thời hạn hoặc thường xuyên')}."
    )
    obstacles = [(item, obstacle) for item in snapshot["items"] for obstacle in item["obstacles"]]
    for item, obstacle in obstacles:
        yield Paragraph(f"- {item['directive']}, mục\u00a0{item['ref']}: {obstacle}.")
    if not obstacles:
        yield Paragraph("Các đơn vị chưa phản ánh khó khăn, vướng mắc.")


def _ahead(snapshot: Snapshot) -> Iterable[Block]:
    """IV. What the records leave to be done: nothing is promised that no record asks for."""
    states = snapshot["total"]["states"]
    without = snapshot["remedies"]["states"].get(RemedyState.NONE, 0)
    tasks = (
        (states[Standing.OVERDUE], "Tập trung hoàn thành {n} nhiệm vụ quá hạn."),
        (states[Standing.NOT_YET_DUE], "Thực hiện đúng hạn {n} nhiệm vụ chưa đến hạn."),
        (states[Standing.WAITING], "Xem xét, xác nhận kết quả {n} nhiệm vụ đã báo cáo."),
        (
            states[Standing.UNDATED],
            "Thực hiện thường xuyên hoặc đăng ký thời hạn đối với {n} nhiệm vụ chưa có thời hạn.",
        ),
        (states[Standing.PAUSED], "Theo dõi điều kiện thực hiện của {n} nhiệm vụ tạm dừng."),
        (without, "Giao nhiệm vụ khắc phục đối với {n} nội dung bị trừ điểm năm trước chưa có nhiệm vụ."),
    )
    yield Heading("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ")
    asked = [sentence.format(n=count(many)) for many, sentence in tasks if many]
    for place, sentence in enumerate(asked or ["Tiếp tục theo dõi, đôn đốc các nhiệm vụ được giao."], start=1):
        yield Paragraph(f"{place}. {sentence}")


def _proposals(snapshot: Snapshot) -> Iterable[Block]:
    """V. What only the reader can decide: unanswered escalations, and deadlines nobody has set."""
    unreleased = snapshot["escalations"]["unreleased"]
    yield Heading("V. KIẾN NGHỊ")
    if unreleased:
        places = "; ".join(f"{row.get('directive')}, mục\u00a0{row.get('ref')}" for row in unreleased)
        yield Paragraph(
            f"Kính đề nghị cho ý kiến đối với {count(len(unreleased))} nội dung trình chưa xử lý: {places}."
        )
    undated = snapshot["total"]["states"][Standing.UNDATED]
    if undated:
        yield Paragraph(
            f"Kính đề nghị xem xét việc xác định thời hạn đối với {count(undated)} nhiệm vụ tại Phụ lục IV."
        )
    if not unreleased and not undated:
        yield Paragraph("Không có kiến nghị.")


def _rate(what: str, rate: Mapping[str, Any], of: str) -> str:
    """A rate with its denominator; where there is none, that is said instead of a figure."""
    if not rate["of"]:
        return f"{what}: chưa thể đánh giá do chưa có {of}."
    return f"{what}: {percent(rate['percent'])} ({rate['part']}/{rate['of']} {of})."


def _some(many: int, what: str) -> str:
    return f"{count(many)} {what}" if many else f"không có {what}"


def _day(iso: str) -> str:
    return dates.full(date.fromisoformat(iso))
