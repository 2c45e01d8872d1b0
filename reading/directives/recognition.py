"""Lead and cooperating units as written → codes of the office's directory; what is not known is listed, never guessed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from domain.directive import DraftDirective, DraftItem
from domain.office import Directory, Unit, UnitKind
from reading.directives.words import fold

# Spellings that stand for one another, folded; the longer side is the one compared.
_SHORT_FORMS = (
    (r"\bubnd\b", "uy ban nhan dan"), (r"\bhdnd\b", "hoi dong nhan dan"), (r"\bub\b", "uy ban"), (r"\bubmttq(?:vn)?\b", "uy ban mat tran to quoc viet nam"), (r"\bmttq(?:vn)?\b", "mat tran to quoc viet nam"),
    (r"\bbhxh\b", "bao hiem xa hoi"), (r"\bvp\b", "van phong"), (r"\btt\b", "trung tam"), (r"\bp\.\s*(?=[a-z])", "phong "), (r"\bq\.\s*", "quan "), (r"\btp\.?\s*", "thanh pho "), (r"\bcntt\b", "cong nghe thong tin"),
    (r"\bgd\s*(?:&|va|-)?\s*dt\b", "giao duc va dao tao"), (r"\btn\s*(?:&|va|-)?\s*mt\b", "tai nguyen va moi truong"), (r"\btc\s*-\s*kh\b", "tai chinh ke hoach"), (r"\bkh\s*(?:&|va|-)?\s*dt\b", "ke hoach va dau tu"), (r"\btt\s*(?:&|va)\s*tt\b", "thong tin va truyen thong"),
    (r"\bld\s*-?\s*tb\s*(?:&|va|-)?\s*xh\b", "lao dong thuong binh va xa hoi"), (r"\bqldt\b", "quan ly do thi"), (r"\bvhtt\b", "van hoa va thong tin"), (r"\bhcc\b", "hanh chinh cong"), (r"\bca\b", "cong an"),
)  # fmt: skip
_SIGNS = re.compile(r"[^\w]+")
_TITLE = re.compile(
    r"^(?:(?:pho )?chu tich|thu truong|(?:pho )?giam doc|(?:pho )?truong phong|truong|(?:pho )?chanh van phong|lanh dao|nguoi dung dau|hieu truong|chanh thanh tra)\s+"
)
_CHIEF_OF = ((re.compile(r"^(?:pho )?truong phong\s+"), "phong "), (re.compile(r"^(?:pho )?chanh van phong(?:\s+|$)"), "van phong "), (re.compile(r"^chanh thanh tra\s*"), "thanh tra "), (re.compile(r"^truong cong an\s*"), "cong an "))  # fmt: skip
_NUMBER_OF = re.compile(r"\b(?:cac|\d{1,3}) ")


def recognise(draft: DraftDirective, directory: Directory, day: date | None = None) -> DraftDirective:
    """The draft with codes beside its names. `day` (default: of the document) decides which units are in being."""
    known = _Names(directory, day or draft.issued_on)
    return replace(draft, items=tuple(_recognise(item, known) for item in draft.items))


def _recognise(item: DraftItem, known: "_Names") -> DraftItem:
    lead, lost = known.codes(item.lead)
    cooperating, also_lost = known.codes(item.cooperating)
    return replace(
        item,
        lead_codes=lead,
        cooperating_codes=tuple(code for code in cooperating if code not in lead),
        unrecognised=(*lost, *also_lost),
    )


class _Names:
    """Every way the directory writes its units and groups, folded."""

    def __init__(self, directory: Directory, day: date | None) -> None:
        self.units: dict[str, str] = {}
        self.doubtful: set[str] = set()
        self.groups = {_key(name): code for code, names in directory.groups.items() for name in names}
        self.members: defaultdict[str, list[str]] = defaultdict(list)
        living = [unit for unit in directory.units if day is None or unit.validity.covers(day)]
        self.place = next((_key(unit.name) for unit in living if unit.kind is UnitKind.AUTHORITY), "")
        for unit in living:
            for group in unit.groups:
                self.members[group].append(unit.code)
            for name in self._spellings(unit):
                self._learn(name, unit.code)

    def _learn(self, name: str, code: str) -> None:
        if self.units.setdefault(name, code) != code:
            self.doubtful.add(name)

    def _spellings(self, unit: Unit) -> Iterator[str]:
        """Its names, each also without the place the whole office shares: "Phòng Nội vụ (Quận 1)"."""
        where = self.place.removeprefix("uy ban nhan dan ").strip()
        for written in (unit.name, unit.short_name, *unit.aliases):
            if not written:
                continue
            name = _key(written)
            yield name
            if where and name.endswith(f" {where}") and unit.kind is not UnitKind.AUTHORITY:
                yield name.removesuffix(f" {where}")
            elif where and unit.kind not in {UnitKind.AUTHORITY, UnitKind.COMMUNE}:
                yield f"{name} {where}"

    def codes(self, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of names, groups opened into their members; and the names nobody knows."""
        found: list[str] = []
        lost: list[str] = []
        for name in names:
            codes = self._codes_of(name)
            found.extend(codes)
            if not codes:
                lost.append(name)
        return tuple(dict.fromkeys(found)), tuple(lost)

    def _codes_of(self, name: str) -> tuple[str, ...]:
        for key in _readings(_key(name)):
            group = self.groups.get(key)
            if group is not None:
                return tuple(self.members[group]) or (group,)
            if key in self.units and key not in self.doubtful:
                return (self.units[key],)
        return ()


def _readings(key: str) -> Iterator[str]:
    """The name as it stands, then the unit behind a head's title, then without a count of units."""
    yield key
    for chief, unit in _CHIEF_OF:
        if chief.match(key):
            yield chief.sub(unit, key).strip()
    bare = _TITLE.sub("", key)
    yield bare
    yield _NUMBER_OF.sub("cac ", bare)
    if bare.startswith(("phuong ", "xa ", "dac khu ", "thi tran ")):
        yield f"uy ban nhan dan {bare}"
    if bare.startswith("uy ban nhan dan "):
        yield bare.removeprefix("uy ban nhan dan ")


def _key(name: str) -> str:
    """A name for comparing: folded, short forms opened, signs gone."""
    folded = fold(name)
    for pattern, long in _SHORT_FORMS:
        folded = re.sub(pattern, long, folded)
    return " ".join(_SIGNS.sub(" ", folded).split())
