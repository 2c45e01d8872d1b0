"""The frozen figures of one period: everything its documents say, as plain data that can be made again bit for bit."""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from domain.directive import LostPoint
from domain.office import Unit, UnitKind
from domain.order import name_order, reference_order
from domain.record import AssignmentRecord
from domain.remedy import lost_and_remedied
from domain.status import WorkState
from domain.tally import Standing, Tally, standing

SHAPE = "review/1"
"""Name of the snapshot's shape; a change that readers would notice takes the next number."""

_KIND_ORDER = (
    UnitKind.AUTHORITY,
    UnitKind.OFFICE,
    UnitKind.DEPARTMENT,
    UnitKind.CENTRE,
    UnitKind.BOARD,
    UnitKind.VERTICAL,
    UnitKind.COMMUNE,
)
"""The order in which the office's own tables list units: its offices and departments first, the communes last."""

_ID_LISTS = frozenset({"records", "to_blame", "threatened"})
"""Where an estimate names the records behind it by their ids."""

_Where = dict[str, str | None]


def belongs(record: AssignmentRecord, since: date, until: date) -> bool:
    """Whether `record` is told of in the period from `since` to `until`, both days included.

    It is when its deadline, its result or its opening lies in the period, or when it was open during it: opened (or
    known without a day of opening) by the last day, and not accepted with a result dated before the first. Work that
    was withdrawn carries no day of withdrawal, so it is told of only where its deadline or its opening lies in the
    period: it cannot follow the office through all later reviews.
    """
    marks = (record.deadline, record.result_on, record.opened_on)
    if any(day is not None and since <= day <= until for day in marks):
        return True
    if record.work is WorkState.WITHDRAWN or (record.opened_on is not None and record.opened_on > until):
        return False
    closed_on = record.result_on or record.accepted_on
    return record.work is not WorkState.ACCEPTED or (closed_on is not None and closed_on >= since)


def snapshot(
    period_name: str,
    since: date,
    until: date,
    as_of: date,
    authority: str,
    units: tuple[Unit, ...],
    records: tuple[AssignmentRecord, ...],
    lost_points: tuple[LostPoint, ...],
    scores: tuple[dict[str, Any], ...],
    notices: dict[str, Any],
    steps: dict[str, Any],
) -> dict[str, Any]:
    """The figures of one period as they stand on `as_of`, JSON-able: strings, whole numbers, booleans and null only.

    `records` may be given in any order and may reach beyond the period: `belongs` chooses, but remedies of last
    year's lost points are looked for in all of them. `scores` are estimates as `dondoc score` prints them, one per
    unit and scorecard. `notices` are counts by kind; `steps` are counts by state and, under "unreleased", the
    escalations nobody has answered: {"directive", "ref", "unit", "period", "to", "due_on"}. Assignments are named by
    directive, ref, unit and period, never by an id, so that the same facts give the same snapshot anywhere.
    """
    told = sorted((r for r in records if belongs(r, since, until)), key=_place)
    names = {unit.code: unit.name for unit in units}
    listed = _Lists(told, as_of, names)
    return {
        "shape": SHAPE,
        "authority": authority,
        "period": {"name": period_name, "since": since.isoformat(), "until": until.isoformat()},
        "as_of": as_of.isoformat(),
        "total": {**Tally(tuple(told), as_of).plain(), "carried_over": sum(_opened_before(r, since) for r in told)},
        "units": _per_unit(told, units, as_of),
        "directives": _grouped(told, as_of, lambda r: r.directive, "directive"),
        "items": _items(told, as_of, names),
        "overdue": listed.of(Standing.OVERDUE, _longest_first),
        "late": listed.of(Standing.DONE_LATE, _longest_first),
        "waiting": listed.of(Standing.WAITING),
        "undated": listed.of(Standing.UNDATED),
        "paused": listed.of(Standing.PAUSED),
        "escalations": {
            "made": listed.escalated(),
            "unreleased": sorted((dict(row) for row in steps.get("unreleased", ())), key=_canonical),
        },
        "remedies": lost_and_remedied(lost_points, sorted(records, key=_place), as_of),
        "scores": _scores(scores, {record.id: _where(record) for record in records}),
        "notices": dict(sorted(notices.items())),
        "steps": {state: count for state, count in sorted(steps.items()) if state != "unreleased"},
    }


def digest(snapshot: Mapping[str, Any], template_digest: str) -> str:
    """64 hex digits for these figures written with that template; the same facts always give the same digits."""
    return sha256(f"{_canonical(snapshot)}\n{template_digest}".encode()).hexdigest()


def _canonical(value: object) -> str:
    """The one way to write a value as JSON: sorted keys, no spaces, NFC."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


class _Lists:
    """The lists that stand behind the figures: one row an assignment."""

    def __init__(self, told: Sequence[AssignmentRecord], as_of: date, names: Mapping[str, str]) -> None:
        self._told = told
        self._as_of = as_of
        self._names = names

    def of(self, wanted: Standing, order: Callable[[dict[str, Any]], Any] | None = None) -> list[dict[str, Any]]:
        """Everything that stands so, in the order of the documents unless told another one."""
        rows = [self._row(record) for record in self._told if standing(record, self._as_of) is wanted]
        return sorted(rows, key=order) if order else rows

    def escalated(self) -> list[dict[str, Any]]:
        """Everything that was ever reported to a head or a leader, done or not: an escalation is a fact."""
        return [self._row(record) for record in self._told if record.escalated_on]

    def _row(self, record: AssignmentRecord) -> dict[str, Any]:
        return {
            **_where(record),
            "unit_name": self._names.get(record.unit, record.unit),
            "text": record.text,
            "cadence": record.cadence,
            "deadline": _iso(record.deadline),
            "original": _iso(record.original),
            "days_late": record.days_late(self._as_of),
            "state": standing(record, self._as_of).value,
            "result_on": _iso(record.result_on),
            "document": record.document,
            "obstacle": record.obstacle,
            "escalated_on": [day.isoformat() for day in sorted(record.escalated_on)],
            "moves": [
                [_iso(m.before), m.after.isoformat(), m.classed.value, m.reason] for m in sorted(record.moves, key=_day)
            ],
            "returns": [[r.on.isoformat(), r.classed.value, r.reason] for r in sorted(record.returns, key=_day)],
            "criteria": sorted(record.criteria),
        }


def _items(told: Sequence[AssignmentRecord], as_of: date, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is told of each item: its words, who owes it, how it stands, and what answered or hinders it."""
    groups: defaultdict[tuple[str, str], list[AssignmentRecord]] = defaultdict(list)
    for record in told:
        groups[record.directive, record.ref].append(record)
    return [
        {
            "directive": directive,
            "ref": ref,
            "text": group[0].text,
            "cadence": group[0].cadence,
            "units": sorted({names.get(record.unit, record.unit) for record in group}, key=name_order),
            "cooperating": sorted({names.get(code, code) for r in group for code in r.cooperating}, key=name_order),
            "documents": sorted({record.document for record in group if record.document}),
            "obstacles": sorted({record.obstacle for record in group if record.obstacle}),
            "criteria": sorted({criterion for record in group for criterion in record.criteria}),
            "remedies": sorted({lost for record in group for lost in record.remedies}),
            "figures": Tally(tuple(group), as_of).plain(),
        }
        for (directive, ref), group in sorted(
            groups.items(), key=lambda pair: (pair[0][0], reference_order(pair[0][1]))
        )
    ]


def _per_unit(told: Sequence[AssignmentRecord], units: Iterable[Unit], as_of: date) -> list[dict[str, Any]]:
    """A tally for each unit that owes something, in the order the office lists its units; strangers come last."""
    ranked = sorted(units, key=lambda u: (_KIND_ORDER.index(u.kind), name_order(u.name), u.code))
    names = {unit.code: unit.name for unit in ranked}
    places = {code: place for place, code in enumerate(names)}
    rows = _grouped(told, as_of, lambda record: record.unit, "unit")
    rows.sort(key=lambda row: (places.get(row["unit"], len(places)), row["unit"]))
    return [{**row, "unit_name": names.get(row["unit"], row["unit"])} for row in rows]


def _grouped(
    told: Sequence[AssignmentRecord], as_of: date, by: Callable[[AssignmentRecord], str], name: str
) -> list[dict[str, Any]]:
    groups: defaultdict[str, list[AssignmentRecord]] = defaultdict(list)
    for record in told:
        groups[by(record)].append(record)
    return [{name: key, **Tally(tuple(group), as_of).plain()} for key, group in sorted(groups.items())]


def _scores(scores: Iterable[Mapping[str, Any]], places: Mapping[str, _Where]) -> list[dict[str, Any]]:
    """The estimates, with the records they name said as places; a record of another kind (a figure) is only counted."""
    said = [_without_ids(score, places) for score in scores]
    return sorted(
        said, key=lambda s: (str(s.get("scorecard")), str(s.get("unit")), str(s.get("period")), _canonical(s))
    )


def _without_ids(value: Any, places: Mapping[str, _Where]) -> Any:
    """A copy of plain data in which every list of records names assignments as a person would."""
    if isinstance(value, Mapping):
        copy = {key: _without_ids(part, places) for key, part in value.items() if key not in _ID_LISTS}
        for key in _ID_LISTS & value.keys():
            ids = [str(identity) for identity in value[key]]
            copy[key] = sorted((places[i] for i in ids if i in places), key=_canonical)
            copy[f"other_{key}"] = sum(identity not in places for identity in ids)
        return copy
    if isinstance(value, (list, tuple)):
        return [_without_ids(part, places) for part in value]
    return value


def _where(record: AssignmentRecord) -> _Where:
    return {"directive": record.directive, "ref": record.ref, "unit": record.unit, "period": record.period}


def _place(record: AssignmentRecord) -> tuple[object, ...]:
    """The order of the documents; the whole record breaks ties, so that the order it came in never shows."""
    rest = {name: str(value) for name, value in vars(record).items() if name not in {"id", "item"}}
    return (record.directive, reference_order(record.ref), record.unit, record.period or "", _canonical(rest))


def _longest_first(row: Mapping[str, Any]) -> int:
    return -int(row["days_late"])


def _opened_before(record: AssignmentRecord, since: date) -> bool:
    return record.opened_on is not None and record.opened_on < since


def _day(fact: Any) -> tuple[date, str]:
    return fact.on, str(fact)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
