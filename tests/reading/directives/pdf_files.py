"""PDF files set for the tests: as an office's printer would break lines, pages and tables."""

import shutil
import subprocess
from pathlib import Path

import typst

PAGE = '#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2cm, bottom: 2cm), numbering: "1", number-align: center + top)\n#set text(size: 14pt, lang: "vi")\n#set par(justify: true, first-line-indent: (amount: 1cm, all: true))\n'
HEAD = """#grid(columns: (2fr, 3fr), align: center, row-gutter: 6pt,
  [UBND TỈNH AN BÌNH], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*],
  [*SỞ NỘI VỤ*], [*Độc lập - Tự do - Hạnh phúc*],
  [Số: 12/KH-SNV], [_An Bình, ngày 05 tháng 3 năm 2026_])
#align(center)[*KẾ HOẠCH* \\ *Cải cách hành chính năm 2026*]

Sở Nội vụ ban hành Kế hoạch với các nhiệm vụ như sau:

"""
FOOT = """
#grid(columns: (1fr, 1fr), [_*Nơi nhận:*_ \\ - UBND tỉnh; \\ - Lưu: VT.], align(center)[*GIÁM ĐỐC* \\ #v(1.5cm) *Lê Thị Mẫu*])
"""


def typeset(text: str, *, page: str = PAGE) -> bytes:
    """The PDF of Typst source."""
    return bytes(typst.compile((page + text).encode()))


def has_office() -> bool:
    """Whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


def by_office(data: bytes, folder: Path, *, name: str, to: str) -> bytes:
    """A file as LibreOffice saves it in another format."""
    (folder / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(folder / name)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / Path(name).with_suffix(f".{to.partition(':')[0]}").name).read_bytes()
