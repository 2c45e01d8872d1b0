"""What a reading is worth against its key: counts that add up over documents."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tests.reading.directives.matching import begins_one_of, folded, pairs

FIELDS = ("ref", "lead", "cadence", "due_on", "due_rule", "target", "condition")
SETS = ("cooperating", "citations")
HEAD = ("number", "issued_on", "kind")
JUDGED_WARNINGS = frozenset({"no-number", "no-date", "no-signer", "citation-year", "page-chrome", "machine-address"})

Tally = Counter[str]
Item = Mapping[str, Any]


def judge(key: Mapping[str, Any], found: Mapping[str, Any]) -> Tally:
    """Right and asked for each field, found and missed for each set, over one document."""
    tally: Tally = Counter(documents=1)
    matched = pairs(key["items"], found["items"])
    tally["items:hit"] = len(matched)
    tally["items:extra"] = len(wrong_items(key, found))
    tally["items:missed"] = len(key["items"]) - len(matched)
    for wanted, item in matched:
        _judge_item(tally, wanted, item)
    _judge_head(tally, key, found)
    return tally


def wrong_items(key: Mapping[str, Any], found: Mapping[str, Any]) -> list[Item]:
    """Items read that nothing in the document orders."""
    taken = {id(item) for _, item in pairs(key["items"], found["items"])}
    return [
        item
        for item in found["items"]
        if id(item) not in taken and not begins_one_of(item["text"], key.get("unjudged", []))
    ]


def differences(wanted: Item, item: Item) -> dict[str, tuple[Any, Any]]:
    """Each judged field in which an item found differs from its key: what was wanted, what was read."""
    wanted = settled(wanted, item)
    plain = {
        field: (wanted[field], item.get(field))
        for field in FIELDS
        if field in wanted and not same(field, wanted[field], item.get(field))
    }
    sets = {
        field: (wanted[field], item.get(field, []))
        for field in SETS
        if field in wanted and _members(field, wanted[field]) != _members(field, item.get(field, []))
    }
    return plain | sets


def settled(wanted: Item, item: Item) -> Item:
    """The key where it lists several acceptable readings of a field: the one that was read, else the first."""
    chosen = {
        field: next(
            (one for one in wanted[f"{field}_accept"] if same(field, one, item.get(field))),
            wanted[f"{field}_accept"][0],
        )
        for field in FIELDS
        if f"{field}_accept" in wanted
    }
    return {**wanted, **chosen}


def judged_warnings(key: Mapping[str, Any], found: Mapping[str, Any]) -> set[str]:
    """The codes said anywhere in a reading, of those that a key names whenever they are due, but what it leaves open."""
    said = {warning["code"] for part in [found, *found["items"]] for warning in part.get("warnings", [])}
    return (said & JUDGED_WARNINGS) - set(key.get("warnings_unjudged", []))


def is_noted(note: str, found: Mapping[str, Any]) -> bool:
    """Whether an exhortation of the key was kept as a note."""
    return any(begins_one_of(read["text"], [note]) for read in found["notes"])


def same(field: str, wanted: Any, read: Any) -> bool:
    """Whether a field was read as the key says, by the rules of the corpus."""
    if field == "lead":
        return _members(field, wanted) == _members(field, read or [])
    if field == "due_rule":
        return (read is None) if wanted is None else bool(read) and all(read.get(k) == v for k, v in wanted.items())
    if field == "target":
        return _target(wanted) == _target(read)
    if field in {"ref", "condition"}:
        return _text(wanted) == _text(read)
    return bool(wanted == read)


def share(tally: Tally, name: str) -> float | None:
    """The part of what was asked that was right; null where nothing was asked."""
    return tally[f"{name}:right"] / tally[f"{name}:asked"] if tally[f"{name}:asked"] else None


def precision_recall_f1(tally: Tally, name: str) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; one where there was nothing to find and nothing was found."""
    hit, extra, missed = tally[f"{name}:hit"], tally[f"{name}:extra"], tally[f"{name}:missed"]
    precision = hit / (hit + extra) if hit + extra else 1.0
    recall = hit / (hit + missed) if hit + missed else 1.0
    return precision, recall, (2 * hit / (2 * hit + extra + missed) if hit + extra + missed else 1.0)


def _judge_item(tally: Tally, wanted: Item, item: Item) -> None:
    wanted = settled(wanted, item)
    for field in FIELDS:
        if field in wanted:
            right = same(field, wanted[field], item.get(field))
            _ask(tally, field, right=right)
            if wanted[field] not in (None, "once"):
                _ask(tally, f"{field}, said", right=right)
    for field in SETS:
        if field in wanted:
            asked, read = _members(field, wanted[field]), _members(field, item.get(field, []))
            _count(tally, field, asked, read)


def _judge_head(tally: Tally, key: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    for field in HEAD:
        if field in key:
            _ask(tally, field, right=key[field] == found.get(field))
    _count(tally, "warnings", set(key["warnings"]), judged_warnings(key, found))
    for note in key["notes"]:
        _ask(tally, "notes", right=is_noted(note, found))


def _ask(tally: Tally, name: str, *, right: bool) -> None:
    tally[f"{name}:asked"] += 1
    tally[f"{name}:right"] += right


def _count(tally: Tally, name: str, asked: set[Any], read: set[Any]) -> None:
    tally[f"{name}:hit"] += len(asked & read)
    tally[f"{name}:extra"] += len(read - asked)
    tally[f"{name}:missed"] += len(asked - read)


def _members(field: str, values: Iterable[Any]) -> set[Any]:
    if field == "citations":
        return {(folded(value["number"]), value.get("date")) for value in values}
    return {folded(value) for value in values}


def _target(target: Mapping[str, Any] | None) -> tuple[str, float, str] | None:
    if target is None:
        return None
    return (target["op"], float(target["value"]), (folded(target["unit"] or "").split() or [""])[0])


def _text(text: str | None) -> str | None:
    return text and "".join(text.casefold().split())
