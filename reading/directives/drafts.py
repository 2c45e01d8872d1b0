"""An item as it is drafted from its text: who, how often, by when, how much, on what condition."""

from dataclasses import replace

from domain.directive import Cadence, DraftItem
from reading.directives.above import Above
from reading.directives.cadence import Rhythm, read_cadence
from reading.directives.citations import find_citations
from reading.directives.conditions import by_event, read_condition
from reading.directives.item_parts import parts_of
from reading.directives.item_warnings import warnings_of
from reading.directives.leading import lead_named
from reading.directives.numbered_parties import read_numbered
from reading.directives.outline import Node
from reading.directives.parties import read_parties
from reading.directives.times import Times, by_turns, choose


def draft(text: str, node: Node, above: Above, times: Times, issuer: str | None) -> DraftItem:
    """The item that `text`, standing at `node`, is below what it inherits; `issuer` issued the document."""
    parties = read_parties(text) if node.marker is None else read_numbered(text)
    rhythm = read_cadence(text)
    dues = times.dues(text, rhythm.cadence)
    if by_turns(rhythm, dues):
        rhythm = Rhythm(Cadence.ONCE)
    due = choose(dues, rhythm.cadence) or above.due
    aims = times.aims(text)
    condition = read_condition(text)
    named = lead_named(text, parties, above.lead, issuer)
    lead = named or above.lead
    cooperating = tuple(
        name for name in (*parties.cooperating, *(() if named else above.cooperating)) if name not in lead
    )
    item = DraftItem(
        ref=".".join(above.ref),
        text=text,
        lead=lead,
        cooperating=tuple(dict.fromkeys(cooperating)),
        cadence=rhythm.cadence,
        due_on=due.on if due else None,
        due_text=due.text if due else None,
        due_rule=due.rule if due else by_event(condition),
        target=aims[0].target if aims else None,
        condition=condition.text if condition else None,
        parts=parts_of(text, parties),
        citations=tuple(dict.fromkeys(found.citation for found in find_citations(text))),
        source=node.place,
    )
    return replace(item, warnings=tuple(warnings_of(item, dues, rhythm, aims, condition)))
