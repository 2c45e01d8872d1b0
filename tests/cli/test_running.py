"""`dondoc import --kind running`: the table by which the office followed its work, from the shell."""

from pathlib import Path

import pytest

from cli.imports import foresee_file, import_file
from cli.migrate import upgraded
from settings import Settings

UNITS = Path(__file__).parents[2] / "samples" / "phuong-2026" / "units.yaml"
TABLE = """Số văn bản;Ngày văn bản;Nội dung nhiệm vụ;Đơn vị chủ trì;Hạn hoàn thành;Tình trạng;Ngày hoàn thành
7/CT-UBND;05/01/2026;Rà soát thủ tục;Văn phòng HĐND và UBND;10/02/2026;Đã hoàn thành;09/02/2026
;;Lập kế hoạch;Văn phòng HĐND và UBND;20/02/2026;Đang thực hiện;
"""


def test_a_table_is_foreseen_then_taken_and_a_second_time_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.imports.complete_sign_ins", lambda _desk, _data: None)
    settings, table = Settings(data=tmp_path), tmp_path / "bang.csv"
    upgraded(settings)
    table.write_text(TABLE, encoding="utf-8")
    import_file(settings, "units", UNITS)
    capsys.readouterr()
    assert foresee_file(settings, "running", table) == 0
    assert (
        capsys.readouterr().out == "Sẽ nhập 2 nhiệm vụ được giao, 1 văn bản mới; 0 đã có trong hệ thống, giữ nguyên.\n"
    )
    assert import_file(settings, "running", table) == 0
    assert capsys.readouterr().out.startswith("Đã nhập 2 nhiệm vụ được giao, 1 văn bản mới")
    assert import_file(settings, "running", table) == 0
    assert capsys.readouterr().out.startswith("Đã nhập 0 nhiệm vụ được giao, 0 văn bản mới; 2 đã có")
    assert foresee_file(settings, "units", UNITS) == 1
