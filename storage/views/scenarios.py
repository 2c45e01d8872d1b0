"""Trials that were kept."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.rights import Scope, absent
from storage.tables import ScenarioRow


def scenarios(session: Session, scope: Scope) -> list[dict[str, Any]]:
    """Kept trials on units the scope sees, the newest first."""
    rows = session.scalars(select(ScenarioRow).order_by(ScenarioRow.created_at.desc(), ScenarioRow.id))
    return [_head(row) for row in rows if scope.sees(row.unit)]


def scenario(session: Session, scope: Scope, scenario_id: str) -> dict[str, Any]:
    """One kept trial with what it assumes; refused as absent where it is not seen."""
    row = session.get(ScenarioRow, scenario_id)
    if row is None or not scope.sees(row.unit):
        raise absent()
    return {**_head(row), "assumed": row.body}


def _head(row: ScenarioRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "scorecard": row.scorecard,
        "unit": row.unit,
        "period": row.period,
        "created_by": row.created_by,
        "created_at": row.created_at.isoformat(),
    }
