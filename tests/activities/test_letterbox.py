"""What comes in by mail: bounces go to their mail and another way, answers wait for a person, machines are left alone."""

import smtplib
from datetime import date
from email import message_from_string
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from sqlalchemy import select

from activities.letterbox import Letterbox
from activities.listener import Listener
from activities.maildir import Maildir
from activities.post import Post
from acts import completions, inbound
from acts.completions import Report
from acts.desk import Answer
from acts.messages import send_due
from domain.errors import Refusal
from proof.sink import Faults, Sink
from proof.verify import holds, verify
from storage.database import Memory
from storage.files import Files
from storage.tables import CompletionRow, EvidenceRow, InboundRow, MessageRow
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.api.test_evidence import open_text

PDF = b"%PDF-1.7 ..."


def posted(house: House, folder: Path) -> list[EmailMessage]:
    """What the office's mail server took of everything that was due."""
    with Sink(folder / "sink") as sink:
        send_due(house.desk, Post(house.desk, sink.url))
        return [one.message for one in sink.messages]


def an_answer(to: EmailMessage, sender: str = "kt@mau.example", **headers: str) -> EmailMessage:
    """A person's answer with a report and what their program quotes."""
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = f"Phòng <{sender}>", "vp@mau.example", f"Re: {to['Subject']}"
    answer["In-Reply-To"] = answer["References"] = str(to["Message-ID"])
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    answer.set_content("Đã báo cáo tại văn bản kèm theo.\n\nVào T2, 2 thg 3, 2026, Văn phòng đã viết:\n> Kính gửi\n")
    answer.add_attachment(PDF, maintype="application", subtype="pdf", filename="../45/bc kết quả.pdf")
    return answer


def a_bounce(of: EmailMessage, action: str = "failed", *, whole: bool = True) -> bytes:
    """A report as mail servers write it (RFC 3464)."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"], report["To"], report["Subject"] = "MAILER-DAEMON@mx.example", "vp@mau.example", "Undelivered"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText("Could not deliver.", "plain"))
    status = MIMEBase("message", "delivery-status")
    words = f"Action: {action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n"
    blocks = ("Reporting-MTA: dns; mx.example\n", f"Final-Recipient: rfc822; kt@mau.example\n{words}")
    status.set_payload([message_from_string(block) for block in blocks])
    report.attach(status)
    if whole:
        report.attach(MIMEMessage(of))
    else:
        headers = MIMEText(f"Message-ID: {of['Message-ID']}\nSubject: x\n", "plain")
        headers.replace_header("Content-Type", "text/rfc822-headers")
        report.attach(headers)
    return report.as_bytes()


def rows(house: House) -> list[InboundRow]:
    with house.memory.reading() as session:
        found = list(session.scalars(select(InboundRow).order_by(InboundRow.received_at, InboundRow.id)))
        session.expunge_all()
    return found


def test_an_answer_with_a_report_waits_and_becomes_the_units_report_by_a_persons_word(
    memory: Memory, tmp_path: Path
) -> None:
    house = House(memory)
    house.directive({}, {})
    (mail,) = posted(house, tmp_path)
    box = Letterbox(house.desk, Files(tmp_path / "files"))
    raw = an_answer(mail).as_bytes()
    assert [box(raw).body["state"], box(raw).repeated] == ["proposed", True]
    (row,) = rows(house)
    assert (row.unit, row.text, len(row.assignments)) == ("kt", "Đã báo cáo tại văn bản kèm theo.", 2)
    assert {one.work for one in house.assignments()} == {"issued"}
    with pytest.raises(Refusal, match="quyền"):
        inbound.confirm(house.desk, OFFICIAL, row.id, Report((row.assignments[0],)))
    document = {"number": "45/BC-KT", "issued_on": "2026-03-02"}
    done = inbound.confirm(house.desk, CHIEF, row.id, Report((row.assignments[0],), document, date(2026, 3, 2)))
    assert sorted(one.work for one in house.assignments()) == ["issued", "reported"]
    with memory.reading() as session:
        report = session.get_one(CompletionRow, done.body["id"])
        (file,) = session.scalars(select(EvidenceRow))
        assert (report.recorded_for, report.source, report.evidence) == ("kt", "mail", [file.id])
        assert (file.name, file.unit, file.state) == ("bc kết quả.pdf", "kt", "clean")
    with pytest.raises(Refusal, match="không chờ"):
        inbound.dismiss(house.desk, CHIEF, row.id, "Trùng")
    assert holds(verify(memory, now=house.now))


@pytest.mark.parametrize(
    ("sender", "headers", "state"),
    [
        ("kt@mau.example", {"Auto_Submitted": "auto-replied"}, "ignored"),
        ("kt@mau.example", {"X_Autoreply": "yes"}, "ignored"),
        ("kt@mau.example", {"Precedence": "bulk"}, "ignored"),
        ("kt@mau.example", {"X_Dondoc_Notice": "vòng lặp"}, "ignored"),
        ("MAILER-DAEMON@mau.example", {}, "ignored"),
        ("la@khac.example", {}, "unknown-sender"),
        ("vh@mau.example", {}, "unknown-sender"),
        ("an@mau.example", {}, "proposed"),
        ("AN@MAU.EXAMPLE", {}, "proposed"),
    ],
)
def test_only_an_answer_of_the_unit_itself_waits_to_be_recorded(
    tmp_path: Path, sender: str, headers: dict[str, str], state: str, memory: Memory
) -> None:
    house = House(memory)
    house.directive({})
    (mail,) = posted(house, tmp_path)
    box = Letterbox(house.desk, Files(tmp_path / "files"))
    assert box(an_answer(mail, sender, **headers).as_bytes()).body["state"] == state
    assert {one.work for one in house.assignments()} == {"issued"}
    assert posted(house, tmp_path / "again") == []  # nothing that comes in is answered


def test_what_answers_no_mail_of_ours_is_listed_and_what_is_no_mail_does_no_harm(
    memory: Memory, tmp_path: Path
) -> None:
    house = House(memory)
    box = Letterbox(house.desk, Files(tmp_path / "files"))
    stranger = EmailMessage()
    stranger["Message-ID"] = stranger["From"] = "<khong@co.example>"
    assert box(an_answer(stranger).as_bytes()).body["state"] == "unmatched"
    assert box(a_bounce(stranger)).body["state"] == "unmatched"
    for raw in (b"", b"\xff\xfe\x00", b"Subject: =?x?q?=\nIn-Reply-To: <<<\n\n\x00", b"a" * 10_000):
        assert box(raw).body["state"] in {"ignored", "unmatched"}


@pytest.mark.parametrize("whole", [True, False])
def test_a_bounced_reminder_is_found_by_its_id_and_told_another_way(
    memory: Memory, tmp_path: Path, whole: bool
) -> None:
    house = House(memory)
    house.directive({})
    (mail,) = posted(house, tmp_path)
    box = Letterbox(house.desk, Files(tmp_path / "files"))
    assert box(a_bounce(mail, "delayed", whole=whole)).body["state"] == "ignored"
    assert box(a_bounce(mail, whole=whole)).body["state"] == "bounced"
    (other,) = posted(house, tmp_path / "again")
    assert other["To"] == "an@mau.example"
    body = other.get_body(("plain",))
    assert body is not None
    assert "thư gửi địa chỉ ban đầu không đến được" in body.get_content()
    with memory.reading() as session:
        states = {row.address: (row.state, row.reply) for row in session.scalars(select(MessageRow))}
    assert states["kt@mau.example"] == ("bounced", "5.1.1 smtp; 550 5.1.1 User unknown")
    assert {one.addressee.partition("/")[0]: one.state for one in house.notices()} == {
        "unit": "bounced",
        "person": "sent",
    }
    assert box(a_bounce(other)).body["state"] == "bounced"
    assert posted(house, tmp_path / "third") == []  # there is no circle of two addresses
    assert holds(verify(memory, now=house.now))


def test_a_refused_address_is_gone_round_as_well(memory: Memory, tmp_path: Path) -> None:
    house = House(memory)
    house.directive({})
    with Sink(tmp_path / "sink") as sink:
        sink.faults = Faults(rcpt={"kt@mau.example": "550 5.1.1 No such user"})
        send_due(house.desk, Post(house.desk, sink.url))
        assert [one.rcpt_to for one in sink.messages] == [("an@mau.example",)]


@pytest.mark.parametrize("scheme", ["lmtp", "smtp"])
def test_mails_come_in_over_the_wire_and_are_kept_by_the_sender_when_they_cannot_be_written_down(
    scheme: str,
) -> None:
    taken: list[bytes] = []

    def take(raw: bytes) -> None:
        if b"Hong" in raw:
            raise OSError("disk full")
        taken.append(raw)

    listener = Listener(f"{scheme}://127.0.0.1:0", take).start()
    try:
        kind = smtplib.LMTP if scheme == "lmtp" else smtplib.SMTP
        with kind("127.0.0.1", listener.port) as client:
            client.sendmail("a@x.example", ["vp@mau.example"], b"Subject: Mot\r\n\r\nx\r\n")
            with pytest.raises(smtplib.SMTPException, match="451"):
                client.sendmail("a@x.example", ["vp@mau.example"], b"Subject: Hong\r\n\r\nx\r\n")
    finally:
        listener.stop()
    assert [b"Subject: Mot" in one for one in taken] == [True]


def test_a_mail_stays_in_its_folder_until_it_is_written_down(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(b"Subject: x\n\n")
    broken = Maildir(tmp_path, lambda _raw: (_ for _ in ()).throw(OSError("no")))
    with pytest.raises(OSError, match="no"):
        broken()
    taken = Answer({"state": "ignored"})
    assert Maildir(tmp_path, lambda _raw: taken)() == 1
    assert [file.name for file in (tmp_path / "cur").iterdir()] == ["1:2,S"]
    assert Maildir(tmp_path, lambda _raw: taken)() == 0


def test_a_report_made_meanwhile_is_not_made_twice(memory: Memory, tmp_path: Path) -> None:
    house = House(memory)
    house.directive({})
    (mail,) = posted(house, tmp_path)
    Letterbox(house.desk, Files(tmp_path / "files"))(an_answer(mail).as_bytes())
    (row,) = rows(house)
    completions.complete(house.desk, OFFICIAL, Report((row.assignments[0],)))
    with pytest.raises(Refusal, match="không ở trạng thái"):
        inbound.confirm(house.desk, CHIEF, row.id, Report((row.assignments[0],)))
    assert inbound.dismiss(house.desk, CHIEF, row.id, "Đã nhập").status == 201


def marked(mail: EmailMessage, where: str) -> EmailMessage:
    answer = an_answer(mail)
    match where:
        case "text":
            answer = EmailMessage()
            answer["From"], answer["Subject"], answer["In-Reply-To"] = (
                "kt@mau.example",
                "Re: x",
                str(mail["Message-ID"]),
            )
            answer.set_content("Kính gửi Văn phòng\n\nTỐI MẬT\n\nKết quả rà soát phương án.")
        case "subject":
            answer.replace_header("Subject", "TỐI MẬT: phương án")
        case "file":
            data = open_text("TUYỆT MẬT", "Phương án.")
            answer.add_attachment(data, maintype="application", subtype="octet-stream", filename="phương án.odt")
        case _:
            answer.add_attachment(PDF, maintype="application", subtype="pdf", filename="TỐI MẬT.pdf")
    return answer


@pytest.mark.parametrize("where", ["text", "subject", "file", "name"])
def test_nothing_is_kept_of_a_mail_with_a_mark_of_secrecy(memory: Memory, tmp_path: Path, where: str) -> None:
    house = House(memory)
    house.directive({})
    (mail,) = posted(house, tmp_path)
    new = tmp_path / "mails" / "new"
    new.mkdir(parents=True)
    (new / "1").write_bytes(marked(mail, where).as_bytes())
    files = tmp_path / "files"
    assert Maildir(tmp_path / "mails", Letterbox(house.desk, Files(files)))() == 1
    (row,) = rows(house)
    assert (row.state, row.subject, row.text, row.refused, row.unit) == ("marked", "", "", [], None)
    assert [one for one in files.rglob("*") if one.is_file()] == []
    assert [one for one in (tmp_path / "mails").rglob("*") if one.is_file()] == []
    with memory.reading() as session:
        assert list(session.scalars(select(EvidenceRow))) == []
    assert holds(verify(memory, now=house.now))
