"""The links of a mail with which its reader says that an order was received: one for each directive it tells of."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from acts.desk import Desk
from acts.messages import Claimed
from acts.receipts import Link, word_for
from storage.views.mails import MailFacts
from storage.views.office import Reached

KINDS = frozenset({"issued", "digest"})
ADDRESSEES = frozenset({"unit", "head"})
PAGE = "/xac-nhan"
WORD = re.compile(rf"({PAGE}\?ma=)\S+")


def receipt_urls(desk: Desk, mail: Claimed, facts: MailFacts, base_url: str) -> Mapping[str, str]:
    """The link of the first assignment of each directive that its unit has not yet received, by assignment."""
    role, _, unit = mail.addressee.partition("/")
    if mail.kind not in KINDS or role not in ADDRESSEES:
        return {}
    official = _alone(facts.reached)
    found: dict[str, str] = {}
    told: set[str] = set()
    for line in facts.lines:
        if line.awaits_receipt and line.unit == unit and line.directive not in told:
            told.add(line.directive)
            word = word_for(desk, Link(line.assignment, unit, official))
            found[line.assignment] = f"{base_url}{PAGE}?ma={quote(word)}"
    return found


def without_words(text: str) -> str:
    """A text as it is kept: a link's word is for its reader alone."""
    return WORD.sub(r"\1…", text)


def _alone(reached: Reached) -> str | None:
    """The official whose own address it goes to; None for a mailbox that several read."""
    person = reached.person
    return person.id if person is not None and person.email == reached.address else None
