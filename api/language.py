"""The language somebody is spoken to in: Vietnamese, which is written in the code, or English from the catalogue.

Mails, letters, reviews and other official documents know nothing of this module: they are Vietnamese
(docs/decisions/english-through-gettext.md).
"""

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.cookies import Cookie
from domain.errors import Problem, Refusal

Key = TypeVar("Key")
VIETNAMESE, ENGLISH = "vi", "en"
LANGUAGES: Mapping[str, str] = {VIETNAMESE: "Tiếng Việt", ENGLISH: "English"}
"""Each by its own name."""
CATALOGUE = Path(__file__).parent / "locale" / ENGLISH / "LC_MESSAGES" / "dondoc.po"
CHOICE = Cookie("dondoc-ngon-ngu", seconds=365 * 86400)
"""What somebody has chosen for this browser."""
REFUSALS = "refusal"
"""The context under which the catalogue says a refusal by its code, where it does not know the very sentence."""
_spoken: ContextVar[str] = ContextVar("spoken", default=VIETNAMESE)


class Speaking:
    """Says for each request which language it is answered in; every request runs in a context of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve in the language of the request."""
        if scope["type"] == "http":
            _spoken.set(_language_of(Request(scope)))
        await self._app(scope, receive, send)


def _language_of(request: Request) -> str:
    """What was chosen; else what a program asks for. A browser alone does not make the pages of an office English."""
    chosen = CHOICE.of(request)
    if chosen is not None and chosen in LANGUAGES:
        return chosen
    asked = request.headers.get("accept-language", "") if request.url.path.startswith("/api/") else ""
    return ENGLISH if _prefers_english(asked) else VIETNAMESE


def _prefers_english(asked: str) -> bool:
    weights = {ENGLISH: 0.0, VIETNAMESE: 0.0}
    for part in asked.split(","):
        name, _, weight = part.strip().partition(";q=")
        language = name.lower().partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _weight(weight))
    return weights[ENGLISH] > weights[VIETNAMESE]


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


def spoken() -> str:
    """The language of this answer."""
    return _spoken.get()


def headers() -> dict[str, str]:
    """What an answer in words says of its language."""
    return {"Content-Language": spoken(), "Vary": "Cookie, Accept-Language"}


def gettext(message: str) -> str:
    """A sentence in the language of this answer; itself where there is no other."""
    return _translations().gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The same where the language has a word for one and another for many."""
    return _translations().ngettext(one, many, count)


def _translations() -> NullTranslations:
    return english() if spoken() == ENGLISH else _AS_WRITTEN


_AS_WRITTEN = NullTranslations()


@cache
def english() -> GNUTranslations:
    """The catalogue, compiled when first needed: no compiled file can be older than its source."""
    with CATALOGUE.open("rb") as file:
        told = read_po(file, ENGLISH)
    compiled = BytesIO()
    write_mo(compiled, told)
    compiled.seek(0)
    return GNUTranslations(compiled)


def marked(message: str) -> str:
    """A sentence of the catalogue that is written in one place and shown, and said in its language, in another."""
    return message


class Words(Mapping[Key, str]):
    """Words by their keys, each said in the language of the answer it stands in."""

    def __init__(self, words: Mapping[Key, str]) -> None:
        self.words = words

    def __getitem__(self, key: Key) -> str:
        return gettext(self.words[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)


def sentence(refusal: Refusal, otherwise: str) -> str:
    """What a refusal says: its very sentence, else that of its code, else `otherwise`, which is said already."""
    if spoken() == VIETNAMESE:
        return refusal.detail
    told = gettext(refusal.detail)
    if told != refusal.detail:
        return told
    of_code = _translations().pgettext(REFUSALS, refusal.code)
    return of_code if of_code != refusal.code else f"{otherwise}."


def fault(problem: Problem) -> str:
    """What is wrong with one part of what was sent."""
    return gettext(problem.message)
