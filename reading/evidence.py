"""Whether a file is what its name says, before it is kept as evidence: by its first bytes, and by what it would unpack to."""

import struct
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from domain.errors import Problem, Refusal

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 2**20
MOST_RATIO = 100
RATIO_COUNTS = 2**20
"""Bytes unpacked below which blank pages compress as they like."""
MOST_PIXELS = 50_000_000
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
"""What may be handed in, by the ending of its name."""
_MAGIC = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_PACKED = {"docx": "word/", "xlsx": "xl/", "odt": "content.xml", "ods": "content.xml"}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that tell its size."""


def media_type_of(path: Path, name: str) -> str:
    """The media type of a file of that name; refused where ending and bytes differ, or where opening it would do harm."""
    ending = name.rpartition(".")[2].lower()
    if ending not in MEDIA_TYPES:
        raise _refuse("unsupported-file", f"chỉ nhận {', '.join(sorted(set(MEDIA_TYPES)))}", kind="unsupported")
    with path.open("rb") as file:
        head = file.read(16)
    if not head:
        raise _refuse("empty-file", "tệp không có nội dung")
    if ending in _MAGIC and not head.startswith(_MAGIC[ending]):
        raise _refuse("other-content", f"nội dung không phải tệp {ending}")
    if ending in _PACKED:
        _check_package(path, ending)
    if MEDIA_TYPES[ending].startswith("image/") and _pixels(path, ending) > MOST_PIXELS:
        raise _refuse("too-many-pixels", f"ảnh nhiều nhất {MOST_PIXELS // 1_000_000} triệu điểm ảnh")
    return MEDIA_TYPES[ending]


def _check_package(path: Path, ending: str) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check_size(entries)
            _check_content(package, [entry.filename for entry in entries], ending)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ET.ParseError) as error:
        raise _refuse("other-content", f"nội dung không phải tệp {ending}") from error


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swells = unpacked > RATIO_COUNTS and unpacked > MOST_RATIO * max(packed, 1)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swells:
        raise _refuse("unpacks-too-large", "tệp nén bung ra quá lớn")


def _check_content(package: zipfile.ZipFile, names: list[str], ending: str) -> None:
    if not any(name.startswith(_PACKED[ending]) for name in names):
        raise _refuse("other-content", f"nội dung không phải tệp {ending}")
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise _refuse("has-macros", "tệp có macro; đề nghị lưu lại không có macro")
    for name in names:
        if name.endswith(".rels") and _points_outside(package.read(name)):
            raise _refuse("points-outside", "tệp nạp nội dung từ bên ngoài; đề nghị bỏ liên kết")


def _points_outside(rels: bytes) -> bool:
    """Whether a part is fetched from elsewhere; a plain hyperlink is not."""
    if b"<!DOCTYPE" in rels:
        return True
    root = ET.fromstring(rels)  # noqa: S314 - no entities without a DOCTYPE, and the size is limited above
    return any(
        one.get("TargetMode") == "External" and not str(one.get("Type", "")).endswith("/hyperlink") for one in root
    )


def _pixels(path: Path, ending: str) -> int:
    with path.open("rb") as file:
        if ending == "png":
            head = file.read(24)
            return int.from_bytes(head[16:20]) * int.from_bytes(head[20:24])
        data = file.read(2**20)
    return _jpeg_pixels(data)


def _jpeg_pixels(data: bytes) -> int:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        if data[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(height * width)
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    raise _refuse("other-content", "nội dung không phải tệp ảnh")


def _refuse(code: str, message: str, kind: str = "invalid") -> Refusal:
    problem = (Problem("file", message),)
    if kind == "unsupported":
        return Refusal("unsupported", code, "Loại tệp này chưa nhận được.", problem)
    return Refusal("invalid", code, "Tệp không nhận được.", problem)
