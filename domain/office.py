"""The office: its units, its officials, and the roles they hold, each with its days of validity (domain.md §1, §7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is; vertical agencies cooperate but are never escalated (domain.md §1)."""

    AUTHORITY = "authority"  # the authority itself, root of the tree: UBND Quận 1
    DEPARTMENT = "department"  # phòng, sở
    OFFICE = "office"  # văn phòng
    CENTRE = "centre"  # đơn vị sự nghiệp công lập
    COMMUNE = "commune"  # xã, phường, đặc khu
    BOARD = "board"  # ban quản lý
    VERTICAL = "vertical"  # ngành dọc: Công an, Bảo hiểm xã hội


class Role(StrEnum):
    """Who somebody is towards the work (domain.md §7)."""

    OFFICIAL = "official"  # đầu mối đơn vị
    HEAD = "head"  # thủ trưởng đơn vị
    SPECIALIST = "specialist"  # chuyên viên phụ trách
    CHIEF = "chief"  # trưởng phòng Nội vụ / chánh văn phòng: accepts, releases
    DEPUTY_CHAIR = "deputy-chair"  # phó chủ tịch
    CHAIR = "chair"  # chủ tịch
    CLERK = "clerk"  # văn thư
    SOURCE = "source"  # đơn vị cung cấp số liệu
    APPRAISER = "appraiser"  # tổ thẩm định
    INSPECTOR = "inspector"  # thanh tra
    ADMIN = "admin"  # quản trị


@dataclass(frozen=True)
class Validity:
    """Days on which something holds; both ends included, an open end is None."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Unit:
    """One unit of the authority. `code` is stable and ASCII; names and titles are data (domain.md §1)."""

    code: str
    name: str
    kind: UnitKind
    parent: str | None = None
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # "phuong": "Ủy ban nhân dân 10 phường" reaches every unit of the group
    mailbox: str | None = None
    phone: str | None = None
    block: str | None = None  # comparable units are ranked within a block
    in_charge: bool = False  # the office in charge of reform: a role before it is a name
    validity: Validity = Validity()
    successor: str | None = None

    @property
    def is_vertical(self) -> bool:
        """Whether the ladder may send it neither escalation nor criticism."""
        return self.kind is UnitKind.VERTICAL


@dataclass(frozen=True)
class Grant:
    """One role held in one unit for some days; `unit` None means the whole authority."""

    role: Role
    unit: str | None = None
    validity: Validity = Validity()
    field: str | None = None
    stands_for: str | None = None  # the absent official whose role this is, held in their place


PERSONAL = frozenset({Role.ADMIN, Role.INSPECTOR})
"""Roles nobody holds in another's place: accounts and inspection are entrusted by name."""


@dataclass(frozen=True)
class Absence:
    """Days on which an official is away, first and last included, and who acts in their place.

    It concerns their roles in `unit`, or all of them where that is None. `ended_on` is the day they were back before
    the last one. Without a substitute their roles are bridged as a vacancy is.
    """

    official: str
    since: date
    until: date
    substitute: str | None = None
    unit: str | None = None
    ended_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether they are away on `day`; nothing of it outlasts its last day."""
        return self.since <= day <= self.until and (self.ended_on is None or day < self.ended_on)

    def concerns(self, unit: str | None) -> bool:
        """Whether their roles in `unit` are meant."""
        return self.unit is None or self.unit == unit

    def meets(self, other: "Absence") -> bool:
        """Whether both have a day in common and a unit as well."""
        apart = self.until < other.since or other.until < self.since
        return not apart and (other.unit is None or self.concerns(other.unit))

    def taken_over(self, grants: Iterable[Grant]) -> tuple[Grant, ...]:
        """The roles of the absent official as the substitute holds them; what is personal stays."""
        return tuple(
            replace(grant, stands_for=self.official)
            for grant in grants
            if self.concerns(grant.unit) and grant.role not in PERSONAL
        )


@dataclass(frozen=True)
class Official:
    """A person of the office. `form` is how a letter addresses them: "đồng chí", "anh", "chị"."""

    login: str
    name: str
    title: str = ""
    form: str = "anh (chị)"
    email: str | None = None
    phone: str | None = None
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True)
class Directory:
    """All units and officials of one authority, as one file states them."""

    units: tuple[Unit, ...] = ()
    officials: tuple[Official, ...] = ()
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)  # group code -> names it is written by

    def unit(self, code: str) -> Unit | None:
        """The unit of that code, or None."""
        return next((unit for unit in self.units if unit.code == code), None)

    def holders(self, role: Role, unit: str | None, day: date) -> Iterable[Official]:
        """Officials who hold `role` in `unit` on `day`."""
        return (
            official
            for official in self.officials
            if any(g.role is role and g.unit == unit and g.validity.covers(day) for g in official.grants)
        )
