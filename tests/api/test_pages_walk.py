"""One task from the unit's page to the office's and back, on both databases."""

from sqlalchemy import select

from storage.tables import CompletionRow
from tests.api.browsing import browser_of
from tests.api.doors import Opened


def test_received_reported_and_confirmed_from_page_to_page(doors: Opened) -> None:
    doors.house.directive({"text": "Việc một."}, {"text": "Việc hai.", "acceptors": ["vp"]})
    official = browser_of(doors, "an")
    official.send("/nhiem-vu/")
    assert "Đã ghi nhận đơn vị tiếp nhận văn bản." in official.text
    assert [row.work for row in doors.house.assignments("kt")] == ["received", "received"]
    chosen = [row.id for row in doors.house.assignments("kt")]
    official.open("/bao-cao-ket-qua?" + "&".join(f"viec={one}" for one in chosen))
    official.send("/bao-cao-ket-qua", number="45/BC-KT", issued_on="1/3/2026", signer="Trần Bình", note="Xong.")
    assert "Đã ghi nhận báo cáo." in official.text
    assert [row.work for row in doors.house.assignments("kt")] == ["reported", "reported"]
    with doors.house.memory.reading() as session:
        report = session.scalars(select(CompletionRow)).one()
        session.expunge(report)
    assert report.document == {"number": "45/BC-KT", "issued_on": "2026-03-01", "signer": "Trần Bình"}
    chief = browser_of(doors, "dung")
    assert "45/BC-KT ngày 01/3/2026, Trần Bình ký" in chief.text
    chief.send(f"/theo-doi/bao-cao/{report.id}/xac-nhan")
    assert "Đã xác nhận hoàn thành." in chief.text
    assert [row.work for row in doors.house.assignments("kt")] == ["accepted", "accepted"]
