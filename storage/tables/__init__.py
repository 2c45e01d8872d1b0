"""The rows of the house. Only this package defines tables; what a row means is said in the domain."""

from storage.tables.appraisal import (
    AppraisalMarkRow,
    AppraisalMoveRow,
    AppraisalRow,
    AppraisalSessionRow,
    AppraisalSheetRow,
)
from storage.tables.base import Base
from storage.tables.following import (
    InboundRow,
    LadderRow,
    LetterRow,
    MessageRow,
    NoticeReadRow,
    NoticeRow,
    PreferenceRow,
    StepRow,
)
from storage.tables.index import MeasurementRow, PublicationRow, ScenarioRow, ScorecardRow, SourceRow
from storage.tables.links import ItemLinkRow
from storage.tables.log import CursorRow, EventRow, LeaseRow, LogHeadRow, StoredAnswerRow
from storage.tables.office import (
    AbsenceRow,
    CalendarRow,
    GrantRow,
    OfficialRow,
    SettingRow,
    TokenRow,
    UnitCalendarRow,
    UnitRow,
)
from storage.tables.originals import OriginalRow
from storage.tables.outages import OutageCreditRow, OutageRow, PulseRow
from storage.tables.outgoing import HoldRow, InstanceRow
from storage.tables.reviews import ReviewPastRow, ReviewRow, ReviewSectionRow
from storage.tables.sign_ins import AccessHeadRow, AccessRow, FactorRow, IdentityRow, SignInRow, SpentRow, TryRow
from storage.tables.webhooks import DeliveryRow, WebhookRow
from storage.tables.work import (
    AnswerLineRow,
    AssignmentRow,
    CompletionRow,
    DirectiveRow,
    EvidenceRow,
    ExtensionRow,
    ItemRow,
    RemarkRow,
)

__all__ = [
    "AbsenceRow",
    "AccessHeadRow",
    "AccessRow",
    "AnswerLineRow",
    "AppraisalMarkRow",
    "AppraisalMoveRow",
    "AppraisalRow",
    "AppraisalSessionRow",
    "AppraisalSheetRow",
    "AssignmentRow",
    "Base",
    "CalendarRow",
    "CompletionRow",
    "CursorRow",
    "DeliveryRow",
    "DirectiveRow",
    "EventRow",
    "EvidenceRow",
    "ExtensionRow",
    "FactorRow",
    "GrantRow",
    "HoldRow",
    "IdentityRow",
    "InboundRow",
    "InstanceRow",
    "ItemLinkRow",
    "ItemRow",
    "LadderRow",
    "LeaseRow",
    "LetterRow",
    "LogHeadRow",
    "MeasurementRow",
    "MessageRow",
    "NoticeReadRow",
    "NoticeRow",
    "OfficialRow",
    "OriginalRow",
    "OutageCreditRow",
    "OutageRow",
    "PreferenceRow",
    "PublicationRow",
    "PulseRow",
    "RemarkRow",
    "ReviewPastRow",
    "ReviewRow",
    "ReviewSectionRow",
    "ScenarioRow",
    "ScorecardRow",
    "SettingRow",
    "SignInRow",
    "SourceRow",
    "SpentRow",
    "StepRow",
    "StoredAnswerRow",
    "TokenRow",
    "TryRow",
    "UnitCalendarRow",
    "UnitRow",
    "WebhookRow",
]
