"""Who issued a document, by the left column of its head."""

import re
from collections.abc import Sequence

from reading.directives.blocks import Block
from reading.directives.foot import ON_BEHALF
from reading.directives.kinds import KIND
from reading.directives.words import fold

_BODY = re.compile(
    r"(?:uy ban|ubnd|so |phong |van phong|ban |hoi dong|cong an|thanh tra|bo |cuc |chi cuc|trung tam|truong "
    r"|tinh uy|thanh uy|huyen uy|quan uy|dang uy|hdnd|chu tich|tong cuc|hoi |doan |benh vien|vien |cong ty"
    r"|tong cong ty|tap doan|xi nghiep|ngan hang|lien doan|mat tran|buu dien|vien thong|dien luc|quy |kho bac"
    r"|thue |hai quan|bao hiem|toa an|vien kiem sat|chi nhanh|chi bo|lien minh|hiep hoi|chinh phu|thu tuong)"
)
_BARE = 2  # words: "VĂN PHÒNG", "THANH TRA"
_PLACE = re.compile(r"(?:tinh|thanh pho|huyen|quan|thi xa|phuong|xa|thi tran|dac khu) ")
MOTTO = re.compile(r"^\W*(?:cộng h[oò][àa] xã hội|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam)", re.IGNORECASE)


def find_issuer(above: Sequence[Block]) -> str | None:
    """The lowest body named in the left column of the head: the one above it is its superior."""
    lines = [text for block in above if block.column != 1 for text in (block.cells[:1] or (block.text,))]
    bodies: list[str] = []
    place: str | None = None
    for raw in lines[:12]:
        text = raw.strip(" -–_*=|")
        if not text or not text.isupper() or MOTTO.match(text) or re.match(r"SỐ\s*:", text):
            continue
        if _BODY.match(fold(text)):
            bodies.append(text)
        elif bodies and not ON_BEHALF.match(text) and KIND.match(text) is None:
            bodies[-1] = f"{bodies[-1]} {text}"
        elif not bodies and _PLACE.match(fold(text)):
            place = text
    return _whole_name(bodies, place)


def _whole_name(bodies: Sequence[str], place: str | None) -> str | None:
    """The lowest body; a bare "VĂN PHÒNG" is that of the body above, a bare committee that of the place above."""
    if not bodies:
        return None
    if len(bodies) > 1 and len(bodies[-1].split()) <= _BARE:
        return f"{bodies[-1]} {bodies[-2]}" if fold(bodies[-1]) in {"van phong", "thanh tra"} else bodies[-1]
    bare = fold(bodies[-1]).endswith(("uy ban nhan dan", "ubnd", "hoi dong nhan dan"))
    return f"{bodies[-1]} {place}" if bare and place else bodies[-1]
