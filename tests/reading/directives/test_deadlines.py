from datetime import date, timedelta

import pytest

from domain.directive import Cadence, DueRule
from reading.directives.cadence import read_cadence
from reading.directives.days import Era
from reading.directives.deadlines import read_bare, read_deadlines
from reading.directives.due import Unit, after_weekends
from reading.directives.times import choose

_ERA = Era(issued_on=date(2024, 3, 12), year=2024)


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("Báo cáo trước ngày 15/4/2024", "2024-04-15", "trước ngày 15/4/2024"),
        ("hoàn thành trước 17h00 ngày 15/4", "2024-04-15", "trước 17h00 ngày 15/4"),
        (
            "chậm nhất 16 giờ 30 phút ngày 20 tháng 3 năm 2024",
            "2024-03-20",
            "chậm nhất 16 giờ 30 phút ngày 20 tháng 3 năm 2024",
        ),
        ("xong trong Quý II", "2024-06-30", "trong Quý II"),
        ("trong quý IV/2024", "2024-12-31", "trong quý IV/2024"),
        ("xong trước tháng 7", "2024-06-30", "trước tháng 7"),
        ("đến hết tháng 6/2024", "2024-06-30", "đến hết tháng 6/2024"),
        ("đến hết tháng 02", "2025-02-28", "đến hết tháng 02"),
        ("vào giữa tháng 5", "2024-05-15", "giữa tháng 5"),
        ("đầu tháng 10", "2024-10-01", "đầu tháng 10"),
        ("cuối quý II", "2024-06-30", "cuối quý II"),
        ("giữa năm 2024", "2024-06-30", "giữa năm 2024"),
        ("cuối năm", "2024-12-31", "cuối năm"),
        ("trong năm 2024", "2024-12-31", "trong năm 2024"),
        ("đến năm 2025 đạt 80%", "2025-12-31", "đến năm 2025"),
        ("trong 6 tháng đầu năm 2024", "2024-06-30", "trong 6 tháng đầu năm 2024"),
        ("từ ngày 01/4/2024 đến ngày 30/4/2024", "2024-04-30", "từ ngày 01/4/2024 đến ngày 30/4/2024"),
        ("chậm nhất ngày 05 tháng 01", "2025-01-05", "chậm nhất ngày 05 tháng 01"),
        ("trong tháng này", "2024-03-31", "trong tháng này"),
        ("báo cáo ngày 25/11/2024", "2024-11-25", "ngày 25/11/2024"),
        ("báo cáo số hộ trước 19 giờ hôm nay", "2024-03-12", "trước 19 giờ hôm nay"),
        (
            "Hướng dẫn học sinh nộp hồ sơ từ ngày 21/4 đến 17 giờ ngày 28/4/2024",
            "2024-04-28",
            "từ ngày 21/4 đến 17 giờ ngày 28/4/2024",
        ),
        ("phát tin trong tháng 4 và tháng 5 năm 2024", "2024-05-31", "trong tháng 4 và tháng 5 năm 2024"),
        ("rà soát văn bản còn hiệu lực trước ngày 30/11/2024", "2024-11-30", "trước ngày 30/11/2024"),
        ("báo cáo kết quả tuyển sinh trước ngày 30/9/2024", "2024-09-30", "trước ngày 30/9/2024"),
        ("cập nhật số liệu trước ngày 05/6/2024", "2024-06-05", "trước ngày 05/6/2024"),
        ("báo cáo kết quả trong tháng 5/2024", "2024-05-31", "trong tháng 5/2024"),
        ("trước Tết Nguyên đán", "2025-01-28", "trước Tết Nguyên đán"),
        ("Hạn: 15/5", "2024-05-15", "15/5"),
        ("trong vòng 10 ngày làm việc kể từ ngày ký Chỉ thị này", "2024-03-26", None),
        ("trong thời hạn 30 (ba mươi) ngày kể từ ngày ban hành", "2024-04-11", None),
        ("chậm nhất 01 tháng kể từ ngày ký ban hành", "2024-04-12", None),
        ("trong 05 ngày kể từ ngày 15/4/2024", "2024-04-20", "trong 05 ngày kể từ ngày 15/4/2024"),
        ("trong thời hạn 10 ngày làm việc, kể từ ngày 01 tháng 4", "2024-04-15", None),
        ("sau 02 tuần kể từ ngày 20/12", "2025-01-03", None),
        ("chậm nhất ngày cuối cùng của tháng 02/2028", "2028-02-29", "chậm nhất ngày cuối cùng của tháng 02/2028"),
        ("vào ngày cuối tháng 9", "2024-09-30", "ngày cuối tháng 9"),
    ],
)
def test_a_day_that_can_be_had(text: str, day: str, said: str | None) -> None:
    (due,) = read_deadlines(text, _ERA)
    assert due.on == date.fromisoformat(day)
    assert said is None or due.text == said


@pytest.mark.parametrize(
    "text",
    [
        "khẩn trương, kịp thời, nhanh chóng triển khai",
        "theo Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2020",
        "theo Kế hoạch ngày 15 tháng 6 năm 2024 của Ủy ban",
        "thực hiện chủ đề năm 2024 của Thành phố",
        "Kế hoạch cải cách hành chính năm 2024",
        "giai đoạn 2024 - 2030",
        "số liệu tính đến ngày 31/12/2024",
        "có hiệu lực từ ngày 01/7/2024",
        "các nội dung bị trừ điểm trong năm 2023",
        "trước ngày 31 tháng 02 năm 2024",
        "hồ sơ phát sinh trước ngày 01/01/2023",
        "bão sẽ đổ bộ trong 48 giờ tới",
        "Quý III/2024",
    ],
)
def test_no_deadline_where_none_is_owed(text: str) -> None:
    assert read_deadlines(text, _ERA) == ()


@pytest.mark.parametrize(
    ("text", "kind", "n", "anchor"),
    [
        ("Trước ngày 20 hàng tháng", "day-of-period", 20, None),
        ("trước ngày 15 của tháng cuối quý", "day-of-period", 15, "last-month"),
        ("báo cáo hàng tháng trước ngày 25", "day-of-period", 25, None),
        ("trước ngày 05 tháng sau", "day-of-period", 5, "next-period"),
        ("chậm nhất vào thứ Sáu hằng tuần", "day-of-period", 5, "week"),
        ("trước ngày 25/12 hàng năm", "day-of-period", 25, "month-12"),
        ("chậm nhất là 05 ngày kể từ khi nhận được hồ sơ", "relative", 5, "khi nhận được hồ sơ"),
        ("trong 24 giờ kể từ khi nhận được Công điện", "relative", 24, "received_on"),
        ("trong thời hạn 03 ngày làm việc", "relative", 3, None),
    ],
)
def test_a_rule_without_a_day(text: str, kind: str, n: int, anchor: str | None) -> None:
    (due,) = read_deadlines(text, _ERA, read_cadence(text).cadence)
    assert due.rule is not None
    assert (due.on, due.rule.kind, due.rule.n, due.rule.anchor) == (None, kind, n, anchor)


def test_without_a_date_of_issue_a_relative_deadline_has_no_day() -> None:
    (due,) = read_deadlines("trong vòng 10 ngày kể từ ngày ký", Era(year=2024))
    assert due.on is None
    assert due.rule is not None
    assert due.rule.anchor == "issued_on"


def test_a_yearless_day_without_any_year_is_said() -> None:
    (due,) = read_deadlines("trước ngày 15/4", Era())
    assert due.on is None
    assert due.yearless


def test_the_calendar_of_the_office_counts_its_working_days() -> None:
    def with_holiday(day: date, n: int) -> date:
        return after_weekends(day, n) + timedelta(days=1)

    (due,) = read_deadlines("trong vòng 10 ngày làm việc kể từ ngày ký", _ERA, Cadence.ONCE, with_holiday)
    assert due.on == date(2024, 3, 27)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2024-03-12", 1, "2024-03-13"),
        ("2024-03-15", 1, "2024-03-18"),
        ("2024-03-16", 1, "2024-03-18"),
        ("2024-03-12", 5, "2024-03-19"),
        ("2024-03-16", 5, "2024-03-22"),
        ("2024-03-17", 10, "2024-03-29"),
    ],
)
def test_weekends_are_stepped_over(start: str, n: int, end: str) -> None:
    assert after_weekends(date.fromisoformat(start), n) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("30/6/2024", "2024-06-30"),
        ("Quý II/2024", "2024-06-30"),
        ("Tháng 5", "2024-05-31"),
        ("Trước 20/6", "2024-06-20"),
    ],
)
def test_a_cell_needs_no_word_before_its_day(cell: str, day: str) -> None:
    (due,) = read_bare(cell, _ERA)
    assert due.on == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "cadence", "vague"),
    [
        ("rà soát hàng tháng, phân loại hàng quý", "monthly", False),
        ("không để tồn đọng trong mỗi quý", "quarterly", False),
        ("thường xuyên duy trì cập nhật hằng ngày", "daily", False),
        ("định kỳ 6 tháng, năm báo cáo", "half-yearly", False),
        ("giao ban 01 lần/tuần", "weekly", False),
        ("tổng kết hằng năm", "yearly", False),
        ("thường xuyên rà soát", "continuous", True),
        ("đơn vị không thường xuyên sử dụng", "once", False),
        ("trực 24/24 giờ", "continuous", False),
        ("định kỳ báo cáo kết quả", "once", True),
        ("lịch tiếp công dân định kỳ", "once", False),
        ("xây dựng kế hoạch hàng năm", "once", False),
        ("khẩn trương thực hiện", "once", False),
        ("tuần tra hằng đêm", "daily", False),
        ("xây dựng kịch bản tăng trưởng từng quý", "once", False),
        ("dự thảo báo cáo 6 tháng đầu năm", "once", False),
        ("mỗi thôn ít nhất 01 buổi trong quý I/2026", "once", False),
        ("gửi trước ngày 10 của tháng đầu quý sau", "quarterly", False),
        ("định kỳ trước ngày 15 của tháng cuối quý", "quarterly", False),
        ("đề nghị quý cơ quan phối hợp", "once", False),
    ],
)
def test_cadence(text: str, cadence: str, vague: bool) -> None:
    rhythm = read_cadence(text)
    assert (rhythm.cadence.value, rhythm.vague) == (cadence, vague)


@pytest.mark.parametrize(
    ("text", "said", "n", "unit", "anchor"),
    [
        ("Hoàn thiện đề án trước kỳ họp thứ 5 của HĐND tỉnh", "trước kỳ họp thứ 5 của HĐND tỉnh", 0, "days", "kỳ họp thứ 5 của HĐND tỉnh"),
        ("Gửi tờ trình trước ngày khai mạc kì họp để thẩm tra", "trước ngày khai mạc kì họp", 0, "days", "ngày khai mạc kỳ họp"),
        ("chậm nhất 10 (mười) ngày trước ngày khai mạc kỳ họp", "chậm nhất 10 (mười) ngày trước ngày khai mạc kỳ họp", -10, "days", "ngày khai mạc kỳ họp"),
        ("trước phiên họp ít nhất 05 ngày làm việc", "trước phiên họp ít nhất 05 ngày làm việc", -5, "working-days", "phiên họp"),
        ("Xong trước Đại hội Đảng bộ xã, không kéo dài", "trước Đại hội Đảng bộ xã", 0, "days", "Đại hội Đảng bộ xã"),
        ("Nạo vét trước mùa mưa bão", "trước mùa mưa bão", 0, "days", "mùa mưa bão"),
        ("Tổng kết ngay sau khi kết thúc đợt kiểm tra và báo cáo", "ngay sau khi kết thúc đợt kiểm tra", None, None, "khi kết thúc đợt kiểm tra"),
    ],
)  # fmt: skip
def test_an_event_without_a_day_is_a_rule(text: str, said: str, n: int | None, unit: Unit | None, anchor: str) -> None:
    (due,) = read_deadlines(text, _ERA)
    assert (due.on, due.text) == (None, said)
    assert due.rule == DueRule("by-event", n, unit, anchor)


@pytest.mark.parametrize(
    "text",
    [
        "chịu trách nhiệm trước hội nghị về số liệu",
        "trả lời kiến nghị của cử tri trước và sau kỳ họp thứ 5",
        "như đã nêu tại kỳ họp trước",
        "tổng hợp kiến nghị cử tri trước kỳ họp thứ 8",
    ],
)
def test_who_is_spoken_to_and_what_voters_asked_is_no_deadline(text: str) -> None:
    assert read_deadlines(text, _ERA) == ()


def test_a_day_and_a_rule_of_periods_go_before_an_event() -> None:
    for text, kind in (
        ("xong trước kỳ họp thứ 5, chậm nhất ngày 15/6/2024", "fixed"),
        ("trước giao ban, vào ngày 20 hàng tháng", "day-of-period"),
    ):
        chosen = choose(read_deadlines(text, _ERA, Cadence.MONTHLY if "hàng" in text else Cadence.ONCE))
        assert chosen is not None
        assert chosen.rule is not None
        assert chosen.rule.kind == kind
