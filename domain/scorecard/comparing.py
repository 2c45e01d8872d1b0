"""Two versions of a card beside each other: what was added, taken away or changed, attribute by attribute."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from domain.scorecard.card import Criterion, Scorecard
from domain.scorecard.plain import to_plain
from domain.scorecard.telling import rule_told

HEAD = (
    "title",
    "subject",
    "block",
    "max",
    "rounding",
    "total_from",
    "not_applicable",
    "capped",
    "survey_share",
    "ties",
    "bands",
)
"""What is compared of the card itself; what names the version differs anyhow."""

LABELS = {
    "title": "tên bộ tiêu chí",
    "subject": "đối tượng chấm điểm",
    "block": "khối đơn vị",
    "max": "điểm tối đa",
    "rounding": "cách làm tròn",
    "total_from": "tỷ lệ đánh giá tối thiểu để tính tổng",
    "not_applicable": "cách xử lý tiêu chí không áp dụng",
    "capped": "giới hạn tổng điểm",
    "survey_share": "tỷ lệ điểm điều tra",
    "ties": "cách xếp khi bằng điểm",
    "bands": "mức xếp loại",
    "name": "tên",
    "above": "vị trí",
    "rule": "cách tính",
    "tasks": "nhiệm vụ được tính",
    "when_none": "khi không phát sinh",
    "source": "nguồn số liệu",
    "evidence": "tài liệu kiểm chứng",
    "labels": "tên gọi số liệu",
}
"""Each attribute in the office's words."""

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """One difference: of the card itself (`id` None), or of a field or criterion; values as plain data, None where absent."""

    kind: Kind
    id: str | None
    what: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        """What differs, in the office's words."""
        return LABELS.get(self.what, self.what)


def compare(old: Scorecard, new: Scorecard) -> tuple[Change, ...]:
    """Every difference from `old` to `new`: the card's own first, then fields and criteria in the order of `old`."""
    return (*_head(to_plain(old), to_plain(new)), *_entries(_by_id(old), _by_id(new)))


def _head(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for what in HEAD:
        if old.get(what) != new.get(what):
            yield Change("changed", None, what, old.get(what), new.get(what))


def _entries(old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> Iterator[Change]:
    for id_, before in old.items():
        if id_ not in new:
            yield Change("removed", id_, "name", before["name"], None)
            continue
        for what, value in before.items():
            if value != new[id_][what]:
                yield Change("changed", id_, what, value, new[id_][what])
    for id_, after in new.items():
        if id_ not in old:
            yield Change("added", id_, "name", None, after["name"])


def _by_id(card: Scorecard) -> dict[str, dict[str, Any]]:
    """Fields and criteria with what is compared of each."""
    found: dict[str, dict[str, Any]] = {}
    for field in card.fields:
        found[field.id] = _told(Criterion(field.id, field.name, field.max), ())
        for criterion in field.criteria:
            _gather(criterion, (field.id,), found)
    return found


def _gather(criterion: Criterion, above: tuple[str, ...], found: dict[str, dict[str, Any]]) -> None:
    found[criterion.id] = _told(criterion, above)
    for part in criterion.parts:
        _gather(part, (*above, criterion.id), found)


def _told(criterion: Criterion, above: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": criterion.name,
        "above": list(above),
        "max": str(criterion.max),
        "rule": None if criterion.rule is None else rule_told(criterion.rule, criterion.max),
        "tasks": criterion.fed_by,
        "when_none": criterion.when_none,
        "source": criterion.source,
        "evidence": criterion.evidence,
        "labels": dict(criterion.labels),
    }
