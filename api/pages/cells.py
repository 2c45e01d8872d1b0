"""What the cells of a grid say of an item, and the units that are typed into them: by name, short name, alias or code."""

from collections.abc import Mapping
from dataclasses import dataclass

from acts.desk import Desk
from api.pages.words import written
from domain.errors import Problem, Refusal
from domain.folding import fold
from storage.views import office
from storage.views.directives import ItemLine
from storage.views.directory import directory

BETWEEN = ";"


@dataclass(frozen=True)
class Names:
    """Every unit and group: `by_code` as it is shown, `units` without the groups, `by_word` (folded) as it may be typed."""

    by_code: Mapping[str, str]
    units: Mapping[str, str]
    by_word: Mapping[str, str]

    def words(self, codes: tuple[str, ...]) -> str:
        """Codes as a cell shows them."""
        return f"{BETWEEN} ".join(self.by_code.get(code, code) for code in codes)

    def codes(self, cell: str, typed: str) -> list[str]:
        """What was typed as codes; a name nobody has is refused where it stands."""
        names = [name.strip() for name in typed.split(BETWEEN) if name.strip()]
        strange = [name for name in names if fold(name) not in self.by_word]
        if strange:
            message = (
                f"không có đơn vị “{strange[0]}”; chọn trong danh sách gợi ý, các đơn vị cách nhau bằng dấu chấm phẩy"
            )
            raise Refusal("invalid", "unknown-unit", "Có đơn vị chưa nhận ra.", (Problem(cell, message),))
        return list(dict.fromkeys(self.by_word[fold(name)] for name in names))


def names_of(desk: Desk) -> Names:
    """The names of the office of now; a name that two units share means none."""
    with desk.memory.reading() as session:
        units = [unit for unit in office.units(session) if unit.parent is not None]
        groups = directory(session).groups
    used = sorted({group for unit in units for group in unit.groups})
    own = {unit.code: unit.name for unit in units}
    shown = {code: (groups.get(code) or (code,))[0] for code in used} | own
    words: dict[str, set[str]] = {}
    for code in used:
        for word in (code, *groups.get(code, ())):
            words.setdefault(fold(word), set()).add(code)
    for unit in units:
        for word in (unit.code, unit.name, unit.short_name or unit.code, *unit.aliases):
            words.setdefault(fold(word), set()).add(unit.code)
    return Names(shown, own, {word: next(iter(codes)) for word, codes in words.items() if len(codes) == 1})


def said(item: ItemLine, names: Names) -> dict[str, str]:
    """The cells of an item as they stand."""
    return {
        "lead_codes": names.words(item.lead_codes),
        "cooperating_codes": names.words(item.cooperating_codes),
        "acceptors": names.words(item.acceptors),
        "cadence": item.cadence,
        "due_on": written(item.due_on),
        "basis": item.basis,
        "product": item.product or "",
        "follow": "true" if item.follow else "",
    }
