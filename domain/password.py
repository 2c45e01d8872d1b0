"""What a password must be (NIST SP 800-63B as ASVS 5.0 6.2 takes it up): long and not to be guessed; no rules of signs."""

import re
from collections.abc import Iterable

from domain.errors import Problem, Refusal
from domain.folding import fold

SHORTEST, LONGEST = 12, 128
FEWEST_SIGNS = 5
"""Fewer different signs than this are a pattern, however long: "aaaabbbbcccc"."""
LONGEST_RUN = 6
"""So many neighbours of a row of keys are no choice of a person any more."""
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
GUESSED = (
    "password",
    "passw0rd",
    "matkhau",
    "admin",
    "administrator",
    "quantri",
    "letmein",
    "welcome",
    "iloveyou",
    "dondoc",
    "ubnd",
    "uybannhandan",
    "vietnam",
    "hanoi",
    "saigon",
    "tphcm",
)
"""What is tried first in an office of Vietnam; a password may hold such a word, it may not be made of them alone."""
_REST = re.compile(r"[a-z]")


def check_password(password: str, context: Iterable[str] = ()) -> None:
    """Refuse what is too short, too long or soon guessed. `context`: login, names of the person and of the office."""
    if fault := _fault(password, context):
        raise Refusal("invalid", "weak-password", "Mật khẩu chưa dùng được.", (Problem("password", fault),))


def _fault(password: str, context: Iterable[str]) -> str | None:
    if len(password) < SHORTEST:
        return f"cần ít nhất {SHORTEST} ký tự; một câu ngắn dễ nhớ là tốt nhất"
    if len(password) > LONGEST:
        return f"dài nhất {LONGEST} ký tự"
    if "\x00" in password:
        return "có ký tự không hợp lệ"
    if len(set(password.lower())) < FEWEST_SIGNS or _is_repeated(password.lower()):
        return "lặp lại một vài ký tự nên dễ đoán"
    if _is_row_of_keys(password.lower()):
        return "là một dãy phím liền nhau nên dễ đoán"
    if _is_made_of(password, (*GUESSED, *context)):
        return "chỉ gồm tên đăng nhập, họ tên, tên cơ quan hoặc từ thông dụng nên dễ đoán"
    return None


def _is_repeated(password: str) -> bool:
    """Whether it is one piece again and again: "tinh2026tinh2026"."""
    return password in (password + password)[1:-1]


def _is_row_of_keys(password: str) -> bool:
    """Whether all of it is runs along the keyboard: "qwertyuiop12345"."""
    left = password
    for row in (*ROWS, *(row[::-1] for row in ROWS)):
        for size in range(len(row), LONGEST_RUN - 3, -1):
            for start in range(len(row) - size + 1):
                left = left.replace(row[start : start + size], "")
    return not left


def _is_made_of(password: str, words: Iterable[str]) -> bool:
    """Whether nothing but digits and signs is left when the words are taken out, accents and case not counting."""
    left = re.sub(r"\s", "", fold(password))
    pieces = {piece for word in words for piece in (re.sub(r"\s", "", fold(word)), *fold(word).split())}
    for piece in sorted((piece for piece in pieces if len(piece) > 1), key=len, reverse=True):
        left = left.replace(piece, "")
    return _REST.search(left) is None
