"""What a revision of a review changed against the one before: which figures, and the rows that are why."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.outline import REMARKS
from domain.tally import Standing
from domain.wording import words

Snapshot = Mapping[str, Any]
Key = tuple[str, str, str, str]

_ACROSS = {
    "assigned": "được giao",
    "due": "đến hạn",
    "done": "hoàn thành",
    "returned": "phải bổ sung hồ sơ, thực hiện lại",
    "extended": "được gia hạn",
    "escalated": "đã báo cáo thủ trưởng, lãnh đạo",
}
_FACTS = ("state", "deadline", "result_on", "document", "obstacle", "escalated_on", "moves", "returns", "text")


def changes(before: Snapshot, after: Snapshot) -> dict[str, Any]:
    """Figures that differ, in all and per unit, each with the assignments behind it; then scores and texts that differ."""
    rows = _changed_rows(before, after)
    return {
        "as_of": [before["as_of"], after["as_of"]],
        "figures": [
            *_figures(before["total"], after["total"], None, rows),
            *(line for unit in _units(before, after) for line in _of_unit(before, after, unit, rows)),
        ],
        "assignments": rows,
        "scores": _changed_scores(before, after),
        "texts": _changed_texts(before, after),
    }


def _of_unit(before: Snapshot, after: Snapshot, unit: str, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    old, new = (next((row for row in told["units"] if row["unit"] == unit), None) for told in (before, after))
    yield from _figures(old, new, unit, [row for row in rows if row["unit"] == unit])


def _units(before: Snapshot, after: Snapshot) -> list[str]:
    return list(dict.fromkeys(row["unit"] for told in (after, before) for row in told["units"]))


def _figures(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, unit: str | None, rows: list[dict[str, Any]]
) -> Iterable[dict[str, Any]]:
    why = [{name: row[name] for name in ("directive", "ref", "unit", "period")} for row in rows]
    for figure, label, old, new in _compared(before, after):
        if old != new:
            yield {"unit": unit, "figure": figure, "label": label, "before": old, "after": new, "why": why}


def _compared(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterable[tuple[str, str, int, int]]:
    for name, label in _ACROSS.items():
        yield name, label, before[name] if before else 0, after[name] if after else 0
    for state in Standing:
        old, new = ((figures["states"][state.value] if figures else 0) for figures in (before, after))
        yield f"states.{state.value}", words.label(state), old, new


def _changed_rows(before: Snapshot, after: Snapshot) -> list[dict[str, Any]]:
    """Assignments that came, went, or whose facts differ; days that only went by are no change of a fact."""
    old, new = _by_key(before), _by_key(after)
    told = []
    for key in dict.fromkeys([*new, *old]):
        one, other = old.get(key), new.get(key)
        differing = [name for name in _FACTS if (one or {}).get(name) != (other or {}).get(name)]
        if differing:
            known = other or one or {}
            told.append(
                {
                    **{name: known[name] for name in ("directive", "ref", "unit", "period")},
                    "before": one and {name: one[name] for name in differing},
                    "after": other and {name: other[name] for name in differing},
                }
            )
    return told


def _by_key(told: Snapshot) -> dict[Key, Mapping[str, Any]]:
    return {(row["directive"], row["ref"], row["unit"], row["period"] or ""): row for row in told["assignments"]}


def _changed_scores(before: Snapshot, after: Snapshot) -> list[dict[str, Any]]:
    old, new = (
        {(score["scorecard"], score["unit"]): score.get("points") for score in told["scores"]}
        for told in (before, after)
    )
    return [
        {"scorecard": key[0], "unit": key[1], "before": old.get(key), "after": new.get(key)}
        for key in dict.fromkeys([*new, *old])
        if old.get(key) != new.get(key)
    ]


def _changed_texts(before: Snapshot, after: Snapshot) -> list[dict[str, Any]]:
    """Sections and remarks whose text differs; None is what had not arrived, or was taken back."""
    (old, titles), (new, later) = _texts(before), _texts(after)
    titles |= later
    return [
        {"id": one, "title": titles[one], "before": old.get(one), "after": new.get(one)}
        for one in titles
        if old.get(one) != new.get(one)
    ]


def _texts(told: Snapshot) -> tuple[dict[str, str | None], dict[str, str]]:
    """What sections and remarks say, and how they are called."""
    sections = {section["id"]: section for section in told["sections"]}
    texts = {**{one: section["text"] for one, section in sections.items()}, **told.get("remarks", {})}
    titles = {one: section["title"] for one, section in sections.items()} | dict(REMARKS)
    return texts, titles
