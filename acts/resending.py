"""The act of sending a mail again: the addressee asks for it, or its address has been put right."""

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.messages import still_worth_telling
from acts.notices import MAIL
from domain.errors import Refusal
from domain.rights import Act, Scope, absent, require
from storage.tables import MessageRow, NoticeRow

FAILED = "failed"
SENT = "sent"
BOUNCED = "bounced"
AGAIN = frozenset({FAILED, SENT, BOUNCED})
"""States from which a mail may be sent again; whatever waits leaves by itself."""


def send_again(desk: Desk, scope: Scope, message: str, key: str | None = None) -> Answer:
    """Put a mail back among those that wait, to leave in the next working minute to where its addressee is now.

    What has meanwhile been reported or moved is left out; where nothing is left there is nothing to send. One that was
    never accepted keeps its Message-ID; one that was gets another, so that no receiver takes it for the first.
    """
    require(scope, Act.SEND)

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(MessageRow, message, with_for_update=True)
        if row is None:
            raise absent()
        if row.state not in AGAIN or row.channel != MAIL:
            raise Refusal("conflict", "not-settled", "Thư này chưa gửi xong hoặc không có nội dung.", allowed=("wait",))
        if not still_worth_telling(doing.session, row, doing.now, desk.today()):
            detail = "Nội dung của thư không còn hiệu lực: nhiệm vụ đã được báo cáo, đã dừng hoặc hạn đã thay đổi."
            raise Refusal("conflict", "nothing-to-send", detail, allowed=("read",))
        row.again += row.state != FAILED
        if row.state == BOUNCED:
            told = select(NoticeRow).where(NoticeRow.message == message, NoticeRow.state == BOUNCED)
            for notice in doing.session.scalars(told):
                notice.state = "waiting"
        row.state, row.attempts, row.slot = "pending", 0, None
        row.send_at = desk.calendar.next_open(doing.now)
        doing.note("message.sent-again", f"message/{message}", again=row.again, notices=1)
        return Answer({"id": message, "state": row.state, "send_at": row.send_at.isoformat()}, 202)

    return perform(desk, scope, deed, key=key, request=["send again", message])
