"""Settings, built once from the environment and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from server.domain.errors import HemicycleError
from server.store.address import lacks, shown


class BadSetting(HemicycleError):
    """A setting has a value that cannot be used."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name} is “{value}”; it must be {expected}.")


@dataclass(frozen=True, slots=True)
class Config:
    """Where the server listens and keeps its data, and what it trusts.

    `redis_url` is "" for the embedded store. `public_url` is the address that people type, "" to take it from each
    request. `trusted_proxies` are the addresses whose forwarded headers count, "" for none.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    data_dir: Path = Path("data")
    redis_url: str = ""
    workers: int = 1
    public_url: str = ""
    admin_password: str = ""
    trusted_proxies: str = ""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Config:
        """The settings that the environment gives.

        HOST, PORT, HEMICYCLE_DATA_DIR, HEMICYCLE_REDIS_URL, HEMICYCLE_WORKERS, HEMICYCLE_PUBLIC_URL,
        HEMICYCLE_ADMIN_PASSWORD, HEMICYCLE_TRUSTED_PROXIES.

        Raises:
            BadSetting: when a number is none or out of range, or the address of the store is none.
        """
        default = cls()
        return cls(
            host=environ.get("HOST") or default.host,
            port=_number(environ, "PORT", default.port, 0, 65_535),
            data_dir=Path(environ.get("HEMICYCLE_DATA_DIR") or default.data_dir),
            redis_url=_address(environ, "HEMICYCLE_REDIS_URL"),
            workers=_number(environ, "HEMICYCLE_WORKERS", default.workers, 1, 64),
            public_url=environ.get("HEMICYCLE_PUBLIC_URL", "").rstrip("/"),
            admin_password=environ.get("HEMICYCLE_ADMIN_PASSWORD", ""),
            trusted_proxies=environ.get("HEMICYCLE_TRUSTED_PROXIES", ""),
        )


def _address(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "")
    if value and (expected := lacks(value)):
        raise BadSetting(name, shown(value), expected)
    return value


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = environ.get(name) or str(default)
    if not value.isdecimal() or not least <= int(value) <= most:
        raise BadSetting(name, value, f"a whole number from {least} to {most}")
    return int(value)
