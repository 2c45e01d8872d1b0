"""What goes out is told: one mail at once to every unit that the published review tells of, and to the office."""

from acts.desk import Deed
from acts.notices import Word, tell
from domain.calendar import written
from storage.tables import ReviewRow
from storage.views.reviews import PUBLISHED


def tell_published(doing: Deed, row: ReviewRow) -> int:
    """Tell each unit concerned, once a number and revision; how many were told.

    What was published again with another number is told again: the first mail named a document that is not it.
    """
    assert row.issued_on is not None, "what went out has a day"
    label = str(row.snapshot["period"].get("label", row.period)).removeprefix("báo cáo ")
    said = f"{row.snapshot['authority']} đã ban hành văn bản số {row.number} ngày {written(row.issued_on)} về kết quả {label}."
    facts = {"said": said, "period": row.period, "number": row.number, "file": row.file}
    units = [f"unit/{unit['unit']}" for unit in row.snapshot["units"]]
    cause = f"review/{row.period}/{row.number}/{row.published_digest}"
    return sum(tell(doing.session, doing.desk, Word(cause, to, PUBLISHED, facts=facts), doing.now) for to in units)
