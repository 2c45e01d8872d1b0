"""Verification: whether the promises hold in a database, read and never written, at any instant (contracts.md)."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from acts.reviews import figures_of
from domain.calendar import Calendar
from domain.review import ID_LISTS, SHAPE
from domain.subject import Subject
from proof import checks
from proof.checks import Found
from proof.sheets import sheets_agree
from storage.database import Memory
from storage.views import office
from storage.views.subjects import open_subjects
from storage.views.whole import Books, open_books

MOST_TOLD = 50
"""Violations told of one check; the number of all is in its sentence."""

Missing = Callable[[list[Subject]], list[Subject] | None]
"""Asks the clocks' server which of the open subjects have no running clock; None where no server answers."""


@dataclass(frozen=True)
class Check:
    """One invariant: whether it holds, None where it could not be asked and `why`."""

    id: str
    name: str
    ok: bool | None
    why: str | None
    counted: int
    violations: tuple[str, ...] = ()


CHECKS: tuple[tuple[str, Callable[[Books, datetime], Found]], ...] = (
    ("Mỗi báo cáo đã tiếp nhận có trong sổ đúng một lần", checks.completions_stand_once),
    ("Không mốc nào, thư nào bị bỏ quên", checks.nothing_is_overlooked),
    ("Mỗi mốc đã thực hiện đều có thông báo hoặc lý do", checks.taken_steps_were_told),
    ("Mỗi thông báo có đúng một nguyên nhân", checks.notices_have_one_cause),
    ("Không thông báo nào bị mất", checks.notices_are_not_lost),
    ("Không nhắc đơn vị khi báo cáo đang chờ xác nhận", checks.units_were_left_in_peace),
    ("Nhiệm vụ đã kết thúc không còn mốc nào", checks.closed_work_is_closed),
    ("Số mốc đã lập bằng tổng các trạng thái", checks.steps_balance),
    ("Điểm bị trừ cộng lại đúng bằng phần thiếu", checks.losses_add_up),
    ("Sổ sự kiện nguyên vẹn", checks.chain_is_whole),
)


def verify(
    memory: Memory,
    at: datetime | None = None,
    *,
    now: datetime,
    files: Path | None = None,
    missing: Missing | None = None,
) -> list[Check]:
    """Every check at an instant (UTC): where a simulation ended, else `now`, unless told otherwise."""
    with memory.reading() as session:
        books = open_books(session)
        subjects = list(open_subjects(session))
    when = at or (datetime.fromisoformat(books.as_of) if books.as_of else now)
    found = [(name, check(books, when)) for name, check in CHECKS]
    found.append(("Điểm đã chốt bằng điểm tính lại", _recomputed(memory, books)))
    told = [_check(number, name, one) for number, (name, one) in enumerate(found, start=1)]
    clocks = missing if books.as_of is None else None  # a simulation's clocks ended with it
    told += [_files(len(told) + 1, files), _clocks(len(told) + 2, memory, subjects, clocks)]
    told.append(_check(len(told) + 1, "Sổ truy cập nguyên vẹn", checks.access_is_whole(books, when)))
    told.append(
        _check(len(told) + 1, "Mỗi kỳ báo cáo đã bắt đầu đều có đủ năm mốc", checks.periods_were_opened(books, when))
    )
    return [*told, _check(len(told) + 1, "Phiếu điểm khớp với từng dòng đã chấm và từng bước", sheets_agree(memory))]


def holds(told: list[Check]) -> bool:
    """Whether no check is false."""
    return all(check.ok is not False for check in told)


WORDS = frozenset({"why", "rule", "label"})
"""Where a score says in words what its figures say."""
NAMES = ID_LISTS | {f"other_{name}" for name in ID_LISTS}
"""Where a score names what is behind it; snapshots of another shape name it in another way."""


def to_plain(told: list[Check]) -> dict[str, Any]:
    """The JSON of contracts.md."""
    return {"ok": holds(told), "checks": [asdict(check) for check in told]}


def _check(number: int, name: str, found: Found) -> Check:
    wrong = found.violations
    why = f"{len(wrong)} vi phạm" if wrong else None
    return Check(f"V{number}", name, not wrong, why, found.counted, wrong[:MOST_TOLD])


def _recomputed(memory: Memory, books: Books) -> Found:
    """Every frozen review against its rows: the same scores at the instant it was frozen for."""
    frozen = {event.subject.partition("/")[2]: event.data for event in books.events if event.kind == "review.frozen"}
    wrong = []
    for review in books.reviews:
        told = frozen.get(review.period)
        if told is None or told["digest"] != review.digest:
            wrong.append(f"review/{review.period}: sổ sự kiện không ghi lần chốt này")
            continue
        with memory.reading() as session:
            as_of = datetime.fromisoformat(told["as_of"])
            now = figures_of(session, Calendar(), office.period(session, review.period), as_of)["scores"]
        left_out = WORDS if review.snapshot["shape"] == SHAPE else WORDS | NAMES
        if _figures(now, left_out) != _figures(review.snapshot["scores"], left_out):
            wrong.append(f"review/{review.period}: điểm tính lại khác điểm đã chốt")
    return Found(len(books.reviews), tuple(wrong))


def _figures(told: Any, left_out: frozenset[str]) -> Any:
    """What a score says without what a later version says otherwise though it computes the same."""
    if isinstance(told, dict):
        return {name: _figures(part, left_out) for name, part in told.items() if name not in left_out}
    return [_figures(part, left_out) for part in told] if isinstance(told, (list, tuple)) else told


def _files(number: int, folder: Path | None) -> Check:
    """Kept files against the digests they are named by."""
    name = "Tệp lưu khớp mã kiểm tra"
    if folder is None or not folder.is_dir():
        return Check(f"V{number}", name, None, "không có thư mục tệp", 0)
    kept = sorted(path for path in folder.rglob("*") if path.is_file() and checks.is_digest(path.name))
    wrong = tuple(f"{path.name}: nội dung đã đổi" for path in kept if checks.digest_of_file(path) != path.name)
    return _check(number, name, Found(len(kept), wrong))


def _clocks(number: int, memory: Memory, subjects: list[Subject], missing: Missing | None) -> Check:
    name = "Mỗi việc đang mở có một đồng hồ đang chạy"
    without = missing(subjects) if missing is not None else None
    if without is None:
        return Check(f"V{number}", name, None, "không có máy chủ để hỏi", len(subjects))
    if without:  # whoever was closed while the server was asked needs no clock
        with memory.reading() as session:
            still = set(open_subjects(session))
        without = [subject for subject in without if subject in still]
    return _check(number, name, Found(len(subjects), tuple(f"{subject}: không có đồng hồ" for subject in without)))
