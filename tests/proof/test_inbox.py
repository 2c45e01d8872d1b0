"""The inbox: what was kept is listed and shown, whatever strange mail somebody sent."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from pathlib import Path

import pytest

from domain.errors import Refusal
from proof.inbox import list_mails, read_mail
from proof.mailbox import Mailbox


def keep(folder: Path, content: bytes, number: int = 1) -> str:
    message = EmailMessage()
    message["Message-ID"] = f"<nhac-{number}@quan1.example>"
    at = datetime(2023, 3, 27, 0, 30, tzinfo=UTC)
    return Mailbox(folder).keep(content, message, "pnv@quan1.example", ("a@x.example",), at).file


def a_mail(number: int = 1) -> bytes:
    message = EmailMessage(policy=WIRE)
    message["From"] = "Phòng Nội vụ <pnv@quan1.example>"
    message["To"] = "p-ben-nghe@quan1.example, p-da-kao@quan1.example"
    message["Subject"] = f"Hôm nay đến hạn (31/3): báo cáo {number}"
    message["Date"] = "Mon, 27 Mar 2023 07:30:00 +0700"
    message.set_content("Kính gửi anh (chị).\n")
    message.add_alternative("<p>Kính gửi anh (chị).</p><script>alert(1)</script>", subtype="html")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="phiếu báo cáo.xlsx")
    return message.as_bytes()


def test_mails_are_listed_newest_first(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        keep(tmp_path, a_mail(number), number)
    heads = list_mails(tmp_path)
    assert [head.name[:4] for head in heads] == ["0003", "0002", "0001"]
    assert heads[0].subject == "Hôm nay đến hạn (31/3): báo cáo 3"
    assert heads[0].to == ("p-ben-nghe@quan1.example", "p-da-kao@quan1.example")
    assert heads[0].date == datetime(2023, 3, 27, 0, 30, tzinfo=UTC)
    assert [head.name[:4] for head in list_mails(tmp_path, limit=1)] == ["0003"]


def test_the_ten_thousandth_mail_comes_before_the_ninth(tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    for name in ("0009-a@x.example.eml", "9999-a@x.example.eml", "10000-a@x.example.eml", "notes.txt"):
        (mails / name).write_bytes(a_mail())
    assert [head.name.split("-")[0] for head in list_mails(tmp_path)] == ["10000", "9999", "0009"]


def test_a_mail_is_read_with_both_its_forms_and_the_names_of_its_attachments(tmp_path: Path) -> None:
    mail = read_mail(tmp_path, keep(tmp_path, a_mail()))
    assert mail.text == "Kính gửi anh (chị).\r\n"
    assert mail.html is not None
    assert "<script>" in mail.html, "the page's sandbox, not this reader, makes it harmless"
    assert mail.attachments == ("phiếu báo cáo.xlsx",)
    assert mail.head.sender == "Phòng Nội vụ <pnv@quan1.example>"


def test_no_sink_has_run_yet(tmp_path: Path) -> None:
    assert list_mails(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    "name",
    [
        "0001-gone@x.example.eml",
        "../accepted.jsonl",
        "..",
        "",
        "0001-a/../../secret.eml",
        "0001-a.eml\n",
        "/etc/passwd",
    ],
)
def test_a_name_that_is_no_mail_is_absent(tmp_path: Path, name: str) -> None:
    keep(tmp_path, a_mail())
    with pytest.raises(Refusal) as refusal:
        read_mail(tmp_path, name)
    assert refusal.value.kind == "absent"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no headers at all",
        b"Subject: =?utf-8?b?broken?=\r\nDate: yesterday\r\nTo: <<>,@,;:\r\n\r\nx",
        b"From: \xff\xfe\r\nSubject: \xe1\xba\xa1\r\nDate: Mon, 99 Foo 2023 99:99:99\r\n\r\n\xff",
        b"Content-Type: text/plain; charset=no-such-charset\r\n\r\n\xc3\xa1",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\nnothing of x",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"Content-Type: multipart/alternative\r\n\r\nno boundary",
        b"Date: Fri, 31 Dec 9999 23:59:59 -1400\r\n\r\nafter all time",
        b"From: [\r\nMessage-ID: <\r\nSubject: =?x?b?a?=\r\n\r\nx",
        b"Date: Mon, 1 Jan 0001 00:00:00 +1400\r\n\r\nbefore all time",
        b"To: a@x.example (\r\nMessage-ID: <[>\r\nContent-Type: ;;;\r\nContent-Disposition: ==\r\n\r\nx",
    ],
)
def test_a_strange_mail_is_still_listed_and_read(tmp_path: Path, content: bytes) -> None:
    name = keep(tmp_path, content)
    assert [head.name for head in list_mails(tmp_path)] == [name]
    assert read_mail(tmp_path, name).head.name == name
