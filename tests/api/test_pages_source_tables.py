"""*Số liệu*: a source named, its owner's file shown before it is kept, what is below target."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Memory
from tests.api.browsing import browser_of
from tests.api.calls import COLUMNS, SOURCE, a_table
from tests.api.doors import Opened
from tests.databases import a_memory

FILE = a_table(("Đơn vị", "Tổng số", "Đúng hạn"), ("Phòng Kinh tế", 10, 9), ("Phòng Lạ", 1, 1))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def test_a_source_is_named_its_file_shown_and_kept_and_the_unit_below_target_stands_first(doors: Opened) -> None:
    doors.house.directive({"cadence": "quarterly", "due_on": "2026-03-31"})
    (owed,) = doors.house.assignments()
    chief = browser_of(doors, "dung").open("/so-lieu")
    columns = "\n".join(f"{heading} = {meant}" for heading, meant in COLUMNS.items())
    told = {**{name: str(value) for name, value in SOURCE.items()}, "columns": columns}
    chief.send("/so-lieu/nguon", **told)
    assert "Đã lưu nguồn số liệu" in chief.text
    assert "chờ tháng 3 năm 2026, hạn 27/3/2026" in chief.text
    chief.open(f"/nhiem-vu/{owed.id}").follow("Theo dõi bằng số liệu")
    judged = {"code": "dung-han", "numerator": "on_time", "denominator": "total", "target": "95%", "source": "1022"}
    chief.send("/so-lieu/chi-tieu/", **judged)
    assert "Chỉ tiêu: từ 95% trở lên" in chief.text
    chief.upload("/so-lieu/1022/xem-truoc", "1022.xlsx", FILE, period="2026-03")
    assert "Tháng!A3: không nhận ra đơn vị “Phòng Lạ”" in chief.text
    assert doors.as_("dung").get("/api/measurements", unit="kt", period="2026-03").json()["items"] == []
    chief.press("Ghi nhận 1 dòng đọc được")
    assert "Đã ghi nhận số liệu." in chief.text
    assert "dưới chỉ tiêu" in chief.text
    assert "đủ số liệu" in chief.text
    unit = browser_of(doors, "an").open("/so-lieu")
    assert "tháng 3 năm 2026: 9/10, đạt 90%" in unit.text.lower()
    assert "Khai báo nguồn số liệu" not in unit.text
    assert "dưới chỉ tiêu" not in browser_of(doors, "chi").open("/so-lieu").text


def test_a_file_over_http_is_shown_refused_or_taken_in_part(doors: Opened) -> None:
    chief = doors.as_("dung")
    chief.post("/api/sources", {**SOURCE, "columns": COLUMNS})
    headers = {"Authorization": f"Bearer {chief.token}"}

    def sent(query: str, key: str) -> tuple[int, dict[str, object]]:
        path = f"/api/sources/1022/figures?period=2026-03{query}"
        files = {"file": ("1022.xlsx", FILE)}
        answer = doors.client.post(path, files=files, headers={**headers, "Idempotency-Key": key})
        return answer.status_code, answer.json()

    status, shown = sent("&dry_run=true", "a")
    assert (status, len(shown["rows"]), len(shown["problems"])) == (200, 1, 1)  # type: ignore[arg-type]
    status, refused = sent("", "b")
    assert (status, refused["type"]) == (422, "/problems/figures")
    assert sent("&partial=true", "c")[0] == 201
    assert chief.get("/api/indicators").json()["items"] == []
