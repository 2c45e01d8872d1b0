"""A refusal as an answer over HTTP: RFC 9457 problem details, with a stable type and a sentence for a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.responses import JSONResponse
from pydantic_core import ErrorDetails

from api import language
from api.language import Words, gettext
from domain.errors import Problem, Refusal, RefusalKind

MEDIA_TYPE = "application/problem+json"
STATUS: Mapping[RefusalKind, int] = {
    "absent": 404,
    "forbidden": 403,
    "conflict": 409,
    "invalid": 422,
    "stale": 412,
    "missing-version": 428,
    "secret": 422,
    "unsupported": 415,
}
STATUS_OF_CODE: Mapping[str, int] = {
    "key-missing": 400,
    "bad-header": 400,
    "bad-cursor": 400,
    "bad-sort": 400,
    "bad-query": 400,
    "bad-request": 400,
    "bad-json": 400,
    "not-signed-in": 401,
    "too-large": 413,
    "too-often": 429,
}
"""Codes whose status says more than that of their kind."""
TITLES = Words(
    {
        400: "Yêu cầu chưa đúng",
        401: "Chưa đăng nhập",
        403: "Không có quyền",
        404: "Không tìm thấy",
        405: "Không dùng được cách gọi này",
        409: "Trạng thái hiện tại không cho phép",
        412: "Nội dung đã thay đổi",
        413: "Nội dung quá lớn",
        415: "Định dạng chưa hỗ trợ",
        422: "Nội dung chưa hợp lệ",
        428: "Thiếu phiên bản",
        429: "Thử quá nhiều lần",
        500: "Hệ thống gặp lỗi",
        503: "Tạm thời chưa phục vụ được",
    }
)
CODES: Mapping[int, str] = {
    404: "absent",
    405: "method",
    413: "too-large",
    415: "media-type",
    500: "fault",
    503: "unavailable",
}
_SAID = Words(
    {
        "missing": "thiếu nội dung này",
        "extra_forbidden": "không có trường này",
        "string_type": "cần một chuỗi ký tự",
        "string_too_short": "không được để trống",
        "string_too_long": "quá dài",
        "string_unicode": "có ký tự không hợp lệ",
        "int_type": "cần một số nguyên",
        "int_parsing": "cần một số nguyên",
        "bool_parsing": "cần true hoặc false",
        "day_beyond": "cần một ngày từ năm 1900 đến năm 2199",
        "decimal_parsing": "cần một số",
        "list_type": "cần một danh sách",
        "tuple_type": "cần một danh sách",
        "set_type": "cần một danh sách",
        "frozen_set_type": "cần một danh sách",
        "dict_type": "cần một đối tượng JSON",
        "model_attributes_type": "cần một đối tượng JSON",
        "json_invalid": "không phải JSON hợp lệ",
        "too_short": "cần ít nhất một phần tử",
        "too_long": "quá nhiều phần tử",
    }
)
"""What is wrong, by pydantic's type of error; dates and choices are said below, with what would be right."""


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return STATUS_OF_CODE.get(refusal.code, STATUS[refusal.kind])


def answer(refusal: Refusal) -> JSONResponse:
    """A refusal as problem details."""
    return problem(status_of(refusal), refusal.code, sentence(refusal), refusal.problems, refusal.allowed)


def sentence(refusal: Refusal) -> str:
    """What a refusal says, in the language of the answer."""
    return language.sentence(refusal, TITLES.get(status_of(refusal), TITLES[400]))


def problem(
    status: int, code: str, detail: str, problems: Sequence[Problem] = (), allowed: Sequence[str] = ()
) -> JSONResponse:
    """Problem details (RFC 9457): `type` is stable and for programs, `title` and `detail` are for people."""
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": TITLES.get(status, TITLES[400]),
        "status": status,
        "detail": _printable(detail),
        "errors": [{"field": _printable(one.field), "message": _printable(language.fault(one))} for one in problems],
    }
    if allowed:
        body["allowed"] = list(allowed)
    headers = language.headers()
    if status == STATUS_OF_CODE["not-signed-in"]:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body, status, headers, MEDIA_TYPE)


def _printable(text: str) -> str:
    """What a caller sent may hold half characters, which no answer can carry."""
    return text.encode("utf-8", "replace").decode()


def of_validation(errors: Sequence[ErrorDetails | Mapping[str, Any]]) -> JSONResponse:
    """What the shapes of a call said of a request, each with its place."""
    said = gettext("Nội dung gửi lên chưa hợp lệ; đề nghị sửa các mục nêu dưới đây.")
    return problem(422, "invalid", said, problems_of(errors))


def problems_of(errors: Sequence[ErrorDetails | Mapping[str, Any]]) -> tuple[Problem, ...]:
    """Each thing wrong, with its place and what would be right."""
    return tuple(Problem(_place(error["loc"]), _said(error)) for error in errors)


def _place(loc: Sequence[str | int]) -> str:
    parts = loc[1:] if loc and loc[0] in {"body", "query", "path", "header", "cookie"} else loc
    return ".".join(str(part) for part in parts) or "body"


def _said(error: ErrorDetails | Mapping[str, Any]) -> str:
    kind, context = str(error["type"]), error.get("ctx") or {}
    if kind in {"enum", "literal_error"}:
        return gettext("chỉ nhận: %s") % str(context.get("expected", "")).replace(" or ", gettext(" hoặc "))
    if kind.startswith(("date_", "datetime_")):
        return gettext("cần ngày dạng YYYY-MM-DD")
    if kind.startswith("time_"):
        return gettext("cần giờ dạng HH:MM, theo giờ của cơ quan")
    if kind.startswith(("greater_than", "less_than", "decimal_")):
        return gettext("con số ngoài phạm vi cho phép")
    return _SAID.get(kind, gettext("chưa hợp lệ"))
