"""The invariants that hold in a database of the house at every instant: each a function from its books to what breaks it.

A check answers how many things it looked at, and one sentence for each that is not as it must be.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from typing import Any

from acts.access import ANCHORED
from domain.calendar import ZONE
from domain.ladder import ACCEPTOR_PHASES, StepState
from domain.review_dates import ReviewDate
from domain.scorecard import exact
from domain.status import WorkState
from domain.subject import SubjectKind
from storage import access, log
from storage.tables import StepRow
from storage.views.whole import Books

GRACE = timedelta(minutes=5)
"""How long an instant may be past: the round comes every half minute, and a herd of a morning needs a little longer."""
MORNING = timedelta(days=1)
"""How long after a period has begun its dates may still be missing."""
BALANCED = frozenset(state.value for state in StepState)
OPEN = frozenset(state.value for state in StepState if state.is_open)


@dataclass(frozen=True)
class Found:
    """How many things were looked at, and what is wrong with which."""

    counted: int
    violations: tuple[str, ...] = ()


def completions_stand_once(books: Books, _at: datetime) -> Found:
    """Every report the program said yes to is there, once, with the assignments it named."""
    told = defaultdict(list)
    for event in books.events:
        if event.kind == "completion.entered":
            told[event.subject.partition("/")[2]].append(sorted(event.data["assignments"]))
        elif event.kind == "directive.carried-over":
            for one, assignments in event.data["completions"].items():
                told[one].append(sorted(assignments))
    lines = defaultdict(list)
    for line in books.lines:
        lines[line.completion].append(line.assignment)
    known = {row.id for row in books.completions}
    promised = {str(a.body["id"]) for a in books.answers if "result_on" in a.body}
    wrong = [f"completion/{one}: đã trả lời nhưng không có trong sổ" for one in sorted((promised | set(told)) - known)]
    wrong += [
        f"completion/{one}: có {len(told[one])} sự kiện, nhiệm vụ ghi trong sổ {sorted(lines[one])}"
        for one in sorted(known)
        if told[one] != [sorted(lines[one])]
    ]
    standing = Counter(line.assignment for line in books.lines if line.state == "standing")
    wrong += [f"assignment/{one}: {n} báo cáo cùng chờ xác nhận" for one, n in standing.items() if n > 1]
    return Found(len(known), tuple(wrong))


def nothing_is_overlooked(books: Books, at: datetime) -> Found:
    """No step and no mail waits although its instant passed more than the grace ago; what is held is not overlooked."""
    late = at - GRACE
    steps = [(step, _wakes_at(step)) for step in books.steps if step.state in OPEN]
    wrong = [
        f"step/{step.id} ({step.rung}): phải xem lại lúc {wakes.isoformat()}"
        for step, wakes in steps
        if wakes is not None and wakes < late
    ]
    held = any(hold.ended_at is None for hold in books.holds)
    mails = [mail for mail in books.messages if mail.state in {"pending", "sending"} and not held]
    for mail in mails:
        wakes = mail.send_at if mail.state == "pending" else mail.lease_until
        if wakes is not None and wakes < late:
            wrong.append(f"message/{mail.id}: phải gửi lúc {wakes.isoformat()}")
    return Found(len(steps) + len(mails), tuple(wrong))


def _wakes_at(step: StepRow) -> datetime | None:
    """When somebody must look: a step planned for an instant already past cannot be taken before it was planned."""
    if step.state != StepState.PENDING.value:
        return step.release_at
    return max(step.at, step.planned_at or step.at)


def taken_steps_were_told(books: Books, _at: datetime) -> Found:
    """Every step that was taken told somebody, opened a period, or says why nobody was told."""
    causes = {notice.cause for notice in books.notices}
    opened = {event.data["step"] for event in books.events if event.kind == "item.period-opened"}
    taken = [step for step in books.steps if step.state == StepState.TAKEN.value]
    return Found(
        len(taken),
        tuple(
            f"step/{step.id} ({step.rung}): đã thực hiện nhưng không có thông báo, không có lý do"
            for step in taken
            if f"step/{step.id}" not in causes and step.id not in opened and not step.no_notice
        ),
    )


def notices_have_one_cause(books: Books, _at: datetime) -> Found:
    """Every notice comes from one thing that is known, and no cause reached an addressee twice."""
    known = {
        "step": {step.id for step in books.steps},
        "issued": {row.id for row in books.assignments},
        **{key: {row.id for row in books.completions} for key in ("completion", "acceptance", "return")},
    }
    wrong = []
    for notice in books.notices:
        kind, _, rest = notice.cause.partition("/")
        about = rest.partition("/")[0]
        if not about or (kind in known and about not in known[kind]):
            wrong.append(f"notice/{notice.id}: không rõ nguyên nhân {notice.cause}")
    twice = Counter((notice.cause, notice.addressee, notice.channel) for notice in books.notices)
    wrong += [f"{cause} báo {addressee} {n} lần" for (cause, addressee, _), n in twice.items() if n > 1]
    return Found(len(books.notices), tuple(wrong))


def notices_are_not_lost(books: Books, _at: datetime) -> Found:
    """Every notice was sent, was dropped for a reason, or waits in a mail that will leave; a failed mail is known."""
    mails = {mail.id: mail.state for mail in books.messages}
    again = {mail.id for mail in books.messages if mail.again}
    any_mail = set(mails.values())
    held = {
        "waiting": {"pending", "sending", "failed"},
        "sent": {"sent"},
        "bounced": {"bounced"},
        "in-app": any_mail,
        "dropped": any_mail,
    }
    wrong = []
    for notice in books.notices:
        mail = mails.get(notice.message or "")
        if notice.state == "sent" and notice.message in again:
            continue  # a person sends once more what was sent: that it was stays a fact
        if notice.state not in held or mail not in held[notice.state]:
            wrong.append(f"notice/{notice.id}: {notice.state} trong thư {mail}")
        elif notice.state == "dropped" and not notice.reason:
            wrong.append(f"notice/{notice.id}: bỏ qua không có lý do")
    return Found(len(books.notices), tuple(wrong))


def units_were_left_in_peace(books: Books, _at: datetime) -> Found:
    """No step for the unit, its head or a leader was taken while a report of the unit stood.

    When a report came in is asked of the log, whose time never goes back: a clock set back would date it before reminders
    that had gone out.
    """
    logged = {event.subject: event.at for event in books.events if event.kind == "completion.entered"}
    entered = {row.id: logged.get(f"completion/{row.id}", row.entered_at) for row in books.completions}
    stood = defaultdict(list)
    for line in books.lines:
        stood[line.assignment].append((entered[line.completion], line.answered_at))
    acceptors = {phase.value for phase in ACCEPTOR_PHASES}
    taken = [
        step
        for step in books.steps
        if step.subject_kind == SubjectKind.ASSIGNMENT.value
        and step.state == StepState.TAKEN.value
        and step.phase not in acceptors
    ]
    wrong = [
        f"step/{step.id} ({step.rung}): thực hiện lúc {step.taken_at} khi báo cáo đang chờ xác nhận"
        for step in taken
        for since, until in stood[step.subject]
        if step.taken_at is not None and since < step.taken_at and (until is None or step.taken_at < until)
    ]
    return Found(len(taken), tuple(wrong))


def closed_work_is_closed(books: Books, _at: datetime) -> Found:
    """Nothing more is planned for work that is accepted or no longer followed."""
    closed = {row.id for row in books.assignments if WorkState(row.work).is_closed}
    open_ones = Counter(step.subject for step in books.steps if step.state in OPEN)
    return Found(
        len(closed), tuple(f"assignment/{one}: còn {open_ones[one]} mốc" for one in sorted(closed) if open_ones[one])
    )


def steps_balance(books: Books, _at: datetime) -> Found:
    """Every planned step stands in exactly one known state; one that collapsed names a step of its own subject."""
    subjects = {step.id: step.subject for step in books.steps}
    wrong = [f"step/{step.id}: trạng thái {step.state}" for step in books.steps if step.state not in BALANCED]
    wrong += [
        f"step/{step.id}: gộp vào {step.into}"
        for step in books.steps
        if step.state == StepState.COLLAPSED.value and subjects.get(step.into or "") != step.subject
    ]
    wrong += [
        f"step/{step.id}: không có lý do"
        for step in books.steps
        if step.state in {StepState.SUPERSEDED.value, StepState.EXPIRED.value, StepState.DECLINED.value}
        and not step.reason
    ]
    return Found(len(books.steps), tuple(wrong))


def periods_were_opened(books: Books, at: datetime) -> Found:
    """Every period that has begun, since one was first opened, has its five dates; the morning's knock was not missed."""
    planned = defaultdict(set)
    for step in books.steps:
        if step.subject_kind == SubjectKind.REVIEW.value:
            planned[step.subject].add(step.rung)
    if not planned:
        return Found(0)
    since, by = books.events[0].at.astimezone(ZONE).date(), (at - MORNING).astimezone(ZONE).date()
    begun = [period.name for period in books.reporting.reported(since, by)]
    wrong = [f"review/{name}: chưa mở đủ các mốc" for name in begun if planned[name] != set(ReviewDate)]
    return Found(len(begun), tuple(wrong))


def losses_add_up(books: Books, _at: datetime) -> Found:
    """In every frozen score maximum − points is the sum of its losses, to the last digit."""
    scores = [(review.period, score) for review in books.reviews for score in review.snapshot["scores"]]
    return Found(len(scores), tuple(chain.from_iterable(_unbalanced(period, score) for period, score in scores)))


def _unbalanced(period: str, score: dict[str, Any]) -> Iterator[str]:
    lost = sum(exact(loss["points"]) for loss in score["losses"])
    if exact(score["max"]) - exact(score["points"]) != lost:
        yield f"{period} {score['unit']}: {score['max']} − {score['points']} khác {lost}"


def chain_is_whole(books: Books, _at: datetime) -> Found:
    """The log is one chain without a gap, ends at its head, and is guarded by its triggers."""
    wrong = [f"thiếu trigger {name}" for name in books.missing_triggers]
    seq, digest = 0, log.GENESIS
    for event in books.events:
        if event.seq != seq + 1 or event.previous != digest or log.digest_of(event) != event.digest:
            wrong.append(f"event/{event.seq}: chuỗi bị đứt hoặc nội dung bị sửa")
        seq, digest = event.seq, event.digest
    if books.head != (seq, digest):
        wrong.append(f"đầu sổ ghi {books.head[0]}, sự kiện cuối là {seq}")
    return Found(len(books.events), tuple(wrong))


def access_is_whole(books: Books, _at: datetime) -> Found:
    """The access log is one chain that ends at its head, and what the log of events was told of it still holds."""
    wrong, digests = [], {0: log.GENESIS}
    for line in books.access:
        if line.previous != digests.get(line.seq - 1) or access.digest_of(line) != line.digest:
            wrong.append(f"access/{line.seq}: chuỗi bị đứt hoặc nội dung bị sửa")
        digests[line.seq] = line.digest
    seq, digest, anchored = books.access_head
    if max(digests) != seq or digests.get(seq) != digest:
        wrong.append(f"đầu sổ truy cập ghi {seq}, dòng cuối là {max(digests)}")
    told = {event.data["seq"]: event.data["digest"] for event in books.events if event.kind == ANCHORED}
    wrong += [f"access/{n}: khác mã đã ghi ở sổ sự kiện" for n, sealed in told.items() if digests.get(n) != sealed]
    if anchored != max(told, default=0):
        wrong.append(f"sổ truy cập ghi đã neo đến {anchored}, sổ sự kiện ghi {max(told, default=0)}")
    return Found(len(books.access), tuple(wrong))


def is_digest(name: str) -> bool:
    """Whether a file is named by the sha256 of what it holds."""
    return len(name) == len(log.GENESIS) and set(name) <= set("0123456789abcdef")


def digest_of_file(path: Path) -> str:
    """The sha256 of a file's content."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
