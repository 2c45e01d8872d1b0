"""What a refused row had begun is undone, and only that (on both databases)."""

from acts.bulk import Row, each
from acts.desk import Answer, Deed
from domain.errors import Refusal
from domain.journal import Promise, Sent
from domain.rights import SYSTEM
from storage.database import Memory
from storage.log import everything
from storage.tables import SettingRow
from tests.acts.house import House


def test_a_refused_row_leaves_no_rows_events_or_promises(memory: Memory) -> None:
    house, promised = House(memory), list[Promise]()
    object.__setattr__(house.desk, "promise", promised.extend)

    def one(doing: Deed, row: Row) -> Answer:
        doing.session.add(SettingRow(name=row.id, body={}))
        doing.session.flush()
        doing.note("tried", f"row/{row.id}")
        doing.promises.append(Sent(row.id, 0, doing.now, "mail", "unit/kt", "digest", None, None, ()))
        if row.id == "b":
            raise Refusal("conflict", "no", "Không được.")
        return Answer({}, 201)

    asked = [Row(name, 1) for name in ("c", "b", "a")]
    answer = each(house.desk, SYSTEM, asked, one, None, "try")
    refused = {"id": "b", "refused": "conflict", "code": "no", "detail": "Không được."}
    assert answer.body["rows"] == [{"id": "c", "status": 201}, refused, {"id": "a", "status": 201}]
    assert [one.message_id for one in promised if isinstance(one, Sent)] == ["a", "c"]
    with memory.reading() as session:
        assert [session.get(SettingRow, name) is not None for name in "abc"] == [True, False, True]
        assert [event.subject for event in everything(session) if event.kind == "tried"] == ["row/a", "row/c"]
