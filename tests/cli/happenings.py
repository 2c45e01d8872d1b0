"""What befalls the sample office in the weeks that are simulated: added to its behaviour, whose habits stay."""

from pathlib import Path

HAPPENINGS = """
happenings:
  announcements:
    - {announced_on: 2023-01-05, off: 2023-01-13, worked: 2023-01-14, basis: Công văn mẫu}
  absences:
    - {official: p-ben-nghe.chu-tich, since: 2023-01-09, until: 2023-01-31, substitute: p-ben-nghe.dau-moi}
  mergers:
    - {on: 2023-01-30, unit: p-co-giang, successor: p-cau-kho, number: 88/QĐ-UBND}
  standstills:
    - {since: 2023-01-16T10:00, until: 2023-01-19T10:00}
"""


def with_happenings(behaviour: Path, folder: Path) -> Path:
    """A copy of a behaviour file to which all this is added."""
    file = folder / "behaviour.yaml"
    file.write_text(behaviour.read_text("utf-8") + HAPPENINGS, "utf-8")
    return file
