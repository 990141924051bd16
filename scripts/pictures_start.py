"""The pictures of docs/start.md and of the pages beside it: an empty server, three polls, a rehearsal, a clerk."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Browser, Page

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SETTLED = 1_200  # ms until what was typed is saved, and the previews have followed
PASSWORD = re.compile(r"\b[a-z0-9]{4}(?:-[a-z0-9]{4}){3}\b")

Take = Callable[[str, Page, int], Awaitable[None]]


def password(printed: Path) -> str:
    """The administrator's password, as a first start prints it."""
    found = PASSWORD.search(printed.read_text())
    if found is None:
        raise ValueError("The server printed no password.")
    return found[0]


async def walk(browser: Browser, base: str, secret: str, take: Take) -> None:
    """What the page tells, in its order."""
    context = await browser.new_context(viewport=DESK, locale="en")  # type: ignore[arg-type]  # a plain mapping
    page = await context.new_page()
    await page.goto(f"{base}/workshops")
    await page.get_by_label("Password").fill(secret)
    await page.get_by_role("button", name="Enter").click()
    await page.get_by_label("Title").fill("Weekly coordination")
    await page.locator("label.choice", has_text="Español").click()
    await take("start-create", page, 960)
    await page.get_by_role("button", name="Create", exact=True).click()
    code = (await page.locator(".key-code").inner_text()).replace(" ", "")
    await page.get_by_role("link", name="To the editor").click()
    await _polls(page)
    await take("start-editor", page, 960)
    await page.goto(f"{base}/workshops/{code}/rehearsal")
    await page.get_by_label("Simulated delegates").fill("40")
    await page.get_by_role("button", name="Begin the rehearsal").click()
    await page.goto(f"{base}/workshops/{code}/moderator")
    for act in ("Open the meeting", "Next poll", "Open the poll"):
        await page.locator("[data-key=Space]", has_text=act).click()
        await page.wait_for_timeout(SETTLED)
    await page.wait_for_timeout(6 * SETTLED)
    await take("start-desk", page, 960)
    await page.goto(f"{base}/workshops/{code}/rehearsal")
    await take("rehearsal", page, 960)
    await page.goto(f"{base}/workshops/{code}/clerk")
    await page.get_by_role("link", name="What comes first?").click()
    for label, n in (("Budget", "12"), ("Staff", "7")):
        await page.get_by_label(label).first.fill(n)
    await page.get_by_label("Remark").first.fill("Hands in the hall, counted twice")
    await page.get_by_role("button", name="Enter the totals").click()
    await take("clerk", page, 960)
    await page.goto(f"{base}/workshops/{code}/administration")
    await take("administration", page, 960)
    await context.close()


async def _polls(page: Page) -> None:
    """One poll written, one of the library, one that needs its question alone; the first is looked at again."""
    await _add(page, "kind:choice")
    await _write(page, "prompt", "What comes first?", "¿Qué va primero?")
    await _write(page, "options/a/text", "Budget", "Presupuesto")
    await _write(page, "options/b/text", "Staff", "Personal")
    await _add(page, "poll:expectations")
    await _add(page, "kind:vote")
    await _write(page, "prompt", "Shall we meet again next week?", "¿Nos reunimos de nuevo la próxima semana?")
    await page.get_by_role("link", name="What comes first?").first.click()
    await page.wait_for_timeout(2 * SETTLED)


async def _add(page: Page, offer: str) -> None:
    await page.locator("a", has_text="Add a poll").first.click()
    await page.locator(f".shelf-offer[value='library {offer}']").click()
    await page.locator("textarea[name$='/prompt/en']").first.wait_for()


async def _write(page: Page, field: str, english: str, spanish: str) -> None:
    for language, text in (("en", english), ("es", spanish)):
        await page.locator(f"[name$='/{field}/{language}']").first.fill(text)
    await page.wait_for_timeout(SETTLED)
