"""A password is long and not soon guessed; nothing else is asked of it."""

import pytest

from domain.errors import Refusal
from domain.password import check_password

CONTEXT = ("nguyen.van.an", "Nguyễn Văn An", "Ủy ban nhân dân phường Bến Nghé", "Phòng Nội vụ")


@pytest.mark.parametrize(
    "password",
    ["ngõ nhỏ có cây khế", "correct horse battery", "Xq7!pl02vbKd", "tre xanh 2023 mưa rào", "nguyenvanan thích chè"],
)
def test_a_phrase_of_ones_own_is_taken(password: str) -> None:
    check_password(password, CONTEXT)


@pytest.mark.parametrize(
    "password",
    [
        "ngắn quá",
        "a" * 129,
        "aaaabbbbcccc",
        "tinh2026tinh2026",
        "qwertyuiop12345",
        "abcdefghijkl",
        "09876543210 ",
        "matkhau123456",
        "Quantri@2026!",
        "NguyenVanAn1980",
        "bennghe@123456",
        "Phòng Nội vụ 1",
        "ubndphuong2026",
    ],
)
def test_what_is_tried_first_is_refused_with_what_would_be_right(password: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_password(password, CONTEXT)
    assert refused.value.code == "weak-password"
    assert refused.value.problems[0].field == "password"
