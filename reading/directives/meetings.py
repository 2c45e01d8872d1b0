"""Minutes of a meeting: the parts that tell who said what, before the chair concludes. Nobody owes what is only said."""

import re
from collections.abc import Iterable

from reading.directives.outline import Node
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
_CONTENT = re.compile(rf"(?:noi dung|tom tat noi dung|noi dung chinh)(?: cua)?(?: {_MEETING})*\W*$")
_CONCLUDES = re.compile(
    rf"(?:y kien )?(?:ket luan|chu toa|chu tri|nguoi chu tri)(?: (?:cua|tai|ket luan|{_MEETING}|chu toa|chu tri"
    r"|nguoi chu tri|dong chi|ong|ba)|,)*\b"
)


def spoken_or(node: Node, zone: Zone, above: Zone) -> Zone:
    """The zone that `node` opens: what was said at a meeting, until the chair concludes, or else `zone`."""
    if _concludes(node):
        return Zone.ORDERS if above is Zone.SPOKEN else zone
    if above is Zone.SPOKEN:
        return above
    if node.is_leaf:
        return zone
    heading = fold(node.own[:160])
    if _SPOKEN.match(heading) or (_CONTENT.match(heading) and _is_concluded(node)):
        return Zone.SPOKEN
    return zone


def _concludes(node: Node) -> bool:
    return bool(_CONCLUDES.match(fold(node.own[:160])))


def _is_concluded(node: Node) -> bool:
    """Whether the chair concludes below `node` or behind it."""
    sisters: Iterable[Node] = node.parent.children if node.parent is not None else ()
    behind = [sister for sister in sisters if sister.first > node.first]
    return any(_concludes(one) for one in (*behind, *node.children))
