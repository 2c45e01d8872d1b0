"""What one mail is made of: whom it addresses, what it tells, and who stands behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.deadline import Basis
from domain.enclosure import Enclosure
from domain.telling.letters import Reminder
from domain.wording import orders
from domain.wording.address import USUAL_FORMS, Forms

Kind = Literal[
    "digest",
    "issued",
    "returned",
    "accepted",
    "received",
    "extension",
    "escalation",
    "briefing",
    "proposal",
    "release",
    "changed",
    "remark",
    "figures",
    "substitution",
    "review",
    "scoring",
    "published",
]
SUPERIORS = ("head", "chief", "chair")
AddresseeRole = Literal["unit", "official", "head", "office", "chief", "chair", "acceptor"]


@dataclass(frozen=True)
class Line:
    """One assignment in a mail, or, without `assignment_id`, one thing a period's report needs. Days left are working days; negative ones are past the deadline.

    `kind` is the kind of the step that caused it. What only some mails say stands at the end: `previous` is the
    deadline before an extension; `result_on` the date of the result's document and `on_time` how it was recorded;
    `to` whom a release would reach; `release` whether silence lets it go ("veto") or holds it ("required"), and
    `release_on` the day on which that happens; `until` the day asked for; `reminded` each time it was told of so far;
    `proposal` what the office proposes. `product` is what the annex says shall come of it; `basis` what a deadline rests
    on that does not bind. `receipt_url` is where its reader says, without signing in, that the order was received.
    `goes_on` is false where its reader need not go on with it: closed, paused, or given to somebody else.
    """

    assignment_id: str
    ref: str
    text: str
    directive: str
    unit_name: str
    deadline: date | None = None
    working_days_left: int | None = None
    period: str | None = None
    kind: str = ""
    note: str | None = None
    at_stake: str | None = None
    url: str | None = None
    previous: date | None = None
    result_on: date | None = None
    on_time: bool | None = None
    to: str | None = None
    release: Literal["veto", "required"] | None = None
    release_on: date | None = None
    product: str | None = None
    basis: Basis | None = None
    until: date | None = None
    reminded: tuple[Reminder, ...] = ()
    proposal: str = ""
    receipt_url: str | None = None
    goes_on: bool = True

    @property
    def title(self) -> str:
        """What subjects call it."""
        return orders.title(self.text, self.product)


@dataclass(frozen=True)
class Contact:
    """The specialist who answers the telephone."""

    name: str
    phone: str


@dataclass(frozen=True)
class Addressee:
    """Whom a mail addresses. `form` is data ("đồng chí", "anh", "chị"); `title` is the office held, "" for a mailbox."""

    name: str
    form: str
    title: str
    unit_name: str
    role: AddresseeRole

    @property
    def is_superior(self) -> bool:
        """Whether they are asked with respect: a head, the chief, a leader."""
        return self.role in SUPERIORS

    def spoken_to(self, forms: Forms) -> str:
        """How they are spoken to within a sentence."""
        if self.is_superior:
            return forms.of_superior(self.form)
        shared = self.role == "unit" or (self.role == "office" and not self.name)
        return forms.unit if shared else forms.official


@dataclass(frozen=True)
class Mail:
    """Everything one message tells one addressee on one day.

    `reason` says why it reaches them, as a clause after "vì": "đơn vị được giao chủ trì nhiệm vụ nêu trên".
    `document` is the unit's own document a receipt, a return or a confirmation answers ("Báo cáo số 45/BC-UBND ngày
    30/3/2023"), `on_behalf` where from somebody else recorded it for the unit; `granted` is the decision on an extension. `about` are sentences on what is no assignment, `enclosed`
    the signed files they speak of; `forms` are the office's forms of address.
    """

    kind: Kind
    addressee: Addressee
    lines: tuple[Line, ...]
    today: date
    contact: Contact
    base_url: str
    reason: str
    short_code: str
    document: str | None = None
    on_behalf: str | None = None
    granted: bool | None = None
    about: tuple[str, ...] = ()
    enclosed: tuple[Enclosure, ...] = ()
    forms: Forms = USUAL_FORMS


@dataclass(frozen=True)
class Rendered:
    """A mail as its reader will see it. The subject is one line; text and HTML tell equal facts."""

    subject: str
    text: str
    html: str
