"""From draft to what goes out: texts of units, approval of the content, and the signed file with number and date."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.review_publication import tell_published
from acts.review_requests import approved, section_sent
from domain.errors import Problem, Refusal
from domain.outline import LONGEST, REMARKS, Section
from domain.outline import outline as fit_outline
from domain.rights import Act, Scope, absent, may, require
from storage.tables import EvidenceRow, ReviewRow, ReviewSectionRow, SettingRow, UnitRow
from storage.views import review_settings
from storage.views import reviews as view

CLEAN = "clean"
LETTERHEAD = frozenset(
    {"superior", "issuer", "symbol", "place", "addressed_to", "signature", "recipients", "documents"}
)
"""What an office may say of the heads and feet of its documents."""


def approve(desk: Desk, scope: Scope, period: str, version: int | None = None, key: str | None = None) -> Answer:
    """Duyệt nội dung: the figures and words as they stand may go for signature."""
    require(scope, Act.APPROVE_REVIEW)

    def deed(doing: Deed) -> Answer:
        row = _review(doing, period)
        expect_version(row.version, version)
        if row.approved_digest == row.digest:
            said = "Nội dung này đã được duyệt."
            raise Refusal("conflict", "approved-already", said, allowed=("publication", "approval/withdrawal"))
        row.approved_digest, row.approved_at, row.approved_by = row.digest, doing.now, scope.actor
        row.version += 1
        approved(doing, row)
        doing.note("review.approved", f"review/{row.period}", digest=row.digest, revision=row.revision)
        return Answer({"period": row.period, "revision": row.revision, "state": "approved"}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["approve review", period])


def withdraw_approval(
    desk: Desk, scope: Scope, period: str, reason: str, version: int | None = None, key: str | None = None
) -> Answer:
    """Take an approval back while its content has not gone out: it is a draft again, and why stays in the log."""
    require(scope, Act.APPROVE_REVIEW)

    def deed(doing: Deed) -> Answer:
        row = _review(doing, period)
        expect_version(row.version, version)
        if row.approved_digest != row.digest or row.published_digest == row.digest:
            raise Refusal("conflict", "not-approved-now", "Nội dung này không ở trạng thái đã duyệt, chưa ban hành.")
        row.approved_digest, row.approved_at, row.approved_by = None, None, None
        row.version += 1
        doing.note("review.approval-withdrawn", f"review/{row.period}", revision=row.revision, reason=reason)
        return Answer({"period": row.period, "revision": row.revision, "state": "draft"}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["withdraw approval", period, reason])


def publish(
    desk: Desk, scope: Scope, period: str, number: str, issued_on: date, file: str, key: str | None = None
) -> Answer:
    """Enter number, date and the signed file of what was approved: only that file goes out from now on."""
    require(scope, Act.PUBLISH_REVIEW)
    if issued_on > desk.today():
        problem = Problem("issued_on", "không sau ngày hôm nay")
        raise Refusal("invalid", "issued-ahead", "Ngày ban hành ở tương lai.", (problem,))

    def deed(doing: Deed) -> Answer:
        row = _review(doing, period)
        if row.approved_digest != row.digest:
            raise Refusal(
                "conflict", "not-approved", "Nội dung chưa được duyệt, chưa thể ban hành.", allowed=("approval",)
            )
        kept = doing.session.get(EvidenceRow, file)
        if kept is None or kept.state != CLEAN:
            problem = Problem("file", "mã của tệp đã ký, đã tải lên và đã qua kiểm tra")
            raise Refusal("invalid", "no-file", "Không có tệp đã ký này.", (problem,))
        row.published_digest, row.published_at, row.published_by = row.digest, doing.now, scope.actor
        row.number, row.issued_on, row.file = number, issued_on, file
        row.version += 1
        doing.note(
            "review.published",
            f"review/{row.period}",
            digest=row.digest,
            revision=row.revision,
            issued_on=issued_on.isoformat(),
            sha256=kept.sha256,
        )
        told = tell_published(doing, row)
        body = {
            "period": row.period,
            "number": number,
            "issued_on": issued_on.isoformat(),
            "state": "published",
            "told": told,
        }
        return Answer(body, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["publish review", period, number, issued_on, file])


def receive(desk: Desk, scope: Scope, period: str, key: str | None = None) -> Answer:
    """Say that the unit has received what went out; once a unit and publication, the first one who says it counts."""
    require(scope, Act.READ_REVIEW)
    unit = next((grant.unit for grant in scope.grants if grant.unit is not None), None)

    def deed(doing: Deed) -> Answer:
        row = _review(doing, period)
        if row.published_digest is None or unit is None:
            raise absent()
        received = view.received(doing.session, row.period, row.published_digest)
        if unit not in {one["unit"] for one in received}:
            doing.note("review.received", f"review/{row.period}", unit=unit, digest=row.published_digest)
        return Answer({"period": row.period, "unit": unit, "state": "received"}, 201)

    return perform(desk, scope, deed, key=key, request=["receive review", period])


def send_section(desk: Desk, scope: Scope, period: str, section: str, text: str, key: str | None = None) -> Answer:
    """The text of one section, by the unit that owes it or by the office for it. A later one takes its place.

    A remark (what the office adds to the records) is sent the same way, and taken back by an empty one.
    """
    wanted = desk.period(period)

    def deed(doing: Deed) -> Answer:
        remark = Section(section, REMARKS[section]) if section in REMARKS else None
        owed = remark or next((one for one in review_settings.outline(doing.session) if one.id == section), None)
        if owed is None:
            raise absent()
        if not may(scope, Act.FREEZE):
            require(scope, Act.CONTRIBUTE, owed.owner or "")
        if not (text.strip() or remark) or len(text) > LONGEST:
            problem = Problem("text", f"từ 1 đến {LONGEST} ký tự")
            raise Refusal("invalid", "section-text", "Nội dung của mục chưa dùng được.", (problem,))
        sent = doing.session.scalar(
            select(func.max(ReviewSectionRow.version)).where(
                ReviewSectionRow.period == wanted.name, ReviewSectionRow.section == section
            )
        )
        version = (sent or 0) + 1
        doing.session.add(
            ReviewSectionRow(
                period=wanted.name,
                section=section,
                version=version,
                text=text,
                unit=owed.owner,
                received_at=doing.now,
                received_by=scope.actor,
            )
        )
        section_sent(doing, wanted, owed, on_behalf=not may(scope, Act.CONTRIBUTE, owed.owner or ""))
        doing.note("review.section-received", f"review/{wanted.name}", section=section, version=version)
        return Answer({"period": wanted.name, "section": section, "version": version}, 201, str(version))

    return perform(desk, scope, deed, key=key, request=["send section", period, section, text])


def set_outline(desk: Desk, scope: Scope, sections: Sequence[Section], key: str | None = None) -> Answer:
    """The sections of the report to the superior, with the units that owe them."""
    require(scope, Act.SET_RULES)

    def deed(doing: Deed) -> Answer:
        told = fit_outline(sections, doing.session.scalars(select(UnitRow.code)))
        plain = [vars(section) for section in told]
        _set(doing, review_settings.OUTLINE, {"sections": plain})
        doing.note("review.outline-set", "setting/review-outline", sections=len(plain))
        return Answer({"sections": plain})

    return perform(desk, scope, deed, key=key, request=["set outline", [vars(section) for section in sections]])


def set_letterhead(desk: Desk, scope: Scope, letterhead: Mapping[str, Any], key: str | None = None) -> Answer:
    """What the heads and feet of the office's documents say, where its name alone does not tell it."""
    require(scope, Act.SET_RULES)
    strange = sorted(set(letterhead) - LETTERHEAD)
    if strange:
        problems = tuple(Problem(name, f"chỉ nhận: {', '.join(sorted(LETTERHEAD))}") for name in strange)
        raise Refusal("invalid", "unknown-field", "Có trường không dùng được.", problems)

    def deed(doing: Deed) -> Answer:
        _set(doing, review_settings.LETTERHEAD, dict(letterhead))
        doing.note("review.letterhead-set", "setting/letterhead", fields=sorted(letterhead))
        return Answer(dict(letterhead))

    return perform(desk, scope, deed, key=key, request=["set letterhead", dict(letterhead)])


def _set(doing: Deed, name: str, body: dict[str, Any]) -> None:
    row = doing.session.get(SettingRow, name, with_for_update=True)
    if row is None:
        doing.session.add(SettingRow(name=name, body=body))
    else:
        row.body = body


def _review(doing: Deed, period: str) -> ReviewRow:
    row = doing.session.get(ReviewRow, period.strip(), with_for_update=True)
    if row is None:
        doing.desk.period(period)  # a name that no period has is told as such
        raise absent()
    return row
