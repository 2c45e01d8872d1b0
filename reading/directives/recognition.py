"""Lead and cooperating units as written → codes of the office's directory; what is not known is listed, never guessed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from domain.directive import DraftDirective, DraftItem
from domain.office import Directory, Unit, UnitKind
from reading.directives.slips import as_scanned, nearest
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
    r"^(?:(?:pho )?chu tich|thu truong|(?:pho )?giam doc|(?:pho )?truong phong|truong|(?:pho )?chanh van phong"
    r"|lanh dao|nguoi dung dau|hieu truong|chanh thanh tra)\s+"
)
_CHIEF_OF = ((re.compile(r"^(?:pho )?truong phong\s+"), "phong "), (re.compile(r"^(?:pho )?chanh van phong(?:\s+|$)"), "van phong "), (re.compile(r"^chanh thanh tra\s*"), "thanh tra "), (re.compile(r"^truong cong an\s*"), "cong an "))  # fmt: skip
_NARROWED = re.compile(
    r"(?: co)? lien quan$| (?:truc )?thuoc (?:phuong|xa|quan|huyen|tinh|thanh pho|so|uy ban nhan dan)\b.*$| tren dia ban\b.*$"
)
_NUMBER_OF = re.compile(r"\b(?:cac|\d{1,3}) ")


def recognise(draft: DraftDirective, directory: Directory, day: date | None = None) -> DraftDirective:
    """The draft with codes beside its names. `day` (default: of the document) decides which units are in being."""
    known = _Names(directory, day or draft.issued_on)
    return replace(draft, items=tuple(_recognise(item, known) for item in draft.items))


class KnownUnits:
    """The units and groups of an office on a day, by any way a table or a document writes them."""

    def __init__(self, directory: Directory, day: date) -> None:
        self._names = _Names(directory, day)

    def codes(self, written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The units a cell names, groups opened, and the names nobody has; a name that holds a comma is taken whole first."""
        found, lost = self._names.codes((written,))
        for between in (r"[;\n]", r"[;,\n]"):
            if not lost:
                break
            found, lost = self._names.codes(filter(None, (part.strip(" .-+") for part in re.split(between, written))))
        return found, lost


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
        self.asked: dict[str, tuple[str, ...]] = {}  # one document names a unit many times
        self.groups = {_key(name): code for code, names in directory.groups.items() for name in names}
        self.members: defaultdict[str, list[str]] = defaultdict(list)
        living = [unit for unit in directory.units if day is None or unit.validity.covers(day)]
        self.place = next((_key(unit.name) for unit in living if unit.kind is UnitKind.AUTHORITY), "")
        self.places: set[str] = set()  # names that end with the name of a place
        for unit in living:
            for group in unit.groups:
                self.members[group].append(unit.code)
            for name in self._spellings(unit):
                self._learn(name, unit.code)
                if unit.kind is UnitKind.COMMUNE:
                    self.places.add(name)
        self._learn_predecessors(directory, {unit.code for unit in living})
        self.scanned = _unique((as_scanned(name), name) for name in (*self.units, *self.groups))
        self.ordered = _unique((_in_any_order(name), name) for name in self.groups)

    def _learn(self, name: str, code: str) -> None:
        if self.units.setdefault(name, code) != code:
            self.doubtful.add(name)

    def _learn_predecessors(self, directory: Directory, living: set[str]) -> None:
        """A unit that is gone stands for whoever took over its work; its name never takes one that is in use."""
        for unit in directory.units:
            heir = directory.unit(unit.successor) if unit.successor and unit.code not in living else None
            while heir is not None and heir.code not in living:
                heir = directory.unit(heir.successor) if heir.successor else None
            for name in self._spellings(unit) if heir is not None else ():
                if heir is not None and name not in self.units:
                    self.units[name] = heir.code

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
            codes = self.asked.get(name)
            if codes is None:
                codes = self.asked[name] = self._codes_of(name)
            found.extend(codes)
            if not codes:
                lost.append(name)
        return tuple(dict.fromkeys(found)), tuple(lost)

    def _codes_of(self, name: str) -> tuple[str, ...]:
        readings = tuple(dict.fromkeys(_readings(_key(name))))
        for key in readings:
            if codes := self._known(key):
                return codes
        for key in readings:
            meant = self.ordered.get(_in_any_order(key)) or self.scanned.get(as_scanned(key))
            meant = meant or nearest(key, (*self.units, *self.groups), exact_tail=frozenset(self.places))
            if meant is not None and (codes := self._known(meant)):
                return codes
        return ()

    def _known(self, key: str) -> tuple[str, ...]:
        group = self.groups.get(key)
        if group is not None:
            return tuple(self.members[group]) or (group,)
        return (self.units[key],) if key in self.units and key not in self.doubtful else ()


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is said one way only; two names behind one spelling are left out, not guessed."""
    found: dict[str, set[str]] = defaultdict(set)
    for spelt, name in pairs:
        found[spelt].add(name)
    return {spelt: next(iter(names)) for spelt, names in found.items() if len(names) == 1}


def _in_any_order(name: str) -> str:
    """The words of a collective in alphabetical order: "các phường, xã" are "các xã, phường"."""
    return " ".join(sorted(word for word in name.split() if word != "va"))


def _readings(key: str) -> Iterator[str]:
    """The name as it stands, then the unit behind a head's title, then without a count of units."""
    yield key
    for chief, unit in _CHIEF_OF:
        if chief.match(key):
            yield chief.sub(unit, key).strip()
    bare = _TITLE.sub("", key)
    yield bare
    counted = _NUMBER_OF.sub("cac ", bare)
    yield counted
    if counted.startswith("cac ") or " cac " in counted:
        yield _NARROWED.sub("", counted)
        yield _NARROWED.sub("", _NUMBER_OF.sub("cac ", key))
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
