"""What must agree within units.yaml before anybody relies on it: codes, the tree, names, roles."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from domain.office import Directory, Role, UnitKind, Validity
from reading.refuse import Finding
from reading.yaml_file import Location

ROLES_OF_A_UNIT = frozenset({Role.OFFICIAL, Role.HEAD, Role.SPECIALIST, Role.CHIEF, Role.SOURCE})
"""Roles that mean nothing without the unit they are held in; the others may reach over the whole authority."""


def findings_of(directory: Directory, authority: str, groups: Sequence[str]) -> list[Finding]:
    """Everything that contradicts itself, in the order of the file; empty where the file may be taken."""
    return [
        *_twice("units", [unit.code for unit in directory.units], "Mã đơn vị"),
        *_twice("groups", groups, "Mã nhóm"),
        *_twice("officials", [official.login for official in directory.officials], "Tên đăng nhập", key="login"),
        *_root(directory, authority),
        *_relations(directory),
        *_cycles(directory),
        *_names(directory),
        *_in_charge(directory),
        *_roles(directory),
    ]


def _twice(part: str, codes: Sequence[str], what: str, key: str = "code") -> Iterator[Finding]:
    for index, code in enumerate(codes):
        if code in codes[:index]:
            yield Finding(
                (part, index, key),
                f"{what} “{code}” đã dùng ở mục thứ {codes.index(code) + 1}; mỗi mã chỉ dùng một lần.",
            )


def _root(directory: Directory, authority: str) -> Iterator[Finding]:
    root = directory.unit(authority)
    if root is None:
        yield Finding(("authority",), f"Không có đơn vị mã “{authority}” trong danh sách units.")
    elif root.kind is not UnitKind.AUTHORITY:
        yield Finding(("authority",), f"Đơn vị “{authority}” phải có kind: authority.")


def _relations(directory: Directory) -> Iterator[Finding]:
    codes = {unit.code for unit in directory.units}
    for index, unit in enumerate(directory.units):
        at = ("units", index)
        if unit.parent is not None and unit.parent not in codes:
            yield Finding((*at, "parent"), f"Không có đơn vị cấp trên mã “{unit.parent}”.")
        if unit.successor is not None and (unit.successor not in codes or unit.successor == unit.code):
            yield Finding(
                (*at, "successor"), f"Đơn vị tiếp nhận “{unit.successor}” phải là một đơn vị khác trong danh sách."
            )
        if unit.successor is not None and unit.validity.until is None:
            yield Finding((*at, "successor"), "Đơn vị có đơn vị tiếp nhận cần ghi ngày hết hiệu lực (until).")
        for place, group in enumerate(unit.groups):
            if group not in directory.groups:
                yield Finding((*at, "groups", place), f"Không có nhóm mã “{group}” trong danh sách groups.")


def _cycles(directory: Directory) -> Iterator[Finding]:
    parents = {unit.code: unit.parent for unit in directory.units}
    successors = {unit.code: unit.successor for unit in directory.units}
    for index, unit in enumerate(directory.units):
        if _returns(unit.code, parents):
            yield Finding(("units", index, "parent"), f"Đơn vị “{unit.code}” nằm dưới chính nó; kiểm tra lại parent.")
        if _returns(unit.code, successors):
            yield Finding(("units", index, "successor"), f"Đơn vị “{unit.code}” tiếp nhận việc của chính nó.")


def _returns(start: str, above: dict[str, str | None]) -> bool:
    """Whether following `above` from `start` comes back to `start` (a ring further up is told of its own members)."""
    code, seen = above[start], set[str]()
    while code is not None and code not in seen:
        if code == start:
            return True
        seen.add(code)
        code = above.get(code)
    return False


def _names(directory: Directory) -> Iterator[Finding]:
    """A name that two units or groups share on the same day would send an order to the wrong one."""
    owners: dict[str, list[tuple[Location, str, Validity]]] = {}
    for at, written, code, validity in (*_unit_names(directory), *_group_names(directory)):
        owners.setdefault(_folded(written), []).append((at, code, validity))
    for name, found in owners.items():
        for (_at, first, since), (at, second, until) in combinations(found, 2):
            if first != second and _overlap(since, until):
                yield Finding(at, f"Tên “{name}” đã dùng cho “{first}”; một tên chỉ một đơn vị hoặc một nhóm.")


def _unit_names(directory: Directory) -> Iterator[tuple[Location, str, str, Validity]]:
    for index, unit in enumerate(directory.units):
        yield ("units", index, "name"), unit.name, unit.code, unit.validity
        if unit.short_name is not None:
            yield ("units", index, "short_name"), unit.short_name, unit.code, unit.validity
        for place, alias in enumerate(unit.aliases):
            yield ("units", index, "aliases", place), alias, unit.code, unit.validity


def _group_names(directory: Directory) -> Iterator[tuple[Location, str, str, Validity]]:
    for index, (group, names) in enumerate(directory.groups.items()):
        for place, written in enumerate(names):
            yield ("groups", index, "names", place), written, group, Validity()


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("–", "-").split())


def _overlap(one: Validity, other: Validity) -> bool:
    starts_in_time = one.since is None or other.until is None or one.since <= other.until
    return starts_in_time and (other.since is None or one.until is None or other.since <= one.until)


def _in_charge(directory: Directory) -> Iterator[Finding]:
    found = [(index, unit) for index, unit in enumerate(directory.units) if unit.in_charge]
    if not found:
        yield Finding(("units",), "Chưa có đơn vị phụ trách cải cách hành chính; ghi in_charge: true ở một đơn vị.")
    for (_, first), (index, second) in combinations(found, 2):
        if _overlap(first.validity, second.validity):
            yield Finding(
                ("units", index, "in_charge"), f"Cùng lúc đã có “{first.code}” phụ trách; mỗi thời điểm chỉ một đơn vị."
            )


def _roles(directory: Directory) -> Iterator[Finding]:
    codes = {unit.code for unit in directory.units}
    for index, official in enumerate(directory.officials):
        for place, grant in enumerate(official.grants):
            at = ("officials", index, "roles", place)
            if grant.unit is None and grant.role in ROLES_OF_A_UNIT:
                yield Finding(at, f"Vai trò {grant.role} cần ghi đơn vị (unit).")
            elif grant.unit is not None and grant.unit not in codes:
                yield Finding((*at, "unit"), f"Không có đơn vị mã “{grant.unit}”.")
