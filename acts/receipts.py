"""The link in a mail with which its reader does one thing without signing in: say that an order was received.

It is bound to the assignment, to the unit that owes it, and to whom it was sent; it is over after some days and works
once. Sent to a mailbox of several, it asks who of the unit's officials confirms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from acts.assignments import acknowledge_within
from acts.desk import Answer, Deed, Desk, perform
from acts.identities import spend_within
from acts.tokens import token_digest
from domain.errors import Problem, Refusal
from domain.rights import SYSTEM, Act, Scope, may
from domain.sealed import seal, unseal
from domain.status import WorkState
from storage import access
from storage.tables import AssignmentRow
from storage.views import people

PURPOSE = "receipt"
LASTS = timedelta(days=14)
ONLY = frozenset({Act.READ, Act.ACKNOWLEDGE})
"""All that a link may do, whatever else its reader may."""


@dataclass(frozen=True)
class Link:
    """What a link says: of which assignment, as owed by which unit, sent to whom; `official` None is a shared mailbox."""

    assignment: str
    unit: str
    official: str | None


def word_for(desk: Desk, link: Link) -> str:
    """The word of a link, to be put into its address."""
    told = {"assignment": link.assignment, "unit": link.unit, "official": link.official}
    return seal(desk.key, PURPOSE, told, desk.clock() + LASTS)


def read(desk: Desk, word: str) -> Link:
    """What a word says. Refused where it is none of ours or is over."""
    told: Mapping[str, Any] | None = unseal(desk.key, PURPOSE, word, desk.clock())
    if told is None:
        raise _over("Đường dẫn này không đúng hoặc đã hết hạn")
    return Link(told["assignment"], told["unit"], told["official"])


def confirm(desk: Desk, word: str, named: str | None, address: str) -> Answer:
    """Say that the order was received, as who the link was sent to, or as the official `named` at a shared mailbox."""
    link = read(desk, word)
    official = link.official or named
    if official is None:
        problem = Problem("official", "chọn họ và tên người xác nhận")
        raise Refusal("invalid", "invalid", "Đề nghị cho biết ai xác nhận.", (problem,))
    scope = _scope(desk, official, link)

    def deed(doing: Deed) -> Answer:
        _still_so(doing, link)
        if not spend_within(doing, token_digest(word), doing.now + LASTS):
            raise _over("Đường dẫn này đã được dùng")
        answer = acknowledge_within(doing, scope, link.assignment, link="person" if link.official else "mailbox")
        told = {"assignment": link.assignment, "unit": link.unit, "address": address}
        access.append(doing.session, doing.now, "receipt-link.used", official, told)
        return answer

    return perform(desk, scope, deed)


def write_refusal(desk: Desk, why: str, address: str) -> None:
    """Write down that a link was refused."""

    def deed(doing: Deed) -> Answer:
        access.append(doing.session, doing.now, "receipt-link.refused", None, {"why": why, "address": address})
        return Answer({})

    perform(desk, SYSTEM, deed)


def _scope(desk: Desk, official: str, link: Link) -> Scope:
    """What the official may today, narrowed to the one act; refused where that is no longer theirs."""
    with desk.memory.reading() as session:
        scope = people.scope_today(session, official, desk.today())
    if scope is None or not may(scope, Act.ACKNOWLEDGE, link.unit):
        raise Refusal(
            "forbidden",
            "not-theirs",
            "Người xác nhận không còn phụ trách việc này tại đơn vị; đề nghị người đang phụ trách đăng nhập để xác nhận.",
        )
    return replace(scope, only=ONLY)


def _still_so(doing: Deed, link: Link) -> None:
    """The assignment is still this unit's and still waits to be received."""
    row = doing.session.get(AssignmentRow, link.assignment, with_for_update=True)
    if row is None or row.unit != link.unit:
        raise Refusal("conflict", "moved", "Nhiệm vụ đã được chuyển sang đơn vị khác; không cần xác nhận nữa.")
    if row.closed_at is not None:
        raise Refusal("conflict", "closed", "Nhiệm vụ đã kết thúc; không cần xác nhận nữa.")
    if row.work != WorkState.ISSUED.value:
        raise Refusal("conflict", "received", "Đơn vị đã xác nhận tiếp nhận; không cần xác nhận nữa.")


def _over(what: str) -> Refusal:
    return Refusal("forbidden", "link-over", f"{what}. Đề nghị đăng nhập để xác nhận, hoặc trả lời thư nhắc việc.")
