"""Takes the pictures of the documentation: plays the examples with simulated delegates, and looks at every page.

`.venv/bin/python scripts/pictures.py` writes docs/pictures. With `--proofs FOLDER`, every scene is also kept there
as it is, in light and dark and with text at 200 %, and what axe finds is printed: so a change of looks is judged.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from pictures_editor import editing
from pictures_start import password, walk
from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from server import running
from server.commands import agenda
from server.commands.hosted import hosted
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.rehearsal.course import Course, Pace
from server.rehearsal.crowd import Crowd, Offer, people
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Ledger
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Stored

START, EDITOR = "start", "editor"
PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
HEAVIEST = {"kinds": 60_000, "pictures": 100_000}  # bytes of one picture, by its folder
COLOURS = (128, 64, 32)
SHRINK = 0.9
DELEGATES = 60
PACE = Pace(Habits(thinking=1.0, change=0.05), pause=0.0)
PAGES = 10  # of a survey, at most
SETTLED = 900  # ms until the fonts, the figure and the last seat are in their places
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
WALL = {"width": 1920, "height": 1080}
DESK = {"width": 1440, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The poll of the gallery that stands for its kind; slides and what runs beside other polls have their own moments.
MODELS = {
    "experience": "choice", "technologies": "words", "practice": "text", "statements": "scale", "order": "ranking",
    "budget": "points", "projects": "grid", "host": "pin", "conference": "number", "warnings": "quiz",
    "network": "form", "continuation": "vote", "programme": "slide", "floor": "questions", "pulse": "pulse",
}  # fmt: skip


class Studio:
    """The pages of one workshop that stand before the camera, and where their pictures go."""

    def __init__(self, browser: Browser, base: str, code: str, tokens: Mapping[str, str], proofs: Path | None) -> None:
        self._browser, self._base, self._code, self._tokens, self._proofs = browser, base, code, tokens, proofs
        self.pages: dict[str, Page] = {}

    async def furnish(self) -> None:
        """Open the wall, the desk and a phone that has taken its seat."""
        await self.open("wall", WALL, role="projector")
        await self.open("desk", DESK, role="moderator", locale="en")
        await self.open("phone", PHONE)
        if self._proofs is not None:
            await self.open("dark", WALL, role="projector", color_scheme="dark")
            await self.open("escritorio", DESK, role="moderator")
            await self.open("pocket", PHONE, role="moderator")

    async def open(self, name: str, size: Any, *, role: str = "", locale: str = "es", **more: Any) -> Page:
        """A page in a browser of its own: that of a role, or a phone."""
        context = await self._browser.new_context(viewport=size, locale=locale, **more)
        page = self.pages[name] = await context.new_page()
        if role:
            await page.goto(f"{self._base}/enter/{self._tokens[role]}")
        else:
            await self._take_seat(page)
        return page

    async def _take_seat(self, page: Page) -> None:
        await page.goto(f"{self._base}/{self._code}")
        await self.proof("phone-admission", page)
        await page.locator("select[name=delegation]").select_option("CL")
        if await page.locator("input[name=name]").count():
            await page.locator("input[name=name]").fill("Lucía Herrera")
        await page.locator("form button").click()
        await page.locator("#stage").wait_for()

    async def take(self, name: str, page: str, width: int, path: str = "") -> None:
        """A picture for the repository."""
        shown = self.pages[page]
        if path:
            await shown.goto(self._base + path)
        await shown.wait_for_timeout(SETTLED)
        image = Image.open(BytesIO(await shown.screenshot())).convert("RGB")
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
        _save(image, PICTURES / f"{name}.png")

    async def scene(self, name: str, *shown: str) -> None:
        """A proof of these pages as they stand now, or of every one."""
        if self._proofs is None:
            return
        await self.pages["wall"].wait_for_timeout(SETTLED)
        kept = [one for one in shown or self.pages if one != "narrow"]
        await asyncio.gather(*(self.proof(f"{name}-{one}", self.pages[one]) for one in kept))
        if "narrow" not in shown:
            return
        phone = self.pages["phone"]
        await phone.emulate_media(color_scheme="dark")
        await phone.wait_for_timeout(SETTLED)
        await self.proof(f"{name}-night", phone)
        await phone.emulate_media(color_scheme="light")
        await phone.wait_for_timeout(SETTLED)
        await phone.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain mapping of the same shape
        await phone.evaluate("document.documentElement.style.fontSize = '200%'")
        await self.proof(f"{name}-narrow", phone)
        await phone.evaluate("document.documentElement.style.fontSize = ''")
        await phone.set_viewport_size(PHONE)  # type: ignore[arg-type]

    async def proof(self, name: str, page: Page) -> None:
        """The page as it is, from top to bottom, and what axe and a ruler find."""
        if self._proofs is None:
            return
        long = page in (self.pages.get("phone"), self.pages.get("pocket"))
        await page.screenshot(path=self._proofs / f"{name}.png", full_page=long)
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        await page.evaluate(Axe().axe_script)
        found = await page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        for fault in found["violations"]:
            print(f"{name}: {fault['id']}: {fault['nodes'][0]['html'][:160]}")
        if wide > 0:
            print(f"{name}: {wide} px too wide")


class Photographer(Moderator):
    """A moderator who looks at the pages after every act."""

    def __init__(self, base: str, code: str, token: str, studio: Studio, course: bool) -> None:
        super().__init__(base, code, token)
        self._studio, self._course = studio, course
        self._rounds: dict[str, int] = {}

    async def poll(self, poll: str, act: str, fields: Mapping[str, str] | None = None) -> int:
        kind = "" if self._course else MODELS.get(poll, "")
        if act == "close":
            await self._before_close(poll, kind)
        round_ = self._rounds[poll] = await super().poll(poll, act, fields)
        if act == "open":
            if kind == "pulse":
                await self._studio.pages["phone"].locator(".pulse summary").click()
            if kind == "questions":
                phone = self._studio.pages["phone"]
                here = phone.url
                await phone.goto(f"{here}/questions")
                await self._studio.take("kinds/questions-phone", "phone", 390)
                await self._studio.scene(f"{poll}-0-asking", "phone", "narrow")
                await phone.goto(here)
            elif kind and kind != "form":
                await self._studio.take(f"kinds/{kind}-phone", "phone", 390)
            elif self._course and poll == "technologies":
                await self._studio.take("phone", "phone", 390)
            await self._studio.scene(f"{poll}-1-open", "phone", "narrow")
        elif act == "reveal":
            if kind:
                await self._studio.take(f"kinds/{kind}-wall", "wall", 960)
            await self._studio.scene(f"{poll}-3-shown", "wall", "dark", "phone", "narrow", "escritorio")
        return round_

    async def _before_close(self, poll: str, kind: str) -> None:
        if self._course and poll == "technologies" and self._rounds[poll] == 1:
            await self._studio.take("wall", "wall", 960)
            await self._studio.take("desk", "desk", 960)
        if kind == "pulse":
            await super().stage("welcome", poll)
        if kind in ("slide", "pulse"):
            await self._studio.take(f"kinds/{kind}-wall", "wall", 960)
        await self._studio.scene(f"{poll}-2-running", "wall", "dark", "escritorio", "pocket")

    async def stage(self, item: str, poll: str = "") -> None:
        await super().stage(item, poll)
        if not poll:
            await self._studio.scene(f"item-{item}", "wall")

    async def item(self, item: str, act: str) -> None:
        await super().item(item, act)
        if act == "open":
            await self._survey(item)

    async def _survey(self, item: str) -> None:
        """Turn the pages of a survey; the crowd does the same."""
        phone = self._studio.pages["phone"]
        await self._studio.take("survey", "phone", 390)
        for page in range(1, PAGES):
            if await phone.locator("#stage input[type=email]").count():
                await self._studio.take("kinds/form-phone", "phone", 390)
            await self._studio.scene(f"{item}-page-{page}", "phone", "narrow")
            turn = phone.locator("a.turn[rel=next]")
            if not await turn.count():
                break
            await turn.click()
            await phone.wait_for_timeout(SETTLED)

    async def decide(self, poll: str, round_: int, act: str, subject: Any, value: str = "") -> None:
        await super().decide(poll, round_, act, subject, value)
        if act == "screen":
            await self._studio.take("kinds/questions-wall", "wall", 960)
            await self._studio.scene(f"{poll}-4-screen", "wall", "dark", "escritorio")


async def _play(example: str, browser: Browser, proofs: Path | None, data: Path) -> None:
    """One example, from the empty hall to the summary."""
    file = EXAMPLES / f"{example}.yaml"
    course = example.startswith("course")
    with hosted(data, "--load", str(file), "--no-example") as serving:
        code, tokens = running.newest_links(data)
        studio = Studio(browser, serving.url, code, tokens, proofs)
        persons = people(await Offer.at(serving.url, code), DELEGATES, random.Random(1))
        crowd = Crowd(serving.url, code, persons, PACE.habits, ledger=Ledger(), seed=1)
        moderator = Photographer(serving.url, code, tokens["moderator"], studio, course)
        workshop = agenda.read(file).workshop
        try:
            await studio.furnish()
            await crowd.join()
            if course:
                await studio.take("lobby", "wall", 960)
            await studio.scene("lobby")
            await Course(workshop, BY_NAME, moderator, crowd, PACE, print, Stored()).play()
            await studio.scene("end")
            await studio.open("staff", DESK, role="staff", locale="en")
            if course:
                await studio.take("staff", "staff", 960)
                await studio.take("ledger", "staff", 960, f"/workshops/{code}/ledger")
        finally:
            await crowd.leave()
            for page in studio.pages.values():
                await page.context.close()


def _save(image: Image.Image, path: Path) -> None:
    """In as many colours as the weight allows, and smaller where even few are too heavy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        for colours in COLOURS:
            palette = Image.new("P", (1, 1))
            palette.putpalette([value for colour in _colours(image, colours) for value in colour])
            image.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)
            if path.stat().st_size <= HEAVIEST[path.parent.name]:
                return
        image = image.resize((round(image.width * SHRINK), round(image.height * SHRINK)), Image.Resampling.LANCZOS)


def _colours(image: Image.Image, many: int) -> list[tuple[int, int, int]]:
    """The commonest colour, then again and again the one that is farthest from all so far, common ones before rare."""
    cells: dict[tuple[int, ...], tuple[int, tuple[int, int, int]]] = {}
    for n, colour in sorted(image.getcolors(image.width * image.height), reverse=True):
        cell = tuple(value >> 3 for value in colour)
        before, first = cells.get(cell, (0, colour))
        cells[cell] = before + n, first
    _, chosen = max(cells.values())
    found = [chosen]
    away = {colour: (n**0.5, 1 << 20) for n, colour in cells.values()}
    while len(found) < min(many, len(away)):
        for colour, (weight, least) in away.items():
            apart = sum((one - other) ** 2 for one, other in zip(colour, found[-1], strict=True))
            away[colour] = weight, min(least, apart)
        found.append(max(away, key=lambda colour: away[colour][0] * away[colour][1]))
    return found


async def _start(browser: Browser, folder: Path) -> None:
    """The walk of a new moderator on an empty server."""
    with hosted(folder, "--no-example") as serving:
        await walk(browser, serving.base, password(folder / "printed.txt"), _shot)


async def _shot(name: str, page: Page, width: int) -> None:
    await page.wait_for_timeout(SETTLED)
    image = Image.open(BytesIO(await page.screenshot())).convert("RGB")
    image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    _save(image, PICTURES / f"{name}.png")


async def _main(examples: list[str], proofs: Path | None) -> None:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for example in examples:
            with tempfile.TemporaryDirectory(prefix="hemicycle-pictures-") as folder:
                if example == START:
                    await _start(browser, Path(folder))
                elif example == EDITOR:
                    await editing(browser, Path(folder), _shot)
                else:
                    await _play(example, browser, proofs, Path(folder))
        await browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proofs", type=Path, help="A folder for every scene as it is.")
    parser.add_argument("examples", nargs="*", default=[START, EDITOR, "gallery", "course-2024"])
    chosen = parser.parse_args()
    if chosen.proofs:
        chosen.proofs.mkdir(parents=True, exist_ok=True)
    asyncio.run(_main(chosen.examples, chosen.proofs))
