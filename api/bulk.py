"""The answer to many at once: for each row its status, and where it was refused the code and the sentence."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi.responses import JSONResponse

from acts.desk import Answer
from api.deps import reply
from api.problems import STATUS


def reply_rows(answer: Answer) -> JSONResponse:
    """The rows of a bulk act, refusals in the statuses that single calls answer with."""
    return reply(replace(answer, body={"rows": [_row(row) for row in answer.body["rows"]]}))


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(row)
    refused = told.pop("refused", None)
    return told if refused is None else {"id": told.pop("id"), "status": STATUS[refused], **told}
