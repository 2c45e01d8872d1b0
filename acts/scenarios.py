"""Acts on trials: keep what is assumed (thử phương án), so that it can be tried again on later facts."""

from collections.abc import Mapping
from typing import Any

from acts.desk import Answer, Deed, Desk, perform
from domain.rights import Act, Scope, absent, require
from storage.tables import ScenarioRow, ScorecardRow, UnitRow


def keep_scenario(
    desk: Desk,
    scope: Scope,
    name: str,
    scorecard: str,
    unit: str,
    period: str,
    assumed: Mapping[str, Any],
    key: str | None = None,
) -> Answer:
    """Keep a trial under a name. Facts and points are not touched by it."""
    require(scope, Act.READ_INDEX, unit)

    def deed(doing: Deed) -> Answer:
        if doing.session.get(ScorecardRow, scorecard) is None or doing.session.get(UnitRow, unit) is None:
            raise absent()
        row = ScenarioRow(
            id=desk.ids(),
            name=name,
            scorecard=scorecard,
            unit=unit,
            period=period,
            body=dict(assumed),
            created_by=scope.actor,
            created_at=doing.now,
        )
        doing.session.add(row)
        doing.note("scenario.kept", f"scenario/{row.id}", scorecard=scorecard, unit=unit, period=period)
        return Answer({"id": row.id}, 201)

    return perform(desk, scope, deed, key=key, request=["scenario", name, scorecard, unit, period, assumed])
