"""What is handed in as a file, in a form or as the body itself: its bytes and its name."""

from dataclasses import dataclass

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api.schemas import Body, Line
from domain.errors import Problem, Refusal

JSON = "application/json"
PART = "file"


@dataclass(frozen=True)
class Sent:
    """A file: its bytes, and the name that tells its format."""

    data: bytes
    name: str
    as_json: bool = False


class Pasted(Body):
    """A text pasted in place of a file; `name` tells its format by its ending."""

    text: str
    name: Line = "van-ban.txt"


async def sent_file(request: Request) -> Sent:
    """The part `file` of a form, or a JSON body as it stands."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON:
        return Sent(await request.body(), "body.json", as_json=True)
    if kind != "multipart/form-data":
        raise Refusal("unsupported", "media-type", "Đề nghị gửi tệp (multipart/form-data, mục file) hoặc JSON.")
    async with request.form(max_files=1, max_fields=10) as form:
        part = form.get(PART)
        if not isinstance(part, UploadFile) or not part.filename:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp.", (Problem(PART, "cần một tệp"),))
        return Sent(await part.read(), part.filename)


def text_of(sent: Sent) -> tuple[bytes, str]:
    """`{"text", "name"}` of a JSON body as a file: its bytes and its name."""
    try:
        body = Pasted.model_validate_json(sent.data)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
    return body.text.encode(), body.name
