"""Valid files of every format, spoilt by chance: whatever comes of it is a draft or a refusal, soon and in little memory.

`make fuzz` runs this long; the tests run the beginning of the same sequence. A case is its format and its number.
"""

import argparse
import copy
import io
import random
import re
import resource
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import docx
import xlsxwriter
from lxml import etree

from domain.errors import Refusal
from reading.directives import read
from tests.reading.directives.office_files import levels, lists, p, r, table, word_file, zipped
from tests.reading.directives.pdf_files import FOOT, HEAD, typeset

SECONDS = 20.0  # for one small file
MEMORY = 1_500_000  # kilobytes of the whole process, most of them Python's own
_VALUES = ("", "0", "-1", "1", "9", "999999999", "99999999999999999999", "true", "restart", "%9.%8", "bullet", "ß\u0300", "\u202e", "../../x", "A1:XFD1048576", "XFD1048576")  # fmt: skip
_TEXTS = ("1. Giao Sở Y tế báo cáo trước ngày 31/02/2026.", "MẬT", "STT", "Nơi nhận:", "\u0301" * 50, "a" * 5_000, "1." * 500, "Giao " * 800, "(" * 900, "|" * 300, "\t" * 300, "Điều 1. ", "và, " * 700, "100% " * 500)  # fmt: skip
_TAG = re.compile(rb"<[^<>]{1,400}>")
_ATTRIBUTE = re.compile(rb'="[^"]{0,200}"')


def spoilt(format_: str, number: int) -> tuple[bytes, str]:
    """The bytes of one case and the name they come under."""
    chance = random.Random(f"{format_} {number}")
    data = seed(format_)
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.8:
        data = _spoil_part(data, chance)
    else:
        for _ in range(chance.randint(1, 6)):
            data = _spoil_bytes(data, chance)
    return data, f"a.{format_ if chance.random() < 0.8 else chance.choice(sorted(SEEDS))}"


def _spoil_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.randint(1, 5)):
        name = chance.choice(sorted(parts))
        spoil = chance.choice((_spoil_bytes, _spoil_tags, *(_spoil_tree, _spoil_values, _spoil_texts) * 4))
        parts[name] = spoil(parts[name], chance)
        if chance.random() < 0.05:
            del parts[name]
    return zipped(parts or {"a": b""})


def _spoil_bytes(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data) + 1), chance.choice((1, 1, 4, 40, 400))
    piece = chance.choice((b"", chance.randbytes(length), data[at : at + length] * chance.choice((2, 2, 30)), chance.choice(_VALUES).encode()))  # fmt: skip
    return data[:at] + piece if chance.random() < 0.1 else data[:at] + piece + data[at + length :]


def _spoil_tags(data: bytes, chance: random.Random) -> bytes:
    """Tags lost, doubled, put elsewhere."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return _spoil_bytes(data, chance)
    one, other = chance.choice(tags), chance.choice(tags)
    put = chance.choice((b"", one[0] * 2, other[0], one[0] * 300, b"<x>" + one[0]))
    return data[: one.start()] + put + data[one.end() :]


def _spoil_tree(data: bytes, chance: random.Random) -> bytes:
    """Elements lost, doubled, moved below others: well-formed, and nothing any program writes."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return _spoil_bytes(data, chance)
    for _ in range(chance.randint(1, 8)):
        one, other = (chance.choice(list(root.iter("*"))) for _ in range(2))
        above = one.getparent()
        if above is None:
            continue
        if chance.random() < 0.4:
            above.remove(one)
        elif other not in set(one.iter()):
            other.insert(chance.randrange(len(other) + 1), copy.deepcopy(one))
    return etree.tostring(root)


def _spoil_values(data: bytes, chance: random.Random) -> bytes:
    values = list(_ATTRIBUTE.finditer(data))
    if not values:
        return _spoil_bytes(data, chance)
    one = chance.choice(values)
    return data[: one.start()] + f'="{chance.choice(_VALUES)}"'.encode() + data[one.end() :]


def _spoil_texts(data: bytes, chance: random.Random) -> bytes:
    gaps = [match.start() + 1 for match in re.finditer(rb">[^<]", data)]
    at = chance.choice(gaps) if gaps else len(data)
    return data[:at] + chance.choice(_TEXTS).encode() + data[at:]


def outcome(data: bytes, name: str) -> str:
    """ "draft" or the code of the refusal; anything else is raised. Fails when it took too long."""
    began = time.perf_counter()
    try:
        read(data, name)
        said = "draft"
    except Refusal as refusal:
        said = refusal.code
    took = time.perf_counter() - began
    if took > SECONDS:
        raise TimeoutError(f"{took:.1f} s")
    return said


@cache
def seed(format_: str) -> bytes:
    """A small valid file with most of what its reader knows."""
    return SEEDS[format_]()


def _text() -> bytes:
    return "SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-SNV\nKẾ HOẠCH\nCải cách hành chính\n\nI. NHIỆM VỤ\n1. Giao Sở Y tế chủ trì,\nphối hợp với Sở Nội vụ rà soát\nhồ sơ trước ngày 30/6/2026.\na) Hàng quý báo cáo.\nSTT\tNhiệm vụ\tĐơn vị\tThời hạn\n1\tRà soát\tSở Y tế\t30/6/2026\nNơi nhận:\n- Lưu: VT.\n".encode()  # fmt: skip


def _html() -> bytes:
    return "<html><head><meta charset=utf-8></head><body><nav><ul><li><a href=#>Trang chủ</a></ul></nav><table><tr><td>SỞ NỘI VỤ<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</table><p>KẾ HOẠCH</p><ol type=I start=2><li>Giao Sở Y tế:<ol reversed><li value=3>Rà soát hồ sơ.<br>Báo cáo.</ol></ol><table><tr><th>STT<th>Nhiệm vụ<th>Chủ trì<th>Thời hạn<tr><td rowspan=2>1<td colspan=2>Rà soát<td>30/6/2026<tr><td>x</table><p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a)</span>Báo cáo.</p></body></html>".encode()  # fmt: skip


def _word() -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = lists([levels("upperRoman %1.", "decimal %2.", "bullet -")], [(0, ""), (0, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride>')])  # fmt: skip
    body = table(("SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) + p("KẾ HOẠCH") + p("NHIỆM VỤ", style="Muc")
    body += p(r("Giao Sở Y tế ") + "<w:ins>" + r("báo cáo.") + "</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>", num=2, level=1)  # fmt: skip
    body += table(("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("I. Nội vụ",), ("1", "Rà soát", "Sở A", "30/6"), ("2", "Báo cáo", "", "31/7"), properties={(1, 0): '<w:gridSpan w:val="4"/>', (2, 2): '<w:vMerge w:val="restart"/>', (3, 2): "<w:vMerge/>"})  # fmt: skip
    return word_file(body, numbering=numbering, styles=style, parts={"header1": p("Trang 1")})


def _office_word() -> bytes:
    document = docx.Document()
    for style in ("List Number", "List Bullet", "List Bullet 2", "Heading 1", "Normal"):
        document.add_paragraph("Giao Sở Y tế báo cáo trước ngày 30/6/2026.", style=style)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _workbook() -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet, day = book.add_worksheet("Kế hoạch"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("B2:E2", "KẾ HOẠCH")
    sheet.write_row("B4", ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"])
    sheet.merge_range("D5:D6", "Sở Y tế")
    sheet.write_row("B5", [1, "Rà soát"])
    sheet.write_number("E5", 46203, day)
    sheet.write_row("B6", [2, "Báo cáo"])
    book.close()
    return held.getvalue()


def _csv() -> bytes:
    return 'KẾ HOẠCH;;;\nSTT;Nhiệm vụ;Chủ trì;Thời hạn\n1;"Rà soát; lập\ndanh sách";Sở Y tế;30/6/2026\n'.encode()


def _pdf() -> bytes:
    rows = "#table(columns: 4, [STT], [Nhiệm vụ], [Chủ trì], [Thời hạn], [1], [Rà soát], [Sở Y tế], [30/6/2026])"
    return typeset(f"{HEAD}1. Giao Sở Y tế báo cáo.\n\n{rows}\n{FOOT}")


SEEDS: Mapping[str, Callable[[], bytes]] = {"txt": _text, "html": _html, "docx": _word, "dotx": _office_word, "xlsx": _workbook, "csv": _csv, "pdf": _pdf}  # fmt: skip


def main() -> int:
    """Spoil and read, print what came of it; exit status 1 when a case was neither read nor refused."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=2_000)
    options.add_argument("--formats", nargs="*", default=sorted(SEEDS))
    asked = options.parse_args()
    failed = 0
    for format_ in asked.formats:
        counts: dict[str, int] = {}
        for number in range(asked.rounds if format_ != "pdf" else asked.rounds // 10):
            try:
                said = outcome(*spoilt(format_, number))
            except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
                failed, said = failed + 1, "FAILED"
                print(f"{format_} {number}\n{traceback.format_exc(limit=-4)}", file=sys.stderr)  # noqa: T201
            counts[said] = counts.get(said, 0) + 1
        print(format_, dict(sorted(counts.items())))  # noqa: T201
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{failed} failed; {memory // 1000} MB at most")  # noqa: T201
    return int(failed > 0 or memory > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
