"""What offices write that the corpus did not hold: who is meant, what stands first, days by the moon, uneven periods."""

from datetime import date

import pytest

from domain.directive import Cadence, DraftDirective, DraftItem
from reading.directives import read
from reading.directives.cadence import read_cadence
from reading.directives.days import Era
from reading.directives.deadlines import read_deadlines
from reading.directives.numbered_parties import read_numbered
from reading.directives.parties import read_parties

_HEAD = "ỦY BAN NHÂN DÂN\nTỈNH AN LẠC\nSố: 12/CT-UBND\nAn Lạc, ngày 12 tháng 8 năm 2025\nCHỈ THỊ\nVề việc thử\n"
_ORDERS = _HEAD + "Chủ tịch UBND tỉnh yêu cầu:\n"


def _directive(body: str) -> DraftDirective:
    return read(body.encode(), "a.txt")


def _items(body: str) -> tuple[DraftItem, ...]:
    return _directive(_ORDERS + body).items


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Sở Xây dựng sẽ kiểm tra từ tuần sau", ["Sở Xây dựng"]),
        ("Tổ trưởng phụ trách chung, chủ trì các cuộc họp", ["Tổ trưởng"]),
        ("Thư ký ghi biên bản, gửi các thành viên", ["Thư ký"]),
        ("Các đồng chí Ủy viên Ban Chỉ đạo theo địa bàn xuống cơ sở kiểm tra", ["Ủy viên Ban Chỉ đạo"]),
        ("Đoàn trường chuẩn bị cờ, loa", ["Đoàn trường"]),
        ("Ba đơn vị nêu trên gửi bổ sung hồ sơ", ["Ba đơn vị nêu trên"]),
        ("Đối với UBND các xã, ngoài báo cáo chung, gửi kèm biểu 2", ["UBND các xã"]),
        ("Đối với cán bộ, công chức, viên chức:", ["cán bộ, công chức, viên chức"]),
        ("Ngân hàng Chính sách xã hội được đề nghị giải ngân ngay", ["Ngân hàng Chính sách xã hội"]),
        ("Phòng Nội vụ đã có công văn đề nghị các đơn vị báo cáo", []),
    ],
)
def test_who_leads(text: str, lead: list[str]) -> None:
    assert list(read_parties(text).lead) == lead


def test_a_known_body_is_not_cut_short_as_a_proper_name() -> None:
    assert read_numbered("Sở Xây dựng là cơ quan thường trực").lead != ("Sở Xây",)


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("1. Về nước thô: đồng ý phương án của Sở Công Thương. Giao Sở này hoàn thiện hồ sơ.\n", ("Sở Công Thương",)),
        ("1. Về an toàn: nơi nào để mất dữ liệu thì nơi đó chịu trách nhiệm. Giao Công an tỉnh diễn tập.\n", ("Công an tỉnh",)),
        ("1. Sở Y tế yêu cầu các trạm y tế trực đủ ca, báo cáo trong tuần.\n", ("Sở Y tế",)),
    ],
)  # fmt: skip
def test_whom_an_item_means(body: str, lead: tuple[str, ...]) -> None:
    assert _items(body)[0].lead == lead


def test_what_the_issuer_itself_asks_is_led_by_whom_it_asks() -> None:
    body = "SỞ Y TẾ\nSố: 3/SYT\nAn Lạc, ngày 12 tháng 8 năm 2025\nCHỈ THỊ\nVề việc thử\n1. Sở Y tế yêu cầu các trạm y tế trực đủ ca.\n2. Trung tâm Y tế cấp thuốc.\n"
    assert _directive(body).items[0].lead == ("các trạm y tế",)


def test_an_unnumbered_paragraph_begins_where_a_unit_first_acts() -> None:
    (item,) = _items("I. NHIỆM VỤ\n1. Chung\nTất cả các đơn vị dọn kho trước ngày 20/8/2025. Không đốt rác.\n")
    assert (item.lead, item.due_on) == (("Tất cả các đơn vị",), date(2025, 8, 20))


def test_money_is_a_task_where_a_unit_has_to_find_it() -> None:
    body = "I. KINH PHÍ\nKinh phí do ngân sách bảo đảm. Tổ Văn phòng lập dự toán trước ngày 20/9/2025.\nII. NHIỆM VỤ\n1. Dọn kho.\n"
    assert [item.lead for item in _items(body)][:1] == [("Tổ Văn phòng",)]


def test_what_counts_under_targets_can_be_measured() -> None:
    assert [item.ref for item in _items("I. CHỈ TIÊU\n1. Sửa 20 nhà.\n2. Không ngừng phấn đấu.\n")] == ["I.1"]


def test_what_is_to_be_done_may_stand_behind_its_name() -> None:
    body = "I. NHIỆM VỤ\n1. Mùa hè xanh: dạy bơi cho trẻ em.\n2. Giao ban: họp mỗi ngày, do Phó Giám đốc kỹ thuật chủ trì.\n"
    assert [item.ref for item in _items(body)] == ["I.1", "I.2"]


def test_what_a_contest_consists_of_is_no_task() -> None:
    assert not _directive(_HEAD + "I. NỘI DUNG THI ĐẤU\n1. Điền kinh: chạy, nhảy xa.\n2. Cờ vua: đơn nam.\n").items


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("không muộn hơn ngày 30/9", date(2025, 9, 30)),
        ("không chậm hơn 15/9/2025", date(2025, 9, 15)),
        ("tiến độ: 30/11/2025", date(2025, 11, 30)),
        ("thời gian thực hiện: tháng 8 - 10/2025", date(2025, 10, 31)),
        ("trong các tháng 9, 10/2025", date(2025, 10, 31)),
        ("thời gian: quý III, IV/2025", date(2025, 12, 31)),
        ("trong hai tuần tới", date(2025, 8, 26)),
        ("trước giờ hành chính ngày 14/8", date(2025, 8, 14)),
        ("trước Tết ít nhất 10 ngày", date(2026, 2, 7)),
    ],
)
def test_days(text: str, due_on: date) -> None:
    (due,) = read_deadlines(f"rà soát hồ sơ, {text}", Era(date(2025, 8, 12)))
    assert due.on == due_on


@pytest.mark.parametrize("text", ["trước rằm tháng Chạp", "trước 22h00 đêm 29 Tết", "trước ngày 10/3 âm lịch"])
def test_days_by_the_moon_are_left_to_a_person(text: str) -> None:
    (item,) = _items(f"1. Sở Công Thương dọn chợ {text}.\n")
    assert item.due_on is None
    assert "lunar-day" in {warning.code for warning in item.warnings}


def test_another_feast_is_not_the_new_year() -> None:
    assert not read_deadlines("tặng quà trước Tết Trung thu", Era(date(2025, 8, 12)))


@pytest.mark.parametrize(
    ("text", "cadence"),
    [("định kỳ hai tuần một lần", Cadence.WEEKLY), ("10 ngày/lần", Cadence.WEEKLY), ("02 tháng/lần", Cadence.MONTHLY)],
)
def test_a_period_without_a_name_is_the_next_shorter_and_said(text: str, cadence: Cadence) -> None:
    (item,) = _items(f"1. Sở Công Thương kiểm tra {text}.\n")
    assert item.cadence is cadence
    assert "uneven-cadence" in {warning.code for warning in item.warnings}


def test_within_a_month_is_no_cadence() -> None:
    assert read_cadence("xử lý trong vòng một tháng").cadence is Cadence.ONCE


def test_a_table_without_a_date_takes_the_year_of_most_of_its_days() -> None:
    sheet = "STT;Nội dung công việc;Chủ trì;Thời hạn\n1;Dọn kho (chuyển từ năm 2025);Văn phòng;15/4/2026\n2;Sửa quy chế;Văn phòng;20/5/2026\n3;Họp;Văn phòng;30/6\n"
    assert read(sheet.encode(), "a.csv").items[-1].due_on == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Bộ phận Phát triển người tham gia: báo cáo hằng tuần", ["Bộ phận Phát triển người tham gia"]),
        ("Bộ phận Thu: rà soát dữ liệu", ["Bộ phận Thu"]),
        ("Các đ/c Bí thư chi bộ, Trưởng thôn rà soát", ["Bí thư chi bộ", "Trưởng thôn"]),
        ("Tổ chức dịch vụ thu (Bưu điện, Viettel): bám sát địa bàn", ["Tổ chức dịch vụ thu"]),
        ("Mỗi viên chức vận động 02 người thân", ["Mỗi viên chức"]),
        ("Mỗi quý tổ chức 01 buổi đối thoại", []),
        ("BHXH tự nguyện: phát triển mới 420 người", []),
        ("Chủ tịch UBND tỉnh nhận được đơn của bà Nụ đề nghị giải quyết", []),
    ],
)
def test_who_opens_a_numbered_line(text: str, lead: list[str]) -> None:
    assert list(read_numbered(text).lead) == lead


def test_a_formula_that_asks_for_a_report_by_a_day_is_an_item() -> None:
    body = "ỦY BAN NHÂN DÂN TỈNH AN LẠC\nVĂN PHÒNG\nSố: 1/VP\nAn Lạc, ngày 12 tháng 8 năm 2025\nKính gửi: Sở Y tế.\nVăn phòng UBND tỉnh thông báo để các cơ quan biết, thực hiện và báo cáo UBND tỉnh trước ngày 20/8/2025.\n"
    assert [(item.lead, item.due_on) for item in _directive(body).items] == [(("các cơ quan",), date(2025, 8, 20))]


@pytest.mark.parametrize(
    "heading", ["1. Về kết quả tuần 9", "1. KẾT QUẢ 10 THÁNG", "1. Lịch công tác tuần 11", "1. Lịch họp"]
)
def test_results_and_schedules_hold_no_tasks(heading: str) -> None:
    assert not _directive(f"{_HEAD}{heading}\n- Hoàn thành chi trả cho 214 người.\n- Thứ Ba: họp UBND.\n").items


def test_in_the_week_ends_with_it() -> None:
    (item,) = _items("1. Văn phòng quyết toán kinh phí; xong trong tuần.\n")
    assert item.due_on == date(2025, 8, 15)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Các bệnh viện ngoài công lập thông báo ca bệnh", ["Các bệnh viện ngoài công lập"]),
        ("Bà Trần Thị Hảo, chuyên viên Phòng, tổng hợp báo cáo", ["Trần Thị Hảo"]),
        ("Các cơ quan được giao nhiệm vụ tại Điều 1 xây dựng kế hoạch", ["Các cơ quan được giao nhiệm vụ tại Điều 1"]),
        ("Yêu cầu UBND các huyện, thị xã tuyên truyền, vận động hộ gia đình", ["UBND các huyện, thị xã"]),
    ],
)
def test_where_names_end(text: str, lead: list[str]) -> None:
    assert list(read_parties(text).lead) == lead


def test_bodies_in_small_letters_cooperate() -> None:
    assert read_parties("Phối hợp với trạm y tế xã, thị trấn lập danh sách").cooperating == ("trạm y tế xã, thị trấn",)


def test_a_heading_that_only_names_a_body_is_its_name_whole() -> None:
    body = "I. ĐỐI VỚI CÁC PHÒNG\n1. Phòng Chính trị, tư tưởng và công tác sinh viên\na) Mở lớp bơi.\n2. Văn phòng\na) Dọn kho.\n"
    assert _items(body)[0].lead == ("Phòng Chính trị, tư tưởng và công tác sinh viên",)


@pytest.mark.parametrize(
    "closing",
    [
        "Nhận được Chỉ thị này, yêu cầu thủ trưởng các đơn vị phổ biến đến toàn thể giáo viên để thực hiện.",
        "Văn phòng UBND tỉnh truyền đạt ý kiến của Chủ tịch đến các đơn vị biết, thực hiện.",
    ],
)
def test_a_closing_call_is_no_item(closing: str) -> None:
    assert [item.ref for item in _items(f"1. Văn phòng dọn kho.\n{closing}\n")] == ["1"]


def test_a_table_stands_below_the_sentence_that_assigns_it() -> None:
    rows = "TT\tChủ trì\tNhiệm vụ\tThời hạn\n1\tVăn phòng\tDọn kho\t20/8/2025\n2\tPhòng Kinh tế\tSửa đường\t30/8/2025\n"
    intro = "Căn cứ Chương trình công tác, Chủ tịch UBND phường phân công nhiệm vụ cho các đơn vị theo bảng dưới đây:\n"
    assert [item.lead for item in _directive(_HEAD + intro + rows).items] == [("Văn phòng",), ("Phòng Kinh tế",)]


def test_at_least_so_many_are_to_be_reached() -> None:
    (item,) = _items("1. Đoàn Thanh niên mở lớp; đến hết tháng 8 có ít nhất 6.000 học sinh biết bơi.\n")
    assert item.target is not None
    assert item.target.op == ">="
    assert item.target.value == 6000


def test_a_month_of_action_is_no_cadence() -> None:
    assert read_cadence("Gửi báo cáo kết quả Tháng hành động về Sở").cadence is Cadence.ONCE


def test_capital_letters_may_divide_a_roman_part() -> None:
    body = "I. CHUNG\n1. Văn phòng dọn kho.\nII. NHIỆM VỤ\nA. Giai đoạn 1\n1. Văn phòng mua máy.\nB. Giai đoạn 2\n1. Văn phòng nhập liệu.\nIII. PHÂN CÔNG\n1. Văn phòng theo dõi.\n"
    assert [item.ref for item in _items(body)] == ["I.1", "II.A.1", "II.B.1", "III.1"]


def test_bare_numerals_in_words_are_numbers() -> None:
    assert [item.ref for item in _items("Một, Văn phòng dọn kho.\nHai, Phòng Kinh tế sửa đường.\n")] == ["Một", "Hai"]


def test_who_stands_behind_a_dash_does_it() -> None:
    assert read_numbered("Chỉnh lý hồ sơ hộ tịch - Công chức Tư pháp, xong trước 20/9.").lead == ("Công chức Tư pháp",)


def test_the_time_of_a_meeting_is_no_deadline_of_what_it_decides() -> None:
    body = (
        "Thời gian: 14h00 ngày 12/12/2025.\nChủ trì: Ông Vương Đình Sáng.\n1. Kết luận\n1.1. Khoa Nội mở thêm giường.\n"
    )
    (item,) = _directive(_HEAD + body).items
    assert (item.lead, item.due_on) == (("Khoa Nội",), None)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Ra quân lập lại trật tự: hằng ngày, Công an phường chủ trì, Tổ Quản lý đô thị phối hợp.", ("Công an phường",)),
        ("Ngày 20/5, Phó Chủ tịch UBND huyện chủ trì họp nghe báo cáo", ()),
        ("Giao nhận quân đạt 100% chỉ tiêu (BCH Quân sự).", ("BCH Quân sự",)),
        ("Gửi kết quả về Bộ Nội vụ (Vụ Cải cách hành chính).", ()),
        ("Tổng kết quân sự địa phương - Ban Chỉ huy Quân sự phường - 15/01.", ("Ban Chỉ huy Quân sự phường",)),
        ("Xí nghiệp Xếp dỡ 1 và Xí nghiệp Kho bãi tổ chức diễn tập", ("Xí nghiệp Xếp dỡ 1", "Xí nghiệp Kho bãi")),
        ("Tổ chấm điểm hoàn thành trước 25/01", ("Tổ chấm điểm",)),
    ],
)  # fmt: skip
def test_who_is_named_inside_or_behind(text: str, lead: tuple[str, ...]) -> None:
    assert read_numbered(text).lead == lead


def test_a_chapeau_that_asks_opens_orders_whomever_it_asks() -> None:
    body = "Thực hiện Hướng dẫn số 16-HD/BTC ngày 15/02/2022, Ban Tổ chức Huyện ủy đề nghị các chi, đảng bộ trực thuộc:\n1. Hồ sơ gồm tờ trình, danh sách gửi về Ban trước ngày 20/8/2025.\n"
    assert [item.lead for item in _directive(_HEAD + body).items] == [("các chi, đảng bộ trực thuộc",)]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Trưởng thôn, bản có trách nhiệm vận động ngày công", ("Trưởng thôn, bản",)),
        ("Đề nghị Trạm trưởng Trạm Y tế xã và trưởng các khoa, phòng rà soát", ("Trạm trưởng Trạm Y tế xã", "trưởng các khoa, phòng")),
        ("Các điểm du lịch: bố trí cứu hộ", ("Các điểm du lịch",)),
        ("Các hồ sơ còn lại: chuyển sang quý sau", ()),
    ],
)  # fmt: skip
def test_who_is_a_post_or_a_kind_of_place(text: str, lead: tuple[str, ...]) -> None:
    assert read_numbered(text).lead == lead


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("1. Về mặt bằng: còn 07 hộ chưa nhận tiền. UBND phường An Phú chủ trì đối thoại.\n", ("UBND phường An Phú",)),
        ("1. Phê bình UBND xã An Bình chậm nộp hồ sơ; yêu cầu kiểm điểm, báo cáo trước 25/8.\n", ("UBND xã An Bình",)),
    ],
)
def test_who_acts_on_what_was_told(body: str, lead: tuple[str, ...]) -> None:
    assert [item.lead for item in _items(body)] == [lead]


@pytest.mark.parametrize(
    ("text", "cooperating"),
    [
        ("Cùng Công an phường mở các buổi thực tập", ("Công an phường",)),
        ("Phòng Nghiệp vụ Y là đầu mối, cùng Thanh tra Sở kiểm tra", ("Thanh tra Sở",)),
        ("Vụ Kế hoạch chủ trì, Vụ Pháp chế phối hợp hướng dẫn", ("Vụ Pháp chế",)),
    ],
)
def test_who_works_with_them(text: str, cooperating: tuple[str, ...]) -> None:
    assert read_numbered(text).cooperating == cooperating


def test_details_between_bars_belong_to_the_task_above() -> None:
    (first, second) = _items("1) Lắp nắp cống.\n=> Đầu mối: Phòng Kinh tế | Cùng làm: Khu phố 3 | Hạn: 20/8/2025\n2) Tuần tra chợ.\n=> Đầu mối: Công an phường | Hạn: hằng ngày\n")  # fmt: skip
    assert (first.lead, first.cooperating, first.due_on) == (("Phòng Kinh tế",), ("Khu phố 3",), date(2025, 8, 20))
    assert (second.lead, second.cadence) == (("Công an phường",), Cadence.DAILY)


def test_heads_of_two_rows_part_who_leads_from_who_helps() -> None:
    sheet = "STT,Việc được giao,Phân công,,Thời hạn\n,,Khoa chủ trì,Khoa phối hợp,\n1,Sửa quy trình,Khoa Dược,Khoa Nội,15/3/2024\n"
    (item,) = read(sheet.encode(), "a.csv").items
    assert (item.lead, item.cooperating) == (("Khoa Dược",), ("Khoa Nội",))


def test_a_hope_for_good_results_opens_orders() -> None:
    body = (
        "Để đợt đánh giá đạt kết quả tốt, Hiệu trưởng phân công như sau:\n1. Hậu cần\n- Trạm Y tế trực thường xuyên.\n"
    )
    assert [item.lead for item in _directive(_HEAD + body).items] == [("Trạm Y tế",)]


def test_a_remark_in_brackets_is_no_item() -> None:
    assert not _directive(f"{_HEAD}(Cập nhật đến ngày 24/8/2025.)\nTrân trọng.\n").items


def test_what_was_in_a_year_is_no_part_of_the_task_above() -> None:
    (item,) = _items("1. Công ty Điện lực cấp điện ổn định.\nNăm 2019, tỷ lệ tốt nghiệp đạt 96,1%.\n")
    assert item.target is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Công khai quy hoạch đô thị đến năm 2035 tại nhà văn hóa trước ngày 20/8/2025.", date(2025, 8, 20)),
        ("Niêm yết chiến lược phát triển nhà ở đến năm 2040 trên cổng thông tin.", None),
        ("Phổ biến Đề án 06 đến năm 2030 cho hội viên, xong trước 30/9/2025.", date(2025, 9, 30)),
        ("Thực hiện đề án số hóa, đến năm 2026 đạt 90% hồ sơ.", date(2026, 12, 31)),
        ("Triển khai chương trình nước sạch đến năm 2027.", date(2027, 12, 31)),
        ("Tập văn nghệ, tổng duyệt ngày 16 tháng 9 năm 2025.", date(2025, 9, 16)),
        ("Chuẩn bị xe, ra quân chiến dịch vào ngày 01/9/2025.", date(2025, 9, 1)),
        ("Lắp máy, vận hành thử ngày 15/10/2025; báo cáo kết quả.", date(2025, 10, 15)),
    ],
)
def test_how_far_a_plan_reaches_is_no_deadline_and_the_day_of_a_deed_is_one(text: str, day: date | None) -> None:
    found = read_deadlines(text, Era(date(2025, 8, 12)))
    assert (found[0].on if found else None) == day


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("tổ chức sơ kết 6 tháng trước ngày 10/7/2025", Cadence.ONCE),
        ("gửi báo cáo 6 tháng chậm nhất ngày 12-6-2025", Cadence.ONCE),
        ("báo cáo 6 tháng trước ngày 15/6", Cadence.HALF_YEARLY),
        ("sơ kết 6 tháng, tổng kết năm theo quy định", Cadence.HALF_YEARLY),
        ("báo cáo định kỳ 6 tháng trước ngày 10 của tháng cuối kỳ", Cadence.HALF_YEARLY),
    ],
)
def test_a_half_year_with_a_whole_date_is_looked_back_on_once(text: str, cadence: Cadence) -> None:
    assert read_cadence(text).cadence is cadence


@pytest.mark.parametrize(
    "body",
    [
        "Thông tin chi tiết xin liên hệ bà Lò Thị Mẩy, máy lẻ 102.\n",
        "Liên hệ ông Tạ Văn Sử để được hướng dẫn.\n",
        "Các cơ quan xác định tiếp dân là việc làm hằng ngày; cán bộ, đoàn viên gương mẫu đi đầu.\n",
        "Mỗi đơn vị coi chuyển đổi số là nhiệm vụ thường xuyên; cán bộ nêu gương trong công việc.\n",
    ],
)
def test_contacts_and_what_is_thought_of_a_task_are_no_items(body: str) -> None:
    assert (
        len(_items(f"1. Sở Y tế kiểm tra bếp ăn trước ngày 20/8/2025.\n2. Sở Công Thương kiểm tra chợ.\n\n{body}")) == 2
    )


@pytest.mark.parametrize(
    ("above", "text", "lead"),
    [
        (
            "Chủ tịch UBND phường kết luận như sau:",
            "Phấn đấu 80% tiểu thương không dùng tiền mặt. Giao Hội Phụ nữ phường vận động.",
            ("Hội Phụ nữ phường",),
        ),
        (
            "Đồng chí Phó Chủ tịch UBND xã kết luận:",
            "Đường thôn 3 lầy lội. Giao Phòng Kinh tế xã sửa chữa.",
            ("Phòng Kinh tế xã",),
        ),
        ("1. Sở Công Thương", "Lập danh sách chợ. Giao các phòng của Sở kiểm tra.", ("Sở Công Thương",)),
    ],
)
def test_whom_a_later_sentence_tells_leads_where_only_who_presides_stands_above(
    above: str, text: str, lead: tuple[str, ...]
) -> None:
    assert _directive(f"{_HEAD}{above}\n- {text}\n").items[0].lead == lead


@pytest.mark.parametrize(
    "name", ["Các đơn vị tại Điều 1", "Các cơ quan nêu tại mục II", "Các sở, ngành ở phần 3", "Các xã tại Phụ lục 2"]
)
def test_bodies_a_document_lists_elsewhere_are_named_by_the_place(name: str) -> None:
    assert read_parties(f"{name} báo cáo tiến độ về Văn phòng").lead == (name,)
