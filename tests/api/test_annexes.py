"""The annex of a draft as files, and its days put in force by number and date."""

from datetime import date
from io import BytesIO
from typing import Any

from docx import Document

from activities.nudge_moved import Batch
from domain.subject import Subject, SubjectKind
from proof.verify import verify
from rounds.relay import Relay
from storage.tables import StepRow
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.api.test_directives import drafted


def planned(doors: Opened) -> str:
    """A draft with one day of the document and one of the office's own plan."""
    caller = doors.as_("dung")
    draft = drafted(caller)
    second = draft["items"][1]
    plan = {"due_on": "2026-03-27", "cadence": "once", "basis": "internal", "product": "Báo cáo tổng hợp"}
    assert caller.patch(f"/api/directives/{draft['id']}/items/{second['id']}", plan, seen=1).status_code == 200
    return str(draft["id"])


def words_of(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_annex_and_its_slip_tell_every_item_and_leave_number_and_day_blank(doors: Opened) -> None:
    directive = planned(doors)
    annex = words_of(doors.as_("dung").get(f"/api/directives/{directive}/annex/phu-luc.docx").content)
    assert "PHỤ LỤC" in annex
    assert "20/3/2026 (theo văn bản)" in annex
    assert "27/3/2026\n" in annex
    assert "Báo cáo tổng hợp" in annex
    assert "Phòng Văn hóa" in annex
    slip = words_of(doors.as_("dung").get(f"/api/directives/{directive}/annex/phieu-trinh.docx").content)
    assert "PHIẾU TRÌNH" in slip
    assert "(mục 2)" in slip
    assert doors.as_("dung").get(f"/api/directives/{directive}/annex/khac.docx").status_code == 404
    assert doors.as_("an").get(f"/api/directives/{directive}/annex/phu-luc.docx").status_code == 403


def test_days_of_the_plan_come_into_force_with_number_and_date(doors: Opened) -> None:
    directive = planned(doors)
    caller = doors.as_("dung")
    path = f"/api/directives/{directive}/annex/signature"
    tomorrow = caller.post(path, {"number": "01/PL", "issued_on": "2026-03-03"}, seen=1)
    assert (tomorrow.status_code, tomorrow.json()["type"]) == (422, "/problems/future-day")
    assert caller.post(path, {"number": "01/PL", "issued_on": "2026-03-02"}).status_code == 428
    signed = caller.post(path, {"number": "01/PL", "issued_on": "2026-03-02"}, seen=1)
    assert signed.json()["in_force"] == 1
    found = caller.get(f"/api/directives/{directive}").json()
    assert [item["basis"] for item in found["items"]] == ["document", "annex"]
    assert found["annex"]["number"] == "01/PL"


def test_number_and_date_are_entered_on_the_page(doors: Opened) -> None:
    directive = planned(doors)
    chief = browser_of(doors, "dung").open(f"/van-ban/{directive}")
    chief.send(f"/van-ban/{directive}/phu-luc/ky", number="01/PL-UBND", issued_on="3/3/2027")
    assert chief.status == 422
    chief.send(f"/van-ban/{directive}/phu-luc/ky", number="01/PL-UBND", issued_on="2/3/2026")
    assert "thời hạn trong phụ lục có hiệu lực" in chief.text
    assert "phụ lục phân công đã ký" in chief.text


def issued_with_a_plan(doors: Opened, **plan: Any) -> str:
    """An issued directive: a day of the document for the Phòng Kinh tế, a day of the office's plan for both."""
    planned_day = {"due_on": "2026-03-27", "basis": "internal", "lead_codes": ["phong"], **plan}
    return doors.house.directive({}, {"text": "Lấy ý kiến.", **planned_day})


async def nobody(subject: Subject, *, start: bool) -> None:
    """No clock stands behind these doors."""


async def nothing(name: str, batch: Batch) -> None:
    """Nor a workflow."""


def changed_mails(doors: Opened) -> list[tuple[str, str]]:
    return [(one.addressee, one.message or "") for one in doors.house.notices() if one.kind == "changed"]


def test_signed_after_the_issue_days_begin_to_bind_shown_first_and_told_once(doors: Opened) -> None:
    directive, caller = issued_with_a_plan(doors), doors.as_("dung")
    version = caller.get(f"/api/directives/{directive}").json()["version"]
    path, body = f"/api/directives/{directive}/annex/signature", {"number": "01/PL", "issued_on": "2026-03-02"}
    shown = caller.post(f"{path}?dry_run=true", body, seen=version).json()
    assert (shown["in_force"], shown["told"], shown["past"]) == (2, ["kt", "vh"], [])
    assert shown["deadlines"][0]["instant"] == "2026-03-27T10:30:00+00:00"
    assert {row.counts for row in doors.house.assignments() if row.named == date(2026, 3, 27)} == {False}
    relay = Relay(doors.house.memory, nobody, nothing)
    relay.remember(relay.news())
    signed = caller.post(path, body, seen=version, key="sign")
    assert signed.json()["in_force"] == 2
    assert caller.post(path, body, seen=version, key="sign").json() == signed.json()
    bound = [row for row in doors.house.assignments() if row.named == date(2026, 3, 27)]
    assert {(row.basis, row.counts, row.deadline_version) for row in bound} == {("annex", True, 2)}
    assert sorted(who for who, _ in changed_mails(doors)) == ["unit/kt", "unit/vh"]
    assert {Subject(SubjectKind.ASSIGNMENT, row.id) for row in bound} < set(relay.news().opened)
    assert {step.phase for row in bound for step in doors.house.steps(row.id).values() if step.state == "pending"} > {
        "due",
        "head",
    }
    assert caller.post(path, body, seen=version + 1).json()["in_force"] == 0
    assert len(changed_mails(doors)) == 2


def test_a_day_that_was_over_when_it_was_signed_binds_nobody(doors: Opened) -> None:
    directive = issued_with_a_plan(doors, due_on="2026-03-05")
    doors.house.now = doors.house.now.replace(day=10)
    path = f"/api/directives/{directive}/annex/signature"
    signed = doors.as_("dung").post(path, {"number": "01/PL", "issued_on": "2026-03-09"}, seen=2).json()
    assert (signed["in_force"], len(signed["past"])) == (0, 2)
    assert {row.counts for row in doors.house.assignments() if row.named == date(2026, 3, 5)} == {False}


def corrected(**row: Any) -> dict[str, Any]:
    signed = {"number": "02/PL", "issued_on": "2026-03-02", "signer": "Chủ tịch"}
    return {**signed, "directive": {"number": "12/CT-UBND", "issued_on": "2026-03-02"}, "rows": [row]}


def test_a_corrected_annex_moves_days_in_force_and_keeps_both(doors: Opened) -> None:
    directive, caller = issued_with_a_plan(doors), doors.as_("dung")
    caller.post(f"/api/directives/{directive}/annex/signature", {"number": "01/PL", "issued_on": "2026-03-02"}, seen=2)
    path, annex = f"/api/directives/{directive}/annex", corrected(ref="2", due_on="2026-04-10", product="Tờ trình")
    shown = caller.post(f"{path}?dry_run=true", annex).json()
    assert {(one["from"], one["to"]) for one in shown["deadlines"]} == {("2026-03-27", "2026-04-10")}
    assert caller.post(path, annex).json()["in_force"] == 2
    moved = [row for row in doors.house.assignments() if row.named == date(2026, 4, 10)]
    assert {(row.deadline, row.original) for row in moved} == {(date(2026, 4, 10), date(2026, 3, 27))}
    with doors.house.memory.reading() as session:
        steps = {
            (step.deadline_version, step.state)
            for step in session.query(StepRow).filter(StepRow.subject == moved[0].id)
        }
    assert steps == {(1, "superseded"), (2, "superseded"), (3, "pending")}
    found = caller.get(f"/api/assignments/{moved[0].id}").json()
    assert [(one["before"], one["after"]) for one in found["extensions"]] == [("2026-03-27", "2026-04-10")]
    assert caller.get(f"/api/directives/{directive}").json()["items"][1]["product"] == "Tờ trình"
    assert [check for check in verify(doors.house.memory, now=doors.house.now) if check.ok is False] == []


def test_an_annex_gives_a_day_to_work_that_had_none(doors: Opened) -> None:
    directive = issued_with_a_plan(doors, due_on=None, basis="none")
    answer = doors.as_("dung").post(f"/api/directives/{directive}/annex", corrected(ref="2", due_on="2026-04-10"))
    assert answer.json()["in_force"] == 2
    row = next(row for row in doors.house.assignments("vh"))
    assert (row.deadline, row.original, row.counts) == (date(2026, 4, 10), date(2026, 4, 10), True)
    assert doors.house.steps(row.id)


def test_after_the_issue_an_annex_changes_days_and_products_alone(doors: Opened) -> None:
    directive = issued_with_a_plan(doors)
    path = f"/api/directives/{directive}/annex"
    wrong = corrected(ref="2", due_on="2026-04-10", lead=["kt"], cadence="monthly", follow=True)
    answer = doors.as_("dung").post(path, wrong)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == ["rows[0].lead", "rows[0].cadence"]
    unsigned = {name: value for name, value in corrected(ref="2", due_on="2026-04-10").items() if name != "number"}
    assert [one["field"] for one in doors.as_("dung").post(path, unsigned).json()["errors"]] == ["number"]


def test_a_day_in_force_that_has_passed_is_moved_by_no_annex(doors: Opened) -> None:
    directive = issued_with_a_plan(doors, basis="document", due_on="2026-03-05")
    doors.house.now = doors.house.now.replace(day=10)
    annex = {**corrected(ref="2", due_on="2026-04-10"), "issued_on": "2026-03-09"}
    answer = doors.as_("dung").post(f"/api/directives/{directive}/annex", annex).json()
    assert (answer["in_force"], len(answer["past"])) == (0, 2)
    assert {row.deadline for row in doors.house.assignments("vh")} == {date(2026, 3, 5)}


def test_on_the_page_the_effect_is_shown_before_it_is_confirmed(doors: Opened) -> None:
    directive = issued_with_a_plan(doors)
    chief = browser_of(doors, "dung").open(f"/van-ban/{directive}")
    chief.send(f"/van-ban/{directive}/phu-luc/ky", number="01/PL-UBND", issued_on="2/3/2026")
    assert "2Thời hạn bắt đầu có hiệu lực" in chief.text
    assert "2Đơn vị được báo" in chief.text
    assert "17:30 ngày 27/3/2026" in chief.text
    assert changed_mails(doors) == []
    chief.press("Ghi nhận, cho hiệu lực")
    assert "thời hạn trong phụ lục có hiệu lực" in chief.text
    assert len(changed_mails(doors)) == 2
