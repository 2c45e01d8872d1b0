"""The word lists of the grammar: sorted, each phrase once, so that a change of them can be read."""

from pathlib import Path

import pytest

import reading.directives.lexicon
from reading.directives.lexicon import phrases
from reading.directives.words import spelt

LISTS = sorted(Path(reading.directives.lexicon.__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.stem)
def test_a_list_says_what_it_is_for_and_holds_each_phrase_once_in_order(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    listed = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert listed == sorted(listed)
    assert [spelt(line) for line in listed] == listed
    assert len(phrases(file.stem)) == len(listed)


def test_a_sign_inside_a_name_is_a_word_of_its_own() -> None:
    assert ("phòng", ",", "chống", "tệ", "nạn", "xã", "hội") in {phrase[1:] for phrase in phrases("bodies")}
