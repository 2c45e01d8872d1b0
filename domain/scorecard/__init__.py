"""The index: a versioned scorecard, facts, and the score with every loss explained. Points exist only here.

The rest of the house imports from this face alone.
"""

from domain.scorecard.addressed import Addressees
from domain.scorecard.awarding import Limits, limits
from domain.scorecard.card import Band, Criterion, Field, Scorecard, Tasks, Ties, WhenNone
from domain.scorecard.checking import Contradiction, check, every_id, strangers
from domain.scorecard.comparing import Change, compare
from domain.scorecard.facts import Facts, Measurement
from domain.scorecard.formula import BadFormula
from domain.scorecard.formula import names as names_in
from domain.scorecard.formula import parse as parse_formula
from domain.scorecard.given import Standing, standing
from domain.scorecard.needs import reads
from domain.scorecard.numbers import Rounding, decimal_text, exact, percent, vietnamese
from domain.scorecard.plain import from_plain, score_to_plain, to_plain
from domain.scorecard.ranking import Place, full_scale, ranked
from domain.scorecard.result import (
    CAP_LINE,
    REBASE_LINE,
    ROUNDING_LINE,
    CriterionScore,
    GroupScore,
    Loss,
    Score,
    State,
    measured_told,
)
from domain.scorecard.rules import (
    RULES,
    Bonus,
    Count,
    Deduct,
    Formula,
    Level,
    Levels,
    Mixed,
    NoCase,
    Penalty,
    PerDelay,
    Proportional,
    Rule,
    Step,
    Steps,
    Survey,
    YesNo,
)
from domain.scorecard.scoring import band_of, rescore, score
from domain.scorecard.shifting import Shift, shift_to_plain, shifts
from domain.scorecard.stake import Outlook, Stake, outlook
from domain.scorecard.telling import rule_told
from domain.scorecard.trial import Trial, done, missed, moved, sent_back, tried, with_work
from domain.scorecard.words import labels

__all__ = [
    "CAP_LINE",
    "REBASE_LINE",
    "ROUNDING_LINE",
    "RULES",
    "Addressees",
    "BadFormula",
    "Band",
    "Bonus",
    "Change",
    "Contradiction",
    "Count",
    "Criterion",
    "CriterionScore",
    "Deduct",
    "Facts",
    "Field",
    "Formula",
    "GroupScore",
    "Level",
    "Levels",
    "Limits",
    "Loss",
    "Measurement",
    "Mixed",
    "NoCase",
    "Outlook",
    "Penalty",
    "PerDelay",
    "Place",
    "Proportional",
    "Rounding",
    "Rule",
    "Score",
    "Scorecard",
    "Shift",
    "Stake",
    "Standing",
    "State",
    "Step",
    "Steps",
    "Survey",
    "Tasks",
    "Ties",
    "Trial",
    "WhenNone",
    "YesNo",
    "band_of",
    "check",
    "compare",
    "decimal_text",
    "done",
    "every_id",
    "exact",
    "from_plain",
    "full_scale",
    "labels",
    "limits",
    "measured_told",
    "missed",
    "moved",
    "names_in",
    "outlook",
    "parse_formula",
    "percent",
    "ranked",
    "reads",
    "rescore",
    "rule_told",
    "score",
    "score_to_plain",
    "sent_back",
    "shift_to_plain",
    "shifts",
    "standing",
    "strangers",
    "to_plain",
    "tried",
    "vietnamese",
    "with_work",
]
