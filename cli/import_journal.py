"""`dondoc import-journal`: what a restored database has forgotten, learnt back from the journal of promises."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from acts.desk import Desk
from acts.evidence import CLEAN, QUARANTINED
from acts.recovered_mails import GONE, learn_mail, look_at_mail
from acts.recovered_reports import learn_report, look_at_report, mails_about
from cli.desk import at_desk
from cli.watch import look_back
from domain.calendar import ZONE
from domain.errors import Refusal
from domain.journal import Accepted, Found, Promise, Sent, Verdict
from domain.rights import SYSTEM
from domain.wording.dates import plain
from settings import Settings
from storage.files import Files
from storage.journal import Journal, Line, Spoilt
from storage.views import holds
from storage.views.holds import gate, instance

UNSETTLED = frozenset({Verdict.WAITS, Verdict.LEARNT})


@dataclass(frozen=True)
class Told:
    """What a journal says of this installation, and the numbers of the lines that say nothing."""

    reports: Sequence[Accepted]
    mails: Sequence[Sent]
    spoilt: Sequence[int]

    @property
    def since(self) -> datetime | None:
        """The oldest promise."""
        return min([*(one.at for one in self.reports), *(one.at for one in self.mails)], default=None)


def import_journal(settings: Settings, file: Path | None, *, apply: bool) -> int:
    """Say what the journal knows and the database does not; with `apply` learn it."""
    journal = Journal(file or settings.promises)
    if not journal.file.exists():
        raise Refusal(
            "absent", "no-journal", f"Không có sổ cam kết tại {journal.file}; đặt DONDOC_JOURNAL hoặc nêu tệp."
        )
    with at_desk(settings) as desk:
        look_back(settings, desk)
        _refuse_unless_held(desk, apply=apply)
        told = _read(journal, desk)
        reports = list(_reports(settings, desk, told, apply=apply))
        waiting = {found.promise.id for found in reports if isinstance(found.promise, Accepted) and _waits(found)}
        mails = [_mail(desk, one, waiting, apply=apply) for one in told.mails]
        print("\n".join(_said(desk, journal, told, reports, mails, apply=apply)))
    return 0


def _refuse_unless_held(desk: Desk, *, apply: bool) -> None:
    with desk.memory.reading() as session:
        now = gate(session, desk.instance())
    if now.fenced:
        detail = "Cơ sở dữ liệu này thuộc bản cài đặt khác; chạy dondoc instance adopt trước."
        raise Refusal("conflict", "fenced", detail, allowed=("adopt",))
    if apply and not now.holds:
        detail = "Thư đang được gửi bình thường; chạy dondoc hold begin trước khi nhập sổ, để không thư nào đi trước khi đối chiếu xong."
        raise Refusal("conflict", "not-held", detail, allowed=("hold",))


def _read(journal: Journal, desk: Desk) -> Told:
    with desk.memory.reading() as session:
        mine = instance(session)
    lines = list(journal.read())
    ours: list[Promise] = [one.promise for one in lines if isinstance(one, Line) and one.instance == mine]
    return Told(
        [one for one in ours if isinstance(one, Accepted)],
        [one for one in ours if isinstance(one, Sent)],
        [one.number for one in lines if isinstance(one, Spoilt)],
    )


def _reports(settings: Settings, desk: Desk, told: Told, *, apply: bool) -> Iterable[Found]:
    files, state = Files(settings.files), QUARANTINED if settings.clamd else CLEAN
    for report in _once(told.reports):
        if apply:
            yield learn_report(desk, report, files, mails_about(report, told.mails), state)
        else:
            with desk.memory.reading() as session:
                yield look_at_report(session, report)


def _once(reports: Sequence[Accepted]) -> Iterable[Accepted]:
    """Each report once: of one whose commit failed and that was asked for again under its key, what was accepted last."""
    return {(one.actor, one.key) if one.key is not None else one.id: one for one in reports}.values()


def _mail(desk: Desk, mail: Sent, waiting: set[str], *, apply: bool) -> Found:
    if apply:
        return learn_mail(desk, mail, waiting)
    with desk.memory.reading() as session:
        verdict = look_at_mail(session, mail, waiting)
    return Found(mail, verdict, GONE if verdict is Verdict.LOST else "")


def _waits(found: Found) -> bool:
    return found.verdict in UNSETTLED


def _said(
    desk: Desk, journal: Journal, told: Told, reports: list[Found], mails: list[Found], *, apply: bool
) -> Iterable[str]:
    """The whole of it in words: counts, then by name what a person has to look at."""
    yield f"Sổ {journal.file}: {len(reports)} báo cáo, {len(mails)} thư{_since(told.since)}."
    yield from _set_back(desk)
    if told.spoilt:
        yield f"Bỏ qua {len(told.spoilt)} dòng không đọc được: dòng {', '.join(map(str, told.spoilt))}."
    counted = Counter(found.verdict for found in reports)
    waiting = counted[Verdict.LEARNT] + counted[Verdict.WAITS]
    yield (
        f"Báo cáo: {counted[Verdict.KNOWN]} đã có trong cơ sở dữ liệu, {waiting} chờ ghi nhận, "
        f"{counted[Verdict.LOST]} phải nhập lại."
    )
    counted = Counter(found.verdict for found in mails)
    yield (
        f"Thư: {counted[Verdict.KNOWN]} đã có, {counted[Verdict.LEARNT]} ghi lại là đã gửi, "
        f"{counted[Verdict.LOST]} không khớp với việc nào trong cơ sở dữ liệu."
    )
    yield from _listed("Chờ ghi nhận tại trang Thư đến (/thu-den):", [one for one in reports if _waits(one)])
    yield from _listed("Phải nhập lại:", [one for one in reports if one.verdict is Verdict.LOST])
    yield from _listed("Thư đã gửi mà không còn việc tương ứng:", [one for one in mails if one.verdict is Verdict.LOST])
    yield (
        "Đã ghi. Chạy lại không thay đổi gì; ghi nhận các báo cáo trên, xem dondoc hold show rồi mở lại thư."
        if apply
        else "Mới xem trước, chưa ghi gì. Thêm --apply để ghi."
    )


def _since(at: datetime | None) -> str:
    return f", từ {_moment(at)}; bản sao lưu cũ hơn thì phần trước đó không có trong sổ" if at is not None else ""


def _set_back(desk: Desk) -> Iterable[str]:
    """How far the database has been set back, where the marks know it."""
    with desk.memory.reading() as session:
        standing = [one for one in holds.holds(session, SYSTEM) if one.ended_at is None and "marked" in one.facts]
    for one in standing:
        yield (
            f"Cơ sở dữ liệu dừng ở sự kiện {one.facts['head']}, bên ngoài đã ghi đến sự kiện {one.facts['marked']}. "
            "Sổ chỉ giữ báo cáo và thư; việc khác (giao việc, gia hạn, xác nhận) phải làm lại theo giấy tờ."
        )


def _listed(head: str, found: Sequence[Found]) -> Iterable[str]:
    if found:
        yield head
        yield from (f"- {_named(one.promise)}{f': {one.why}' if one.why else ''}" for one in found)


def _named(promise: Promise) -> str:
    """A promise as a person knows it."""
    if isinstance(promise, Accepted):
        number = (promise.document or {}).get("number")
        document = f", văn bản {number}" if number else ""
        work = "; ".join(f"{task.number or 'văn bản chưa có số'} mục {task.ref}" for task in promise.tasks)
        return f"{promise.unit_name} báo cáo lúc {_moment(promise.at)}{document} ({work})"
    return (
        f"Thư “{promise.subject or promise.kind}” gửi {promise.address or promise.addressee} lúc {_moment(promise.at)}"
    )


def _moment(at: datetime) -> str:
    local = at.astimezone(ZONE)
    return f"{local:%H:%M} ngày {plain(local.date())}"
