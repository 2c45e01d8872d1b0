"""What a careful reader flags on a whole directive, each with its place and what a person should decide (domain.md §6)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from domain.directive import Citation, DraftItem, LostPoint, Place, Warning  # noqa: A004 - the word of the contract
from domain.wording.dates import plain
from reading.directives.blocks import Block, Hidden
from reading.directives.citations import find_citations, year_of_number
from reading.directives.head import Head
from reading.directives.hidden import unread
from reading.directives.lost_points import contradictory, unsplit
from reading.directives.subjects import similarity, subject
from reading.directives.words import fold

_SAME_SUBJECT = 0.6
_RELATED = 0.3  # enough where each is also told to help the other
_MOST_COMPARED = 400  # items; beyond it only equal texts are compared, so that the time stays linear
_FIRST_WORDS = 12


def head_warnings(head: Head) -> Iterator[Warning]:
    """A number, a date and a signer that are missing: nothing relative can be anchored without them."""
    if head.number is None:
        yield Warning("no-number", "Văn bản chưa có số, ký hiệu; đề nghị bổ sung trước khi ban hành nhiệm vụ.")
    if head.issued_on is None:
        yield Warning(
            "no-date",
            "Văn bản chưa có ngày ban hành nên các thời hạn tính từ ngày ký chưa xác định được; đề nghị bổ sung.",
        )
    if head.signer is None:
        yield Warning("no-signer", "Chưa thấy người ký văn bản; đề nghị bổ sung.")


def citation_warnings(blocks: Iterable[Block], issued_on: date | None, year: int | None) -> Iterator[Warning]:
    """A citation whose number names another year than its date, or whose date lies behind the directive's own.

    `year` is the one the directive speaks of: what it cites may be of the year after, where it has no date yet.
    """
    for block in blocks:
        for found in find_citations(block.text):
            number, day = found.citation.number, found.citation.date
            if day is None:
                continue
            if _mismatched(found.citation):
                message = (
                    f"Văn bản viện dẫn {number} nhưng ghi ngày thuộc năm {day.year}; đề nghị kiểm tra lại số hoặc ngày."
                )
            elif day > issued_on if issued_on is not None else year is not None and day.year > year + 1:
                message = f"Văn bản viện dẫn {number} ngày {plain(day)} là ngày chưa đến khi ban hành; đề nghị kiểm tra lại năm."
            else:
                continue
            yield Warning("citation-year", message, Place(line=block.line, page=block.page))


def _mismatched(citation: Citation) -> bool:
    year = year_of_number(citation.number)
    return year is not None and citation.date is not None and citation.date.year != year


def point_warnings(points: Sequence[LostPoint]) -> Iterator[Warning]:
    """Sums of lost points not split between their causes, or that their parts contradict."""
    for point in unsplit(points):
        yield Warning(
            "points-not-split",
            f"“{point.field}” bị trừ chung cho nhiều nguyên nhân, văn bản không tách điểm từng nguyên nhân; đề nghị xác định hoặc để chung.",
            point.source,
        )
    for point in contradictory(points):
        yield Warning(
            "points-contradict",
            f"Tổng điểm trừ của “{point.field}” khác tổng các mục con; đề nghị kiểm tra lại.",
            point.source,
        )


def unread_page(page: int) -> Warning:
    """A page that is a picture among pages of text: what it orders is not among the items."""
    return Warning(
        "page-unread",
        f"Trang {page} là ảnh quét nên chưa đọc được; đề nghị đối chiếu bản gốc và bổ sung nhiệm vụ nêu ở trang này (nếu có).",
        Place(page=page),
    )


def hidden_warnings(hidden: Iterable[Hidden]) -> Iterator[Warning]:
    """What the file holds and does not show: whatever it orders is not among the items."""
    yield from (Warning("hidden-unread", unread(one)) for one in hidden)


def chrome_warning(chrome: Sequence[Block]) -> Iterator[Warning]:
    """Said once, so that a person can look whether something was dropped wrongly."""
    if chrome:
        yield Warning(
            "page-chrome",
            f"Đã bỏ qua {len(chrome)} dòng của trang thông tin (thực đơn, tin cũ, tiện ích); đề nghị xem lại nếu thiếu nội dung.",
            Place(line=chrome[0].line),
        )


def machine_warnings(places: Iterable[Place]) -> Iterator[Warning]:
    """Text that talks to a program is shown, never obeyed, and is no item."""
    for place in places:
        yield Warning(
            "machine-address",
            "Đoạn này viết cho phần mềm đọc văn bản, không phải nhiệm vụ; hệ thống không làm theo. Đề nghị kiểm tra nguồn gốc văn bản.",
            place,
        )


def pair_warnings(items: Sequence[DraftItem]) -> Iterator[Warning]:
    """Duplicates, two leads for one subject, and two units each told to help the other with it."""
    if len(items) > _MOST_COMPARED:
        yield from _equal_texts(items)
        return
    subjects = [subject(_without_parties(item)) for item in items]
    for one, other in combinations(range(len(items)), 2):
        a, b = items[one], items[other]
        alike = similarity(subjects[one], subjects[other])
        if _circular(a, b):
            if alike >= _RELATED:
                yield Warning(
                    "circular-cooperation",
                    f"Mục {a.ref} và mục {b.ref} cùng một việc nhưng mỗi bên lại được giao phối hợp với bên kia; đề nghị xác định đơn vị chủ trì.",
                    b.source,
                )
            continue
        if alike < _SAME_SUBJECT:
            continue
        if _same(a.lead, b.lead):
            if fold(a.text) == fold(b.text) or alike > (1 + _SAME_SUBJECT) / 2:
                yield Warning(
                    "duplicate", f"Mục {b.ref} trùng nội dung với mục {a.ref}; đề nghị gộp hoặc giữ một mục.", b.source
                )
        elif a.lead and b.lead and not _helps(a, b):
            yield Warning(
                "lead-conflict",
                f"Mục {a.ref} và mục {b.ref} cùng một việc nhưng giao cho đơn vị khác nhau; đề nghị xác định đơn vị chủ trì.",
                b.source,
            )


def _without_parties(item: DraftItem) -> str:
    """The text of an item without the names of its units, which would make every two orders to one unit alike."""
    text = item.text
    for name in (*item.lead, *item.cooperating):
        text = text.replace(name, ";")
    return text


def _equal_texts(items: Sequence[DraftItem]) -> Iterator[Warning]:
    seen: dict[str, str] = {}
    for item in items:
        first = seen.setdefault(fold(item.text), item.ref)
        if first != item.ref:
            yield Warning(
                "duplicate",
                f"Mục {item.ref} trùng nội dung với mục {first}; đề nghị gộp hoặc giữ một mục.",
                item.source,
            )


def _circular(a: DraftItem, b: DraftItem) -> bool:
    return _meet(a.lead, b.cooperating) and _meet(b.lead, a.cooperating)


def _helps(a: DraftItem, b: DraftItem) -> bool:
    """Whether one of two leads is told to help the other: one order said from both sides, no conflict."""
    return _meet(a.lead, b.cooperating) or _meet(b.lead, a.cooperating)


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two lists name one unit; "Phòng Nội vụ" is "Phòng Nội vụ Quận 1"."""
    return any(_alike(one, other) for one in some for other in others)


def _alike(one: str, other: str) -> bool:
    a, b = sorted((fold(one), fold(other)), key=len)
    return b == a or (
        b.startswith(a + " ")
        and bool(re.match(r"(?:quan|huyen|tinh|thanh pho|phuong|xa|thi xa|tp)\b", b[len(a) + 1 :]))
    )


def _same(some: Sequence[str], others: Sequence[str]) -> bool:
    return len(some) == len(others) and all(_alike(a, b) for a, b in zip(some, others, strict=True))
