"""The units and groups of the office by what a person types: name, short name, alias or code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from acts.desk import Desk
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.item_sheet import BETWEEN
from storage.views import office
from storage.views.directory import directory


@dataclass(frozen=True)
class Names:
    """Every unit and group: `by_code` as it is shown, `by_word` (folded) as it may be typed.

    `units` are those one may choose, without groups; `offered` are the words of units and groups one may choose. The
    authority itself is known where a document names it, and is never offered: it does not owe its own order.
    """

    by_code: Mapping[str, str]
    units: Mapping[str, str]
    by_word: Mapping[str, str]
    root: str | None = None

    @property
    def offered(self) -> tuple[str, ...]:
        """What may be chosen, as it is shown."""
        return tuple(self.word(code) for code in self.by_code if code != self.root)

    @property
    def shown(self) -> dict[str, str]:
        """Each code as a cell shows it."""
        return {code: self.word(code) for code in self.by_code}

    def words(self, codes: tuple[str, ...]) -> str:
        """Codes as a cell shows them."""
        return f"{BETWEEN} ".join(self.word(code) for code in codes)

    def with_old(self, codes: Iterable[str]) -> "Names":
        """These names, and codes the office no longer has, which mean themselves: what was exported can come back."""
        old = {fold(code): code for code in codes if code not in self.by_code}
        return replace(self, by_word={**old, **self.by_word})

    def word(self, code: str) -> str:
        """The name of one of them; its code where the name alone would not be understood again."""
        name = self.by_code.get(code, code)
        return name if self.by_word.get(fold(name)) == code else code

    def one(self, cell: str, typed: str) -> str:
        """One unit or group by its code, else by a name; a name nobody has is refused with those most like it."""
        if typed in self.by_code:
            return typed
        found = self.by_word.get(fold(typed.strip()))
        if found is not None:
            return found
        like = get_close_matches(fold(typed), self.by_word, n=2)
        near = " hoặc ".join(f"“{self.by_code[self.by_word[word]]}”" for word in like)
        right = f"có phải {near}" if like else "ghi mã hoặc tên như trong danh mục đơn vị"
        problem = Problem(cell, f"không có đơn vị hoặc nhóm “{typed.strip()}”; {right}")
        raise Refusal("invalid", "unknown-unit", "Chưa xác định được đơn vị chủ trì.", (problem,))

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
        units = office.units(session)
        groups = directory(session).groups
    used = sorted({group for unit in units for group in unit.groups})
    own = {unit.code: unit.name for unit in units}
    root = next((unit.code for unit in units if unit.parent is None), None)
    shown = {code: (groups.get(code) or (code,))[0] for code in used} | own
    words: dict[str, set[str]] = {}
    for code in used:
        for word in (code, *groups.get(code, ())):
            words.setdefault(fold(word), set()).add(code)
    for unit in units:
        for word in (unit.code, unit.name, unit.short_name or unit.code, *unit.aliases):
            words.setdefault(fold(word), set()).add(unit.code)
    chosen = {code: name for code, name in own.items() if code != root}
    by_word = {word: next(iter(codes)) for word, codes in words.items() if len(codes) == 1}
    return Names(shown, chosen, by_word, root)
