"""Who writes and who signs: the head and the foot of a document, from the office's own data or from its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.telling.text import Head

_COMMITTEE = "Ủy ban nhân dân"
_PERSONS = frozenset({"Hồ Chí Minh"})
_PLACES = ("thành phố", "tỉnh", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã", "đặc khu")
_HEADS = (
    ("Văn phòng", "Chánh Văn phòng"),
    ("Phòng", "Trưởng phòng"),
    ("Sở", "Giám đốc"),
    ("Trung tâm", "Giám đốc"),
    ("Ban", "Trưởng ban"),
)
"""How the head of a unit is called, by the first word of the unit's name."""
_SILENT = {"và", "–", "-", "của"}


@dataclass(frozen=True)
class Letterhead:
    """What the heads and feet of all documents of one review are made of."""

    office: Mapping[str, Any]
    authority: str
    in_charge: str | None
    year: int

    @property
    def issuer(self) -> str:
        """The authority in full: "Ủy ban nhân dân phường Mẫu"."""
        return full_name(str(self.office.get("issuer") or self.authority))

    @property
    def superior(self) -> str:
        """The authority above it, empty where it is not told."""
        return str(self.office.get("superior", ""))

    @property
    def leader(self) -> str:
        """Who leads the authority: "Chủ tịch Ủy ban nhân dân phường Mẫu"."""
        return str(self.office.get("addressed_to") or leader_of(self.issuer))

    @property
    def place(self) -> str:
        """The place before the day."""
        return str(self.office.get("place") or place_of(self.authority))

    def of_authority(self, kind: str, mark: str, abstract: str, *, to: tuple[str, ...] = ()) -> Head:
        """The head of a document that the authority itself issues; `mark` is the type's abbreviation: "BC"."""
        symbol = self.office.get("symbol") if mark == "BC" else None
        return Head(
            self.superior,
            self.issuer,
            str(symbol or "-".join(part for part in (mark, abbreviation(self.issuer), self._drafter(mark)) if part)),
            self.place,
            self.year,
            kind,
            abstract,
            to,
        )

    def _drafter(self, mark: str) -> str:
        """A letter (công văn) names the unit that drafts it: "UBND-NV"."""
        return "" if mark else abbreviation((self.in_charge or "").removeprefix("Phòng"))

    def of_office(self, kind: str, mark: str, abstract: str, *, to: tuple[str, ...] = ()) -> Head:
        """The head of a document that the office in charge writes to the authority's leader."""
        if self.in_charge is None:
            return self.of_authority(kind, mark, abstract, to=to)
        symbol = f"{mark}-{abbreviation(self.in_charge)}"
        return Head(self.issuer, self.in_charge, symbol, self.place, self.year, kind, abstract, to)

    def signed_by_authority(self) -> tuple[str, ...]:
        """The lines above the signature of the authority's leader."""
        given = tuple(self.office.get("signature") or ())
        if given:
            return given
        if self.issuer.startswith(_COMMITTEE):
            return (f"TM. {_COMMITTEE}", "Chủ tịch")
        return (head_of(self.issuer),)

    def signed_by_office(self) -> tuple[str, ...]:
        """The lines above the signature of the head of the office in charge."""
        return (head_of(self.in_charge),) if self.in_charge else self.signed_by_authority()

    def signed_for_leader(self) -> tuple[str, ...]:
        """The lines where the head of the office in charge signs by order (TL.) of the authority's leader."""
        if self.in_charge is None:
            return self.signed_by_authority()
        title = leader_of(self.issuer).removesuffix(f" {self.issuer}")
        return (f"TL. {title}", f"{head_of(self.in_charge)}{self._department()}")

    def _department(self) -> str:
        """What the title of the head needs to be told apart outside: "Trưởng phòng" + " Nội vụ", "Giám đốc" + " Sở …"."""
        unit = self.in_charge or ""
        if head_of(unit) == "Giám đốc":
            return f" {unit}"
        return unit.removeprefix("Phòng") if unit.startswith("Phòng ") else ""

    def recipients(self, *lines: str) -> tuple[str, ...]:
        """Nơi nhận: the lines of the office where it has set them, else `lines`, and the archive."""
        given = tuple(self.office.get("recipients") or ())
        return given or (*lines, "Lưu: VT.")


def full_name(authority: str) -> str:
    """The name of an authority without abbreviation."""
    return f"{_COMMITTEE}{authority[4:]}" if authority.startswith("UBND ") else authority


def leader_of(issuer: str) -> str:
    """Who leads the body of that name."""
    if issuer.startswith(_COMMITTEE):
        return f"Chủ tịch {issuer}"
    if issuer.startswith("Sở"):
        return f"Giám đốc {issuer}"
    return f"Thủ trưởng {issuer}" if issuer else "Thủ trưởng cơ quan"


def head_of(unit: str) -> str:
    """How the head of a unit is called."""
    return next((title for first, title in _HEADS if unit.startswith(first)), "Thủ trưởng đơn vị")


def place_of(authority: str) -> str:
    """The place a committee's documents name: its unit's name, with its kind where the name is a number or a person's.

    Of persons the one is known here that every office writes to; for a place named after another one the office says
    its `place` itself.
    """
    if not full_name(authority).startswith(_COMMITTEE):
        return ""
    name = full_name(authority).removeprefix(_COMMITTEE).strip()
    kind = next((kind for kind in _PLACES if name.lower().startswith(f"{kind} ")), "")
    rest = name[len(kind) :].strip()
    whole = rest.isdecimal() or rest in _PERSONS
    return f"{kind.capitalize()} {rest}".strip() if whole else rest or name


def abbreviation(body: str) -> str:
    """A body as a document's number abbreviates it: "UBND", "VP", "PNV"."""
    if body.startswith(_COMMITTEE):
        return "UBND"
    if body.startswith("Văn phòng"):
        return "VP"
    return "".join(word[0].upper() for word in body.split() if word not in _SILENT)
