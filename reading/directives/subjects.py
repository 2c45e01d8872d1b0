"""What a passage is about, as weighted pairs of syllables: for duplicates and for the remedies of lost points."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log

from reading.directives.citations import without_citations

Subject = Mapping[str, float]

_SYLLABLE = re.compile(r"\w+|[.;:,()“”\"]")
_TELLING = 4  # pairs: fewer are a phrase every order uses
_SIGNS = frozenset('.;:,()“”"')
_EMPTY = frozenset(
    [
        "và",
        "các",
        "của",
        "cho",
        "với",
        "theo",
        "trong",
        "ngoài",
        "trên",
        "dưới",
        "tại",
        "đến",
        "từ",
        "để",
        "nhằm",
        "về",
        "là",
        "được",
        "có",
        "không",
        "phải",
        "cần",
        "những",
        "một",
        "mỗi",
        "từng",
        "này",
        "đó",
        "khi",
        "nếu",
        "hoặc",
        "cùng",
        "như",
        "bằng",
        "do",
        "đã",
        "đang",
        "sẽ",
        "bị",
        "đảm",
        "bảo",
        "thực",
        "hiện",
        "triển",
        "khai",
        "tổ",
        "chức",
        "tiếp",
        "tục",
        "tăng",
        "cường",
        "quận",
        "đơn",
        "vị",
        "cơ",
        "quan",
        "ủy",
        "ban",
        "nhân",
        "dân",
        "ubnd",
        "phường",
        "thành",
        "phố",
        "tỉnh",
        "huyện",
        "xã",
        "chủ",
        "tịch",
        "thủ",
        "trưởng",
        "đối",
        "phối",
        "hợp",
        "trì",
        "tham",
        "mưu",
        "điểm",
        "trừ",
        "chưa",
        "năm",
        "số",
        "công",
        "tác",
        "việc",
        "qua",
        "ra",
        "làm",
    ]
)


def pairs(text: str) -> tuple[str, ...]:
    """Neighbouring syllables that carry meaning, such as "thư điện" and "điện tử"."""
    low = without_citations(text).lower()
    syllables = _SYLLABLE.findall(low)
    return tuple(
        f"{a} {b}"
        for a, b in pairwise(syllables)
        if a not in _EMPTY and b not in _EMPTY and a not in _SIGNS and b not in _SIGNS
    )


def subject(text: str) -> Subject:
    """The pairs of a passage with how often they occur."""
    return Counter(pairs(text))


def similarity(one: Subject, other: Subject) -> float:
    """Share of pairs two passages have in common, from 0 to 1; short passages are never alike by chance."""
    both = one.keys() & other.keys()
    if not both and one and other:
        return 0.0  # most pairs of passages share nothing: told before anything is counted
    shared = sum(min(one[pair], other[pair]) for pair in both)
    size = min(sum(one.values()), sum(other.values()))
    total = max(sum(one.values()), sum(other.values()))
    if size < _TELLING:
        return float(size > 0 and shared == size == total)
    return (shared / size + shared / total) / 2


def rarity(passages: Iterable[str]) -> dict[str, float]:
    """How telling each pair is: the fewer passages hold it, the more."""
    listed = [set(pairs(text)) for text in passages]
    held = Counter(pair for passage in listed for pair in passage)
    return {pair: log((1 + len(listed)) / count) for pair, count in held.items()}
