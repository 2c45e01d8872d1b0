"""What a form of a page sends: its fields, its key, the version it was filled in against."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect

from api.bodies import cut_off
from api.deps import idempotency_key, seen_version
from api.language import gettext
from api.problems import problems_of
from api.uploads import PART, Sent
from domain.errors import Problem, Refusal

Shape = TypeVar("Shape", bound=BaseModel)
MOST_FIELDS, MOST_FILES = 1000, 10
SIGNED = "signed"
"""The part of a form that holds the signed file."""
SECRET = frozenset({"password", "current", "again"})
"""Fields that are taken as typed and never shown again."""
WRITTEN_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})|(\d{2})(\d{2})(\d{4})")
ISO_SAID, DAY_SAID = "YYYY-MM-DD", "ngày/tháng/năm, ví dụ 31/3/2023"


@dataclass(frozen=True)
class Filled:
    """The fields of a form as they were filled in; what was left empty is not there. `secret` holds what is not trimmed.

    `signed` is the signed file, where a form takes one beside its other files.
    """

    fields: Mapping[str, list[str]]
    files: tuple[Sent, ...] = ()
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    request: Request | None = field(default=None, repr=False)
    signed: Sent | None = None

    @property
    def file(self) -> Sent | None:
        """The only, or the first, file."""
        return next(iter(self.files), None)

    def raw(self, name: str) -> str:
        """A password exactly as typed; empty where there is none."""
        return self.secret.get(name, "")

    def one(self, name: str) -> str | None:
        """The only, or the first, value of a field."""
        return next(iter(self.fields.get(name, ())), None)

    def every(self, name: str) -> list[str]:
        """All values of a field."""
        return list(self.fields.get(name, ()))

    def under(self, prefix: str) -> dict[str, str]:
        """The fields whose names begin so, by the rest of their names."""
        return {name.removeprefix(prefix): values[0] for name, values in self.fields.items() if name.startswith(prefix)}

    def day(self, name: str) -> str | None:
        """A day as ISO 8601, typed as 31/3/2023 or 31032023; what is no day stays as it is and is refused later."""
        told = self.one(name)
        return told and iso_day(told)

    @property
    def key(self) -> str:
        """The key made when the form was shown: sent twice it is one act."""
        assert self.request is not None
        return idempotency_key(self.request, self.one("key"))

    @property
    def version(self) -> int | None:
        """The version of what the form was about."""
        return seen_version(self.one("version"))


def iso_day(told: str) -> str:
    """A day as ISO 8601, typed as 31/3/2023 or 31032023; what is no day stays as it is."""
    found = WRITTEN_DAY.fullmatch(told)
    if found is None:
        return told
    day, month, year = (part for part in found.groups() if part is not None)
    return f"{year}-{int(month):02d}-{int(day):02d}"


@dataclass(frozen=True)
class Trouble:
    """A refusal shown where it arose: which form of the page, what had been entered in it, and what is wrong."""

    refusal: Refusal
    form: str
    entered: Filled = field(default_factory=lambda: Filled({}))

    def fault(self, name: str) -> str | None:
        """What is wrong with a field."""
        return next((gettext(one.message) for one in self.refusal.problems if one.field == name), None)


async def filled_in(request: Request) -> Filled:
    """The form of a request; its blanks trimmed, its empty fields left out."""
    try:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
            told: dict[str, list[str]] = {}
            secret = {name: value for name in SECRET if isinstance(value := form.get(name), str)}
            for name, value in form.multi_items():
                if isinstance(value, str) and value.strip() and name not in SECRET:
                    told.setdefault(name, []).append(_clean(name, value))
            files = await _sent(form, PART)
            signed = await _sent(form, SIGNED)
    except ClientDisconnect:
        raise cut_off() from None
    return Filled(told, files, secret, request, next(iter(signed), None))


async def _sent(form: FormData, name: str) -> tuple[Sent, ...]:
    """The files of a field; one that nothing was chosen for has no name."""
    parts = [part for part in form.getlist(name) if isinstance(part, UploadFile)]
    return tuple([Sent(await part.read(), part.filename) for part in parts if part.filename])


def _clean(name: str, value: str) -> str:
    if "\x00" in value:
        raise Refusal("invalid", "invalid", "Nội dung chưa hợp lệ.", (Problem(name, "có ký tự không hợp lệ"),))
    return value.strip().replace("\r\n", "\n")


def shaped(shape: type[Shape], told: Mapping[str, object]) -> Shape:
    """The body that the same call takes as JSON; refused with its places where it is not of that shape."""
    try:
        return shape.model_validate({name: value for name, value in told.items() if value is not None})
    except ValidationError as error:
        found = problems_of(error.errors())
        problems = tuple(Problem(one.field, one.message.replace(ISO_SAID, DAY_SAID)) for one in found)
        raise Refusal("invalid", "invalid", "Một số mục chưa đúng; đề nghị sửa rồi gửi lại.", problems) from None


def attempt(
    deed: Callable[[], Response], otherwise: Callable[[Trouble], Response], form: str, sent: Filled
) -> Response:
    """Do it; a refusal is shown on the page it came from, with what was entered kept."""
    try:
        return deed()
    except Refusal as refusal:
        if refusal.kind == "absent":
            raise
        if sent.request is not None:
            sent.request.state.refusal = refusal  # shown here, and written down at the door
        return otherwise(Trouble(refusal, form, sent))


Form = Annotated[Filled, Depends(filled_in)]
