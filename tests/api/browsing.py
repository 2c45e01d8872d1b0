"""A browser without JavaScript: it keeps cookies, follows redirects, and sends forms as it finds them."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from httpx2 import Response
from lxml import html
from starlette.testclient import TestClient

from acts.passwords import set_password
from domain.rights import SYSTEM
from storage.views import people
from tests.api.doors import QUICK, Opened

PHRASE = "ngõ nhỏ có cây khế"
ORIGIN = "http://testserver"


@dataclass
class Browser:
    """One person's browser; `page` is what it shows."""

    client: TestClient
    address: str = "/"
    answer: Response | None = None
    headers: dict[str, str] = field(default_factory=lambda: {"Sec-Fetch-Site": "same-origin"})

    @property
    def text(self) -> str:
        """What a person reads on the page."""
        return " ".join(self.page.xpath("string(//main)").split())

    @property
    def page(self) -> html.HtmlElement:
        assert self.answer is not None
        return html.fromstring(self.answer.text)

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status_code

    def open(self, path: str) -> "Browser":
        self.answer = self.client.get(path, headers=self.headers)
        return self._arrived(path)

    def follow(self, words: str) -> "Browser":
        """Follow the first link with these words."""
        found = [a for a in self.page.xpath("//a[@href]") if words in " ".join(a.text_content().split())]
        assert found, f"no link says {words!r}: {self.text[:500]}"
        return self.open(urljoin(self.address, found[0].get("href")))

    def form(self, action: str) -> html.FormElement:
        """The first form that goes to an address beginning so."""
        found = [form for form in self.page.forms if (form.get("action") or "").startswith(action)]
        assert found, f"no form goes to {action}"
        return found[0]

    def send(self, action: str, **fields: Any) -> "Browser":
        """Fill a form in and send it."""
        form = self.form(action)
        told: list[tuple[str, str]] = [(name, value) for name, value in form.form_values() if name not in fields]
        for name, value in fields.items():
            told += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
        return self.post(form.get("action") or self.address, told)

    def press(self, words: str) -> "Browser":
        """Press the button that says so, its form as it stands."""
        found = [b for b in self.page.xpath("//button") if " ".join(b.text_content().split()) == words]
        assert found, f"no button says {words!r}"
        form = next(one for one in found[0].iterancestors("form"))
        return self.post(form.get("action"), form.form_values())

    def post(self, path: str, told: list[tuple[str, str]]) -> "Browser":
        data: dict[str, list[str]] = {}
        for name, value in told:
            data.setdefault(name, []).append(value)
        self.answer = self.client.post(path, data=data, headers=self.headers)
        return self._arrived(path)

    def upload(self, action: str, name: str, content: bytes, **fields: str) -> "Browser":
        form = self.form(action)
        told = {key: value for key, value in form.form_values() if key != "file"} | fields
        self.answer = self.client.post(
            action, data=told, files={"file": (name, content, "application/octet-stream")}, headers=self.headers
        )
        return self._arrived(action)

    def _arrived(self, path: str) -> "Browser":
        assert self.answer is not None
        self.address = path
        if self.answer.status_code == 303:
            return self.open(self.answer.headers["location"])
        return self


def a_browser(doors: Opened) -> Browser:
    """A browser nobody has signed in with."""
    return Browser(TestClient(doors.client.app, base_url=ORIGIN, raise_server_exceptions=False, follow_redirects=False))


def browser_of(doors: Opened, login: str) -> Browser:
    """A browser somebody has signed in with."""
    with doors.house.memory.reading() as session:
        known = people.credentials(session, login)
    if known is None or known[1] is None:
        set_password(doors.house.desk, SYSTEM, login, PHRASE, QUICK)
    browser = a_browser(doors).open("/dang-nhap")
    return browser.send("/dang-nhap", login=login, password=PHRASE)
