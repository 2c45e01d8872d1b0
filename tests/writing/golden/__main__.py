"""Write the words of all samples anew."""

from pathlib import Path

from proof.specimens.quarter import QUARTERS, quarter_of
from tests.writing.golden.words import words_of

for sample in QUARTERS:
    folder = Path(__file__).parent / sample
    folder.mkdir(exist_ok=True)
    for name, text in words_of(quarter_of(sample)).items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
