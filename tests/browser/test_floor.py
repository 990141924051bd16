"""The floor in a browser: asking, supporting, hands and reactions, while polls come and go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.people import clean, enter, join, small_targets
from tests.web.house import AGENDA
from tests.web.test_questions import FLOOR

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


@pytest.fixture
def hall(house: Hall, tmp_path: Path) -> Hall:
    """A workshop that has a floor."""
    return house.workshop(tmp_path, AGENDA + FLOOR)


def ask(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Send my question").click()


def test_a_question_goes_from_the_floor_to_the_wall(hall: Hall, visit: Visit) -> None:
    """Asked on one phone, let through at the desk, supported on another; nothing that is being typed is lost."""
    one, two = join(visit("Pixel 7"), hall), join(visit("iPhone SE"), hall, delegation="PE")
    desk = enter(visit(viewport={"width": 1440, "height": 900}), hall, "moderator")
    hall.act("polls/questions/open")
    one.get_by_role("link", name="Ask a question").click()
    two.get_by_role("link", name="Ask a question").click()
    expect(one.locator("#questions")).to_be_visible()
    clean(one)
    assert small_targets(one) == []
    ask(one, "Can a small state reuse the code?")
    expect(one.locator("#asked")).to_contain_text("Recorded at")
    expect(one.locator("#own-questions")).to_contain_text("Waiting for a moderator")
    expect(one.locator("textarea")).to_have_value("")
    two.locator("textarea").fill("What about those with")
    two.get_by_label("To").select_option("The panel")
    expect(two.locator("#asked-already")).not_to_contain_text("small state")
    desk.locator(".queue-entry--held").get_by_role("button", name="Show").click()
    expect(two.locator("#asked-already")).to_contain_text("small state")
    expect(two.locator("textarea")).to_have_value("What about those with")
    expect(two.get_by_label("To")).to_have_value("La mesa")
    two.get_by_role("button", name="Support.").click()
    expect(two.get_by_role("button", name="Support.")).to_have_attribute("aria-pressed", "true")
    expect(one.locator("[data-number]")).to_have_text("1")
    expect(one.get_by_role("button", name="Support.")).to_have_attribute("aria-pressed", "false")
    clean(two)
    hall.act("stage", item="floor", poll="questions")
    desk.locator(".queue-entry").get_by_role("button", name="Put it on the screen").click()
    wall = enter(visit(viewport={"width": 1920, "height": 1080}), hall, "projector")
    expect(wall.locator("#figure-drawing")).to_contain_text("Can a small state")
    clean(wall)
    clean(desk)


def test_a_question_is_kept_while_there_is_no_connection(hall: Hall, visit: Visit) -> None:
    """The text stays in its field, and is asked once, however often it is sent."""
    page = join(visit("Pixel 7"), hall)
    hall.act("polls/questions/open")
    page.get_by_role("link", name="Ask a question").click()
    expect(page.locator("html")).to_have_class("scripted")
    page.context.set_offline(True)
    ask(page, "Who pays?")
    expect(page.locator("#asked")).to_contain_text("Your question is still here")
    expect(page.locator("textarea")).to_have_value("Who pays?")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send my question").click()
    expect(page.locator("#asked")).to_contain_text("Recorded at")
    assert hall.results()["questions"]["people"] == 1


def test_asking_without_scripts(hall: Hall, visit: Visit) -> None:
    """Plain pages and forms do the same."""
    page = join(visit("Pixel 7", java_script_enabled=False), hall)
    hall.act("polls/questions/open")
    hall.act("polls/pulse/open")
    page.get_by_role("link", name="Look again").click()
    page.locator("summary", has_text="pulse").click()
    page.get_by_text("My hand is up").click()
    page.get_by_role("button", name="Show this").click()
    page.get_by_role("link", name="Ask a question").click()
    ask(page, "Who pays?")
    expect(page.locator("#asked")).to_contain_text("Your question is recorded.")
    page.get_by_role("link", name="Back to the meeting").click()
    expect(page.locator("input[type=checkbox][name=hand]")).to_be_checked()
    assert hall.results()["pulse"]["counts"] == {"hand": 1}


def test_the_pulse_stays_while_polls_change(hall: Hall, visit: Visit) -> None:
    """A raised hand is told at once, and stays as it is when another poll takes the stage."""
    page = join(visit("Pixel 7"), hall)
    hall.act("polls/pulse/open")
    page.locator("summary", has_text="pulse").click()
    page.get_by_text("My hand is up").click()
    page.get_by_text("Slower, please").click()
    page.get_by_role("button", name="I agree").click()
    expect(page.get_by_role("button", name="I agree")).to_have_attribute("data-given", "")
    hall.act("polls/obstacle/open")
    expect(page.locator("h1")).to_have_text("What is the greatest obstacle?")
    expect(page.locator("input[type=checkbox][name=hand]")).to_be_checked()
    clean(page)
    assert small_targets(page) == []
    desk = enter(visit(viewport={"width": 1440, "height": 900}), hall, "moderator")
    expect(desk.locator("#sign-reaction-agree dd")).to_have_text("1")
    expect(desk.locator("#sign-hand dd")).to_have_text("1")
    clean(desk)


def test_others_texts_do_not_disturb_who_writes(hall: Hall, visit: Visit) -> None:
    """Open answers of others appear below the own one, with their support."""
    one, two = join(visit("Pixel 7"), hall), join(visit("Pixel 7"), hall, delegation="PE")
    hall.act("polls/views/open")
    hall.act("polls/views/reveal")
    expect(two.locator("textarea")).to_be_visible()
    one.locator("textarea").fill("More training")
    one.locator("form[data-answer] button.button").click()
    two.locator("textarea").press_sequentially("Fewer fo")
    expect(two.locator("#others")).to_contain_text("More training")
    expect(two.locator("textarea")).to_have_value("Fewer fo")
    two.get_by_role("button", name="Support.").click()
    expect(two.locator("[data-number]")).to_have_text("1")
    clean(two)
