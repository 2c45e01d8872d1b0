"""*Thử phương án* on its pages: what is changed moves the index at once, is kept only where asked, and two are compared."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Memory
from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.api.test_index import hand_in, take
from tests.databases import KINDS, a_memory

TRIAL = "/chi-so/thu-phuong-an"


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def opened(doors: Opened) -> Browser:
    """One overdue task (1.1: 0 of 6), 3 of 4 files in time (1.2: 3 of 4), and the form of a trial on them."""
    doors.house.directive({"text": "Việc quá hạn.", "due_on": "2026-03-05"})
    hand_in(doors, done=3, total=4)
    take(doors, total_from="10%")
    doors.house.now = doors.house.now.replace(day=10)
    return browser_of(doors, "an").open("/chi-so").follow("Thử phương án")


def moved(browser: Browser) -> list[list[str]]:
    rows = browser.page.xpath("//section[h2='Kết quả thử']//tbody/tr")
    return [
        [
            " ".join(row.xpath("string(th/text())").split()),
            *(" ".join(td.text_content().split()) for td in row.xpath("td")),
        ]
        for row in rows
    ]


def test_the_form_shows_how_things_stand_and_unchanged_it_moves_nothing(doors: Opened) -> None:
    browser = opened(doors)
    assert dict(browser.form(TRIAL).form_values())["value:1.2:done"] == "3"
    assert "Không tiêu chí nào thay đổi." in browser.send(TRIAL, lam="thu").text


def test_changed_figures_work_and_maxima_move_the_index_at_once_and_nothing_is_kept(doors: Opened) -> None:
    owed = opened(doors)
    work = doors.house.assignments()[0].id
    tried = owed.send(TRIAL, **{"lam": "thu", "value:1.2:done": "2,5", f"work:{work}": "done"})
    # 1.1: one task, done late: 6 / 2 = 3. 1.2: 2.5/4 × 4 = 2.5.
    assert moved(tried) == [
        ["1.1. Nhiệm vụ", "0,00/6,00", "3,00/6,00", "+3,00"],
        ["1.2. Hồ sơ", "3,00/4,00", "2,50/4,00", "−0,50"],
    ]
    assert "hiện nay: 3" in tried.text
    assert "5,50/10,00" in tried.text
    wider = tried.send(TRIAL, **{"lam": "thu", "value:1.2:done": "3", "max:1.2": "8", f"work:{work}": ""})
    assert moved(wider) == [["1.2. Hồ sơ", "3,00/4,00", "6,00/8,00", "+3,00"]]
    assert "Bộ tiêu chí thử có chỗ chưa khớp" in wider.text
    assert doors.as_("an").get("/api/scenarios").json()["items"] == []
    emptied = wider.send(TRIAL, **{"lam": "thu", "value:1.2:done": "", "value:1.2:total": "", "max:1.2": "4"})
    assert moved(emptied) == [["1.2. Hồ sơ", "3,00/4,00", "Chưa thể đánh giá", "−3,00"]]


def test_what_cannot_be_read_is_told_and_the_form_keeps_it(doors: Opened) -> None:
    wrong = opened(doors).send(TRIAL, **{"lam": "thu", "value:1.2:done": "ba"})
    assert wrong.status == 422
    assert dict(wrong.form(TRIAL).form_values())["value:1.2:done"] == "ba"
    unnamed = opened(doors).send(TRIAL, lam="luu")
    assert "cần tên phương án" in unnamed.text.lower()


def test_two_kept_trials_stand_beside_each_other(doors: Opened) -> None:
    browser = opened(doors)
    work = doors.house.assignments()[0].id
    kept = browser.send(TRIAL, **{"lam": "luu", "ten": "Báo cáo ngay", f"work:{work}": "done"})
    assert "Đã lưu phương án." in kept.text
    browser.open("/chi-so").follow("Thử phương án").send(
        TRIAL, **{"lam": "luu", "ten": "Đủ hồ sơ", "value:1.2:done": "4"}
    )
    ids = {one["name"]: one["id"] for one in doors.as_("an").get("/api/scenarios").json()["items"]}
    page = browser.open("/chi-so/phuong-an")
    assert {a.text_content() for a in page.page.xpath("//tbody//th/a")} == {"Báo cáo ngay", "Đủ hồ sơ"}
    beside = browser.open(f"/chi-so/phuong-an?a={ids['Báo cáo ngay']}&b={ids['Đủ hồ sơ']}")
    rows = beside.page.xpath("//section[h2='So sánh hai phương án']//tbody/tr")
    told = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert told[:2] == [
        ["1.1. Nhiệm vụ", "0,00/6,00", "3,00/6,00", "0,00/6,00"],
        ["1.2. Hồ sơ", "3,00/4,00", "3,00/4,00", "4,00/4,00"],
    ]
    assert told[3][1:] == ["7,00", "4,00", "6,00"]
    assert browser_of(doors, "chi").open(f"/chi-so/phuong-an/{ids['Đủ hồ sơ']}").status == 404


def test_who_follows_all_units_chooses_one_to_try_on(doors: Opened) -> None:
    opened(doors)
    chief = browser_of(doors, "dung").open(TRIAL)
    assert chief.page.xpath("//select[@name='don_vi']/option/@value") == ["kt", "vh", "vp"]
    assert browser_of(doors, "an").open(TRIAL + "?don_vi=vh").status == 404
