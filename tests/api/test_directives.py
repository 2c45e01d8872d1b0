"""A directive over HTTP from its text to what is owed; who sees it; what is refused and not kept."""

import json
from pathlib import Path
from typing import Any

from storage.tables import DirectiveRow
from tests.api.doors import Caller, Opened
from tests.reading.directives.office_files import p, word_file

TEXT = """ỦY BAN NHÂN DÂN PHƯỜNG MẪU

CHỈ THỊ
Về việc nâng cao chất lượng phục vụ

1. Giao Phòng Kinh tế chủ trì, phối hợp với Phòng Văn hóa rà soát thủ tục hành chính, báo cáo trước ngày 20/3/2026.
2. Giao Phòng Văn hóa tổ chức lấy ý kiến người dân hàng quý.
"""


def drafted(caller: Caller) -> dict[str, Any]:
    taken = caller.post("/api/directives", {"text": TEXT})
    assert taken.status_code == 201, taken.text
    found: dict[str, Any] = caller.get(f"/api/directives/{taken.json()['id']}").json()
    return found


def test_a_text_becomes_a_draft_with_its_units_recognised(doors: Opened) -> None:
    draft = drafted(doors.as_("dung"))
    assert draft["state"] == "draft"
    first, second = draft["items"]
    assert (first["lead_codes"], first["cooperating_codes"], first["due_on"]) == (["kt"], ["vh"], "2026-03-20")
    assert (second["lead_codes"], second["cadence"]) == (["vh"], "quarterly")


def test_a_file_is_read_like_its_text(doors: Opened) -> None:
    caller = doors.as_("dung")
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "file"}
    sent = {"file": ("chi-thi.txt", TEXT.encode(), "text/plain")}
    answer = doors.client.post("/api/directives", files=sent, headers=headers)
    assert answer.status_code == 201
    assert len(caller.get(f"/api/directives/{answer.json()['id']}").json()["items"]) == 2


def test_a_file_of_word_is_read_through_the_same_door(doors: Opened) -> None:
    caller = doors.as_("dung")
    data = word_file("".join(p(line) for line in TEXT.splitlines()), parts={"header1": p("Trang 1")})
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "word"}
    answer = doors.client.post("/api/directives", files={"file": ("chi-thi.docx", data)}, headers=headers)
    assert answer.status_code == 201
    assert len(caller.get(f"/api/directives/{answer.json()['id']}").json()["items"]) == 2


def test_a_file_marked_secret_in_its_running_head_is_refused_and_nothing_is_kept(doors: Opened) -> None:
    caller = doors.as_("dung")
    data = word_file(p("1. Giao Phòng Kinh tế báo cáo."), parts={"header1": p("TỐI MẬT")})
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "secret"}
    answer = doors.client.post("/api/directives", files={"file": ("a.docx", data)}, headers=headers)
    assert answer.status_code == 422
    with doors.house.memory.reading() as session:
        assert session.query(DirectiveRow).count() == 0


def test_corrected_and_issued_it_is_owed(doors: Opened) -> None:
    caller = doors.as_("dung")
    draft = drafted(caller)
    item = draft["items"][1]
    path = f"/api/directives/{draft['id']}/items/{item['id']}"
    assert caller.patch(path, {"due_on": "2026-03-25"}).status_code == 428
    changed = caller.patch(path, {"due_on": "2026-03-25", "cadence": "once", "basis": "document"}, seen=item["version"])
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert caller.patch(path, {"due_on": "2026-03-26"}, seen=1).status_code == 412
    assert caller.patch(path, {"text": "khác"}, seen=2).status_code == 422
    body = {"number": "15/CT-UBND", "issued_on": "2026-03-02"}
    issued = caller.post(f"/api/directives/{draft['id']}/issue", body)
    assert issued.json()["assignments"] == 2
    assert caller.post(f"/api/directives/{draft['id']}/issue", body).status_code == 409
    lines = caller.get("/api/assignments").json()["items"]
    assert {(line["unit"], line["deadline"]) for line in lines} == {("kt", "2026-03-20"), ("vh", "2026-03-25")}


def test_an_annex_gives_a_deadline_its_basis(doors: Opened) -> None:
    caller = doors.as_("dung")
    draft = drafted(caller)
    annex = {
        "number": "01/PL",
        "issued_on": "2026-03-02",
        "directive": {"number": "15/CT-UBND", "issued_on": "2026-03-02"},
        "rows": [{"ref": "2", "product": "Báo cáo", "due_on": "2026-03-27", "cadence": "once", "acceptors": ["vp"]}],
    }
    laid = caller.post(f"/api/directives/{draft['id']}/annex", annex)
    assert (laid.status_code, laid.json()["rows"]) == (200, 1)
    item = caller.get(f"/api/items/{draft['items'][1]['id']}").json()
    assert (item["due_on"], item["basis"], item["acceptors"]) == ("2026-03-27", "annex", ["vp"])
    strange = {**annex, "rows": [{"ref": "9", "due_on": "2026-03-27"}]}
    assert caller.post(f"/api/directives/{draft['id']}/annex", strange).status_code == 422


def test_a_unit_sees_its_own_items_once_they_are_issued(doors: Opened) -> None:
    chief, unit = doors.as_("dung"), doors.as_("an")
    draft = drafted(chief)
    assert unit.get(f"/api/directives/{draft['id']}").status_code == 404
    assert unit.get("/api/directives").json()["items"] == []
    chief.post(f"/api/directives/{draft['id']}/issue", {"number": "15/CT-UBND", "issued_on": "2026-03-02"})
    seen = unit.get(f"/api/directives/{draft['id']}").json()
    assert [item["ref"] for item in seen["items"]] == ["1"]
    assert seen["text"] == ""
    assert len(unit.get("/api/items").json()["items"]) == 1
    other = doors.as_("chi").get(f"/api/directives/{draft['id']}").json()
    assert [item["ref"] for item in other["items"]] == ["1", "2"]  # one to help with, one to lead
    assert doors.as_("chi").post("/api/directives", {"text": TEXT}).status_code == 403


def test_items_come_in_pages(doors: Opened) -> None:
    caller = doors.as_("dung")
    drafted(caller)
    drafted(caller)
    whole = [item["id"] for item in caller.get("/api/items").json()["items"]]
    found, cursor = [], None
    while True:
        page = caller.get("/api/items", limit=3, **({"cursor": cursor} if cursor else {})).json()
        found += [item["id"] for item in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert found == whole
    assert len(set(found)) == 4
    listed = caller.get("/api/directives", limit=1).json()
    assert (
        caller.get("/api/directives", limit=1, cursor=listed["next"]).json()["items"][0]["id"]
        != listed["items"][0]["id"]
    )


def test_a_secret_text_is_refused_and_nothing_is_kept(doors: Opened) -> None:
    answer = doors.as_("dung").post("/api/directives", {"text": "TUYỆT MẬT\n\n" + TEXT})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    with doors.house.memory.reading() as session:
        assert session.query(DirectiveRow).count() == 0


def test_what_is_no_text_is_refused_with_what_would_be_right(doors: Opened) -> None:
    caller = doors.as_("dung")
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "x"}
    pdf = doors.client.post(
        "/api/directives", files={"file": ("a.pdf", b"\x89PNG\r\n\x1a\n\x00", "application/pdf")}, headers=headers
    )
    assert pdf.status_code == 415
    nothing = doors.client.post("/api/directives", content=b"<x/>", headers={**headers, "Content-Type": "text/xml"})
    assert nothing.status_code == 415
    empty = doors.client.post("/api/directives", data={"other": "x"}, files={"note": ("n.txt", b"x")}, headers=headers)
    assert (empty.status_code, empty.json()["errors"][0]["field"]) == (422, "file")
    broken = doors.client.post("/api/directives", content=b"{", headers={**headers, "Content-Type": "application/json"})
    assert broken.status_code == 422


def test_a_body_larger_than_any_document_is_refused(doors: Opened) -> None:
    caller = doors.as_("dung")
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "x", "Content-Type": "application/json"}
    answer = doors.client.post("/api/directives", content=json.dumps({"text": "a" * 26 * 2**20}), headers=headers)
    assert answer.status_code == 413


SAMPLE = Path(__file__).parents[2] / "samples" / "quan-1-2023"
