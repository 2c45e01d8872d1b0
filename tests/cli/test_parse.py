import json
from pathlib import Path

import pytest

from cli.parse import parse

_SAMPLE = Path(__file__).parents[2] / "samples" / "quan-1-2023"


def test_json_has_the_shape_others_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(_SAMPLE / "directive.txt", True, None) == 0
    plain = json.loads(capsys.readouterr().out)
    assert {"number", "issued_on", "issuer", "title", "kind", "items", "notes", "lost_points", "warnings"} <= set(plain)
    item = next(item for item in plain["items"] if item["ref"] == "1.-2")
    assert item["due_on"] == "2023-03-31"
    assert item["target"] == {"op": ">=", "value": 100, "unit": "%"}
    assert item["source"] == {"line": 37, "page": None}
    assert "lead_codes" not in item


def test_units_add_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(_SAMPLE / "directive.txt", True, _SAMPLE / "units.yaml") == 0
    items = {item["ref"]: item for item in json.loads(capsys.readouterr().out)["items"]}
    assert items["2.-1"]["lead_codes"] == ["pnv"]
    assert items["3.-2"]["unrecognised"] == ["các đơn vị liên quan"]


def test_without_json_a_person_can_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(_SAMPLE / "directive.txt", False, None) == 0
    shown = capsys.readouterr().out
    assert "23 nhiệm vụ" in shown
    assert "Thời hạn: 31/3/2023 – trong Quý 1 năm 2023" in shown
    assert "Chỉ tiêu: ≥ 100%" in shown
    assert "1,75" in shown


def test_a_refusal_is_a_sentence_and_a_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "a.txt"
    secret.write_text("TỐI MẬT\n1. Giao Phòng Nội vụ báo cáo.", "utf-8")
    assert parse(secret, False, None) == 1
    assert parse(tmp_path / "none.txt", False, None) == 1
    caught = capsys.readouterr()
    assert "độ mật" in caught.err
    assert "không có tệp hoặc thư mục này" in caught.err
    assert caught.out == ""


def test_working_days_of_a_relative_deadline_leave_out_public_holidays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cong-van.txt"
    file.write_text(
        "UBND PHƯỜNG MẪU\nSố: 12/UBND-VP\nPhường Mẫu, ngày 27 tháng 4 năm 2026\n\n"
        "1. Giao Phòng Kinh tế rà soát danh mục thủ tục, báo cáo trong 03 ngày làm việc kể từ ngày ký văn bản.\n",
        "utf-8",
    )
    assert parse(file, True, None) == 0
    (item,) = json.loads(capsys.readouterr().out)["items"]
    assert item["due_on"] == "2026-05-04"  # 28 and 29 April, then the holidays of 30 April and 1 May
