"""The only reader of the environment: what an installation sets, under names that begin with DONDOC_."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.webhook import Network, networks


class Settings(BaseSettings):
    """One installation. Everything has a default that runs the embedded system on this machine."""

    model_config = SettingsConfigDict(env_prefix="DONDOC_", frozen=True)

    data: Path = Field(Path("data"), description="Folder of everything the installation keeps")
    port: int = Field(8000, ge=0, le=65535, description="Port of the web doors; 0 takes a free one")
    host: str = Field("127.0.0.1", description="Address the web doors listen on; anything else needs a proxy with TLS")
    trusted_proxies: str = Field("127.0.0.1", description="Addresses whose word on scheme and caller is believed")
    public_url: str | None = Field(None, description="Where people reach the doors; links in mails lead there")
    temporal_address: str | None = Field(None, description="host:port of the office's Temporal; unset: embedded")
    database_url: SecretStr | None = Field(None, description="SQLAlchemy URL; unset: SQLite in the folder")
    secret_key: SecretStr | None = Field(
        None, description="The key other secrets are derived from, 64 hexadecimal digits; unset: kept in the folder"
    )
    oidc_issuer: str | None = Field(None, description="The office's identity provider (OpenID Connect); unset: none")
    oidc_client_id: str | None = Field(None, description="What this installation is called there")
    oidc_client_secret: SecretStr | None = Field(None, description="Its secret there")
    oidc_client_secret_file: Path | None = Field(None, description="The file that holds its secret, instead")
    oidc_label: str = Field("Đăng nhập bằng tài khoản cơ quan", description="What the link on the sign-in page says")
    oidc_acr: str = Field("", description="Values of acr that stand for a second factor, apart by blanks; unset: none")
    oidc_amr: str = Field("", description="Values of amr that stand for a second factor, as mfa otp; unset: none")
    oidc_hosts: str = Field("", description="Hosts that may serve its endpoints and keys beside the issuer's own")
    instance: str | None = Field(None, description="Which installation this machine is; unset: kept in the folder")
    high_water: Path | None = Field(
        None, description="File of marks of how far the log has come, best on another disk; unset: in the folder"
    )
    journal: Path | None = Field(
        None, description="File of reports accepted and mails sent, best on another disk; unset: in the folder"
    )
    webhook_networks: str = Field("", description="Private networks webhooks may reach, as 10.0.0.0/8, 192.168.7.20")
    clamd: str | None = Field(
        None,
        description="clamd that checks files, unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310; unset: unchecked",
    )
    smtp_url: SecretStr | None = Field(None, description="smtp://user:password@host:port; unset: embedded inbox")
    sms_url: str | None = Field(None, description="http(s)://… of the gateway that takes text messages")
    sms_token: SecretStr | None = Field(None, description="The bearer token of that gateway")
    inbound_url: str | None = Field(None, description="lmtp://host:port or smtp://host:port to take mails in on")
    inbound_maildir: Path | None = Field(None, description="Maildir in which a mail server leaves mails for us")
    clock_offset: int | None = Field(
        None, description="Seconds added to now, for demo and tests; unset: as the demonstration in the folder keeps it"
    )

    @field_validator("webhook_networks")
    @classmethod
    def _are_networks(cls, told: str) -> str:
        networks(told)
        return told

    @property
    def networks(self) -> tuple[Network, ...]:
        """The private networks webhooks may reach."""
        return networks(self.webhook_networks)

    @property
    def database(self) -> str:
        """What `storage.database.Memory` opens."""
        return self.database_url.get_secret_value() if self.database_url else str(self.data / "dondoc.db")

    @property
    def offset(self) -> timedelta:
        """How far the installation's "now" is ahead of the real one."""
        if self.clock_offset is not None:
            return timedelta(seconds=self.clock_offset)
        kept = self.kept_offset
        return timedelta(seconds=int(kept.read_text("ascii")) if kept.exists() else 0)

    @property
    def kept_offset(self) -> Path:
        """Where a demonstration keeps by how much its days are shifted, so that every start finds the same today."""
        return self.data / "clock-offset"

    @property
    def marks(self) -> Path:
        """File of the marks by which a database that was set back is known."""
        return self.high_water or self.data / "high-water"

    @property
    def promises(self) -> Path:
        """File of what was promised, from which a restored database learns back what it has forgotten."""
        return self.journal or self.data / "journal"

    @property
    def inbox(self) -> Path:
        """Folder of the embedded mail sink."""
        return self.data / "inbox"

    @property
    def files(self) -> Path:
        """Folder of the files handed in, by digest."""
        return self.data / "files"
