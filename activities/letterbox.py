"""The letterbox: a mail as it came over the wire is read, its files are kept, and what it says is written down."""

from collections.abc import Sequence
from dataclasses import dataclass

from acts.desk import Answer, Desk
from acts.evidence import CLEAN, QUARANTINED, Checker
from acts.inbound import MARKED, Arrival, File, take_in
from domain.errors import Refusal
from domain.secrecy import refuse_marked
from reading.evidence import media_type_of
from reading.inbound import Attached, Inbound, read_mail
from reading.secret_files import refuse_secret_data
from storage.files import Files


@dataclass(frozen=True)
class Letterbox:
    """Takes mails in, from a listener, a folder or a pipe; a mail that comes twice is taken once."""

    desk: Desk
    files: Files
    checker: Checker | None = None

    def __call__(self, raw: bytes) -> Answer:
        """Take one mail in; nothing in it raises, only the store and the database may."""
        mail = read_mail(raw)
        if _is_secret(mail):
            return take_in(self.desk, Arrival(MARKED, mail.digest, mail.sender, "", ()))
        kept, refused = self._keep(mail.files)
        return take_in(
            self.desk,
            Arrival(
                kind=mail.kind.value,
                digest=mail.digest,
                sender=mail.sender,
                subject=mail.subject,
                about=mail.about,
                text=mail.text,
                files=kept,
                refused=refused,
                final=mail.final,
                status=mail.status,
            ),
        )

    def _keep(self, files: Sequence[Attached]) -> tuple[list[File], list[str]]:
        """Files of the kinds that reports carry; of the others only the names are kept."""
        kept: list[File] = []
        refused: list[str] = []
        for one in files:
            try:
                kept.append(self._store(one))
            except Refusal:
                refused.append(one.name)
        return kept, refused

    def _store(self, one: Attached) -> File:
        arrived = self.files.arrive([one.data])
        try:
            media_type = media_type_of(arrived.path, one.name)
            clean = True if self.checker is None else self.checker(arrived.path)
            if clean is False:
                raise Refusal("invalid", "infected", "Tệp có mã độc.")
            kept = self.files.keep(arrived)
        finally:
            arrived.drop()
        return File(kept, one.name, media_type, CLEAN if clean else QUARANTINED)


def _is_secret(mail: Inbound) -> bool:
    """Whether a mail, or a file of it, carries a mark of secrecy: then nothing of it is kept (domain.md §0.11)."""
    try:
        refuse_marked([mail.subject, mail.text, *(one.name for one in mail.files)])
        for one in mail.files:
            refuse_secret_data(one.data, one.name)
    except Refusal as refusal:
        if refusal.kind == "secret":
            return True
        raise
    return False
