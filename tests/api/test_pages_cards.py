"""*Bộ tiêu chí* on its pages: taken in with the place of each fault, contradictions shown, two versions on the same facts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from storage.database import Memory
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.api.test_index import CARD, hand_in, take
from tests.databases import KINDS, a_memory

CARDS = "/chi-so/bo-tieu-chi"


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def a_file(**changes: object) -> bytes:
    return yaml.safe_dump({**CARD, **changes}, allow_unicode=True).encode()


def test_a_card_is_taken_in_and_what_contradicts_itself_stands_with_its_place(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/chi-so").open(CARDS)
    wrong = chief.upload(CARDS, "bo.yaml", a_file(max="nhiều"))
    assert wrong.status == 422
    assert any("max" in cell for cell in wrong.page.xpath("//div[@role='alert']//td/text()"))
    taken = wrong.upload(CARDS, "bo.yaml", a_file(max=9))
    assert "Đã nhận bộ tiêu chí." in taken.text
    rows = taken.page.xpath("//section[h2='Chỗ chưa khớp trong bộ tiêu chí']//tbody/tr")
    assert [row.xpath("string(td[1])") for row in rows] == ["max"]
    assert "ghi 9" in rows[0].xpath("string(td[2])")
    assert "“Số đúng hạn”/“Tổng số” × 6" in taken.text
    assert "1 chỗ chưa khớp" in taken.open(CARDS).text
    unit = browser_of(doors, "an").open(CARDS)
    assert not unit.page.xpath("//input[@type='file']")
    assert unit.post(CARDS, []).status == 403


def test_two_versions_are_compared_also_on_the_same_facts(doors: Opened) -> None:
    # 1.2: 3/4 of 4 = 3 under the first, 3/4 of 8 = 6 under the second.
    hand_in(doors, done=3, total=4)
    old = take(doors, total_from="10%")
    wider = yaml.safe_load(a_file(version="2", total_from="10%", max=14))
    wider["fields"][0]["max"], wider["fields"][0]["criteria"][1]["max"] = 14, 8
    new = doors.as_("dung").post("/api/scorecards", wider).json()["id"]
    page = browser_of(doors, "an").open(f"{CARDS}/so-sanh?truoc={old}&sau={new}")
    rows = page.page.xpath("//section[h2='Chỗ khác nhau']//tbody/tr")
    told = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert ["1.2", "Điểm tối đa", "4", "8"] in told
    both = page.open(f"{CARDS}/so-sanh?truoc={old}&sau={new}&don_vi=kt&ky=2026-Q1")
    moved = both.page.xpath("//section[h2='Kết quả thử']//tbody/tr")
    assert [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in moved] == [
        ["3,00/4,00", "6,00/8,00", "+3,00"]
    ]
    assert both.open(f"{CARDS}/so-sanh?truoc={old}&sau={new}&don_vi=vh&ky=2026-Q1").status == 404
    assert both.open(f"{CARDS}/so-sanh?truoc={old}&sau=khac").status == 404
