"""What documents by strangers taught: narrowed collectives, attitudes, things that stand first, years unsaid, rows that are done."""

from datetime import date

import pytest

from domain.directive import Cadence, DraftItem
from reading.directives import read
from reading.directives.attitudes import only_attitudes
from reading.directives.parties import read_parties
from reading.directives.words import fold

_HEAD = "Số: 12/CT-UBND\nSơn Hà, ngày 10 tháng 3 năm 2025\nCHỈ THỊ\nVề việc thử\nChủ tịch UBND tỉnh yêu cầu:\n"
_SHEET = "PHỤ LỤC\n(Kèm theo Quyết định số 22/QĐ-SXD ngày 03/3/2025 của Sở Xây dựng)\n\n{}\n"


def _items(body: str) -> tuple[DraftItem, ...]:
    return read((_HEAD + body).encode(), "a.txt").items


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("UBND các xã, phường có dự án đi qua:", ["UBND các xã, phường có dự án đi qua"]),
        ("Các cơ quan được giao nhiệm vụ tại các mục trên gửi kết quả", ["Các cơ quan được giao nhiệm vụ tại các mục trên"]),
        ("Các trường trung học phổ thông, trung tâm giáo dục thường xuyên", ["Các trường trung học phổ thông, trung tâm giáo dục thường xuyên"]),
        ("Các chủ đầu tư lập tiến độ giải ngân", ["Các chủ đầu tư"]),
        ("Các xã vùng cao Tà Nung, Sín Chải rà soát ngầm tràn", ["Xã Tà Nung", "Xã Sín Chải"]),
        ("Ngoài nhiệm vụ tại khoản 1, UBND các phường: Bình Đức, Mỹ Thới:", ["UBND phường Bình Đức", "UBND phường Mỹ Thới"]),
        ("Phó Chủ tịch UBND xã phụ trách văn hóa - xã hội chỉ đạo Trạm Y tế", ["Phó Chủ tịch UBND xã phụ trách văn hóa - xã hội"]),
        ("Hạt Kiểm lâm khu vực I, II tuần tra rừng", ["Hạt Kiểm lâm khu vực I, II"]),
        ("Các Viện Vệ sinh dịch tễ, Viện Pasteur hỗ trợ kỹ thuật", ["Các Viện Vệ sinh dịch tễ", "Viện Pasteur"]),
        ("Kết quả thực hiện các cơ quan, địa phương gửi về Sở Nội vụ", ["các cơ quan, địa phương"]),
        ("Lãnh đạo hoàn thành các chỉ tiêu còn lại", []),
        ("Soát kho\na) Chủ trì: Phòng Kinh tế\nb) Phối hợp: Công an xã", ["Phòng Kinh tế"]),
    ],
)  # fmt: skip
def test_who_leads(text: str, lead: list[str]) -> None:
    assert list(read_parties(text).lead) == lead


def test_brands_cooperate() -> None:
    assert read_parties("Chủ trì, phối hợp với VNPT, Viettel hỗ trợ nhập liệu").cooperating == ("VNPT", "Viettel")


def test_who_is_ordered_above_still_leads_where_he_passes_a_part_on() -> None:
    (item,) = _items("1. UBND các xã:\na) Lập danh sách từng hộ; giao Trưởng thôn vận động.\n")
    assert item.lead == ("UBND các xã",)


@pytest.mark.parametrize(
    ("text", "is_attitude"),
    [
        ("chủ động, trách nhiệm, không đùn đẩy, né tránh", True),
        ("quán triệt sâu sắc, đề cao trách nhiệm nêu gương trong quá trình thực hiện", True),
        ("tập trung thực hiện với quyết tâm cao nhất", True),
        ("nghiêm túc kiểm điểm, rút kinh nghiệm đối với các tiêu chí mất điểm", True),
        ("nghiêm túc thực hiện, lập danh sách cơ sở vi phạm", False),
        ("kiểm điểm trách nhiệm của ba cán bộ", False),
        ("", False),
    ],
)
def test_attitudes_are_told_clause_by_clause(text: str, is_attitude: bool) -> None:
    assert only_attitudes(fold(text)) is is_attitude


@pytest.mark.parametrize(
    "text",
    [
        "Các đơn vị rút kinh nghiệm việc chậm trả lời kiến nghị trong quý III/2024.",
        "Điều 1. Phê duyệt Đề án sắp xếp mạng lưới điểm phục vụ.",
        "2. Mục tiêu đến năm 2027: 100% người dân được phục vụ.",
        "2. Sở Nội vụ ghi nhận, biểu dương UBND xã A không có hồ sơ quá hạn.",
        "2. Thực hiện nhiệm vụ khác do Chủ tịch UBND tỉnh giao.",
    ],
)
def test_what_is_no_item(text: str) -> None:
    assert [item.text for item in _items(f"{text}\n3. Sở Y tế báo cáo.\n")] == ["Sở Y tế báo cáo."]


@pytest.mark.parametrize(
    ("text", "due", "cadence"),
    [
        ("Sở Y tế hằng năm tổng hợp, báo cáo trước ngày 15/12.", None, Cadence.YEARLY),
        ("Sở Y tế công bố vào tháng 01 hằng năm.", None, Cadence.YEARLY),
        ("Sở Y tế gửi báo cáo tháng về Văn phòng trước ngày 20.", None, Cadence.MONTHLY),
        ("Sở Y tế gửi báo cáo tháng 9 trước ngày 20/9.", date(2025, 9, 20), Cadence.ONCE),
        ("Sở Y tế mở 12 lớp, mỗi tháng 01 lớp.", None, Cadence.MONTHLY),
        ("Sở Y tế hướng dẫn học 2 buổi/ngày trước 22/9.", date(2025, 9, 22), Cadence.ONCE),
        ("Sở Y tế hoàn thành trong nửa đầu năm 2026.", date(2026, 6, 30), Cadence.ONCE),
        ("Sở Y tế ban hành trong tháng 4.", date(2025, 4, 30), Cadence.ONCE),
        ("Sở Y tế sửa trường trước ngày khai giảng 05/9/2025.", date(2025, 9, 5), Cadence.ONCE),
        ("Sở Y tế tổng vệ sinh vào sáng Chủ nhật 23/3/2025.", date(2025, 3, 23), Cadence.ONCE),
    ],
)
def test_when(text: str, due: date | None, cadence: Cadence) -> None:
    (item,) = _items(f"1. {text}\n")
    assert (item.due_on, item.cadence) == (due, cadence)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Sở Y tế hỗ trợ tối thiểu 200 doanh nghiệp.", (">=", 200, "doanh nghiệp")),
        ("Sở Y tế rút ngắn thời gian cấp phép còn không quá 12 ngày làm việc.", ("<=", 12, "ngày làm việc")),
        ("Sở Y tế rút ngắn thời gian từ 20 ngày xuống còn 12 ngày.", ("<=", 12, "ngày")),
        ("Sở Y tế điều chuyển vốn đối với dự án giải ngân dưới 50%.", None),
    ],
)
def test_how_much(text: str, target: tuple[str, int, str] | None) -> None:
    (item,) = _items(f"1. {text}\n")
    read_as = (item.target.op, int(item.target.value), item.target.unit) if item.target else None
    assert read_as == target


def test_sentences_without_numbers_are_cut_behind_their_chapeau_and_keep_who_was_ordered() -> None:
    first, second = _items(
        "Để khai giảng đúng ngày, Chủ tịch UBND tỉnh có ý kiến như sau: Giao Sở Y tế lập phương án. Sở này đồng thời công bố đường dây nóng.\n"
    )
    assert (first.text, second.lead) == ("Giao Sở Y tế lập phương án.", ("Sở Y tế",))


def test_any_bullet_is_cited_as_a_dash_and_a_heading_by_name_only_where_numbers_do_not_tell() -> None:
    refs = [item.ref for item in _items("I. ĐẤT ĐAI\nGiao Sở Y tế:\n1. Rà soát:\n+ Lập sổ;\n+ Gửi sổ.\n")]
    assert refs == ["I.1.-1", "I.1.-2"]
    refs = [item.ref for item in _items("Giao Sở Y tế:\n- Lập sổ;\n- Gửi sổ.\nGiao Sở Nội vụ:\n- Soát sổ.\n")]
    assert refs == ["Giao Sở Y tế.-1", "Giao Sở Y tế.-2", "Giao Sở Nội vụ.-1"]


def test_an_annex_filed_alone_counts_from_the_decision_it_was_issued_with() -> None:
    table = "Mã NV\tNhiệm vụ\tChủ trì thực hiện\tCơ quan, tổ chức cùng thực hiện\tThời hạn\nA-01\tLập sổ\tPhòng A\tPhòng B\t20 ngày kể từ ngày ban hành Quyết định\n"
    draft = read(_SHEET.format(table).encode(), "a.txt")
    (item,) = draft.items
    assert (draft.number, draft.issued_on) == ("22/QĐ-SXD", date(2025, 3, 3))
    assert (item.ref, item.lead, item.cooperating, item.due_on) == (
        "A-01",
        ("Phòng A",),
        ("Phòng B",),
        date(2025, 3, 23),
    )


def test_a_row_that_is_done_is_no_item_and_one_that_waits_says_for_what() -> None:
    table = "TT\tNhiệm vụ\tĐơn vị\tThời hạn\tKết quả\n1\tBàn giao hồ sơ\tPhòng A\t15/7/2025\tĐã hoàn thành đúng hạn\n2\tMở rộng mạng lưới\tChủ trì: Phòng A; Phối hợp: Phòng B\tKhi có ý kiến của Sở Tài chính\t\n"
    (item,) = read(_SHEET.format(table).encode(), "a.txt").items
    assert (item.ref, item.lead, item.cooperating) == ("2", ("Phòng A",), ("Phòng B",))
    assert item.due_rule is not None
    assert item.due_rule.kind == "by-event"


@pytest.mark.parametrize("mark", ["{}. ", "{}) "])
def test_a_list_goes_on_beyond_ninety_nine_and_figures_with_thousands_are_no_numbers_of_it(mark: str) -> None:
    order = "Giao Phòng Kinh tế lập hồ sơ số {}, báo cáo trước ngày 15/12/2026.\n"
    long = read("".join(mark.format(n) + order.format(n) for n in range(95, 106)).encode(), "a.txt")
    assert [item.ref for item in long.items] == [str(n) for n in range(95, 106)]
    figures = read(
        "1. Giao Phòng Kinh tế lập danh sách hộ nhận mức\n150.000 đồng trước ngày 15/12/2026.\n".encode(), "a.txt"
    )
    assert [item.ref for item in figures.items] == ["1"]
