"""Who leads an order and who cooperates, in the forms offices write them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from reading.directives.cooperation import find_cooperating
from reading.directives.led_inside import MEETINGS, find_labelled, led_inside
from reading.directives.lexicon import phrases
from reading.directives.party import Parties
from reading.directives.roles import by_role
from reading.directives.unit_members import UnitList
from reading.directives.units import unit_list
from reading.directives.verbs import PAST, TOLD_TO, length_at
from reading.directives.words import Word, words

_OPENERS = phrases("openers")
_GIVES = frozenset({("giao",), ("phân", "công")})
_TITLED = phrases("titles_of_parts")
_REMEMBERED = 2048  # outline, zones and items ask about the same passage
_LEADS_ON = frozenset(
    "sẽ theo trong trên căn có định chịu khi trước trường hàng hằng ngay sau từ nếu tùy với thông bằng cùng dựa".split()  # noqa: SIM905 - a list of words
)
_INTRODUCING = phrases("introducing")
_THINGS = phrases("things_sent")
_THING_REACH = 6  # words
_SENDS = frozenset({"gửi", "báo", "nộp", "trình", "chuyển", "đề", "phải"})
_DEEDS = frozenset({"phân", "giao", "chỉ", "lưu", "nhắc", "ủy", "kiến"})
_ENDS_ISSUER = frozenset(word for phrase in phrases("ends_of_issuers") for word in phrase)
_TOPIC_REACH = 120
_AGREED = re.compile(
    (
        r"(?:cơ bản\s+)?(?:đồng ý|thống nhất|nhất trí|chấp thuận)(?!\w)|(?:tạm thời\s+)?(?:chưa|không)\s+(?:đồng ý"
        r"|thống nhất|nhất trí|chấp thuận|bổ sung|xem xét|giải quyết)(?!\w)"
    ),
    re.IGNORECASE,
)
_CHAIR = re.compile(
    r"(?:đồng chí )?(?:phó |quyền )?(?:chủ tịch|thủ tướng|bộ trưởng|giám đốc|tổng giám đốc|bí thư)(?! .{0,40}(?:các|\d+) )",
    re.IGNORECASE,
)
_FEW = 5  # words of a name that a colon closes
_ROLES = phrases("roles")
_NAMED_IN_HEADING = 15  # words of a collective that a heading describes


@lru_cache(maxsize=_REMEMBERED)
def read_parties(text: str) -> Parties:
    """The parties of one order, heading or chapeau; nothing is inherited here."""
    sentence = words(text)
    initial = _initial(text, sentence)
    labelled = find_labelled(text, sentence)
    if initial.lead and (shared := by_role(text, initial)) is not None:
        return shared
    lead = initial.lead or labelled.lead or led_inside(text, sentence)
    cooperating = tuple(dict.fromkeys((*find_cooperating(text, sentence), *labelled.cooperating)))
    return Parties(
        lead, tuple(name for name in cooperating if name not in lead), initial.rest, initial.opened, initial.issuer
    )


def _initial(text: str, sentence: Sequence[Word]) -> Parties:
    """The units the sentence opens with, or those it hands the order to."""
    at = _skip(
        sentence, 0, {"-", "–", "(", '"', "“", "ngoài", "ra", "đồng", "thời", "trong", "đó", ",", "cụ", "thể", ":"}
    )
    at -= at > 0 and (sentence[at - 1].low, sentence[at].low) == ("đồng", "chí")
    opened = _opened(text, sentence, at)
    if opened is not None:
        return opened
    if (given := _given_behind_topic(text, sentence)) is not None:
        return given
    titled = length_at(sentence, at, _TITLED)
    if titled and (acting := _acting_on(text, sentence, at)) is not None:
        return acting
    found = unit_list(text, sentence, at + titled)
    if found is None and titled:
        found = _people_concerned(text, sentence, at + titled)
    elif found is not None and titled:
        found = _described(text, sentence, at + titled, found)
    if found is not None:
        found = _up_to_colon(text, sentence, at, found)
        return _after_units(text, sentence, found, titled=bool(titled))
    if (owing := _between_thing_and_verb(text, sentence)) is not None:
        return owing
    ordered = _after_preamble(text, sentence)
    if ordered.lead or ordered.opened:
        return ordered
    if _AGREED.match(text) and (told := _after_agreement(text, sentence)).lead:
        return told
    return _after_topic(text, sentence)


_PEOPLE = frozenset(
    tuple(phrase.split())
    for phrase in (
        "cán bộ", "công chức", "viên chức", "người lao động", "đảng viên", "giáo viên", "học sinh", "sinh viên", "người dân", "nhân dân", "hộ dân", "hộ gia đình", "hộ kinh doanh", "phụ huynh", "cha mẹ học sinh", "doanh nghiệp", "cá nhân", "tổ chức, cá nhân", "nhân viên", "hội viên", "đoàn viên", "bác sĩ", "người bệnh",
        "toàn thể cán bộ", "mỗi cán bộ", "các cán bộ", "đội ngũ cán bộ",
    )
)  # fmt: skip
_CONCERNED = 30  # words of whom an order concerns


def _acting_on(text: str, sentence: Sequence[Word], at: int) -> Parties | None:
    """As in "Đối với các xã chậm tiến độ: Phòng A hướng dẫn …": who acts stands behind the colon, not whom it concerns."""
    colon = next(
        (n for n in range(at, min(at + _CONCERNED, len(sentence))) if sentence[n].text in {":", ";", "."}), None
    )
    if colon is None or sentence[colon].text != ":":
        return None
    found = unit_list(text, sentence, colon + 1)
    if found is None or found.end >= len(sentence) or sentence[found.end].text == ":" or not _acts(sentence, found.end):
        return None
    return _after_units(text, sentence, found, titled=False)


def _people_concerned(text: str, sentence: Sequence[Word], at: int) -> UnitList | None:
    """As in the heading "Đối với cán bộ, công chức, viên chức": people of no office, up to the colon or the end."""
    if not length_at(sentence, at, _PEOPLE):
        return None
    end = next((n for n in range(at, len(sentence)) if sentence[n].text in {":", ";", "."}), len(sentence))
    whole = end == len(sentence) or sentence[end].text == ":"
    return (
        UnitList((text[sentence[at].start : sentence[end - 1].end],), end) if whole and end - at <= _CONCERNED else None
    )


def _given_behind_topic(text: str, sentence: Sequence[Word]) -> Parties | None:
    """As in "Thanh tra công tác mua sắm: giao Phòng A": the topic names nobody, whatever it opens with."""
    colon = next((at for at, word in enumerate(sentence[:_TOPIC_REACH]) if word.is_sign and word.text != ","), None)
    if colon is None or sentence[colon].text != ":" or not length_at(sentence, colon + 1, _GIVES):
        return None
    return _opened(text, sentence, colon + 1)


def _between_thing_and_verb(text: str, sentence: Sequence[Word]) -> Parties | None:
    """As in "Kết quả thực hiện các cơ quan gửi về Sở A": who owes stands behind the thing owed."""
    size = length_at(sentence, 0, _THINGS)
    for at in range(size, min(size + _THING_REACH, len(sentence))) if size else ():
        if sentence[at].is_sign and sentence[at].text != ",":
            return None
        found = unit_list(text, sentence, at)
        if found is not None:
            sends = found.end < len(sentence) and sentence[found.end].low in _SENDS
            return Parties(found.names, (), _offset(text, sentence, found.end)) if sends else None
    return None


def _described(text: str, sentence: Sequence[Word], at: int, found: UnitList) -> UnitList:
    """As in "Đối với các đơn vị sự nghiệp tự bảo đảm chi thường xuyên: …": all up to the colon is one name."""
    if len(found.names) > 1 or found.end >= len(sentence) or sentence[at].low not in {"các", "những"}:
        return found
    for end in range(found.end, min(len(sentence), at + _NAMED_IN_HEADING)):
        if sentence[end].text == ":" or (sentence[end].is_sign and end == found.end):
            return UnitList((text[sentence[at].start : sentence[end - 1].end],), end) if end > found.end else found
        if sentence[end].is_sign and sentence[end].text not in "-–":
            return found
    return found


def _up_to_colon(text: str, sentence: Sequence[Word], at: int, found: UnitList) -> UnitList:
    """As in "Bộ phận Phát triển người tham gia: …": a few words more before a colon belong to the one name it closes."""
    end = found.end
    colon = next((n for n in range(end, min(end + _FEW, len(sentence))) if sentence[n].is_sign), None)
    if len(found.names) > 1 or colon is None or colon == end or sentence[colon].text != ":":
        return found
    if [word.low for word in sentence[end : end + 2]] == ["trực", "tiếp"]:
        return found  # "Trưởng phòng trực tiếp chỉ đạo:"
    if length_at(sentence, end, _ROLES) or sentence[end].low in _LEADS_ON or length_at(sentence, end, PAST):
        return found
    return UnitList((text[sentence[at].start : sentence[colon - 1].end],), colon)


def _after_topic(text: str, sentence: Sequence[Word]) -> Parties:
    """As in "Về tuyên truyền: Phòng A chủ trì …", "Trước ngày 15/4, Phòng A gửi …": units behind a topic or a time."""
    timed = bool(length_at(sentence, 0, _INTRODUCING))
    for at in range(1, min(len(sentence), _TOPIC_REACH)):
        sign = sentence[at - 1].text
        if sign in {".", ";", "\n"}:
            break
        if sign != ":" and not (timed and sign == ","):
            continue
        found = unit_list(text, sentence, at)
        helps = found is not None and (_only_helps(sentence, found.end) or _chairs(sentence, found.end))
        if found is not None and _acts(sentence, found.end) and not helps:
            return _after_units(text, sentence, found, titled=False)
    return Parties()


def _chairs(sentence: Sequence[Word], at: int) -> bool:
    """As in "Ngày 20/5, Phó Chủ tịch huyện chủ trì họp nghe báo cáo": who was in the chair on a day."""
    meets = at + 2 < len(sentence) and sentence[at].low == "chủ" and sentence[at + 2].low in MEETINGS
    return meets and sentence[0].low in {"ngày", "sáng", "chiều"}


def _only_helps(sentence: Sequence[Word], at: int) -> bool:
    """As in "do Công an xã chủ trì, Phòng Tư pháp phối hợp.": whoever stands last only helps."""
    end = at + 2
    helps = [word.low for word in sentence[at:end]] == ["phối", "hợp"]
    return helps and (end >= len(sentence) or sentence[end].is_sign)


def _after_agreement(text: str, sentence: Sequence[Word]) -> Parties:
    """As in "Đồng ý đề xuất của X; X lập dự án …": who acts on it, behind the first stop or semicolon."""
    for at in range(1, len(sentence)):
        found = unit_list(text, sentence, at) if sentence[at - 1].text in {";", "."} else None
        if found is not None and _acts(sentence, found.end):
            return _after_units(text, sentence, found, titled=False)
    return Parties()


def _acts(sentence: Sequence[Word], at: int) -> bool:
    """Whether an order, not a report, follows the units."""
    at += at < len(sentence) and sentence[at].text == ","
    if at == len(sentence) - 1 and sentence[at].text == ":":
        return True  # the chapeau of a list
    return at < len(sentence) and (length_at(sentence, at) > 0 or sentence[at].low in _LEADS_ON)


def hands_over(text: str) -> bool:
    """Whether the text itself begins by handing the order to somebody: "Giao X …", "Đề nghị X …"."""
    return length_at(words(text[:80]), 0, _OPENERS) > 0


def _opened(text: str, sentence: Sequence[Word], at: int, issuer: str | None = None) -> Parties | None:
    """As in "Giao X …", "Đề nghị X …" at word `at`."""
    size = length_at(sentence, at, _OPENERS)
    if not size:
        return None
    begin = at + size
    begin += length_at(
        sentence, begin, frozenset({("cho",), ("đến",), ("tới",), ("nhiệm", "vụ", "cho"), ("đối", "với")})
    )
    found = unit_list(text, sentence, begin)
    if found is None:
        return Parties(rest=_offset(text, sentence, begin), opened=True, issuer=issuer) if issuer else None
    return Parties(found.names, (), _offset(text, sentence, found.end), opened=True, issuer=issuer)


def _after_units(text: str, sentence: Sequence[Word], found: UnitList, *, titled: bool) -> Parties:
    """What the units at the opening are: lead, issuer, or the subject of a report of the past."""
    at = found.end
    rest = _offset(text, sentence, at)
    if at >= len(sentence):
        return Parties(found.names, (), rest)
    sign = sentence[at].text
    if sign in {":", ".", "-", "–", ";", "("} or titled:
        return Parties(found.names, (), rest)
    at = _skip(sentence, at, {",", "cũng", "và"})
    opened = _opened(text, sentence, at, ", ".join(found.names))
    if opened is not None and not opened.lead and sentence[at].low in _DEEDS and not text.rstrip().endswith(":"):
        return Parties(found.names, (), rest)  # "Văn phòng phân công người trực": who assigns his own people leads
    if opened is not None and (text.rstrip().endswith(":") or not _has_it_done(sentence, at, found)):
        return opened
    told = length_at(sentence, at, TOLD_TO)
    if told and length_at(sentence, at + told):
        return Parties(found.names, (), _offset(text, sentence, at + told), opened=True)
    if length_at(sentence, at, PAST) > length_at(sentence, at):
        return Parties(rest=0)
    if length_at(sentence, at) or sentence[at].low in _LEADS_ON:
        return Parties(found.names, (), rest)
    return Parties()


def _has_it_done(sentence: Sequence[Word], at: int, found: UnitList) -> bool:
    """As in "Sở Y tế chỉ đạo các bệnh viện …": who has others do it leads; a single chair who directs is the issuer."""
    if sentence[at].low != "chỉ" or sentence[at + 1].low != "đạo":
        return False
    return not _CHAIR.match(found.names[0]) or "phụ trách" in found.names[0]


def _after_preamble(text: str, sentence: Sequence[Word]) -> Parties:
    """As in "Để …, UBND huyện yêu cầu X …": the order after a preamble, at its first opener that names units."""
    for at in range(1, len(sentence)):
        if (
            sentence[at].text == "."
            and at + 1 < len(sentence)
            and sentence[at + 1].text[0].isupper()
            and sentence[at - 1].text[-1].islower()
        ):
            break
        if not length_at(sentence, at, _OPENERS) or sentence[at - 1].low in {
            "được",
            "bị",
            "các",
            "theo",
            "những",
            "văn",
            "nội",
            "đơn",
            "sự",
            "việc",
            "và",
        }:
            continue
        if not _may_order(text, sentence, at) or _told_before(sentence, at):
            continue
        opened = _opened(text, sentence, at)
        if opened is not None:
            return Parties(opened.lead, (), opened.rest, opened=True, issuer=_issuer_before(text, sentence, at))
    return Parties()


def _told_before(sentence: Sequence[Word], at: int) -> bool:
    """As in "Phòng Nội vụ đã có công văn đề nghị …": what was asked before, in the same clause, is no order of today."""
    begin = next((n for n in range(at - 1, -1, -1) if sentence[n].text in {",", ";", ":", "."}), 0)
    return any(word.text in {"đã", "Đã"} for word in sentence[begin:at])


def _may_order(text: str, sentence: Sequence[Word], at: int) -> bool:
    """Whether somebody could be named before the opener at `at`: a sign, a name, a kind of place, or a whole unit."""
    before = sentence[at - 1]
    return (
        before.text in {",", ":", ";"}
        or before.is_capital
        or before.low in _ENDS_ISSUER
        or _issuer_before(text, sentence, at) is not None
    )


def _issuer_before(text: str, sentence: Sequence[Word], at: int) -> str | None:
    for begin in range(max(0, at - 20), at):
        if sentence[begin - 1].text in {",", ";"} or begin == 0:
            found = unit_list(text, sentence, begin)
            if found is not None and found.end == at:
                return ", ".join(found.names)
    return None


def issuer_of_order(text: str) -> str | None:
    """Who orders in a chapeau such as "…, Chủ tịch UBND quận chỉ đạo:"."""
    sentence = words(text)
    for at in range(len(sentence) - 1, 0, -1):
        if length_at(
            sentence,
            at,
            frozenset({("chỉ", "đạo"), ("yêu", "cầu"), ("đề", "nghị"), ("ban", "hành"), ("kết", "luận"), ("giao",)}),
        ):
            issuer = _issuer_before(text, sentence, at)
            if issuer is not None:
                return issuer
    return None


def _skip(sentence: Sequence[Word], at: int, passing: set[str]) -> int:
    begin = at
    while at < len(sentence) and sentence[at].low in passing:
        at += 1
    return at if at < len(sentence) else begin


def _offset(text: str, sentence: Sequence[Word], at: int) -> int:
    return sentence[at].start if at < len(sentence) else len(text)
