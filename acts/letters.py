"""The act of entering a letter that went out: number and date by the registry, and the signed file (domain.md §1, §5)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.evidence import CLEAN
from domain.errors import Problem, Refusal
from domain.office import UnitKind
from domain.rights import Act, Scope, absent, require
from domain.telling.letters import LetterKind
from storage.tables import EvidenceRow, LetterRow, UnitRow
from storage.views.letters import late_unit


@dataclass(frozen=True)
class Signed:
    """What the registry knows of a letter; `file` is the signed one, handed in before, or none yet."""

    number: str
    issued_on: date
    signer: str | None = None
    file: str | None = None


def enter(desk: Desk, scope: Scope, unit: str, kind: LetterKind, signed: Signed, key: str | None = None) -> Answer:
    """Write down that a letter to a unit was signed and sent: by who follows the work, or by the registry.

    It stands from then on in every slip about the unit, so that the next step is taken with the former in view.
    """
    require(scope, Act.REGISTER)

    def deed(doing: Deed) -> Answer:
        found = doing.session.get(UnitRow, unit)
        if found is None:
            raise absent()
        _refuse_unfit(found, kind)
        _check(doing, unit, signed)
        told = late_unit(doing.session, scope, unit, doing.now, desk.calendar)
        row = LetterRow(
            id=desk.ids(),
            unit=unit,
            kind=kind.value,
            number=signed.number,
            issued_on=signed.issued_on,
            signer=signed.signer,
            file=signed.file,
            overdue=len(told.rows) if told else 0,
            entered_by=scope.actor,
            entered_at=doing.now,
        )
        doing.session.add(row)
        doing.note(
            "letter.entered", f"letter/{row.id}", unit=unit, letter=kind.value, issued_on=signed.issued_on.isoformat()
        )
        return Answer({"id": row.id, "unit": unit, "kind": kind.value, "number": signed.number}, 201)

    return perform(desk, scope, deed, key=key, request=["letter", unit, kind.value, signed])


def _refuse_unfit(unit: UnitRow, kind: LetterKind) -> None:
    if unit.kind == UnitKind.VERTICAL.value and kind is not LetterKind.COOPERATION:
        raise Refusal(
            "conflict",
            "vertical-agency",
            f"{unit.name} là cơ quan ngành dọc, chỉ gửi văn bản đề nghị phối hợp.",
            allowed=(LetterKind.COOPERATION.value,),
        )


def _check(doing: Deed, unit: str, signed: Signed) -> None:
    if signed.issued_on > doing.desk.today():
        problem = Problem("issued_on", "không sau ngày hôm nay")
        raise Refusal("invalid", "issued-ahead", "Ngày ban hành ở tương lai.", (problem,))
    same = select(LetterRow.id).where(
        LetterRow.unit == unit, LetterRow.number == signed.number, LetterRow.issued_on == signed.issued_on
    )
    if doing.session.scalar(same) is not None:
        raise Refusal("conflict", "known-letter", "Văn bản số, ngày này đã được ghi nhận.", allowed=("read",))
    if signed.file is not None:
        file = doing.session.get(EvidenceRow, signed.file)
        if file is None or file.state != CLEAN:
            problem = Problem("file", "mã của tệp đã ký, đã tải lên và đã qua kiểm tra")
            raise Refusal("invalid", "no-file", "Không có tệp đã ký này.", (problem,))
