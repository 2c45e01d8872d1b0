"""The annex of assignment (phụ lục phân công): for each item its product, its lead, its deadline and what makes it bind."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.deadline import Basis, Policy
from domain.directive import Cadence, DueRule
from domain.errors import Problem
from domain.office import Role
from domain.same_number import is_same
from domain.wording.dates import plain

AUTHORITY = "phụ lục phân công"
"""Who moved a day, where an annex did."""
ANOTHER = "annex-of-another"
"""The code of the warning, and of the refusal, that an annex names another directive."""


@dataclass(frozen=True)
class Word:
    """A leader's spoken order: whose, on which day, on which occasion (domain.md §0.8)."""

    by: str
    on: date
    occasion: str


@dataclass(frozen=True)
class AnnexRow:
    """What the annex says of one item; what is left empty stays as the directive has it.

    lead, cooperating: codes of units or groups. due_on: one day; due_rule: a day of every period of the cadence.
    acceptors: units that may accept, in order of preference. criteria: ids of the scorecard the item feeds.
    weight: None where it stays. follow False: registered, without a clock. mover: the role that may move its deadline.
    """

    ref: str
    basis: Basis = Basis.NONE
    product: str | None = None
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    cadence: Cadence | None = None
    due_on: date | None = None
    due_rule: DueRule | None = None
    acceptors: tuple[str, ...] = ()
    policy: Policy | None = None
    criteria: tuple[str, ...] = ()
    weight: int | None = None
    follow: bool = True
    word: Word | None = None
    mover: Role | None = None

    def acceptor_for(self, lead: str) -> str | None:
        """Who accepts what `lead` reports: never the lead itself (domain.md §0.8); None where the annex names nobody else."""
        return next((unit for unit in self.acceptors if unit != lead), None)


@dataclass(frozen=True)
class Named:
    """A directive as an annex names it."""

    number: str
    issued_on: date

    def plain(self) -> dict[str, str]:
        """As it is kept with the annex."""
        return {"number": self.number, "issued_on": self.issued_on.isoformat()}


@dataclass(frozen=True)
class Annex:
    """The whole annex, with the number and date the directive itself was issued under.

    Its dates take force when number and date of the signed annex are entered (domain.md §0.1). `mover` is the role that may
    move the deadlines of all items which name nobody else (§0.8).
    """

    directive_number: str
    directive_issued_on: date
    number: str | None = None
    issued_on: date | None = None
    signer: str | None = None
    rows: tuple[AnnexRow, ...] = ()
    mover: Role | None = None

    @property
    def named(self) -> Named:
        """The directive that it says it belongs to."""
        return Named(self.directive_number, self.directive_issued_on)

    @property
    def is_signed(self) -> bool:
        """Whether it has the number and the date that put its deadlines in force."""
        return self.number is not None and self.issued_on is not None

    def row(self, ref: str) -> AnnexRow | None:
        """What it says of the item cited as `ref`, or None."""
        return next((row for row in self.rows if row.ref == ref), None)

    def basis_of(self, row: AnnexRow) -> Basis:
        """What makes the row's deadline bind today: an annex that nobody has signed yet is an internal plan."""
        return Basis.INTERNAL if row.basis is Basis.ANNEX and not self.is_signed else row.basis


def of_another(named: Named, number: str | None, issued_on: date | None) -> tuple[Problem, ...]:
    """Where an annex names another directive than that of this number and date; what nobody knows yet is not compared."""
    problems = []
    if number is not None and not is_same(named.number, number):
        problems.append(Problem("directive.number", f"phụ lục ghi “{named.number}”, văn bản này là “{number}”"))
    if issued_on is not None and named.issued_on != issued_on:
        said = f"phụ lục ghi {plain(named.issued_on)}, văn bản này ngày {plain(issued_on)}"
        problems.append(Problem("directive.issued_on", said))
    return tuple(problems)


def doubted(annex: Mapping[str, Any] | None, number: str | None, issued_on: date | None) -> list[dict[str, str]]:
    """A warning where the annex laid beside a draft names another directive: its number may still come from the registry."""
    told = (annex or {}).get("directive")
    if not told:
        return []
    named = Named(told["number"], date.fromisoformat(told["issued_on"]))
    found = of_another(named, number, issued_on)
    if not found:
        return []
    message = f"Phụ lục phân công có thể là của văn bản khác: {'; '.join(one.message for one in found)}."
    return [{"code": ANOTHER, "message": message}]


def called(number: str, issued_on: date) -> str:
    """A signed annex as units are told of it."""
    return f"Phụ lục phân công số {number} ngày {plain(issued_on)}"


def signed(before: Mapping[str, Any] | None, annex: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of the annex in force: itself (`number`, `issued_on`, `signer`), and the signed ones `earlier`."""
    earlier = list((before or {}).get("earlier", ()))
    if before and before.get("number") and before.get("issued_on"):
        earlier.append({name: value for name, value in before.items() if name != "earlier"})
    return {**annex, **({"earlier": earlier} if earlier else {})}


def waits_for_annex(basis: str, due_on: date | None, due_rule: object) -> bool:
    """Whether a day is a plan of the office's own, which binds once a signed annex carries it."""
    return basis == Basis.INTERNAL.value and (due_on is not None or due_rule is not None)


def contradictions(
    annex: Annex, leads: Mapping[str, Collection[str]], units: Collection[str], groups: Mapping[str, Collection[str]]
) -> tuple[Problem, ...]:
    """Where the annex disagrees with the directive's items and with the office; empty where it may be applied.

    `leads`: ref of each item → codes of the units that lead it. `groups`: code of each group → codes of its units.
    """
    return tuple(
        problem
        for index, row in enumerate(annex.rows)
        for problem in _of_row(row, f"rows[{index}]", leads, units, groups)
    )


def _of_row(
    row: AnnexRow,
    at: str,
    leads: Mapping[str, Collection[str]],
    units: Collection[str],
    groups: Mapping[str, Collection[str]],
) -> Iterator[Problem]:
    if row.ref not in leads:
        yield Problem(f"{at}.ref", f"Văn bản không có nhiệm vụ “{row.ref}”; các nhiệm vụ: {', '.join(leads)}.")
    for code in (*row.lead, *row.cooperating):
        if code not in units and code not in groups:
            yield Problem(f"{at}.lead", f"Không có đơn vị hoặc nhóm mã “{code}”.")
    for code in row.acceptors:
        if code not in units:
            yield Problem(f"{at}.acceptors", f"Không có đơn vị mã “{code}”.")
    owing = [unit for code in row.lead for unit in groups.get(code, (code,))] or leads.get(row.ref, ())
    for unit in owing:
        if row.acceptors and row.acceptor_for(unit) is None:
            yield Problem(
                f"{at}.acceptors", f"“{unit}” không thể tự xác nhận nhiệm vụ của mình; ghi thêm một đơn vị khác."
            )
