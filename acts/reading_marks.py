"""The act of having read: what somebody was told is marked on their page, for them alone."""

from collections.abc import Sequence

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from domain.rights import Scope
from storage.tables import NoticeReadRow, NoticeRow
from storage.upsert import insert_or_ignore
from storage.views import in_app


def mark_read(desk: Desk, scope: Scope, notices: Sequence[str] | None = None, key: str | None = None) -> Answer:
    """Mark notices as read, None: all of them; what is not addressed to one is passed over."""

    def deed(doing: Deed) -> Answer:
        asked = select(NoticeRow.id).where(in_app.mine(scope), NoticeRow.created_at > doing.now - in_app.KEPT)
        if notices is not None:
            asked = asked.where(NoticeRow.id.in_(notices))
        marked = sum(
            insert_or_ignore(doing.session, NoticeReadRow, {"official": scope.actor, "notice": one, "at": doing.now})
            for one in list(doing.session.scalars(asked))
        )
        return Answer({"read": marked})

    return perform(desk, scope, deed, key=key, request=["read", list(notices) if notices is not None else None])
