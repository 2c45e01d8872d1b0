"""A small language for formulas of a card: numbers, names, + − × ÷, comparison, min, max, if. Nothing else runs.

Grammar: expr = sum [("<"|"<="|">"|">="|"="|"<>") sum] · sum = product {("+"|"-") product} ·
product = signed {("*"|"/") signed} · signed = ["-"] atom · atom = number ["%"] | name | call | "(" expr ")".
A comparison is 1 where it holds, else 0. `max` without brackets is the criterion's maximum.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from domain.scorecard.numbers import exact

LONGEST = 500
"""Characters of a formula: a longer one cannot be explained to the unit it scores."""

DEEPEST = 30
"""Brackets within brackets, far below what Python's stack bears."""

_WRITTEN = (("==", "="), ("!=", "<>"), ("≤", "<="), ("≥", ">="), ("≠", "<>"), ("×", "*"), ("÷", "/"), ("−", "-"))
"""Signs as people write them, and the grammar's own."""

_TOKEN = re.compile(r"\s*(?:([0-9]+(?:[.][0-9]+)?%?)|([^\W\d]\w*)|(<=|>=|<>|[-+*/()<>=,]))")
_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
CALLS = {"min": None, "max": None, "if": 3}
"""Functions and how many arguments they take; None for one or more."""


class BadFormula(ValueError):  # noqa: N818 - a refusal of text, said in Vietnamese
    """The text is no formula; the message says where, in Vietnamese."""


@dataclass(frozen=True)
class Node:
    """One operation: `op` is number, name, a sign of the grammar, or the name of a call."""

    op: str
    args: tuple["Node", ...] = ()
    number: Fraction | None = None
    name: str = ""


def parse(text: str) -> Node:
    """The formula as a tree; BadFormula where it does not follow the grammar."""
    if len(text) > LONGEST:
        raise BadFormula(f"Công thức dài quá {LONGEST} ký tự.")
    for written, sign in _WRITTEN:
        text = text.replace(written, sign)
    reader = _Reader(_tokens(text))
    tree = reader.expression()
    if reader.peek():
        hint = "; số thập phân dùng dấu chấm, ví dụ 0.5" if reader.peek() == "," else ""
        raise BadFormula(f"Thừa “{reader.peek()}” trong công thức{hint}.")
    return tree


def names(tree: Node) -> frozenset[str]:
    """The values a formula reads, without the maximum."""
    own = frozenset({tree.name}) if tree.op == "name" and tree.name != "max" else frozenset()
    return own.union(*(names(arg) for arg in tree.args))


def evaluate(tree: Node, values: Mapping[str, Fraction]) -> Fraction:
    """The formula's value; KeyError for a missing value, ZeroDivisionError for a division by nought."""
    if tree.op == "number":
        assert tree.number is not None
        return tree.number
    if tree.op == "name":
        return values[tree.name]
    if tree.op == "if":
        condition, then, otherwise = tree.args
        return evaluate(then if evaluate(condition, values) else otherwise, values)
    args = [evaluate(arg, values) for arg in tree.args]
    if tree.op in _COMPARE:
        return Fraction(_COMPARE[tree.op](*args))
    if tree.op in _ARITHMETIC:
        return _ARITHMETIC[tree.op](*args)
    return min(args) if tree.op == "min" else max(args)


def _tokens(text: str) -> list[str]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadFormula(f"Không hiểu “{text[at:].strip()[:10]}” trong công thức.")
        found.append(match.group().strip())
        at = match.end()
    return found


class _Reader:
    """Reads tokens by the grammar, one method a line of it."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def expression(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadFormula(f"Công thức lồng nhau quá {DEEPEST} cấp.")
        left = self._chain("+-", lambda: self._chain("*/", self._signed))
        if self.peek() in _COMPARE:
            sign = self._next()
            left = Node(sign, (left, self._chain("+-", lambda: self._chain("*/", self._signed))))
        self._depth -= 1
        return left

    def _chain(self, signs: str, part: Callable[[], Node]) -> Node:
        left = part()
        while self.peek() and self.peek() in signs:
            left = Node(self._next(), (left, part()))
        return left

    def _signed(self) -> Node:
        minus = False
        while self.peek() == "-":
            self._next()
            minus = not minus
        atom = self._atom()
        return Node("-", (Node("number", number=Fraction(0)), atom)) if minus else atom

    def _atom(self) -> Node:
        token = self._next()
        if token == "(":  # noqa: S105 - a bracket is no password
            inside = self.expression()
            self._expect(")")
            return inside
        if token[:1].isdigit():
            try:
                return Node("number", number=exact(token))
            except ValueError as error:
                raise BadFormula(f"Số “{token[:12]}…” quá dài.") from error
        if not token or not token[0].isidentifier():
            raise BadFormula(f"Cần một số hoặc một tên trước “{token}”." if token else "Công thức dừng giữa chừng.")
        return self._call(token) if self.peek() == "(" else Node("name", name=token)

    def _call(self, name: str) -> Node:
        if name not in CALLS:
            raise BadFormula(f"Không có hàm “{name}”; dùng được: {', '.join(CALLS)}.")
        self._next()
        args = [self.expression()]
        while self.peek() == ",":
            self._next()
            args.append(self.expression())
        self._expect(")")
        if CALLS[name] not in {None, len(args)}:
            raise BadFormula(f"Hàm “{name}” cần {CALLS[name]} giá trị, đang có {len(args)}.")
        return Node(name, tuple(args))

    def _next(self) -> str:
        token = self.peek()
        self._at += 1
        return token

    def _expect(self, wanted: str) -> None:
        found = self._next()
        if found != wanted:
            raise BadFormula(f"Cần “{wanted}”, đang là “{found or 'hết công thức'}”.")
