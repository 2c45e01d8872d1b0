"""`dondoc score SCORECARD FACTS [--json]`: score facts by a card, with every loss explained."""

import json
import sys
from pathlib import Path
from typing import Any

from cli.places import said
from domain.errors import Refusal
from domain.scorecard import (
    Contradiction,
    CriterionScore,
    Facts,
    Score,
    Scorecard,
    check,
    measured_told,
    score_to_plain,
    strangers,
    vietnamese,
)
from domain.scorecard import score as score_facts
from domain.wording.dates import plain
from reading.figures import read_facts
from reading.scorecards import read_scorecard

REFUSED = 1
NAME_WIDTH = 44
"""Characters of a name in the table, so that a line fits a terminal of 120."""


def score(card: Path, facts: Path, as_json: bool) -> int:
    """Print the score of each unit in `facts`; the exit status, 1 where a file was refused.

    With `as_json` the list of contracts.md, points as exact decimals; else a table in Vietnamese. What contradicts itself
    in the card, and figures for criteria it does not have, are told on standard error and change nothing.
    """
    try:
        rules = read_scorecard(card.read_bytes(), card.name)
        known = read_facts(facts.read_bytes(), facts.name)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"Không mở được {said(error)}.", file=sys.stderr)
        return REFUSED
    found = check(rules)
    _warn(found, {id_ for one in known for id_ in strangers(rules, one)})
    scores = [score_facts(rules, one) for one in known]
    print(_as_json(scores, found) if as_json else _as_table(rules, known, scores))
    return 0


def _warn(found: tuple[Contradiction, ...], unknown: set[str]) -> None:
    for contradiction in found:
        print(f"Bộ tiêu chí có mâu thuẫn – {contradiction.place}: {contradiction.message}", file=sys.stderr)
    for id_ in sorted(unknown):
        print(f"Số liệu có tiêu chí {id_}, không có trong bộ tiêu chí.", file=sys.stderr)


def _as_json(scores: list[Score], found: tuple[Contradiction, ...]) -> str:
    told = [{"place": one.place, "message": one.message} for one in found]
    rows: list[dict[str, Any]] = [{**score_to_plain(one), "contradictions": told} for one in scores]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _as_table(card: Scorecard, known: list[Facts], scores: list[Score]) -> str:
    head = [card.title, *([card.disclaimer] if card.disclaimer else [])]
    return "\n".join(head) + "\n" + "\n".join(_unit(one, facts) for facts, one in zip(known, scores, strict=True))


def _unit(score: Score, facts: Facts) -> str:
    day = plain(facts.as_of)
    lines = [
        "",
        f"Đơn vị {score.unit} · kỳ {score.period} · số liệu đến ngày {day} · điểm tạm tính (chưa thẩm định)",
        f"{'Tiêu chí':<10} {'':<{NAME_WIDTH}} {'Tối đa':>8} {'Điểm':>8} {'Trừ':>8}  Kết quả",
        *(_row(row) for row in score.criteria),
        _total(score),
    ]
    if score.losses:
        lines += ["Điểm bị trừ:", *(_loss(loss.criterion, vietnamese(loss.points), loss.why) for loss in score.losses)]
    return "\n".join(lines)


def _row(row: CriterionScore) -> str:
    name = row.name if len(row.name) <= NAME_WIDTH else row.name[: NAME_WIDTH - 1] + "…"
    points = "–" if row.points is None else vietnamese(row.points)
    lost = "–" if row.lost is None else vietnamese(row.lost)
    top = vietnamese(row.max)
    return f"{row.id:<10} {name:<{NAME_WIDTH}} {top:>8} {points:>8} {lost:>8}  {row.state.label}"


def _total(score: Score) -> str:
    measured = f"{measured_told(score)} ({vietnamese(score.max)}/{vietnamese(score.full_max)})"
    if not score.total_shown:
        return f"{measured}; chưa đủ để tính tổng điểm."
    band = f" · {score.band.name}" if score.band else ""
    return f"Tổng: {vietnamese(score.points)}/{vietnamese(score.max)} điểm{band}. {measured}."


def _loss(criterion: str, points: str, why: str) -> str:
    return f"  {criterion:<10} {points:>8}  {why}"
