"""Letters to a unit that is late: công văn đôn đốc, nhắc nhở, phê bình; a vertical agency is only asked to cooperate.

The program drafts; a person signs (domain.md §1, §5). A letter says facts: which work, due when, asked for on which days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import Refusal
from domain.review_rows import Row
from domain.telling import annexes
from domain.telling.letterhead import Letterhead
from domain.telling.text import Block, Column, Heading, Paragraph, ReviewText, Table
from domain.wording import dates, orders
from domain.wording.numbers import count, figure
from domain.wording.phrases import those, upfirst


class LetterKind(StrEnum):
    """The official steps, from the mildest on."""

    URGING = "don-doc"  # công văn đôn đốc
    REMINDER = "nhac-nho"  # văn bản nhắc nhở
    CRITICISM = "phe-binh"  # văn bản phê bình
    COOPERATION = "phoi-hop"  # đề nghị phối hợp: cơ quan ngành dọc


@dataclass(frozen=True)
class Reminder:
    """One time a unit was told of one task: the day, and how."""

    day: date
    how: str


@dataclass(frozen=True)
class LateUnit:
    """A unit with its overdue work: rows as a review has them, and for each, in the same order, what it was told.

    `letters` are those it got before, the first one first, as one cites them.
    """

    name: str
    is_vertical: bool
    rows: Sequence[Row]
    reminders: Sequence[Sequence[Reminder]]
    today: date
    letters: Sequence[str] = ()


NAMES: Mapping[LetterKind, str] = {
    LetterKind.URGING: "Công văn đôn đốc",
    LetterKind.REMINDER: "Văn bản nhắc nhở",
    LetterKind.CRITICISM: "Văn bản phê bình",
    LetterKind.COOPERATION: "Văn bản đề nghị phối hợp",
}
"""What each step is called."""
_ABOUT: Mapping[LetterKind, str] = {
    LetterKind.URGING: "đôn đốc thực hiện nhiệm vụ quá hạn",
    LetterKind.REMINDER: "nhắc nhở việc chậm thực hiện nhiệm vụ được giao",
    LetterKind.CRITICISM: "phê bình việc chậm thực hiện nhiệm vụ được giao",
    LetterKind.COOPERATION: "đề nghị phối hợp thực hiện nhiệm vụ",
}
_ASKED: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.URGING: (
        (
            "Đề nghị {unit} khẩn trương hoàn thành {tasks} và báo cáo kết quả bằng văn bản; trường hợp có khó "
            "khăn, vướng mắc, nêu rõ nguyên nhân và đề xuất thời hạn hoàn thành."
        ),
    ),
    LetterKind.REMINDER: (
        "{issuer} nhắc nhở {unit} về việc chậm thực hiện {tasks}.",
        (
            "Đề nghị thủ trưởng đơn vị trực tiếp chỉ đạo hoàn thành dứt điểm, báo cáo kết quả và giải trình nguyên nhân "
            "chậm bằng văn bản."
        ),
    ),
    LetterKind.CRITICISM: (
        "{issuer} phê bình {unit} về việc chậm thực hiện {tasks}.",
        (
            "Yêu cầu thủ trưởng đơn vị kiểm điểm trách nhiệm của tập thể, cá nhân liên quan, hoàn thành dứt điểm nhiệm vụ và "
            "báo cáo kết quả bằng văn bản."
        ),
    ),
    LetterKind.COOPERATION: (
        "Đề nghị {unit} quan tâm, phối hợp thực hiện {shared} và trao đổi kết quả bằng văn bản để tổng hợp.",
    ),
}
_TASKS = (
    Column("TT", 8),
    Column("Văn bản, mục", 30, "left"),
    Column("Nội dung nhiệm vụ", 66, "left"),
    Column("Hạn hoàn thành", 22),
    Column("Quá hạn (ngày làm việc)", 16),
)
_SHARED = (
    Column("TT", 8),
    Column("Văn bản, mục", 34, "left"),
    Column("Nội dung phối hợp", 74, "left"),
    Column("Thời hạn", 24),
)
_TOLD = (
    Column("TT", 8),
    Column("Văn bản, mục", 34, "left"),
    Column("Hạn hoàn thành", 22),
    Column("Quá hạn (ngày làm việc)", 16),
    Column("Các lần đã nhắc việc, báo cáo", 70, "left"),
)
_EXCHANGED = (
    Column("TT", 8),
    Column("Văn bản, mục", 34, "left"),
    Column("Thời hạn", 24),
    Column("Các lần đã nhắc việc, trao đổi", 84, "left"),
)
_OPINION = (Column("Ý kiến chỉ đạo của lãnh đạo", 1, "left"),)


def letter(kind: LetterKind, late: LateUnit, letterhead: Letterhead) -> ReviewText:
    """The draft; refused where nothing is overdue, or where the unit may only be asked to cooperate."""
    _refuse_unfit(kind, late)
    by_leader = kind is LetterKind.CRITICISM
    return ReviewText(
        head=letterhead.of_authority("", "", _ABOUT[kind], to=(f"{late.name}.",)),
        blocks=(
            Paragraph(_opening(kind, late)),
            _shared_table(late) if kind is LetterKind.COOPERATION else _table(late),
            *(Paragraph(_filled(asked, late, letterhead)) for asked in _ASKED[kind][:-1]),
            Paragraph(f"{_filled(_ASKED[kind][-1], late, letterhead).removesuffix('.')}./."),
        ),
        signature=letterhead.signed_by_authority() if by_leader else letterhead.signed_for_leader(),
        recipients=letterhead.recipients("Như trên;"),
    )


def _opening(kind: LetterKind, late: LateUnit) -> str:
    """What was found; who is only asked to cooperate is told what is awaited, and nobody counts days against them."""
    today, many = dates.plain(late.today), count(len(late.rows))
    after = f"Tiếp theo {upfirst(late.letters[-1])}, qua" if late.letters else "Qua"
    if kind is LetterKind.COOPERATION:
        return (
            f"{after} tổng hợp việc thực hiện các văn bản chỉ đạo, đến ngày {today} còn {many} nội dung "
            f"chưa nhận được kết quả phối hợp của {late.name}:"
        )
    return (
        f"{after} theo dõi việc thực hiện các văn bản chỉ đạo, đến ngày {today}, {late.name} còn "
        f"{many} nhiệm vụ quá hạn chưa có kết quả:"
    )


def letter_slip(kind: LetterKind, late: LateUnit, letterhead: Letterhead) -> ReviewText:
    """The slip that takes the draft to who signs it: with the days of every reminder so far."""
    _refuse_unfit(kind, late)
    shared = kind is LetterKind.COOPERATION
    letters = "văn bản đề nghị phối hợp" if shared else "văn bản đôn đốc, nhắc nhở"
    blocks: tuple[Block, ...] = (
        Heading("1. Nội dung trình", 2),
        Paragraph(f"Dự thảo văn bản {_ABOUT[kind]}, gửi {late.name}."),
        Heading("2. Quá trình trao đổi" if shared else "2. Quá trình đôn đốc", 2),
        _told_table(late, shared=shared),
        Paragraph(
            f"Văn bản đã gửi {late.name}: {'; '.join(late.letters)}."
            if late.letters
            else f"Chưa có {letters} nào gửi {late.name}."
        ),
        Heading("3. Kiến nghị", 2),
        Paragraph(f"Đề nghị lãnh đạo cho ý kiến về dự thảo văn bản gửi {late.name}."),
        Table(_OPINION, (("\n\n\n",),)),
        Paragraph(f"Kính trình {letterhead.leader} xem xét, quyết định./."),
    )
    return ReviewText(
        head=letterhead.of_office("PHIẾU TRÌNH", "PTr", f"Về việc {_ABOUT[kind]}", to=(f"{letterhead.leader}.",)),
        blocks=blocks,
        signature=letterhead.signed_by_office(),
        recipients=letterhead.recipients("Như trên;"),
    )


def _told_table(late: LateUnit, *, shared: bool) -> Table:
    """Each task with the days of every reminder; nobody counts days against who is only asked to cooperate."""
    rows = (
        (
            str(place),
            annexes.place_of(row),
            annexes.deadline_of(row),
            *(() if shared else (figure(row["days_late"]),)),
            "; ".join(f"{dates.plain(one.day)}: {one.how}" for one in told) or "chưa có lần nhắc nào được gửi",
        )
        for place, (row, told) in enumerate(zip(late.rows, late.reminders, strict=True), start=1)
    )
    return Table(_EXCHANGED if shared else _TOLD, tuple(rows))


def _table(late: LateUnit) -> Table:
    rows = (
        (
            str(place),
            annexes.place_of(row),
            orders.told(row["text"]),
            annexes.deadline_of(row),
            figure(row["days_late"]),
        )
        for place, row in enumerate(late.rows, start=1)
    )
    return Table(_TASKS, tuple(rows))


def _shared_table(late: LateUnit) -> Table:
    rows = (
        (str(place), annexes.place_of(row), orders.told(row["text"]), annexes.deadline_of(row))
        for place, row in enumerate(late.rows, start=1)
    )
    return Table(_SHARED, tuple(rows))


def _filled(sentence: str, late: LateUnit, letterhead: Letterhead) -> str:
    many = len(late.rows)
    tasks, shared = those(many, "nhiệm vụ nêu trên"), those(many, "nội dung nêu trên")
    return sentence.format(unit=late.name, issuer=letterhead.issuer, tasks=tasks, shared=shared)


def _refuse_unfit(kind: LetterKind, late: LateUnit) -> None:
    if late.is_vertical and kind is not LetterKind.COOPERATION:
        raise Refusal(
            "conflict",
            "vertical-agency",
            f"{late.name} là cơ quan ngành dọc, chỉ gửi văn bản đề nghị phối hợp.",
            allowed=(LetterKind.COOPERATION.value,),
        )
    if not late.rows:
        raise Refusal("conflict", "nothing-overdue", f"{late.name} không có nhiệm vụ nào quá hạn.")
