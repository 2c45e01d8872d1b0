import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.errors import Refusal
from domain.office import Role, UnitKind
from reading.refuse import MOST_PROBLEMS, Finding, load_yaml, read_model, refusal_from, refusal_of
from reading.yaml_file import DEEPEST, MOST_BYTES


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: str = Field(pattern=r"^[a-z-]+$")
    kind: UnitKind = UnitKind.DEPARTMENT
    weight: int = Field(default=1, ge=1)
    since: date | None = None


class Rows(BaseModel):
    rows: list[Row]


def it_keeps_what_is_written_and_guesses_nothing() -> None:
    data = b"start: 13:30\nphone: 0283\nyes: no\non: 93.25\nday: 2023-03-31\nn: 12\nempty:\nt: true\n<<: x"
    assert load_yaml(data, "a.yaml") == {
        "start": "13:30",
        "phone": "0283",
        "yes": "no",
        "on": Decimal("93.25"),
        "day": date(2023, 3, 31),
        "n": 12,
        "empty": None,
        "t": True,
        "<<": "x",
    }


def it_reads_vietnamese_with_or_without_a_byte_order_mark() -> None:
    text = "tên: Phòng Nội vụ"
    assert load_yaml(text.encode(), "a") == load_yaml(text.encode("utf-8-sig"), "a") == {"tên": "Phòng Nội vụ"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: 1\nb: 2\na: 3\n", "Dòng 3: mục “a” đã có ở trên"),
        (b"x:\n  a: 1\n  a: 2\n", "Dòng 3: mục “a”"),
        (b"a: &x [1]\nb: *x\n", "Dòng 2: không dùng bí danh"),
        (b"a: !!python/object/apply:os.system [ls]\n", "Dòng 1: không dùng thẻ"),
        (b"a: !!int nine\n", "Dòng 1: không dùng thẻ"),
        (b"a: 1\n\tb: 2\n", "Dòng 2: chỗ này có ký tự"),
        (b"a: b: c\n", "Dòng 1: giá trị có dấu hai chấm"),
        (b"a: [1, 2\nb: 3\n", "Dòng 2: thiếu dấu ngoặc đóng"),
        (b"a:\n  b: 1\n c: 2\n", "Dòng 3: thụt dòng"),
        (b"a: 1\n---\nb: 2\n", "Dòng 2: tệp chỉ chứa một phần"),
        (b"day: 2023-02-30\n", "Dòng 1: không có ngày 2023-02-30"),
        (b"? [a, b]\n: 1\n", "Dòng 1: tên mục phải là chữ"),
        ("a: 1\nb: Quận".encode("cp1258", errors="replace") + b"\xff", "Dòng 2: tệp phải lưu ở bảng mã UTF-8"),
        (rb'a: "\ud835"', "Dòng 1: một ký tự chỉ có một nửa"),
        (b"a: \x07", "không phải ký tự in được"),
        (b"[" * 2000 + b"]" * 2000, f"lồng nhau quá {DEEPEST} cấp"),
        (b" " * (MOST_BYTES + 1), "Tệp lớn hơn 4 MB"),
    ],
)
def it_refuses_a_file_with_its_line(data: bytes, says: str) -> None:
    with pytest.raises(Refusal) as caught:
        load_yaml(data, "units.yaml")
    assert caught.value.kind == "invalid"
    assert "units.yaml" in caught.value.detail
    assert says in caught.value.problems[0].message


def it_does_not_grow_with_a_bomb_of_aliases() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    with pytest.raises(Refusal):
        load_yaml(bomb.encode(), "bomb.yaml")


def it_joins_the_halves_in_which_json_writes_a_far_character() -> None:
    assert load_yaml(json.dumps({"𝔘": "𝔘BND"}).encode(), "a.json") == {"𝔘": "𝔘BND"}


@given(st.binary(max_size=200))
def it_answers_any_bytes_with_data_or_a_refusal(data: bytes) -> None:
    told = _answer_to(data)
    if isinstance(told, Refusal):
        assert (told.kind, "x" in told.detail) == ("invalid", True)
    else:
        assert repr(told) == repr(_answer_to(data))


def _answer_to(data: bytes) -> object:
    try:
        return load_yaml(data, "x")
    except Refusal as refusal:
        return refusal


def it_says_where_and_what_would_be_right() -> None:
    data = "rows:\n  - code: pnv\n  - code: P N V\n    kind: phòng\n    weight: 0\n    since: 31/3/2023\n    colour: red\n  - kind: office\n"
    with pytest.raises(Refusal) as caught:
        read_model(data.encode(), "units.yaml", Rows)
    says = {problem.field: problem.message for problem in caught.value.problems}
    assert caught.value.detail == "Tệp units.yaml có 6 chỗ cần sửa."
    assert says["rows[1].code"].startswith("Dòng 3: Cần viết đúng mẫu")
    assert "centre, commune, board, vertical; đang ghi “phòng”" in says["rows[1].kind"]
    assert says["rows[1].weight"] == "Dòng 5: Cần không nhỏ hơn 1, đang ghi “0”."
    assert says["rows[1].since"] == "Dòng 6: Cần ngày theo dạng năm-tháng-ngày, ví dụ 2023-03-31, đang ghi “31/3/2023”."
    assert says["rows[1].colour"].startswith("Dòng 7: Mục “colour” không có trong mẫu")
    assert says["rows[2].code"] == "Dòng 8: Thiếu mục “code”."


def it_says_the_place_without_a_line_where_the_file_is_not_at_hand() -> None:
    with pytest.raises(ValidationError) as caught:
        Rows.model_validate({"rows": "pnv"})
    refusal = refusal_from(caught.value, "units.yaml")
    assert refusal.code == "invalid-file"
    assert refusal.problems[0].field == "rows"
    assert refusal.problems[0].message.startswith("Cần một danh sách")


def it_lists_no_more_problems_than_a_person_reads() -> None:
    refusal = refusal_of([Finding(("rows", n), "Sai.") for n in range(MOST_PROBLEMS + 7)], "x.yaml")
    assert len(refusal.problems) == MOST_PROBLEMS
    assert refusal.detail == "Tệp x.yaml có 57 chỗ cần sửa. Dưới đây là 50 chỗ đầu tiên."


def it_tells_a_file_that_is_no_mapping() -> None:
    with pytest.raises(Refusal) as caught:
        read_model(b"- a\n", "x.yaml", Rows)
    assert caught.value.problems[0].field == "(cả tệp)"
    assert "Cần các mục dạng" in caught.value.problems[0].message


class Told(BaseModel):
    mover: Literal[Role.CHIEF, Role.CHAIR] = Role.CHIEF
    since: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    share: Fraction = Fraction(1)


@pytest.mark.parametrize("data", [b"mover: ai", b"since: 2026-01-01T25:00", b"since: x", b"share: x"])
def it_says_nothing_in_the_words_of_a_library(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        read_model(data, "a.yaml", Told)
    (problem,) = caught.value.problems
    assert not re.search(r"\b(?:or|Input|should|valid|Role)\b|<", problem.message), problem.message


@pytest.mark.parametrize("data", [b"", b"# ghi chu\n", b"null\n"])
def it_says_that_a_file_is_empty(data: bytes) -> None:
    with pytest.raises(Refusal, match=r"Tệp a\.yaml không có nội dung") as caught:
        read_model(data, "a.yaml", Rows)
    assert caught.value.code == "empty-file"
