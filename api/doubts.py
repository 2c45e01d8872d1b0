"""What a person should look at in an item before it is given: the warnings of its reading that nobody has settled."""

from collections.abc import Container

from storage.views.directives import ItemLine


def doubts(item: ItemLine) -> list[str]:
    """Names that were not recognised, then the warnings that still stand."""
    read = item.read
    settled = {"no-lead": item.lead_codes, "no-deadline": item.due_on}
    told = [one["message"] for one in read.get("warnings") or () if not settled.get(one["code"])]
    lost = [f"Chưa nhận ra đơn vị “{name}”." for name in read.get("unrecognised") or ()]
    return [*lost, *told]


def codes_of(item: ItemLine) -> tuple[str, ...]:
    """Every unit and group an item names."""
    return (*item.lead_codes, *item.cooperating_codes, *item.acceptors)


def gone(item: ItemLine, known: Container[str]) -> list[str]:
    """Units and groups an item names that the office no longer has, and what to do about each."""
    lost = dict.fromkeys(code for code in codes_of(item) if code not in known)
    return [f"Danh bạ không còn đơn vị, nhóm mã “{code}”; đề nghị chọn đơn vị khác." for code in lost]
