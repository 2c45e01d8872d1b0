"""Acts on the account of one official."""

from sqlalchemy import delete, select

from acts.desk import Answer, Deed, Desk, perform
from acts.sessions import end_all
from domain.rights import Act, Scope, absent, require
from storage.tables import GrantRow, OfficialRow, TokenRow


def retire(desk: Desk, scope: Scope, login: str, key: str | None = None) -> Answer:
    """End an account: every token and session of it stops working; what its owner did stays recorded."""
    require(scope, Act.ADMINISTER)

    def deed(doing: Deed) -> Answer:
        row = doing.session.scalar(select(OfficialRow).where(OfficialRow.login == login).with_for_update())
        if row is None:
            raise absent()
        row.active, row.password = False, None
        end_all(doing, row.id, "retired")
        doing.session.execute(delete(TokenRow).where(TokenRow.official == row.id))
        doing.session.execute(delete(GrantRow).where(GrantRow.official == row.id))
        doing.note("official.retired", f"official/{row.id}")
        return Answer({"login": login})

    return perform(desk, scope, deed, key=key, request=["retire", login])
