"""Problem details for callers who ask for English: the same type, place and status, the sentence in their language."""

import json
from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import JSONResponse

from api.problems import MEDIA_TYPE

TITLES: Mapping[int, str] = {
    400: "The request is not right",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not called this way",
    409: "The present state does not allow it",
    412: "The content has changed",
    413: "Too large",
    415: "Format not supported",
    422: "The content is not valid",
    428: "The version is missing",
    429: "Too many requests",
    500: "The system failed",
    503: "Not available for the moment",
}
DETAILS: Mapping[str, str] = {
    "absence-over": "This absence is over.",
    "absent": "What was asked for is not there.",
    "absent-already": "An absence has been entered for these days already.",
    "already-issued": "This directive has been issued already.",
    "already-owed": "This unit owes the same item in this period already.",
    "annex-of-another": "The annex names another directive.",
    "annex-mismatch": "Some rows of the annex name no item of the directive.",
    "approved-already": "This content has been approved already.",
    "answered": "This report has been answered already.",
    "appraises-itself": "Nobody appraises their own unit.",
    "asked-already": "A request for more time is waiting for its decision.",
    "bad-cursor": "The cursor is not one of this list; use the value of next as it is.",
    "bad-query": "The call is not asked with these parameters.",
    "bad-header": "A header is not valid.",
    "bad-sort": "The list cannot be sorted that way.",
    "bad-span": "The span of days is not valid.",
    "closed": "The work has ended.",
    "decided": "This request has been decided already.",
    "authority-leads": "The authority does not give orders to itself; name a unit below it or a group.",
    "due-passed": "The day by which it is due is over.",
    "empty": "There is no content.",
    "empty-file": "The file is empty.",
    "fault": "The system failed; nothing was recorded. Please try again later.",
    "field-locked": "This field has been closed in this step.",
    "foreign-page": "The request does not come from a page of this system.",
    "four-eyes": "The deadline has passed: moving it needs two people, one who asks and one who decides.",
    "four-eyes-score": "Who gave these points does not answer the appeal about them.",
    "from-above": "A superior authority set this deadline; it cannot be moved here.",
    "future-day": "The day lies in the future.",
    "future-result": "The day of the result's document lies in the future.",
    "held-already": "The mails are held already.",
    "has-macros": "The file has macros.",
    "infected": "The file did not pass the check for malicious code.",
    "invalid": "What was sent is not valid; please correct the fields named below.",
    "key-missing": "Idempotency-Key is missing.",
    "key-reused": "This Idempotency-Key was used for another request; please use a new one.",
    "known-original": "This signed file has been attached already.",
    "known-letter": "A letter of this number and date is on record already.",
    "leads-itself": "The unit that owes the work neither accepts it nor moves its deadline.",
    "marks": "Some lines of the score sheet are not right.",
    "not-waiting": "Some of these mails do not wait any more.",
    "released-already": "The mails were let go already.",
    "merge-differs": "The two items differ in when they are due.",
    "name-taken": "This name means another unit already.",
    "names-oneself": "Nobody names themselves to act in another's place.",
    "needs-deadline": "The deadline has passed; please name a new one.",
    "no-deadline": "The work has no deadline that could be moved.",
    "no-document-awaited": "This extension waits for no document.",
    "not-a-pdf": "The signed file must be a PDF.",
    "no-file": "No file was chosen.",
    "no-lead": "Some items have no unit that leads them.",
    "no-role": "The absent person has no role in this unit.",
    "no-successor": "The unit has no successor that works; please name one.",
    "not-allowed": "This account may not do that.",
    "not-awaiting": "This no longer waits for a word.",
    "not-later": "The day must be after the present deadline and after today.",
    "not-of-unit": "This person does not belong to the unit concerned.",
    "not-open": "The work is not in a state in which it can be reported.",
    "not-paused": "The work is not paused.",
    "not-scored": "Some criteria have not been scored yet.",
    "not-proposed": "This mail does not wait to be recorded.",
    "not-settled": "This mail is still waiting or has nothing to say.",
    "not-signed-in": "Please sign in to go on.",
    "not-verbatim": "The parts put together are not the text of the item.",
    "not-word": "Only a Word file (.docx) can be given comments.",
    "nothing-to-send": "Nothing in this mail holds any longer.",
    "nothing-owed": "Nothing is owed that one could follow up.",
    "odd-word": "This Word file cannot be given comments; save it again in Word.",
    "other-content": "The file is not what its name says.",
    "other-unit": "The report is recorded for another unit.",
    "overdue": "The deadline has passed; please decide a new one first.",
    "own-report": "The unit itself handed this report in.",
    "parts": "The text was not cut into parts.",
    "past-days": "These days are past.",
    "points-outside": "The file loads content from elsewhere.",
    "recurring": "An item that recurs has no one deadline.",
    "round-open": "There is a round for this period already, or its result is published.",
    "round-unfinished": "Some score sheets are not approved yet.",
    "same-item": "An item is not put together with itself.",
    "same-row": "An item is named twice.",
    "same-unit": "This unit leads the work already.",
    "several-units": "One report holds the work of one unit only.",
    "sheet-state": "The score sheet is not in a state in which this is done.",
    "source-missing": "What is recorded for a unit must name its source.",
    "stale": "Somebody else has changed it since; please read it again first.",
    "substitute-absent": "The substitute is away on these days as well.",
    "too-large": "The file is too large.",
    "too-late": "The time to contest it is over.",
    "too-many-pixels": "The picture is too large.",
    "unknown-evidence": "There is no such file.",
    "unknown-field": "Some fields cannot be changed here.",
    "unknown-mention": "Nobody of that name is concerned with this work.",
    "unknown-session": "There is no such session in this round.",
    "unknown-unit": "There is no such unit.",
    "unpacks-too-large": "The file unpacks to too much.",
    "unsupported-file": "Files of this kind are not taken.",
    "version-missing": "The version that was read is missing (If-Match).",
    "vertical": "A vertical agency can only be asked to cooperate.",
    "window-closed": "This step has closed.",
    "window-not-open": "This step has not opened yet.",
    "window-still-open": "The unit still has time.",
    "windows": "The windows of the steps are not right.",
    "withdrawn": "This work is no longer followed.",
}
"""Sentences by code; a code without one is told by the title of its status."""


def wanted(request: Request) -> bool:
    """Whether a caller would rather read English than Vietnamese."""
    weights = {"en": 0.0, "vi": 0.0}
    for part in request.headers.get("accept-language", "").split(","):
        name, _, weight = part.strip().partition(";q=")
        language = name.lower().partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _weight(weight))
    return weights["en"] > weights["vi"]


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


def translated(answer: JSONResponse) -> JSONResponse:
    """Problem details with title and detail in English; all else as it was."""
    body = json.loads(bytes(answer.body))
    title = TITLES.get(answer.status_code, TITLES[400])
    code = str(body["type"]).rpartition("/")[2]
    told = {**body, "title": title, "detail": DETAILS.get(code, f"{title}.")}
    kept = {name: value for name, value in answer.headers.items() if name not in {"content-length", "content-type"}}
    return JSONResponse(told, answer.status_code, {**kept, "Content-Language": "en"}, MEDIA_TYPE)
