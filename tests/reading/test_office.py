import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.errors import Refusal
from domain.office import Directory, Role, UnitKind, Validity
from reading.office import office_schema, read_directory

ROOT = Path(__file__).parents[2]


def an_office() -> dict[str, Any]:
    return {
        "authority": "ubnd",
        "groups": [{"code": "phuong", "names": ["các phường"]}],
        "units": [
            {"code": "ubnd", "name": "Ủy ban nhân dân Quận X", "kind": "authority"},
            {
                "code": "pnv",
                "name": "Phòng Nội vụ",
                "kind": "department",
                "in_charge": True,
                "mailbox": "pnv@x.example",
            },
            {
                "code": "p-mot",
                "name": "Phường Một",
                "kind": "commune",
                "groups": ["phuong"],
                "aliases": ["UBND phường Một"],
            },
        ],
        "officials": [
            {"login": "lan", "name": "Lan", "title": "Chuyên viên", "roles": [{"role": "specialist", "unit": "pnv"}]},
        ],
    }


def read(office: dict[str, Any]) -> Directory:
    return read_directory(yaml.safe_dump(office, allow_unicode=True, sort_keys=False).encode(), "units.yaml")


def refused(office: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Refusal) as caught:
        read(office)
    problems = caught.value.problems
    return {place.field: " ".join(p.message for p in problems if p.field == place.field) for place in problems}


def it_reads_units_with_the_authority_above_where_no_parent_is_named() -> None:
    directory = read(an_office())
    assert [(unit.code, unit.parent) for unit in directory.units] == [
        ("ubnd", None),
        ("pnv", "ubnd"),
        ("p-mot", "ubnd"),
    ]
    assert directory.units[2].kind is UnitKind.COMMUNE
    assert directory.groups == {"phuong": ("các phường",)}


def it_knows_who_held_a_role_on_a_day() -> None:
    office = an_office()
    office["officials"][0]["roles"][0] |= {"since": date(2023, 2, 1), "until": date(2023, 3, 31)}
    directory = read(office)
    held = [bool(list(directory.holders(Role.SPECIALIST, "pnv", date(2023, month, 15)))) for month in (1, 2, 3, 4)]
    assert held == [False, True, True, False]


def it_writes_each_accented_name_in_one_way() -> None:
    office = an_office()
    office["units"][1]["name"] = "Pho\u0300ng No\u0323\u0302i vu\u0323"
    assert read(office).units[1].name == "Phòng Nội vụ"


def it_takes_one_name_for_two_units_whose_days_do_not_meet() -> None:
    office = an_office()
    office["units"] += [
        {
            "code": "p-hai",
            "name": "Phường Hai",
            "kind": "commune",
            "until": date(2023, 6, 30),
            "successor": "p-hai-moi",
        },
        {"code": "p-hai-moi", "name": "Phường Hai", "kind": "commune", "since": date(2023, 7, 1)},
    ]
    assert read(office).units[3].validity == Validity(until=date(2023, 6, 30))


Spoil = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("spoil", "place", "says"),
    [
        (lambda o: o["units"][2].update(code="pnv"), "units[2].code", "đã dùng ở mục thứ 2"),
        (lambda o: o["groups"].append({"code": "phuong", "names": ["a"]}), "groups[1].code", "đã dùng ở mục thứ 1"),
        (lambda o: o["officials"].append(deepcopy(o["officials"][0])), "officials[1].login", "đã dùng ở mục thứ 1"),
        (lambda o: o["units"][1].update(code="Phòng NV"), "units[1].code", "chữ thường không dấu"),
        (lambda o: o.update(authority="quan"), "authority", "Không có đơn vị mã “quan”"),
        (lambda o: o.update(authority="pnv"), "authority", "kind: authority"),
        (lambda o: o["units"][1].update(parent="so"), "units[1].parent", "cấp trên mã “so”"),
        (lambda o: o["units"][1].update(parent="pnv"), "units[1].parent", "nằm dưới chính nó"),
        (lambda o: o["units"][2].update(groups=["xa"]), "units[2].groups[0]", "Không có nhóm mã “xa”"),
        (lambda o: o["units"][2].update(successor="p-hai"), "units[2].successor", "phải là một đơn vị khác"),
        (lambda o: o["units"][2].update(successor="pnv"), "units[2].successor", "ngày hết hiệu lực"),
        (lambda o: o["units"][2].update(aliases=["PHÒNG  nội vụ"]), "units[2].aliases[0]", "đã dùng cho “pnv”"),
        (lambda o: o["units"][2].update(short_name="phòng nội vụ"), "units[2].short_name", "đã dùng cho “pnv”"),
        (lambda o: o["groups"][0].update(names=["Phường Một"]), "groups[0].names[0]", "đã dùng cho “p-mot”"),
        (lambda o: o["units"][1].pop("in_charge"), "units", "in_charge: true"),
        (lambda o: o["units"][2].update(in_charge=True), "units[2].in_charge", "mỗi thời điểm chỉ một đơn vị"),
        (lambda o: o["officials"][0]["roles"][0].pop("unit"), "officials[0].roles[0]", "cần ghi đơn vị"),
        (lambda o: o["officials"][0]["roles"][0].update(unit="x"), "officials[0].roles[0].unit", "Không có đơn vị"),
        (lambda o: o["officials"][0]["roles"][0].update(role="boss"), "officials[0].roles[0].role", "official, head"),
        (lambda o: o["units"][1].update(mailbox="pnv.x.example"), "units[1].mailbox", "địa chỉ thư"),
        (lambda o: o["units"][1].update(mailbox="pnv@x.example\nBcc: a@b.example"), "units[1].mailbox", "địa chỉ thư"),
        (lambda o: o["units"][1].update(name="Phòng\nNội vụ"), "units[1].name", "không xuống dòng"),
        (lambda o: o["units"][1].update(since=date(2023, 2, 1), until=date(2023, 1, 1)), "units[1]", "đứng trước"),
        (lambda o: o["units"][1].update(colour="red"), "units[1].colour", "không có trong mẫu"),
        (lambda o: o.pop("units"), "units", "Thiếu mục “units”"),
    ],
)
def it_refuses_what_does_not_agree_and_says_where(spoil: Spoil, place: str, says: str) -> None:
    office = an_office()
    spoil(office)
    problems = refused(office)
    assert place in problems, problems
    assert says in problems[place]
    assert place == "units" or "Dòng " in problems[place]


def it_tells_every_member_of_a_ring_of_parents() -> None:
    office = an_office()
    office["units"][1]["parent"] = "p-mot"
    office["units"][2]["parent"] = "pnv"
    assert {"units[1].parent", "units[2].parent"} <= set(refused(office))


def test_the_schema_on_disk_is_the_one_the_reader_follows() -> None:
    assert json.loads((ROOT / "docs/schemas/units.schema.json").read_text("utf-8")) == office_schema()
