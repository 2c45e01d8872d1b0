"""Every criterion that lost points on the samples is clicked through, from the loss to the criterion to its records."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.scorecard import CriterionScore, Score, decimal_text
from domain.wording.numbers import mark
from storage.database import Memory
from storage.files import Files
from storage.schema import migrate
from tests.browser.chromium import served
from tests.browser.sampled import SAMPLES, Sampled
from tests.browser.test_stories import DESK, somebody

pytestmark = pytest.mark.browser


@pytest.fixture(params=sorted(one.name for one in SAMPLES.iterdir() if one.is_dir()))
def sampled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sampled]:
    memory = Memory(str(tmp_path / "dondoc.db"))
    migrate(memory)
    yield Sampled(memory, request.param)
    memory.close()


def wanted(scores: dict[str, Score]) -> dict[str, list[str]]:
    """For each unit the criteria to click through: every criterion that lost points, once, at the first unit that lost it."""
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for unit, result in scores.items():
        rows = {row.id for row in result.criteria}
        lost = [loss.criterion for loss in result.losses if loss.criterion in rows - seen]
        seen.update(lost)
        if lost:
            found[unit] = lost
    return found


def test_every_criterion_that_lost_points_leads_to_its_records(
    chromium: Browser, sampled: Sampled, tmp_path: Path
) -> None:
    scores = sampled.scores()
    with (
        served(sampled, files=Files(tmp_path / "files")) as address,
        somebody(chromium, sampled, address, sampled.chief, DESK) as page,
    ):
        for unit, criteria in wanted(scores).items():
            path = f"{address}/chi-so?bo_tieu_chi={sampled.card}&ky={sampled.facts[0].period}&don_vi={unit}"
            page.goto(path)
            losses = page.get_by_role("region", name="Điểm bị trừ").get_by_role("row")
            expect(losses).to_have_count(len(scores[unit].losses) + 2)  # with its head and its sum
            expect(losses.last).to_contain_text(mark(decimal_text(scores[unit].lost)))
            rows = {row.id: row for row in scores[unit].criteria}
            for criterion in criteria:
                through(page, rows[criterion])
                page.goto(path)


def through(page: Page, row: CriterionScore) -> None:
    """From the loss to the criterion, which says why, and from there to the first of its records."""
    page.get_by_role("region", name="Điểm bị trừ").get_by_role("link", name=f"{row.id}. {row.name}", exact=True).click()
    told = page.locator("li:target")
    expect(told).to_contain_text(row.why)
    expect(told).to_contain_text(re.compile(r"bị trừ|được cộng"))
    links = told.locator("a")  # those of a folded list as well
    assert row.records, f"{row.id} lost points and names no record"
    expect(links).not_to_have_count(0)
    if not links.first.is_visible():
        told.locator("summary").first.click()
    said = links.first.inner_text()
    links.first.click()
    record = said.rpartition(": ")[2] if said.startswith("01/CT-UBND") else row.name
    expect(page.get_by_role("main")).to_contain_text(record)
