"""A unit's head goes from each lost point to its records and back, on a phone."""

import re
from fractions import Fraction

import pytest
from playwright.sync_api import Browser, expect

from acts import figures
from domain.rights import SYSTEM
from domain.scorecard import Measurement
from reading.scorecards import read_scorecard
from tests.acts.house import House
from tests.browser.test_stories import PHONE, somebody

pytestmark = pytest.mark.browser
CARD = """
authority: ubnd
level: phường
year: 2026
version: 1
title: MINH HỌA
max: 10
fields:
  - id: 1
    name: Chỉ đạo
    max: 10
    criteria:
      - {id: 1.1, name: Nhiệm vụ được giao, max: 6, tasks: all, rule: {kind: mixed}}
      - {id: 1.2, name: Hồ sơ đúng hạn, max: 4, rule: {kind: proportional}}
"""


def test_every_lost_point_is_clicked_through_to_its_records(chromium: Browser, house: House, address: str) -> None:
    # 1.1: one task, overdue: 0 of 6. 1.2: 3/4 × 4 = 3.
    house.directive({"text": "Việc quá hạn.", "due_on": "2026-03-05"})
    house.now = house.now.replace(day=10)
    figures.take_scorecard(house.desk, SYSTEM, read_scorecard(CARD.encode(), "card.yaml"))
    share = Measurement(values={"rate": Fraction(3, 4)}, source="Sổ theo dõi")
    figures.take_measurements(house.desk, SYSTEM, [figures.Figure("1.2", "kt", "2026-Q1", share)])
    with somebody(chromium, house, address, "binh", PHONE) as page:
        page.get_by_role("link", name="Chỉ số").click()
        losses = page.get_by_role("region", name="Điểm bị trừ").get_by_role("row")
        expect(losses).to_have_text([re.compile(said) for said in ("Bị trừ", "6,00", "1,00", "Cộng")])
        for link, said in (("1.1. Nhiệm vụ được giao", "Việc quá hạn."), ("1.2. Hồ sơ đúng hạn", "Sổ theo dõi")):
            page.get_by_role("region", name="Điểm bị trừ").get_by_role("link", name=link).click()
            page.locator("li:target").get_by_role("link").first.click()
            expect(page.get_by_role("main")).to_contain_text(said)
            page.get_by_role("link", name="Chỉ số").first.click()
