"""What a person is told whose settings, folder or database cannot be: words and the name of the setting, no trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.environment import settled
from domain.errors import Refusal

DONDOC = Path(sys.executable).with_name("dondoc")


@pytest.mark.parametrize(
    ("name", "told", "right"),
    [("PORT", "abc", "cần một số nguyên"), ("PORT", "99999", "nhiều nhất 65535"), ("CLOCK_OFFSET", "1h", "số nguyên")],
)
def test_a_setting_that_cannot_be_is_named_with_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, told: str, right: str
) -> None:
    monkeypatch.setenv(f"DONDOC_{name}", told)
    with pytest.raises(Refusal) as refused:
        settled()
    (problem,) = refused.value.problems
    assert problem.field == f"DONDOC_{name}"
    assert right in problem.message
    assert told in problem.message


def ran(*words: str, data: Path) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    done = subprocess.run(
        [DONDOC, *words],
        env={**kept, "DONDOC_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


def test_a_folder_that_is_a_file_and_a_database_that_is_none_are_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "tep"
    file.touch()
    status, told = ran("up", data=file)
    assert (status, told) == (1, f"Không mở hoặc không ghi được {file}: đã có tệp cùng tên ở chỗ cần một thư mục.\n")
    (tmp_path / "dondoc.db").write_bytes(b"khong phai co so du lieu" * 400)
    status, told = ran("migrate", data=tmp_path)
    assert status == 1
    assert told.startswith("Không đọc hoặc ghi được cơ sở dữ liệu: tệp không phải cơ sở dữ liệu hoặc đã hỏng")
    status, told = ran("verify", data=tmp_path)
    assert status == 1
    assert "Traceback" not in told
