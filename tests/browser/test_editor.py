"""The editor in a browser: saved as one types, by keyboard and pointer, with a colleague, through a restart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.people import clean, small_targets

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
DESK = {"width": 1440, "height": 900}
POLL = "agenda/polls/polls/obstacle"


def edit(page: Page, hall: Hall, at: str = "") -> Page:
    """Enter by the moderator's link and open a page of the editor."""
    page.goto(hall.link("moderator"))
    page.goto(f"{hall.url}/workshops/{hall.code}/editor?at={at}")
    return page


def field(page: Page, name: str) -> object:
    return page.locator(f'[name="{name}"]')


def alone(page: Page) -> None:
    """From now on this page does not hear of the others, so that both write in the same field whatever the moment."""
    page.route("**/editor/others*", lambda route: route.abort())


def test_a_poll_is_written_by_keyboard_and_seen_at_once(hall: Hall, visit: Visit) -> None:
    """Typed, saved by itself, shown as phone and wall; faults come and go at their field; moving keeps the focus."""
    page = edit(visit(viewport=DESK), hall, POLL)
    prompt = page.locator(f'[name="{POLL}/prompt/es"]')
    prompt.fill("¿Qué nos detiene?")
    expect(page.locator("#saved")).to_contain_text("Saved at")
    expect(page.frame_locator("#preview-phone iframe").locator("h1")).to_have_text("¿Qué nos detiene?")
    expect(page.frame_locator("#preview-wall iframe").locator("h1")).to_contain_text("¿Qué nos detiene?")
    countdown = page.locator(f'[name="{POLL}/countdown"]')
    countdown.fill("soon")
    expect(page.get_by_text("This must be a whole number.")).to_be_visible()
    expect(page.get_by_text("1 poll waits here")).to_be_visible()
    expect(page.get_by_text("Not all of it is in the room yet.")).to_be_visible()
    expect(countdown).to_be_focused()
    countdown.fill("60")
    expect(page.get_by_text("This must be a whole number.")).to_have_count(0)
    page.locator(f'[name="{POLL}/options/people/text/es"]').focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".entry").first).to_have_attribute("data-at", f"{POLL}/options/people")
    expect(page.locator(f'[name="{POLL}/options/people/text/es"]')).to_be_focused()
    page.get_by_role("button", name="Add an option").press("Enter")
    fresh = page.locator(f'[name="{POLL}/options/a/text/es"]')
    expect(fresh).to_be_focused()
    page.keyboard.type("Tiempo")
    expect(page.frame_locator("#preview-phone iframe").get_by_text("Tiempo")).to_be_visible()
    expect(page.get_by_text("in the room yet")).to_have_count(0)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(fresh).to_have_value("")
    clean(page)
    assert page.evaluate("violations") == []


def test_two_editors_see_what_the_other_wrote(hall: Hall, visit: Visit) -> None:
    """Different fields are both kept; of the same field the second is told, and may take the own text."""
    one, two = (edit(visit(viewport=DESK), hall, POLL) for _ in range(2))
    alone(one)
    one.locator(f'[name="{POLL}/prompt/en"]').fill("One")
    expect(one.locator("#saved")).to_contain_text("Saved at")
    two.locator(f'[name="{POLL}/prompt/fr"]').fill("Deux")
    expect(two.locator(f'[name="{POLL}/prompt/en"]')).to_have_value("One")
    one.locator(f'[name="{POLL}/prompt/fr"]').fill("Un")
    expect(one.get_by_text("Meanwhile somebody else has written:")).to_be_visible()
    expect(one.locator(f'[name="{POLL}/prompt/fr"]')).to_have_value("Deux")
    one.get_by_role("button", name="Take mine").click()
    expect(one.locator(f'[name="{POLL}/prompt/fr"]')).to_have_value("Un")
    expect(one.get_by_text("Meanwhile")).to_have_count(0)


def test_colleagues_are_seen_and_what_they_write_arrives(hall: Hall, visit: Visit) -> None:
    """Without a press; whoever is writing in the same field loses nothing, however long they go on."""
    one, two = (edit(visit(viewport=DESK), hall, POLL) for _ in range(2))
    expect(one.get_by_text("Another moderator has this page open too.")).to_be_visible(timeout=10_000)
    two.locator(f'[name="{POLL}/prompt/pt"]').fill("Dois")
    expect(one.locator(f'[name="{POLL}/prompt/pt"]')).to_have_value("Dois", timeout=10_000)
    expect(one.locator("#beside")).to_contain_text("Last change at")
    alone(one)
    two.locator(f'[name="{POLL}/prompt/en"]').fill("Theirs")
    expect(two.locator("#saved")).to_contain_text("Saved at")
    mine = one.locator(f'[name="{POLL}/prompt/en"]')
    mine.fill("Mine, ")
    mine.press_sequentially("typed on and on and on and on", delay=100)
    expect(one.locator(".clash")).to_contain_text("Mine, typed on and on and on and on")
    expect(mine).to_have_value("Theirs")
    one.reload()
    expect(one.locator(".clash")).to_contain_text("typed on and on and on and on")
    clean(one)
    one.get_by_role("button", name="Leave theirs").click()
    expect(one.locator(".clash")).to_have_count(0)


def test_a_restart_while_editing_loses_nothing(own_hall: Hall, visit: Visit) -> None:
    """The page says what happened, keeps what was typed, and saves it when the server is back."""
    page = edit(visit(viewport=DESK), own_hall, POLL)
    own_hall.kill()
    page.locator(f'[name="{POLL}/prompt/es"]').fill("¿Y después?")
    expect(page.locator("#saved")).to_contain_text("Not saved yet")
    own_hall.start()
    expect(page.locator("#saved")).to_contain_text("Saved at", timeout=20_000)
    page.reload()
    expect(page.locator(f'[name="{POLL}/prompt/es"]')).to_have_value("¿Y después?")


def test_polls_are_dragged_and_taken_from_the_library(hall: Hall, visit: Visit) -> None:
    """With the pointer; on a phone everything has room and large targets."""
    page = edit(visit(viewport=DESK), hall, "agenda/polls")
    page.locator('[data-at="agenda/polls/polls/words"]').drag_to(
        page.locator(f'[data-at="{POLL}"]'), target_position={"x": 60, "y": 3}
    )
    expect(page.locator(".order-poll").first).to_have_attribute("data-at", "agenda/polls/polls/words")
    page.get_by_role("link", name="Add a poll Polls").click()
    page.get_by_role("button", name="Shall the draft resolution be adopted?").click()
    expect(page.locator('[name="agenda/polls/polls/adoption/prompt/en"]')).to_have_value(
        "Shall the draft resolution be adopted?"
    )
    clean(page)
    phone = edit(visit("Pixel 7"), hall, POLL)
    clean(phone)
    assert small_targets(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_everything_is_a_form(hall: Hall, visit: Visit) -> None:
    """Buttons save, move and undo."""
    page = edit(visit(viewport=DESK, java_script_enabled=False), hall, POLL)
    page.locator(f'[name="{POLL}/prompt/es"]').fill("¿Sin guiones?")
    page.locator("noscript button", has_text="Save").click()
    expect(page.locator(f'[name="{POLL}/prompt/es"]')).to_have_value("¿Sin guiones?")
    page.get_by_role("button", name="Move down: Presupuesto").click()
    expect(page.locator(".entry").first).to_have_attribute("data-at", f"{POLL}/options/people")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".entry").first).to_have_attribute("data-at", f"{POLL}/options/money")
