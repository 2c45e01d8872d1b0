"""The outline of the report to the superior: sections with the units that owe their text (domain.md §5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.errors import Problem, Refusal

LONGEST = 20_000
"""Letters of one section: some six pages, far above what an office writes."""


@dataclass(frozen=True)
class Section:
    """One section: its name in addresses, its title, and the unit that owes its text, None where nobody is named."""

    id: str
    title: str
    owner: str | None = None


DEFAULT_OUTLINE = (
    Section("the-che", "Cải cách thể chế"),
    Section("thu-tuc", "Cải cách thủ tục hành chính"),
    Section("bo-may", "Cải cách tổ chức bộ máy hành chính"),
    Section("cong-vu", "Cải cách chế độ công vụ"),
    Section("tai-chinh", "Cải cách tài chính công"),
    Section("chinh-quyen-so", "Xây dựng, phát triển chính quyền điện tử, chính quyền số"),
)
"""The fields of the programme of 2021–2030; an office names the owners, and may set other sections."""


REMARKS: Mapping[str, str] = {
    "danh-gia": "Đánh giá, nhận xét",
    "phuong-huong": "Phương hướng, nhiệm vụ",
    "kien-nghi": "Kiến nghị, đề xuất",
}
"""What people add to what the records tell, by its name in addresses; kept however often the figures are frozen again."""


def outline(sections: Iterable[Section], units: Iterable[str]) -> tuple[Section, ...]:
    """Sections fit to be an outline; refused where one has no title, is named twice or is owed by a stranger."""
    told, known = tuple(sections), set(units)
    seen: set[str] = set(REMARKS)
    problems = []
    for place, section in enumerate(told):
        if not section.id.replace("-", "").isalnum() or not section.id.isascii() or section.id in seen:
            problems.append(Problem(f"sections[{place}].id", "chữ không dấu, số, gạch nối; mỗi mục một mã riêng"))
        if not section.title.strip():
            problems.append(Problem(f"sections[{place}].title", "cần tên mục"))
        if section.owner is not None and section.owner not in known:
            problems.append(Problem(f"sections[{place}].owner", f"không có đơn vị “{section.owner}”"))
        seen.add(section.id)
    if problems or not told:
        raise Refusal("invalid", "outline", "Đề cương báo cáo chưa dùng được.", tuple(problems))
    return told


def remarks(received: Mapping[str, str]) -> dict[str, str]:
    """What people have added, JSON-able; what was taken back is not there."""
    return {name: received[name] for name in REMARKS if received.get(name, "").strip()}


def filled(sections: Iterable[Section], received: Mapping[str, str], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The outline with what has arrived, JSON-able: `text` is None where nothing has."""
    return [
        {
            "id": section.id,
            "title": section.title,
            "owner": section.owner,
            "owner_name": names.get(section.owner, section.owner) if section.owner else None,
            "text": received.get(section.id),
        }
        for section in sections
    ]
