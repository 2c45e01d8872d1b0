"""What a person should look at in an item before it is given: the warnings of its reading that nobody has settled."""

from storage.views.directives import ItemLine


def doubts(item: ItemLine) -> list[str]:
    """Names that were not recognised, then the warnings that still stand."""
    read = item.read
    settled = {"no-lead": item.lead_codes, "no-deadline": item.due_on}
    told = [one["message"] for one in read.get("warnings") or () if not settled.get(one["code"])]
    lost = [f"Chưa nhận ra đơn vị “{name}”." for name in read.get("unrecognised") or ()]
    return [*lost, *told]
