"""Days said by the week, by a part of a month, by the hour alone, or explained in brackets."""

from datetime import date

import pytest

from reading.directives.cadence import read_cadence
from reading.directives.days import Era
from reading.directives.deadlines import read_bare, read_deadlines

_WEDNESDAY = Era(date(2025, 10, 22))


def _day(text: str) -> date | None:
    dues = read_deadlines(text, _WEDNESDAY, read_cadence(text).cadence)
    return dues[0].on if dues else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("trình trước thứ Sáu tuần này (ngày 24/10/2025)", date(2025, 10, 24)),
        ("Trước thứ Ba tuần sau, trình phương án", date(2025, 10, 28)),
        ("báo cáo chậm nhất 17h00 thứ Năm 23/10", date(2025, 10, 23)),
        ("họp vào tối thứ Sáu tuần này, 24/10", date(2025, 10, 24)),
        ("gửi trước thứ Tư (29/10)", date(2025, 10, 29)),
        ("rà soát trong tuần thứ hai của tháng 11", date(2025, 11, 14)),
        ("rà soát trong tuần cuối tháng 11/2025", date(2025, 11, 30)),
        ("gửi báo cáo trước tuần thứ ba của tháng 12", date(2025, 12, 14)),
        ("hoàn thành trong nửa đầu tháng 11", date(2025, 11, 15)),
        ("hoàn thành vào nửa cuối tháng 11 năm 2025", date(2025, 11, 30)),
        ("tập huấn trong 10 ngày đầu tháng 12", date(2025, 12, 10)),
        ("ra quân tuần đầu quý I năm 2026", date(2026, 1, 7)),
        ("hoàn thành trong tuần tới", date(2025, 10, 31)),
        ("hoàn thành trong tháng tới", date(2025, 11, 30)),
        ("có mặt tại trụ sở trước 11 giờ, chuẩn bị 02 ca nô", date(2025, 10, 22)),
        ("nghỉ học từ chiều 29/10, báo cáo sĩ số trước 17h cùng ngày", date(2025, 10, 29)),
        ("xong trước ngày 23 tháng Chạp (nhằm ngày 10/02/2026)", date(2026, 2, 10)),
        ("tổ chức lễ vào sáng mùng 6 tháng Giêng (tức ngày 22/02/2026)", date(2026, 2, 22)),
        ("ra quân trong hai ngày 28/02 và 01/3", date(2026, 3, 1)),
        ("xong trước lễ 30/4/2026", date(2026, 4, 30)),
        ("thông xe trước Tết Dương lịch 2026", date(2026, 1, 1)),
        ("cấp hoá chất trưóc ngày 25/12", date(2025, 12, 25)),
    ],
)
def test_which_day_is_meant(text: str, day: date) -> None:
    assert _day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "báo cáo trước 16 giờ hàng ngày",
        "họp vào sáng thứ Hai hằng tuần",
        "không để dồn thanh toán vào cuối năm",
        "báo trước thời điểm ngừng ít nhất 05 ngày",
        "gửi vào tuần cuối hằng tháng",
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    assert _day(text) is None


def test_a_range_in_a_cell_ends_with_its_second_day() -> None:
    (due,) = read_bare("15/12 - 27/12/2025", _WEDNESDAY)
    assert due.on == date(2025, 12, 27)


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("Báo cáo tuần gửi về Sở trước 14 giờ ngày thứ Tư.", "weekly"),
        ("Báo cáo số cây trồng vào 16 giờ các ngày thứ Sáu", "weekly"),
        ("công khai lịch chậm nhất ngày 25 của tháng trước", "monthly"),
        ("Định kỳ hằng quí đối chiếu số liệu", "quarterly"),
        ("Báo cáo tuần 45", "once"),
    ],
)
def test_how_often(text: str, cadence: str) -> None:
    assert read_cadence(text).cadence.value == cadence
