"""The bodies callers send: every field checked before an act is asked, strangers refused by name."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.deps import LARGEST_VERSION
from domain.status import ReturnClass


def _without_nul(text: str) -> str:
    """PostgreSQL knows no NUL within a text."""
    if "\x00" in text:
        raise ValueError("ký tự NUL")
    return text


NoNul = AfterValidator(_without_nul)
Id = Annotated[str, Field(min_length=1, max_length=100), NoNul]
Line = Annotated[str, Field(min_length=1, max_length=500), NoNul]
Reason = Annotated[str, Field(min_length=1, max_length=4000), NoNul]
Note = Annotated[str, Field(max_length=20_000), NoNul]
Version = Annotated[int, Field(ge=1, le=LARGEST_VERSION)]
Figure = Annotated[Decimal, Field(max_digits=20, allow_inf_nan=False)]


class Body(BaseModel):
    """A body of a call."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Document(Body):
    """The document that carries a result, as the registry knows it."""

    number: Line
    issued_on: date
    signer: Annotated[str, Field(max_length=500), NoNul] | None = None


class CompletionBody(Body):
    """One report for one or many assignments of a unit.

    `versions` names the version seen of each assignment; for a single one If-Match does as well. `result_on` is the
    day of the result where there is no document. `values` are figures by criterion and name.
    """

    assignments: Annotated[list[Id], Field(min_length=1, max_length=200)]
    versions: Annotated[dict[Id, Version], Field(max_length=200)] = {}
    document: Document | None = None
    result_on: date | None = None
    values: Annotated[dict[Id, Annotated[dict[Id, Figure], Field(max_length=50)]], Field(max_length=200)] = {}
    note: Note = ""
    recorded_for: Id | None = None
    source: Line = "unit"


class ReturnBody(Body):
    """Why a report goes back: its class, and what is missing."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, populate_by_name=True)
    classed: Annotated[ReturnClass, Field(alias="class")]
    reason: Reason


class ReasonBody(Body):
    """A reason in words."""

    reason: Reason
