"""The act of having reminded by hand: what was copied into a chat is kept as a notice like any other."""

import hashlib

from acts.desk import Answer, Deed, Desk, perform
from acts.owed import chased
from domain.rights import Scope
from domain.telling.zalo import zalo_text
from storage.tables import AssignmentRow, MessageRow, NoticeRow
from storage.views.letters import ZALO
from storage.views.reminders import reminded


def reminded_by_zalo(desk: Desk, scope: Scope, assignment: str, key: str | None = None) -> Answer:
    """Write down that the unit was reminded by Zalo, with the words offered for it; it counts among the reminders."""

    def deed(doing: Deed) -> Answer:
        row = chased(doing, scope, assignment)
        text = zalo_text(reminded(doing.session, assignment, desk.calendar, desk.today()))
        notice, message = desk.ids(), desk.ids()
        doing.session.add(_message(message, row, text, doing))
        doing.session.flush()
        doing.session.add(
            NoticeRow(
                id=notice,
                cause=f"zalo/{notice}",
                addressee=f"unit/{row.unit}",
                channel=ZALO,
                kind=ZALO,
                phase=ZALO,
                assignment=row.id,
                facts={},
                deadline_version=row.deadline_version,
                message=message,
                state="sent",
                created_at=doing.now,
            )
        )
        doing.note("assignment.reminded", f"assignment/{row.id}", by=ZALO)
        return Answer({"id": notice, "text": text}, 201)

    return perform(desk, scope, deed, key=key, request=["zalo", assignment])


def _message(message: str, row: AssignmentRow, text: str, doing: Deed) -> MessageRow:
    return MessageRow(
        id=message,
        channel=ZALO,
        addressee=f"unit/{row.unit}",
        kind=ZALO,
        send_at=doing.now,
        state="sent",
        message_id=hashlib.sha256(f"{ZALO}|{message}".encode()).hexdigest()[:40],
        text=text,
        reply="Sao chép gửi qua Zalo",
        sent_at=doing.now,
        created_at=doing.now,
        attempts=1,
        unknown=0,
        again=0,
    )
