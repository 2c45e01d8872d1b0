"""The signed files of a mail, read from the store as it leaves: whole and unchanged, or the mail waits."""

from collections.abc import Sequence
from hashlib import sha256

from domain.enclosure import Enclosure
from storage.files import Files
from writing.mime import Attachment


class UnreadableError(Exception):
    """A file that should go along is not there, or is not the one that was entered."""


def attachments(files: Files | None, told: Sequence[Enclosure]) -> tuple[Attachment, ...]:
    """The bytes of those that go along. UnreadableError where one cannot be had as it was handed in."""
    return tuple(Attachment(one.name, one.media_type, _bytes(files, one)) for one in told if one.attached)


def _bytes(files: Files | None, one: Enclosure) -> bytes:
    try:
        data = files.path(one.sha256).read_bytes() if files is not None else None
    except OSError as error:
        raise UnreadableError(f"chưa đọc được tệp {one.name}: {error.strerror}") from error
    if data is None or sha256(data).hexdigest() != one.sha256:
        raise UnreadableError(f"tệp {one.name} không phải tệp đã ký đã nhập")
    return data
