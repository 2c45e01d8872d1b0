"""The act that names a source of figures: who owns it, which window it covers, when it arrives."""

from dataclasses import asdict, dataclass, field

from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from storage.tables import SourceRow, UnitRow


@dataclass(frozen=True)
class Source:
    """A source as it is named; `unit_names` are the names by which its files call the units."""

    code: str
    name: str
    unit: str
    window: str
    arrival_day: int
    template: str | None = None
    criteria: list[str] = field(default_factory=list)
    unit_names: dict[str, str] = field(default_factory=dict)


def set_source(desk: Desk, scope: Scope, source: Source, key: str | None = None) -> Answer:
    """Name a source, or change the one of that code."""
    require(scope, Act.SET_RULES)

    def deed(doing: Deed) -> Answer:
        named = {"unit": source.unit, **{f"unit_names.{name}": code for name, code in source.unit_names.items()}}
        problems = tuple(
            Problem(place, f"không có đơn vị {code!r}")
            for place, code in named.items()
            if doing.session.get(UnitRow, code) is None
        )
        if problems:
            raise Refusal("invalid", "unknown-unit", "Có đơn vị không có trong danh mục.", problems)
        doing.session.merge(SourceRow(**asdict(source)))
        doing.note("source.set", f"source/{source.code}", unit=source.unit)
        return Answer({"code": source.code}, 201)

    return perform(desk, scope, deed, key=key, request=["set source", asdict(source)])
