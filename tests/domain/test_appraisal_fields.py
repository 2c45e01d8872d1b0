"""Fields of a card as appraisers are entrusted with them: by id or by name; in each sample somebody may appraise each."""

from collections import defaultdict
from pathlib import Path
from unicodedata import normalize

import pytest

from domain.appraisal.fields import fields_named, granted_as, is_named
from domain.office import Grant, Role
from domain.rights import Act, Scope, may
from domain.scorecard import Field, YesNo
from reading.office import read_directory
from reading.scorecards import read_scorecard
from tests.domain.scorecards import a_card, a_criterion, num

CARD = a_card(a_criterion(YesNo()))
SAMPLES = sorted(path.parent for path in Path("samples").glob("*/scorecard.yaml"))


@pytest.mark.parametrize("word", ["1", "Lĩnh vực", "lĩnh  VỰC ", normalize("NFD", "Lĩnh vực")])
def test_a_field_is_named_by_its_id_or_its_words(word: str) -> None:
    assert is_named(Field("1", "Lĩnh vực", num(2)), word)
    scope = Scope("ba", (Grant(Role.APPRAISER, field=word),))
    assert may(scope, Act.APPRAISE, "kt", field=granted_as(scope.grants, CARD, "1"))
    assert fields_named(CARD, ["9", word]) == {"1"}


@pytest.mark.parametrize("word", ["2", "Lĩnh", "Lĩnh vực khác"])
def test_what_is_no_name_of_the_field_entrusts_nobody_with_it(word: str) -> None:
    scope = Scope("ba", (Grant(Role.APPRAISER, field=word),))
    assert not may(scope, Act.APPRAISE, "kt", field=granted_as(scope.grants, CARD, "1"))
    assert granted_as(scope.grants, CARD, "7") == "7"
    assert fields_named(CARD, [word]) == set()


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_each_field_of_a_sample_may_be_appraised_for_every_unit(folder: Path) -> None:
    card = read_scorecard((folder / "scorecard.yaml").read_bytes(), "scorecard.yaml")
    directory = read_directory((folder / "units.yaml").read_bytes(), "units.yaml")
    left: dict[str, set[str]] = defaultdict(set)
    scored = [unit.code for unit in directory.units if unit.parent is not None and not unit.is_vertical]
    for unit in scored:
        for field in card.fields:
            scopes = (Scope(person.login, person.grants) for person in directory.officials)
            if not any(
                may(one, Act.APPRAISE, unit, lead=unit, field=granted_as(one.grants, card, field.id)) for one in scopes
            ):
                left[field.id].add(unit)
    assert left == {}
