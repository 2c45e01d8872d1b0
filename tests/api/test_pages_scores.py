"""*Chỉ số*: points as they stand, each loss led to its records, and nobody's order before it is published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acts import completions
from acts.completions import Report
from storage.database import Memory
from tests.acts.house import CHIEF, OFFICIAL
from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.api.test_index import hand_in, take
from tests.databases import KINDS, a_memory


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def state_of(browser: Browser, criterion: str) -> tuple[str, str]:
    """The word of a criterion's state and the colour it is shown in."""
    tag = browser.page.xpath(f"//li[@id='tc-{criterion}']//span[starts-with(@class, 'tag')]")[0]
    return tag.text_content(), tag.get("class")


def late_task(doors: Opened) -> str:
    """One task of two points out of four lost: reported on the 10th, due on the 5th."""
    doors.house.directive({"text": "Việc trễ.", "due_on": "2026-03-05"})
    owed = doors.house.assignments()[0].id
    doors.house.now = doors.house.now.replace(day=10)
    report = completions.complete(doors.house.desk, OFFICIAL, Report((owed,), {"number": "9/BC"}))
    completions.accept(doors.house.desk, CHIEF, report.body["id"])
    return owed


def test_every_loss_of_a_unit_is_explained_and_leads_to_its_records(doors: Opened) -> None:
    # 1.1: one task, late: 6 / 2 = 3. 1.2: 3/4 × 4 = 3.
    owed, figure = late_task(doors), hand_in(doors, done=3, total=4)
    take(doors)
    unit = browser_of(doors, "an").follow("Chỉ số")
    assert "Phòng Kinh tế · quý I năm 2026" in unit.text
    assert "6,00trên 10,00 điểm đã đánh giá" in unit.text
    losses = unit.page.xpath("//section[h2='Điểm bị trừ']//tbody/tr")
    assert [[cell.text_content() for cell in row] for row in losses] == [
        ["1.1. Nhiệm vụ", "3,00"],
        ["1.2. Hồ sơ", "1,00"],
        ["Cộng", "4,00"],
    ]
    assert state_of(unit, "1.1") == ("Bị trừ", "tag red")
    for criterion, path, said in (
        ("1.1", f"/nhiem-vu/{owed}", "Việc trễ."),
        ("1.2", f"/chi-so/so-lieu/{figure}", "Số đạt3"),
    ):
        assert len(unit.page.xpath(f"//li[@id='tc-{criterion}']//a[@href='{path}']")) == 1
        assert said in browser_of(doors, "an").open(path).text
        assert browser_of(doors, "chi").open(path).status == 404


def test_what_is_not_measured_is_never_green_and_no_total_is_made_up(doors: Opened) -> None:
    take(doors, total_from="50%")
    hand_in(doors, done=4, total=4)
    unit = browser_of(doors, "an").open("/chi-so")
    assert state_of(unit, "1.1") == ("Chưa thể đánh giá", "tag grey")
    assert state_of(unit, "1.2") == ("Đạt", "tag green")
    assert "chưa đủ số liệu để tính tổng điểm" in unit.text
    assert "trên 4,00 điểm đã đánh giá" not in unit.text


def test_open_work_tells_what_hangs_on_it(doors: Opened) -> None:
    doors.house.directive({"text": "Việc quá hạn.", "due_on": "2026-03-05"}, {"text": "Việc chưa đến hạn."})
    take(doors)
    doors.house.now = doors.house.now.replace(day=10)
    unit = browser_of(doors, "an").open("/chi-so")
    rows = unit.page.xpath("//section[h2='Việc rẻ nhất, được nhiều điểm nhất']//li")
    assert [[row.xpath(f"string({path})").strip() for path in (".//a", ".//span[@class='due']")] for row in rows] == [
        ["Việc quá hạn.", "lấy lại 3,00"],
        ["Việc chưa đến hạn.", "lấy lại 3,00"],
    ]
    assert "nếu hoàn thành tất cả hôm nay còn 1,50" in unit.text


def test_a_unit_sees_no_other_unit_and_the_order_only_once_published(doors: Opened) -> None:
    card = take(doors, total_from="10%")
    hand_in(doors, "kt", done=3, total=4)
    hand_in(doors, "vh", done=4, total=4)
    chief, unit = browser_of(doors, "dung").open("/chi-so"), browser_of(doors, "an").open("/chi-so")
    ranked = [row.xpath("string(th)").strip() for row in chief.page.xpath("//tbody/tr[td]")]
    assert ranked == ["Phòng Văn hóa", "Phòng Kinh tế"]
    assert "1,00" in chief.follow("Phòng Kinh tế").text
    assert "Phòng Văn hóa" not in unit.text
    assert unit.open(f"/chi-so?bo_tieu_chi={card}&don_vi=vh").status == 404
    assert unit.open("/chi-so?bo_tieu_chi=khac").status == 404
    assert unit.open("/chi-so?ky=2026-Q9").status == 422
    body = {"period": "2026-Q1", "number": "5/QĐ-UBND", "issued_on": "2026-03-02"}
    assert doors.as_("dung").post(f"/api/scorecards/{card}/publication", body).status_code == 201
    seen = unit.open("/chi-so")
    assert "Theo văn bản số 5/QĐ-UBND ngày 02/3/2026." in seen.text
    rows = seen.page.xpath("//section[h2='Kết quả đã công bố']//tr[td]")
    assert [(row.xpath("string(td[1])").strip(), row.xpath("string(th)").strip()) for row in rows] == [
        ("1", "Phòng Văn hóa"),
        ("2", "Phòng Kinh tế"),
    ]


def lost_before(doors: Opened) -> None:
    """A point lost last year, with one task of the Phòng Kinh tế that should win it back, and one nobody works on."""
    points: list[dict[str, Any]] = [
        {"id": "p1", "text": "Trễ hẹn hồ sơ.", "points": "0.5"},
        {"id": "p2", "text": "Chưa khảo sát.", "points": "1"},
    ]
    doors.house.directive({"text": "Khắc phục trễ hẹn.", "remedies": ["p1"]}, lost_points=points)


def test_last_years_points_stand_beside_this_years_work_and_a_unit_reads_no_points_of_others(doors: Opened) -> None:
    lost_before(doors)
    take(doors)
    chief, unit = browser_of(doors, "dung").open("/chi-so"), browser_of(doors, "an").open("/chi-so")
    assert "Trễ hẹn hồ sơ. Việc khắc phục (1)" in chief.text
    assert "0,50 điểm" in chief.text
    assert "1,00 điểmChưa có nhiệm vụ khắc phục" in chief.text
    assert "Trễ hẹn hồ sơ." in unit.text
    assert "Chưa khảo sát." not in unit.text
    assert "0,50" not in unit.text


def test_without_a_card_the_page_says_so(doors: Opened) -> None:
    assert "Chưa có bộ tiêu chí nào" in browser_of(doors, "an").open("/chi-so").text


def test_facts_for_classification_are_read_and_taken_out_as_facts(doors: Opened) -> None:
    doors.house.directive({"text": "Việc một.", "due_on": "2026-03-05"}, {"text": "Việc hai.", "due_on": "2026-03-20"})
    doors.house.now = doors.house.now.replace(day=10)
    chief = browser_of(doors, "dung").open("/chi-so/du-kien-xep-loai")
    row = [" ".join(cell.split()) for cell in chief.page.xpath("//tbody/tr//text()") if cell.strip()]
    assert row[:7] == ["Phòng Kinh tế", "Trần Bình", "2", "1", "0", "0", "1"]
    assert "không phải kết quả xếp loại" in chief.text
    files = chief.page.xpath("//a[contains(@href, '/api/classification')]/@href")
    assert [chief.client.get(one).status_code for one in files] == [200, 200]
    other = browser_of(doors, "chi").open("/chi-so/du-kien-xep-loai?ky=2026-Q1")
    assert "Phòng Kinh tế" not in other.text
    assert "Chưa có nhiệm vụ nào" in other.text
