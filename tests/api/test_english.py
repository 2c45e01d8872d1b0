"""English through gettext: a whole catalogue, templates without bare words, a choice that is kept, pages all in English."""

import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch

import pytest
from jinja2 import Environment
from jinja2.lexer import TOKEN_DATA, TOKEN_NAME, TOKEN_OPERATOR, TOKEN_STRING

from api.language import CATALOGUE, CHOICE
from api.pages.shell import environment
from storage.database import Memory
from tests.api.browsing import Browser, a_browser, browser_of
from tests.api.calls import an_admin
from tests.api.catalogue import ROOT, TEMPLATES, catalogue, is_of_code, said, told
from tests.api.doors import Opened
from tests.databases import a_memory

MARKS = re.compile(r"%\(\w+\)s|%s|<[^>]*>|%%")
VIETNAMESE = re.compile("[À-ÖØ-öø-ỹ]")
OWN_NAME = "Đôn Đốc"
SAYS = {"_", "counted"}


@pytest.fixture
def memory(tmp_path: pytest.TempPathFactory) -> Iterator[Memory]:
    with a_memory("sqlite", tmp_path, None) as found:  # type: ignore[arg-type]
        yield found


def test_every_sentence_is_in_the_catalogue_and_the_catalogue_holds_no_other() -> None:
    kept = {message.id for message in catalogue() if message.id and not is_of_code(message)}
    wanted = said()
    plural = {one[0] for one in wanted if isinstance(one, tuple)}
    assert {one for one in wanted if one not in plural} - kept == set()
    assert kept - wanted == set()


def test_every_sentence_has_its_english_with_the_same_marks() -> None:
    wrong = []
    for message in catalogue():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if not message.id:
            continue
        same = {tuple(sorted(MARKS.findall(one))) for one in (*told(message), *(() if is_of_code(message) else ids))}
        if (
            not all(told(message))
            or len(same) > 1
            or message.fuzzy
            or VIETNAMESE.search(_unquoted("".join(told(message))))
        ):
            wrong.append(message.id)
    assert wrong == []
    assert not list(catalogue().obsolete)


def test_no_compiled_catalogue_is_kept_and_the_package_holds_the_one_that_is_read() -> None:
    assert list(CATALOGUE.parents[2].rglob("*.mo")) == []
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    assert any(fnmatch(CATALOGUE.name, pattern) for pattern in packed)


def test_no_template_holds_bare_words() -> None:
    bare = {path.name: found for path in TEMPLATES.glob("*.html") if (found := bare_words(path.read_text("utf-8")))}
    assert bare == {}


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("<p>Việc</p>", ["Việc"]),
        ("<p>{{ _('Việc') }}</p>", []),
        ("{{ p.field('x', 'Việc') }}", ["Việc"]),
        ("{{ counted('%(num)s việc', many) }}", []),
        ("{{ _('Việc') if late else 'Hạn' }}", ["Hạn"]),
        ("{% trans %}Việc{% endtrans %}", []),
        ("{# Việc #}<title>Đôn Đốc</title>", []),
    ],
)
def test_bare_words_are_found(source: str, bare: list[str]) -> None:
    assert bare_words(source) == bare


def bare_words(source: str) -> list[str]:
    """Words of a template that do not pass through the catalogue."""
    found, within, before = [], False, ("", "")
    for _line, kind, text in Environment(autoescape=True).lexer.tokeniter(source, None):
        if kind in {TOKEN_DATA, TOKEN_STRING} and VIETNAMESE.search(_without_name(text)):
            passes = within if kind == TOKEN_DATA else before[0] in SAYS and before[1] == "("
            found += [] if passes else [text.strip("'\" \n")]
        if kind == TOKEN_NAME and text in {"trans", "endtrans"}:
            within = text == "trans"
        if kind in {TOKEN_NAME, TOKEN_OPERATOR, TOKEN_STRING}:
            before = (before[1], text)
    return [re.sub(r"<[^>]*>", "", one).strip() for one in found]


def _unquoted(text: str) -> str:
    """English may quote Vietnamese words, which stand so in documents."""
    return re.sub("“[^”]*”", "", _without_name(text))


def _without_name(text: str) -> str:
    return text.replace(OWN_NAME, "")


def speaking(browser: Browser, language: str) -> Browser:
    """A browser in which somebody has chosen a language."""
    browser.client.cookies.set(CHOICE.name, language)
    return browser


def test_a_language_is_chosen_before_signing_in_and_kept_and_given_back(doors: Opened) -> None:
    browser = a_browser(doors).open("/dang-nhap?tiep=/viec-cua-toi")
    assert browser.page.get("lang") == "vi"
    browser.press("English")
    assert (browser.page.get("lang"), "Sign in" in browser.text) == ("en", True)
    assert browser.address == "/dang-nhap?tiep=%2Fviec-cua-toi"
    assert browser.answer is not None
    assert browser.answer.headers["content-language"] == "en"
    assert "cookie" in browser.answer.headers["vary"].lower()
    browser.press("Tiếng Việt")
    assert "Đăng nhập" in browser.text


def test_a_browser_set_to_english_does_not_make_an_office_english(doors: Opened) -> None:
    browser = a_browser(doors)
    browser.headers["Accept-Language"] = "en-US,en;q=0.9"
    assert browser.open("/dang-nhap").page.get("lang") == "vi"


def test_an_unknown_language_is_refused_and_nobody_is_led_elsewhere(doors: Opened) -> None:
    client = a_browser(doors).client
    assert client.post("/ngon-ngu", data={"language": "fr"}).status_code == 422
    gone = client.post("/ngon-ngu", data={"language": "en", "onward": "//elsewhere.example"})
    assert gone.headers["location"] == "/"


def test_a_refusal_is_said_in_the_language_of_the_page(doors: Opened) -> None:
    browser = speaking(browser_of(doors, "an"), "en")
    assert "Not found" in browser.open("/nhiem-vu/nothing").text
    browser.open("/tai-khoan").send("/tai-khoan/mat-khau", current="x", password="one", again="two")
    assert browser.status == 422
    assert not VIETNAMESE.search(browser.page.xpath("string(//*[@role='alert']/p)"))


def test_what_somebody_typed_is_never_markup_in_either_language(doors: Opened) -> None:
    doors.house.directive({"text": "Việc <b>đậm</b> %(x)s.", "product": "<i>tờ trình</i> 100%"})
    for language in ("vi", "en"):
        browser = speaking(browser_of(doors, "an"), language).open("/viec-cua-toi")
        assert not browser.page.xpath("//li//b[.='đậm']|//li//i")
        assert "<i>tờ trình</i> 100%" in browser.text


def test_a_template_is_compiled_once_for_both_languages() -> None:
    assert environment() is environment()


def test_no_page_a_person_can_walk_to_says_a_sentence_of_the_catalogue_in_vietnamese(doors: Opened) -> None:
    doors.house.directive({"text": "Trình kế hoạch.", "due_on": "2026-03-10"}, {"text": "Rà soát hồ sơ."})
    kept = {one.id for one in catalogue() if isinstance(one.id, str) and one.id != one.string and not is_of_code(one)}
    left: dict[str, set[str]] = {}
    for login in ("an", "dung", an_admin(doors)):
        browser = speaking(browser_of(doors, login), "en")
        for path in walked(browser):
            found = {" ".join(str(text).split()).rstrip(":.") for text in browser.page.xpath(WORDS)}
            left.setdefault(path, set()).update((found & kept) - {""})
    assert len(left) > 15
    assert {path: words for path, words in left.items() if words} == {}


WORDS = "//text()[not(ancestor::script)]|//@aria-label|//@placeholder|//@title"
MOST_PAGES = 25


def walked(browser: Browser) -> Iterator[str]:
    """Every page one comes to from the first by following links, each shown as it is named."""
    ahead, seen = ["/"], set[str]()
    while ahead and len(seen) < MOST_PAGES:
        path = ahead.pop(0)
        if path in seen or not path.startswith("/") or path.startswith(("/api/", "/static/", "/dang-xuat")):
            continue
        seen.add(path)
        browser.open(path)
        assert browser.answer is not None
        if browser.status == 200 and browser.answer.headers["content-type"].startswith("text/html"):
            if browser.answer.headers.get("content-language") == "en":
                yield path
            ahead += [str(link).partition("#")[0] for link in browser.page.xpath("//a/@href")]


def test_no_page_keeps_the_words_of_whoever_looked_first() -> None:
    """A template imported without the context is evaluated once in a process, its words then in one language for all."""
    imports = [
        line for file in TEMPLATES.glob("*.html") for line in re.findall(r"{% import [^%]+%}", file.read_text("utf-8"))
    ]
    assert len(imports) > 10
    assert [line for line in imports if "with context" not in line] == []
