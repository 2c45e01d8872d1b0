"""Many of one kind in one act: one transaction, a result for each row; a refused row undoes nothing of the others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Refusal
from domain.rights import Scope

MOST_ROWS = 100
"""Each leaves an event, and no transaction appends more than 200."""


@dataclass(frozen=True)
class Row:
    """One thing to act on, in the version that was seen."""

    id: str
    version: int


def each(
    desk: Desk,
    scope: Scope,
    rows: Iterable[Row],
    one: Callable[[Deed, Row], Answer],
    key: str | None,
    request: str,
) -> Answer:
    """Do `one` for every row and answer them in the order asked. A refusal is that row's answer: its kind, code, sentence.

    Rows are locked in one order, so that two such acts never wait for each other.
    """
    asked = list(rows)

    def deed(doing: Deed) -> Answer:
        places = sorted(range(len(asked)), key=lambda place: asked[place].id)
        told = {place: _tried(doing, asked[place], one) for place in places}
        return Answer({"rows": [told[place] for place in range(len(asked))]})

    return perform(desk, scope, deed, key=key, request=[request, asked])


def _tried(doing: Deed, row: Row, one: Callable[[Deed, Row], Answer]) -> Mapping[str, Any]:
    noted, promised, leaned_on = len(doing.facts), len(doing.promises), set(doing.scope.leaned_on)
    try:
        with doing.session.begin_nested():
            answer = one(doing, row)
    except Refusal as refusal:
        del doing.facts[noted:], doing.promises[promised:]
        doing.scope.leaned_on.intersection_update(leaned_on)
        return {"id": row.id, "refused": refusal.kind, "code": refusal.code, "detail": refusal.detail}
    return {"id": row.id, "status": answer.status}
