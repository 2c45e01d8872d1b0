"""How well the corpus is read: `python -m tests.reading.directives.scorer [--errors] [NAME …]`."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.reading.directives.judging import (
    FIELDS,
    Tally,
    differences,
    is_noted,
    judge,
    judged_warnings,
    precision_recall_f1,
    share,
    wrong_items,
)
from tests.reading.directives.keyed import Reading, documents, reading_of, unmet
from tests.reading.directives.matching import pairs

_COLUMNS = ("lead", "cadence", "due_on", "target", "ref")
_DETAILS = (
    *FIELDS,
    *(f"{field}, said" for field in FIELDS if field not in {"ref", "lead"}),
    "number",
    "issued_on",
    "kind",
    "notes",
)


def tally(readings: Iterable[Reading]) -> Tally:
    """The counts of all that could be read."""
    total: Tally = Counter()
    for reading in readings:
        if reading.found is not None:
            total.update(judge(reading.key, reading.found))
    return total


def wrong_in_ten(counts: Tally) -> float:
    """Items read that nobody ordered, in ten documents."""
    return 10 * counts["items:extra"] / counts["documents"] if counts["documents"] else 0.0


def report(readings: list[Reading], new: set[str] | None) -> Iterator[str]:
    """The lines of the report: each document, each format, the new ones, all; then what could not be read."""
    yield f"{'':46}{'items':>11}{'P':>7}{'R':>7}{'F1':>7}{'wrong':>7}{'coop':>7}{'cites':>7}" + "".join(
        f"{name:>8}" for name in _COLUMNS
    )
    for reading in readings:
        if reading.found is not None:
            yield _line(f"{'*' if new and reading.name in new else ' '} {reading.name}", tally([reading]))
    for form in sorted({reading.format for reading in readings if reading.found is not None}):
        yield _line(f"= {form}", tally(one for one in readings if one.format == form))
    if new is None:
        yield "No history here: documents that the grammar has not met cannot be told apart."
    else:
        yield _line("= * added since the grammar changed", tally(one for one in readings if one.name in new))
    everything = tally(readings)
    yield _line("= all", everything)
    yield from _details(everything)
    yield from (f"not read: {one.name} ({one.refused})" for one in readings if one.found is None)


def errors(reading: Reading) -> Iterator[str]:
    """What was read otherwise than the key says."""
    if reading.found is None:
        return
    matched = pairs(reading.key["items"], reading.found["items"])
    met = {id(wanted) for wanted, _ in matched}
    yield from (
        f"  missed {item.get('ref')}: {item['text'][:70]}" for item in reading.key["items"] if id(item) not in met
    )
    yield from (f"  wrong {one['ref']}: {one['text'][:70]}" for one in wrong_items(reading.key, reading.found))
    for wanted, item in matched:
        for field, (right, read) in differences(wanted, item).items():
            yield f"  {item['ref']} {field}: {right} was read as {read}: {item['text'][:60]}"
    yield from (f"  not noted: {note[:70]}" for note in reading.key["notes"] if not is_noted(note, reading.found))
    said, due = judged_warnings(reading.key, reading.found), set(reading.key["warnings"])
    yield from (f"  warning {code} not said" for code in sorted(due - said))
    yield from (f"  warning {code} said in vain" for code in sorted(said - due))


def main(words: list[str] | None = None) -> int:
    """Print the report; exit status 0 whatever it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of names of documents; all by default")
    parser.add_argument("--errors", action="store_true", help="what was read otherwise, document by document")
    asked = parser.parse_args(words)
    chosen = [path for path in documents() if not asked.names or path.name.startswith(tuple(asked.names))]
    readings = [reading_of(path) for path in chosen]
    lines = list(report(readings, unmet()))
    if asked.errors:
        lines += [line for one in readings for line in (one.name, *errors(one))]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _line(name: str, counts: Tally) -> str:
    precision, recall, f1 = precision_recall_f1(counts, "items")
    found = f"{counts['items:hit']}/{counts['items:hit'] + counts['items:missed']}"
    shares = "".join(_share(counts, column) for column in _COLUMNS)
    sets = "".join(f"{precision_recall_f1(counts, name)[2]:7.3f}" for name in ("cooperating", "citations"))
    return f"{name:46}{found:>11}{precision:7.3f}{recall:7.3f}{f1:7.3f}{wrong_in_ten(counts):7.1f}{sets}{shares}"


def _share(counts: Tally, name: str) -> str:
    value = share(counts, name)
    return f"{'-' if value is None else f'{value:.3f}':>8}"


def _details(counts: Tally) -> Iterator[str]:
    for name in _DETAILS:
        yield f"  {name:18}{_share(counts, name)}  of {counts[f'{name}:asked']}"
    precision, recall, f1 = precision_recall_f1(counts, "warnings")
    yield f"  {'warnings':18}{f1:8.3f}  precision {precision:.3f}, recall {recall:.3f}"
    yield f"  {'documents':18}{counts['documents']:8}  wrong items in ten: {wrong_in_ten(counts):.1f}"


if __name__ == "__main__":
    sys.exit(main())
