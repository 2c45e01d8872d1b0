"""A YAML file as plain data, read strictly: no repeated key, no alias, no guess at what a bare word means."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from domain.errors import Problem, Refusal

MOST_BYTES = 4 * 1024 * 1024
"""The largest file taken: a province with all its communes and a full scorecard stay below a quarter of it."""

DEEPEST = 32
"""How deep lists and keys may nest: the shapes of the house need six, Python's stack ends at some hundreds."""

Location = tuple[str | int, ...]


def load_yaml(data: bytes, name: str) -> Any:
    """The file's content as dicts, lists, str, int, Decimal, bool, date and None.

    Raises Refusal (with the line) where the file is too large, not UTF-8, not YAML, repeats a key or uses an alias.
    """
    if len(data) > MOST_BYTES:
        raise _refuse(name, "too-large", f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB, không phải tệp khai báo.")
    loader = None
    try:
        loader = _Loader(data.decode("utf-8-sig"))
        return loader.get_single_data()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refuse(name, "not-utf-8", f"Dòng {line}: tệp phải lưu ở bảng mã UTF-8.") from error
    except yaml.reader.ReaderError as error:
        raise _refuse(name, "invalid-yaml", f"Ký tự thứ {error.position + 1} không phải ký tự in được.") from error
    except yaml.MarkedYAMLError as error:
        raise _refuse(name, "invalid-yaml", _say(error)) from error
    finally:
        if loader is not None:
            loader.dispose()


def lines_of(data: bytes) -> dict[Location, int]:
    """The line (from 1) on which each key and each list entry of a readable file stands."""
    loader = _Loader(data.decode("utf-8-sig"))
    try:
        root = loader.get_single_node()
    finally:
        loader.dispose()
    return dict(_lines(root, ())) if root is not None else {}


def _lines(node: yaml.Node, at: Location) -> Iterator[tuple[Location, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*at, key.value), key.start_mark.line + 1
            yield from _lines(value, (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, entry in enumerate(node.value):
            yield (*at, index), entry.start_mark.line + 1
            yield from _lines(entry, (*at, index))


class _Loader(yaml.SafeLoader):
    """YAML 1.1 with its guesses taken away.

    Only true, false, null, whole numbers, decimals (as Decimal, exactly as written) and days are more than text:
    "13:30" is no number in base sixty, "0283" no octal, "no" and "on" no truth, "<<" an ordinary key.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own shape
    depth = 0

    def compose_scalar_node(self, anchor: Any) -> yaml.ScalarNode:
        """Put together the two halves in which JSON escapes a character beyond the first 65,536; refuse a lone half."""
        node: yaml.ScalarNode = super().compose_scalar_node(anchor)
        try:
            node.value = node.value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            raise _fault("half-character", node.start_mark) from None
        return node

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse aliases, through which a small file can grow without bound, tags, and nesting without end."""
        event = self.peek_event()  # type: ignore[no-untyped-call] # the stubs leave it out
        if isinstance(event, yaml.AliasEvent):
            raise _fault("alias", event.start_mark)
        if event.tag is not None:
            raise _fault("tag", event.start_mark)
        if self.depth >= DEEPEST:
            raise _fault("too deep", event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice: one of the two would be lost without a word."""
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _fault("key is no text", key.start_mark)
            if key.value in seen:
                raise _fault("twice", key.start_mark, key.value)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _fault(problem: str, mark: Any, context: str | None = None) -> yaml.MarkedYAMLError:
    """A fault of the house's own, in PyYAML's shape so that all faults are told in one place."""
    return yaml.MarkedYAMLError(context=context, problem=problem, problem_mark=mark)


def _day(loader: _Loader, node: yaml.ScalarNode) -> date:
    try:
        return date.fromisoformat(loader.construct_scalar(node))
    except ValueError as error:
        raise _fault("no such day", node.start_mark, node.value) from error


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node))


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:null", r"(?:null|~|)$", ["n", "~", ""]),
    ("tag:yaml.org,2002:int", r"-?(?:0|[1-9][0-9]{0,17})$", "-0123456789"),
    ("tag:yaml.org,2002:float", r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}$", "-0123456789"),
    ("tag:yaml.org,2002:timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}$", "0123456789"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)

_SAYINGS = (
    ("alias", "không dùng bí danh (dấu *); ghi lại nội dung ở chỗ cần dùng"),
    ("half-character", "một ký tự chỉ có một nửa; đề nghị lưu lại tệp ở bảng mã UTF-8"),
    ("too deep", f"các mục lồng nhau quá {DEEPEST} cấp"),
    (
        "key is no text",
        "tên mục phải là chữ; giá trị bắt đầu bằng dấu ngoặc nhọn hoặc ngoặc vuông phải đặt trong ngoặc kép",
    ),
    (
        "cannot start any token",
        "chỗ này có ký tự không dùng để mở đầu được; thụt dòng bằng dấu cách, không dùng phím Tab",
    ),
    ("mapping values are not allowed", "giá trị có dấu hai chấm phải đặt trong ngoặc kép"),
    ("tag", "không dùng thẻ (dấu !); chỉ ghi chữ, số, ngày"),
    ("expected a single document", "tệp chỉ chứa một phần; bỏ dòng ---"),
    ("but got", "thiếu dấu ngoặc đóng hoặc dấu phẩy"),
    ("but found", "thụt dòng không thẳng hàng hoặc thiếu dấu đóng ngoặc"),
    ("could not find expected ':'", "thiếu dấu hai chấm sau tên mục"),
)


def _say(error: yaml.MarkedYAMLError) -> str:
    """The line and what would be right there, in Vietnamese; PyYAML's own sentences are matched by their stable part."""
    where = f"Dòng {error.problem_mark.line + 1}: " if error.problem_mark else ""
    problem = error.problem or ""
    if problem == "twice":
        return f"{where}mục “{error.context}” đã có ở trên; giữ lại một chỗ."
    if problem == "no such day":
        return f"{where}không có ngày {error.context} trong lịch."
    says = next(
        (says for part, says in _SAYINGS if part in f"{error.context} {problem}"), f"chưa đúng cú pháp YAML ({problem})"
    )
    return f"{where}{says}."


def _refuse(name: str, code: str, sentence: str) -> Refusal:
    return Refusal("invalid", code, f"Không đọc được tệp {name}.", (Problem("(cả tệp)", sentence),))
