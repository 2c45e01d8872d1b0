"""The office as the reader of documents needs it: units and the names that groups of them are written by."""

from sqlalchemy.orm import Session

from domain.office import Directory
from storage.tables import SettingRow
from storage.views import office

GROUPS = "unit-groups"
"""The setting that holds, for each group, the names it is written by."""


def directory(session: Session) -> Directory:
    """Units and groups; people are left out: no document is matched against them."""
    row = session.get(SettingRow, GROUPS)
    groups = {code: tuple(names) for code, names in row.body.items()} if row is not None else {}
    return Directory(tuple(office.units(session)), (), groups)
