"""The small shapes that the files of an office are made of: codes, names, mail addresses, days of validity."""

import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from domain.office import Validity


def _composed(text: str) -> str:
    """One way of writing each accented letter, so that two files that look alike are alike."""
    return unicodedata.normalize("NFC", text)


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=60)]
"""Stable and ASCII: it stands in ids, file names and addresses of pages."""

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$"),
    AfterValidator(_composed),
]
"""One line of text without control characters: names go into subjects and headers of mails."""

Mail = Annotated[
    str, StringConstraints(pattern=r"^[^@\s<>,;:\"\\]+@[^@\s<>,;:\"\\]+\.[^@\s<>,;:\"\\]+$", max_length=254)
]
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
