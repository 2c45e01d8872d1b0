"""What goes out of a published review: the signed file with the mail, whole or not at all, and where it went is known."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from activities.post import Post
from acts.messages import send_due
from acts.review_flow import approve, publish
from acts.review_publication import set_enclosure_rule
from acts.reviews import freeze
from domain.enclosure import EnclosureRule, file_name
from domain.errors import Refusal
from proof.sink import Sink
from storage.database import Memory
from storage.files import Files
from storage.tables import EvidenceRow, MessageRow, NoticeRow
from storage.views.reviews import handed_over
from tests.acts.house import CHIEF, FORMS, OFFICIAL, House

SIGNED = b"%PDF-1.7\n" + b"0" * (2 * 2**20)


class Signed:
    """An office whose review of the quarter is approved, with the signed file in its store."""

    def __init__(self, memory: Memory, folder: Path, sink: Sink) -> None:
        self.house, self.sink = House(memory), sink
        self.files = Files(folder / "files")
        self.house.directive({}, {"lead_codes": ["vh"]})
        self.post = Post(self.house.desk, sink.url, "https://don-doc.example", files=self.files)
        send_due(self.house.desk, self.post)  # what was issued is out of the way
        freeze(self.house.desk, CHIEF, "2026-Q1", template=FORMS)
        approve(self.house.desk, CHIEF, "2026-Q1")

    def publish(self, number: str = "45/BC-UBND", data: bytes = SIGNED) -> None:
        kept = self.files.keep(self.files.arrive([data]))
        facts = {"name": "bản ký số.pdf", "media_type": "application/pdf", "state": "clean", "unit": None}
        with self.house.memory.writing() as session:
            row = EvidenceRow(
                id=number, sha256=kept.sha256, size=kept.size, uploaded_by="dung", uploaded_at=self.house.now, **facts
            )
            session.add(row)
        publish(self.house.desk, CHIEF, "2026-Q1", number, self.house.desk.today(), number)

    def mails(self) -> list[EmailMessage]:
        before = len(self.sink.messages)
        send_due(self.house.desk, self.post)
        return [one.message for one in self.sink.messages[before:]]

    def sent(self) -> list[dict[str, str]]:
        with self.house.memory.reading() as session:
            return handed_over(session, "2026-Q1")


@pytest.fixture
def signed(memory: Memory, tmp_path: Path) -> Iterator[Signed]:
    with Sink(tmp_path / "sink") as sink:
        yield Signed(memory, tmp_path, sink)


def files_of(mail: EmailMessage) -> list[tuple[str | None, Any]]:
    return [(part.get_filename(), part.get_payload(decode=True)) for part in mail.iter_attachments()]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_the_signed_file_and_no_other_goes_to_each_unit_of_the_review(signed: Signed) -> None:
    signed.publish()
    mails = signed.mails()
    assert {mail["To"] for mail in mails} == {"kt@mau.example", "vh@mau.example"}
    assert [files_of(mail) for mail in mails] == [[("45-BC-UBND.pdf", SIGNED)]] * 2
    assert "Kèm theo thư: văn bản đã ký, tệp 45-BC-UBND.pdf (2,0 MB)." in text_of(mails[0])
    told = signed.sent()
    assert [(one["unit"], one["state"], one["address"], one["form"]) for one in told] == [
        ("kt", "sent", "kt@mau.example", "attached"),
        ("vh", "sent", "vh@mau.example", "attached"),
    ]
    assert all(one["at"] for one in told)


@pytest.mark.parametrize("rule", [EnclosureRule(most_megabytes=1), EnclosureRule(attach=False)])
def test_by_the_rule_of_the_office_it_is_fetched_at_the_page(signed: Signed, rule: EnclosureRule) -> None:
    signed.publish()
    set_enclosure_rule(signed.house.desk, CHIEF, rule)
    mails = signed.mails()
    assert [files_of(mail) for mail in mails] == [[], []]
    assert "không gửi kèm theo thư; đề nghị tải ở trang Báo cáo: https://don-doc.example/bao-cao." in text_of(mails[0])
    assert {one["form"] for one in signed.sent()} == {"linked"}


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_mail_whose_file_cannot_be_had_as_it_was_entered_waits(signed: Signed, harm: str) -> None:
    signed.publish()
    with signed.house.memory.reading() as session:
        path = signed.files.path(session.get_one(EvidenceRow, "45/BC-UBND").sha256)
    path.unlink() if harm == "gone" else path.write_bytes(b"%PDF-1.7 another")
    assert signed.mails() == []
    with signed.house.memory.reading() as session:
        told = {(row.state, row.reply) for row in session.query(MessageRow) if row.kind == "published"}
    (((state, reply),)) = told
    assert state == "pending"
    assert "45-BC-UBND.pdf" in str(reply)
    assert {one["form"] for one in signed.sent()} == {None}


def test_what_was_published_again_before_its_mail_left_is_told_once_with_the_later_file(signed: Signed) -> None:
    signed.publish()
    signed.publish("46/BC-UBND", SIGNED + b"corrected")
    mails = signed.mails()
    assert [files_of(mail) for mail in mails] == [[("46-BC-UBND.pdf", SIGNED + b"corrected")]] * 2
    with signed.house.memory.reading() as session:
        reasons = {row.reason for row in session.query(NoticeRow) if row.state == "dropped"}
    assert reasons == {"Văn bản đã được ban hành lại"}


def test_a_unit_does_not_set_the_rule_and_an_impossible_size_is_refused(signed: Signed) -> None:
    for scope, rule, code in ((OFFICIAL, EnclosureRule(), "forbidden"), (CHIEF, EnclosureRule(True, 0), "invalid")):
        with pytest.raises(Refusal) as refused:
            set_enclosure_rule(signed.house.desk, scope, rule)
        assert refused.value.kind == code


@pytest.mark.parametrize(
    ("number", "media_type", "name"),
    [
        ("45/BC-UBND", "application/pdf", "45-BC-UBND.pdf"),
        ("07/QĐ-SNV ", "application/pdf", "07-QD-SNV.pdf"),
        ("///", "application/pdf", "van-ban.pdf"),
        ("5/TB", "image/tiff", "5-TB"),
    ],
)
def test_a_file_is_called_after_its_number_in_letters_every_program_shows(
    number: str, media_type: str, name: str
) -> None:
    assert file_name(number, media_type) == name
