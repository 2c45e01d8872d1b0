"""`dondoc score` on the sample of Quận 1: every figure below was computed by hand."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cli.score import score

SAMPLE = Path(__file__).parents[2] / "samples/quan-1-2023"
CARD, FACTS = SAMPLE / "scorecard.yaml", SAMPLE / "facts.yaml"


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    assert score(CARD, FACTS, as_json=True) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return {row["unit"]: row for row in json.loads(out)}


def points(row: dict[str, Any]) -> dict[str, str | None]:
    return {criterion["id"]: criterion["points"] for criterion in row["criteria"]}


def losses(row: dict[str, Any]) -> dict[str, str]:
    return {loss["criterion"]: loss["points"] for loss in row["losses"]}


def test_ben_nghe(printed: dict[str, dict[str, Any]]) -> None:
    # Measured: 100 − 3 (4.2 does not apply) − 24 (1.2, 3.4, 4.1, 5.1, 6.2 unknown) = 73; earned 64.43.
    # Back to the full scale × 100/97: 66.42268… + 0.5 bonus = 66.92; maximum 7300/97 = 75.26.
    # Losses 8.57 − 0.5 bonus; the total lacks 75.26 − 66.92 = 8.34, so the line of re-basing carries 0.27.
    row = printed["p-ben-nghe"]
    assert points(row) == {
        "1.1": "7",  # 3/4 × 8 + 1/4 × 8 / 2
        "1.2": None,
        "1.3": "3",
        "1.4": "3",
        "2.1": "2",
        "2.2": "5",  # 5/6 × 6
        "3.1.1": "5.88",  # 98 % × 6
        "3.1.2": "0",
        "3.1.3": "1.75",  # 2 − 0.25
        "3.2": "3.6",  # 27/30 × 4
        "3.3": "5.5",  # 10/12 × 6 + 2/12 × 6 / 2
        "3.4": None,
        "4.1": None,
        "4.2": None,
        "5.1": None,
        "5.2": "5",
        "5.3": "3",
        "6.1": "3.75",  # 3/4 × 5
        "6.2": None,
        "7.1": "4.75",  # 57/60 × 5
        "7.2": "5.95",  # 248/250 × 6 = 5.952
        "7.3": "2.25",  # 3 − 25 %
        "8.1": "3",  # 900 / (1500 × 80 %) × 4
        "8.2": "0.5",
        "8.3": "0",
    }
    assert (row["points"], row["max"], row["unmeasured"], row["total_shown"]) == ("66.92", "75.26", "24", True)
    assert (losses(row)["8.2"], losses(row)["quy-doi"]) == ("-0.5", "0.27")
    assert next(loss["records"] for loss in row["losses"] if loss["criterion"] == "1.1") == ["BN-4"]
    assert next(c["state"] for c in row["criteria"] if c["id"] == "1.3") == "at-risk"


def test_co_giang(printed: dict[str, dict[str, Any]]) -> None:
    # All of 97 measured; earned 50.08 → × 100/97 = 51.6288… − 2 penalty = 49.63. Lost 46.92 + 2; line 50.37 − 48.92.
    row = printed["p-co-giang"]
    assert (row["points"], row["max"], row["share_measured"], row["band"]) == ("49.63", "100", "1", "Yếu")
    assert losses(row) == {
        "1.1": "3",  # 4 tasks: 2 on time, 1 late, 1 missed → 8 − (4 + 1)
        "1.3": "0.5",
        "1.4": "2",
        "2.1": "2",
        "2.2": "6",  # 2/6 below the floor of 50 %
        "3.1.1": "6",  # 70 % below the floor of 80 %
        "3.1.3": "2",  # 9 × 0.25 is more than all
        "3.4": "0.9",  # 85 % × 6 = 5.1
        "4.1": "1.25",  # Khá = 75 % of 5
        "5.1": "2.67",  # 1/3 × 4 = 1.33
        "5.2": "7",  # 5 − 7, and the rule goes down to −2
        "6.2": "5",
        "7.1": "5",  # 40/60 below the floor of 70 %
        "7.2": "0.6",
        "7.3": "3",
        "8.3": "2",
        "quy-doi": "1.45",
    }
    assert next(loss["records"] for loss in row["losses"] if loss["criterion"] == "1.1") == ["CG-1", "CG-2"]


def test_too_little_measured_shows_no_total(printed: dict[str, dict[str, Any]]) -> None:
    assert (printed["pnv"]["max"], printed["pnv"]["total_shown"], printed["pnv"]["band"]) == ("39.73", False, None)
    assert (printed["ttvh"]["points"], printed["ttvh"]["max"]) == ("5", "8")  # 5.2 full, 4.2 lost


def test_the_losses_printed_add_up(printed: dict[str, dict[str, Any]]) -> None:
    for row in printed.values():
        assert Decimal(row["max"]) - Decimal(row["points"]) == sum(Decimal(text) for text in losses(row).values())


def test_the_table_speaks_vietnamese_with_decimal_commas(capsys: pytest.CaptureFixture[str]) -> None:
    assert score(CARD, FACTS, as_json=False) == 0
    out = capsys.readouterr().out
    for words in (
        "MINH HỌA — không phải bộ tiêu chí chính thức",
        "Tổng: 66,92/75,26 điểm",
        "điểm tạm tính (chưa thẩm định)",
        "chưa đủ để tính tổng điểm",
        "3/4 × 8 + 1/4 × 8 × 50% = 7 điểm",
    ):
        assert words in out


def test_a_refused_file_is_told_and_prints_no_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "card.yaml"
    wrong.write_text(CARD.read_text("utf-8").replace("floor: 50%", "floor: 50"), "utf-8")
    assert score(wrong, FACTS, as_json=True) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "fields[0].criteria[0].rule.floor" in err
    assert score(tmp_path / "absent.yaml", FACTS, as_json=True) == 1
    assert "không có tệp hoặc thư mục này" in capsys.readouterr().err


def test_contradictions_and_strange_figures_are_told_beside_the_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "card.yaml"
    odd.write_text(CARD.read_text("utf-8").replace("id: 1.4", "id: 1.5").replace("max: 18", "max: 17"), "utf-8")
    assert score(odd, FACTS, as_json=True) == 0
    out, err = capsys.readouterr()
    assert [found["place"] for found in json.loads(out)[0]["contradictions"]] == ["max", "fields[0].max"]
    assert "fields[0].max" in err
    assert "tiêu chí 1.4, không có trong bộ tiêu chí" in err
