"""What goes out is told: one mail at once to every unit that the published review tells of, with the signed file."""

from acts.desk import Answer, Deed, Desk, perform
from acts.notices import Word, tell
from domain.enclosure import EnclosureRule, fit
from domain.rights import Act, Scope, require
from domain.wording.dates import plain
from storage.tables import ReviewRow, SettingRow
from storage.views import review_settings
from storage.views.reviews import PUBLISHED, publication_cause


def tell_published(doing: Deed, row: ReviewRow) -> int:
    """Tell each unit concerned, once a number and revision; how many were told.

    What was published again with another number is told again: the first mail named a document that is not it.
    """
    assert row.issued_on is not None, "what went out has a day"
    label = str(row.snapshot["period"].get("label", row.period)).removeprefix("báo cáo ")
    said = f"{row.snapshot['authority']} đã ban hành văn bản số {row.number} ngày {plain(row.issued_on)} về kết quả {label}."
    facts = {"said": said, "period": row.period, "number": row.number, "file": row.file}
    units = [f"unit/{unit['unit']}" for unit in row.snapshot["units"]]
    cause = publication_cause(row)
    return sum(tell(doing.session, doing.desk, Word(cause, to, PUBLISHED, facts=facts), doing.now) for to in units)


def set_enclosure_rule(desk: Desk, scope: Scope, rule: EnclosureRule, key: str | None = None) -> Answer:
    """Say whether signed files are attached to mails, and up to which size."""
    require(scope, Act.SET_RULES)
    told = fit(rule).plain()

    def deed(doing: Deed) -> Answer:
        doing.session.merge(SettingRow(name=review_settings.ENCLOSURES, body=told))
        doing.note("review.enclosures-set", "setting/enclosures", **told)
        return Answer(told)

    return perform(desk, scope, deed, key=key, request=["set enclosure rule", told])
