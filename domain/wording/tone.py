"""How the office speaks: what no mail, slip, letter or page ever says, as data (domain words of §7 and §8)."""

import re
from collections.abc import Mapping

NEVER: Mapping[str, str] = {
    r"\bbạn\b": "anh (chị), đồng chí hoặc đơn vị",
    r"\bvi phạm\b": "nêu sự việc: quá hạn, chưa có báo cáo",
    "!": "dấu chấm",
    r"\bbáo cáo vượt cấp\b": "báo cáo thủ trưởng đơn vị, trình lãnh đạo",
    r"\bcán bộ phụ trách\b": "đầu mối, công chức được phân công",
    r"\bthang đôn đốc\b": "quy trình đôn đốc",
    r"\btrả lại báo cáo\b": "đề nghị bổ sung",
    r"\bthu hồi nhiệm vụ\b": "thôi theo dõi",
    r"\bthẻ phạt\b|\bxử phạt\b": "nêu sự việc",
    r"\bngay lập tức\b|\bkhông được chậm trễ\b": "đề nghị thực hiện và báo cáo kết quả",
}
"""What is never said, and what is said instead."""
ABBREVIATIONS = frozenset(
    [
        "UBND",
        "HĐND",
        "CT",
        "KH",
        "BC",
        "CV",
        "QĐ",
        "TTHC",
        "VP",
        "NV",
        "TM",
        "TL",
        "KT",
        "PNV",
        "SMS",
        "LH",
        "PDF",
        "TXT",
        "HTML",
        "DOC",
        "DOCX",
        "RTF",
        "ODT",
        "XLS",
        "XLSX",
        "ODS",
        "CSV",
        "YAML",
        "JSON",
    ]
)
"""Capitals that are no shouting."""


def faults(text: str) -> list[str]:
    """What a text says that it should not, each with what to say instead; none for a text in the office's tone."""
    found = [
        f"“{match[0]}”: {instead}"
        for pattern, instead in NEVER.items()
        if (match := re.search(pattern, text, re.IGNORECASE)) is not None
    ]
    shouted = _shouted(text)
    return [*found, f"“{shouted}”: chữ thường"] if shouted else found


def _shouted(text: str) -> str | None:
    """Two words running in capitals; one alone is an abbreviation."""
    words = [word.strip(".,:;()“”–-") for word in text.split()]
    loud = [len(word) > 1 and word.isalpha() and word.isupper() and word not in ABBREVIATIONS for word in words]
    pairs = zip(words, words[1:], loud, loud[1:], strict=False)
    return next((f"{one} {other}" for one, other, first, second in pairs if first and second), None)
