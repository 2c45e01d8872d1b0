"""Marks of secrecy in what people write: told from talk of secrets, and found however deep they lie."""

from dataclasses import dataclass

import pytest

from domain.errors import Refusal
from domain.secrecy import is_marked, refuse_marked


@pytest.mark.parametrize(
    "text",
    [
        "TỐI MẬT\nRà soát phương án.",
        "Rà soát phương án.\nMẬT",
        "MẬT: rà soát phương án",
        "Gửi kèm bản TUYỆT MẬT số 12",
        "Độ mật: Tối mật",
        "T Ố I  M Ậ T",
    ],
)
def test_a_mark_is_seen(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rà soát danh mục bí mật nhà nước của đơn vị.",
        "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Quên mật khẩu hộp thư công vụ",
        "MẬT ĐỘ dân số từng khu phố",
        "Bảo mật thông tin của người nộp hồ sơ",
        "Nguyễn Văn Mật",
    ],
)
def test_talk_of_secrets_is_none(text: str) -> None:
    assert not is_marked(text)


@dataclass(frozen=True)
class Told:
    note: str
    rows: tuple[dict[str, object], ...] = ()


def test_a_mark_is_found_however_deep_it_lies() -> None:
    refuse_marked(["item", None, 3, Told("Đã xong", ({"note": "Không có gì"},))])
    with pytest.raises(Refusal) as refused:
        refuse_marked(["item", Told("Đã xong", ({"note": ["TỐI MẬT"]},))])
    assert refused.value.code == "state-secret"
