"""The page of the staff: written in its place, saved as typed, live, and by two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.hall import Hall
from tests.browser.people import choose, clean, enter, join, recorded

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

NOTE = "Peru asked for training."
DESK: ViewportSize = {"width": 1440, "height": 900}


def summary(page: Page, hall: Hall, query: str = "lang=en") -> Page:
    """The summary, with the keys of the staff."""
    enter(page, hall, "staff")
    page.goto(f"{hall.url}/workshops/{hall.code}/summary?{query}")
    return page


def field(page: Page, place: str) -> Locator:
    """The field of a text; opened where it was folded."""
    found = page.locator(f"#passage-{place}-text")
    if not found.is_visible():
        page.locator(f"#passage-{place}-add > summary").click()
    return found


def saved(page: Page, place: str) -> None:
    expect(page.locator(f"#passage-{place} [data-state]")).to_contain_text("Saved at")


def test_a_text_is_saved_as_it_is_typed(hall: Hall, visit: Visit) -> None:
    """In its place and without a button; it stands there after a new load, and the page is accessible throughout."""
    page = summary(visit(viewport=DESK), hall)
    field(page, "item-polls").type(NOTE)
    saved(page, "item-polls")
    expect(page.locator("#passage-item-polls [data-save]")).to_be_hidden()
    clean(page)
    page.reload()
    expect(page.locator("#passage-item-polls-text")).to_have_value(NOTE)
    page.locator("#passage-attendance-text").fill("All were there.")
    saved(page, "attendance")
    page.reload()
    page.get_by_role("button", name="Take the prepared text again").click()
    expect(page.locator("#passage-attendance-text")).not_to_have_value("All were there.")


def test_two_people_see_both_texts(hall: Hall, visit: Visit) -> None:
    """Nothing of either is lost: the later one joins them."""
    one, two = summary(visit(viewport=DESK), hall), summary(visit(viewport=DESK), hall)
    field(two, "closing").focus()
    field(one, "closing").fill("Thank you.")
    saved(one, "closing")
    field(two, "closing").fill("Goodbye.")
    both = two.locator("#passage-closing .passage-both")
    expect(both).to_contain_text("Thank you.")
    expect(field(two, "closing")).to_have_value("Goodbye.")
    clean(two)
    field(two, "closing").fill("Thank you. Goodbye.")
    two.get_by_role("button", name="Save the text in the field").click()
    saved(two, "closing")
    one.locator("h1").click()
    expect(field(one, "closing")).to_have_value("Thank you. Goodbye.")


def test_results_come_in_while_somebody_writes(hall: Hall, visit: Visit) -> None:
    """A new result stands on the page; the text, its caret and the focus stay where they are."""
    page = summary(visit(viewport=DESK), hall)
    note = field(page, "item-polls")
    note.fill("Half a sen")
    note.press("ArrowLeft")
    hall.act("polls/obstacle/open")
    phone = join(visit("iPhone 15"), hall)
    choose(phone, "Staff")
    recorded(phone)
    expect(page.locator("#poll-obstacle .paper-chart")).to_be_visible()
    expect(note).to_be_focused()
    assert note.evaluate("field => field.selectionStart") == len("Half a sen") - 1
    expect(note).to_have_value("Half a sen")


def test_polls_are_left_out_and_drawn_otherwise(hall: Hall, visit: Visit) -> None:
    """By the keyboard alone; the document follows at once, and what was left out can come back."""
    hall.act("polls/obstacle/open")
    phone = join(visit("iPhone 15"), hall)
    choose(phone, "Staff")
    recorded(phone)
    page = summary(visit(viewport=DESK), hall)
    drawn = page.get_by_label("Chart of poll 1")
    drawn.focus()
    drawn.select_option("doughnut")
    expect(page.locator("#poll-obstacle .paper-chart circle").first).to_be_visible()
    page.locator("#poll-words").get_by_role("button", name=re.compile("Leave out")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".paper-out")).to_contain_text("Left out of the document")
    page.get_by_role("button", name=re.compile("Take it in again")).press("Enter")
    expect(page.locator("#poll-words h4")).to_be_visible()


def test_without_a_script_everything_is_a_form(hall: Hall, visit: Visit) -> None:
    """A button saves, and leads back to the text."""
    page = summary(visit(viewport=DESK, java_script_enabled=False), hall)
    field(page, "conclusions").fill("It was agreed.")
    page.locator("#passage-conclusions").get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("#passage-conclusions"))
    expect(page.locator("#passage-conclusions-text")).to_have_value("It was agreed.")


def test_two_languages_on_a_phone(hall: Hall, visit: Visit) -> None:
    """Side by side on a desk, one below the other on a phone; nothing is wider than the page, no target is small."""
    page = summary(visit(viewport={"width": 390, "height": 844}), hall, "lang=es&beside=en")
    field(page, "item-polls").fill("Perú pidió capacitación.")
    expect(page.locator("#passage-item-polls [data-state]")).to_contain_text("Guardado a las")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    clean(page)
    # The English text is missing, and says what the document has in its place.
    english = page.locator("#passage-item-polls-en")
    expect(english).to_contain_text("Perú pidió capacitación.")
    english.locator("textarea").fill(NOTE)
    expect(english.locator("[data-state]")).to_contain_text("Guardado a las")
    expect(english).not_to_contain_text("Perú pidió capacitación.")
    page.set_viewport_size(DESK)
    sides = page.locator(".pair").first.locator(".pair-side")
    left, right = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]
