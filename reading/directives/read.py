"""One file → one draft directive: reader, outline, grammar, warnings, in that order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.directive import DraftDirective, DraftItem, LostPoint, Place, RemedyLink, Warning  # noqa: A004 - the word of the contract
from reading.directives import refusals, warnings
from reading.directives.blocks import Block, Reading
from reading.directives.chrome import strip_chrome
from reading.directives.days import Era
from reading.directives.details import fold_details
from reading.directives.due import WorkingDayAfter, after_weekends
from reading.directives.head import Head, read_head, with_issuer
from reading.directives.items import Reader
from reading.directives.legacy import refuse_legacy
from reading.directives.lost_points import find_lost_points
from reading.directives.machine import hidden_talk, without_machine_talk
from reading.directives.outline import Node, build
from reading.directives.parties import issuer_of_order
from reading.directives.readers import read_file
from reading.directives.records import record_of
from reading.directives.remedies import propose
from reading.directives.secrets import refuse_secrets
from reading.directives.times import Times
from reading.directives.years import year_spoken_of

_MOST_TEXT = 3_000_000  # characters: three hundred pages are one million


def read(data: bytes, name: str, *, working_day_after: WorkingDayAfter = after_weekends) -> DraftDirective:
    """The draft of a directive from the bytes of a file; what they hold tells the format, `name` only helps with texts.

    Refuses what cannot be read (unsupported), is empty or damaged (invalid), or is marked secret (secret): refusals.py.
    `working_day_after(day, n)` is the office's calendar; weekends alone are known without it.
    """
    reading = read_file(data, name)
    refuse_secrets(reading)
    if not reading.blocks:
        raise refusals.empty()
    if sum(len(block.text) for block in reading.blocks) > _MOST_TEXT:
        raise refusals.too_large()
    refuse_legacy(reading.blocks)
    return _with_unread(_directive(reading, working_day_after), reading)


def _with_unread(draft: DraftDirective, reading: Reading) -> DraftDirective:
    """The draft with a warning for each page that is a picture, and for what the file does not show."""
    pages = (warnings.unread_page(page) for page in reading.unread)
    return replace(draft, warnings=(*draft.warnings, *pages, *warnings.hidden_warnings(reading.hidden)))


def _directive(reading: Reading, working_day_after: WorkingDayAfter) -> DraftDirective:
    blocks, machine = without_machine_talk(reading.blocks)
    machine += hidden_talk(reading.outside)
    content = strip_chrome(blocks)
    numbered_blocks = tuple(replace(block, position=at) for at, block in enumerate(content.blocks))
    head = read_head(numbered_blocks)
    root = build(head.body)
    head = with_issuer(head, _issuer(root))
    points, lost = find_lost_points(root)
    fold_details(root)
    year = year_spoken_of(head.title, content.blocks)
    era = Era(head.issued_on, year)
    numbered = any(child.marker is not None for child in root.children) or any(
        n.marker is not None for c in root.children for n in c.children
    )
    addressees = head.addressees if head.kind == "công văn" else ()
    record = record_of(head, numbered_blocks)
    reader = Reader(Times(era, working_day_after), lost, addressees, numbered, head.issuer, record)
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
        warnings=tuple(_warnings(head, content.blocks, content.chrome, items, points, machine, year)),
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
    year: int | None,
) -> Iterable[Warning]:
    yield from warnings.head_warnings(head)
    yield from warnings.citation_warnings(blocks, head.issued_on, year)
    yield from warnings.point_warnings(points)
    yield from warnings.machine_warnings(machine)
    yield from warnings.pair_warnings(items)
    yield from warnings.chrome_warning(chrome)
