"""How the annex of assignment names its units."""

import pytest

from domain.telling.assignment_annex import gathered

WARDS = frozenset({"Phường A", "Phường B", "Phường C"})
GROUPS = {"các phường": WARDS, "các phòng": frozenset({"Phòng X", "Phòng Y"}), "nhóm rỗng": frozenset()}


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (["Phường A", "Phường B", "Phường C"], ["các phường"]),
        (["Phòng X", "Phường C", "Phường A", "Phường B", "Công an"], ["Phòng X", "các phường", "Công an"]),
        (["Phường A", "Phường B"], ["Phường A", "Phường B"]),
        (["Phòng X", "Phòng Y"], ["Phòng X", "Phòng Y"]),
        ([], []),
    ],
)
def test_a_group_that_is_there_whole_is_told_by_its_name(units: list[str], told: list[str]) -> None:
    assert gathered(units, GROUPS) == told
