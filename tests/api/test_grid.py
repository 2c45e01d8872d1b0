"""The grid of a draft: over HTTP and as a page without JavaScript."""

from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.api.test_directives import drafted

TEXT = """CHỈ THỊ
Về việc nâng cao chất lượng phục vụ

1. Giao Phòng Kinh tế chủ trì, phối hợp với Phòng Văn hóa rà soát thủ tục hành chính, báo cáo trước ngày 20/3/2026.
2. Giao Trung tâm Y tế tổ chức lấy ý kiến người dân hàng quý; công khai kết quả.
"""


def the_grid(doors: Opened) -> Browser:
    chief = browser_of(doors, "dung").open("/van-ban/moi").send("/van-ban/moi", text=TEXT)
    return chief.follow("Rà soát trên một bảng")


def cell(browser: Browser, name: str, place: int = 0) -> str:
    """The name of a cell of a row of the grid."""
    return str(browser.page.xpath(f"//*[@data-cell='{name}']/@name")[place])


def test_rows_are_mended_at_once_over_http(doors: Opened) -> None:
    caller = doors.as_("dung")
    draft = drafted(caller)
    rows = [{"id": item["id"], "version": item["version"], "acceptors": ["vp"]} for item in draft["items"]]
    rows[1]["version"] = 9
    answer = caller.patch(f"/api/directives/{draft['id']}/items", {"rows": rows}).json()
    assert [row["saved"] for row in answer["rows"]] == [True, False]
    assert answer["rows"][1]["problem"]["code"] == "stale"
    bad = caller.patch(f"/api/directives/{draft['id']}/items", {"rows": [{"id": rows[0]["id"]}]})
    assert bad.status_code == 422
    assert doors.as_("an").patch(f"/api/directives/{draft['id']}/items", {"rows": rows}).status_code == 403


def test_the_source_stands_beside_the_items_and_doubts_stand_first(doors: Opened) -> None:
    grid = the_grid(doors)
    marked = [one.text_content() for one in grid.page.xpath("//mark")]
    assert any("rà soát thủ tục hành chính" in one for one in marked)
    assert "CHỈ THỊ" in grid.text
    assert grid.text.index("Cần xem lại") < grid.text.index("rà soát thủ tục hành chính")
    assert "Chưa nhận ra đơn vị “Trung tâm Y tế”." in grid.text


def test_cells_of_all_rows_are_saved_together_and_typed_names_are_known(doors: Opened) -> None:
    grid = the_grid(doors)
    told = {
        cell(grid, "lead_codes", 0): "phòng văn hóa",
        cell(grid, "cooperating_codes", 0): "Phòng Kinh tế; vp",
        cell(grid, "acceptors", 0): "Văn phòng",
        cell(grid, "due_on", 0): "1/4/2026",
        cell(grid, "lead_codes", 1): "vh",
        cell(grid, "product", 1): "Báo cáo",
    }
    grid.send(grid.address, **told)
    assert "Đã lưu nội dung sửa." in grid.text
    first, second = doors.as_("dung").get("/api/items").json()["items"]
    assert (first["lead_codes"], first["cooperating_codes"], first["acceptors"]) == (["vh"], ["kt", "vp"], ["vp"])
    assert (first["due_on"], first["version"]) == ("2026-04-01", 2)
    assert (second["lead_codes"], second["product"], second["follow"]) == (["vh"], "Báo cáo", True)
    grid.send(grid.address.split("?")[0])
    assert "Không có ô nào thay đổi." in grid.text


def test_a_row_that_cannot_be_saved_keeps_what_was_typed_and_the_others_are_saved(doors: Opened) -> None:
    grid = the_grid(doors)
    told = {
        cell(grid, "product", 0): "Tờ trình",
        cell(grid, "lead_codes", 1): "Phòng Trên Trời",
        cell(grid, "due_on", 1): "31/2/2026",
    }
    grid.send("/van-ban/" + grid.address.split("/")[2] + "/ra-soat", **told)
    assert grid.status == 422
    assert "Còn 1 mục chưa lưu được; các mục khác đã lưu." in grid.text
    assert grid.page.xpath("//input[@aria-invalid='true']/@value") == ["Phòng Trên Trời"]
    assert [one["product"] for one in doors.as_("dung").get("/api/items").json()["items"]] == ["Tờ trình", None]


def test_a_name_is_learned_and_an_item_is_cut_and_joined_on_pages(doors: Opened) -> None:
    grid = the_grid(doors)
    grid.send(grid.address.replace("/ra-soat", "/ten-don-vi"), unit="vh")
    assert "Đã ghi nhớ tên gọi của đơn vị." in grid.text
    assert "Chưa nhận ra" not in grid.text
    item = doors.as_("dung").get("/api/items").json()["items"][1]
    assert item["lead_codes"] == ["vh"]
    path = f"/van-ban/{item['directive']}/muc/{item['id']}"
    grid.open(path + "/tach-gop").send(path + "/tach", parts="Tóm tắt lại")
    assert grid.status == 422
    grid.send(path + "/tach", parts=item["text"].replace("; ", ";\n"))
    assert "Đã tách mục." in grid.text
    made = doors.as_("dung").get("/api/items").json()["items"]
    assert [one["ref"] for one in made] == ["1", "2/1", "2/2"]
    grid.open(path + "/tach-gop").send(path + "/gop", other=made[2]["id"])
    assert "Đã gộp hai mục." in grid.text
    assert [one["text"] for one in doors.as_("dung").get("/api/items").json()["items"]][1] == item["text"]
    again = doors.as_("dung").post("/api/directives", {"text": TEXT}).json()["id"]
    read = doors.as_("dung").get(f"/api/directives/{again}").json()["items"][1]
    assert read["lead_codes"] == ["vh"]


def test_what_is_doubted_of_many_items_is_said_once_and_the_rarer_stands_first(doors: Opened) -> None:
    more = "3. Giao Phòng Kinh tế lập danh sách.\n4. Giao Phòng Kinh tế cập nhật hồ sơ.\n5. Lấy ý kiến người dân.\n"
    chief = browser_of(doors, "dung").open("/van-ban/moi").send("/van-ban/moi", text=TEXT + more)
    grid = chief.follow("Rà soát trên một bảng")
    told = [" ".join(one.text_content().split()) for one in grid.page.xpath("//details[1]/ul/li")]
    many = next(n for n, one in enumerate(told) if one.startswith("Mục 3, 4, 5: Chưa có thời hạn"))
    assert next(n for n, one in enumerate(told) if "Chưa rõ đơn vị chủ trì" in one) < many
