"""The frozen figures of one period: everything its documents say, as plain data that can be made again bit for bit."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from domain.calendar import Calendar
from domain.directive import LostPoint
from domain.office import Unit, UnitKind
from domain.order import name_order, reference_order
from domain.record import AssignmentRecord
from domain.remedy import lost_and_remedied
from domain.report_dates import PERIODS
from domain.review_rows import Where, canonical, place, printable, row, where
from domain.status import WorkState
from domain.tally import Standing, Tally
from domain.wording.words import period_label

SHAPE = "review/5"
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

ID_LISTS = frozenset({"records", "to_blame", "threatened"})
"""Where an estimate names the records behind it by their ids."""


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
    *,
    calendar: Calendar,
    dates: Mapping[str, str] | None = None,
    label: str = "",
    compared_with: str = PERIODS,
    measured: Mapping[str, Where] | None = None,
    history: Sequence[Mapping[str, Any]] = (),
    scores_before: Sequence[Mapping[str, Any]] = (),
    sections: Sequence[Mapping[str, Any]] = (),
    remarks: Mapping[str, str] | None = None,
    letterhead: Mapping[str, Any] | None = None,
    templates: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The figures of one period as they stand on `as_of`, JSON-able: strings, whole numbers, booleans and null only.

    `records` may be given in any order and may reach beyond the period: `belongs` chooses, but remedies of last
    year's lost points are looked for in all of them. `scores` are estimates as `dondoc score` prints them, one per
    unit and scorecard. `notices` are counts by kind; `steps` are counts by state and, under "unreleased", the
    escalations nobody has answered: {"directive", "ref", "unit", "period", "to", "due_on"}. Assignments are named by
    directive, ref, unit and period, never by an id, so that the same facts give the same snapshot anywhere. `measured` names
    the figures that estimates rest on in the same way, by their ids.

    `calendar` counts days late; `dates` are those of the report, `label` its usual words and `compared_with` those of the period before;
    `history` what `earlier` gives of the periods before, the oldest first;
    `scores_before` last year's estimates; `sections` the outline of the report with the texts that have arrived, `remarks` what people add;
    `letterhead` what the office says of the heads and feet of its documents, `templates` the digests of its own Word
    templates by kind of document.
    """
    told = sorted((r for r in records if belongs(r, since, until)), key=place)
    names = {unit.code: unit.name for unit in units}
    figures = {
        "shape": SHAPE,
        "authority": authority,
        "letterhead": dict(letterhead or {}),
        "templates": dict(templates or {}),
        "office": next((unit.name for unit in units if unit.in_charge), None),
        "period": {
            "name": period_name,
            "label": label or period_label(period_name),
            "compared_with": compared_with,
            "since": since.isoformat(),
            "until": until.isoformat(),
            **(dates or {}),
        },
        "as_of": as_of.isoformat(),
        "total": {**Tally(tuple(told), as_of).plain(), "carried_over": sum(_opened_before(r, since) for r in told)},
        "history": [dict(past) for past in history],
        "units": _per_unit(told, units, as_of),
        "directives": _grouped(told, as_of, lambda r: r.directive, "directive"),
        "items": (items := _items(told, as_of, names)),
        "tasks": _tasks(items),
        "assignments": [row(record, as_of, names, calendar) for record in told],
        "escalations": {"unreleased": sorted((dict(row) for row in steps.get("unreleased", ())), key=canonical)},
        "remedies": lost_and_remedied(lost_points, sorted(records, key=place), as_of),
        "scores": _scores(scores, {**(measured or {}), **{record.id: where(record) for record in records}}),
        "fields": _fields(scores, scores_before, units),
        "sections": [dict(section) for section in sections],
        "remarks": dict(remarks or {}),
        "notices": dict(sorted(notices.items())),
        "steps": {state: count for state, count in sorted(steps.items()) if state != "unreleased"},
    }
    cleaned: dict[str, Any] = printable(figures)
    return cleaned


def earlier(
    name: str, label: str, since: date, until: date, as_of: date, records: Iterable[AssignmentRecord]
) -> dict[str, Any]:
    """The figures of a period gone by as they stood on `as_of`, to compare another with."""
    told = tuple(record for record in records if belongs(record, since, until))
    return {"name": name, "label": label or name, "as_of": as_of.isoformat(), **Tally(told, as_of).plain()}


def digest(snapshot: Mapping[str, Any], template_digest: str) -> str:
    """64 hex digits for these figures written with that template; the same facts always give the same digits."""
    return sha256(f"{canonical(snapshot)}\n{template_digest}".encode()).hexdigest()


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


def _tasks(items: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Counted by task: done where every unit is done, overdue where one is; what nobody follows any more is left out."""
    states = Counter(_task_state(item["figures"]) for item in items)
    return {"all": len(items), **{state: states[state] for state in ("done", "overdue", "open", "withdrawn")}}


def _task_state(figures: Mapping[str, Any]) -> str:
    if figures["states"][Standing.OVERDUE.value]:
        return "overdue"
    if not figures["kept"]:
        return "withdrawn"
    return "done" if figures["done"] == figures["kept"] else "open"


def _fields(
    scores: Iterable[Mapping[str, Any]], before: Iterable[Mapping[str, Any]], units: Sequence[Unit]
) -> list[dict[str, Any]]:
    """Points by field of the authority's own index, with last year's where there were any."""
    root = next((unit.code for unit in units if unit.parent is None), None)
    past = {group["name"]: group for group in _top_groups(before, root)}
    return [
        {
            "name": group["name"],
            "points": group["points"],
            "max": group["max"],
            "before": {"points": old["points"], "max": old["max"]} if (old := past.get(group["name"])) else None,
        }
        for group in _top_groups(scores, root)
    ]


def _top_groups(scores: Iterable[Mapping[str, Any]], unit: str | None) -> list[Mapping[str, Any]]:
    """The fields of the first estimate of that unit."""
    own = sorted((s for s in scores if s["unit"] == unit), key=lambda s: str(s["scorecard"]))
    return [group for group in own[0].get("groups", ()) if not group["above"]] if own else []


def _per_unit(told: Sequence[AssignmentRecord], units: Iterable[Unit], as_of: date) -> list[dict[str, Any]]:
    """A tally for each unit that owes something, in the order the office lists its units; strangers come last."""
    ranked = sorted(units, key=lambda u: (_KIND_ORDER.index(u.kind), name_order(u.name), u.code))
    names = {unit.code: unit.name for unit in ranked}
    places = {code: place for place, code in enumerate(names)}
    rows = _grouped(told, as_of, lambda record: record.unit, "unit")
    rows.sort(key=lambda row: (places.get(row["unit"], len(places)), row["unit"]))
    kinds = {unit.code: unit.kind.value for unit in ranked}
    return [{**row, "unit_name": names.get(row["unit"], row["unit"]), "kind": kinds.get(row["unit"])} for row in rows]


def _grouped(
    told: Sequence[AssignmentRecord], as_of: date, by: Callable[[AssignmentRecord], str], name: str
) -> list[dict[str, Any]]:
    groups: defaultdict[str, list[AssignmentRecord]] = defaultdict(list)
    for record in told:
        groups[by(record)].append(record)
    return [{name: key, **Tally(tuple(group), as_of).plain()} for key, group in sorted(groups.items())]


def _scores(scores: Iterable[Mapping[str, Any]], places: Mapping[str, Where]) -> list[dict[str, Any]]:
    """The estimates, with the records they name said as places; a record of a kind that has no place is only counted."""
    said = [_without_ids(score, places) for score in scores]
    return sorted(said, key=lambda s: (str(s.get("scorecard")), str(s.get("unit")), str(s.get("period")), canonical(s)))


def _without_ids(value: Any, places: Mapping[str, Where]) -> Any:
    """A copy of plain data in which every list of records names assignments and figures as a person would."""
    if isinstance(value, Mapping):
        copy: dict[str, Any] = {}
        for key, part in value.items():
            if key in ID_LISTS:
                ids = [str(identity) for identity in part]
                copy[key] = sorted((places[i] for i in ids if i in places), key=canonical)
                copy[f"other_{key}"] = sum(identity not in places for identity in ids)
            else:
                copy[key] = _without_ids(part, places)
        return copy
    if isinstance(value, (list, tuple)):
        return [_without_ids(part, places) for part in value]
    return value


def _opened_before(record: AssignmentRecord, since: date) -> bool:
    return record.opened_on is not None and record.opened_on < since
