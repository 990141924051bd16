"""Real Chromium, and a real server that may be killed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.hall import Hall

PATIENCE = 20_000  # milliseconds; a machine may have much else to do
expect.set_options(timeout=PATIENCE)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
# Counts what the content policy had to block: nothing, on any page of ours.
WATCH = (
    "window.violations = [];"
    "addEventListener('securitypolicyviolation', e => violations.push(e.effectiveDirective + ' ' + e.blockedURI));"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, which looks nothing up at its vendor."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A server for every test that leaves its processes alone."""
    shared = Hall(tmp_path_factory.mktemp("house"))
    try:
        shared.serve()
        yield shared
    finally:
        shared.stop()


@pytest.fixture
def hall(house: Hall, tmp_path: Path) -> Hall:
    """A workshop of this test's own."""
    return house.workshop(tmp_path)


@pytest.fixture
def own_hall(tmp_path: Path) -> Iterator[Hall]:
    """A server of this test's own, which it may kill."""
    own = Hall(tmp_path)
    try:
        yield own.start()
    finally:
        own.stop()


@pytest.fixture
def visit(browser: Browser, playwright: Playwright) -> Iterator[Callable[..., Page]]:
    """Open a browser of its own: `visit("iPhone 15")`, `visit(viewport={…}, locale="es")`. No script may fail in it."""
    contexts: list[BrowserContext] = []
    failed: list[str] = []

    def opened(device: str = "", **more: Any) -> Page:
        settings = {"locale": "en", **(playwright.devices[device] if device else {}), **more}
        context = browser.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH)
        context.on("weberror", lambda failure: failed.append(str(failure.error)))
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert failed == []
