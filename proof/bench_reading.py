"""How long reading a directive takes against its length, up to three hundred pages, for each format: `make bench`."""

import argparse
import io
import resource
import sys
import time
from collections.abc import Callable, Mapping

import docx
import typst
import xlsxwriter

from reading.directives import read

PAGES = (10, 30, 100, 300)
_TASKS_A_PAGE = 7
_WORDS = "rà soát hồ sơ, thủ tục hành chính; lập danh sách trường hợp trễ hạn và đề xuất biện pháp khắc phục tại đơn vị"
_MOST = 2.5  # times as long for each page of the longest as of the shortest: a reader that is quadratic takes thirty


def tasks(pages: int) -> list[str]:
    """The paragraphs of a directive of about so many pages."""
    found = []
    for n in range(pages * _TASKS_A_PAGE):
        unit, day = ("Sở Nội vụ", "Sở Y tế", "Văn phòng Ủy ban nhân dân tỉnh")[n % 3], n % 28 + 1
        found.append(f"{n % 90 + 1}. Giao {unit} chủ trì, phối hợp với Sở Tài chính {_WORDS} lần {n}; báo cáo kết quả trước ngày {day}/6/2026 theo Nghị định số {n + 1}/2025/NĐ-CP ngày 12/6/2025.")  # fmt: skip
    return found


def _text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def _page(lines: list[str]) -> bytes:
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode()


def _word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _workbook(lines: list[str]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"])
    for at, line in enumerate(lines, start=1):
        sheet.write_row(at, 0, [at, line, "Sở Nội vụ", "30/6/2026"])
    book.close()
    return held.getvalue()


def _print(lines: list[str]) -> bytes:
    text = '#set page(paper: "a4", numbering: "1")\n#set text(size: 14pt)\n#set par(justify: true)\n'
    return bytes(typst.compile((text + "\n\n".join(line.replace(". ", "\\. ", 1) for line in lines)).encode()))


FORMATS: Mapping[str, Callable[[list[str]], bytes]] = {"txt": _text, "html": _page, "docx": _word, "xlsx": _workbook, "pdf": _print}  # fmt: skip


def measure(format_: str, pages: int) -> float:
    """Seconds to read so many pages."""
    data = FORMATS[format_](tasks(pages))
    began = time.process_time(), _of_children()
    draft = read(data, f"a.{format_}")
    if not draft.items:
        raise RuntimeError(f"{format_}: nothing was read")
    return time.process_time() - began[0] + _of_children() - began[1]


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """A line a format: processor seconds, and per page against the shortest; exit status 1 where that ratio grows."""
    options = argparse.ArgumentParser()
    options.add_argument("--pages", type=int, nargs="*", default=PAGES)
    asked = options.parse_args().pages
    print("processor seconds (a page, as a ratio to the shortest)", *(f"{n} pages" for n in asked), sep="\t")  # noqa: T201
    grows = False
    for format_ in FORMATS:
        took = [measure(format_, pages) for pages in asked]
        ratios = [seconds / pages / (took[0] / asked[0]) for seconds, pages in zip(took, asked, strict=True)]
        grows |= ratios[-1] > _MOST
        print(format_, *(f"{seconds:.2f} ({ratio:.2f})" for seconds, ratio in zip(took, ratios, strict=True)), sep="\t")  # noqa: T201
    return int(grows)


if __name__ == "__main__":
    sys.exit(main())
