"""units.yaml: the units of one authority, the names they are written by, its officials and their roles."""

from typing import Any

from pydantic import Field

from domain.office import Directory, Grant, Official, Role, Unit, UnitKind
from reading.office_checks import findings_of
from reading.refuse import read_model, refusal_of
from reading.shapes import Code, Held, Line, Mail, Shape, schema_of


class GroupShape(Shape):
    """Several units under one name, and every way that name is written."""

    code: Code
    names: tuple[Line, ...] = Field(min_length=1, description='As documents write it: "Ủy ban nhân dân 10 phường".')


class UnitShape(Held):
    """One unit; everything but code, name and kind may be left out."""

    code: Code
    name: Line
    kind: UnitKind
    parent: Code | None = Field(default=None, description="The unit above; the authority where left out.")
    short_name: Line | None = Field(default=None, description="For tables and subjects of mails.")
    aliases: tuple[Line, ...] = Field(default=(), description="Other ways documents write its name.")
    groups: tuple[Code, ...] = ()
    mailbox: Mail | None = None
    phone: Line | None = None
    block: Line | None = Field(default=None, description="Units of one block are ranked against each other.")
    in_charge: bool = Field(default=False, description="The office in charge of administrative reform.")
    successor: Code | None = Field(default=None, description="Who takes over its open work after `until`.")


class RoleShape(Held):
    """One role an official holds."""

    role: Role
    unit: Code | None = Field(default=None, description="Left out: the whole authority.")
    field: Line | None = Field(default=None, description="The field of work of a deputy chair or an appraiser.")


class OfficialShape(Shape):
    """One person of the office."""

    login: Code
    name: Line
    title: Line
    form: Line = Field(default="anh (chị)", description="How a mail addresses the person.")
    email: Mail | None = None
    phone: Line | None = None
    roles: tuple[RoleShape, ...] = ()


class OfficeShape(Shape):
    """The whole file."""

    authority: Code = Field(description="Code of the unit at the root of the tree.")
    groups: tuple[GroupShape, ...] = ()
    units: tuple[UnitShape, ...] = Field(min_length=1)
    officials: tuple[OfficialShape, ...] = ()


def read_directory(data: bytes, name: str) -> Directory:
    """The office as units.yaml states it; raises Refusal that lists every contradiction with its line."""
    shape = read_model(data, name, OfficeShape)
    directory = Directory(
        units=tuple(_unit(unit, shape.authority) for unit in shape.units),
        officials=tuple(_official(official) for official in shape.officials),
        groups={group.code: group.names for group in shape.groups},
    )
    findings = findings_of(directory, shape.authority, [group.code for group in shape.groups])
    if findings:
        raise refusal_of(findings, name, data)
    return directory


def _unit(shape: UnitShape, authority: str) -> Unit:
    return Unit(
        code=shape.code,
        name=shape.name,
        kind=shape.kind,
        parent=None if shape.code == authority else shape.parent or authority,
        short_name=shape.short_name,
        aliases=shape.aliases,
        groups=shape.groups,
        mailbox=shape.mailbox,
        phone=shape.phone,
        block=shape.block,
        in_charge=shape.in_charge,
        validity=shape.validity,
        successor=shape.successor,
    )


def _official(shape: OfficialShape) -> Official:
    grants = tuple(Grant(role.role, role.unit, role.validity, role.field) for role in shape.roles)
    return Official(shape.login, shape.name, shape.title, shape.form, shape.email, shape.phone, grants)


def office_schema() -> dict[str, Any]:
    """The JSON Schema of units.yaml, as kept under docs/schemas."""
    return schema_of(OfficeShape, "units.yaml")
