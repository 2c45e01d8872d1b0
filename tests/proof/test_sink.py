"""The sink under a real client: what it accepts it keeps, and each fault looks to the client as the real one does."""

import json
import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from pathlib import Path

import pytest

from proof.mailbox import accepted_of, copies_of
from proof.sink import Faults, Sink

ROOT = Path(__file__).parents[2]


def a_mail(
    number: int = 1, to: str = "p-ben-nghe@quan1.example", subject: str = "Hạn 31/3: báo cáo quý I"
) -> EmailMessage:
    message = EmailMessage(policy=WIRE)
    message["Message-ID"] = f"<nhac-{number}@quan1.example>"
    message["From"] = "pnv@quan1.example"
    message["To"] = to
    message["Subject"] = subject
    message.set_content("Đề nghị đơn vị báo cáo kết quả.\n.dòng bắt đầu bằng dấu chấm\n")
    message.add_alternative("<p>Đề nghị đơn vị báo cáo kết quả.</p>", subtype="html")
    return message


def client(sink: Sink, timeout: float = 5) -> smtplib.SMTP:
    return smtplib.SMTP(sink.host, sink.port, timeout=timeout, local_hostname="test.example")


def send(sink: Sink, message: EmailMessage | None = None, timeout: float = 5) -> None:
    with client(sink, timeout) as server:
        server.send_message(message or a_mail())


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    with Sink(tmp_path) as running:
        yield running


def test_an_accepted_mail_is_kept_with_its_envelope(sink: Sink, tmp_path: Path) -> None:
    before = datetime.now(UTC)
    send(sink)
    (received,) = sink.messages
    assert received.message["Subject"] == "Hạn 31/3: báo cáo quý I"
    assert received.envelope_from == "pnv@quan1.example"
    assert received.rcpt_to == ("p-ben-nghe@quan1.example",)
    assert before <= received.accepted_at <= datetime.now(UTC)
    assert received.file == "0001-nhac-1@quan1.example.eml"
    body = received.message.get_body(("plain",))
    assert body is not None
    assert ".dòng bắt đầu bằng dấu chấm" in body.get_content()
    assert (tmp_path / "mails" / received.file).read_bytes().startswith(b"Message-ID")


def test_mails_are_numbered_in_the_order_of_acceptance_also_over_a_restart(tmp_path: Path) -> None:
    for first in (1, 3):
        with Sink(tmp_path) as sink:
            send(sink, a_mail(first))
            send(sink, a_mail(first + 1))
    names = sorted(path.name for path in (tmp_path / "mails").iterdir())
    assert names == [f"000{n}-nhac-{n}@quan1.example.eml" for n in (1, 2, 3, 4)]
    assert [row.file for row in accepted_of(tmp_path)] == names


def test_without_a_folder_nothing_is_written() -> None:
    with Sink() as sink:
        send(sink)
        assert sink.messages[0].file is None


def test_memory_can_be_bounded() -> None:
    with Sink(keep=2) as sink:
        for number in (1, 2, 3):
            send(sink, a_mail(number))
        assert [str(received.message["Message-ID"])[6] for received in sink.messages] == ["2", "3"]


@pytest.mark.parametrize(
    "message_id",
    ["<../../etc/passwd@x.example>", "<a b\x7f/c@x.example>", "<" + "đ" * 300 + ">", "<[>", "<a@[>", "<", None],
)
def test_a_message_id_never_leads_out_of_the_folder(sink: Sink, tmp_path: Path, message_id: str | None) -> None:
    header = f"Message-ID: {message_id}\r\n" if message_id else ""
    with client(sink) as server:
        server.sendmail("a@x.example", ["b@x.example"], f"{header}Subject: x\r\n\r\nx\r\n".encode())
    (path,) = (tmp_path / "mails").iterdir()
    assert path.name.startswith("0001-")
    assert len(path.name.encode()) < 140


def test_a_full_disk_is_a_passing_failure_to_the_client(sink: Sink, tmp_path: Path) -> None:
    (tmp_path / "mails").rmdir()
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(sink)
    assert refused.value.smtp_code == 452
    assert sink.messages == []


def test_an_address_with_vietnamese_letters_is_taken(sink: Sink) -> None:
    with client(sink) as server:
        server.ehlo()
        server.sendmail("a@x.example", ["phường@quan1.example"], b"Subject: x\r\n\r\nx\r\n", ["SMTPUTF8"])
    assert sink.messages[0].rcpt_to == ("phường@quan1.example",)


# Faults


def test_a_refused_connection_is_refused_by_the_machine_and_comes_back_on_the_same_port(sink: Sink) -> None:
    port = sink.port
    sink.faults = Faults(refuse=True)
    with pytest.raises(ConnectionRefusedError):
        send(sink)
    sink.faults = Faults()
    assert sink.port == port
    send(sink)
    assert len(sink.messages) == 1


def test_refusing_breaks_the_connections_that_are_open(sink: Sink) -> None:
    server = client(sink)
    server.ehlo()
    sink.faults = Faults(refuse=True)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        server.mail("a@x.example")
    server.close()


@pytest.mark.parametrize("answer", ["451 4.3.0 Try again later", "550 5.1.1 No such user"])
def test_a_recipient_can_be_refused(sink: Sink, answer: str) -> None:
    sink.faults = Faults(at_rcpt=answer)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(sink)
    assert refused.value.recipients["p-ben-nghe@quan1.example"][0] == int(answer[:3])
    assert sink.messages == []


def test_one_recipient_of_two_can_be_refused(sink: Sink) -> None:
    sink.faults = Faults(rcpt={"b@x.example": "550 5.1.1 No such user"})
    with client(sink) as server:
        refused = server.sendmail("s@x.example", ["a@x.example", "b@x.example"], b"Subject: x\r\n\r\nx\r\n")
    assert set(refused) == {"b@x.example"}
    assert sink.messages[0].rcpt_to == ("a@x.example",)


@pytest.mark.parametrize("answer", ["452 4.2.2 Mailbox full", "554 5.6.0 Rejected"])
def test_the_message_itself_can_be_refused_and_is_then_not_kept(sink: Sink, tmp_path: Path, answer: str) -> None:
    sink.faults = Faults(at_data=answer)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(sink)
    assert refused.value.smtp_code == int(answer[:3])
    assert sink.messages == []
    assert accepted_of(tmp_path) == []


def test_a_lost_answer_leaves_the_message_accepted_and_the_client_in_doubt(sink: Sink, tmp_path: Path) -> None:
    sink.faults = Faults(lose_answer=True, times=1)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(sink)
    assert len(sink.messages) == 1
    send(sink)
    assert copies_of(tmp_path) == {"<nhac-1@quan1.example>": 2}


def test_a_late_answer_is_late_but_the_message_is_already_kept(sink: Sink, tmp_path: Path) -> None:
    sink.faults = Faults(delay=0.6)
    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        send(sink, timeout=0.2)
    assert len(accepted_of(tmp_path)) == 1
    start = time.monotonic()
    send(sink)
    assert time.monotonic() - start >= 0.6


def test_a_tarpit_delays_every_line(sink: Sink) -> None:
    sink.faults = Faults(tarpit=0.05)
    start = time.monotonic()
    send(sink)
    assert time.monotonic() - start >= 0.05 * 6  # greeting, EHLO, MAIL, RCPT, DATA, end of data
    assert len(sink.messages) == 1


def test_a_fault_set_a_number_of_times_ceases(sink: Sink) -> None:
    sink.faults = Faults(at_data="451 4.3.0 Try again later", times=2)
    for _ in range(2):
        with pytest.raises(smtplib.SMTPDataError):
            send(sink)
    send(sink)
    assert len(sink.messages) == 1


def test_a_fault_reaches_a_connection_that_was_open_before(sink: Sink) -> None:
    with client(sink) as server:
        server.send_message(a_mail(1))
        sink.faults = Faults(at_data="451 4.3.0 Try again later")
        with pytest.raises(smtplib.SMTPDataError):
            server.send_message(a_mail(2))
    assert len(sink.messages) == 1


# Life and death


def test_a_taken_port_is_said_at_start(sink: Sink) -> None:
    with pytest.raises(OSError, match="in use"):
        Sink(port=sink.port).start()


def test_stopping_twice_and_starting_again_is_no_fault() -> None:
    sink = Sink()
    sink.start()
    sink.stop()
    sink.stop()
    with pytest.raises(ConnectionRefusedError):
        client(sink)
    with sink:
        send(sink)
    assert len(sink.messages) == 1


def test_stopping_while_somebody_is_talking_breaks_the_conversation() -> None:
    sink = Sink().start()
    sink.faults = Faults(delay=60)
    server = client(sink, timeout=0.2)
    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        server.send_message(a_mail())
    server.close()
    start = time.monotonic()
    sink.stop()
    assert time.monotonic() - start < 5


_CHILD = """
import sys, time
from pathlib import Path
from proof.sink import Sink
sink = Sink(Path(sys.argv[1])).start()
print(sink.port, flush=True)
time.sleep(60)
"""


def test_every_answered_mail_is_in_the_log_after_kill_9(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    port = int(child.stdout.readline())
    answered = []
    with smtplib.SMTP("127.0.0.1", port, timeout=5, local_hostname="test.example") as server:
        for number in range(20):
            server.send_message(a_mail(number))
            answered.append(f"<nhac-{number}@quan1.example>")
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        server.close()
    assert copies_of(tmp_path) == dict.fromkeys(answered, 1)


def test_a_line_torn_by_a_kill_does_not_spoil_the_log(tmp_path: Path) -> None:
    with Sink(tmp_path) as sink:
        send(sink, a_mail(1))
    with (tmp_path / "accepted.jsonl").open("ab") as log:
        log.write(b'{"file": "0002-')
    with Sink(tmp_path) as sink:
        send(sink, a_mail(2))
    assert copies_of(tmp_path) == {"<nhac-1@quan1.example>": 1, "<nhac-2@quan1.example>": 1}


def test_the_log_is_one_json_object_a_line(sink: Sink, tmp_path: Path) -> None:
    send(sink)
    (line,) = (tmp_path / "accepted.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    assert row["message_id"] == "<nhac-1@quan1.example>"
    assert row["to"] == ["p-ben-nghe@quan1.example"]
    assert datetime.fromisoformat(row["accepted_at"]).utcoffset() is not None
