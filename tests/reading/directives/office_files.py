"""Office files made by hand, for what the libraries that write them cannot: odd numbering, tracked changes, traps."""

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

_SHEET = '<sheet name="{name}" sheetId="{at}" state="{state}" r:id="r{at}"/>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """A .rels part: kind and target of each."""
    lines = "".join(f'<Relationship Id="r{at}" Type="{_TYPES}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1))  # fmt: skip
    return f'<Relationships xmlns="{_RELS}">{lines}</Relationships>'


def word_file(
    body: str, *, numbering: str = "", styles: str = "", parts: Mapping[str, str] | None = None, strict: bool = False
) -> bytes:
    """A .docx whose body, lists and styles are these; `parts` are running heads and the like by file name."""
    parts = parts or {}
    targets = [("numbering", "numbering.xml"), ("styles", "styles.xml")]
    targets += [(name.rstrip("0123456789"), f"{name}.xml") for name in parts]
    held = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": relations(targets),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        **{f"word/{name}.xml": f"<w:hdr {_W}>{text}</w:hdr>" for name, text in parts.items()},
    }
    if strict:
        transitional, other = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"  # fmt: skip
        held = {name: text.replace(transitional, other) for name, text in held.items()}
    return zipped(held)


def p(text: str = "", *, num: int | None = None, level: int = 0, style: str = "", properties: str = "") -> str:
    """A paragraph: its text or its runs, with a list, a level and a style."""
    numbers = "" if num is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") else r(text)
    return f"<w:p><w:pPr>{named}{numbers}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def levels(*shapes: str) -> str:
    """Levels of a list: "decimal %1." or "bullet -", each with more after a bar: "decimal %1.|<w:isLgl/>"."""
    found = ""
    for at, shape in enumerate(shapes):
        form, _, rest = shape.partition(" ")
        pattern, _, more = rest.partition("|")
        found += f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'
    return found


def lists(definitions: Sequence[str], nums: Sequence[tuple[int, str]]) -> str:
    """Definitions counted from 0, and nums counted from 1: (definition, overrides)."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{at}">{one}</w:abstractNum>' for at, one in enumerate(definitions))  # fmt: skip
    return abstract + "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{of}"/>{more}</w:num>' for at, (of, more) in enumerate(nums, 1))  # fmt: skip


def table(*rows: Sequence[str], properties: Mapping[tuple[int, int], str] | None = None) -> str:
    """A table of cells: text, or paragraphs where it begins with a tag; properties by row and cell."""
    said = properties or {}
    return "<w:tbl>" + "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr>{said.get((y, x), '')}</w:tcPr>{cell if cell.startswith('<') else p(cell)}</w:tc>" for x, cell in enumerate(row)) + "</w:tr>"
        for y, row in enumerate(rows)
    ) + "</w:tbl>"  # fmt: skip


def workbook(sheets: Mapping[str, str], *, styles: str = "", properties: str = "", strings: str = "") -> bytes:
    """A .xlsx of these sheets: name → the XML inside <worksheet>; a name that begins with ! is hidden."""
    named = "".join(
        _SHEET.format(name=name.lstrip("!"), at=at, state="hidden" if name.startswith("!") else "visible")
        for at, name in enumerate(sheets, 1)
    )
    targets = [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": relations([*targets, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]),
        "xl/workbook.xml": f"<workbook {_S}>{properties}<sheets>{named}</sheets></workbook>",
        "xl/styles.xml": f"<styleSheet {_S}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {_S}>{strings}</sst>",
        **{f"xl/worksheets/sheet{at}.xml": f"<worksheet {_S}>{text}</worksheet>" for at, text in enumerate(sheets.values(), 1)},
    })  # fmt: skip
