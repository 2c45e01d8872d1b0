"""Marks of secrecy are found wherever a document carries them; talk of secrets is none."""

import pytest

from domain.errors import Refusal
from reading.directives import read
from reading.directives.blocks import Block, Reading
from reading.directives.secrets import refuse_secrets
from tests.reading.directives.pdf_files import typeset

_ORDER = "\n1. Giao Sở Y tế báo cáo."


@pytest.mark.parametrize(
    "line",
    [
        "MẬT", "TỐI MẬT", "Tuyệt mật", "[ M Ậ T ]", "T Ố I   M Ậ T", "“MẬT”", "Độ mật: Mật", "ĐỘ MẬT: TỐI MẬT", "Độ mật: tối mật", "Dấu mật: Mật", "Số: 12/CT-UBND MẬT", "MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN MẬT", "HỎA TỐC, TỐI MẬT", "Độ khẩn: Hỏa tốc; độ mật: Mật", "MẬT 01", "T.Ố.I M.Ậ.T", "ỦY BAN NHÂN DÂN T Ố I   M Ậ T", "ỦY BAN NHÂN DÂN Tối mật",
    ],
)  # fmt: skip
def test_a_mark_in_the_head_refuses_the_document(line: str) -> None:
    for text in (f"{line}\nCHỈ THỊ{_ORDER}", f"CHỈ THỊ\n{line}{_ORDER}"):
        with pytest.raises(Refusal) as refused:
            read(text.encode(), "a.txt")
        assert (refused.value.kind, refused.value.code) == ("secret", "state-secret")


@pytest.mark.parametrize(
    "line",
    [
        "TĂNG CƯỜNG BẢO VỆ BÍ MẬT NHÀ NƯỚC", "VỀ VIỆC QUẢN LÝ VĂN BẢN MẬT", "BAN HÀNH DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT VÀ MẬT", "BẢO ĐẢM AN TOÀN, BẢO MẬT THÔNG TIN", "1. Giao Công an rà soát danh mục bí mật nhà nước độ Mật, Tối mật.", "a) Xác định độ mật: căn cứ danh mục bí mật nhà nước, người soạn thảo đề xuất độ mật của văn bản.",
        "Văn bản thuộc loại mật thì gửi theo đường cơ yếu.", "KẾ HOẠCH PHÁT TRIỂN NUÔI ONG LẤY MẬT ONG", "ĐỔI MẬT KHẨU THƯ ĐIỆN TỬ", "Không gửi văn bản có độ mật qua thư điện tử; mật.", "Thân mật, mật thiết với nhân dân", "Độ mật: không",
    ],
)  # fmt: skip
def test_talk_of_secrets_is_no_mark(line: str) -> None:
    read(f"CHỈ THỊ\n{line}{_ORDER}".encode(), "a.txt")
    refuse_secrets(Reading((), (line,)))


def test_a_higher_mark_far_down_still_refuses() -> None:
    blocks = tuple(Block("Giao Sở Y tế báo cáo.", n) for n in range(1, 60))
    with pytest.raises(Refusal):
        refuse_secrets(Reading((*blocks, Block("PHỤ LỤC (TUYỆT MẬT)", 60))))
    refuse_secrets(Reading((*blocks, Block("Phân loại văn bản MẬT theo quy định.", 60))))


@pytest.mark.parametrize(
    "stamp",
    [
        "#place(top + right, [T Ố I  M Ậ T])",
        "#place(top + right, text(tracking: 6pt)[MẬT])",
        "#place(top + right, rotate(-20deg)[TỐI MẬT])",
        "#place(top + right, rotate(90deg)[M Ậ T])",
        "#set page(header: [TUYỆT MẬT])",
    ],
)
def test_a_stamp_on_a_printed_page_refuses_it_however_it_is_turned_or_spaced(stamp: str) -> None:
    data = typeset(f"{stamp}\nCHỈ THỊ\n\n1. Giao Sở Y tế báo cáo kết quả về Ủy ban nhân dân tỉnh.")
    with pytest.raises(Refusal) as refused:
        read(data, "a.pdf")
    assert refused.value.code == "state-secret"
