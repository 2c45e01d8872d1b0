"""The small shapes that the files of an office are made of: codes, names, mail addresses, days of validity."""

import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from domain.office import Validity


def _composed(text: str) -> str:
    """One way of writing each accented letter, so that two files that look alike are alike."""
    return unicodedata.normalize("NFC", text)


_CODE = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
_LINE = r"^[^\x00-\x1f\x7f]+$"
_MAIL = r"^[^@\s<>,;:\"\\]+@[^@\s<>,;:\"\\]+\.[^@\s<>,;:\"\\]+$"

SAID = {
    _CODE: "chữ thường không dấu, chữ số, nối bằng dấu gạch hoặc dấu chấm, ví dụ p-ben-nghe",
    _LINE: "một dòng chữ, không xuống dòng",
    _MAIL: "một địa chỉ thư, ví dụ van-thu@quan1.example",
}
"""What each pattern asks for, for a person."""

Code = Annotated[str, StringConstraints(pattern=_CODE, max_length=60)]
"""Stable and ASCII: it stands in ids, file names and addresses of pages."""

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=_LINE),
    AfterValidator(_composed),
]
"""One line of text without control characters: names go into subjects and headers of mails."""

Mail = Annotated[str, StringConstraints(pattern=_MAIL, max_length=254)]
"""One mail address, without a display name."""


class Shape(BaseModel):
    """A mapping of a file: frozen, and a key that nobody knows is refused instead of overlooked."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Held(Shape):
    """Something that holds for some days; both ends included, an open end left out."""

    since: date | None = Field(default=None, description="First day on which it holds.")
    until: date | None = Field(default=None, description="Last day on which it holds.")

    @model_validator(mode="after")
    def _in_order(self) -> "Held":
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"Ngày hết hiệu lực {self.until} đứng trước ngày có hiệu lực {self.since}.")
        return self

    @property
    def validity(self) -> Validity:
        """The two days as the domain says them."""
        return Validity(self.since, self.until)


def schema_of(shape: type[Shape], title: str) -> dict[str, Any]:
    """The JSON Schema of the file `title`, as kept under docs/schemas for editors that check while one types."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema(), "title": title}
