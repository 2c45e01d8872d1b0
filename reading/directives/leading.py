"""Who leads an item: whom its own text names, means by a pronoun or tells in a later sentence; else nobody of its own."""

import re

from reading.directives import orders
from reading.directives.parties import hands_over, read_parties
from reading.directives.party import Parties
from reading.directives.pronouns import meant_in
from reading.directives.sentences import pieces, sentences
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import fold, words

# "Chỉ đạo các trường …" below a unit: the unit leads, it has others do it.
OTHERS_DO = re.compile(r"(?:Chỉ đạo|Phân công|Đôn đốc|Hướng dẫn)(?!\w)")
_PRESIDES = re.compile(r"(?:dong chi )?(?:pho |quyen )?(?:chu tich|bo truong|thu truong|chu tri|nguoi chu tri)\b")
# Bodies below the one that issues: what they ask of others is their own task.
_BELOW = re.compile(
    r"(?:so|phong|chi cuc|cuc|cong an|trung tam|truong|cong ty|benh vien|vu|khoa|van phong|bao hiem|kho bac"
    r"|thue|ngan hang|ban quan ly|chu dau tu) "
)


def lead_named(text: str, parties: Parties, above: tuple[str, ...], issuer: str | None) -> tuple[str, ...]:
    """Whom the text itself makes lead; empty where what stands above it does."""
    if above and (OTHERS_DO.match(text) or _passes_on(text, parties)):
        return ()
    if parties.lead and parties.issuer is not None and _is_told(parties.issuer, issuer):
        return (parties.issuer,)
    return parties.lead or meant_in(text) or (handed_later(text) if _only_concludes(above) else ())


def _only_concludes(above: tuple[str, ...]) -> bool:
    """Whether nobody stands above, or only who presides: what "Giao X …" in a later sentence says, counts."""
    return all(_PRESIDES.match(fold(name)) for name in above)


def _passes_on(text: str, parties: Parties) -> bool:
    """As in "Lập danh sách …; giao Trưởng thôn vận động …": who is ordered above does it and has others help."""
    return parties.opened and length_at(words(text[:80]), 0, VERBS) > 0 and not hands_over(text)


def _is_told(asking: str, issuer: str | None) -> bool:
    """As in "Sở Giáo dục yêu cầu các trường …" in a document of the province: who asks is himself told to."""
    if issuer is None or not _BELOW.match(fold(asking)):
        return False
    one, other = _spelt_out(asking), _spelt_out(issuer)
    return one not in other and other not in one


def _spelt_out(name: str) -> str:
    return fold(name).replace("ubnd", "uy ban nhan dan").replace("hdnd", "hoi dong nhan dan")


def handed_later(text: str) -> tuple[str, ...]:
    """As in "Về an toàn: … chịu trách nhiệm. Giao Công an tỉnh diễn tập": who is told in a later sentence, or behind a semicolon."""
    impersonal = not orders.opens_with_verb(text)  # "Việc nuôi lại chỉ làm khi hết dịch; Trạm Thú y hướng dẫn …"
    for start, end in (pieces if impersonal else sentences)(text)[1:]:
        told = read_parties(text[start:end])
        acts = told.rest > 0 and orders.orders(text[start:end], told) and not orders.tells_past(text[start:end])
        if told.lead and (told.opened or acts):
            return told.lead
    return ()
