"""The walk of docs/start.md: a new moderator, an empty server, three polls in two languages, a phone that answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.hall import Hall
from tests.browser.people import clean, enter

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
DESK = {"viewport": {"width": 1440, "height": 900}}
FIVE_MINUTES = 300  # seconds


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Hall]:
    """A server on which nobody has made a workshop."""
    own = Hall(tmp_path)
    try:
        own.serve()
        yield own
    finally:
        own.stop()


def administrator(page: Page, hall: Hall) -> Page:
    """Enter with the password."""
    page.goto(f"{hall.url}/workshops")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Enter").click()
    return page


def wording(page: Page, field: str, english: str, spanish: str) -> None:
    """Type a text in both languages, side by side."""
    for language, text in (("en", english), ("es", spanish)):
        page.locator(f"textarea[name$='/{field}/{language}'], input[name$='/{field}/{language}']").first.fill(text)


def add(page: Page, offer: str) -> None:
    """Add a poll from the library, or of a kind."""
    page.locator("a", has_text="Add a poll").first.click()
    page.locator(f".shelf-offer[value='library {offer}']").click()
    expect(page.locator("textarea[name$='/prompt/en']").first).to_be_visible()


@pytest.mark.timeout(240)
def test_a_new_moderator(empty: Hall, visit: Visit) -> None:
    """From the password to the first answer on disk, by what stands on the pages alone."""
    began = time.monotonic()
    page = administrator(visit(**DESK), empty)
    clean(page)
    page.get_by_label("Title").fill("Weekly coordination")
    page.locator("label.choice", has_text="Español").click()
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.locator("h1")).to_have_text("The workshop is ready")
    code = page.locator(".key-code").inner_text().replace(" ", "")
    page.get_by_role("link", name="To the editor").click()

    # The first poll is written, the second taken from the library, the third needs its question alone.
    add(page, "kind:choice")
    wording(page, "prompt", "What comes first?", "¿Qué va primero?")
    wording(page, "options/a/text", "Budget", "Presupuesto")
    wording(page, "options/b/text", "Staff", "Personal")
    expect(page.locator("#stage")).not_to_contain_text("to be mended")
    add(page, "poll:expectations")
    add(page, "kind:vote")
    wording(page, "prompt", "Shall we meet again next week?", "¿Nos reunimos de nuevo la próxima semana?")
    expect(page.locator("#stage")).not_to_contain_text("to be mended")

    page.get_by_role("link", name="Running").click()
    page.wait_for_url("**/moderator")  # Its scripts run before it counts as loaded; a key is not lost then.
    for act in ("Open the meeting", "Next poll", "Open the poll"):
        expect(page.locator("[data-key=Space]")).to_contain_text(act)
        expect(page.locator(".htmx-request")).to_have_count(0)
        page.locator("body").press("Space")
    expect(page.get_by_role("button", name="Close the poll")).to_be_visible()
    expect(page.locator(".order-poll")).to_have_count(3)

    phone = visit("Pixel 7", locale="es")
    phone.goto(f"{empty.url}/{code}")
    phone.get_by_role("button").last.click()
    expect(phone.locator("h1")).to_have_text("¿Qué va primero?")
    phone.locator("label.choice", has_text="Personal").click()
    phone.locator("form[data-answer] button").click()
    expect(phone.locator("#receipt")).to_contain_text("Registrada")
    expect(page.locator("#rates")).to_contain_text("1")
    assert time.monotonic() - began < FIVE_MINUTES


def test_the_administrators_pages(hall: Hall, visit: Visit) -> None:
    """Search, links, what is stored, restoring, deletions: clean at both sizes, and by keyboard."""
    for size in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
        page = administrator(visit(viewport=size), hall)
        for path in ("", f"/{hall.code}/administration", "/restore", "/deleted", "?q=nothing"):
            page.goto(f"{hall.url}/workshops{path}")
            clean(page)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.goto(f"{hall.url}/workshops/{hall.code}/administration")
    page.get_by_label("For whom").fill("Ana")
    page.get_by_label("For whom").press("Enter")
    link = page.locator("#fresh").input_value()
    ana = visit(**DESK)
    ana.goto(link)
    expect(ana.locator("#stage")).to_be_visible()
    page.get_by_role("row", name="Ana").get_by_role("button").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("withdrawn")
    ana.reload()
    expect(ana.locator("h1")).to_have_text("This page is not open to you")


def test_the_clerk_by_keyboard(hall: Hall, visit: Visit) -> None:
    """Totals are typed, entered, seen on the wall, taken back."""
    desk = enter(visit(**DESK), hall, "moderator")
    hall.act("polls/obstacle/open")
    wall = enter(visit(viewport={"width": 1920, "height": 1080}), hall, "projector")
    desk.goto(f"{hall.url}/workshops/{hall.code}/clerk/obstacle")
    clean(desk)
    desk.get_by_label("Budget").first.fill("7")
    desk.get_by_label("Staff").first.fill("5")
    desk.get_by_label("Staff").first.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Entered.")
    expect(wall.locator(".folio-end")).to_contain_text("12")
    expect(wall.locator(".folio-end")).to_contain_text("La mesa anotó 12")
    clean(desk)
    desk.get_by_role("button", name="Take back").press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Taken back.")
    phone = enter(visit("iPhone SE"), hall, "moderator")
    phone.goto(f"{hall.url}/workshops/{hall.code}/clerk/obstacle")
    clean(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.timeout(120)
def test_a_rehearsal_outlives_its_server(own_hall: Hall, visit: Visit) -> None:
    """Killed in the middle: the delegates are gone, the page says so, and one act wipes what is left."""
    desk = enter(visit(**DESK), own_hall, "moderator")
    desk.goto(f"{own_hall.url}/workshops/{own_hall.code}/rehearsal")
    clean(desk)
    desk.get_by_label("Simulated delegates").fill("6")
    desk.get_by_role("button", name="Begin the rehearsal").click()
    expect(desk.locator("#company")).to_contain_text("There, of 6")
    own_hall.act("polls/obstacle/open")
    expect(desk.locator(".company dd").nth(2)).not_to_have_text("0", timeout=30_000)
    clean(desk)
    own_hall.kill()
    own_hall.start()
    expect(desk.locator("#company")).to_contain_text("The server was stopped meanwhile", timeout=40_000)
    assert own_hall.results()["obstacle"]["people"] > 0
    # Whoever says no has wiped nothing.
    asked: list[str] = []

    def no(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    desk.once("dialog", no)
    desk.get_by_role("button", name="Wipe it all").click()
    assert asked == ["Wipe it all: this cannot be undone. Do it?"]
    expect(desk.get_by_role("button", name="Wipe it all")).to_be_visible()
    desk.once("dialog", lambda dialog: dialog.accept())
    desk.get_by_role("button", name="Wipe it all").click()
    expect(desk.get_by_role("status")).to_contain_text("The rehearsal is wiped.")
    assert own_hall.results() == {}
    clean(desk)


def test_a_reset_takes_two_steps(hall: Hall, visit: Visit) -> None:
    """The number is typed before anything is deleted."""
    desk = enter(visit(**DESK), hall, "moderator")
    hall.act("polls/obstacle/open")
    hall.act("clerk/obstacle", **{"clerk.mode": "hands", "clerk.how": "hands", "clerk.hands.option.money": "3"})
    hall.act("polls/obstacle/close")
    desk.goto(f"{hall.url}/workshops/{hall.code}/reset")
    clean(desk)
    desk.get_by_role("link", name="Reset What is the greatest obstacle?").press("Enter")
    clean(desk)
    desk.get_by_label("To go on, type how many answers will be deleted").fill("2")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was deleted")
    desk.get_by_label("To go on, type how many answers will be deleted").fill("3")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("3 answers were deleted")
    assert hall.results() == {}
