"""Which column of a task table holds the task, who leads, by when: told by its heads."""

from reading.directives.matrix import is_matrix
from reading.directives.words import fold

_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("number", ("stt", "tt", "so tt", "so thu tu", "muc", "ma nv", "ma nhiem vu", "ma so", "ma cong viec", "ma viec", "so hieu")),
    ("cooperating", ("phoi hop", "don vi phoi hop", "co quan phoi hop", "co quan, don vi phoi hop", "cung thuc hien", "cung tham gia", "tham gia thuc hien", "don vi tham gia", "don vi ho tro", "ho tro thuc hien")),
    ("due", ("thoi gian", "thoi han", "han nop", "thoi diem", "moc thoi gian", "han hoan", "hoan thanh", "tien do", "ngay hoan", "han xu ly", "ky bao cao", "lo trinh", "han ")),
    ("product", ("san pham", "ket qua", "dau ra", "ghi chu")),
    ("target", ("chi tieu giao", "muc tieu", "ty le", "chi tieu nam", "muc chi tieu")),
    ("lead", ("chu tri", "don vi thuc hien", "co quan thuc hien", "don vi chu tri", "co quan chu tri", "don vi", "co quan", "nguoi thuc hien", "trach nhiem", "dau moi", "phan cong", "thuc hien", "nguoi phu trach")),
    ("task", ("nhiem vu", "noi dung", "cong viec", "ten nhiem", "dau viec", "viec", "chi tieu", "hoat dong", "ten cong", "ten chi", "giai phap")),
)  # fmt: skip
_WHOLE_HEADS = {
    "han": "due",
    "khi nao": "due",
    "ngay": "due",
    "deadline": "due",
    "ho tro": "cooperating",
    "thu/ngay": "due",
    "thu, ngay": "due",
    "ngay, thang": "due",
    "ngay thang": "due",
    "nop": "due",
    "ngay nop": "due",
    "xong": "due",
    "moc": "due",
    "bat dau": "start",
    "tu ngay": "start",
    "ma": "number",
    "ky hieu": "number",
    "ai": "lead",
    "ai lam": "lead",
    "ai chu tri": "lead",
    "phu trach": "lead",
    "nguoi lam": "lead",
    "don vi ph": "cooperating",
    "ph": "cooperating",
    "ct": "lead",
}
_TOGETHER = ("phoi hop", "cung thuc hien", "cung tham gia", "cung lam")
_LONGEST_HEAD = 60  # characters
_LEAST_BELOW = 2  # heads of a second row
_TELLING = 6  # characters: a shorter phrase may stand in any head by chance


def columns_of(cells: tuple[str, ...]) -> dict[str, int] | None:
    """Which column is what, if these cells are heads: a task column beside one for who or when, or one for each unit."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = column_of(cell)
        if name == "task" and "task" in found and "chi tieu" in fold(cell):
            name = "target"  # beside the task itself
        if name is not None:
            found.setdefault(name, at)
    if "task" not in found:
        return None
    told = not found.keys().isdisjoint({"lead", "due", "cooperating"})
    return found if told or ("number" in found and is_matrix(cells)) else None


def lower_heads(cells: tuple[str, ...], columns: dict[str, int]) -> dict[str, int]:
    """As in "Chủ trì" and "Phối hợp" below "Phân công": what the second row of heads says more; nothing where it is none."""
    told = {at: column_of(cell) for at, cell in enumerate(cells) if cell}
    fixed = {columns[name] for name in ("number", "task") if name in columns}
    if len(told) < _LEAST_BELOW or None in told.values() or not fixed.isdisjoint(told):
        return {}
    found: dict[str, int] = {}
    for at, name in told.items():
        if name is not None:
            found.setdefault(name, at)
    return found


def column_of(cell: str) -> str | None:
    """What a column of this head holds: by the beginning of the head, else by a long phrase inside it."""
    head = fold(cell).strip(" .:()")
    if len(head) > _LONGEST_HEAD:
        return None
    if head.replace(" ", "") in {"stt", "tt"}:
        return "number"  # broken in its narrow column
    if head in _WHOLE_HEADS:
        return _WHOLE_HEADS[head]
    if any(word in head for word in _TOGETHER) and "chu tri" not in head:
        return "cooperating"  # whatever it opens with: "Cơ quan, tổ chức cùng thực hiện"
    opening = (name for name, heads in _HEADS if any(head == known or head.startswith(known) for known in heads))
    inside = (name for name, heads in _HEADS if any(known in head for known in heads if len(known) > _TELLING))
    return next(opening, None) or next(inside, None)
