"""A round of appraisal over HTTP, from self-score to appeal: who may when, what is kept, and who sees it."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from acts import office
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from proof.verify import verify
from tests.api.doors import Opened

CARD: dict[str, Any] = {
    "authority": "ubnd",
    "level": "phường",
    "year": 2026,
    "version": "1",
    "title": "MINH HỌA",
    "max": 10,
    "fields": [
        {
            "id": "1",
            "name": "Chỉ đạo",
            "max": 6,
            "criteria": [
                {"id": "1.1", "name": "Hồ sơ", "max": 4, "rule": {"kind": "proportional"}},
                {"id": "1.2", "name": "Hài lòng", "max": 2, "rule": {"kind": "survey"}},
            ],
        },
        {
            "id": "2",
            "name": "Thể chế",
            "max": 4,
            "criteria": [{"id": "2.1", "name": "Kế hoạch", "max": 4, "rule": {"kind": "yes-no"}}],
        },
    ],
}
PEOPLE = (
    Official("mot", "Tổ thẩm định 1", grants=(Grant(Role.APPRAISER, "vp", field="1"),)),
    Official("hai", "Tổ thẩm định 2", grants=(Grant(Role.APPRAISER, "vp", field="2"),)),
    Official("tich", "Chủ tịch", grants=(Grant(Role.CHAIR),)),
    Official("giang", "Trưởng phòng", grants=(Grant(Role.HEAD, "vh"),)),
)
PROOF = [{"document": "45/BC-KT", "section": "II.1", "page": "3"}]
SIGNED = {"period": "2026-Q1", "number": "5/QĐ-UBND", "issued_on": "2026-03-02"}


class Round:
    """An opened round, and the calls made in it."""

    def __init__(self, doors: Opened, **body: Any) -> None:
        self.doors = doors
        office.set_office(doors.house.desk, SYSTEM, Directory(officials=PEOPLE))
        chief = doors.as_("dung")
        self.card = chief.post("/api/scorecards", CARD).json()["id"]
        rows = [
            {"criterion": "1.1", "unit": "kt", "period": "2026-Q1", "values": {"rate": "75%"}, "source": "Sổ"},
            *(
                {"criterion": "1.2", "unit": unit, "period": "2026-Q1", "values": {"rate": "50%"}, "source": "Sổ"}
                for unit in ("kt", "vh", "vp")
            ),
        ]
        assert chief.post("/api/measurements", {"rows": rows}).status_code == 201
        answer = chief.post("/api/rounds", {"scorecard": self.card, "period": "2026-Q1", **body})
        assert answer.status_code == 201, answer.text
        self.path = f"/api/rounds/{answer.json()['id']}"

    def sheet(self, login: str, unit: str = "kt") -> Any:
        return self.doors.as_(login).get(f"{self.path}/sheets/{unit}").json()

    def mark(self, login: str, *rows: dict[str, Any], unit: str = "kt", **more: Any) -> Any:
        return self.doors.as_(login).post(f"{self.path}/sheets/{unit}/marks", {"rows": list(rows), **more})

    def move(self, login: str, name: str, unit: str = "kt", **more: Any) -> Any:
        seen = self.sheet("dung", unit)["version"]
        return self.doors.as_(login).post(f"{self.path}/sheets/{unit}/moves", {"move": name, **more}, seen=seen)

    def do(self, *moves: tuple[str, str, dict[str, Any]], unit: str = "kt") -> str:
        state = ""
        for login, name, more in moves:
            answer = self.move(login, name, unit, **more)
            assert answer.status_code == 200, answer.text
            state = answer.json()["state"]
        return state

    def approve(self, unit: str) -> None:
        """The rest of the units: passed on where nobody answers."""
        fields: list[tuple[str, str, dict[str, Any]]] = [
            ("mot", "close-field", {"field": "1"}),
            ("hai", "close-field", {"field": "2"}),
        ]
        if unit == "vp":
            fields = [("tu", "close-field", {"field": "1"}), ("tu", "close-field", {"field": "2"})]
        given = {"criterion": "1.1", "points": 4}, {"criterion": "2.1", "points": 4}
        self.do(("dung", "pass-on", {"reason": "Hết hạn"}), unit=unit)
        for login, row in zip(("tu", "tu") if unit == "vp" else ("mot", "hai"), given, strict=True):
            assert self.mark(login, row, unit=unit).status_code == 201
        self.do(*fields, ("dung", "pass-on", {"reason": "Hết hạn"}), *fields, ("tich", "approve", {}), unit=unit)


def self_scored(found: Round) -> None:
    assert found.mark("an", {"criterion": "2.1", "points": "4", "evidence": PROOF}).status_code == 201
    assert found.do(("an", "submit", {}), ("binh", "endorse", {})) == "appraisal"


def test_a_round_from_self_score_to_appeal(doors: Opened) -> None:
    # 1.1: the records say 75 % × 4 = 3. 2.1: self 4, first 2, second 3, after the appeal 4. 1.2: 50 % × 2 = 1.
    found = Round(doors)
    assert found.move("an", "submit").json()["type"] == "/problems/not-scored"
    self_scored(found)
    assert found.mark("hai", {"criterion": "2.1", "points": 2, "note": "Chưa đủ"}).status_code == 201
    hidden = found.sheet("an")["lines"][2]["steps"]
    assert list(hidden) == ["self-scoring"]
    fields = ("mot", "close-field", {"field": "1"}), ("hai", "close-field", {"field": "2"})
    assert found.do(*fields) == "explanation"
    assert found.sheet("an")["lines"][2]["steps"]["appraisal"]["note"] == "Chưa đủ"
    assert found.mark("an", {"criterion": "2.1", "points": 4, "evidence": PROOF}).status_code == 201
    assert found.do(("an", "answer", {})) == "second-appraisal"
    assert found.mark("hai", {"criterion": "2.1", "points": 3}).status_code == 201
    assert found.do(*fields, ("tich", "approve", {})) == "approved"
    assert doors.as_("dung").post(f"/api/scorecards/{found.card}/publication", SIGNED).status_code == 409
    doors.house.now += timedelta(days=30)
    people = (Official("tu", "Tổ thẩm định 3", grants=(Grant(Role.APPRAISER),)),)
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=people))
    closes = {"windows": {one: {"closes": "2026-03-03T00:00:00Z"} for one in ("self-scoring", "explanation")}}
    token = doors.as_("dung").token
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "w", "If-Match": '"1"'}
    assert doors.client.put(f"{found.path}/windows", json=closes, headers=headers).status_code == 200
    assert (
        doors.client.put(f"{found.path}/windows", json=closes, headers={**headers, "Idempotency-Key": "v"}).status_code
        == 412
    )
    for unit in ("vh", "vp"):
        found.approve(unit)
    assert doors.as_("giang").get(f"{found.path}/sheets/kt").status_code == 404
    answer = doors.as_("dung").post(f"/api/scorecards/{found.card}/publication", SIGNED)
    assert answer.status_code == 201, answer.text
    order = doors.as_("an").get(f"/api/scorecards/{found.card}/ranking?period=2026-Q1").json()["items"]
    assert {(one["unit"], one["rank"], one["score"]["points"]) for one in order} == {
        ("vh", 1, "9"),
        ("vp", 1, "9"),
        ("kt", 3, "7"),
    }
    assert doors.as_("giang").get(f"{found.path}/sheets/kt").json()["state"] == "published"
    assert found.mark("an", {"criterion": "2.1", "note": "Kế hoạch đã ban hành", "evidence": PROOF}).status_code == 201
    assert found.do(("an", "appeal", {"reason": "Đề nghị xem lại"})) == "appeal"
    assert found.mark("tich", {"criterion": "2.1", "points": 4, "note": "Chấp nhận"}).status_code == 201
    assert found.do(("tich", "settle", {"reason": "Chấp nhận"})) == "settled"
    sheet = found.sheet("an")
    assert {step: one["points"] for step, one in sheet["scores"].items()} == {
        "self-scoring": "8",
        "appraisal": "6",
        "second-appraisal": "7",
        "approval": "7",
        "appeal": "8",
    }
    assert [(one["name"], one["target"]) for one in sheet["moves"]][-2:] == [
        ("appeal", "appeal"),
        ("settle", "settled"),
    ]
    assert [one["step"] for one in sheet["history"] if one["criterion"] == "2.1"] == [
        "self-scoring",
        "appraisal",
        "explanation",
        "second-appraisal",
        "published",
        "appeal",
    ]
    kept = doors.as_("an").get(f"/api/scorecards/{found.card}/ranking?period=2026-Q1").json()["items"]
    assert kept == order
    sheets = verify(doors.house.memory, now=doors.house.now)[-1]
    assert (sheets.ok, sheets.counted, sheets.violations) == (True, 3, ())


def test_the_office_sees_what_nobody_may_appraise_while_there_is_time(doors: Opened) -> None:
    found = Round(doors)
    assert doors.as_("dung").get(found.path).json()["unappraised"] == {"units": ["vp"], "fields": ["1", "2"]}
    assert doors.as_("an").get(found.path).json()["unappraised"] is None
    whole = Official("tu", "Tổ thẩm định", grants=(Grant(Role.APPRAISER, field="chỉ ĐẠO"),))
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=(whole,)))
    assert doors.as_("dung").get(found.path).json()["unappraised"] == {"units": ["vp"], "fields": ["2"]}


def test_each_step_is_for_those_whose_step_it_is(doors: Opened) -> None:
    found = Round(doors)
    row = {"criterion": "2.1", "points": 4, "evidence": PROOF}
    assert found.mark("chi", row).status_code == 404
    assert found.mark("hai", row).status_code == 403
    assert found.mark("an", {"criterion": "1.2", "points": 1, "note": "Tốt"}).status_code == 422
    assert found.mark("an", row).status_code == 201
    assert found.do(("an", "submit", {})) == "endorsement"
    assert found.mark("an", row).json()["allowed"] == ["endorse", "send-back", "pass-on"]
    assert found.move("an", "endorse").status_code == 403
    assert found.move("binh", "send-back").status_code == 422
    assert found.do(("binh", "send-back", {"reason": "Thiếu"})) == "self-scoring"
    doors.house.now += timedelta(minutes=1)
    later = {"criterion": "1.1", "unit": "kt", "period": "2026-Q1", "values": {"rate": "100%"}, "source": "Sổ"}
    assert doors.as_("dung").post("/api/measurements", {"rows": [later]}).status_code == 201
    found.do(("an", "submit", {}), ("binh", "endorse", {}))
    assert found.sheet("an")["lines"][0]["points"] == "4"  # read from the records anew
    assert found.mark("mot", {"criterion": "2.1", "points": 1}).status_code == 403
    assert found.mark("hai", {"criterion": "2.1", "points": 5}).json()["errors"][0]["field"] == "rows[0].points"
    assert found.move("mot", "close-field", field="2").status_code == 403
    assert found.move("hai", "close-field").status_code == 422
    found.do(("hai", "close-field", {"field": "2"}))
    assert found.mark("hai", {"criterion": "2.1", "points": 1}).json()["type"] == "/problems/field-locked"
    assert found.move("hai", "pass-on", reason="x").status_code == 409


def test_a_window_that_has_closed_locks_the_step(doors: Opened) -> None:
    found = Round(doors, windows={"self-scoring": {"opens": "2026-03-02T00:00:00Z", "closes": "2026-03-03T00:00:00Z"}})
    row = {"criterion": "2.1", "points": 4, "evidence": PROOF}
    assert found.mark("an", row).status_code == 201
    assert found.move("dung", "pass-on", reason="Gấp").json()["type"] == "/problems/window-still-open"
    doors.house.now += timedelta(days=1)
    assert found.mark("an", row).json()["type"] == "/problems/window-closed"
    assert found.move("an", "submit").json()["type"] == "/problems/window-closed"
    assert found.do(("dung", "pass-on", {"reason": "Hết hạn"})) == "appraisal"


def test_what_is_entered_in_session_names_its_minutes(doors: Opened) -> None:
    found = Round(doors)
    self_scored(found)
    meeting = {"held_on": "2026-03-02", "place": "Hội trường", "minutes": "01/BB-TTĐ", "present": ["Vũ Lan"]}
    assert doors.as_("an").post(f"{found.path}/sessions", meeting).status_code == 403
    held = doors.as_("hai").post(f"{found.path}/sessions", meeting).json()["id"]
    row = {"criterion": "2.1", "points": 2}
    assert found.mark("hai", row, session="không có").status_code == 422
    assert found.mark("hai", row, session=held).status_code == 201
    found.do(("hai", "close-field", {"field": "2", "session": held}))
    sheet = found.sheet("an")
    assert [(one["id"], one["minutes"]) for one in sheet["sessions"]] == [(held, "01/BB-TTĐ")]
    assert sheet["lines"][2]["steps"]["appraisal"]["session"] == held


def test_a_score_sheet_goes_out_as_a_workbook_and_comes_back_filled(doors: Opened) -> None:
    found = Round(doors)
    path = f"{found.path}/sheets/kt"
    book = load_workbook(BytesIO(doors.as_("an").get(f"{path}/file.xlsx").content))
    sheet = book["Phiếu điểm"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    lines = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for head, value in (
        ("Điểm tự chấm", "3,5"),
        ("Văn bản kiểm chứng", "45/BC\n46/BC"),
        ("Mục", "II\nIII"),
        ("Giải trình", "Đã ban hành"),
    ):
        sheet.cell(lines["2.1"], heads[head]).value = value
    assert send_book(doors, path, book).status_code == 201
    mark = found.sheet("an")["lines"][2]["steps"]["self-scoring"]
    assert (mark["points"], [one["section"] for one in mark["evidence"]], mark["note"]) == (
        "7/2",
        ["II", "III"],
        "Đã ban hành",
    )
    sheet.cell(lines["2.1"], heads["Điểm tự chấm"]).value = 9
    sheet.cell(lines["1.2"], heads["Điểm tự chấm"]).value = 1
    wrong = send_book(doors, path, book).json()["errors"]
    assert [one["field"] for one in wrong] == [
        f"Phiếu điểm!A{lines['1.2']}",
        f"Phiếu điểm!D{lines['2.1']}",
    ]
    sheet.cell(lines["2.1"], heads["Điểm tự chấm"]).value = 3
    sheet.cell(lines["2.1"], heads["Văn bản kiểm chứng"]).value = "45/BC"
    sheet.cell(lines["2.1"], heads["Mục"]).value = None
    sheet.cell(lines["1.2"], heads["Điểm tự chấm"]).value = None
    (told,) = send_book(doors, path, book).json()["errors"]
    assert told["message"] == "văn bản kiểm chứng cần nêu mục hoặc trang"
    for head in ("Văn bản kiểm chứng", "Giải trình"):
        sheet.cell(lines["2.1"], heads[head]).value = None
    (told,) = send_book(doors, path, book).json()["errors"]
    assert told["message"] == "cần văn bản kiểm chứng với mục hoặc trang, hoặc giải trình"
    book["Thông tin"]["B3"].value = "vh"
    assert send_book(doors, path, book).json()["errors"][0]["field"] == "Thông tin!B3"


def send_book(doors: Opened, path: str, book: Any) -> Any:
    kept = BytesIO()
    book.save(kept)
    doors.house.now += timedelta(seconds=1)
    headers = {"Authorization": f"Bearer {doors.as_('an').token}", "Idempotency-Key": f"book-{doors.house.now}"}
    return doors.client.post(f"{path}/file", files={"file": ("phieu.xlsx", kept.getvalue())}, headers=headers)


@pytest.mark.parametrize("table", ["appraisal_mark", "appraisal_move"])
def test_nothing_that_was_entered_can_be_overwritten(doors: Opened, table: str) -> None:
    self_scored(Round(doors))
    for change in (f"UPDATE {table} SET turn = 9", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="append-only"), doors.house.memory.writing() as session:
            session.execute(text(change))


def test_a_round_is_opened_once_and_its_result_not_published_around_it(doors: Opened) -> None:
    found = Round(doors)
    body = {"scorecard": found.card, "period": "2026-Q1"}
    assert doors.as_("dung").post("/api/rounds", body).status_code == 409
    assert doors.as_("an").post("/api/rounds", body).status_code == 403
    answer = doors.as_("dung").post(f"/api/scorecards/{found.card}/publication", SIGNED)
    assert answer.json()["type"] == "/problems/round-unfinished"
    assert [one["unit"] for one in doors.as_("an").get(found.path).json()["sheets"]] == ["kt"]
    assert {one["unit"] for one in doors.as_("dung").get(found.path).json()["sheets"]} == {"kt", "vh", "vp"}
    never = {"windows": {"appraisal": {"opens": "0001-01-01T00:00:00+14:00"}}}
    assert doors.as_("dung").post("/api/rounds", {**body, **never}).status_code == 422
    crossed = {"appraisal": {"opens": "2026-03-03T00:00:00Z", "closes": "2026-03-02T00:00:00Z"}}
    wrong = doors.as_("dung").post("/api/rounds", {**body, "period": "2026-Q2", "windows": crossed})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "windows.appraisal.closes")


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("UPDATE appraisal_sheet SET state = 'approved' WHERE unit = 'kt'", "phiếu ở bước approved"),
        ("UPDATE appraisal_sheet SET state = 'self-scoring' WHERE unit = 'kt'", "phiếu ở bước self-scoring"),
    ],
)
def test_verification_finds_a_sheet_that_does_not_stand_where_its_moves_led(
    doors: Opened, spoilt: str, said: str
) -> None:
    self_scored(Round(doors))
    with doors.house.memory.writing() as session:
        session.execute(text(spoilt))
    sheets = verify(doors.house.memory, now=doors.house.now)[-1]
    assert sheets.ok is False
    assert [said in one for one in sheets.violations] == [True]
