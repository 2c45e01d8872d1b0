"""What an inbox of the embedded sink must answer; who keeps the mails is told by the composition root."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Head(Protocol):
    """One line of the list."""

    @property
    def name(self) -> str: ...  # noqa: D102 - what `read` takes
    @property
    def subject(self) -> str: ...  # noqa: D102
    @property
    def sender(self) -> str: ...  # noqa: D102
    @property
    def to(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def date(self) -> datetime | None: ...  # noqa: D102 - UTC


class Mail(Protocol):
    """A whole mail; `html` is as it was sent and never shown within a page of ours."""

    @property
    def head(self) -> Head: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def html(self) -> str | None: ...  # noqa: D102
    @property
    def attachments(self) -> tuple[str, ...]: ...  # noqa: D102


class Inbox(Protocol):
    """The mails the sink took in."""

    def heads(self) -> Sequence[Head]:
        """The newest first."""

    def read(self, name: str) -> Mail:
        """One of them; refused as absent where there is none."""
