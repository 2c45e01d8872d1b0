"""Another way to who could not be reached: from a person to the mailbox of their unit, from that to its official."""

from sqlalchemy import select

from acts.desk import Deed
from acts.notices import Word, tell
from domain.office import Role
from storage.tables import MessageRow, NoticeRow
from storage.views.office import holders, reach

REROUTED = "rerouted"
"""The fact of a notice that came another way: whom it should have reached."""


def reroute(doing: Deed, row: MessageRow, states: tuple[str, ...]) -> int:
    """Tell what a mail could not tell, the other way; how many notices. One cause reaches no addressee twice, so it ends."""
    other = _other_way(doing, row)
    if other is None:
        return 0
    asked = select(NoticeRow).where(NoticeRow.message == row.id, NoticeRow.state.in_(states)).order_by(NoticeRow.id)
    told = 0
    for notice in list(doing.session.scalars(asked)):
        word = Word(
            notice.cause,
            other,
            notice.kind,
            notice.assignment,
            notice.phase,
            {**notice.facts, REROUTED: row.address or ""},
            notice.deadline_version,
        )
        told += tell(doing.session, doing.desk, word, doing.now)
    return told


def _other_way(doing: Deed, row: MessageRow) -> str | None:
    """The mailbox of the unit, or, where it was that one, an official of the unit; None where there is no other address."""
    today = doing.desk.today()
    unit = reach(doing.session, row.addressee, today).unit
    if unit is None:
        return None
    if unit.mailbox and unit.mailbox != row.address:
        return f"unit/{unit.code}"
    people = holders(doing.session, Role.OFFICIAL, unit.code, today)
    person = next((one for one in people if one.email and one.email != row.address), None)
    return f"person/{person.id}" if person else None
