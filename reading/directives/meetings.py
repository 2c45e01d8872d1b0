"""Minutes of a meeting: the parts that tell who said what, before the chair concludes. Nobody owes what is only said."""

import re
from collections.abc import Iterable

from reading.directives.outline import Node
from reading.directives.records import Record
from reading.directives.words import fold
from reading.directives.zones import Zone

_MEETING = r"(?:cuoc hop|buoi hop|phien hop|hop|hoi nghi|buoi lam viec|lam viec|hoi thao|toa dam|giao ban)"
_SPOKEN = re.compile(
    rf"(?:noi dung |phan |cac )*(?:dien bien|thao luan|trao doi|phat bieu|tham luan|chat van|hoi dap"
    r"|(?:cac )?y kien (?:thao luan|phat bieu|trao doi|tham gia|dong gop|tham luan|cua (?:cac )?(?:dai bieu"
    r"|thanh vien|don vi|co quan|nganh|dia phuong|phong|nguoi))|trinh bay bao cao|nghe bao cao)\b"
    rf"(?:(?:,| va| -)* ?(?:thao luan|trao doi|y kien|phat bieu|gop y|dong gop|{_MEETING}|tai|cua|nhu sau|cac|dai bieu"
    r"|thanh vien|don vi|co quan|nganh|dia phuong|noi dung|trong|du hop))*\W*$"
)
# A chapeau of what was said: "Sau khi nghe báo cáo, các thành viên phát biểu:".
_THEY_SPEAK = re.compile(
    r"(?:thanh vien|dai bieu|don vi|co quan|dia phuong|nguoi du hop)(?: (?:du hop|tham du|ban chi dao|da))*"
    r" (?:phat bieu|thao luan|trao doi|co y kien|cho y kien)"
    r"(?:,? (?:va )?(?:y kien|phat bieu|thao luan|nhu sau|cu the))*\s*:$"
)
_CONTENT = re.compile(rf"(?:noi dung|tom tat noi dung|noi dung chinh)(?: cua)?(?: {_MEETING})*\W*$")
# "Kết luận thanh tra số 5/KL-TTr" is another document; "Chủ trì: Sở Y tế" and "Chủ trì, phối hợp với …" say who leads.
_CONCLUSION = r"ket luan\b(?! (?:thanh tra|kiem tra|kiem toan|dieu tra|giam sat|giam dinh|so \d))"
_CHAIR = r"(?:(?:ong|ba|dong chi) )?(?:chu toa|chu tri|nguoi chu tri)\b(?!\s*[:-]|,? (?:va )?phoi hop)"
_CONCLUDES = re.compile(
    rf"(?:y kien )?{_CONCLUSION}|y kien (?:\w+,? ){{0,4}}{_CHAIR}|{_CHAIR}[^:;.]{{0,80}}\b{_CONCLUSION}"
)
_DIRECTS = re.compile(rf"{_CHAIR}[^:;.]{{0,80}}\b(?:chi dao|giao|phan cong|yeu cau|quyet dinh|thong nhat)\b")


def spoken_or(node: Node, zone: Zone, above: Zone, record: Record) -> Zone:
    """The zone that `node` opens: what was said at a meeting, until the chair concludes, or else `zone`."""
    if record is Record.NONE:
        return zone
    if above is Zone.SPOKEN:
        return Zone.ORDERS if _concludes(node) or _DIRECTS.match(_heading(node)) else above
    if node.is_leaf or _concludes(node):
        return zone
    told = _SPOKEN.match(_heading(node)) or _THEY_SPEAK.search(fold(node.own[-160:]))
    content = record is Record.MINUTES and _is_content(node)
    return Zone.SPOKEN if told or content else zone


def _heading(node: Node) -> str:
    return fold(node.own[:160])


def _concludes(node: Node) -> bool:
    return bool(_CONCLUDES.match(_heading(node)))


def _is_content(node: Node) -> bool:
    """A heading "Nội dung" with the conclusion of the chair below it or behind it."""
    sisters: Iterable[Node] = node.parent.children if node.parent is not None else ()
    behind = [sister for sister in sisters if sister.first > node.first]
    return bool(_CONTENT.match(_heading(node))) and any(_concludes(one) for one in (*behind, *node.children))
