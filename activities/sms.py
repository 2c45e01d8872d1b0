"""The text message: said in one message's letters and handed to the office's gateway over HTTP."""

import http.client
import json
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from acts.desk import Desk
from acts.messages import Claimed, Delivery, Outcome, Post
from acts.texting import SMS
from domain.preference import class_of
from domain.telling.sms import Texted, sms_text
from domain.wording.words import label
from storage.views.mails import mail_facts

SECONDS = 15.0
BUSY = frozenset({408, 425, 429})
"""Refusals of a gateway that pass."""


@dataclass(frozen=True)
class Sms:
    """A gateway takes `POST url {"id", "to", "text"}` with a bearer token; the id is the same at each try."""

    desk: Desk
    url: str
    token: str = ""

    def __call__(self, message: Claimed) -> Outcome:
        """Say and hand over one claimed message; what a gateway does is an outcome, never an exception."""
        today = self.desk.today()
        ids = tuple(notice.notice for notice in message.notices)
        with self.desk.memory.reading() as session:
            facts = mail_facts(session, self.desk.calendar, message.addressee, ids, today)
        phone = facts.reached.person.phone if facts.reached.person else None
        if not phone:
            return Outcome(Delivery.FAILED, "không có số điện thoại của người nhận")
        first = message.notices[0]
        units = dict.fromkeys(line.unit_name for line in facts.lines)
        told = Texted(
            what=f"nội dung {label(class_of(first.kind, first.phase))}",
            many=len(facts.lines),
            documents=[line.directive for line in facts.lines if line.directive],
            unit=next(iter(units), "") if len(units) == 1 else "",
            phone=(facts.contact.phone if facts.contact else None) or facts.office_phone,
        )
        text = sms_text(told)
        outcome = self._hand_over(message.message_id, phone, text)
        return replace(outcome, address=phone, subject=f"SMS: {text[:60]}", text=text)

    def _hand_over(self, key: str, phone: str, text: str) -> Outcome:
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
        try:
            connection.connect()
        except (OSError, ValueError) as error:
            return Outcome(Delivery.LATER, f"{type(error).__name__}: {error}")
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = json.dumps({"id": key, "to": phone, "text": text})
        try:
            connection.request("POST", parts.path or "/", body, headers)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            return Outcome(Delivery.UNKNOWN, f"{type(error).__name__}: {error}")
        finally:
            connection.close()
        return Outcome(_judged(status), f"HTTP {status}")


def _judged(status: int) -> Delivery:
    if http.HTTPStatus.OK <= status < http.HTTPStatus.MULTIPLE_CHOICES:
        return Delivery.SENT
    refused = http.HTTPStatus.BAD_REQUEST <= status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    return Delivery.FAILED if refused and status not in BUSY else Delivery.LATER


@dataclass(frozen=True)
class Carriers:
    """Hands each message to who carries its channel; without a gateway a text message fails and says why."""

    mail: Post
    sms: Sms | None = None

    def __call__(self, message: Claimed) -> Outcome:
        """Hand one over."""
        if message.channel != SMS:
            return self.mail(message)
        if self.sms is None:
            return Outcome(Delivery.FAILED, "chưa khai báo cổng gửi tin nhắn (DONDOC_SMS_URL)")
        return self.sms(message)
