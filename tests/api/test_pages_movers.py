"""*Ai được lùi hạn*: named on the page of a directive, shown where extensions are decided."""

from datetime import date

from acts import extensions
from domain.status import DelayClass
from tests.acts.house import OFFICIAL
from tests.api.browsing import browser_of
from tests.api.doors import Opened


def test_who_moves_deadlines_is_named_and_the_office_is_told_it_cannot(doors: Opened) -> None:
    order = doors.house.directive({})
    (owed,) = doors.house.assignments()
    extensions.ask(doors.house.desk, OFFICIAL, owed.id, date(2026, 4, 10), "Chờ", DelayClass.OBJECTIVE)
    chief = browser_of(doors, "dung").open("/theo-doi")
    assert "Đồng ý gia hạn" in chief.text
    chief.open(f"/van-ban/{order}").send(f"/van-ban/{order}/lui-han", item=owed.item, mover="chair")
    assert "Lùi hạn: Chủ tịch Ủy ban nhân dân" in chief.text
    assert "Người được lùi hạn" in chief.open(f"/nhiem-vu/{owed.id}").text
    chief.open("/theo-doi")
    assert "Người được lùi hạn: Chủ tịch Ủy ban nhân dân." in chief.text
    assert "Đồng ý gia hạn" not in chief.text
    assert "Không gia hạn" in chief.text
    chief.open(f"/van-ban/{order}").send(f"/van-ban/{order}/lui-han", item=owed.item, mover="")
    assert "chỉ do Chủ tịch Ủy ban nhân dân quyết định" in chief.text
