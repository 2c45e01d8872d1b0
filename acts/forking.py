"""Making a copy of an office an installation of its own: another identity, and no address of a real person left in it."""

import re

from sqlalchemy import select, update

from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from storage.tables import InstanceRow, OfficialRow, UnitRow, WebhookRow

ADDRESS = re.compile(r"([^@\s+]+)@([^@\s]+)")
NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9.-]")


def fork(desk: Desk, scope: Scope, uuid: str, mail_to: str) -> Answer:
    """Give the database the identity `uuid`; every address becomes `mail_to`, told apart by a tag; webhooks end."""
    split = ADDRESS.fullmatch(mail_to)
    if split is None:
        problem = Problem("mail-to", "ghi một địa chỉ thư, ví dụ thu-nghiem@co-quan.example")
        raise Refusal("invalid", "bad-address", "Địa chỉ nhận thư thử nghiệm chưa đúng.", (problem,))

    def sink(of: str) -> str:
        return f"{split[1]}+{NOT_IN_ADDRESSES.sub('-', of.lower())}@{split[2]}"

    def deed(doing: Deed) -> Answer:
        require(scope, Act.ADMINISTER)
        people = list(doing.session.scalars(select(OfficialRow).where(OfficialRow.email.is_not(None))))
        units = list(doing.session.scalars(select(UnitRow).where(UnitRow.mailbox.is_not(None))))
        for person in people:
            person.email = sink(person.login)
        for unit in units:
            unit.mailbox = sink(unit.code)
        standing = update(WebhookRow).where(WebhookRow.ended_at.is_(None))
        doing.session.execute(standing.values(ended_at=doing.now))
        doing.session.merge(InstanceRow(id=1, uuid=uuid, since=doing.now))
        doing.note("instance.forked", f"instance/{uuid}", addresses=len(people) + len(units))
        return Answer({"instance": uuid, "addresses": len(people) + len(units)}, 201)

    return perform(desk, scope, deed)
