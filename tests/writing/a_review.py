"""One review in small: records of every kind, lost points, estimates, and the office whose documents tell of them."""

from datetime import date
from fractions import Fraction
from typing import Any

from domain.calendar import Calendar
from domain.directive import LostPoint
from domain.office import Unit, UnitKind
from domain.record import AssignmentRecord
from domain.review import snapshot
from domain.status import WorkState

OFFICE = {
    "superior": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
    "issuer": "Ủy ban nhân dân Quận 1",
    "symbol": "BC-UBND",
    "place": "Quận 1",
    "recipients": ["Như trên;", "Lưu: VT, PNV."],
}
UNITS = (
    Unit("pnv", "Phòng Nội vụ", UnitKind.DEPARTMENT),
    Unit("da-kao", "UBND phường Đa Kao", UnitKind.COMMUNE),
)


def a_record(number: int, **facts: Any) -> AssignmentRecord:
    given: dict[str, Any] = {
        "id": f"a{number}",
        "unit": "da-kao",
        "item": f"i{number}",
        "ref": f"1.{number}",
        "text": f"Nhiệm vụ <số> {number} & phụ lục",
        "directive": "12/CT-UBND",
        "work": WorkState.ISSUED,
        "deadline": date(2023, 3, 31),
        "opened_on": date(2023, 2, 1),
    }
    return AssignmentRecord(**{**given, **facts})


RECORDS = (
    a_record(1, work=WorkState.ACCEPTED, result_on=date(2023, 3, 30), unit="pnv", remedies=("tt.1",)),
    a_record(2, obstacle="Hệ thống gián đoạn", escalated_on=(date(2023, 4, 5),)),
    a_record(3, deadline=None, cadence="continuous"),
    a_record(4, work=WorkState.ACCEPTED, result_on=date(2023, 4, 3), document="45/BC-UBND"),
)
LOST = (
    LostPoint("tt", "Thủ tục hành chính", Fraction(1)),
    LostPoint("tt.1", "Một cửa", Fraction(1, 2), "tt"),
    LostPoint("tt.2", "Thư xin lỗi", Fraction(1, 2), "tt"),
    LostPoint("tc", "Tài chính công", Fraction(3, 2)),
    LostPoint("tc.1", "Tiết kiệm", None, "tc"),
)
SCORES = (
    {"scorecard": "m", "unit": "pnv", "period": "2023-Q1", "points": "93.25", "max": "100", "losses": []},
    {
        "scorecard": "m",
        "unit": "da-kao",
        "period": "2023-Q1",
        "points": "5",
        "max": "6",
        "losses": [],
        "total_shown": False,
    },
)


def a_snapshot(*records: AssignmentRecord, **others: Any) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "period_name": "2023-Q1",
        "since": date(2023, 1, 1),
        "until": date(2023, 3, 31),
        "as_of": date(2023, 4, 6),
        "authority": "UBND Quận 1",
        "units": UNITS,
        "records": records or RECORDS,
        "lost_points": LOST,
        "scores": SCORES,
        "notices": {"digest": 12},
        "calendar": Calendar(),
        "steps": {"unreleased": [{"directive": "12/CT-UBND", "ref": "1.2", "unit": "da-kao"}]},
    }
    return snapshot(**{**arguments, **others})
