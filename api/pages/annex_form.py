"""The form of a corrected annex: days and products page by page; what was typed on one page stays while another is shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from api.annexes import Signature
from api.pages.forms import DAY_SAID, Filled, iso_day, shaped
from api.pages.words import written
from domain.errors import Problem, Refusal
from storage.views.directives import ItemLine, WholeDirective

OF_PERIOD = "day-of-period"
AT_ONCE = 100
"""Items on one page: a form with all of a long directive would hold more fields than anybody looks through."""
SHOWN = "shown"
"""The field that tells which page was filled in: a cell of that page which did not come back was emptied."""


@dataclass(frozen=True)
class Row:
    """One item with its cells as they are shown: the field and the text of its day, and its product."""

    item: ItemLine
    due: tuple[str, str]
    product: tuple[str, str]
    of_period: bool


@dataclass(frozen=True)
class AnnexForm:
    """What is shown and what was filled in; `sent` is the form as it came back, if it did."""

    found: WholeDirective
    sent: Filled = field(default_factory=lambda: Filled({}))

    @cached_property
    def items(self) -> Sequence[ItemLine]:
        """The items whose days and products may be corrected."""
        return [item for item in self.found.items if item.follow]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.items) // AT_ONCE))

    @property
    def filled_in(self) -> int:
        """The page that was filled in; 0 where none was."""
        return _number(self.sent.one(SHOWN), 0)

    @cached_property
    def _came_back(self) -> frozenset[str]:
        """The items of the page that was filled in."""
        return frozenset(item.id for item in self._on(self.filled_in)) if self.filled_in else frozenset()

    def page(self, wanted: int) -> int:
        """A page that there is."""
        return min(max(1, wanted), self.pages)

    def rows(self, number: int) -> list[Row]:
        """The items of a page with what was typed, else with what they say today."""
        return [self._row(item) for item in self._on(number)]

    def elsewhere(self, number: int) -> dict[str, str]:
        """What was changed on the pages that are not shown: goes along unseen."""
        shown = {item.id for item in self._on(number)}
        rows = (self._row(item) for item in self.items if item.id not in shown)
        return {
            name: value
            for row in rows
            for (name, value), now in zip((row.due, row.product), _today(row.item), strict=True)
            if value and value != now
        }

    def page_of(self, refusal: Refusal) -> int:
        """The page on which somebody finds what is wrong; that which was filled in where it lies on none."""
        wrong = {problem.field.partition(".")[2] for problem in refusal.problems}
        at = next((at for at, item in enumerate(self.items) if item.id in wrong), None)
        return self.page(self.filled_in if at is None else at // AT_ONCE + 1)

    def changed(self) -> list[dict[str, Any]]:
        """A row of the annex for each item that was changed, on whichever page; refused where a cell cannot be read."""
        return [{"ref": item.ref, **told} for item in self.items if (told := dict(self._changes(item)))]

    def check(self) -> None:
        """Refuse a cell that cannot be read on the page it was typed on, not pages later."""
        self.changed()
        _ = self.signed_on

    @property
    def signed_on(self) -> date | None:
        """The day of the signature, where it was typed; refused where it is no day."""
        typed = self.sent.day("issued_on")
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            raise Refusal(
                "invalid", "invalid", "Ngày ký chưa đúng.", (Problem("issued_on", f"cần ghi {DAY_SAID}"),)
            ) from None

    def annex(self) -> dict[str, Any]:
        """The annex as its file would say it: the signature, and what was changed."""
        sent, line = self.sent, self.found.line
        signature = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "signer": sent.one("signer")}
        signed = shaped(Signature, signature).model_dump(mode="json")
        rows = self.changed()
        if not rows:
            problem = Problem("rows", "sửa hạn hoặc sản phẩm của ít nhất một mục, hoặc chọn tệp phụ lục")
            raise Refusal("invalid", "nothing-changed", "Chưa có mục nào thay đổi.", (problem,))
        of = {"number": line.number, "issued_on": line.issued_on and line.issued_on.isoformat()}
        return {**signed, "directive": of, "rows": rows}

    def _on(self, number: int) -> Sequence[ItemLine]:
        return self.items[(number - 1) * AT_ONCE : number * AT_ONCE]

    def _row(self, item: ItemLine) -> Row:
        due, product = _fields(item)
        now = _today(item)
        return Row(item, (due, self._typed(item, due, now[0])), (product, self._typed(item, product, now[1])), _periodic(item))  # fmt: skip

    def _typed(self, item: ItemLine, name: str, now: str) -> str:
        """What a cell holds: as it came back, empty where its page came back without it, else as the item is today."""
        typed = self.sent.one(name)
        if typed is not None:
            return typed
        return "" if item.id in self._came_back else now

    def _changes(self, item: ItemLine) -> Iterator[tuple[str, Any]]:
        row = self._row(item)
        due, product = row.due[1], row.product[1]
        if product and product != item.product:
            yield "product", product
        if row.of_period:
            rule: Mapping[str, Any] = item.due_rule or {}
            if (n := _day_of_period(item, due)) != rule["n"]:
                yield "due_rule", {**rule, "n": n}
            return
        named = _day(item, due)
        if named is not None and named != item.due_on:
            yield "due_on", named.isoformat()


def _number(typed: str | None, otherwise: int) -> int:
    return int(typed) if typed is not None and typed.isdecimal() and len(typed) < 6 else otherwise  # noqa: PLR2004 - no directive has so many


def turned_to(sent: Filled) -> int | None:
    """The page somebody turns to, where that is what was pressed."""
    return _number(sent.one("trang"), 1) if sent.one("trang") is not None else None


def _fields(item: ItemLine) -> tuple[str, str]:
    return f"{'n' if _periodic(item) else 'day'}.{item.id}", f"product.{item.id}"


def _today(item: ItemLine) -> tuple[str, str]:
    """The day and the product as the item has them today, in the words of the cells."""
    rule: Mapping[str, Any] = item.due_rule or {}
    due = str(rule["n"]) if _periodic(item) else written(item.due_on)
    return due, item.product or ""


def _periodic(item: ItemLine) -> bool:
    """Whether an item is owed on a day of each period instead of on one day."""
    return item.due_rule is not None and item.due_rule.get("kind") == OF_PERIOD


def _day_of_period(item: ItemLine, typed: str) -> int:
    if not typed.isdecimal():
        raise _refused(item, "cần ghi ngày trong tháng cuối kỳ, từ 1 đến 31")
    return int(typed)


def _day(item: ItemLine, typed: str) -> date | None:
    if not typed:
        if item.due_on is not None:
            raise _refused(item, "phụ lục không bỏ hạn đã có; để trống là chưa đúng, đề nghị ghi ngày")
        return None
    try:
        return date.fromisoformat(iso_day(typed))
    except ValueError:
        raise _refused(item, f"cần ghi {DAY_SAID}") from None


def _refused(item: ItemLine, message: str) -> Refusal:
    problem = Problem(_fields(item)[0], f"mục {item.ref}: {message}")
    return Refusal("invalid", "invalid", f"Mục {item.ref} chưa đúng.", (problem,))
