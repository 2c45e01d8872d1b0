"""*Phiếu điểm* of a unit in a round: each criterion with what every step said, the form of the step it is in, its moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import appraisal_sheets
from acts.desk import Desk
from api.deps import AtDesk, Visitor, doors
from api.evidence import take
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.rounds import ROUNDS
from api.pages.shell import go, page
from api.rounds import MarksBody, MoveBody
from domain.appraisal.fields import granted_as
from domain.appraisal.flow import BY_FIELD, MARKED_BY, MOVES, Move, State, moves_from
from domain.appraisal.marks import OF_UNIT
from domain.appraisal.windows import Window
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, may
from domain.scorecard import Levels, Scorecard
from domain.telling.score_sheet import cited, given_told
from reading.score_sheet import read_score_sheet
from storage.views import appraisal_sheet, appraisals, evidence, index, office

router = APIRouter()
SHEET = ROUNDS + "/{round_id}/{unit}"
WORDS = ("level", "document", "section", "page", "note")


NEW = "moi"
"""What stands for the file that is sent in the same form."""


@dataclass(frozen=True)
class Files:
    """Whether files can be attached here, and the id of the one that came with the form."""

    offered: bool
    new: str | None = None


@dataclass(frozen=True)
class Offered:
    """A move that the one who looks may make now; `field` is what it closes."""

    move: Move
    field: str | None = None


@router.get(SHEET)
def show(request: Request, desk: AtDesk, scope: Visitor, round_id: str, unit: str) -> Response:
    """The sheet of a unit."""
    return _shown(request, desk, scope, round_id, unit)


@router.post(SHEET + "/diem")
def enter(request: Request, desk: AtDesk, scope: Visitor, round_id: str, unit: str, sent: Form) -> Response:
    """Enter what was filled in or changed, in the step the sheet is in."""

    def deed() -> Response:
        with desk.memory.reading() as session:
            told = appraisal_sheet.shown(session, scope, round_id, unit, desk.clock())
        files = _handed_in(request, desk, scope, sent)
        rows = [row for line in told["lines"] if (row := _row(sent, line, told["state"], files))]
        if not rows and files.new is not None:
            return go(f"{ROUNDS}/{round_id}/{unit}", "tai-lieu")
        if not rows:
            raise Refusal("invalid", "rows", "Chưa có dòng nào được ghi hoặc sửa.", ())
        body = shaped(MarksBody, {"rows": rows, "session": sent.one("session")})
        marks = [row.known() for row in body.rows]

        def place(number: int, part: str) -> str:
            return f"{'document' if part.startswith('evidence') else part}:{marks[number].criterion}"

        appraisal_sheets.enter(desk, scope, round_id, unit, marks, body.session, sent.version, place, sent.key)
        return go(f"{ROUNDS}/{round_id}/{unit}", "diem")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, round_id, unit, trouble), "diem", sent)


@router.post(SHEET + "/buoc")
def move(request: Request, desk: AtDesk, scope: Visitor, round_id: str, unit: str, sent: Form) -> Response:
    """Move the sheet on."""

    def deed() -> Response:
        told = {name: sent.one(name) for name in ("move", "field", "reason", "session")}
        body = shaped(MoveBody, told)
        appraisal_sheets.move(
            desk, scope, round_id, unit, body.move, body.field, body.reason, body.session, sent.version, sent.key
        )
        return go(f"{ROUNDS}/{round_id}/{unit}", "buoc")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, round_id, unit, trouble), "buoc", sent)


@router.post(SHEET + "/tep")
def take_file(request: Request, desk: AtDesk, scope: Visitor, round_id: str, unit: str, sent: Form) -> Response:
    """Enter the lines of a filled workbook."""

    def deed() -> Response:
        if sent.file is None:
            raise Refusal("invalid", "file-missing", "Chưa chọn tệp phiếu điểm.", (Problem("file", "chọn tệp XLSX"),))
        with desk.memory.reading() as session:
            state = appraisals.sheet(session, scope, round_id, unit).state
        filled = read_score_sheet(sent.file.data, sent.file.name, round_id, unit, state)
        appraisal_sheets.enter(desk, scope, round_id, unit, filled.marks, None, sent.version, filled.place, sent.key)
        return go(f"{ROUNDS}/{round_id}/{unit}", "diem")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, round_id, unit, trouble), "tep", sent)


def _shown(
    request: Request, desk: Desk, scope: Scope, round_id: str, unit: str, trouble: Trouble | None = None
) -> Response:
    now = desk.clock()
    with desk.memory.reading() as session:
        told = appraisal_sheet.shown(session, scope, round_id, unit, now)
        card = index.card_of(session, told["scorecard"])
        windows = appraisals.windows_of(appraisals.round_of(session, round_id))
        held = appraisals.sessions(session, round_id)
        attach = _attaches(request, scope, State(told["state"]))
        opened_at = appraisals.round_of(session, round_id).opened_at
        files = evidence.of_unit(session, scope, unit, opened_at) if attach else []
        cited_now = [
            one["file"] for line in told["lines"] for step in line["steps"].values() for one in step["evidence"]
        ]
        known = {one.id: one.name for one in evidence.carried(session, filter(None, cited_now)).values()}
        names = {one.code: one.name for one in office.units(session)}
    state = State(told["state"])
    window = windows.get(state, Window())
    return page(
        request,
        "round_sheet.html",
        trouble=trouble,
        told=told,
        card=card,
        state=state,
        window=window,
        sessions=held,
        units=names,
        fields={field.id: [line for line in told["lines"] if line["field"] == field.id] for field in card.fields},
        open_fields=_open_fields(scope, card, told, state),
        cited=cited,
        attach=attach,
        files={**{one.id: one.name for one in files}, **known},
        words_of_moves={one.name: one.label for one in MOVES},
        given=given_told,
        levels={leaf.id: leaf.rule.levels for _, leaf in card.leaves() if isinstance(leaf.rule, Levels)},
        offered=_offered(scope, card, told, state, over=window.closes is not None and now >= window.closes),
    )


def _attaches(request: Request, scope: Scope, state: State) -> bool:
    return state in OF_UNIT and doors(request).files is not None and may(scope, Act.ATTACH)


def _handed_in(request: Request, desk: Desk, scope: Scope, sent: Filled) -> Files:
    """The file that came with the form, kept; refused where a line names it and none came."""
    asking = [name for name, value in sent.under("file:").items() if value == NEW]
    if sent.file is None:
        if asking:
            problems = tuple(Problem(f"file:{name}", "chưa chọn tệp ở cuối phiếu") for name in asking)
            raise Refusal("invalid", "file-missing", "Chưa chọn tệp tài liệu kiểm chứng.", problems)
        return Files(doors(request).files is not None)
    kept = take(doors(request), desk, scope, sent.file.name, [sent.file.data], f"{sent.key} tep")
    return Files(offered=True, new=str(kept.body["id"]))


def _may(scope: Scope, act: Act, unit: str, card: Scorecard, field: str | None = None) -> bool:
    named = None if field is None else granted_as(scope.grants, card, field)
    return may(scope, act, unit, lead=unit if act is Act.APPRAISE else None, field=named)


def _open_fields(scope: Scope, card: Scorecard, told: Mapping[str, Any], state: State) -> frozenset[str]:
    """Fields in which the one who looks may enter lines now."""
    act = MARKED_BY.get(state)
    if act is None:
        return frozenset()
    closed = set(told["closed_fields"]) if state in BY_FIELD else set()
    return frozenset(
        one.id for one in card.fields if one.id not in closed and _may(scope, act, told["unit"], card, one.id)
    )


def _offered(scope: Scope, card: Scorecard, told: Mapping[str, Any], state: State, *, over: bool) -> list[Offered]:
    """The moves that may come next from the one who looks; passing on only once the unit's time is over."""
    found: list[Offered] = []
    for one in moves_from(state):
        if one.after_window and not over:
            continue
        if one.name == "close-field":
            left = [field.id for field in card.fields if field.id not in told["closed_fields"]]
            found += [Offered(one, id_) for id_ in left if _may(scope, one.act, told["unit"], card, id_)]
        elif _may(scope, one.act, told["unit"], card):
            found.append(Offered(one))
    return found


def _row(sent: Filled, line: Mapping[str, Any], state: str, files: Files) -> dict[str, Any] | None:
    """One line as it was filled in; None where nothing was, or nothing differs from what stands."""
    id_ = line["criterion"]
    points = sent.one(f"points:{id_}")
    typed = {name: sent.one(f"{name}:{id_}") or "" for name in WORDS}
    off = sent.one(f"off:{id_}") is not None
    if line["survey"] or not (points or off or any(typed.values())):
        return None
    row: dict[str, Any] = {"criterion": id_, "note": typed["note"], "not_applicable": off}
    row |= {"points": _number(points)} if points else {}
    row |= {"level": typed["level"]} if typed["level"] else {}
    stands = line["steps"].get(state)
    before = stands["evidence"] if stands else []
    if typed["document"] or typed["section"] or typed["page"]:
        chosen = sent.one(f"file:{id_}")
        file = files.new if chosen == NEW else chosen
        row["evidence"] = [_cited(typed, before[0] if before else {}, file, files), *before[1:]]
    return None if stands is not None and _same(row, stands) else row


def _cited(typed: Mapping[str, str], before: Mapping[str, Any], file: str | None, files: Files) -> dict[str, Any]:
    """The document that was typed with the file chosen for it; where none can be, its file stays while it is the same."""
    found = {name: typed[name] for name in ("document", "section", "page")}
    if not files.offered and before.get("document") == typed["document"]:
        file = before.get("file")
    return {**found, "file": file} if file else found


def _number(text: str) -> str:
    """A decimal comma is a point."""
    return text.replace(",", ".")


def _same(row: Mapping[str, Any], stands: Mapping[str, Any]) -> bool:
    cited, known = ([_place(one) for one in found] for found in _both(row, stands))
    return (
        _exact(row.get("points")) == _exact(stands["points"])
        and row.get("level") == stands["level"]
        and row["not_applicable"] == stands["not_applicable"]
        and row["note"] == stands["note"]
        and cited == known
    )


def _place(one: Mapping[str, Any]) -> tuple[str, str, str, str | None]:
    return one["document"], one["section"], one["page"], one.get("file")


def _both(row: Mapping[str, Any], stands: Mapping[str, Any]) -> tuple[Any, Any]:
    return row.get("evidence", ()), stands["evidence"]


def _exact(text: str | None) -> object:
    """Points as a number, however they are written; what is none compares with nothing."""
    try:
        return None if text is None else Fraction(text)
    except ValueError:
        return text
