"""The head and the foot of a document: kind, number, date, issuer, title, addressees, recipients, signer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reading.directives.blocks import Block
from reading.directives.days import build
from reading.directives.markers import split_marker
from reading.directives.parties import read_parties
from reading.directives.units import unit_list
from reading.directives.words import CAPITALS, fold, words

KINDS = ("thông báo kết luận", "kết luận", "chỉ thị", "công điện", "kế hoạch", "thông báo", "quyết định", "nghị quyết", "chương trình hành động", "chương trình", "hướng dẫn", "công văn", "báo cáo", "tờ trình", "phương án", "đề án", "giấy mời", "thông tri", "quy chế", "quy định")  # fmt: skip
_KIND_BY_CODE = {"CT": "chỉ thị", "CĐ": "công điện", "KH": "kế hoạch", "TB": "thông báo", "QĐ": "quyết định", "NQ": "nghị quyết", "CTr": "chương trình", "CTR": "chương trình", "HD": "hướng dẫn", "BC": "báo cáo", "TTr": "tờ trình", "KL": "kết luận", "PA": "phương án", "ĐA": "đề án", "TBKL": "thông báo kết luận"}  # fmt: skip
_BODY = re.compile(
    r"(?:uy ban|ubnd|so |phong |van phong|ban |hoi dong|cong an|thanh tra|bo |cuc |chi cuc|trung tam|truong |tinh uy|thanh uy|huyen uy|quan uy|dang uy|hdnd|chu tich|tong cuc|hoi |doan |benh vien|vien |chinh phu|thu tuong)"
)
_PLACE = re.compile(r"(?:tinh|thanh pho|huyen|quan|thi xa|phuong|xa|thi tran|dac khu) ")
_HEAD_REACH = 60
_NUMBER = re.compile(
    r"^\W*(?:Số|SỐ|số)\s*[:.]?\s*(?P<n>\d{1,5}[A-Za-z]?\s*(?:/\d{4})?\s*[/-]\s*[A-ZĐ][A-Za-zĐđƯÂÔ0-9&.]*(?:\s?[-/]\s?[A-ZĐ][\w&.]*)*)"
)
_TITLE_NUMBER = re.compile(
    rf"^\W*(?P<kind>{'|'.join(KINDS)})\s+(?:số\s*:?\s*)(?P<n>\d{{1,5}}(?:/\d{{4}})?[/-][A-ZĐ][A-Za-zĐđ0-9&.-]*(?:/[A-ZĐ]+)?),?\s*ngày\s+(?P<d>\d{{1,2}})(?:\s*[/-]\s*(?P<m>\d{{1,2}})\s*[/-]\s*(?P<y>\d{{4}})|\s+tháng\s+(?P<m2>\d{{1,2}})\s+năm\s+(?P<y2>\d{{4}}))",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:^|[,;]\s*|\s)(?:N|n)gày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\W*$")
_DATE_REACH = 90
_KIND = re.compile(rf"^\W*(?P<kind>{'|'.join(KINDS)})(?=\W|$)\W*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_MOTTO = re.compile(r"^\W*(?:cộng h[oò][àa] xã hội|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam)", re.IGNORECASE)
_ABOUT = re.compile(r"^\W*(?:V/v|v/v|Về việc|về việc)\s*:?\s*(?P<about>.+)$", re.DOTALL)
_ADDRESSED = re.compile(
    rf"^\W*(?:[Kk]ính\s+(?:gửi|gởi)|KÍNH GỬI|[{CAPITALS} ]{{4,80}}\sĐIỆN(?=:))\s*:?\s*(?P<who>.*)$", re.DOTALL
)
_RECIPIENTS = re.compile(r"^\W*Nơi\s+(?:nhận|gửi)\s*:?\s*(?P<who>.*)$", re.IGNORECASE | re.DOTALL)
_ON_BEHALF = re.compile(r"^\W*(?:T/M\.?\s|(?:TM|KT|TL|TUQ|TKT|Q)\.)\s*\S")
_AUTHORITY = re.compile(
    rf"^\W*(?:T/M\.?\s|(?:TM|KT|TL|TUQ|TKT|Q)\.)\s*\S|^(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|BÍ THƯ|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG BAN|HIỆU TRƯỞNG|CHÁNH THANH TRA|BỘ TRƯỞNG|THỨ TRƯỞNG|VỤ TRƯỞNG|THỦ TƯỚNG|TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG)(?: [{CAPITALS} ]{{2,60}})?$"
)
_ANNEX = re.compile(r"^\W*(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu mẫu|DANH MỤC|PHÂN CÔNG|BẢNG)(?:\W|$)")
_NAME = re.compile(
    rf"^(?:(?:đã ký|ký bởi|người ký|ký)\s*:?\s*)?(?:(?:TS|ThS|PGS|GS|BS|KS|Ths)\.?\s*)*(?P<name>[{CAPITALS}][^\W\d_]*(?:\s+[{CAPITALS}][^\W\d_]*){{1,4}})$"
)
_SIGNED_TITLE = re.compile(
    r"(?:quyen |pho )?(?:chu tich|giam doc|truong|chanh|uy ban|phong|van phong|so|bi thu|cuc|vu|tm|kt|thuong truc|hoi dong|ban|ky thay|thu truong)\b"
)
_TITLE_ENDS = re.compile(
    r"^\W*(?:căn cứ|kính gửi|kính gởi|thực hiện|trong thời gian|thời gian qua|nhằm|để |trên cơ sở|theo |xét |qua |ngày \d|sáng ngày|chiều ngày|ủy ban nhân dân|uỷ ban nhân dân|chủ tịch ủy ban)",
    re.IGNORECASE,
)
_LONG = 250
_PARAGRAPH = 120
_TITLE_BLOCKS = 4


@dataclass(frozen=True)
class Head:
    """What head and foot say, and the blocks between them; `annexed` blocks after the foot are part of the body."""

    body: tuple[Block, ...]
    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    kind: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


def read_head(blocks: Sequence[Block]) -> Head:
    """Split off head and foot; what is not written stays None."""
    kind_at, kind, inline = _kind(blocks)
    number_at, number = _number(blocks)
    entitled = next(
        (m for block in blocks[:_HEAD_REACH] if len(block.text) < _LONG * 2 and (m := _TITLE_NUMBER.match(block.text))),
        None,
    )
    issued_at, issued_on = _dated(blocks)
    begin, title, titled = _title(blocks, kind_at, inline, max(number_at, issued_at))
    if entitled is not None and number is None:
        number = entitled["n"]
        issued_on = issued_on or build(
            int(entitled["y"] or entitled["y2"]), int(entitled["m"] or entitled["m2"]), int(entitled["d"])
        )
        kind = kind or entitled["kind"].lower()
    begin, addressees = _addressees(blocks, begin)
    issuer = _issuer(blocks[: kind_at if kind_at is not None else max(number_at, issued_at, 0) + 1])
    foot, after = _foot(blocks, begin)
    signer, recipients = _signature(blocks[foot:after])
    return Head(
        body=(*blocks[begin:foot], *blocks[after:]),
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        title=title,
        kind=_settle_kind(kind, number, titled, bool(addressees)),
        signer=signer,
        recipients=_recipients(recipients, addressees),
        addressees=addressees,
    )


def _kind(blocks: Sequence[Block]) -> tuple[int | None, str | None, str]:
    """The line that names the kind: in capitals, alone or before its title."""
    for at, block in enumerate(blocks[:_HEAD_REACH]):
        match = _KIND.match(block.text)
        if match is None or block.cells or not match["kind"].isupper() or (block.column == 0 and at < 3):  # noqa: PLR2004
            continue
        named, rest = match["kind"].lower(), match["rest"].strip()
        if named == "thông báo" and fold(" ".join([rest, *(b.text for b in blocks[at + 1 : at + 3])])).lstrip(
            "- "
        ).startswith(("ket luan", "y kien ket luan")):
            named = "thông báo kết luận"
        return at, named, rest
    return None, None, ""


def _settle_kind(kind: str | None, number: str | None, titled: bool, addressed: bool) -> str | None:
    if kind is not None:
        return kind
    code = re.search(r"[/-]\s*([A-Za-zĐđ]+)", re.sub(r"/\d{4}/", "/", number)) if number else None
    if code is not None and code[1] in _KIND_BY_CODE:
        return _KIND_BY_CODE[code[1]]
    return "công văn" if titled or addressed else None


def _number(blocks: Sequence[Block]) -> tuple[int, str | None]:
    for at, block in enumerate(blocks[:_HEAD_REACH]):
        for text in block.cells or (block.text,):
            if len(text) < _LONG and (match := _NUMBER.match(text)):
                return at, re.sub(r"\s*([/-])\s*", r"\1", match["n"]).strip()
    blank = next((at for at, block in enumerate(blocks[:_HEAD_REACH]) if re.match(r"^\W*Số\s*:", block.text)), -1)
    return blank, None


def _dated(blocks: Sequence[Block]) -> tuple[int, date | None]:
    """Place and date of issue: a short line that ends with a day in words, in the head."""
    for at, block in enumerate(blocks[:_HEAD_REACH]):
        for text in block.cells or (block.text,):
            if len(text) <= _DATE_REACH and (match := _DATED.search(text)) and not _cites(text):
                return at, build(int(match[3]), int(match[2]), int(match[1]))
    return -1, None


def _cites(text: str) -> bool:
    """A short line that names another document is no line of place and date."""
    return (
        bool(re.search(r"(?:kèm theo|căn cứ|của|theo|trước|đến hết|số \d|hoàn thành|báo cáo)\s", text, re.IGNORECASE))
        or split_marker(text)[0] is not None
    )


def _title(blocks: Sequence[Block], kind_at: int | None, inline: str, head_end: int) -> tuple[int, str | None, bool]:
    """Where the body begins, the title, and whether it is the "V/v" of a công văn."""
    if kind_at is not None:
        lines = [inline] if inline else []
        at = kind_at + 1
        while at < len(blocks) and len(lines) < _TITLE_BLOCKS and _is_title_line(blocks[at], first=not lines):
            text = blocks[at].text.strip(" -–_*=")
            if text and not _DATED.search(text) and not _NUMBER.match(text):
                lines.append(text)
            at += 1
        while at < len(blocks) and _AUTHORITY.match(blocks[at].text):
            at += 1  # the authority named above the grounds of a decision
        return max(at, head_end + 1 if head_end < kind_at + 3 else at), " ".join(lines) or None, False  # noqa: PLR2004
    for at, block in enumerate(blocks[:_HEAD_REACH]):
        if (
            (match := _ABOUT.match(block.text))
            and len(block.text) < _LONG
            and not block.text.rstrip().endswith((".", ";", ":"))
        ):
            end = at + 1
            about = match["about"]
            while end < len(blocks) and blocks[end].text[:1].islower() and len(blocks[end].text) < _LONG // 2:
                about = f"{about} {blocks[end].text}"
                end += 1
            return max(end, head_end + 1), about, True
    return _untitled(blocks, head_end + 1)


def _is_title_line(block: Block, *, first: bool) -> bool:
    if (
        block.cells
        or split_marker(block.text)[0] is not None
        and not block.text.strip(" -–_*=") == ""
        and not block.text.startswith("-")
    ):
        return False
    text = block.text.strip()
    if len(text) > _LONG or text.endswith((".", ";", ":")) and not first:
        return False
    return not _TITLE_ENDS.match(text) or (
        first and not text.endswith((".", ";", ":")) and not fold(text).startswith(("can cu", "kinh gui"))
    )


def _untitled(blocks: Sequence[Block], begin: int) -> tuple[int, str | None, bool]:
    """A page without a head: the title is the last short line above the first paragraph, what stands above is the page's."""
    for at in range(begin, min(len(blocks), begin + _HEAD_REACH)):
        if _begins_body(blocks[at]):
            short = [block.text for block in blocks[begin:at] if _could_be_title(block.text)]
            return at, short[-1] if short else None, False
    return begin, None, False


def _begins_body(block: Block) -> bool:
    text = block.text
    mark = split_marker(text)[0]
    if (
        block.cells
        or len(text) >= _LONG
        or (len(text) >= _PARAGRAPH and text.endswith((".", ";", ":", "…")))
        or fold(text).startswith(("kinh gui", "can cu"))
    ):
        return True
    if mark is not None and not mark.is_bullet:
        return True
    return (text.endswith((".", ":", ";")) and len(text) > 25) or read_parties(text).opened  # noqa: PLR2004


def _could_be_title(text: str) -> bool:
    return len(text.split()) > 4 and split_marker(text)[0] is None and not _MOTTO.match(text)  # noqa: PLR2004


def _addressees(blocks: Sequence[Block], begin: int) -> tuple[int, tuple[str, ...]]:
    """The units after "Kính gửi:", on its line or as a list below it."""
    for at in range(max(0, min(begin, len(blocks)) - 3), min(begin + 6, len(blocks))):
        match = _ADDRESSED.match(blocks[at].text)
        if match is None:
            continue
        found = [match["who"].strip(" .;")] if match["who"].strip(" .;") else []
        end = at + 1
        while end < len(blocks) and _is_addressee(blocks[end], bool(found)):
            found.append(split_marker(blocks[end].text)[1].strip(" .;"))
            end += 1
        return max(end, begin), tuple(name for text in found for name in _names(text))
    return begin, ()


def _is_addressee(block: Block, some: bool) -> bool:
    if block.cells:
        return False
    mark, rest = split_marker(block.text)
    if mark is not None and not mark.is_bullet:
        return False
    sentence = words(rest)
    listed = unit_list(rest, sentence, 0)
    whole = (
        listed is not None
        and rest[sentence[listed.end].start if listed.end < len(sentence) else len(rest) :].strip(" .;,") == ""
    )
    return len(rest) < _LONG and (
        whole or (mark is not None and not some) or (mark is not None and block.text.rstrip().endswith((";", ".")))
    )


def _names(text: str) -> tuple[str, ...]:
    sentence = words(text)
    listed = unit_list(text, sentence, 0)
    return listed.names if listed is not None and listed.end >= len(sentence) - 1 else (text,)


def _issuer(above: Sequence[Block]) -> str | None:
    """The lowest body named in the left column of the head: the one above it is its superior."""
    lines = [text for block in above if block.column != 1 for text in (block.cells[:1] or (block.text,))]
    bodies: list[str] = []
    place: str | None = None
    for raw in lines[:12]:
        text = raw.strip(" -–_*=|")
        if not text or not text.isupper() or _MOTTO.match(text) or re.match(r"SỐ\s*:", text):
            continue
        if _BODY.match(fold(text)):
            bodies.append(text)
        elif bodies and not _ON_BEHALF.match(text) and _KIND.match(text) is None:
            bodies[-1] = f"{bodies[-1]} {text}"
        elif not bodies and _PLACE.match(fold(text)):
            place = text
    return _whole_name(bodies, place)


def _whole_name(bodies: Sequence[str], place: str | None) -> str | None:
    """The lowest body; a bare "VĂN PHÒNG" is that of the body above, a bare committee that of the place above."""
    if not bodies:
        return None
    if len(bodies) > 1 and len(bodies[-1].split()) <= 2:  # noqa: PLR2004 - "VĂN PHÒNG", "THANH TRA"
        return f"{bodies[-1]} {bodies[-2]}" if fold(bodies[-1]) in {"van phong", "thanh tra"} else bodies[-1]
    bare = fold(bodies[-1]).endswith(("uy ban nhan dan", "ubnd", "hoi dong nhan dan"))
    return f"{bodies[-1]} {place}" if bare and place else bodies[-1]


def _foot(blocks: Sequence[Block], begin: int) -> tuple[int, int]:
    """Span of recipients and signature; annexes may follow it."""
    foot = next(
        (at for at in range(begin, len(blocks)) if _opens_foot(blocks[at]) or _is_signed(blocks, at)), len(blocks)
    )
    after = next(
        (
            at
            for at in range(foot + 1, len(blocks))
            if blocks[at].table is not None and not _in_foot(blocks[at]) or _ANNEX.match(blocks[at].text)
        ),
        len(blocks),
    )
    return foot, min(after, len(blocks))


def _opens_foot(block: Block) -> bool:
    return any(
        _RECIPIENTS.match(text) or (_ON_BEHALF.match(text) and text.isupper())
        for text in (block.cells or (block.text,))
    )


def _is_signed(blocks: Sequence[Block], at: int) -> bool:
    """Whether a title in capitals stands over a name, as in a signature, and not over the grounds of a decision."""
    if not any(_AUTHORITY.match(text) and text.isupper() for text in (blocks[at].cells or (blocks[at].text,))):
        return False
    return any(_signer_name(block.text) for block in blocks[at + 1 : at + 4])


def _in_foot(block: Block) -> bool:
    return _opens_foot(block)


def _signature(foot: Sequence[Block]) -> tuple[str | None, tuple[str, ...]]:
    """The name below the authority, and the lines below "Nơi nhận"."""
    signer: str | None = None
    recipients: list[str] = []
    listing = authorised = False
    for text in (line for block in foot for line in (block.cells or (block.text,))):
        if match := _RECIPIENTS.match(text):
            listing = True
            recipients += _split_recipients(match["who"])
        elif _AUTHORITY.match(text):
            authorised = True
        elif text.startswith(("-", "–", "+", "•")) and listing:
            recipients += _split_recipients(text)
        elif name := _signer_name(text):
            signer = signer or (name if authorised or listing else None)
    return signer, tuple(recipients)


def _split_recipients(text: str) -> list[str]:
    return [
        part.strip(" -–+•.;") for part in re.split(r";\s*|(?:^|\s)[-–]\s+(?=[A-ZĐ])", text) if part.strip(" -–+•.;")
    ]


def _signer_name(text: str) -> str | None:
    match = _NAME.match(text.strip())
    if match is None or _SIGNED_TITLE.match(fold(match["name"])):
        return None
    return match["name"]


def _recipients(listed: tuple[str, ...], addressees: tuple[str, ...]) -> tuple[str, ...]:
    """Recipients in order, "Như trên" replaced by the addressees it stands for."""
    found: list[str] = [] if any(fold(name).startswith("nhu ") for name in listed) else list(addressees)
    for name in listed:
        found.extend(addressees if fold(name).startswith(("nhu tren", "nhu kinh gui")) and addressees else (name,))
    return tuple(dict.fromkeys(found))


def with_issuer(head: Head, issuer: str | None) -> Head:
    """The head with an issuer learnt from the body where it names none itself."""
    return head if head.issuer is not None else replace(head, issuer=issuer)
