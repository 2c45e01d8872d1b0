"""The head and the foot of a document: kind, number, date, issuer, title, addressees, recipients, signer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reading.directives.addressees import LONG, find_addressees
from reading.directives.blocks import Block
from reading.directives.days import build
from reading.directives.foot import AUTHORITY, find_foot, read_signature
from reading.directives.issuer import MOTTO, find_issuer
from reading.directives.kinds import KIND, KINDS
from reading.directives.markers import split_marker
from reading.directives.parties import read_parties
from reading.directives.words import fold

_KIND_BY_CODE = {"CT": "chỉ thị", "CĐ": "công điện", "KH": "kế hoạch", "TB": "thông báo", "QĐ": "quyết định", "NQ": "nghị quyết", "CTr": "chương trình", "CTR": "chương trình", "HD": "hướng dẫn", "BC": "báo cáo", "TTr": "tờ trình", "KL": "kết luận", "PA": "phương án", "ĐA": "đề án", "TBKL": "thông báo kết luận"}  # fmt: skip
_HEAD_REACH = 60
_NUMBER = re.compile(
    r"^\W*(?:Số|SỐ"
    r"|số)\s*[:.]?\s*(?P<n>\d{1,5}[A-Za-z]?\s*(?:/\d{4})?\s*[/-]\s*[A-ZĐ][A-Za-zĐđƯÂÔ0-9&.]*(?:\s?[-/]\s?[A-ZĐ][\w&.]*)*)"
)
_TITLE_NUMBER = re.compile(
    (
        rf"^\W*(?P<kind>{'|'.join(KINDS)})\s+(?:số\s*:?\s*)(?P<n>\d{{1,5}}(?:/\d{{4}})?[/-][A-ZĐ][A-Za-zĐđ0-9&.-]*(?:/[A-ZĐ]+)?),?\s*ngày\s+(?P<d>\d{{1,2}})(?:\s*[/-]\s*(?P<m>\d{{1,2}})\s*[/-]\s*(?P<y>\d{{4}})"
        rf"|\s+tháng\s+(?P<m2>\d{{1,2}})\s+năm\s+(?P<y2>\d{{4}}))"
    ),
    re.IGNORECASE,
)
# An annex filed alone carries the number of what it was issued with: "(Kèm theo Quyết định số … ngày …)".
_ENCLOSED_WITH = re.compile(_TITLE_NUMBER.pattern.replace(r"^\W*", r"^\W*(?:Ban hành\s+)?kèm theo\s+"), re.IGNORECASE)
_DATED = re.compile(r"(?:^|[,;]\s*|\s)(?:N|n)gày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\W*$")
_DATE_REACH = 90
_ABOUT = re.compile(r"^\W*(?:V/v|v/v|Về việc|về việc)\s*:?\s*(?P<about>.+)$", re.DOTALL)
_TITLE_ENDS = re.compile(
    (
        r"^\W*(?:căn cứ|kính gửi|kính gởi|thực hiện|trong thời gian|thời gian qua|nhằm|để |trên cơ sở|theo |xét "
        r"|qua |ngày \d|sáng ngày|chiều ngày|ủy ban nhân dân|uỷ ban nhân dân|chủ tịch ủy ban)"
    ),
    re.IGNORECASE,
)
_PARAGRAPH = 120
_SENTENCE = 25  # characters: shorter lines ended by a stop are scraps of a page
_TITLE_WORDS = 4
_TOP = 3  # blocks: a kind in the left column that high is part of an issuer's name
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
    entitled = _entitled(blocks, _TITLE_NUMBER) or (_entitled(blocks, _ENCLOSED_WITH) if number_at < 0 else None)
    issued_at, issued_on = _dated(blocks)
    begin, title, titled = _title(blocks, kind_at, inline, max(number_at, issued_at))
    if entitled is not None and number is None:
        number = entitled["n"]
        issued_on = issued_on or build(
            int(entitled["y"] or entitled["y2"]), int(entitled["m"] or entitled["m2"]), int(entitled["d"])
        )
        kind = kind or entitled["kind"].lower()
    begin, addressees = find_addressees(blocks, begin)
    issuer = find_issuer(blocks[: kind_at if kind_at is not None else max(number_at, issued_at, 0) + 1])
    foot, after = find_foot(blocks, begin)
    signer, recipients = read_signature(blocks[foot:after])
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


def _entitled(blocks: Sequence[Block], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The number and date of the document where its title, or the line below, carries them."""
    return next(
        (m for block in blocks[:_HEAD_REACH] if len(block.text) < LONG * 2 and (m := pattern.match(block.text))), None
    )


def _kind(blocks: Sequence[Block]) -> tuple[int | None, str | None, str]:
    """The line that names the kind: in capitals, alone or before its title."""
    for at, block in enumerate(blocks[:_HEAD_REACH]):
        match = KIND.match(block.text)
        if match is None or block.cells or not match["kind"].isupper() or (block.column == 0 and at < _TOP):
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
            if len(text) < LONG and (match := _NUMBER.match(text)):
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
        while at < len(blocks) and AUTHORITY.match(blocks[at].text):
            at += 1  # the authority named above the grounds of a decision
        return max(at, head_end + 1 if head_end < kind_at + _TOP else at), " ".join(lines) or None, False
    for at, block in enumerate(blocks[:_HEAD_REACH]):
        if (
            (match := _ABOUT.match(block.text))
            and len(block.text) < LONG
            and not block.text.rstrip().endswith((".", ";", ":"))
        ):
            end = at + 1
            about = match["about"]
            while end < len(blocks) and blocks[end].text[:1].islower() and len(blocks[end].text) < LONG // 2:
                about = f"{about} {blocks[end].text}"
                end += 1
            return max(end, head_end + 1), about, True
    return _untitled(blocks, head_end + 1)


def _is_title_line(block: Block, *, first: bool) -> bool:
    if block.cells or (
        split_marker(block.text)[0] is not None and block.text.strip(" -–_*=") != "" and not block.text.startswith("-")
    ):
        return False
    text = block.text.strip()
    if len(text) > LONG or (text.endswith((".", ";", ":")) and not first):
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
        or len(text) >= LONG
        or (len(text) >= _PARAGRAPH and text.endswith((".", ";", ":", "…")))
        or fold(text).startswith(("kinh gui", "can cu"))
    ):
        return True
    if mark is not None and not mark.is_bullet:
        return True
    return (text.endswith((".", ":", ";")) and len(text) > _SENTENCE) or read_parties(text).opened


def _could_be_title(text: str) -> bool:
    return len(text.split()) > _TITLE_WORDS and split_marker(text)[0] is None and not MOTTO.match(text)


def _recipients(listed: tuple[str, ...], addressees: tuple[str, ...]) -> tuple[str, ...]:
    """Recipients in order, "Như trên" replaced by the addressees it stands for."""
    found: list[str] = [] if any(fold(name).startswith("nhu ") for name in listed) else list(addressees)
    for name in listed:
        found.extend(addressees if fold(name).startswith(("nhu tren", "nhu kinh gui")) and addressees else (name,))
    return tuple(dict.fromkeys(found))


def with_issuer(head: Head, issuer: str | None) -> Head:
    """The head with an issuer learnt from the body where it names none itself."""
    return head if head.issuer is not None else replace(head, issuer=issuer)
