"""An office's Word template as it is handed in: what it places, and everything that is wrong with it, told together."""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from domain.errors import Problem, Refusal
from domain.telling.text import Placed

MOST_BYTES = 2_000_000
MOST_UNPACKED = 40_000_000
MM = 36000
PAGE = (210, 297)
MARGINS = {
    "top_margin": ("trên", 20, 25),
    "bottom_margin": ("dưới", 20, 25),
    "left_margin": ("trái", 30, 35),
    "right_margin": ("phải", 15, 20),
}
"""In millimetres, by Decree 30/2020/NĐ-CP, Annex I."""


def open_template(data: bytes) -> Any:
    """The document of a template that can be used as a file; refused where it is no Word file of a sane size."""
    if len(data) > MOST_BYTES:
        raise _refuse(Problem("file", "tệp không quá 2 MB"))
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise _refuse(Problem("file", "tệp nén quá lớn sau khi mở"))
            names = packed.namelist()
            rels = b"".join(packed.read(one) for one in names if one.endswith(".rels"))
        if any(one.endswith("vbaProject.bin") for one in names):
            raise _refuse(Problem("file", "không dùng tệp có macro; lưu lại dạng .docx"))
        if b'TargetMode="External"' in rels:
            raise _refuse(Problem("file", "không dùng liên kết ra ngoài tệp; bỏ liên kết rồi lưu lại"))
        return Document(BytesIO(data))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise _refuse(Problem("file", "cần tệp Word dạng .docx")) from error


def problems_of(
    found: list[Placed], document: Any, known: dict[str, str], optional: frozenset[str], last: str
) -> list[Problem]:
    """What is wrong with the places of a template and with its page, each with where it is."""
    whole = [one for one in found if one.is_whole]
    broken = (
        Problem("file", f"đoạn {one.paragraph}: “{one.name}” thiếu dấu ngoặc; mỗi khối viết dạng {{{{ ten_khoi }}}}")
        for one in found
        if not one.is_whole
    )
    return [*broken, *_places(whole, known, optional), *_elsewhere(document), *_order(whole, last), *_page(document)]


def _places(found: list[Placed], known: dict[str, str], optional: frozenset[str]) -> Iterator[Problem]:
    where: defaultdict[str, list[int]] = defaultdict(list)
    for one in found:
        where[one.name].append(one.paragraph)
    offered = "; ".join(f"{{{{ {name} }}}}: {said}" for name, said in known.items())
    for name, paragraphs in where.items():
        told = ", ".join(str(number) for number in paragraphs)
        if name not in known:
            yield Problem("file", f"đoạn {told}: không có khối “{{{{ {name} }}}}”; các khối dùng được: {offered}")
        elif len(paragraphs) > 1:
            yield Problem(
                "file", f"đoạn {told}: khối “{{{{ {name} }}}}” đặt {len(paragraphs)} lần; mỗi khối chỉ đặt một lần"
            )
    for one in found:
        if one.name in known and not one.is_alone:
            yield Problem(
                "file",
                f"đoạn {one.paragraph}: khối “{{{{ {one.name} }}}}” phải đứng riêng một đoạn, không có chữ khác",
            )
    for name, said in known.items():
        if name not in where and name not in optional:
            yield Problem("file", f"thiếu khối “{{{{ {name} }}}}” ({said})")


def _elsewhere(document: Any) -> Iterator[Problem]:
    """Blocks go into the body's own paragraphs: a table, a header or a text box cannot hold them."""
    texts = [
        (f"bảng {number}, dòng {line}", cell.text)
        for number, table in enumerate(document.tables, start=1)
        for line, row in enumerate(table.rows, start=1)
        for cell in row.cells
    ]
    for section in document.sections:
        for said, part in (
            ("đầu trang", section.header),
            ("đầu trang thứ nhất", section.first_page_header),
            ("chân trang", section.footer),
            ("chân trang thứ nhất", section.first_page_footer),
        ):
            texts += [(said, paragraph.text) for paragraph in part.paragraphs]
    for place in dict.fromkeys(place for place, text in texts if "{{" in text):
        yield Problem(
            "file", f"{place}: khối chỉ đặt trong thân văn bản, không đặt trong bảng, đầu trang hoặc chân trang"
        )


def _order(found: list[Placed], last: str) -> Iterator[Problem]:
    place = next((one for one in found if one.name == last), None)
    if place is not None and found[-1].name != last:
        yield Problem("file", f"đoạn {place.paragraph}: khối “{{{{ {last} }}}}” phải đặt sau các khối khác")


def _page(document: Any) -> Iterator[Problem]:
    section = document.sections[0]
    if len(document.sections) > 1:
        yield Problem("file", "mẫu chỉ gồm một phần (section); các phụ lục tự sang trang")
    size = round(section.page_width / MM), round(section.page_height / MM)
    if size != PAGE:
        yield Problem("file", f"khổ giấy là {size[0]} × {size[1]} mm; cần khổ A4 đứng (210 × 297 mm)")
    for name, (said, least, most) in MARGINS.items():
        given = round(getattr(section, name) / MM, 1)
        if not least <= given <= most:
            told = f"{given:g}".replace(".", ",")
            yield Problem("file", f"lề {said} là {told} mm; Nghị định 30/2020/NĐ-CP yêu cầu {least}–{most} mm")


def _refuse(*problems: Problem) -> Refusal:
    return Refusal("invalid", "word-template", "Mẫu Word chưa dùng được.", problems)


def refuse(problems: list[Problem]) -> None:
    """Refuse a template with everything that is wrong with it."""
    if problems:
        raise _refuse(*problems)
