"""A mail arranged for its templates: greeted, counted and grouped once, so that subject, text and HTML tell one story."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from domain.enclosure import Enclosure
from domain.wording import numbers, orders, words
from writing.mail_facts import Row, facts_of, one_line
from writing.mailing import SUPERIORS, Addressee, Line, Mail

SEES_UNITS = ("office", "chief", "chair", "acceptor")
"""Roles that read of several units. Nobody else is shown a unit's name beside a line (domain.md §7)."""

_THRESHOLDS = (60, 30, 20, 15, 10, 5)
"""Working days "trên …" that a proposal speaks of: the largest that all its items have passed."""


@dataclass(frozen=True)
class Group:
    """Rows under one heading; no heading where a mail has but one kind of row."""

    title: str | None
    tone: words.Tone
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Tide:
    """The lines of a mail by their day: what has passed, what is today's, this week's, later, and without a day."""

    overdue: tuple[Line, ...]
    today: tuple[Line, ...]
    week: tuple[Line, ...]
    later: tuple[Line, ...]
    undated: tuple[Line, ...]


@dataclass(frozen=True)
class MailView:
    """What the templates may ask of a mail."""

    mail: Mail

    @property
    def addressee(self) -> Addressee:
        """Whom it addresses."""
        return self.mail.addressee

    @property
    def role(self) -> str:
        """The addressee's role."""
        return self.addressee.role

    @property
    def today(self) -> date:
        """The day it is written."""
        return self.mail.today

    @property
    def many(self) -> int:
        """How many assignments it tells of."""
        return len(self.mail.lines)

    @cached_property
    def single(self) -> Line | None:
        """The one line of a mail that has but one."""
        return self.mail.lines[0] if self.many == 1 else None

    @cached_property
    def tide(self) -> Tide:
        """Its lines by their day. The week ends on Sunday, so that nothing worked on a swapped Saturday is lost."""
        sunday = self.today + timedelta(days=6 - self.today.weekday())
        days = [(line, line.deadline) for line in sorted(self.mail.lines, key=_by_day)]
        return Tide(
            overdue=tuple(line for line, day in days if day is not None and day < self.today),
            today=tuple(line for line, day in days if day == self.today),
            week=tuple(line for line, day in days if day is not None and self.today < day <= sunday),
            later=tuple(line for line, day in days if day is not None and day > sunday),
            undated=tuple(line for line, day in days if day is None),
        )

    @property
    def all_overdue(self) -> bool:
        """Whether every line is past its day."""
        return bool(self.mail.lines) and len(self.tide.overdue) == self.many

    @property
    def person(self) -> str:
        """The addressee as one speaks of them: "đồng chí Chủ tịch UBND phường X", "anh Nguyễn Văn A"."""
        if not self.addressee.name and not self.addressee.title:
            return self.addressee.unit_name
        return f"{self.addressee.form} {self.office or self.addressee.name}".strip()

    @property
    def office(self) -> str:
        """The addressee's title with the unit it is held in, each word said once; empty without a title.

        A title of several offices says itself where they are held.
        """
        title, unit = self.addressee.title, self.addressee.unit_name
        if not title or "," in title or unit.casefold() in title.casefold():
            return title
        words, place = title.split(), unit.split()
        folded = [word.casefold() for word in words], [word.casefold() for word in place]
        # "Trưởng phòng" of "Phòng Nội vụ", "Chánh Văn phòng" of "Văn phòng Ủy ban nhân dân"
        shared = next((n for n in range(min(map(len, folded)), 0, -1) if folded[0][-n:] == folded[1][:n]), 0)
        return " ".join([*words, *place[shared:]])

    @property
    def greeting(self) -> str:
        """The line after "Kính gửi:"; a shared mailbox is greeted by its unit."""
        if self.role == "unit" or not self.addressee.name:
            return self.office if self.role in SUPERIORS and self.office else self.addressee.unit_name
        parts = (f"{self.addressee.form} {self.addressee.name}".strip(), self.office or self.addressee.unit_name)
        greeting = ", ".join(part for part in parts if part)
        return greeting[:1].upper() + greeting[1:]

    @property
    def you(self) -> str:
        """How the addressee is spoken to within a sentence."""
        return self.addressee.spoken_to(self.mail.forms)

    @property
    def is_superior(self) -> bool:
        """Whether the addressee is asked with respect."""
        return self.addressee.is_superior

    @property
    def reader(self) -> str:
        """Whoever reads it: a shared mailbox is opened by an official."""
        return self.you if self.is_superior else self.mail.forms.official

    @property
    def request(self) -> str:
        """How something is asked of the addressee: units are asked, heads and leaders are asked with respect."""
        return f"Kính đề nghị {self.you}" if self.is_superior else f"Đề nghị {self.you}"

    @property
    def documents(self) -> str:
        """The numbers behind its lines, as a subject names them: one, or the first and how many more."""
        named = list(dict.fromkeys(line.directive for line in self.mail.lines if line.directive))
        if len(named) > 1:
            return f"{named[0]} và {numbers.count(len(named) - 1)} văn bản khác"
        return named[0] if named else "chưa có số văn bản"

    @property
    def by_documents(self) -> str:
        """What the work rests on, as a sentence goes on with it; work given by word says so."""
        if not any(line.directive for line in self.mail.lines):
            return "(chưa có số văn bản)"
        numbered = self.documents[0].isdigit()  # else it says its kind, or where a word was given: "Giao ban tuần 12"
        return f"theo văn bản số {self.documents}" if numbered else f"theo {self.documents}"

    @property
    def subject_unit(self) -> str:
        """The unit a subject names: the addressee's own, or, for those who read of several, the one that is meant."""
        if self.role not in SEES_UNITS:
            return self.addressee.unit_name
        names = list(dict.fromkeys(line.unit_name for line in self.mail.lines))
        return names[0] if len(names) == 1 else f"{numbers.count(len(names))} đơn vị"

    @property
    def whose(self) -> str:
        """Whose work it tells of, as a sentence of its body says it: one unit by its name, several as what they are."""
        names = {line.unit_name for line in self.mail.lines} if self.role in SEES_UNITS else {self.addressee.unit_name}
        return next(iter(names)) if len(names) == 1 else "các đơn vị"

    @property
    def rests(self) -> bool:
        """Whether its reader need not go on with anything it tells of."""
        return bool(self.mail.lines) and not any(line.goes_on for line in self.mail.lines)

    @property
    def counted(self) -> str:
        """Everything it tells of, by its day: "01 nhiệm vụ quá hạn, 03 nhiệm vụ đến hạn trong tuần"."""
        tide = self.tide
        return _counted(
            "nhiệm vụ",
            ("quá hạn", len(tide.overdue)),
            ("đến hạn hôm nay", len(tide.today)),
            ("đến hạn trong tuần", len(tide.week)),
            ("sắp đến hạn", len(tide.later)),
            ("chưa xác định thời hạn", len(tide.undated)),
        )

    def headline(self, noun: str) -> str:
        """What a subject says of it: what has passed and what this week asks for, and the rest only without those."""
        tide = self.tide
        pressing = _counted(
            noun,
            ("quá hạn", len(tide.overdue)),
            ("đến hạn hôm nay", len(tide.today)),
            ("đến hạn trong tuần", len(tide.week)),
        )
        rest = (("sắp đến hạn", len(tide.later)), ("chưa xác định thời hạn", len(tide.undated)))
        return pressing or _counted(noun, *rest)

    @property
    def passed(self) -> int | None:
        """The largest usual number of working days that every line has passed, None below the smallest."""
        late = [-(line.working_days_left or 0) for line in self.mail.lines]
        return next((days for days in _THRESHOLDS if self.all_overdue and min(late) > days), None)

    @property
    def enclosed(self) -> tuple[str, ...]:
        """What it says of each signed file: that it goes along, or where it lies."""
        return tuple(self._enclosed(one) for one in self.mail.enclosed)

    def _enclosed(self, one: Enclosure) -> str:
        named = f"{one.name} ({numbers.size(one.size)})"
        if one.attached:
            return f"Kèm theo thư: văn bản đã ký, tệp {named}."
        base = one_line(self.mail.base_url)
        where = f": {base}/bao-cao" if _address(base) else ""
        return f"Văn bản đã ký, tệp {named}, không gửi kèm theo thư; đề nghị tải ở trang Báo cáo{where}."

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The lines as the body shows them."""
        if self.mail.kind in {"digest", "escalation", "briefing", "proposal"} and not self._acceptance:
            return self._by_tide()
        if self.mail.kind == "release":
            return self._by_release()
        return self._numbered([(None, "black", self.mail.lines)])

    @property
    def waits_for_answer(self) -> bool:
        """Whether it tells a superior of reports that somebody of theirs has not answered."""
        return bool(self.mail.lines) and all(line.kind == "accept-head" for line in self.mail.lines)

    @property
    def _acceptance(self) -> bool:
        return self.role == "acceptor" or self.waits_for_answer

    def _by_tide(self) -> tuple[Group, ...]:
        tide = self.tide
        return self._numbered(
            [
                ("Quá hạn", "red", tide.overdue),
                ("Đến hạn hôm nay", "orange", tide.today),
                ("Đến hạn trong tuần", "orange", tide.week),
                ("Sắp đến hạn", "black", tide.later),
                ("Chưa xác định thời hạn", "black", tide.undated),
            ]
        )

    def _by_release(self) -> tuple[Group, ...]:
        held = tuple(line for line in self.mail.lines if line.release == "required")
        freed = tuple(line for line in self.mail.lines if line.release != "required")
        return self._numbered(
            [("Sẽ gửi nếu không có ý kiến khác", "orange", freed), ("Chỉ gửi khi có ý kiến đồng ý", "black", held)]
        )

    def _numbered(self, parts: Iterable[tuple[str | None, words.Tone, tuple[Line, ...]]]) -> tuple[Group, ...]:
        """Groups that hold something, with one numbering through all of them."""
        groups: list[Group] = []
        number = 0
        for title, tone, lines in parts:
            rows = tuple(self._row(number + place, line) for place, line in enumerate(lines, start=1))
            number += len(rows)
            if rows:
                groups.append(Group(title and f"{title} ({numbers.count(len(rows))})", tone, rows))
        return tuple(groups)

    def _row(self, number: int, line: Line) -> Row:
        answered = self._acceptance or self.mail.kind in {"received", "accepted"} or not line.goes_on
        told = (
            replace(line, working_days_left=None) if answered else line
        )  # no countdown for what was answered or rests
        unit = (("Đơn vị", line.unit_name),) if self.role in SEES_UNITS and line.unit_name else ()
        return Row(
            number,
            one_line(orders.told(line.text)),
            (*unit, *facts_of(told)),
            _address(line.url),
            _address(line.receipt_url),
        )


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None


def _counted(noun: str, *parts: tuple[str, int]) -> str:
    return ", ".join(f"{numbers.count(many)} {noun} {what}" for what, many in parts if many)


def _by_day(line: Line) -> tuple[date, str, str]:
    return line.deadline or date.max, line.directive, line.ref
