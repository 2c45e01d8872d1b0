"""The act of publishing the index of a period: its ranking is frozen, and from then on every unit sees all of it."""

from datetime import date
from typing import Any

from acts import round_steps
from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from domain.scorecard import Place, decimal_text, score_to_plain
from storage.tables import PublicationRow
from storage.views import appraisals, index


def publish(
    desk: Desk, scope: Scope, scorecard: str, period: str, number: str, issued_on: date, key: str | None = None
) -> Answer:
    """Publish the scores of all units, with the document that announces them; once for a period.

    Where a round of appraisal was opened these are its approved scores, and they wait for the last; else the estimates.
    """
    require(scope, Act.SET_RULES)
    require(scope, Act.READ_INDEX)
    if issued_on > desk.today():
        raise Refusal(
            "invalid",
            "future-day",
            "Ngày văn bản công bố không được sau hôm nay.",
            (Problem("issued_on", "không sau hôm nay"),),
        )

    def deed(doing: Deed) -> Answer:
        if index.publication(doing.session, scorecard, period) is not None:
            raise Refusal("conflict", "published", "Kết quả của kỳ này đã công bố; không công bố lại.")
        appraised = appraisals.approved_ranking(doing.session, scorecard, period)
        blocks = index.ranking(doing.session, scorecard, period, doing.now) if appraised is None else appraised
        places = [{"block": name, **place_to_plain(place)} for name, found in blocks.items() for place in found]
        if not places:
            raise Refusal("conflict", "nothing-scored", "Chưa có đơn vị nào có số liệu để công bố.")
        doing.session.add(
            PublicationRow(
                scorecard=scorecard,
                period=period,
                number=number,
                issued_on=issued_on,
                places=places,
                published_by=scope.actor,
                published_at=doing.now,
            )
        )
        doing.session.flush()
        held = appraisals.round_for(doing.session, scorecard, period)
        told = round_steps.tell_result(doing, held) if held is not None else 0
        doing.note("index.published", f"scorecard/{scorecard}", period=period, units=len(places), notices=told)
        return Answer({"scorecard": scorecard, "period": period, "units": len(places)}, 201)

    return perform(desk, scope, deed, key=key, request=["publish-index", scorecard, period, number, issued_on])


def place_to_plain(place: Place) -> dict[str, Any]:
    """A place with its score, as it is published and shown."""
    return {
        "unit": place.unit,
        "rank": place.rank,
        "tied": place.tied,
        "points_on_full_scale": None if place.points is None else decimal_text(place.points),
        "score": score_to_plain(place.score),
    }
