"""Takes the pictures of a plenary: the wall while the example is played, and pages of its record.

`.venv/bin/python scripts/pictures_plenary.py` writes docs/pictures/plenary; LibreOffice and Poppler must be installed.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pictures import HEAVIEST, PICTURES, WALL, Studio
from pictures_of_files import pages, sheet
from playwright.async_api import async_playwright

from server import running
from server.commands import agenda
from server.commands.hosted import hosted
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.rehearsal.course import Course, Pace
from server.rehearsal.crowd import Crowd
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Ledger
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Stored
from server.rehearsal.registering import registered
from server.rehearsal.script import parse
from server.store.files import yaml_text

HABITS = Habits(thinking=0.3, change=0.05)
MANY = 120
RECORD = (3, 5, 8)  # pages of the document
FOLDER = "plenary"


class Photographer(Moderator):
    """A moderator who looks at the wall after one act."""

    def __init__(self, base: str, code: str, token: str, studio: Studio) -> None:
        super().__init__(base, code, token)
        self._studio = studio

    async def poll(self, poll: str, act: str, fields: Mapping[str, str] | None = None) -> int:
        round_ = await super().poll(poll, act, fields)
        if act == "reveal" and poll == "agenda":
            await self._studio.take(f"{FOLDER}/open", "wall", 960)
        return round_


async def play(base: str, code: str, tokens: Mapping[str, str], folder: Path) -> None:
    """The whole plenary, and its record as a Word file in the folder."""
    workshop = agenda.read(EXAMPLES / "plenary.yaml").workshop
    script = parse(yaml_text.read((EXAMPLES / "scripts" / "plenary.yaml").read_text()).value, workshop)
    async with async_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        studio = Studio(browser, base, code, tokens, None)
        await studio.open("wall", WALL, role="projector", locale="en")
        moderator = Photographer(base, code, tokens["moderator"], studio)
        persons = await registered(moderator, workshop, MANY, random.Random(1), script.absent)
        crowd = Crowd(base, code, persons, HABITS, ledger=Ledger(), seed=1, told=script.told)
        await crowd.join()
        course = Course(workshop, BY_NAME, moderator, crowd, Pace(HABITS, 0), print, Stored(), script)
        await course.play()
        await crowd.leave()
        (folder / "record.docx").write_bytes(await moderator.download("docx", "en"))
        await browser.close()


def main() -> None:
    """Take the pictures."""
    HEAVIEST.setdefault(FOLDER, 100_000)
    with tempfile.TemporaryDirectory(prefix="hemicycle-pictures-") as held:
        data = Path(held) / "data"
        data.mkdir()
        with hosted(data, "--load", str(EXAMPLES / "plenary.yaml"), "--no-example") as serving:
            code, tokens = running.newest_links(data)
            asyncio.run(play(serving.url, code, tokens, Path(held)))
        whole = sheet(pages(Path(held) / "record.docx", Path(held), RECORD), len(RECORD))
    whole.quantize(48).save(PICTURES / FOLDER / "record.png", optimize=True)


if __name__ == "__main__":
    main()
