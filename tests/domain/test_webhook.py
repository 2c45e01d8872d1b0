"""What other systems are told, where they may be, and how they know that it comes from here."""

import ast
import base64
import re
from ipaddress import ip_address
from pathlib import Path

import pytest

from domain.errors import Refusal
from domain.webhook import FAMILIES, check_kinds, check_url, may_reach, networks, sign, tells, told_secret

ROOT = Path(__file__).parents[2]


def test_the_signature_is_the_one_of_standard_webhooks() -> None:
    """The example of the specification's reference libraries."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signed.headers() == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    assert told_secret(secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.mark.parametrize(
    ("kinds", "kind", "told"),
    [
        (["*"], "completion.accepted", True),
        (["completion.*"], "completion.accepted", True),
        (["completion.accepted"], "completion.accepted", True),
        (["completion.accepted"], "completion.returned", False),
        (["completion.*"], "completions.x", False),
        (["*"], "password.set", False),
        (["*"], "webhook.gave-up", False),
    ],
)
def test_one_is_told_of_what_one_asked_for_and_never_of_accounts(kinds: list[str], kind: str, told: bool) -> None:
    assert tells(kinds, kind) is told


@pytest.mark.parametrize("kinds", [[], ["completion"], ["completion."], ["password.set"], ["*.accepted"], ["**"]])
def test_a_kind_that_is_none_is_refused_with_those_there_are(kinds: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        check_kinds(kinds)
    assert refused.value.code == "unknown-kind"
    assert "completion" in refused.value.problems[0].message


@pytest.mark.parametrize(
    "url",
    [
        "ftp://nhan.example/x",
        "file:///etc/passwd",
        "nhan.example",
        "http://",
        "https://ai:mat@nhan.example/",
        "https://nhan.example/#a",
        "https://nhan.example:99999/",
        "https://nhan.example/có dấu",
        "http://127.0.0.1/",
        "http://[::1]:8000/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest",
        "http://10.1.2.3/",
        "http://0.0.0.0/",
        "https://nhan.example/" + "a" * 500,
    ],
)
def test_an_address_that_may_not_be_reached_is_refused(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_url(url, ())
    assert (refused.value.code, refused.value.problems[0].field) == ("bad-address", "url")


def test_a_network_the_office_names_may_be_reached_and_no_other() -> None:
    named = networks("10.0.0.0/8, 192.168.7.20, ::1")
    assert check_url("http://10.1.2.3:8080/nhan?a=1", named)
    assert [may_reach(ip_address(one), named) for one in ("192.168.7.20", "192.168.7.21", "::1", "127.0.0.1")] == [
        True,
        False,
        True,
        False,
    ]
    assert may_reach(ip_address("::ffff:10.9.9.9"), named)
    assert may_reach(ip_address("8.8.8.8"), ())
    assert not may_reach(ip_address("224.0.0.1"), networks("0.0.0.0/0"))
    with pytest.raises(ValueError, match="10"):
        networks("10.0.0.0/99")


def test_there_is_no_family_that_nobody_could_ever_be_told_of() -> None:
    found = {kind.partition(".")[0] for module in (ROOT / "acts").glob("*.py") for kind in kinds_noted(module)}
    assert set(FAMILIES) <= found


def kinds_noted(module: Path) -> set[str]:
    """The kinds a module of acts notes in the log, as far as they are written in one string."""
    calls = [node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call)]
    noting = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "note" and call.args]
    words = {ast.unparse(call.args[0]) for call in noting}
    return {found[1] for word in words if (found := re.match(r"""f?['"]([a-z-]+\.)""", word))}
