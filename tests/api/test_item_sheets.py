"""The items of a directive as a workbook: the template filled in, exported and brought back, refused whole with its cells."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from httpx2 import Response
from openpyxl import Workbook, load_workbook

from acts.office import set_office
from domain.office import Role
from domain.rights import MOVERS, SYSTEM
from tests.acts.house import OFFICE
from tests.api.browsing import browser_of
from tests.api.doors import KEYS, Opened
from tests.api.test_directives import drafted

Cells = Mapping[str, Any]


def handed(doors: Opened, path: str, book: bytes, login: str = "dung", key: str | None = None) -> Response:
    headers = {"Authorization": f"Bearer {doors.as_(login).token}", "Idempotency-Key": key or f"key-{next(KEYS)}"}
    return doors.client.post(path, files={"file": ("bang.xlsx", book)}, headers=headers)


def opened(book: bytes) -> Workbook:
    found: Workbook = load_workbook(BytesIO(book))
    return found


def heads(book: Workbook) -> dict[str, int]:
    return {cell.value: cell.column for cell in book["Nhiệm vụ"][1]}


def mended(book: bytes, *lines: Cells, first: int = 2, about: Callable[[Any], None] | None = None) -> bytes:
    """The workbook with cells of its lines filled in."""
    found = opened(book)
    columns = heads(found)
    for number, line in enumerate(lines, first):
        for head, value in line.items():
            found["Nhiệm vụ"].cell(number, columns[head]).value = value
    if about:
        about(found["Văn bản"])
    kept = BytesIO()
    found.save(kept)
    return kept.getvalue()


def template(doors: Opened) -> bytes:
    return doors.as_("dung").get("/api/templates/items.xlsx").content


def items_of(doors: Opened, directive: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"]
    return found


def test_the_template_offers_the_units_of_the_office_and_says_how_it_is_filled_in(doors: Opened) -> None:
    book = opened(template(doors))
    assert book.sheetnames == ["Nhiệm vụ", "Văn bản", "Hướng dẫn", "Danh mục"]
    offered = [cell.value for cell in book["Danh mục"]["A"] if cell.value]
    assert {"Phòng Kinh tế", "Công an phường"} <= set(offered)
    assert "UBND phường Mẫu" not in offered
    lists = {str(rule.sqref): rule.formula1 for rule in book["Nhiệm vụ"].data_validations.dataValidation}
    assert lists["C2:C501"] == f"'Danh mục'!$A$2:$A${len(offered)}"
    assert doors.as_("an").get("/api/templates/items.xlsx").status_code == 403


def test_a_filled_in_template_is_shown_first_and_becomes_a_draft(doors: Opened) -> None:
    lines = (
        {
            "Mục": "1",
            "Nội dung nhiệm vụ": "Rà soát thủ tục hành chính.",
            "Chủ trì": "phòng kinh tế",
            "Phối hợp": "vh; Công an phường",
            "Nơi xác nhận": "Văn phòng",
            "Hạn hoàn thành": "20/3/2026",
            "Cơ sở của hạn": "Nội bộ",
            "Sản phẩm": "Báo cáo",
            "Tiêu chí": "1.1; 1.2",
        },
        {"Nội dung nhiệm vụ": "Lấy ý kiến người dân.", "Chế độ thực hiện": "hàng quý", "Theo dõi": "không"},
    )

    def about(sheet: Any) -> None:
        sheet["B6"] = "Về việc nâng cao chất lượng phục vụ"

    book = mended(template(doors), *lines, about=about)
    shown = handed(doors, "/api/directives/workbook?dry_run=true", book)
    assert (shown.status_code, shown.json()["dated"]) == (200, 1)
    assert doors.as_("dung").get("/api/directives").json()["items"] == []
    made = handed(doors, "/api/directives/workbook", book)
    assert made.status_code == 201, made.text
    whole = doors.as_("dung").get(f"/api/directives/{made.json()['id']}").json()
    assert whole["title"] == "Về việc nâng cao chất lượng phục vụ"
    first, second = whole["items"]
    assert (first["lead_codes"], first["cooperating_codes"], first["acceptors"]) == (["kt"], ["vh", "ca"], ["vp"])
    assert (first["due_on"], first["basis"], first["product"]) == ("2026-03-20", "internal", "Báo cáo")
    assert first["criteria"] == ["1.1", "1.2"]
    assert (second["ref"], second["cadence"], second["follow"]) == ("2", "quarterly", False)


def test_everything_wrong_is_told_with_its_row_and_column_and_nothing_is_kept(doors: Opened) -> None:
    lines = (
        {"Mục": "1", "Nội dung nhiệm vụ": "Việc một.", "Chủ trì": "Phòng Kinh tê", "Hạn hoàn thành": "31/2/2026"},
        {"Mục": "1", "Nội dung nhiệm vụ": "Việc hai.", "Chế độ thực hiện": "hàng giờ", "Theo dõi": "có lẽ"},
    )
    answer = handed(doors, "/api/directives/workbook", mended(template(doors), *lines))
    assert answer.status_code == 422
    told = {one["field"]: one["message"] for one in answer.json()["errors"]}
    assert set(told) == {f"Nhiệm vụ!{cell}" for cell in ("G2", "F3", "L3", "A3")}
    assert (
        told["Nhiệm vụ!G2"]
        == "Dòng 2, cột “Hạn hoàn thành”: không có ngày “31/2/2026”; ghi ngày/tháng/năm, ví dụ 31/3/2026"
    )
    assert doors.as_("dung").get("/api/directives").json()["items"] == []
    unknown = handed(
        doors, "/api/directives/workbook", mended(template(doors), {**lines[0], "Chủ trì": "Phòng Kinh ta"})
    )
    assert "có phải “Phòng Kinh tế”?" in unknown.json()["errors"][0]["message"]


def test_a_date_without_a_basis_and_a_mark_of_secrecy_are_refused(doors: Opened) -> None:
    line = {"Nội dung nhiệm vụ": "Việc.", "Hạn hoàn thành": "20/3/2026"}
    assert "chọn cơ sở" in handed(doors, "/api/directives/workbook", mended(template(doors), line)).text
    secret = mended(template(doors), {"Nội dung nhiệm vụ": "Việc."}, {"Nội dung nhiệm vụ": "TỐI MẬT"})
    answer = handed(doors, "/api/directives/workbook", secret)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, "state-secret")
    assert handed(doors, "/api/directives/workbook", b"PK\x03\x04 broken").status_code == 422


def test_what_is_exported_and_brought_back_changes_nothing(doors: Opened) -> None:
    draft = drafted(doors.as_("dung"))
    path = f"/api/directives/{draft['id']}"
    book = doors.as_("dung").get(f"{path}/items.xlsx")
    assert book.headers["content-type"].endswith("sheet")
    answer = handed(doors, f"{path}/items/workbook", book.content)
    assert (answer.status_code, answer.json()["changed"], answer.json()["unchanged"]) == (200, [], 2)
    assert items_of(doors, draft["id"]) == draft["items"]
    assert doors.as_("dung").get(f"{path}/items.xlsx").content == book.content


def test_lines_are_changed_together_or_not_at_all_and_shown_first(doors: Opened) -> None:
    draft = drafted(doors.as_("dung"))
    path = f"/api/directives/{draft['id']}/items/workbook"
    book = doors.as_("dung").get(f"/api/directives/{draft['id']}/items.xlsx").content
    good = mended(book, {"Sản phẩm": "Tờ trình", "Hạn hoàn thành": "27/3/2026"})
    shown = handed(doors, f"{path}?dry_run=true", good).json()
    assert shown["changed"][0]["fields"]["due_on"] == {"from": "2026-03-20", "to": "2026-03-27"}
    assert items_of(doors, draft["id"]) == draft["items"]
    bad = mended(good, {"Chủ trì": "Văn phòng", "Nơi xác nhận": "Văn phòng"}, {"Nội dung nhiệm vụ": "Khác"}, first=2)
    refused = handed(doors, path, bad)
    assert [one["field"] for one in refused.json()["errors"]] == ["Nhiệm vụ!B3"]
    own = handed(doors, path, mended(good, {"Chủ trì": "Văn phòng", "Nơi xác nhận": "Văn phòng"}))
    assert [one["field"] for one in own.json()["errors"]] == ["Nhiệm vụ!E2"]
    assert items_of(doors, draft["id"]) == draft["items"]
    assert handed(doors, path, good, key="one").json() == handed(doors, path, good, key="one").json()
    assert [one["product"] for one in items_of(doors, draft["id"])] == ["Tờ trình", None]
    again = handed(doors, path, mended(good, {"Sản phẩm": "Công văn"}))
    assert "đã được người khác cập nhật" in again.json()["errors"][0]["message"]
    other = drafted(doors.as_("dung"))["id"]
    assert "văn bản khác" in handed(doors, path.replace(draft["id"], other), good).text


def test_text_that_looks_like_a_formula_stays_text(doors: Opened) -> None:
    lines = [{"Nội dung nhiệm vụ": f"'{sign}1+1"} for sign in "=+-@"]
    texts = [line["Nội dung nhiệm vụ"][1:] for line in lines]
    draft = doors.house.directive(*({"text": text} for text in texts))
    book = opened(doors.as_("dung").get(f"/api/directives/{draft}/items.xlsx").content)
    cells = [book["Nhiệm vụ"].cell(line, heads(book)["Nội dung nhiệm vụ"]) for line in range(2, 6)]
    assert [(cell.data_type, cell.value, cell.quotePrefix) for cell in cells] == [("s", text, True) for text in texts]


def test_an_issued_directive_is_exported_to_a_unit_with_its_own_items(doors: Opened) -> None:
    issued = doors.house.directive({}, {"lead_codes": ["vh"], "text": "Việc của Phòng Văn hóa."})
    rows = opened(doors.as_("an").get(f"/api/directives/{issued}/items.xlsx").content)["Nhiệm vụ"]
    assert [row[0].value for row in rows.iter_rows(min_row=2)] == ["1"]
    assert handed(doors, f"/api/directives/{issued}/items/workbook", template(doors)).status_code == 422


def test_on_pages_a_workbook_is_shown_and_then_kept(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-ban/moi").follow("Nhập từ bảng tính theo mẫu")
    book = mended(template(doors), {"Nội dung nhiệm vụ": "Rà soát thủ tục.", "Chủ trì": "Phòng Kinh tế"})
    chief.upload("/van-ban/bang-tinh", "bang.xlsx", mended(template(doors), {"Chủ trì": "Phòng Kinh tế"}))
    assert "Dòng 2, cột “Nội dung nhiệm vụ”: cần nội dung nhiệm vụ" in chief.text
    chief.upload("/van-ban/bang-tinh", "bang.xlsx", book)
    assert "Xem trước, chưa ghi 1 nhiệm vụ" in chief.text
    chief.press("Lập dự thảo")
    assert "Đã lập dự thảo từ bảng tính." in chief.text
    directive = doors.as_("dung").get("/api/directives").json()["items"][0]["id"]
    exported = doors.client.get(
        f"/van-ban/{directive}/nhiem-vu.xlsx", headers={"Authorization": f"Bearer {doors.as_('dung').token}"}
    ).content
    path = f"/van-ban/{directive}/bang-tinh"
    chief.open(path).upload(path, "bang.xlsx", mended(exported, {"Sản phẩm": "Báo cáo"}))
    assert "Sửa 1 nhiệm vụ (1 ô)" in chief.text
    chief.press("Ghi các thay đổi")
    assert "Đã ghi các thay đổi từ bảng tính." in chief.text
    assert items_of(doors, directive)[0]["product"] == "Báo cáo"


def without_a_group(doors: Opened) -> str:
    """A draft whose items name a group, an acceptor among them, that the office then gives up."""
    lines = [{"Nội dung nhiệm vụ": "Rà soát thủ tục hành chính.", "Chủ trì": "phong", "Phối hợp": "Công an phường"}]
    book = mended(template(doors), *lines)
    directive: str = handed(doors, "/api/directives/workbook", book).json()["id"]
    alone = tuple(replace(unit, groups=()) for unit in OFFICE.units)
    set_office(doors.house.desk, SYSTEM, replace(OFFICE, units=alone))
    return directive


def test_what_was_exported_comes_back_though_the_office_gave_a_group_up(doors: Opened) -> None:
    directive = without_a_group(doors)
    exported = doors.as_("dung").get(f"/api/directives/{directive}/items.xlsx").content
    path = f"/api/directives/{directive}/items/workbook"
    assert handed(doors, path, exported).json()["unchanged"] == 1
    changed = handed(doors, path, mended(exported, {"Sản phẩm": "Báo cáo"}))
    assert (changed.status_code, items_of(doors, directive)[0]["product"]) == (200, "Báo cáo")
    exported = doors.as_("dung").get(f"/api/directives/{directive}/items.xlsx").content
    refused = handed(doors, path, mended(exported, {"Chủ trì": "phong; Phòng Kinh tế"}))
    assert refused.status_code == 422
    (problem,) = refused.json()["errors"]
    assert problem["message"] == "Dòng 2, cột “Chủ trì”: danh bạ không có: phong; đề nghị chọn đơn vị, nhóm khác"
    again = handed(doors, "/api/directives/workbook", exported).json()["errors"]
    assert "Dòng 2, cột “Chủ trì”: danh bạ không có đơn vị “phong”; chọn tên ở trang “Danh mục”" in again[0]["message"]


def test_the_grid_says_that_a_unit_is_gone_and_saves_the_other_cells(doors: Opened) -> None:
    directive = without_a_group(doors)
    (item,) = items_of(doors, directive)
    grid = browser_of(doors, "dung").open(f"/van-ban/{directive}/ra-soat")
    assert "Danh bạ không còn đơn vị, nhóm mã “phong”" in grid.text
    grid.send(f"/van-ban/{directive}/ra-soat", **{f"{item['id']}.product": "Tờ trình"})
    assert items_of(doors, directive)[0]["product"] == "Tờ trình"
    grid.send(f"/van-ban/{directive}/ra-soat", **{f"{item['id']}.lead_codes": "Phòng Kinh tế"})
    assert items_of(doors, directive)[0]["lead_codes"] == ["kt"]
    assert "Danh bạ không còn" not in grid.text


def test_who_may_move_a_deadline_goes_out_and_comes_back(doors: Opened) -> None:
    named = {"Nội dung nhiệm vụ": "Rà soát thủ tục.", "Chủ trì": "Phòng Kinh tế", "Người được lùi hạn": "phó chủ tịch"}
    made = handed(
        doors, "/api/directives/workbook", mended(template(doors), named, {"Nội dung nhiệm vụ": "Việc khác."})
    )
    directive = made.json()["id"]
    assert [one["mover"] for one in items_of(doors, directive)] == ["deputy-chair", None]
    exported = doors.as_("dung").get(f"/api/directives/{directive}/items.xlsx").content
    book = opened(exported)
    column = heads(book)["Người được lùi hạn"]
    offered = [cell.value for cell in book["Danh mục"]["D"] if cell.value]
    assert book["Nhiệm vụ"].cell(2, column).value in offered[1:] == list(MOVERS.values())
    path = f"/api/directives/{directive}/items/workbook"
    assert handed(doors, path, exported).json()["unchanged"] == 2
    for wrong in ("Bí thư", "phụ trách"):
        (fault,) = handed(doors, path, mended(exported, {"Người được lùi hạn": wrong})).json()["errors"]
        assert fault["field"] == "Nhiệm vụ!J2"
        assert f"“{wrong}” không có trong danh sách người được lùi hạn: Trưởng phòng" in fault["message"]
    without = book["Nhiệm vụ"]
    without.delete_cols(column)
    kept = BytesIO()
    book.save(kept)
    assert handed(doors, path, kept.getvalue()).json()["unchanged"] == 2
    changed = mended(exported, {"Người được lùi hạn": None}, {"Người được lùi hạn": "Chủ tịch Ủy ban nhân dân"})
    pages = browser_of(doors, "dung").open(f"/van-ban/{directive}/bang-tinh")
    pages.upload(f"/van-ban/{directive}/bang-tinh", "bang.xlsx", changed)
    cells = [cell.text_content() for cell in pages.page.xpath("//td")]
    assert cells[1:4] == ["Người được lùi hạn", MOVERS[Role.DEPUTY_CHAIR], "–"]
    assert handed(doors, path, changed).status_code == 200
    assert [one["mover"] for one in items_of(doors, directive)] == [None, "chair"]
