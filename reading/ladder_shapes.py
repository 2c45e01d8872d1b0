"""ladders.yaml as a shape: versions of ladders (quy trình đôn đốc) with their rungs."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from domain.ladder import Rung
from domain.ladders import RELEASE_WORDS, Priority, Version, phase_of
from reading.shapes import SAID, Code, Line, Shape, schema_of

RUNG_CODE = r"^[A-Z][A-Z0-9]{0,7}$"
SAID[RUNG_CODE] = "chữ hoa không dấu và chữ số, ví dụ B5"
EARLIEST, LATEST = -60, 250
"""Working days around the deadline: a quarter ahead, a year after."""
LONGEST_REPEAT = 92


class Audience(StrEnum):
    """Whom a rung reaches, as a role."""

    UNIT = "unit"  # đơn vị chủ trì
    HEAD = "head"  # thủ trưởng đơn vị
    OFFICE = "office"  # cơ quan theo dõi
    CHAIR = "chair"  # lãnh đạo
    ACCEPTOR = "acceptor"  # nơi xác nhận
    ACCEPTOR_HEAD = "acceptor-head"  # thủ trưởng nơi xác nhận


class Class(StrEnum):
    """What kind of word a rung brings."""

    REMINDER = "reminder"  # nhắc việc
    ESCALATION = "escalation"  # báo cáo thủ trưởng
    PROPOSAL = "proposal"  # đề xuất, trình


class ReleaseWord(StrEnum):
    """Who lets a rung go."""

    NONE = "none"  # tự gửi
    VETO = "veto"  # tự gửi sau một ngày làm việc nếu không ai dừng
    REQUIRED = "required"  # chỉ gửi khi có người đồng ý


RELEASES = {ReleaseWord(word): release for release, word in RELEASE_WORDS.items()}


class RungShape(Shape):
    """One line of a ladder."""

    code: Annotated[str, StringConstraints(pattern=RUNG_CODE)] = Field(description="Names the line within its ladder.")
    offset: int = Field(
        ge=EARLIEST,
        le=LATEST,
        description="Working days from the deadline (before it: negative); for an acceptor from the report.",
    )
    audience: Audience
    class_: Class | None = Field(
        default=None, alias="class", description="The kind of word; as the audience has it where left out."
    )
    release: ReleaseWord = Field(default=ReleaseWord.NONE, description="Who lets it go.")
    repeat_days: int | None = Field(
        default=None,
        ge=1,
        le=LONGEST_REPEAT,
        description="Calendar days after which it comes again while nothing moves.",
    )

    def rung(self) -> Rung:
        """The line as the domain says it."""
        phase = phase_of(self.audience.value, self.offset)
        return Rung(self.code, phase, self.offset, RELEASES[self.release], self.repeat_days)


class LadderShape(Shape):
    """One version of a ladder, in force from its day."""

    code: Code = Field(description='Names the ladder; "mac-dinh" is followed where nothing else is chosen.')
    version: int = Field(ge=1, le=10_000, description="Rises with each version; a stored version never changes.")
    title: Line
    since: date = Field(description="First day of the steps that follow this version.")
    basis: Line | None = Field(default=None, description="The document that puts it in force: number, date, issuer.")
    priorities: tuple[Priority, ...] = Field(default=(), description="Urgencies of items that follow this ladder.")
    rungs: tuple[RungShape, ...] = Field(json_schema_extra={"minItems": 1})

    def ladder(self) -> Version:
        """The version as the domain says it."""
        rungs = tuple(one.rung() for one in self.rungs)
        return Version(self.code, self.version, self.title, self.since, rungs, self.basis or "", self.priorities)


class LaddersFile(Shape):
    """The whole file."""

    ladders: tuple[LadderShape, ...] = Field(json_schema_extra={"minItems": 1})


def ladders_schema() -> dict[str, Any]:
    """The JSON Schema of ladders.yaml, as kept under docs/schemas."""
    return schema_of(LaddersFile, "ladders.yaml")
