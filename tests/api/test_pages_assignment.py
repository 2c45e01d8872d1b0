"""The page of an assignment between issue and closing: what each may do there, and what a refusal keeps."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from acts import completions
from acts.completions import Report
from acts.office import set_office
from domain.office import Grant, Role
from domain.rights import SYSTEM
from storage.database import Memory
from tests.acts.house import CHIEF, OFFICE, OFFICIAL
from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.databases import KINDS, a_memory


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def offered(browser: Browser) -> list[str]:
    """The forms on the page, by the last part of their addresses."""
    return [path.rpartition("/")[2] for path in browser.page.xpath("//main//details//form/@action")]


def with_roles(doors: Opened, login: str, *grants: Grant) -> None:
    """Give one of the office's people these roles instead of their own."""
    people = [replace(one, grants=grants) if one.login == login else one for one in OFFICE.officials]
    set_office(doors.house.desk, SYSTEM, replace(OFFICE, officials=tuple(people)))


def page_of(doors: Opened, login: str) -> tuple[Browser, str]:
    """The page of the only assignment, and its address."""
    path = f"/nhiem-vu/{doors.house.assignments()[0].id}"
    return browser_of(doors, login).open(path), path


def test_progress_names_an_obstacle_that_stands_until_it_is_cleared(doors: Opened) -> None:
    doors.house.directive({})
    official, path = page_of(doors, "an")
    official.send(f"{path}/tien-do", text="Đã làm một nửa.", percent="50", **{"obstacle.what": "Thiếu số liệu."})
    assert official.status == 422
    form = official.form(f"{path}/tien-do")
    assert (form.fields["text"], form.fields["percent"]) == ("Đã làm một nửa.", "50")
    official.send(f"{path}/tien-do", **{"obstacle.unit": "vh", "obstacle.since": "1/3/2026"})
    assert "Đã ghi nhận tiến độ." in official.text
    assert "Thiếu số liệu. – Phòng Văn hóa giải quyết, từ ngày 01/3/2026" in official.text
    obstacle = official.page.xpath("//input[@name='cleared']/@value")[0]
    official.send(f"{path}/tien-do", text="Đã có số liệu.", cleared=obstacle)
    assert "Vướng mắc chưa gỡ" not in official.text
    assert "Đã gỡ vướng mắc" in official.text


def test_a_comment_reaches_who_is_mentioned(doors: Opened) -> None:
    doors.house.directive({"cooperating_codes": ["vh"]})
    official, path = page_of(doors, "an")
    official.send(f"{path}/y-kien", text="Xin trao đổi.", mentions=["vh"])
    assert "Đã gửi ý kiến." in official.text
    told = {notice.addressee for notice in doors.house.notices() if notice.cause.startswith("remark/")}
    assert told == {"office/", "unit/vh"}


def test_work_is_handed_to_another_unit(doors: Opened) -> None:
    doors.house.directive({})
    chief, path = page_of(doors, "dung")
    chief.send(f"{path}/chuyen", unit="vh")
    assert chief.status == 422
    chief.send(f"{path}/chuyen", unit="vh", reason="Đúng chức năng.")
    assert "Đã chuyển nhiệm vụ" in chief.text
    assert doors.house.assignments()[0].unit == "vh"
    assert page_of(doors, "an")[0].status == 404


def test_work_pauses_goes_on_and_is_opened_again(doors: Opened) -> None:
    doors.house.directive({})
    chief, path = page_of(doors, "dung")
    old = chief.form(f"{path}/tam-dung").fields["version"]
    chief.send(f"{path}/tam-dung", reason="Chờ thành phố hướng dẫn.", waiting="true")
    assert doors.house.assignments()[0].work == "waiting"
    assert "tam-dung" not in offered(chief)
    chief.send(f"{path}/tiep-tuc")
    assert doors.house.assignments()[0].work == "issued"
    assert chief.post(f"{path}/tam-dung", [("key", "muộn"), ("version", old), ("reason", "Muộn.")]).status == 412
    report = completions.complete(doors.house.desk, OFFICIAL, Report((doors.house.assignments()[0].id,)))
    completions.accept(doors.house.desk, CHIEF, report.body["id"])
    chief.open(path).send(f"{path}/mo-lai", reason="Kết quả chưa đúng yêu cầu.", until="31/3/2026")
    assert doors.house.assignments()[0].work == "redo"


def test_each_is_offered_what_they_may_do(doors: Opened) -> None:
    doors.house.directive({})
    assert offered(page_of(doors, "an")[0]) == ["gia-han", "tien-do", "y-kien"]
    ours = ["gia-han", "zalo", "don-doc", "tien-do", "y-kien", "lui-han", "chuyen", "viec-con", "tam-dung"]
    chief, path = page_of(doors, "dung")
    assert offered(chief) == ours
    official = browser_of(doors, "an")
    told = [("version", "1"), ("unit", "vh"), ("reason", "Lý do.")]
    for word in ("chuyen", "tam-dung", "tiep-tuc", "mo-lai"):
        assert official.post(f"{path}/{word}", [("key", word), *told]).status == 403


def test_who_sees_all_work_by_another_role_still_opens_the_directives_of_the_own_unit(doors: Opened) -> None:
    with_roles(doors, "binh", Grant(Role.HEAD, "kt"), Grant(Role.APPRAISER))
    ours = doors.house.directive({})
    theirs = doors.house.directive({"lead_codes": ["vh"], "lead": ["Phòng Văn hóa"]})
    assert doors.as_("binh").get(f"/api/directives/{ours}").status_code == 200
    assert doors.as_("binh").get(f"/api/directives/{theirs}").status_code == 404
    browser = browser_of(doors, "binh")
    shown = {one.unit: browser.open(f"/nhiem-vu/{one.id}").page for one in doors.house.assignments()}
    assert shown["kt"].xpath(f"//main//a[@href='/van-ban/{ours}']")
    assert not shown["vh"].xpath("//main//a[starts-with(@href, '/van-ban/')]")


def test_a_page_leads_nowhere_its_reader_may_not_go(doors: Opened) -> None:
    directive = doors.house.directive({})
    with_roles(doors, "binh", Grant(Role.HEAD, "kt"), Grant(Role.APPRAISER))
    for login, opens in (("dung", True), ("binh", False)):
        browser = browser_of(doors, login)
        followed = browser.open("/theo-doi").page
        assert followed.xpath("//section[@id='thu']")
        assert bool(followed.xpath("//a[@href='/gui-thu']")) is opens
        assert bool(browser.open(f"/van-ban/{directive}").page.xpath("//a[contains(@href, '/ho-so')]")) is opens


def test_who_answers_no_report_is_not_told_why_this_one_is_another_s(doors: Opened) -> None:
    doors.house.directive({})
    completions.complete(doors.house.desk, OFFICIAL, Report((doors.house.assignments()[0].id,)))
    with_roles(doors, "binh", Grant(Role.APPRAISER))
    shown = browser_of(doors, "binh").open("/theo-doi").text
    assert "Báo cáo chờ xác nhận" in shown
    assert "Đơn vị khác xác nhận" not in shown
