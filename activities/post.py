"""The post: renders a claimed mail from the facts of the moment and hands it to the mail server."""

import smtplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from email.message import EmailMessage
from typing import Any, cast
from urllib.parse import urlsplit

from activities.enclosures import UnreadableError, attachments
from activities.patient_smtp import FINAL_DOT, UNTIL_DATA, PatientSMTP, PatientSMTPS
from activities.receipt_links import receipt_urls, without_words
from acts.desk import Desk
from acts.messages import Claimed, Delivery, Outcome
from acts.rerouting import REROUTED
from domain.calendar import ZONE
from domain.errors import Refusal
from domain.ladder import Phase
from domain.shadow import marked
from domain.wording import orders, words
from domain.wording.dates import plain
from domain.wording.phrases import joined
from domain.wording.places import place
from storage.files import Files
from storage.views.mails import LineFacts, MailFacts, mail_facts
from storage.views.office import Reached
from storage.views.reviews import ASKS
from storage.views.round_turns import SCORING
from storage.views.shadow import shadow
from writing.ics import Due, to_ics
from writing.mails import TITLES, Addressee, AddresseeRole, Contact, Kind, Line, Mail, render_together, to_message
from writing.mime import Attachment

ORDER = tuple(TITLES)
"""Of several things in one mail what waits for the reader's word comes first."""
DATED = frozenset({"issued", "digest", "changed", "extension"})
"""Kinds that tell a unit of its own deadlines."""

ROLES: dict[str, AddresseeRole] = {
    "head": "head",
    "acceptor-head": "head",
    "office": "office",
    "chief": "chief",
    "deputy": "chief",
    "chair": "chair",
    "person": "official",
}
REASONS = {
    "unit": "đơn vị được giao chủ trì nhiệm vụ nêu trên",
    "unit-before": "đơn vị được giao chủ trì nhiệm vụ nêu trên trước khi chuyển",
    "concerned": "đơn vị có liên quan hoặc được nhắc đến trong việc thực hiện nhiệm vụ nêu trên",
    "entrusted": "{you} được thủ trưởng đơn vị phân công thực hiện nhiệm vụ nêu trên",
    "head": "{you} là thủ trưởng đơn vị được giao nhiệm vụ nêu trên",
    "acceptor-head": "{you} là thủ trưởng đơn vị được giao xác nhận kết quả thực hiện nhiệm vụ nêu trên",
    "office": "{you} được phân công theo dõi việc thực hiện văn bản nêu trên",
    "chief": "{you} phụ trách việc theo dõi, đôn đốc thực hiện văn bản nêu trên",
    "decider": "{you} có thẩm quyền quyết định đối với nhiệm vụ mà đơn vị chủ trì không tự quyết định",
    "mover": "{you} có thẩm quyền quyết định thay đổi thời hạn của nhiệm vụ nêu trên",
    "chair": "{you} chỉ đạo việc thực hiện văn bản nêu trên",
    "official": "{you} được nhắc đến trong ý kiến trao đổi về nhiệm vụ nêu trên",
    "substitution": "{you} được cử làm thay người vắng mặt",
    "acceptor": "đơn vị được giao xác nhận kết quả thực hiện nhiệm vụ nêu trên",
    "published": "đơn vị có tên trong văn bản nêu trên",
    "review-unit": "đơn vị được giao phụ trách mục nêu trên của báo cáo định kỳ",
    "scoring-unit": "đơn vị có phiếu điểm trong đợt chấm điểm nêu trên",
    "scoring-head": "{you} là thủ trưởng đơn vị có phiếu điểm trong đợt chấm điểm nêu trên",
    "scoring-official": "{you} được phân công thẩm định trong đợt chấm điểm nêu trên",
    "scoring-office": "{you} được phân công tổ chức đợt chấm điểm nêu trên",
    "review-office": "{you} được phân công lập báo cáo định kỳ",
}


@dataclass(frozen=True)
class Post:
    """Mails by SMTP. `url` is `smtp://user:password@host:port`, `smtps://…` or `smtp+starttls://…`.

    `links` puts links into them with which their readers confirm without signing in; `files` is the store that signed
    files are taken from; the last two are the seconds a server may take before the message and for its answer to it.
    """

    desk: Desk
    url: str
    base_url: str = ""
    links: bool = False
    files: Files | None = None
    until_data: float = UNTIL_DATA
    final_dot: float = FINAL_DOT

    def __call__(self, mail: Claimed) -> Outcome:
        """Render and send one claimed mail; what a server or an address does is an outcome, never an exception."""
        today = self.desk.today()
        with self.desk.memory.reading() as session:
            told = [
                (part, mail_facts(session, self.desk.calendar, part.addressee, _ids(part), today))
                for part in _parts(mail)
            ]
        facts = told[0][1]
        told = [(part, found) for part, found in told if found.lines or found.about]
        if facts.reached.address is None:
            return Outcome(Delivery.FAILED, "không có địa chỉ thư của người nhận")
        if not told:
            return Outcome(Delivery.FAILED, "thư không có nội dung")
        enclosed = [one for _, found in told for one in found.enclosed]
        try:
            message = self._message(mail, told, today, attachments(self.files, enclosed))
        except Refusal as refusal:
            return Outcome(Delivery.FAILED, refusal.detail, facts.reached.address)
        except UnreadableError as unreadable:
            return Outcome(Delivery.LATER, str(unreadable), facts.reached.address)
        text = message.get_body(("plain",))
        said = without_words(text.get_content()) if text is not None else ""
        meant_for = facts.reached.address
        address = self._in_shadow(message, meant_for, facts, today) or meant_for
        sent = self._send(message, address, str(message["Subject"]))
        return replace(
            sent,
            text=said,
            meant_for=meant_for if address != meant_for else None,
            enclosed=tuple(one.sha256 for one in enclosed if one.attached),
        )

    def _in_shadow(self, message: EmailMessage, meant_for: str, facts: MailFacts, today: date) -> str | None:
        """During the shadow start a mail goes to the office, which is told whom it was meant for: the one place for it."""
        with self.desk.memory.reading() as session:
            told = shadow(session)
        if told is None or not told.covers(today) or facts.sender is None:
            return None
        subject = marked(str(message["Subject"]), meant_for)
        for name, value in (("To", facts.sender), ("Subject", subject)):
            message.replace_header(name, value)
        return facts.sender

    def _message(
        self,
        mail: Claimed,
        told: Sequence[tuple[Claimed, MailFacts]],
        today: date,
        enclosed: Sequence[Attachment],
    ) -> EmailMessage:
        rendered = render_together([self._part(part, facts, today) for part, facts in told])
        facts = told[0][1]
        domain = (facts.sender or "dondoc@localhost").rpartition("@")[2]
        return to_message(
            rendered,
            facts.sender or "dondoc@localhost",
            facts.reached.address or "",
            f"<{mail.message_id}@{domain}>",
            {"X-Dondoc-Notice": mail.message_id},
            sent_at=self.desk.clock().astimezone(ZONE),
            calendar=self._calendar(told, domain),
            attachments=enclosed,
        )

    def _calendar(self, told: Sequence[tuple[Claimed, MailFacts]], domain: str) -> bytes | None:
        """The deadlines a mail tells the unit of, for its calendar; None where it tells of none."""
        lines = [
            (line, facts) for part, facts in told if part.kind in DATED for line in facts.lines if _binds(part, line)
        ]
        dues = [
            Due(
                uid=f"{line.assignment}@{domain}",
                sequence=line.deadline_version - 1,
                title=orders.title(line.text, line.product),
                source=joined(line.directive, place(line.ref)),
                unit=line.unit_name,
                ends_at=line.deadline_at,
                url=None,
                gone=_of_another(line, facts.reached),
            )
            for line, facts in lines
            if line.deadline_at is not None and line.phase not in {Phase.ACCEPT.value, Phase.ACCEPT_HEAD.value}
        ]
        return to_ics(dues, self.desk.clock()) if dues else None

    def _part(self, part: Claimed, facts: MailFacts, today: date) -> Mail:
        receipts = receipt_urls(self.desk, part, facts, self.base_url) if self.links else {}
        return _mail(part, facts, today, self.base_url, receipts)

    def _send(self, message: EmailMessage, address: str, subject: str) -> Outcome:
        try:
            server = self._connect()
        except smtplib.SMTPResponseException as refused:
            return Outcome(_refused(refused.smtp_code), f"{refused.smtp_code} {refused.smtp_error!r}", address, subject)
        except (smtplib.SMTPException, OSError) as broken:
            return Outcome(Delivery.LATER, f"{type(broken).__name__}: {broken}", address, subject)
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            return Outcome(_refused(code), f"{code} {words!r}", address, subject)
        except smtplib.SMTPResponseException as refused:
            return Outcome(_refused(refused.smtp_code), f"{refused.smtp_code} {refused.smtp_error!r}", address, subject)
        except (smtplib.SMTPException, OSError) as broken:
            # Before the message itself nothing can have been accepted; after it nobody knows.
            lost = Delivery.UNKNOWN if server.in_doubt else Delivery.LATER
            return Outcome(lost, f"{type(broken).__name__}: {broken}", address, subject)
        finally:
            server.leave()
        return Outcome(Delivery.SENT, "250", address, subject)

    def _connect(self) -> PatientSMTP | PatientSMTPS:
        parts = urlsplit(self.url)
        kind = PatientSMTPS if parts.scheme == "smtps" else PatientSMTP
        server = kind(parts.hostname or "127.0.0.1", parts.port or 25, self.until_data, self.final_dot)
        try:
            if parts.scheme == "smtp+starttls":
                server.starttls()
            if parts.username:
                server.login(parts.username, parts.password or "")
        except BaseException:
            server.leave()
            raise
        return server


def _parts(mail: Claimed) -> list[Claimed]:
    """What one mail tells, a part for each kind and role its reader was addressed in."""
    named = dict.fromkeys((notice.kind, notice.addressee or mail.addressee) for notice in mail.notices)
    return [
        replace(
            mail,
            kind=kind,
            addressee=addressee,
            notices=tuple(
                one for one in mail.notices if (one.kind, one.addressee or mail.addressee) == (kind, addressee)
            ),
        )
        for kind, addressee in sorted(
            named, key=lambda one: (ORDER.index(one[0]) if one[0] in ORDER else len(ORDER), one)
        )
    ]


def _binds(part: Claimed, line: LineFacts) -> bool:
    """Whether a line tells its unit of a day that stands: not where somebody only asks for another one."""
    asks = part.kind == "extension" and line.facts.get("granted") is None
    return line.deadline_at is not None and not asks


def _ids(mail: Claimed) -> tuple[str, ...]:
    return tuple(notice.notice for notice in mail.notices)


def _refused(code: int) -> Delivery:
    """The permanent and the transient failure are told apart where they are known: by the first digit."""
    permanent = 500
    return Delivery.FAILED if code >= permanent else Delivery.LATER


def _mail(mail: Claimed, facts: MailFacts, today: date, base_url: str, receipts: Mapping[str, str]) -> Mail:
    role = _role(mail)
    contact = facts.contact
    return Mail(
        kind=cast("Kind", mail.kind),
        addressee=_addressee(facts.reached, role),
        lines=tuple(replace(_line(line), receipt_url=receipts.get(line.assignment)) for line in facts.lines),
        today=today,
        contact=Contact(contact.name if contact else "", (contact.phone if contact else None) or facts.office_phone),
        base_url=base_url,
        reason=_why(mail, facts, role),
        short_code=mail.message_id[:8],
        document=_document(facts.document),
        on_behalf=words.RESULT_SOURCES.get(facts.on_behalf, facts.on_behalf) if facts.on_behalf else None,
        granted=next((told for line in facts.lines if (told := line.facts.get("granted")) is not None), None),
        about=facts.about,
        enclosed=facts.enclosed,
        forms=facts.forms,
    )


def _role(mail: Claimed) -> AddresseeRole:
    if all(notice.phase == Phase.ACCEPT.value for notice in mail.notices):
        return "acceptor"
    return ROLES.get(mail.addressee.partition("/")[0], "unit")


def _why(mail: Claimed, facts: MailFacts, role: AddresseeRole) -> str:
    """Why it reaches them; who stands in is told for whom."""
    person = facts.reached.person
    if any(REROUTED in line.facts for line in facts.lines):
        return "thư gửi địa chỉ ban đầu không đến được nên chuyển đến địa chỉ này của đơn vị"
    if person is not None and person.stands_for is not None:
        return f"{person.form} làm thay {person.stands_for} trong thời gian vắng mặt"
    return REASONS[_reason(mail, facts, role)].format(you=_addressee(facts.reached, role).spoken_to(facts.forms))


def _reason(mail: Claimed, facts: MailFacts, role: AddresseeRole) -> str:
    """Why it reaches them; a chief or deputy named with a unit decides in place of one who belongs to it."""
    if mail.kind == "issued" and role == "official":
        return "entrusted"
    if role == "unit" and any(_of_another(line, facts.reached) for line in facts.lines):
        return "unit-before" if mail.kind == "changed" else "concerned"
    if mail.kind in {"substitution", "published"}:
        return mail.kind
    if mail.kind == ASKS:
        return "review-unit" if role == "unit" else "review-office"
    if mail.kind == SCORING:
        return f"scoring-{role}"
    asked, _, beside = mail.addressee.partition("/")
    if mail.kind == "extension" and asked in {"deputy", "chair"}:
        return "mover"
    if asked == "acceptor-head":
        return asked
    return "decider" if beside and role == "chief" else role


def _of_another(line: LineFacts, reached: Reached) -> bool:
    """Whether it is not, or no longer, the unit that is told who owes the work."""
    return bool(line.unit) and reached.unit is not None and line.unit != reached.unit.code


def _addressee(reached: Reached, role: AddresseeRole) -> Addressee:
    unit = reached.unit.name if reached.unit else ""
    person = reached.person
    if person is None or role in {"unit", "acceptor"}:
        return Addressee("", "", "", unit, role)
    return Addressee(person.name, person.form, person.title, unit, role)


def _line(line: LineFacts) -> Line:
    return Line(
        assignment_id=line.assignment,
        ref=line.ref,
        text=line.text,
        directive=line.directive,
        unit_name=line.unit_name,
        deadline=line.deadline,
        working_days_left=line.working_days_left,
        period=line.period,
        kind=line.phase or "",
        note=line.facts.get("note"),
        previous=_day(line.facts.get("previous")),
        result_on=line.result_on,
        on_time=line.on_time,
        to=_to(line),
        release=_release(line),
        product=line.product,
        basis=line.basis,
        until=_day(line.facts.get("until")),
        reminded=line.reminded,
        proposal=line.proposal,
        goes_on=line.goes_on,
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None


def _to(line: LineFacts) -> str | None:
    """Whom an escalation would go to, as the office reads it."""
    if (to := line.facts.get("to")) is None:
        return None
    return f"Thủ trưởng {line.unit_name}" if str(to).startswith("head/") else "Chủ tịch"


def _release(line: LineFacts) -> Any:
    if line.facts.get("to") is None:
        return None
    return "veto" if line.phase == "head" else "required"


def _document(document: dict[str, Any] | None) -> str | None:
    if not document or not document.get("number"):
        return None
    issued = document.get("issued_on")
    said = f"Văn bản số {document['number']}"
    return f"{said} ngày {plain(date.fromisoformat(issued))}" if issued else said
