"""The pictures of docs/how-to/edit-an-agenda.md: a poll, a fault, a colleague's text, the library, regions."""

from __future__ import annotations

from pathlib import Path

from pictures_start import DESK, PHONE, Take
from playwright.async_api import Browser, Page

from server import running
from server.commands.hosted import hosted
from server.files import EXAMPLES

ITEM = "agenda/mentimeter"
MAP = "agenda/priorities/polls/host"
OBSTACLE = f"{ITEM}/polls/attending"


async def editing(browser: Browser, folder: Path, take: Take) -> None:
    """The example course in the hands of two editors."""
    with hosted(folder, "--load", str(EXAMPLES / "course-2024.yaml"), "--no-example") as serving:
        code, tokens = running.newest_links(folder)
        address = f"{serving.url}/workshops/{code}/editor"
        link = f"{serving.url}/enter/{tokens['moderator']}"
        one, two, phone = [await _entered(browser, link, size) for size in (DESK, DESK, PHONE)]
        await one.goto(f"{address}?at={ITEM}&into={ITEM}/polls")
        await one.get_by_role("button", name="In what capacity").scroll_into_view_if_needed()
        await take("editor-library", one, 960)
        await one.get_by_role("button", name="In what capacity").click()
        prompt = one.locator(f'[name="{OBSTACLE}/prompt/en"]')
        await prompt.wait_for()
        await take("editor", one, 960)
        await one.locator(f'[name="{OBSTACLE}/countdown"]').fill("two minutes")
        await one.get_by_text("This must be a whole number.").scroll_into_view_if_needed()
        await take("editor-fault", one, 960)
        await one.locator(f'[name="{OBSTACLE}/countdown"]').fill("120")
        await one.locator("#saved .late").wait_for(state="detached")
        await two.goto(f"{address}?at={OBSTACLE}")
        await phone.goto(f"{address}?at={OBSTACLE}")
        await take("editor-phone", phone, 390)
        await two.route("**/editor/others*", lambda route: route.abort())  # Or what one writes arrives before.
        await prompt.fill("How do you take part?")
        await one.wait_for_timeout(2_000)
        await two.locator(f'[name="{OBSTACLE}/prompt/en"]').fill("In which role are you here?")
        await two.get_by_text("Meanwhile").wait_for()
        await take("editor-colleague", two, 960)
    await _regions(browser, folder / "gallery", take)


async def _regions(browser: Browser, folder: Path, take: Take) -> None:
    """The map of the gallery, on which a region is about to be drawn."""
    with hosted(_new(folder), "--load", str(EXAMPLES / "gallery.yaml"), "--no-example") as serving:
        code, tokens = running.newest_links(folder)
        page = await _entered(browser, f"{serving.url}/enter/{tokens['moderator']}", DESK)
        await page.goto(f"{serving.url}/workshops/{code}/editor?at={MAP}")
        await page.get_by_role("button", name="Draw a rectangle").first.click()
        await take("editor-regions", page, 960)


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def _entered(browser: Browser, link: str, size: dict[str, int]) -> Page:
    context = await browser.new_context(viewport=size, locale="en")  # type: ignore[arg-type]  # a plain mapping
    page = await context.new_page()
    await page.goto(link)
    return page
