"""The office's own Word templates: put in force for one kind of document, and taken back; every one that was used is kept."""

import hashlib
from base64 import b64encode

from acts.desk import Answer, Deed, Desk, perform
from domain.rights import Act, Scope, require
from storage.tables import SettingRow
from storage.views.word_templates import IN_FORCE, kept_as


def set_template(desk: Desk, scope: Scope, kind: str, name: str, data: bytes, key: str | None = None) -> Answer:
    """Write a kind of document by this template from now on; what is frozen keeps the one it was frozen with."""
    require(scope, Act.SET_RULES)
    sha256 = hashlib.sha256(data).hexdigest()

    def deed(doing: Deed) -> Answer:
        if doing.session.get(SettingRow, kept_as(sha256)) is None:
            body = {"name": name, "data": b64encode(data).decode("ascii")}
            doing.session.add(SettingRow(name=kept_as(sha256), body=body))
        _put(doing, kind, sha256)
        doing.note("review.template-set", f"setting/word-template-{kind}", sha256=sha256)
        return Answer({"kind": kind, "sha256": sha256, "name": name})

    return perform(desk, scope, deed, key=key, request=["set template", kind, sha256])


def drop_template(desk: Desk, scope: Scope, kind: str, key: str | None = None) -> Answer:
    """Write a kind of document as the program does without a template."""
    require(scope, Act.SET_RULES)

    def deed(doing: Deed) -> Answer:
        _put(doing, kind, None)
        doing.note("review.template-dropped", f"setting/word-template-{kind}")
        return Answer({"kind": kind, "sha256": None, "name": None})

    return perform(desk, scope, deed, key=key, request=["drop template", kind])


def _put(doing: Deed, kind: str, sha256: str | None) -> None:
    row = doing.session.get(SettingRow, IN_FORCE, with_for_update=True)
    known = {name: one for name, one in (row.body if row else {}).items() if name != kind}
    body = known if sha256 is None else {**known, kind: sha256}
    if row is None:
        doing.session.add(SettingRow(name=IN_FORCE, body=body))
    else:
        row.body = body
