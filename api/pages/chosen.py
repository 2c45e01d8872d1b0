"""What was chosen on *Theo dõi, đôn đốc*, answered at once: each for itself, and what is refused is told row by row."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import completions, steps
from acts.bulk import MOST_ROWS, Row
from acts.desk import Answer
from api.deps import AtDesk, Visitor
from api.pages.follow_up import shown
from api.pages.forms import Filled, Form, attempt
from api.pages.shell import FOLLOW_UP, go
from domain.errors import Problem, Refusal
from domain.ladder import StepState
from domain.wording.numbers import count
from storage.views import answers
from storage.views import steps as steps_view
from storage.views.paging import MOST, Wanted

router = APIRouter()
FIELD = "chon"
"""The field of a form that holds what was chosen: the id of each, with the version that was seen."""


@router.post(FOLLOW_UP + "/bao-cao-da-chon")
def accept_chosen(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Confirm the reports that were chosen."""

    def deed() -> Response:
        with desk.memory.reading() as session:
            names = {one.id: one.unit_name for one in answers.waiting_reports(session, scope)}
        _tell_refused(completions.accept_many(desk, scope, _chosen(sent), sent.key), names, "báo cáo", "xác nhận")
        return go(FOLLOW_UP, "xac-nhan-da-chon")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble=trouble), "chosen-reports", sent)


@router.post(FOLLOW_UP + "/moc-da-chon")
def release_chosen(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Let the escalations that were chosen go now."""

    def deed() -> Response:
        with desk.memory.reading() as session:
            waiting = steps_view.find(session, scope, StepState.AWAITING, Wanted(None, MOST)).items
        names = {one.id: one.unit_name for one in waiting}
        _tell_refused(steps.release_many(desk, scope, _chosen(sent), sent.key), names, "báo cáo cấp trên", "gửi")
        return go(FOLLOW_UP, "gui-da-chon")

    return attempt(deed, lambda trouble: shown(request, desk, scope, trouble=trouble), "chosen-steps", sent)


def _chosen(sent: Filled) -> tuple[Row, ...]:
    """What was ticked; nothing, too much and what no page offers are refused."""
    ticked = [one.partition(":") for one in sent.every(FIELD)]
    if not ticked:
        how = "đánh dấu ô đầu dòng của từng nội dung, rồi bấm lại nút này"
        raise Refusal("invalid", "nothing-chosen", "Chưa chọn nội dung nào.", (Problem(FIELD, how),))
    if len(ticked) > MOST_ROWS:
        raise Refusal(
            "invalid", "too-many", "Chọn quá nhiều.", (Problem(FIELD, f"nhiều nhất {MOST_ROWS} nội dung một lần"),)
        )
    if not all(one and version.isdecimal() for one, _, version in ticked):
        raise Refusal("invalid", "invalid", "Nội dung chưa hợp lệ.", (Problem(FIELD, "chọn lại trên trang này"),))
    return tuple(Row(one, int(version)) for one, _, version in ticked)


def _tell_refused(answer: Answer, names: Mapping[str, str], what: str, done: str) -> None:
    """Name the rows that were refused and why; what was done of the others is done, and said."""
    rows = answer.body["rows"]
    refused = [row for row in rows if "refused" in row]
    if not refused:
        return
    raise Refusal(
        "conflict",
        "some-refused",
        f"Đã {done} {count(len(rows) - len(refused))} {what}; {count(len(refused))} {what} chưa {done} được.",
        tuple(Problem(row["id"], f"{names.get(row['id'], 'Nội dung đã xử lý')}: {row['detail']}") for row in refused),
    )
