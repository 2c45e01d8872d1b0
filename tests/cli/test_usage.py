"""A command that was given wrongly is told in Vietnamese, with what would be right, and ends with status 2."""

from pathlib import Path

import pytest

from cli.main import app

FOLDER, FILE = str(Path(__file__).parent), __file__
HELP = "Xem hướng dẫn: dondoc"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["parse"], "Thiếu tham số FILE."),
        (["parse", "khong-co.txt"], "Tham số FILE: “khong-co.txt”: không có tệp hoặc thư mục này."),
        (["parse", FOLDER], f"Tham số FILE: “{FOLDER}”: đây là thư mục, cần một tệp."),
        (["parse", FILE, "--units", FOLDER], f"Tùy chọn --units: “{FOLDER}”: đây là thư mục, cần một tệp."),
        (["parse", "--jsn", FILE], "Không có tùy chọn “--jsn”; có: --json."),
        (["parse", FILE, "--units"], "Tùy chọn “--units” cần một giá trị đi kèm."),
        (["score", "--json=1"], "Tùy chọn “--json” không có giá trị đi kèm."),
        (["parse", FILE, "b", "c"], "Thừa tham số: b c."),
        (["prase"], "Không có lệnh “prase”; có: parse."),
        (["user", "gi-do"], "Không có lệnh “gi-do”."),
        (["review", "2026-Q1"], "Thiếu tùy chọn --out."),
        (["import", FILE], "Thiếu tùy chọn --kind; có: units, scorecard, calendar, figures, directive, ladders, running."),
        (["import", "--kind", "khac", FILE], "Tùy chọn --kind: không có giá trị “khac”; có: units, scorecard, calendar, figures, directive, ladders, running."),
        (["user", "token", "an", "--hours", "nhiều"], "Tùy chọn --hours: cần một số nguyên."),
        (["user", "token", "an", "--hours", "0"], "Tùy chọn --hours: cần một số từ 1 trở lên."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_what_would_be_right(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        app(given, prog_name="dondoc")
    shown = capsys.readouterr()
    lines = shown.err.splitlines()
    assert (left.value.code, lines[0], shown.out) == (2, said, "")
    assert len(lines) == 1 or (lines[1].startswith("Cách dùng: dondoc ") and lines[2].startswith(HELP))


def test_what_was_asked_for_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        app(["parse", "--help"], prog_name="dondoc")
    assert left.value.code == 0
    assert "dondoc parse" in capsys.readouterr().out
