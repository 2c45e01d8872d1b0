"""*Điều chỉnh phụ lục*: days and products of an issued directive by another signed annex; what moves is shown, then done."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.desk import Desk
from acts.directives import ISSUED, lay_annex
from api.annexes import Signature
from api.deps import AtDesk, Visitor
from api.pages.forms import DAY_SAID, Filled, Form, Trouble, attempt, shaped
from api.pages.shell import DIRECTIVES, go, page
from api.unit_names import names_of
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from reading.annex import read_annex
from storage.views import annexes
from storage.views import directives as view
from storage.views.directives import ItemLine, WholeDirective

router = APIRouter()
ONE = DIRECTIVES + "/{directive}"
CORRECTION = "/dieu-chinh-phu-luc"
FILE = "phu-luc.yaml"
"""What the shown annex is called where it is read again as it is confirmed."""
OF_PERIOD = "day-of-period"
MOST_ITEMS = 300
"""Items in one form; the annex of a longer directive comes as a file."""


@router.get(ONE + CORRECTION)
def show_correction(request: Request, desk: AtDesk, scope: Visitor, directive: str) -> Response:
    """The days and products in force, to be corrected, and the annexes so far."""
    return _shown(request, desk, scope, directive)


@router.post(ONE + CORRECTION + "/xem-truoc")
def preview(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """What the corrected annex would move: deadlines, steps, who is told. Nothing is written."""

    def deed() -> Response:
        require(scope, Act.ISSUE)
        found = _issued(desk, scope, directive)
        text = sent.file.data if sent.file else json.dumps(_annex(found, sent), ensure_ascii=False).encode()
        annex = read_annex(text, sent.file.name if sent.file else FILE)
        effect = lay_annex(desk, scope, directive, annex, version=sent.version, dry_run=True).body
        told = {"number": annex.number, "issued_on": annex.issued_on}
        refs = {item.id: item.ref for item in found.items}
        return page(
            request,
            "binding.html",
            found=effect,
            directive=directive,
            told=told,
            version=sent.version,
            units=names_of(desk).by_code,
            refs=refs,
            action=DIRECTIVES + f"/{directive}{CORRECTION}",
            hidden={"annex": text.decode("utf-8-sig")},
        )

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, trouble), "correction", sent)


@router.post(ONE + CORRECTION)
def correct(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Put the annex that was shown in force."""

    def deed() -> Response:
        annex = read_annex((sent.one("annex") or "").encode(), FILE)
        lay_annex(desk, scope, directive, annex, sent.key, version=sent.version)
        return go(f"{DIRECTIVES}/{directive}{CORRECTION}", "phu-luc-sua")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, trouble), "correction", sent)


def _shown(request: Request, desk: Desk, scope: Scope, directive: str, trouble: Trouble | None = None) -> Response:
    require(scope, Act.ISSUE)
    found = _issued(desk, scope, directive)
    with desk.memory.reading() as session:
        history = annexes.signed_annexes(session, scope, directive)
    followed = [item for item in found.items if item.follow]
    return page(
        request,
        "annex_correction.html",
        trouble=trouble,
        found=found,
        items=followed[:MOST_ITEMS],
        more=len(followed) > MOST_ITEMS,
        history=history,
        units=names_of(desk).by_code,
    )


def _issued(desk: Desk, scope: Scope, directive: str) -> WholeDirective:
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
    if found.line.state != ISSUED:
        detail = "Văn bản chưa phát hành; đề nghị áp dụng phụ lục ở trang của văn bản."
        raise Refusal("conflict", "not-issued", detail, allowed=("annex",))
    return found


def _annex(found: WholeDirective, sent: Filled) -> dict[str, Any]:
    """The annex that the form says, as its file would: the signature, and a row for each item that was changed."""
    signature = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "signer": sent.one("signer")}
    signed = shaped(Signature, signature).model_dump(mode="json")
    rows = [row for item in found.items if item.follow and (row := _row(item, sent))]
    if not rows:
        problem = Problem("rows", "sửa hạn hoặc sản phẩm của ít nhất một mục, hoặc chọn tệp phụ lục")
        raise Refusal("invalid", "nothing-changed", "Chưa có mục nào thay đổi.", (problem,))
    of = {"number": found.line.number, "issued_on": found.line.issued_on and found.line.issued_on.isoformat()}
    return {**signed, "directive": of, "rows": [{"ref": item, **row} for item, row in rows]}


def _row(item: ItemLine, sent: Filled) -> tuple[str, Mapping[str, Any]] | None:
    """What was changed of an item; None where nothing was."""
    changes = dict(_changes(item, sent))
    return (item.ref, changes) if changes else None


def _changes(item: ItemLine, sent: Filled) -> Iterator[tuple[str, Any]]:
    product = sent.one(f"product.{item.id}")
    if product is not None and product != item.product:
        yield "product", product
    if is_of_period(item):
        rule = dict(item.due_rule or {})
        day = _day_of_period(item, sent)
        if day != rule["n"]:
            yield "due_rule", {**rule, "n": day}
        return
    day_named = _day(item, sent)
    if day_named is not None and day_named != item.due_on:
        yield "due_on", day_named.isoformat()


def is_of_period(item: ItemLine) -> bool:
    """Whether an item is owed on a day of each period instead of on one day."""
    return item.due_rule is not None and item.due_rule.get("kind") == OF_PERIOD


def _day_of_period(item: ItemLine, sent: Filled) -> int:
    typed = sent.one(f"n.{item.id}") or ""
    if not typed.isdigit():
        raise _refused(item, f"n.{item.id}", "cần ghi ngày trong tháng cuối kỳ, từ 1 đến 31")
    return int(typed)


def _day(item: ItemLine, sent: Filled) -> date | None:
    field = f"day.{item.id}"
    typed = sent.day(field)
    if typed is None:
        if item.due_on is not None:
            raise _refused(item, field, "phụ lục không bỏ hạn đã có; để trống là chưa đúng, đề nghị ghi ngày")
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise _refused(item, field, f"cần ghi {DAY_SAID}") from None


def _refused(item: ItemLine, field: str, message: str) -> Refusal:
    return Refusal("invalid", "invalid", f"Mục {item.ref} chưa đúng.", (Problem(field, f"mục {item.ref}: {message}"),))
