"""A draft directive as plain JSON and back: the shape of `dondoc parse`, stored and shown alike (contracts.md)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from domain.directive import (
    Cadence,
    Citation,
    DraftDirective,
    DraftItem,
    DueRule,
    LostPoint,
    Note,
    Place,
    RemedyLink,
    Target,
    Warning,  # noqa: A004 - the word of the contract
)

Plain = dict[str, Any]


def to_plain(draft: DraftDirective, *, with_codes: bool = False, with_text: bool = True) -> Plain:
    """JSON-ready; `with_codes` adds what recognition found, `with_text` the normalised source."""
    plain: Plain = {
        "number": draft.number,
        "issued_on": _day(draft.issued_on),
        "issuer": draft.issuer,
        "title": draft.title,
        "kind": draft.kind,
        "signer": draft.signer,
        "recipients": list(draft.recipients),
        "items": [_item(item, with_codes=with_codes) for item in draft.items],
        "notes": [{"text": note.text, "source": _place(note.source)} for note in draft.notes],
        "lost_points": [_lost(point) for point in draft.lost_points],
        "links": [
            {"item": link.item, "lost_point": link.lost_point, "share": link.share, "words": list(link.words)}
            for link in draft.links
        ],
        "warnings": [_warning(warning) for warning in draft.warnings],
    }
    return {**plain, "text": draft.text} if with_text else plain


def from_plain(plain: Mapping[str, Any]) -> DraftDirective:
    """The draft that `to_plain` wrote; fields left out take their defaults."""
    return DraftDirective(
        number=plain.get("number"),
        issued_on=_date(plain.get("issued_on")),
        issuer=plain.get("issuer"),
        title=plain.get("title"),
        kind=plain.get("kind"),
        signer=plain.get("signer"),
        recipients=tuple(plain.get("recipients", ())),
        items=tuple(_read_item(item) for item in plain.get("items", ())),
        notes=tuple(Note(note["text"], _read_place(note.get("source"))) for note in plain.get("notes", ())),
        lost_points=tuple(lost_point(point) for point in plain.get("lost_points", ())),
        links=tuple(
            RemedyLink(link["item"], link["lost_point"], link["share"], tuple(link.get("words", ())))
            for link in plain.get("links", ())
        ),
        warnings=tuple(_read_warning(warning) for warning in plain.get("warnings", ())),
        text=plain.get("text", ""),
    )


def _item(item: DraftItem, *, with_codes: bool) -> Plain:
    plain: Plain = {
        "ref": item.ref,
        "text": item.text,
        "lead": list(item.lead),
        "cooperating": list(item.cooperating),
        "cadence": item.cadence.value,
        "due_on": _day(item.due_on),
        "due_text": item.due_text,
        "due_rule": _rule(item.due_rule),
        "target": None
        if item.target is None
        else {"op": item.target.op, "value": number(item.target.value), "unit": item.target.unit},
        "condition": item.condition,
        "parts": list(item.parts),
        "citations": [{"number": cited.number, "date": _day(cited.date)} for cited in item.citations],
        "source": _place(item.source),
        "remedies": list(item.remedies),
        "warnings": [_warning(warning) for warning in item.warnings],
    }
    if with_codes:
        plain["lead_codes"] = list(item.lead_codes)
        plain["cooperating_codes"] = list(item.cooperating_codes)
        plain["unrecognised"] = list(item.unrecognised)
    return plain


def _read_item(plain: Mapping[str, Any]) -> DraftItem:
    target = plain.get("target")
    rule = plain.get("due_rule")
    return DraftItem(
        ref=plain["ref"],
        text=plain["text"],
        lead=tuple(plain.get("lead", ())),
        cooperating=tuple(plain.get("cooperating", ())),
        cadence=Cadence(plain.get("cadence", "once")),
        due_on=_date(plain.get("due_on")),
        due_text=plain.get("due_text"),
        due_rule=DueRule(rule["kind"], rule.get("n"), rule.get("unit"), rule.get("anchor")) if rule else None,
        target=Target(target["op"], Fraction(str(target["value"])), target.get("unit", "%")) if target else None,
        condition=plain.get("condition"),
        parts=tuple(plain.get("parts", ())),
        citations=tuple(Citation(cited["number"], _date(cited.get("date"))) for cited in plain.get("citations", ())),
        source=_read_place(plain.get("source")),
        warnings=tuple(_read_warning(warning) for warning in plain.get("warnings", ())),
        remedies=tuple(plain.get("remedies", ())),
        lead_codes=tuple(plain.get("lead_codes", ())),
        cooperating_codes=tuple(plain.get("cooperating_codes", ())),
        unrecognised=tuple(plain.get("unrecognised", ())),
    )


def _lost(point: LostPoint) -> Plain:
    return {
        "id": point.id,
        "text": point.text,
        "points": None if point.points is None else number(point.points),
        "parent": point.parent,
        "field": point.field,
        "cause": point.cause,
        "source": _place(point.source),
    }


def lost_point(plain: Mapping[str, Any]) -> LostPoint:
    """A lost point as it was stored."""
    points = plain.get("points")
    return LostPoint(
        plain["id"],
        plain["text"],
        None if points is None else Fraction(str(points)),
        plain.get("parent"),
        plain.get("field"),
        plain.get("cause"),
        _read_place(plain.get("source")),
    )


def number(value: Fraction) -> int | float:
    """Exact for what documents write: whole numbers as such, decimals by their shortest form."""
    return value.numerator if value.denominator == 1 else float(value)


def _rule(rule: DueRule | None) -> Plain | None:
    return None if rule is None else {"kind": rule.kind, "n": rule.n, "unit": rule.unit, "anchor": rule.anchor}


def _place(place: Place) -> Plain:
    plain: Plain = {"line": place.line, "page": place.page}
    return plain if place.cell is None else {**plain, "cell": place.cell}


def _read_place(plain: Mapping[str, Any] | None) -> Place:
    return Place(plain.get("line"), plain.get("page"), plain.get("cell")) if plain else Place()


def _warning(warning: Warning) -> Plain:
    plain: Plain = {"code": warning.code, "message": warning.message}
    return plain if warning.source is None else {**plain, "source": _place(warning.source)}


def _read_warning(plain: Mapping[str, Any]) -> Warning:
    place = plain.get("source")
    return Warning(plain["code"], plain["message"], None if place is None else _read_place(place))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
