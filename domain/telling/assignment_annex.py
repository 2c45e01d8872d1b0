"""The annex of assignment (phụ lục phân công) of a draft, and the slip that takes it to who signs it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.deadline import Basis
from domain.office import Role
from domain.rights import MOVERS
from domain.telling.letterhead import Letterhead
from domain.telling.text import Column, Heading, Paragraph, ReviewText, Table
from domain.wording import dates
from domain.wording.numbers import count
from domain.wording.phrases import some, upfirst
from domain.wording.words import cadence_label

NO_DAY = "chưa xác định"
FEW = 3
"""Units of a group from which on its name says more than theirs."""
_COLUMNS = (
    Column("TT", 8),
    Column("Nhiệm vụ", 44, "left"),
    Column("Sản phẩm", 21, "left"),
    Column("Chủ trì", 25, "left"),
    Column("Phối hợp", 23, "left"),
    Column("Thời hạn", 25),
    Column("Chế độ báo cáo", 19),
)
_OPINIONS = (Column("Ý kiến của đơn vị trình", 1, "left"), Column("Ý kiến chỉ đạo của lãnh đạo", 1, "left"))


@dataclass(frozen=True)
class AnnexLine:
    """One item as the annex tells it: names in place of codes; `due_text` where the document names no day; `mover` may move it."""

    ref: str
    text: str
    product: str | None
    lead: Sequence[str]
    cooperating: Sequence[str]
    cadence: str
    due_on: date | None
    due_text: str | None
    basis: Basis
    mover: Role | None = None

    @property
    def due(self) -> str:
        """When, and that the document itself says so where it does."""
        told = dates.plain(self.due_on) if self.due_on else self.due_text
        if told is None:
            return NO_DAY
        return f"{told} (theo văn bản)" if self.basis is Basis.DOCUMENT else told


@dataclass(frozen=True)
class AnnexDraft:
    """What the annex belongs to, and its lines; items that are only registered are left out.

    `groups` are the units that a common name means: all of them together are told by it.
    """

    directive: str
    lines: tuple[AnnexLine, ...]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)


def annex_text(draft: AnnexDraft, letterhead: Letterhead) -> ReviewText:
    """The annex; number, date and signature are blank."""
    return ReviewText(
        head=letterhead.of_authority("PHỤ LỤC", "PL", f"Phân công thực hiện {draft.directive}"),
        blocks=(
            Paragraph(
                "Các đơn vị được phân công thực hiện nhiệm vụ, hoàn thành sản phẩm và báo cáo kết quả theo thời hạn sau đây:"
            ),
            Table(_COLUMNS, tuple(_row(place, line, draft.groups) for place, line in enumerate(draft.lines, start=1))),
            *(Paragraph(said) for said in _movers(draft.lines)),
            Paragraph(f"Phụ lục này gồm {count(len(draft.lines))} nhiệm vụ./."),
        ),
        signature=letterhead.signed_by_authority(),
        recipients=letterhead.recipients("Các đơn vị nêu trong Phụ lục;"),
    )


def annex_slip(draft: AnnexDraft, letterhead: Letterhead) -> ReviewText:
    """The slip: what is assigned, which days the document names and which are proposed, what is still open."""
    proposed = [line for line in draft.lines if line.due_on and line.basis is not Basis.DOCUMENT]
    named = [line for line in draft.lines if line.basis is Basis.DOCUMENT]
    undated = [line for line in draft.lines if line.due == NO_DAY]
    led = {unit for line in draft.lines for unit in line.lead}
    alone = [line.ref for line in draft.lines if not line.lead]
    return ReviewText(
        head=letterhead.of_office(
            "PHIẾU TRÌNH", "PTr", f"Phụ lục phân công thực hiện {draft.directive}", to=(f"{letterhead.leader}.",)
        ),
        blocks=(
            Heading("1. Nội dung trình", 2),
            Paragraph(
                f"{letterhead.in_charge or letterhead.issuer} kính trình dự thảo Phụ lục phân công thực hiện {draft.directive}."
            ),
            Heading("2. Tóm tắt", 2),
            Paragraph(f"- {count(len(draft.lines))} nhiệm vụ, {count(len(led))} đơn vị chủ trì."),
            Paragraph(f"- {upfirst(some(len(named), 'nhiệm vụ', 'có thời hạn nêu trong văn bản'))}."),
            Paragraph(
                f"- {upfirst(some(len(proposed), 'nhiệm vụ', 'có thời hạn do Phụ lục đề xuất'))}{_refs(proposed)}."
            ),
            Paragraph(f"- {upfirst(some(len(undated), 'nhiệm vụ', 'chưa xác định thời hạn'))}{_refs(undated)}."),
            *((Paragraph(f"- Chưa có đơn vị chủ trì: mục {', '.join(alone)}."),) if alone else ()),
            Heading("3. Hiệu lực của thời hạn", 2),
            Paragraph("Thời hạn do Phụ lục đề xuất chỉ có hiệu lực khi Phụ lục được ký, có số và ngày ban hành."),
            Heading("4. Kiến nghị", 2),
            Table(_OPINIONS, (("\n\n\n", ""),)),
            Paragraph(f"Kính trình {letterhead.leader} xem xét, ký ban hành./."),
        ),
        signature=letterhead.signed_by_office(),
        recipients=letterhead.recipients("Như trên;"),
    )


def gathered(units: Sequence[str], groups: Mapping[str, frozenset[str]]) -> list[str]:
    """Units in their order, those of a group that is there whole by its one name: ten wards are no ten lines."""
    left = list(units)
    for name, members in sorted(groups.items(), key=lambda one: -len(one[1])):
        if len(members) >= FEW and members <= set(left):
            at = min(left.index(unit) for unit in members)
            left = [*left[:at], name, *(unit for unit in left[at:] if unit not in members)]
    return left


def _row(place: int, line: AnnexLine, groups: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    lead, helpers = ("; ".join(gathered(units, groups)) for units in (line.lead, line.cooperating))
    return (
        str(place),
        f"{line.ref}. {line.text}",
        line.product or "",
        lead,
        helpers,
        line.due,
        cadence_label(line.cadence),
    )


def _movers(lines: Sequence[AnnexLine]) -> Iterator[str]:
    """Who decides on moving which days, where somebody is named."""
    for mover, called in MOVERS.items():
        named = [line.ref for line in lines if line.mover is mover]
        whose = "các nhiệm vụ tại Phụ lục này" if len(named) == len(lines) else f"nhiệm vụ tại mục {', '.join(named)}"
        if named:
            yield f"Việc thay đổi thời hạn của {whose} do {called} quyết định."


def _refs(lines: Sequence[AnnexLine]) -> str:
    return f" (mục {', '.join(line.ref for line in lines)})" if lines else ""
