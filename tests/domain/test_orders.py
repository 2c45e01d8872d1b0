"""What an order is called: its product, else its work, with time, addressee and the labels of a table left aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.wording.orders import title, told


class DescribeTitles:
    @pytest.mark.parametrize(
        ("text", "called"),
        [
            (
                "Trong 10 ngày làm việc kể từ ngày ban hành Chỉ thị này, tham mưu quy chế phối hợp.",
                "Tham mưu quy chế phối hợp",
            ),
            ("Trước ngày 30/11/2026, thu học phí không dùng tiền mặt.", "Thu học phí không dùng tiền mặt"),
            ("Chậm nhất đến hết ngày 15 tháng 12 năm 2026, trình kế hoạch năm sau;", "Trình kế hoạch năm sau"),
            ("Vào ngày 15, 30 hàng tháng, báo cáo số liệu.", "Báo cáo số liệu"),
            ("Định kỳ hàng quý, rà soát quy trình nội bộ./.", "Rà soát quy trình nội bộ"),
            (
                "Hiệu trưởng các trường học công lập: Trước ngày 30/11, thu học phí qua ngân hàng.",
                "Thu học phí qua ngân hàng",
            ),
            (
                "Ban hành kế hoạch năm 2026.\n- Cơ quan chủ trì: các sở.\n- Thời hạn: trước ngày 31/01/2026.",
                "Ban hành kế hoạch năm 2026",
            ),
            ("Nội dung: Lập danh mục dịch vụ công\nĐơn vị thực hiện: Phòng A", "Lập danh mục dịch vụ công"),
        ],
    )
    def it_opens_with_the_work(self, text: str, called: str) -> None:
        assert title(text) == called

    @pytest.mark.parametrize(
        "text",
        [
            "Hàng tháng đăng ít nhất 04 tin, bài về cải cách hành chính",
            "Trong quý I năm 2026 các phòng rà soát hồ sơ, báo cáo kết quả",
            "Từ kết quả kiểm tra, đề xuất giải pháp khắc phục",
            "Kết quả giải quyết hồ sơ được trả đúng hẹn",
            "Thực hiện ba nội dung: rà soát, lập danh mục, niêm yết",
            "Trước ngày 30/11, báo cáo",
        ],
    )
    def it_loses_no_word_of_the_work(self, text: str) -> None:
        assert title(text) == text

    def it_prefers_the_product_of_the_annex(self) -> None:
        assert title("Trong quý I, rà soát toàn bộ hồ sơ.", "báo cáo rà soát ") == "Báo cáo rà soát"
        assert title("Rà soát hồ sơ.", " ") == "Rà soát hồ sơ"

    @given(st.text(min_size=1))
    def it_takes_any_text(self, text: str) -> None:
        assert len(title(text)) <= len(text) + 1  # one letter may become two in upper case
        assert told(text) in text or "\n" in told(text) or told(text)


class DescribeTheWholeOrder:
    def it_leaves_out_what_is_shown_beside_it(self) -> None:
        text = "Lập phương án.\n- Cơ quan chủ trì: Sở A.\n- Cơ quan phối hợp: Sở B.\n+ Giai đoạn 1: khảo sát."
        assert told(text) == "Lập phương án.\n+ Giai đoạn 1: khảo sát."

    def it_keeps_the_words_and_the_time_of_the_order(self) -> None:
        text = "Trong quý I, rà soát hồ sơ; kết quả: báo cáo."
        assert told(text) == text
