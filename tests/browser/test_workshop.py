"""A whole workshop in real browsers: the moderator's keyboard, three phones, the wall, the staff's page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.people import choose, clean, enter, join, recorded

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
DESK = {"viewport": {"width": 1440, "height": 900}}
WALL = {"viewport": {"width": 1920, "height": 1080}}


def stage_is(page: Page, key: str) -> None:
    expect(page.locator("#stage")).to_have_attribute("data-key", key)


@pytest.mark.timeout(240)
def test_a_whole_workshop(hall: Hall, visit: Visit) -> None:
    """From the empty lobby to the summary, by keyboard at the desk."""
    wall = enter(visit(**WALL, locale="es"), hall, "projector")
    stage_is(wall, "lobby")
    clean(wall)
    desk = enter(visit(**DESK), hall, "moderator")
    clean(desk)
    chile = join(visit("Pixel 7"), hall, delegation="CL")
    peru = join(visit("iPhone SE"), hall, delegation="PE", attendance="Online")
    expect(wall.locator("#stage")).to_contain_text("2")

    # The meeting is opened, the first poll is put on the desk, opened, answered and closed: always the same key.
    def primary(words: str) -> None:
        expect(desk.locator("[data-key=Space]")).to_contain_text(words)
        # A press while the last act is on its way does nothing: two acts by one nervous thumb would be one too many.
        expect(desk.locator(".htmx-request")).to_have_count(0)
        desk.locator("body").press("Space")

    primary("Open the meeting")
    primary("Next poll")
    expect(chile.locator("#stage")).not_to_contain_text("obstacle")
    primary("Open the poll")
    for phone, option in ((chile, "Budget"), (peru, "Staff")):
        expect(phone.locator("h1")).to_have_text("What is the greatest obstacle?")
        choose(phone, option)
        recorded(phone)
    expect(desk.locator("#stage")).to_contain_text("of 2")
    stage_is(wall, "result.obstacle.1")
    expect(wall.locator("#figure .main-svg").first).to_be_visible()
    clean(wall)
    clean(desk)
    primary("Close the poll")
    expect(chile.locator("table")).to_contain_text("Budget")

    # Words are held until the moderator has read them, and nobody else sees them before.
    primary("Next poll")
    primary("Open the poll")
    chile.locator("input[name=word]").first.fill("Firewalls")
    chile.locator("form[data-answer] button").click()
    expect(chile.locator("#receipt")).to_contain_text("moderator")
    expect(desk.locator("#stage")).to_contain_text("Firewalls")
    assert "Firewalls" not in wall.content()
    assert "Firewalls" not in peru.content()
    desk.get_by_role("button", name="Show Firewalls").click()
    primary("Close and show the result")
    expect(peru.locator("#stage")).to_contain_text("Firewalls")
    expect(wall.locator("#stage")).to_contain_text("Firewalls")

    # The end, and the summary.
    hall.act("end")
    stage_is(wall, "end")
    stage_is(chile, "end")
    clean(wall)
    staff = enter(visit(**DESK), hall, "staff")
    expect(staff.locator("article")).to_contain_text("¿Cuál es el mayor obstáculo?")
    clean(staff)
    with staff.expect_download() as download:
        staff.locator("a[href*='summary.docx']").first.click()
    assert download.value.path().stat().st_size > 20_000


def test_the_wall_comes_back(own_hall: Hall, visit: Visit) -> None:
    """After a restart the wall is right again by itself, without anybody touching it."""
    wall = enter(visit(**WALL), own_hall, "projector")
    own_hall.act("polls/obstacle/open")
    stage_is(wall, "result.obstacle.1")
    own_hall.kill()
    own_hall.start()
    own_hall.act("polls/obstacle/close")
    own_hall.act("stage", item="polls", poll="")
    expect(wall.locator("#stage")).to_have_attribute("data-key", "lobby", timeout=30_000)
    assert wall.evaluate("violations") == []


def test_the_desk_on_a_phone(hall: Hall, visit: Visit) -> None:
    """The one act is under the thumb; nothing scrolls sideways."""
    desk = enter(visit("Pixel 7"), hall, "moderator")
    desk.get_by_role("button", name="Open the meeting").tap()
    desk.get_by_role("button", name="Next poll").tap()
    desk.get_by_role("button", name="Open the poll").tap()
    expect(desk.get_by_role("button", name="Close the poll")).to_be_visible()
    assert not desk.evaluate("document.documentElement.scrollWidth > innerWidth")
    clean(desk)


def test_the_desk_without_scripts(hall: Hall, visit: Visit) -> None:
    """Every act is a form."""
    desk = enter(visit(**DESK, java_script_enabled=False), hall, "moderator")
    desk.get_by_role("button", name="Open the meeting").click()
    desk.get_by_role("button", name="Next poll").click()
    desk.get_by_role("button", name="Open the poll").click()
    expect(desk.get_by_role("button", name="Close the poll")).to_be_visible()


def test_the_administrator(hall: Hall, visit: Visit) -> None:
    """Password, list, a new workshop and its links."""
    page = visit(**DESK)
    page.goto(f"{hall.url}/workshops")
    clean(page)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Enter").click()
    clean(page)
    page.get_by_text("From an agenda file").click()
    page.locator("textarea").fill(hall.agenda.read_text())
    page.get_by_role("button", name="Check and create").click()
    expect(page.locator("h1")).to_have_text("The workshop is ready")
    clean(page)
