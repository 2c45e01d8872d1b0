"""*Nhập bảng theo dõi*: shown as it was understood, carried over at once, a second time nothing; from page, API and shell."""

from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.api.test_item_sheets import handed

TABLE = """Số văn bản;Ngày văn bản;Nội dung nhiệm vụ;Đơn vị chủ trì;Hạn hoàn thành;Tình trạng;Ngày hoàn thành
7/CT-UBND;05/01/2026;Rà soát thủ tục;Phòng Kinh tế;10/02/2026;Đã hoàn thành;09/02/2026
;;Lập kế hoạch;Phòng Kinh tế;20/02/2026;Đang thực hiện;
;;Kiểm tra;Phòng Kinh tế, Phòng Văn hóa;31/3/2026;Chưa thực hiện;
""".encode()


def test_the_api_foresees_then_carries_over_and_a_second_time_nothing(doors: Opened) -> None:
    shown = handed(doors, "/api/running-work?dry_run=true", TABLE).json()
    assert (shown["assignments"], shown["overdue"], [one["row"] for one in shown["lines"]]) == (4, 1, [2, 3, 4])
    assert {"head": "Đơn vị chủ trì", "read_as": "đơn vị chủ trì"} in shown["columns"]
    assert doors.house.assignments() == []
    made = handed(doors, "/api/running-work", TABLE)
    assert (made.status_code, made.json()["assignments"]) == (201, 4)
    again = handed(doors, "/api/running-work", TABLE)
    assert (again.status_code, again.json()["assignments"], again.json()["known"]) == (200, 0, 4)
    assert handed(doors, "/api/running-work", TABLE, login="an").status_code == 403
    done = doors.as_("dung").get("/api/assignments?time=done-on-time").json()["items"]
    assert [one["text"] for one in done] == ["Rà soát thủ tục"]
    told = doors.as_("dung").get(f"/api/assignments/{done[0]['id']}").json()
    assert told["reports"][0]["entered_late"] is False


def test_a_wrong_cell_is_told_and_nothing_is_written(doors: Opened) -> None:
    answer = handed(doors, "/api/running-work", TABLE.replace(b"20/02/2026", b"30/02/2026"))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "E3"
    assert doors.house.assignments() == []


def test_on_the_page_it_is_shown_and_then_kept(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-ban/moi").follow("Nhập bảng theo dõi đang dùng")
    chief.upload("/van-ban/bang-theo-doi", "bang.csv", TABLE.replace("Đang thực hiện".encode(), "ừm".encode()))
    assert "Dòng 3, cột “Tình trạng”: chưa hiểu “ừm”" in chief.text
    chief.upload("/van-ban/bang-theo-doi", "bang.csv", TABLE)
    assert "4 nhiệm vụ được giao (3 nhiệm vụ, 1 văn bản mới)" in chief.text
    chief.press("Nhập 4 nhiệm vụ")
    assert "Đã nhập bảng theo dõi" in chief.text
    chief.follow("7/CT-UBND")
    assert "Kiểm tra" in chief.text
    chief.open("/van-ban/bang-theo-doi").upload("/van-ban/bang-theo-doi", "bang.csv", TABLE)
    assert "Mọi dòng đã có trong hệ thống" in chief.text
