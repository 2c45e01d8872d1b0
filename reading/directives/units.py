"""Where a list of units stands in a sentence, and where each of their names begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.directives import names
from reading.directives.verbs import length_at
from reading.directives.words import Word

_LONGEST_NAME = 22  # words; beyond it a verb was missed and the name is cut back
_PLAIN = 4  # words that may narrow a collective without being known
_JOINING = frozenset({",", "và", ";", "/", "&"})
_OPENS_ORDER = frozenset({"chủ trì", "phối hợp", "tham mưu", "khẩn trương", "có trách"})
_SPELT_TWO = 2


@dataclass(frozen=True)
class UnitList:
    """The names found, as written without honorific, and the index of the first word after them."""

    names: tuple[str, ...]
    end: int


def unit_list(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """The units named from word `at` on, or None where no name begins there."""
    found: list[str] = []
    while (one := _unit(text, sentence, at)) is not None:
        found.extend(one.names)
        end = _skip_aside(sentence, one.end)
        following = _next_name(sentence, end)
        elided = _elided(text, sentence, following, found[-1]) if following is not None else None
        while elided is not None:
            found.extend(elided.names)
            end = elided.end
            following = _next_name(sentence, end)
            elided = _elided(text, sentence, following, found[-1]) if following is not None else None
        if following is None or _unit(text, sentence, following) is None:
            return UnitList(tuple(found), end)
        at = following
    return None


def opens_unit(sentence: Sequence[Word], at: int) -> bool:
    """Whether a unit's name begins at word `at`."""
    at += length_at(sentence, at, names.HONORIFICS)
    return at < len(sentence) and (_head(sentence, at) > 0 or _collective(sentence, at) is not None)


def _next_name(sentence: Sequence[Word], end: int) -> int | None:
    """Where the next name of the list would begin, after its comma, "và" or "cùng (với)"."""
    at = end
    while at < len(sentence) and sentence[at].low in _JOINING:
        at += 1
    if at < len(sentence) and sentence[at].low == "cùng":
        at += 2 if at + 1 < len(sentence) and sentence[at + 1].low == "với" else 1
    return at if end < at < len(sentence) else None


def _skip_aside(sentence: Sequence[Word], at: int) -> int:
    """Past a short remark in brackets: "(qua Phòng Nội vụ)"."""
    if at < len(sentence) and sentence[at].text == "(":
        for close in range(at + 1, min(at + 15, len(sentence))):
            if sentence[close].text == ")":
                joins = close + 1 < len(sentence) and (
                    sentence[close + 1].low in _JOINING or length_at(sentence, close + 1)
                )
                return close + 1 if joins else at
    return at


def _unit(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """One unit, or one collective that may name several: "UBND các phường: A, B"."""
    honorific = length_at(sentence, at, names.HONORIFICS)
    begin = at + honorific
    if begin >= len(sentence):
        return None
    if honorific and (person := _person(text, sentence, begin)) is not None:
        return person
    head = _head(sentence, begin)
    inner = begin + head
    group = _collective(sentence, inner)
    if group is not None and (head == 0 or _may_hold(sentence, begin, inner)):
        return _grouped(text, sentence, begin, inner, group)
    if head == 0:
        return None
    if inner < len(sentence) and _head(sentence, inner) and length_at(sentence, begin, names.TITLES):
        held = _unit(text, sentence, inner)  # Chủ tịch + UBND phường …
        if held is not None:
            prefix = text[sentence[begin].start : sentence[inner].start]
            return UnitList(tuple(prefix + name for name in held.names), held.end)
    end = _body_end(sentence, begin, inner)
    return UnitList((text[sentence[begin].start : sentence[end - 1].end],), end)


def _person(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """A person's name after an honorific; the title behind the comma is left out."""
    if _head(sentence, at) or _collective(sentence, at):
        return None
    end = at
    while end < len(sentence) and sentence[end].text[0].isupper() and not sentence[end].is_sign:
        end += 1
    if end - at < _SPELT_TWO:
        return None
    name = text[sentence[at].start : sentence[end - 1].end]
    if end + 1 < len(sentence) and sentence[end].text in {",", "-", "–"} and _head(sentence, end + 1):
        titled = _unit(text, sentence, end + 1)
        end = titled.end if titled is not None else end
    return UnitList((name,), end)


def _head(sentence: Sequence[Word], at: int) -> int:
    """How many words open a unit's name at `at`: a title, a kind of body, or a noun that is plainly a name here."""
    if at >= len(sentence) or sentence[at].is_sign:
        return 0
    for listing in (names.TITLES, names.BODIES):
        size = length_at(sentence, at, listing)
        if size and not _is_common(sentence, at, size):
            return size
    size = length_at(sentence, at, names.NOUNS)
    if not size or length_at(sentence, at, names.COMMON):
        return 0
    after = at + size
    if after >= len(sentence) or sentence[after].is_sign:
        return size if sentence[at].text[0].isupper() and len(sentence) == after else 0
    named = sentence[after].is_capital or length_at(sentence, after, names.FIELDS) > 0
    known = length_at(sentence, after, names.LOCALITY) or sentence[after].low in {
        "liên",
        "chuyên",
        "nghiệp",
        "trực",
        "y",
        "tiểu",
        "trung",
        "mầm",
    }
    if sentence[at].text[0].isupper():
        return size if named or known or length_at(sentence, after) or _collective(sentence, after) else 0
    return size if named and sentence[after].is_capital else 0


def _is_common(sentence: Sequence[Word], at: int, size: int) -> bool:
    """Whether the words are ordinary here: "thanh tra, kiểm tra" as deeds, "công an" as a trade, "lãnh đạo" as a verb."""
    if length_at(sentence, at, names.COMMON):
        return True
    first, after = sentence[at], at + size
    if (
        first.low in {"thanh", "trưởng", "chi", "văn", "công", "viễn", "điện", "lãnh", "trung", "ngân", "hội"}
        and first.text[0].islower()
    ):
        return (
            after >= len(sentence) or not sentence[after].is_capital and not length_at(sentence, after, names.LOCALITY)
        )
    if first.low == "thanh" and after < len(sentence):
        return sentence[after].text == "," and after + 1 < len(sentence) and sentence[after + 1].low == "kiểm"
    return False


def _may_hold(sentence: Sequence[Word], begin: int, inner: int) -> bool:
    """Titles and people's committees stand before a collective: "Chủ tịch UBND các phường"."""
    low = " ".join(word.low for word in sentence[begin:inner])
    return bool(length_at(sentence, begin, names.TITLES)) or low in {
        "ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd", "đảng ủy", "đảng uỷ", "công an", "trường", "trung tâm", "văn phòng", "ủy ban mttq", "ubmttq",
        "mặt trận tổ quốc", "ủy ban mặt trận tổ quốc", "đoàn thanh niên", "hội đồng", "ban quản lý", "ban chỉ đạo", "ban chỉ huy quân sự", "phòng", "trạm", "bí thư", "thanh tra", "ban", "mttq",
    }  # fmt: skip


@dataclass(frozen=True)
class _Group:
    """A collective: where its first noun stands, how many words the noun has, where the nouns end."""

    noun: int
    size: int
    end: int
    nouns: int


def _collective(sentence: Sequence[Word], at: int) -> _Group | None:
    """ "các sở, ban, ngành", "10 phường", "tất cả các đơn vị", "cơ quan, đơn vị"."""
    noun = at
    if noun < len(sentence) and sentence[noun].low in {"tất", "toàn"}:
        noun += 2
    if noun < len(sentence) and sentence[noun].low in names.ALL_OF:
        noun += 1
    if noun == at and noun < len(sentence) and sentence[noun].text.isdigit():
        noun += 1
    if noun < len(sentence) and noun > at and sentence[noun].text.isdigit():
        noun += 1  # các 10 phường, tất cả 12 xã
    size = length_at(sentence, noun, names.COLLECTIVE)
    if size == 0 or (length_at(sentence, noun, names.COMMON) > size):
        return None
    end, nouns = noun + size, 1
    while (more := _next_noun(sentence, end)) is not None:
        end, nouns = more, nouns + 1
    if noun == at and nouns == 1:
        return None  # a bare noun without "các" names nobody
    return _Group(noun, size, end, nouns)


def _next_noun(sentence: Sequence[Word], end: int) -> int | None:
    at = end
    while at < len(sentence) and sentence[at].low in {",", "-", "–", "và", "/"}:
        at += 1
    if at == end:
        return None
    size = length_at(sentence, at, names.COLLECTIVE)
    if (
        not size
        or length_at(sentence, at, names.COMMON) > size
        or sentence[at].text[0].isupper()
        and _head(sentence, at)
    ):
        return None
    return at + size


def _grouped(text: str, sentence: Sequence[Word], begin: int, inner: int, group: _Group) -> UnitList:
    """The collective as one name, or, where it lists its members, each of them with its kind before it."""
    if group.nouns == 1 and (members := _members(text, sentence, group.end)) is not None:
        kind = text[sentence[group.noun].start : sentence[group.end - 1].end]
        prefix = text[sentence[begin].start : sentence[inner].start] if inner > begin else ""
        kind = kind if prefix else kind[0].upper() + kind[1:]
        listed = [f"{prefix}{kind} {member}" for member in members.names]
        return _further(text, sentence, prefix, listed, members.end) if prefix else UnitList(tuple(listed), members.end)
    end = _narrowing_end(sentence, group.end)
    return UnitList((text[sentence[begin].start : sentence[end - 1].end],), end)


def _further(text: str, sentence: Sequence[Word], prefix: str, listed: list[str], end: int) -> UnitList:
    """ "UBND các huyện A, B và thị xã C": the committee of C too."""
    while (at := _next_name(sentence, end)) is not None:
        size = length_at(sentence, at, names.LOCALITY)
        close = at + size
        while size and close < len(sentence) and sentence[close].is_capital and not sentence[close].is_sign:
            close += 1
        if not size or close == at + size:
            break
        listed.append(prefix + text[sentence[at].start : sentence[close - 1].end])
        end = close
    return UnitList(tuple(listed), end)


def _members(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """ ": Nội vụ, Tài chính và Tư pháp" after "các Sở"; names in capitals or known fields, at least two of them."""
    if at < len(sentence) and sentence[at].text == ":":
        at += 1
    found: list[str] = []
    end = at
    while (close := _member_end(sentence, at)) is not None:
        found.append(text[sentence[at].start : sentence[close - 1].end])
        end = close
        following = _next_name(sentence, close)
        if following is None:
            break
        at = following
    return UnitList(tuple(found), end) if len(found) > 1 else None


def _member_end(sentence: Sequence[Word], at: int) -> int | None:
    if at >= len(sentence) or sentence[at].is_sign or not sentence[at].is_capital or _head(sentence, at):
        return None
    if size := length_at(sentence, at, names.FIELDS):
        return at + size
    end = at
    while end < len(sentence) and sentence[end].is_capital and not sentence[end].is_sign:
        end += 1
    return end


def _elided(text: str, sentence: Sequence[Word], at: int, before: str) -> UnitList | None:
    """ "Sở Nội vụ, Tài chính": a known field after a list mark shares the kind before it."""
    kind = before.split()[0]
    if kind.lower() not in {"sở", "phòng", "bộ", "ban"} or not sentence[at].is_capital or _head(sentence, at):
        return None
    size = length_at(sentence, at, names.FIELDS)
    if not size or length_at(sentence, at) >= size and sentence[at - 1].low == ",":
        return None
    end = _narrowing_end(sentence, at + size)
    return UnitList((f"{kind} {text[sentence[at].start : sentence[end - 1].end]}",), end)


def _narrowing_end(sentence: Sequence[Word], at: int) -> int:
    """Past what narrows a collective: "liên quan", "trực thuộc Sở", "trên địa bàn tỉnh", "huyện"."""
    while at < len(sentence):
        pair = " ".join(word.low for word in sentence[at : at + 2])
        triple = " ".join(word.low for word in sentence[at : at + 3])
        if (
            triple in {"có liên quan", "trên địa bàn", "thuộc phạm vi", "chịu trách nhiệm"}
            and triple != "chịu trách nhiệm"
        ):
            at += 3
        elif pair in {
            "liên quan",
            "trực thuộc",
            "chuyên môn",
            "trong tỉnh",
            "trong huyện",
            "trong quận",
            "sự nghiệp",
            "công lập",
            "nhà nước",
            "thuộc tỉnh",
            "nêu trên",
            "được giao",
            "toàn tỉnh",
            "toàn quận",
            "trong toàn",
            "ở cơ",
            "chính trị",
            "đoàn thể",
        }:
            at += 2
        elif sentence[at].low in {"thuộc", "khác", "này", "trên"} and (
            sentence[at].low != "trên" or at + 1 == len(sentence)
        ):
            at += 1
        elif sentence[at].low == "có" and not length_at(sentence, at):
            end = _plain_end(sentence, at + 1)
            return end if end > at + 1 and length_at(sentence, end) else at  # "các xã có rừng"
        elif sentence[at].text == "," and _is_place(sentence, at - 1) and _is_place(sentence, at + 1):
            at += 1  # "xã, thị trấn"
        elif sentence[at].low in {"(", ")"} or sentence[at].is_sign:
            break
        elif _head(sentence, at) and sentence[at - 1].low in {"thuộc", "địa", "bàn", "của"}:
            at = _body_end(sentence, at, at + _head(sentence, at))
        elif sentence[at].is_capital or (length_at(sentence, at, names.LOCALITY) and not length_at(sentence, at)):
            if length_at(sentence, at) and not length_at(sentence, at, names.FIELDS):
                break
            at += 1
        else:
            return _plain_end(sentence, at)
    return at


def _is_place(sentence: Sequence[Word], at: int) -> bool:
    """Whether a kind of place in small letters stands at `at`, without a name behind it."""
    size = length_at(sentence, at, names.LOCALITY) if at < len(sentence) else 0
    after = at + size
    return size > 0 and sentence[at].text[0].islower() and not (after < len(sentence) and sentence[after].is_capital)


def _plain_end(sentence: Sequence[Word], at: int) -> int:
    """Past a few plain words that narrow a collective, "ven biển", "tiểu học", if the name surely ends behind them."""
    end = at
    while end < len(sentence) and end - at <= _PLAIN:
        word = sentence[end]
        if word.is_sign or word.low in _JOINING or word.low in names.STOPS or length_at(sentence, end):
            return _narrowing_end(sentence, end) if word.low in {"trên", "trực", "thuộc"} and end > at else end
        end += 1
    return end if end == len(sentence) and end - at <= _PLAIN else at


def _body_end(sentence: Sequence[Word], begin: int, at: int) -> int:
    """The end of a name whose head ends before `at`."""
    known = begin
    while at < len(sentence) and at - begin <= _LONGEST_NAME:
        word = sentence[at]
        if size := length_at(sentence, at, names.FIELDS):
            if not _is_verb_here(sentence, begin, at, size):
                at += size
                known = at
                continue
        if at == known and at > begin and _ends_known(sentence, begin, at):
            break
        if word.is_sign:
            joins = (
                word.text in "-–"
                and at + 1 < len(sentence)
                and sentence[at + 1].is_capital
                and not _opens(sentence, at + 1)
            )
            if not joins:
                break
        elif word.low == "và":
            if not _belongs(sentence, at, known):
                break
        elif word.low in names.STOPS or _opens(sentence, at):
            if not (word.text[0].isupper() and not _opens(sentence, at)) and not (
                at == begin + 1 and word.text[0].isupper()
            ):
                break
        elif (inner := _collective(sentence, at)) is not None and word.low in names.ALL_OF:
            return _narrowing_end(sentence, inner.end)
        at += 1
    else:
        if at - begin > _LONGEST_NAME:
            return _cut_back(sentence, begin, at, known)
    return max(at, begin + 1)


def _ends_known(sentence: Sequence[Word], begin: int, at: int) -> bool:
    """After a known field a department's name goes on only with a place: "Sở Y tế tỉnh", "Phòng Nội vụ Quận 1"."""
    word = sentence[at]
    plain = (
        not word.is_sign and not word.is_capital and word.low != "và" and not length_at(sentence, at, names.LOCALITY)
    )
    return plain and sentence[begin].low in {"sở", "phòng", "bộ"}


def _is_verb_here(sentence: Sequence[Word], begin: int, at: int, size: int) -> bool:
    """Whether a field's name is the order itself: "Văn phòng thanh tra …", in lower case and a verb as well."""
    return sentence[at].text[0].islower() and length_at(sentence, at) >= size and at > begin


def _opens(sentence: Sequence[Word], at: int) -> bool:
    """Whether the order begins at `at`: a verb in lower case, or one of the few that are never part of a name."""
    if not length_at(sentence, at):
        return False
    pair = " ".join(word.low for word in sentence[at : at + 2])
    return sentence[at].text[0].islower() or pair in _OPENS_ORDER


def _belongs(sentence: Sequence[Word], at: int, known: int) -> bool:
    """Whether "và" at `at` is inside the name: "Trung tâm Văn hóa và Thể thao"."""
    after = at + 1
    if after >= len(sentence) or at == known and sentence[at - 1].low != "hóa":
        return False
    previous = sentence[at - 1]
    if previous.text.isdigit() or not sentence[after].text[0].isupper() or sentence[after].is_sign:
        return False
    return not (opens_unit(sentence, after) or _opens(sentence, after))


def _cut_back(sentence: Sequence[Word], begin: int, at: int, known: int) -> int:
    """The last word that surely belongs to a name that ran on."""
    if known > begin:
        return known
    capitals = [n for n in range(begin, at) if sentence[n].is_capital or length_at(sentence, n, names.LOCALITY)]
    return (capitals[-1] if capitals else begin) + 1
