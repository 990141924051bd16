"""The desk at the entrance: a list read in, a badge made by keyboard, a seat taken with it, the door moved."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from server.files import EXAMPLES
from tests.browser.hall import Hall
from tests.browser.people import clean, enter, small_targets

pytestmark = pytest.mark.browser

LIST = "Name,Email,Country,Modalidad\nAna Núñez,ana@x.example,Peru,virtual\nLuis Peña,luis@x.example,Chile,presencial\n"


def test_from_the_list_to_the_seat(hall: Hall, visit: Callable[..., Page]) -> None:
    """Every page is accessible; whoever lost a badge has a new one within ten seconds, without a mouse."""
    desk = enter(visit(viewport={"width": 1440, "height": 900}), hall, "staff")
    own = f"{hall.url}/workshops/{hall.code}"
    desk.goto(f"{own}/people/import")
    clean(desk)
    desk.set_input_files("#file", str(EXAMPLES / "registration" / "with-faults.csv"))
    desk.get_by_role("button", name="Look at it").click()
    expect(desk.get_by_role("heading", name=re.compile("faults"))).to_be_visible()
    clean(desk)
    file = hall.folder / "list.csv"
    file.write_text(LIST)
    desk.set_input_files("#file", str(file))
    desk.get_by_role("button", name="Look at it").click()
    desk.get_by_role("button", name="Read 2 people in").click()
    expect(desk.get_by_role("row", name=re.compile("Ana Núñez"))).to_contain_text("No badge")
    clean(desk)

    began = time.monotonic()
    desk.keyboard.type("nun")  # the field has the focus
    expect(desk.locator("#found tbody tr")).to_have_count(1)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Make a badge Ana Núñez")).to_be_focused()
    desk.keyboard.press("Enter")
    code = desk.locator(".badge-code").inner_text()
    assert time.monotonic() - began < 10  # what is promised at the door; some two seconds of it are the test's own
    assert re.fullmatch("[A-Z2-9]{4} [A-Z2-9]{4} [A-Z2-9]{4}", code)
    clean(desk)
    desk.emulate_media(media="print")
    expect(desk.get_by_role("banner")).to_be_hidden()
    expect(desk.locator(".badge")).to_be_visible()

    phone = visit("iPhone 15")
    phone.goto(f"{hall.url}/{hall.code}/badge/{code.replace(' ', '').lower()}")
    expect(phone.get_by_role("heading", name="Ana Núñez")).to_be_visible()
    expect(phone.get_by_label("Online")).to_be_checked()
    clean(phone)
    assert small_targets(phone) == []
    phone.get_by_role("button", name="Take my seat").click()
    expect(phone.locator("#stage")).to_be_visible()
    other = visit("Pixel 7")
    other.goto(f"{hall.url}/{hall.code}/badge")
    clean(other)
    other.get_by_label("Code of your badge").fill(code.lower())
    other.get_by_role("button", name="Take my seat").click()
    expect(other.locator("#stage")).to_be_visible()
    expect(phone.locator("#notice")).to_contain_text("another device")


def test_the_pages_of_the_roster_and_of_the_way_in(hall: Hall, visit: Callable[..., Page]) -> None:
    """Accessible, wide and narrow; the text to join is copied whole."""
    for screen in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
        desk = enter(visit(viewport=screen), hall, "moderator")
        for page in ("delegations", "join", "people"):
            desk.goto(f"{hall.url}/workshops/{hall.code}/{page}")
            clean(desk)
            width = desk.evaluate("document.documentElement.scrollWidth")
            assert width <= screen["width"], page
    desk.goto(f"{hall.url}/workshops/{hall.code}/join")
    assert f"{hall.url}/{hall.code}" in desk.locator("#text-all").input_value()


def test_the_door(hall: Hall, visit: Callable[..., Page]) -> None:
    """Narrowed with one act from the desk, and told on the wall and to whoever comes."""
    desk = enter(visit(viewport={"width": 1440, "height": 900}), hall, "moderator")
    wall = enter(visit(viewport={"width": 1920, "height": 1080}), hall, "projector")
    desk.get_by_text("Narrow the door").click()
    clean(desk)
    desk.get_by_role("button", name="Ask for the word on the screen").click()
    shown = wall.locator(".lobby-word strong")
    expect(shown).to_be_visible()
    clean(wall)
    phone = visit("iPhone 15")
    phone.goto(f"{hall.url}/{hall.code}")
    clean(phone)
    phone.locator("select[name=delegation]").select_option("CL")
    phone.get_by_label("Word on the screen").fill(shown.inner_text())
    phone.get_by_role("button", name="Take my seat").click()
    expect(phone.locator("#stage")).to_be_visible()
    desk.get_by_role("button", name="Close the door").click()
    expect(desk.locator(".door-state")).to_contain_text("nobody new can take a seat")
    clean(desk)
    late = visit("iPhone 15")
    late.goto(f"{hall.url}/{hall.code}")
    expect(late.locator(".state--refused")).to_contain_text("The door is closed")
    clean(late)
    desk.get_by_role("button", name="Open the door again").click()
    expect(desk.locator(".door-state")).to_contain_text("Open")
