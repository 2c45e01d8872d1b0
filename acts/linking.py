"""The act of answering a proposed link: what is agreed to feeds the index and the review, what is not is not asked again."""

from sqlalchemy.orm import Session

from acts.correcting import draft_of, item_of
from acts.desk import Answer, Deed, Desk, expect_version, perform
from domain.errors import Problem, Refusal
from domain.linking import LinkKind, LinkState
from domain.rights import Act, Scope, require
from storage.tables import DirectiveRow, ItemLinkRow, ItemRow
from storage.views import links


def answer_link(
    desk: Desk,
    scope: Scope,
    directive: str,
    item: str,
    kind: LinkKind,
    target: str,
    version: int | None,
    key: str | None = None,
    *,
    agreed: bool,
) -> Answer:
    """Link an item of a draft, or say that it does not belong there; either may be taken back.

    An item that repeats work which is followed already is registered and not owed a second time.
    """
    require(scope, Act.INTAKE)

    def deed(doing: Deed) -> Answer:
        order = draft_of(doing, directive)
        row = item_of(doing.session, directive, item)
        expect_version(row.version, version)
        _refuse_unknown(doing.session, order, kind, target)
        before = doing.session.get(ItemLinkRow, (item, kind.value, target))
        taken_back = before is not None and before.agreed and not agreed
        doing.session.merge(
            ItemLinkRow(item=item, kind=kind.value, target=target, agreed=agreed, by=scope.actor, at=doing.now)
        )
        if kind is not LinkKind.OPEN_ITEM:
            _relate(row, kind, target, agreed=agreed)
        elif agreed or taken_back:
            row.follow = not agreed
        row.version += 1
        state = LinkState.CONFIRMED if agreed else LinkState.REJECTED
        doing.note("item.linked", f"item/{item}", kind=kind.value, target=target, agreed=agreed)
        return Answer({"id": item, "state": state.value, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["link", directive, item, kind.value, target, agreed])


def _relate(row: ItemRow, kind: LinkKind, target: str, *, agreed: bool) -> None:
    """What the link changes of the item: the lists that index and review read."""
    name = "criteria" if kind is LinkKind.CRITERION else "remedies"
    others = [one for one in getattr(row, name) if one != target]
    setattr(row, name, [*others, *([target] if agreed else [])])


def _refuse_unknown(session: Session, order: DirectiveRow, kind: LinkKind, target: str) -> None:
    """A link leads to something that is there."""
    match kind:
        case LinkKind.CRITERION:
            there, said = target in links.criteria(session), "không có tiêu chí này"
        case LinkKind.LOST_POINT:
            there, said = any(one["id"] == target for one in order.lost_points), "văn bản không nêu điểm bị trừ này"
        case LinkKind.OPEN_ITEM:
            there = any(one.id == target for one in links.followed(session, order.id))
            said = "không có nhiệm vụ đang theo dõi này"
    if not there:
        raise Refusal("invalid", "no-target", "Không có nội dung để liên kết.", (Problem("target", said),))
