"""What is read of a journal before anything is learnt from it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from acts import holds
from cli.import_journal import import_journal
from domain.journal import Accepted, Task
from settings import Settings
from storage.database import Memory
from storage.journal import Journal
from tests.acts.house import MONDAY, House

REPORT = Accepted(
    id="c1",
    at=MONDAY,
    actor="an",
    unit="kt",
    unit_name="Phòng Kinh tế",
    tasks=(Task("a1", "12/CT-UBND", "1"),),
    document={"number": "45/BC-KT"},
    result_on=date(2026, 3, 2),
    values={},
    note="",
    source="unit",
    recorded_for=None,
    files=(),
    key="k1",
)


def test_a_report_asked_for_again_under_its_key_is_one_as_it_was_accepted_last(
    memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holds.found(House(memory).desk, "i1")
    memory.close()
    settings = Settings(data=tmp_path, database_url=SecretStr(memory.url), instance="i1")
    again = replace(REPORT, id="c2", document={"number": "46/BC-KT"})
    others = [
        replace(REPORT, id="c3", actor="binh"),
        replace(REPORT, id="c4", key=None),
        replace(REPORT, id="c5", key=None),
    ]
    Journal(settings.promises).write("i1", [REPORT, again, *others])
    import_journal(settings, None, apply=False)
    told = capsys.readouterr().out
    assert ": 4 báo cáo" in told
    assert told.count("văn bản 45/BC-KT") == len(others)
    assert told.count("văn bản 46/BC-KT") == 1
