"""Files with a report: sent in its form, kept when a rule says no, opened by who confirms and by nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from acts import evidence
from storage.database import Memory
from storage.tables import CompletionRow, EvidenceRow
from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.api.test_evidence import PDF, PNG
from tests.databases import KINDS, a_memory

REPORT = "/bao-cao-ket-qua"


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def reported(doors: Opened) -> list[list[str]]:
    """The files of every report."""
    with doors.house.memory.reading() as session:
        return [list(row.evidence) for row in session.scalars(select(CompletionRow))]


def kept(doors: Opened) -> list[str]:
    """The names of the files handed in."""
    with doors.house.memory.reading() as session:
        return list(session.scalars(select(EvidenceRow.name).order_by(EvidenceRow.uploaded_at)))


def links(browser: Browser) -> dict[str, str]:
    """The files that a page hands out, by name."""
    return {a.text_content(): a.get("href") for a in browser.page.xpath("//a[starts-with(@href, '/api/evidence/')]")}


def test_a_file_goes_with_its_report_and_is_opened_where_the_report_is_read(doors: Opened) -> None:
    doors.house.directive({"text": "Việc một."})
    official = browser_of(doors, "an").follow("Báo cáo")
    official.upload(REPORT, "Báo cáo 45.pdf", PDF, number="45/BC-KT", issued_on="1/3/2026")
    assert "Đã ghi nhận báo cáo." in official.text
    official.open(f"/nhiem-vu/{doors.house.assignments('kt')[0].id}")
    chief = browser_of(doors, "dung").open("/theo-doi")
    assert list(links(official)) == list(links(chief)) == ["Báo cáo 45.pdf"]
    for browser in (official, chief):
        answer = browser.client.get(links(browser)["Báo cáo 45.pdf"])
        assert (answer.status_code, answer.content) == (200, PDF)
    stranger = browser_of(doors, "chi")
    assert stranger.client.get(links(chief)["Báo cáo 45.pdf"]).status_code == 404


def test_a_file_stays_when_a_rule_says_no_and_may_still_be_left_out(doors: Opened) -> None:
    doors.house.directive({}, {})
    for leaves_it in (False, True):
        official = browser_of(doors, "an").open("/viec-cua-toi").follow("Báo cáo")
        official.upload(REPORT, "a.pdf", PDF, number="45/BC-KT", issued_on="31/12/2026")
        assert official.status == 422
        (one,) = official.page.xpath("//input[@name='evidence']")
        assert (one.get("checked"), one.getparent().text_content().split()[0]) == ("checked", "a.pdf")
        official.send(REPORT, issued_on="1/3/2026", **({"evidence": []} if leaves_it else {}))
        assert official.status == 200
    assert [len(files) for files in reported(doors)] == [1, 0]


def test_a_form_with_a_file_sent_twice_is_one_report_and_one_file(doors: Opened) -> None:
    doors.house.directive({})
    official = browser_of(doors, "an").follow("Báo cáo")
    told = {name: value for name, value in official.form(REPORT).form_values() if name != "file"}
    for _ in range(2):
        sent = official.client.post(REPORT, data=told, files={"file": ("a.png", PNG)}, headers=official.headers)
        assert sent.status_code == 303
    assert (len(reported(doors)), kept(doors)) == (1, ["a.png"])


def test_a_file_of_another_kind_is_refused_at_its_field_and_nothing_is_reported(doors: Opened) -> None:
    doors.house.directive({})
    official = browser_of(doors, "an").follow("Báo cáo")
    official.upload(REPORT, "a.exe", PDF, note="Đã làm xong.")
    assert official.status == 415
    assert official.page.xpath("//input[@type='file' and @aria-invalid='true']")
    assert official.form(REPORT).fields["note"] == "Đã làm xong."
    assert (reported(doors), kept(doors)) == ([], [])


def test_a_file_of_others_cannot_be_named_and_one_not_yet_checked_is_not_handed_out(doors: Opened) -> None:
    doors.house.directive({"lead_codes": ["vh"]}, {})
    browser_of(doors, "chi").follow("Báo cáo").upload(REPORT, "của-vh.pdf", PDF)
    ((theirs,),) = reported(doors)
    official = browser_of(doors, "an").follow("Báo cáo").send(REPORT, evidence=theirs)
    assert official.status == 422
    assert "của-vh.pdf" not in official.text
    with doors.house.memory.writing() as session:
        session.get_one(EvidenceRow, theirs).state = evidence.QUARANTINED
    chief = browser_of(doors, "dung").open("/theo-doi")
    assert "đang kiểm tra mã độc" in chief.text
    assert links(chief) == {}
