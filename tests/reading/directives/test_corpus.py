from collections.abc import Mapping
from types import MappingProxyType

import pytest

from tests.reading.directives.judging import precision_recall_f1, share
from tests.reading.directives.keyed import CORPUS, Reading, documents, key_of, reading_of
from tests.reading.directives.scorer import tally, wrong_in_ten

# What the reader reached when this was last run: raised when it reads better, set anew when documents are added, never
# lowered for a change of the grammar. A format enters with its reader. The goal is in the scorer's report, not here.
FLOORS: Mapping[str, Mapping[str, float]] = MappingProxyType({
    "txt": {"items": 1.0, "cooperating": 1.0, "citations": 1.0, "lead": 1.0, "cadence": 1.0, "due_on": 1.0, "target": 1.0, "notes": 1.0},
    "html": {"items": 1.0, "cooperating": 1.0, "citations": 1.0, "lead": 1.0, "cadence": 1.0, "due_on": 1.0, "target": 1.0},
    "html-word": {"items": 1.0, "cooperating": 1.0, "citations": 1.0, "lead": 1.0, "cadence": 1.0, "due_on": 1.0, "target": 1.0},
    "docx": {"items": 1.0, "cooperating": 1.0, "citations": 1.0, "lead": 1.0, "cadence": 1.0, "due_on": 1.0, "target": 1.0, "notes": 1.0},
    "xlsx": {"items": 1.0, "cooperating": 1.0, "citations": 1.0, "lead": 1.0, "cadence": 1.0, "due_on": 1.0, "target": 1.0},
    "csv": {"items": 1.0, "cooperating": 1.0, "citations": 1.0, "lead": 1.0, "cadence": 1.0, "due_on": 1.0, "target": 1.0},
    "pdf-lo": {"items": 1.0, "cooperating": 1.0, "citations": 1.0, "lead": 1.0, "cadence": 1.0, "due_on": 1.0, "target": 1.0, "notes": 1.0},
    "pdf-typst": {"items": 1.0, "cooperating": 1.0, "citations": 1.0, "lead": 1.0, "cadence": 1.0, "due_on": 1.0, "target": 1.0, "notes": 1.0},
})  # fmt: skip
WRONG_IN_TEN = 0.0
SETS = {"items", "cooperating", "citations"}


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Every document of the corpus as it is read today; one that makes the reader fall fails here."""
    return [reading_of(path) for path in documents()]


def it_has_a_key_for_each_document_and_a_document_for_each_key() -> None:
    names = {path.name for path in documents()}
    assert names == {path.name.removesuffix(".json") for path in CORPUS.glob("*.json")}
    assert len(names) >= 24


def it_holds_many_kinds_and_every_format() -> None:
    keys = [key_of(path) for path in documents()]
    assert {
        "chỉ thị", "công văn", "kế hoạch", "quyết định", "thông báo kết luận", "công điện", "nghị quyết", "chương trình", "hướng dẫn",
    } <= {key.get("kind") for key in keys}  # fmt: skip
    assert {"txt", "html", "html-word", "docx", "pdf-lo", "pdf-typst", "xlsx", "csv"} == {key["format"] for key in keys}
    assert sum(len(key["items"]) for key in keys) >= 300


@pytest.mark.parametrize("form", FLOORS)
def it_reads_each_format_no_worse_than_before(form: str, readings: list[Reading]) -> None:
    of_form = [one for one in readings if one.format == form]
    assert all(one.found is not None for one in of_form)
    counts = tally(of_form)
    reached = {
        name: precision_recall_f1(counts, name)[2] if name in SETS else (share(counts, name) or 0.0)
        for name in FLOORS[form]
    }
    assert not {name: value for name, value in reached.items() if value < FLOORS[form][name]}


def it_makes_up_no_more_items_than_before(readings: list[Reading]) -> None:
    assert wrong_in_ten(tally([one for one in readings if one.format in FLOORS])) <= WRONG_IN_TEN


def it_refuses_with_a_code_what_it_cannot_read(readings: list[Reading]) -> None:
    assert all((one.found is None) == (one.refused is not None) for one in readings)
