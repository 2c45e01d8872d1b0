"""Who leads an order and who cooperates, in the forms offices write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reading.directives.units import UnitList, opens_unit, unit_list
from reading.directives.verbs import PAST, length_at
from reading.directives.words import Word, words

_OPENERS = frozenset(
    tuple(phrase.split())
    for phrase in (
        "giao", "đề nghị", "yêu cầu", "phân công", "chỉ đạo", "ủy quyền", "kính đề nghị", "trân trọng đề nghị", "thống nhất giao", "đồng ý giao", "tiếp tục giao", "giao cho", "giao nhiệm vụ cho",
        "giao trách nhiệm cho", "đề nghị với", "kính mong", "phân công cho", "kiến nghị", "thống nhất đề nghị", "tiếp tục đề nghị", "tiếp tục yêu cầu", "yêu cầu đối với", "đề nghị đối với", "lưu ý", "nhắc nhở",
        "trân trọng kính đề nghị", "giao trách nhiệm", "giao nhiệm vụ", "cũng yêu cầu", "nghiêm túc yêu cầu", "chỉ đạo yêu cầu", "yêu cầu các đồng chí", "có ý kiến yêu cầu", "đồng thời giao", "đồng thời đề nghị", "đồng thời yêu cầu", "nay giao", "nay yêu cầu", "thống nhất phân công", "tạm giao",
    )
)  # fmt: skip
_TITLED = frozenset(tuple(p.split()) for p in ("trách nhiệm của", "nhiệm vụ của", "về trách nhiệm của", "đối với", "riêng đối với", "riêng", "về phía", "phân công nhiệm vụ cho", "nhiệm vụ cụ thể của", "nhiệm vụ đối với", "trách nhiệm thực hiện của"))  # fmt: skip
_NOUN_USE = frozenset(
    {"sự", "tác", "chế", "việc", "trình", "thuận", "hiệu", "tinh", "cường", "mối", "hoạch", "quả", "cách"}
)  # … sự phối hợp, quy chế phối hợp
_MANNER = frozenset({"chặt", "chẽ", "cùng", "với", "tốt", "hiệu", "quả", "đồng", "bộ", "kịp", "thời", "thường", "xuyên", "kết", "và", "chỉ", "đạo", ":", "thực", "hiện", "chủ", "động", "tích", "cực", "hướng", "dẫn", "đôn", "đốc", "của", "cả"})  # fmt: skip
_MANNER_REACH = 8
_REMEMBERED = 2048  # outline, zones and items ask about the same passage
_LEADS_ON = frozenset(
    "theo trong trên căn có định chịu khi trước trường hàng hằng ngay sau từ nếu tùy với thông bằng cùng".split()
)
_INTRODUCING = frozenset(
    tuple(phrase.split())
    for phrase in (
        "trước ngày", "trước", "chậm nhất", "định kỳ", "hàng tháng", "hằng tháng", "hàng quý", "hằng quý", "hàng năm", "hằng năm", "hàng tuần", "hằng tuần", "hàng ngày", "hằng ngày", "trong", "căn cứ", "trên cơ sở", "để", "khi", "sau khi",
        "theo", "từ", "đến", "nhằm", "với", "qua", "ngay sau", "thực hiện", "trường hợp", "ngoài ra", "bên cạnh", "đồng thời", "mỗi", "đối với", "vào", "riêng", "cuối", "đầu", "giữa", "kể từ", "về", "nếu",
    )
)  # fmt: skip
_TOPIC_REACH = 120
_HALVES = ("phối", "hợp")


@dataclass(frozen=True)
class Parties:
    """Lead and cooperating units as written; `rest` is where in the text the order itself begins."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    rest: int = 0
    opened: bool = False  # by "giao", "đề nghị", "yêu cầu": somebody orders, whatever the verb
    issuer: str | None = None


@lru_cache(maxsize=_REMEMBERED)
def read_parties(text: str) -> Parties:
    """The parties of one order, heading or chapeau; nothing is inherited here."""
    sentence = words(text)
    initial = _initial(text, sentence)
    labelled = _labelled(text, sentence)
    lead = initial.lead or labelled.lead or _led_inside(text, sentence)
    cooperating = tuple(dict.fromkeys((*_cooperating(text, sentence), *labelled.cooperating)))
    return Parties(
        lead, tuple(name for name in cooperating if name not in lead), initial.rest, initial.opened, initial.issuer
    )


def _initial(text: str, sentence: Sequence[Word]) -> Parties:
    """The units the sentence opens with, or those it hands the order to."""
    at = _skip(
        sentence, 0, {"-", "–", "(", '"', "“", "ngoài", "ra", "đồng", "thời", "trong", "đó", ",", "cụ", "thể", ":"}
    )
    opened = _opened(text, sentence, at)
    if opened is not None:
        return opened
    titled = length_at(sentence, at, _TITLED)
    found = unit_list(text, sentence, at + titled)
    if found is not None:
        return _after_units(text, sentence, found, titled=bool(titled))
    ordered = _after_preamble(text, sentence)
    return ordered if ordered.lead or ordered.opened else _after_topic(text, sentence)


def _after_topic(text: str, sentence: Sequence[Word]) -> Parties:
    """ "Về tuyên truyền: Phòng A chủ trì …", "Trước ngày 15/4, Phòng A gửi …": units behind a topic or a time."""
    timed = bool(length_at(sentence, 0, _INTRODUCING))
    for at in range(1, min(len(sentence), _TOPIC_REACH)):
        sign = sentence[at - 1].text
        if sign in {".", ";", "\n"}:
            break
        if sign != ":" and not (timed and sign == ","):
            continue
        found = unit_list(text, sentence, at)
        if found is not None and _acts(sentence, found.end):
            return Parties(found.names, (), _offset(text, sentence, found.end))
    return Parties()


def _acts(sentence: Sequence[Word], at: int) -> bool:
    """Whether an order, not a report, follows the units."""
    at += at < len(sentence) and sentence[at].text == ","
    return at < len(sentence) and (length_at(sentence, at) > 0 or sentence[at].low in _LEADS_ON)


def _opened(text: str, sentence: Sequence[Word], at: int, issuer: str | None = None) -> Parties | None:
    """ "Giao X …", "Đề nghị X …" at word `at`."""
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
    if opened is not None and not (sentence[at].low == "chỉ" and opened.lead == ()):
        return opened
    if opened is not None and rest < len(text) and text.rstrip().endswith(":"):
        return opened
    if length_at(sentence, at, PAST) and not length_at(sentence, at):
        return Parties(rest=0)
    if length_at(sentence, at) or sentence[at].low in _LEADS_ON:
        return Parties(found.names, (), rest)
    return Parties()


def _after_preamble(text: str, sentence: Sequence[Word]) -> Parties:
    """ "Để …, UBND huyện yêu cầu X …": the order after a preamble, at its first opener that names units."""
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
        if (
            sentence[at - 1].text not in {",", ":", ";"}
            and not sentence[at - 1].is_capital
            and sentence[at - 1].low
            not in {"tỉnh", "huyện", "quận", "phường", "xã", "phố", "vụ", "này", "nay", "đó", "trấn"}
        ):
            continue
        opened = _opened(text, sentence, at)
        if opened is not None:
            return Parties(opened.lead, (), opened.rest, opened=True, issuer=_issuer_before(text, sentence, at))
    return Parties()


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


def _cooperating(text: str, sentence: Sequence[Word]) -> list[str]:
    """Every unit that somebody is told to work with."""
    found: list[str] = []
    for at in range(len(sentence) - 1):
        if (sentence[at].low, sentence[at + 1].low) != _HALVES:
            continue
        support = at and sentence[at - 1].low == "sự" and sentence[at + 2 : at + 3] and sentence[at + 2].low == "của"
        if at and sentence[at - 1].low in _NOUN_USE and not support:
            continue
        listed = _object(text, sentence, at + 2)
        found.extend(listed if listed else _subject(text, sentence, at))
    return found


def _object(text: str, sentence: Sequence[Word], at: int) -> tuple[str, ...]:
    """The units after "phối hợp (chặt chẽ với)"."""
    for begin in range(at, min(at + _MANNER_REACH, len(sentence))):
        listed = unit_list(text, sentence, begin)
        if listed is not None:
            return listed.names
        if sentence[begin].low not in _MANNER:
            return ()
    return ()


def _subject(text: str, sentence: Sequence[Word], at: int) -> tuple[str, ...]:
    """ "…; Sở B, Sở C phối hợp": the units that end right before it, unless the sentence opens with them."""
    for begin in range(max(1, at - 60), at):
        if sentence[begin - 1].text in {",", ";", "(", "."} or sentence[begin - 1].low in {"và", "do"}:
            listed = unit_list(text, sentence, begin)
            if listed is not None and listed.end == at:
                return listed.names
    return ()


def _labelled(text: str, sentence: Sequence[Word]) -> Parties:
    """ "(Cơ quan chủ trì: X; phối hợp: Y)", "Đơn vị thực hiện: X"."""
    lead: tuple[str, ...] = ()
    cooperating: list[str] = []
    for at in range(2, len(sentence) - 1):
        if sentence[at].text != ":":
            continue
        before = " ".join(word.low for word in sentence[max(0, at - 4) : at])
        listed = unit_list(text, sentence, at + 1)
        if listed is None:
            continue
        if before.endswith(("phối hợp", "phối hợp thực hiện")):
            cooperating.extend(listed.names)
        elif (
            before.endswith(
                (
                    "chủ trì",
                    "đơn vị thực hiện",
                    "cơ quan thực hiện",
                    "chủ trì thực hiện",
                    "đầu mối",
                    "chịu trách nhiệm",
                    "phụ trách",
                    "phân công",
                    "trách nhiệm thực hiện",
                    "chủ trì tham mưu",
                )
            )
            and not lead
        ):
            lead = listed.names
    return Parties(lead, tuple(cooperating))


def _led_inside(text: str, sentence: Sequence[Word]) -> tuple[str, ...]:
    """ "…; do Sở A chủ trì", "(Sở A chủ trì, phối hợp Sở B)", "giao Sở A là cơ quan đầu mối" inside the sentence."""
    for at in range(1, len(sentence)):
        if sentence[at - 1].text != "(" and sentence[at - 1].low not in {"do", "giao"}:
            continue
        listed = unit_list(text, sentence, at) if opens_unit(sentence, at) else None
        if listed is None:
            continue
        after = " ".join(word.low for word in sentence[listed.end : listed.end + 2])
        bracketed = sentence[at - 1].text == "("
        if after.startswith(("chủ trì", "làm đầu", "là cơ", "là đơn", "là đầu")) or (
            sentence[at - 1].low == "do" and after == "thực hiện"
        ):
            return listed.names
        if bracketed and after.startswith("thực hiện"):
            return listed.names
    return ()


def _skip(sentence: Sequence[Word], at: int, passing: set[str]) -> int:
    begin = at
    while at < len(sentence) and sentence[at].low in passing:
        at += 1
    return at if at < len(sentence) else begin


def _offset(text: str, sentence: Sequence[Word], at: int) -> int:
    return sentence[at].start if at < len(sentence) else len(text)
