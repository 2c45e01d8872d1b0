"""The act that gives a spoken order its document: from then on the days that rested on a word bind."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from acts import binding
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import ISSUED
from domain.deadline import Basis
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, require
from domain.spoken import awaits_document, called
from storage.tables import DirectiveRow, ItemRow


def confirm(
    desk: Desk,
    scope: Scope,
    item: str,
    document: Mapping[str, Any],
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Link the document (`number`, `issued_on`, perhaps `signer`) of work given by word; its day counts from then on.

    Open work is planned anew and each unit told once. A day before that of the document bound nobody and does not
    begin to: it is answered as `past`.
    """
    require(scope, Act.ISSUE)
    number, issued_on = document["number"], date.fromisoformat(document["issued_on"])
    if issued_on > desk.today():
        problem = Problem("issued_on", "không được sau hôm nay")
        raise Refusal("invalid", "future-day", "Ngày của văn bản ở tương lai.", (problem,))

    def deed(doing: Deed) -> Answer:
        row = _awaiting(doing, item, version)
        order = doing.session.get_one(DirectiveRow, row.directive)
        row.document, row.version = dict(document), row.version + 1
        if row.basis == Basis.WORD.value:
            row.basis = Basis.WORD_CONFIRMED.value
        found = binding.effect(doing.session, desk, order, [row], issued_on, doing.now)
        told = binding.put_in_force(doing, [row], found, called(number, issued_on), f"confirmed/{row.id}/{row.version}")
        named = [one.row.id for one in found.bindings]
        doing.note("item.confirmed", f"item/{item}", assignments=named, notices=told)
        return Answer({"id": item, "basis": row.basis, **found.plain(), "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["confirm", item, dict(document)])


def _awaiting(doing: Deed, item: str, version: int | None) -> ItemRow:
    row = doing.session.get(ItemRow, item, with_for_update=True)
    if row is None:
        raise absent()
    expect_version(row.version, version)
    kind = doing.session.get_one(DirectiveRow, row.directive).kind
    if row.state != ISSUED or not awaits_document(row.basis, kind, row.document):
        detail = "Nhiệm vụ này không chờ văn bản: chỉ gắn văn bản cho nhiệm vụ đã giao bằng lời mà chưa có văn bản."
        raise Refusal("conflict", "no-document-awaited", detail, allowed=("amendments",))
    return row
