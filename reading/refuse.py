"""A file that cannot be taken as it is becomes one refusal that says where and what would be right."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.errors import Problem, Refusal
from reading.shapes import SAID
from reading.yaml_file import Location, lines_of, load_yaml

__all__ = ["Finding", "load_yaml", "read_model", "refusal_from", "refusal_of"]

MOST_PROBLEMS = 50
"""How many problems one refusal lists; a person mends a file in rounds, and the rest is counted."""

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Finding:
    """One thing wrong at a place of the file: keys and list indexes (from 0) from its root."""

    at: Location
    message: str


def read_model(data: bytes, name: str, model: type[M]) -> M:
    """The YAML file as `model`; raises Refusal with the line of everything that does not fit."""
    told = load_yaml(data, name)
    if told is None:
        problem = Problem("(cả tệp)", "cần các mục dạng “tên: giá trị”; xem tệp mẫu trong thư mục samples")
        raise Refusal("invalid", "empty-file", f"Tệp {name} không có nội dung.", (problem,))
    try:
        return model.model_validate(told)
    except ValidationError as error:
        raise refusal_from(error, name, data) from error


def refusal_from(error: ValidationError, name: str, data: bytes | None = None) -> Refusal:
    """The refusal that says what pydantic found; with the file's `data` each problem also names its line."""
    details = error.errors(include_url=False, include_context=True)
    return refusal_of([Finding(detail["loc"], _say(detail)) for detail in details], name, data)


def refusal_of(findings: Sequence[Finding], name: str, data: bytes | None = None) -> Refusal:
    """The refusal that lists `findings` of the file `name`, in their order."""
    lines = lines_of(data) if data is not None else {}
    shown = tuple(_problem(finding, lines) for finding in findings[:MOST_PROBLEMS])
    more = f" Dưới đây là {MOST_PROBLEMS} chỗ đầu tiên." if len(findings) > MOST_PROBLEMS else ""
    return Refusal("invalid", "invalid-file", f"Tệp {name} có {len(findings)} chỗ cần sửa.{more}", shown)


def _problem(finding: Finding, lines: Mapping[Location, int]) -> Problem:
    line = _line(finding.at, lines)
    message = finding.message if line is None else f"Dòng {line}: {finding.message}"
    return Problem(_path(finding.at), message)


def _line(at: Location, lines: Mapping[Location, int]) -> int | None:
    """The line of the nearest thing that is really in the file: a missing key is shown where its parent stands."""
    return next((lines[at[:end]] for end in range(len(at), 0, -1) if at[:end] in lines), None)


def _path(at: Iterable[str | int]) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in at)
    return text.removeprefix(".") or "(cả tệp)"


def _say(detail: ErrorDetails) -> str:
    """What would be right instead; a kind of error not met before says its own sentence."""
    says = _SAYINGS.get(detail["type"])
    return says(detail) if says else f"Giá trị không đúng mẫu, đang ghi {_shown(detail['input'])}."


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"  # noqa: PLR2004 - fits one line of a screen


def _expected(what: str) -> Callable[[ErrorDetails], str]:
    return lambda detail: f"Cần {what}, đang ghi {_shown(detail['input'])}."


def _limit(words: str, key: str) -> Callable[[ErrorDetails], str]:
    return lambda detail: f"Cần {words} {detail['ctx'][key]}, đang ghi {_shown(detail['input'])}."


def _tag(detail: ErrorDetails) -> str:
    """The word that names a kind, not all that stands beside it."""
    said = detail["ctx"]
    return f"Cần một trong: {_choices(said['expected_tags'])}; đang ghi {_shown(said['tag'])}."


def _one_of(detail: ErrorDetails) -> str:
    return f"Cần một trong: {_choices(detail['ctx']['expected'])}; đang ghi {_shown(detail['input'])}."


def _choices(expected: str) -> str:
    """The values as a file writes them, out of "'a', 'b' or 'c'" and of what names members of an enumeration."""
    return ", ".join(re.findall(r"'([^']*)'", expected)) or expected


def _pattern(detail: ErrorDetails) -> str:
    pattern = detail["ctx"]["pattern"]
    return f"Cần {SAID.get(pattern, f'viết đúng mẫu {pattern}')}, đang ghi {_shown(detail['input'])}."


def _own_words(detail: ErrorDetails) -> str:
    """A validator of the house raises ValueError with a Vietnamese sentence; pydantic only puts a prefix before it."""
    return str(detail["ctx"]["error"])


_DATE = _expected("ngày theo dạng năm-tháng-ngày, ví dụ 2023-03-31")
_MOMENT = _expected("ngày và giờ theo dạng năm-tháng-ngàyTgiờ:phút, ví dụ 2023-03-31T08:00")
_NUMBER = _expected("một số")
_WHOLE = _expected("một số nguyên")
_TRUTH = _expected("true hoặc false")
_TEXT = _expected("chữ (đặt trong ngoặc kép nếu toàn là số)")
_LIST = _expected("một danh sách (mỗi dòng bắt đầu bằng dấu -)")
_KEYS = _expected("các mục dạng “tên: giá trị”")

_SAYINGS: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda detail: f"Thiếu mục “{detail['loc'][-1]}”.",
    "extra_forbidden": lambda detail: f"Mục “{detail['loc'][-1]}” không có trong mẫu; kiểm tra lại cách viết.",
    "enum": _one_of,
    "literal_error": _one_of,
    "union_tag_invalid": _tag,
    "union_tag_not_found": lambda detail: f"Thiếu mục {detail['ctx']['discriminator']} để biết đây là loại nào.",
    "string_type": _TEXT,
    "string_too_short": _limit("số ký tự tối thiểu là", "min_length"),
    "string_too_long": _limit("số ký tự tối đa là", "max_length"),
    "string_pattern_mismatch": _pattern,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "finite_number": _NUMBER,
    "int_parsing_size": _WHOLE,
    "decimal_max_digits": _NUMBER,
    "decimal_max_places": _NUMBER,
    "string_unicode": _TEXT,
    "set_type": _LIST,
    "time_type": _expected("giờ theo dạng giờ:phút, ví dụ 07:30"),
    "time_parsing": _expected("giờ theo dạng giờ:phút, ví dụ 07:30"),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "too_short": lambda detail: f"Danh sách cần ít nhất {detail['ctx']['min_length']} mục.",
    "too_long": lambda detail: f"Danh sách có nhiều nhất {detail['ctx']['max_length']} mục.",
    "greater_than": _limit("lớn hơn", "gt"),
    "greater_than_equal": _limit("không nhỏ hơn", "ge"),
    "less_than": _limit("nhỏ hơn", "lt"),
    "less_than_equal": _limit("không lớn hơn", "le"),
    "value_error": _own_words,
}
