"""One file → one draft directive: reader, outline, grammar, warnings, in that order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.directive import DraftDirective, DraftItem, LostPoint, Place, RemedyLink, Warning  # noqa: A004 - the word of the contract
from domain.errors import Refusal
from reading.directives import warnings
from reading.directives.blocks import Block
from reading.directives.chrome import strip_chrome
from reading.directives.days import Era
from reading.directives.details import fold_details
from reading.directives.due import WorkingDayAfter, after_weekends
from reading.directives.head import Head, read_head, with_issuer
from reading.directives.html import blocks_of_html
from reading.directives.items import Reader
from reading.directives.lost_points import find_lost_points
from reading.directives.outline import Node, build
from reading.directives.parties import issuer_of_order
from reading.directives.remedies import propose
from reading.directives.secrets import refuse_secrets
from reading.directives.text import blocks_of_text, decode, normalise
from reading.directives.years import year_spoken_of

_LATER = {
    ".pdf": "PDF",
    ".xlsx": "Excel",
    ".xls": "Excel",
    ".csv": "CSV",
    ".docx": "Word",
    ".doc": "Word",
    ".rtf": "RTF",
    ".odt": "ODT",
}
_MAGIC = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0": ".doc", b"{\\rtf": ".rtf"}
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<p>", b"<p ", b"<table")


def read(data: bytes, name: str, *, working_day_after: WorkingDayAfter = after_weekends) -> DraftDirective:
    """The draft of a directive from the bytes of a file; `name` tells the format.

    Refuses what is no readable text (unsupported), an empty file (invalid) and a document marked secret (secret).
    `working_day_after(day, n)` is the office's calendar; weekends alone are known without it.
    """
    blocks = read_blocks(data, name)
    if not blocks:
        raise Refusal("invalid", "empty", "Tệp không có nội dung. Đề nghị kiểm tra lại tệp đã chọn.")
    refuse_secrets(blocks)
    return _directive(blocks, working_day_after)


def read_blocks(data: bytes, name: str) -> tuple[Block, ...]:
    """The numbered blocks of a file, by its ending and its first bytes."""
    suffix = next((ending for magic, ending in _MAGIC.items() if data.startswith(magic)), _suffix(name))
    if suffix in _LATER:
        raise Refusal(
            "unsupported",
            "format",
            f"Chưa đọc được tệp {_LATER[suffix]}. Đề nghị lưu văn bản dưới dạng .txt hoặc .html rồi nộp lại.",
        )
    if suffix in {".html", ".htm", ".xhtml", ".mht"} or data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(
        _MARKUP
    ):
        return blocks_of_html(data)
    return blocks_of_text(normalise(decode(data)))


def _suffix(name: str) -> str:
    return f".{name.rsplit('.', 1)[-1].lower()}" if "." in name else ""


def _directive(blocks: Sequence[Block], working_day_after: WorkingDayAfter) -> DraftDirective:
    content = strip_chrome(blocks)
    numbered_blocks = tuple(replace(block, position=at) for at, block in enumerate(content.blocks))
    head = read_head(numbered_blocks)
    root = build(head.body)
    head = with_issuer(head, _issuer(root))
    points, lost = find_lost_points(root)
    fold_details(root)
    era = Era(head.issued_on, year_spoken_of(head.title, content.blocks))
    numbered = any(child.marker is not None for child in root.children) or any(
        n.marker is not None for c in root.children for n in c.children
    )
    reader = Reader(era, working_day_after, lost, head.addressees if head.kind == "công văn" else (), numbered)
    found = reader.read(root)
    items = tuple(found.items)
    links = propose(items, points)
    return DraftDirective(
        number=head.number,
        issued_on=head.issued_on,
        issuer=head.issuer,
        title=head.title,
        kind=head.kind,
        signer=head.signer,
        recipients=head.recipients,
        items=_linked(items, links),
        notes=tuple(found.notes),
        lost_points=points,
        links=links,
        warnings=tuple(_warnings(head, content.blocks, content.chrome, items, points, found.machine)),
        text="\n".join(block.text for block in content.blocks),
    )


def _issuer(root: Node) -> str | None:
    """Who orders, from the first chapeau that says so."""
    for child in root.children:
        if child.heads and (issuer := issuer_of_order(child.own[-300:])):
            return issuer
    return None


def _linked(items: Iterable[DraftItem], links: Sequence[RemedyLink]) -> tuple[DraftItem, ...]:
    return tuple(
        replace(item, remedies=tuple(link.lost_point for link in links if link.item == item.ref)) for item in items
    )


def _warnings(
    head: Head,
    blocks: Sequence[Block],
    chrome: Sequence[Block],
    items: Sequence[DraftItem],
    points: Sequence[LostPoint],
    machine: Sequence[Place],
) -> Iterable[Warning]:
    yield from warnings.head_warnings(head)
    yield from warnings.citation_warnings(blocks)
    yield from warnings.point_warnings(points)
    yield from warnings.machine_warnings(machine)
    yield from warnings.pair_warnings(items)
    yield from warnings.chrome_warning(chrome)
