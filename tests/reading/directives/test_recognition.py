from datetime import date

import pytest

from domain.directive import DraftDirective, DraftItem
from domain.office import Directory, Unit, UnitKind, Validity
from reading.directives.recognition import recognise

_OFFICE = Directory(
    units=(
        Unit("ubnd", "Ủy ban nhân dân Quận Mẫu", UnitKind.AUTHORITY),
        Unit("pnv", "Phòng Nội vụ", UnitKind.DEPARTMENT, aliases=("PNV",)),
        Unit("vp", "Văn phòng Ủy ban nhân dân Quận Mẫu", UnitKind.OFFICE),
        Unit("tckh", "Phòng Tài chính - Kế hoạch", UnitKind.DEPARTMENT),
        Unit("p-an", "Ủy ban nhân dân phường An", UnitKind.COMMUNE, groups=("phuong",)),
        Unit("p-binh", "Ủy ban nhân dân phường Bình", UnitKind.COMMUNE, groups=("phuong",)),
        Unit("cu", "Phòng Y tế", UnitKind.DEPARTMENT, validity=Validity(until=date(2022, 12, 31))),
        Unit(
            "cu-2", "Phòng Lao động", UnitKind.DEPARTMENT, validity=Validity(until=date(2022, 12, 31)), successor="pnv"
        ),
        Unit("p-thinh", "Ủy ban nhân dân phường Tân Thịnh", UnitKind.COMMUNE),
    ),
    groups={"phuong": ("Ủy ban nhân dân các phường", "UBND 2 phường")},
)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Phòng Nội vụ Quận Mẫu", ("pnv",)),
        ("PHÒNG NỘI VỤ", ("pnv",)),
        ("phong noi vu", ("pnv",)),
        ("P. Nội vụ", ("pnv",)),
        ("Trưởng phòng Nội vụ", ("pnv",)),
        ("PNV", ("pnv",)),
        ("Văn phòng UBND Quận Mẫu", ("vp",)),
        ("Phòng Tài chính – Kế hoạch", ("tckh",)),
        ("phường An", ("p-an",)),
        ("Chủ tịch UBND phường Bình", ("p-binh",)),
        ("Ủy ban nhân dân các phường", ("p-an", "p-binh")),
        ("Chủ tịch UBND các phường", ("p-an", "p-binh")),
        ("Ủy ban nhân dân 2 phường", ("p-an", "p-binh")),
        ("Phòng Y tế", ()),
        ("Phòng Lao động", ("pnv",)),
        ("Phòng Nội vuj", ()),
        ("Phòng Nộii vụ", ("pnv",)),
        ("Phòng Tài chíng - Kế hoạch", ("tckh",)),
        ("Phòng Tàl chính - Kế hoạch", ("tckh",)),
        ("PhòngNội vụ", ("pnv",)),
        ("UBND phường Tân Thịnhh", ("p-thinh",)),
        ("UBND phường Tân Thạnh", ()),
        ("UBND phường Am", ()),
        ("các phường thuộc quận", ()),
        ("Ủy ban nhân dân các phường trên địa bàn quận", ("p-an", "p-binh")),
        ("Sở Nội vụ", ()),
        ("Phòng Nội vu huyện Khác", ()),
    ],
)
def test_names_and_their_units(name: str, codes: tuple[str, ...]) -> None:
    draft = DraftDirective(items=(DraftItem("1", "…", lead=(name,)),))
    (item,) = recognise(draft, _OFFICE, date(2023, 1, 3)).items
    assert item.lead_codes == codes
    assert item.unrecognised == (() if codes else (name,))


def test_a_name_that_two_units_share_is_not_guessed() -> None:
    office = Directory(
        units=(Unit("a", "Phòng Kinh tế", UnitKind.DEPARTMENT), Unit("b", "Phòng kinh tế", UnitKind.DEPARTMENT))
    )
    (item,) = recognise(DraftDirective(items=(DraftItem("1", "…", lead=("Phòng Kinh tế",)),)), office).items
    assert (item.lead_codes, item.unrecognised) == ((), ("Phòng Kinh tế",))
