"""`dondoc shadow …`: begun, shown and ended from the shell."""

from datetime import timedelta
from pathlib import Path

import pytest

from cli import shadow
from cli.desk import at_desk
from cli.imports import import_file
from cli.migrate import upgraded
from domain.errors import Refusal
from settings import Settings

UNITS = Path(__file__).parents[2] / "samples" / "phuong-2026" / "units.yaml"


def test_it_is_begun_shown_and_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.imports.complete_sign_ins", lambda _desk, _data: None)
    settings = Settings(data=tmp_path)
    upgraded(settings)
    import_file(settings, "units", UNITS)
    assert shadow.show(settings) == 0
    with at_desk(settings) as desk:
        until = desk.today() + timedelta(days=20)
    with pytest.raises(Refusal, match="chưa đúng"):
        shadow.begin(settings, f"{until:%d/%m/%Y}")
    shadow.begin(settings, until.isoformat())
    assert shadow.show(settings) == 1
    assert f"đến hết ngày {until:%d/%m/%Y}" in capsys.readouterr().out
    shadow.end(settings)
    assert shadow.show(settings) == 0
