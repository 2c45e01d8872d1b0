"""The office's identity provider from the settings, where they name one."""

from urllib.parse import urlsplit

from api.provider import Client, Provider
from domain.errors import Problem, Refusal
from domain.identity import Trust
from settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def provider(settings: Settings) -> Provider | None:
    """The provider, None where no issuer is set. Refused where something is missing or would not be safe."""
    if settings.oidc_issuer is None:
        return None
    secret = _secret(settings)
    _refuse_incomplete(settings, secret)
    trust = Trust(
        settings.oidc_issuer,
        settings.oidc_client_id or "",
        frozenset(settings.oidc_acr.split()),
        frozenset(settings.oidc_amr.split()),
    )
    return Provider(Client(trust, secret, settings.oidc_label, frozenset(settings.oidc_hosts.split())))


def _secret(settings: Settings) -> str:
    """The client's secret, from the environment or from the file named there."""
    if settings.oidc_client_secret is not None:
        return settings.oidc_client_secret.get_secret_value()
    file = settings.oidc_client_secret_file
    return file.read_text("utf-8").strip() if file is not None and file.is_file() else ""


def _refuse_incomplete(settings: Settings, secret: str) -> None:
    place = urlsplit(settings.oidc_issuer or "")
    wrong = []
    if place.scheme != "https" and not (place.scheme == "http" and place.hostname in LOOPBACK):
        wrong.append(Problem("DONDOC_OIDC_ISSUER", "cần địa chỉ https"))
    if not settings.oidc_client_id:
        wrong.append(Problem("DONDOC_OIDC_CLIENT_ID", "cần mã ứng dụng đã đăng ký với hệ thống đăng nhập"))
    if not secret:
        wrong.append(Problem("DONDOC_OIDC_CLIENT_SECRET_FILE", "cần tệp chứa khóa của ứng dụng"))
    if wrong:
        raise Refusal("invalid", "bad-oidc", "Thiết lập đăng nhập bằng tài khoản cơ quan chưa đủ.", tuple(wrong))
