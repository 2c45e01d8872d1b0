"""Figures of numbered paragraphs as word processors and browsers print them: 3 as "3", "III", "c", "Ba"."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST_ROMAN = 3999
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_COUNTED = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ORDINALS = {1: "nhất", 4: "tư"}


def roman(number: int) -> str:
    """In capitals; what Roman figures cannot say stays decimal."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found


def letter(number: int) -> str:
    """As word processors count: a … z, aa, bb …; đ is never given automatically."""
    if not 0 < number <= len(_LETTERS) * 5:
        return str(number)
    times, at = divmod(number - 1, len(_LETTERS))
    return _LETTERS[at] * (times + 1)


def counted(number: int) -> str:
    """In Vietnamese words: Một, Hai, …, Mười một; larger numbers stay decimal."""
    if not 0 <= number < 2 * len(_COUNTED) - 2:
        return str(number)
    tens, ones = divmod(number, 10)
    word = _COUNTED[number] if number in range(len(_COUNTED)) else f"mười {'lăm' if ones == 5 else _COUNTED[ones]}"  # noqa: PLR2004 - fifteen is said otherwise
    return word.capitalize() if tens < 2 else str(number)  # noqa: PLR2004


def ordinal(number: int) -> str:
    """As in "Thứ nhất", "Thứ hai"."""
    return f"Thứ {_ORDINALS.get(number) or counted(number).lower()}"
