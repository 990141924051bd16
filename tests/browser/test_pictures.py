"""Pictures and slides as people see them, on a phone and on the wall."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import pictured
from tests.browser.hall import Hall
from tests.browser.people import choose, clean, enter, recorded

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
SEAT = "agenda/polls/polls/seat"
HALL = {"width": 1920, "height": 1080}
LOADED = "all => Promise.all(all.map(one => one.decode())).then(() => all.length)"


@pytest.fixture
def gallery(house: Hall, tmp_path: Path) -> Hall:
    """A workshop that shows pictures."""
    for name, data in pictured.files().items():
        (tmp_path / name).write_bytes(data)
    return house.workshop(tmp_path, pictured.AGENDA)


def seated(page: Page, hall: Hall) -> Page:
    page.goto(f"{hall.url}/{hall.code}")
    page.get_by_text("In the room", exact=True).click()
    page.get_by_role("button").last.click()
    expect(page.locator("#stage")).to_be_visible()
    return page


def look(page: Page, name: str) -> None:
    """A picture for whoever asks for pictures."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page="phone" in name)


def images(page: Page) -> int:
    """How many pictures the stage shows, all of them loaded."""
    found: int = page.eval_on_selector_all("#stage img", LOADED)
    return found


def test_options_with_pictures(gallery: Hall, visit: Visit) -> None:
    """Both screens show them with their words; the answer is recorded; a slide quotes the result once it may."""
    phone, wall = seated(visit("iPhone 15"), gallery), enter(visit(viewport=HALL), gallery, "projector")
    gallery.act("polls/outcome/open")
    for page, name in ((phone, "phone-not-yet"), (wall, "wall-not-yet")):
        expect(page.get_by_text("The result of this poll is not open yet.")).to_be_visible()
        clean(page)
        look(page, name)
    gallery.act("polls/outcome/close")
    gallery.act("polls/emblem/open")
    expect(phone.locator("label.choice")).to_have_count(4)
    assert images(phone) == images(wall) == 3
    expect(phone.get_by_role("img", name="A round tree on a hill")).to_be_visible()
    expect(wall.get_by_role("img", name="A star over the sea")).to_be_visible()
    for page, name in ((phone, "phone-options"), (wall, "wall-options")):
        clean(page)
        look(page, name)
    assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert wall.eval_on_selector_all(".offer-picture", "all => all.every(one => one.offsetHeight > 100)")
    choose(phone, "A tree")
    recorded(phone)

    gallery.act("polls/emblem/close")
    gallery.act("polls/outcome/next-round")
    expect(phone.get_by_role("table")).to_contain_text("A tree")
    expect(wall.locator(".figure-drawing svg.main-svg").first).to_be_visible()
    expect(wall.get_by_role("heading", name="Which emblem should the network have?")).to_be_visible()
    for page, name in ((phone, "phone-quote"), (wall, "wall-quote")):
        clean(page)
        look(page, name)


def test_slides(gallery: Hall, visit: Visit) -> None:
    """A picture, and how to join, on both screens and in the dark."""
    phone = seated(visit("iPhone 15", color_scheme="dark"), gallery)
    wall = enter(visit(viewport=HALL, color_scheme="dark"), gallery, "projector")
    gallery.act("polls/foyer/open")
    for page, name in ((phone, "phone-slide"), (wall, "wall-slide")):
        expect(page.get_by_role("img", name="A plan of the hall")).to_be_visible()
        assert images(page) == 1
        clean(page)
        look(page, name)
    gallery.act("polls/come/open")
    for page, name in ((phone, "phone-join"), (wall, "wall-join")):
        expect(page.locator("#stage")).to_contain_text(f"{gallery.code[:3]} {gallery.code[3:]}")
        clean(page)
        look(page, name)
    assert wall.evaluate("document.querySelector('.slide-join .qr').offsetWidth > 400")
    assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_pins_on_a_picture(gallery: Hall, visit: Visit) -> None:
    """The picture is asked about on both screens; then the pins stand on it, where people put them."""
    phone, wall = seated(visit("iPhone 15"), gallery), enter(visit(viewport=HALL), gallery, "projector")
    gallery.act("polls/seat/open")
    for page, name in ((phone, "phone-pin"), (wall, "wall-pin-before")):
        expect(page.get_by_role("img", name="A plan of the hall")).to_be_visible()
        assert images(page) == 1
        clean(page)
        look(page, name)
    phone.locator("input[name=x]").fill("50")
    phone.locator("input[name=y]").fill("50")
    phone.locator("form[data-answer] button").last.click()
    recorded(phone)
    expect(wall.locator(".figure-drawing svg.main-svg").first).to_be_visible()
    assert images(wall) == 1
    expect(wall.locator(".figure-ground")).to_have_css("position", "absolute")
    wall.wait_for_timeout(500)
    ground, dot = (wall.locator(name).first.bounding_box() for name in (".figure-ground", ".scatterlayer .point"))
    assert ground
    assert dot
    assert ground["width"] / ground["height"] == pytest.approx(16 / 9, abs=0.01)
    for start, length in (("x", "width"), ("y", "height")):
        middle = dot[start] + dot[length] / 2  # type: ignore[literal-required]
        assert middle == pytest.approx(ground[start] + ground[length] / 2, abs=2)  # type: ignore[literal-required]
    clean(wall)
    look(wall, "wall-pin")


def test_the_desk_shows_a_poll_before_it_is_opened(gallery: Hall, visit: Visit) -> None:
    """A moderator sees the pictures of a poll that no phone may see yet."""
    desk = enter(visit(viewport=HALL), gallery, "moderator")
    gallery.act("stage", item="polls", poll="emblem")
    expect(desk.get_by_role("img", name="A bridge of one span")).to_be_visible()
    assert desk.eval_on_selector_all(".phone-preview img", LOADED) == 3
    clean(desk)
    look(desk, "desk-draft")


def test_regions_are_drawn_on_their_picture(gallery: Hall, visit: Visit) -> None:
    """By dragging, or with two presses; what is drawn is saved as if it had been typed, and shown with its number."""
    page = visit(viewport={"width": 1440, "height": 900})
    page.goto(gallery.link("moderator"))
    page.goto(f"{gallery.url}/workshops/{gallery.code}/editor?at={SEAT}")
    outlines = page.locator(".board-regions path")
    expect(outlines).to_have_count(2)
    page.get_by_role("button", name="Add a region").click()
    expect(page.locator(".entry")).to_have_count(3)
    expect(page.locator(".entry").last.locator("textarea").first).to_be_focused()
    page.keyboard.type("To the left")
    fresh = page.locator(".entry").last.locator('textarea[name$="/shape"]')
    expect(fresh).to_be_visible()
    page.get_by_role("button", name="Draw a rectangle").last.click()
    expect(page.get_by_text("Drag from one corner to the opposite one")).to_be_visible()
    look(page, "editor-board")
    at = page.locator(".board img").bounding_box()
    assert at is not None

    def point(across: int, down: int) -> tuple[float, float]:
        return at["x"] + at["width"] * across / 100, at["y"] + at["height"] * down / 100

    page.mouse.move(*point(5, 10))
    page.mouse.down()
    page.mouse.move(*point(20, 40), steps=4)
    expect(page.locator(".board-new")).to_be_visible()
    page.mouse.move(*point(35, 60), steps=4)
    page.mouse.up()
    expect(fresh).to_have_value('{"x": 5, "y": 10, "width": 30, "height": 50}')
    expect(page.locator("#saved")).to_contain_text("Saved at")
    expect(outlines).to_have_count(3)
    expect(page.get_by_text("in the room yet")).to_have_count(0)
    look(page, "editor-board-drawn")
    page.get_by_role("button", name="Draw a circle").last.click()
    page.mouse.click(*point(20, 50))
    page.mouse.click(*point(32, 50))
    expect(fresh).to_have_value('{"x": 20, "y": 50, "r": 12}')
    page.get_by_role("button", name="Draw a circle").last.click()
    page.keyboard.press("Escape")
    expect(page.locator("[data-armed]")).to_have_count(0)
    clean(page)
