"""Small briefs for simulations that take seconds: an order of a few lines in an office of a few units."""

from datetime import date
from pathlib import Path

from proof.simulate.brief import Brief, Files, read_brief

SAMPLE = Path(__file__).parents[3] / "samples" / "quan-1-2023"

ORDER = """ỦY BAN NHÂN DÂN PHƯỜNG MẪU
Số: 12/CT-UBND
Phường Mẫu, ngày 02 tháng 3 năm 2026
CHỈ THỊ
Về việc tăng cường kỷ cương hành chính
Ủy ban nhân dân phường Mẫu yêu cầu:
1. Phòng Kinh tế: Rà soát thủ tục hành chính nội bộ, báo cáo Ủy ban nhân dân phường trước ngày 12/3/2026.
2. Phòng Văn hóa: Tổ chức kiểm tra việc niêm yết công khai thủ tục, hoàn thành trước ngày 10/3/2026.
3. Phòng Kinh tế: Báo cáo kết quả giải quyết hồ sơ trước ngày 15 hàng tháng.
4. Phòng Đối ngoại: Xây dựng kế hoạch năm, hoàn thành trước ngày 20/3/2026.
"""

UNITS = """authority: ubnd
units:
  - {code: ubnd, name: Ủy ban nhân dân phường Mẫu, kind: authority, mailbox: ubnd@mau.example}
  - {code: vp, name: Văn phòng, kind: office, mailbox: vp@mau.example, in_charge: true}
  - {code: kt, name: Phòng Kinh tế, kind: department, mailbox: kt@mau.example}
  - {code: vh, name: Phòng Văn hóa, kind: department, mailbox: vh@mau.example}
"""

OFFICIALS = """officials:
  - {login: an, name: Lê An, title: Chuyên viên, email: an@mau.example, roles: [{role: official, unit: kt}]}
  - {login: binh, name: Trần Bình, title: Trưởng phòng, email: binh@mau.example, roles: [{role: head, unit: kt}]}
  - {login: chi, name: Ngô Chi, title: Trưởng phòng, email: chi@mau.example, roles: [{role: head, unit: vh}]}
  - {login: dung, name: Đỗ Dung, title: Chánh Văn phòng, email: dung@mau.example, roles: [{role: chief, unit: vp}]}
"""


def a_brief(
    folder: Path,
    since: date = date(2026, 3, 2),
    until: date = date(2026, 3, 20),
    *,
    order: str = ORDER,
    units: str = UNITS + OFFICIALS,
    behaviour: str | None = None,
    seed: int = 1,
) -> Brief:
    """A brief from files written into `folder`."""
    (folder / "order.txt").write_text(order, "utf-8")
    (folder / "units.yaml").write_text(units, "utf-8")
    files = Files(folder / "order.txt", folder / "units.yaml", SAMPLE / "scorecard.yaml")
    if behaviour is not None:
        (folder / "behaviour.yaml").write_text(behaviour, "utf-8")
        files = Files(files.directive, files.units, files.scorecard, behaviour=folder / "behaviour.yaml")
    return read_brief(files, since, until, seed)
