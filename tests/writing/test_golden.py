"""The documents of the sample offices in the words that were read and found right."""

from pathlib import Path

import pytest

from proof.specimens.quarter import QUARTERS, quarter_of
from tests.writing.golden.words import words_of

HERE = Path(__file__).parent / "golden"


@pytest.mark.parametrize("sample", QUARTERS)
def test_the_documents_of_a_sample_say_what_was_read_and_found_right(sample: str) -> None:
    for name, text in words_of(quarter_of(sample)).items():
        kept = (HERE / sample / f"{name}.txt").read_text("utf-8")
        assert text.splitlines() == kept.splitlines(), f"{sample}/{name}: python -m tests.writing.golden"
