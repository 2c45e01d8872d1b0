"""`/inbox`: the mails of the embedded sink; everybody sees those to themselves and their units, the office all of them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from acts.desk import Desk
from api.deps import AtDesk, Visitor, doors
from api.inbox import Head, Inbox
from api.pages.shell import INBOX, page
from domain.rights import Act, Scope, absent, may
from storage.views import office

router = APIRouter()
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A mail is shown as it was sent: with its own style, without scripts, without anything loaded."""


@router.get(INBOX)
def show_inbox(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """The mails, the newest first."""
    return page(request, "inbox.html", mails=[head for head in _inbox(request).heads() if _sees(desk, scope, head)])


@router.get(INBOX + "/{name}")
def show_mail(request: Request, desk: AtDesk, scope: Visitor, name: str) -> Response:
    """One mail, its text."""
    mail = _inbox(request).read(name)
    if not _sees(desk, scope, mail.head):
        raise absent()
    return page(request, "mail.html", mail=mail)


@router.get(INBOX + "/{name}/html")
def show_html(request: Request, desk: AtDesk, scope: Visitor, name: str) -> Response:
    """One mail as a mail program shows it."""
    mail = _inbox(request).read(name)
    if mail.html is None or not _sees(desk, scope, mail.head):
        raise absent()
    return HTMLResponse(mail.html, headers={"Content-Security-Policy": MAIL_POLICY})


def _inbox(request: Request) -> Inbox:
    found = doors(request).inbox
    if found is None:
        raise absent()
    return found


def _sees(desk: Desk, scope: Scope, head: Head) -> bool:
    """Whether a mail is for whoever looks: the office follows all mails, others read their own."""
    if may(scope, Act.READ_LOG):
        return True
    with desk.memory.reading() as session:
        return bool(office.addresses_of(session, scope) & {one.rpartition("<")[2].rstrip(">") for one in head.to})
