"""A survey as people go through it: with scripts and without, on line and off, to the end and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.people import clean, enter, join, small_targets
from tests.web.house import AGENDA

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

SURVEY = """
  - id: survey
    time: "11:00–11:30"
    title: {es: Su misión en diez minutos, en: Your mission in ten minutes}
    pace: delegates
    countdown: 1200
    polls:
      - id: tools
        kind: choice
        prompt: {es: "¿Qué usa más su misión?", en: What does your mission use most to reach citizens abroad?}
        options:
          - {id: mail, text: {es: Correo, en: E-mail}}
          - {id: chat, text: {es: Mensajería, en: Messaging}}
          - {id: web, text: {es: Portal consular, en: Consular portal}}
      - id: hopes
        kind: text
        prompt: {es: "¿Qué espera del próximo año?", en: What do you hope for in the coming year?}
      - id: contact
        kind: form
        prompt: {es: Sigamos en contacto, en: Stay in touch}
        fields:
          - {id: city, label: {es: Su ciudad, en: Your city}, required: true}
          - id: tongue
            type: choice
            label: {es: Idioma de trabajo, en: Language of work}
            options:
              - {id: es, text: {es: Español, en: Spanish}}
              - {id: en, text: {es: Inglés, en: English}}
          - {id: years, type: number, label: {es: Años de servicio, en: Years of service}, min: 0, max: 60}
          - {id: mail, type: email, label: {es: Correo electrónico, en: E-mail}}
          - {id: may, type: consent, label: {es: Pueden escribirme, en: You may write to me about the next course}}
"""


@pytest.fixture
def hall(house: Hall, tmp_path: Path) -> Hall:
    """A workshop that has a survey."""
    return house.workshop(tmp_path, AGENDA + SURVEY)


@pytest.fixture
def own_hall(tmp_path: Path) -> Iterator[Hall]:
    """The same on a server that may be killed."""
    own = Hall(tmp_path, agenda=AGENDA + SURVEY)
    try:
        yield own.start()
    finally:
        own.stop()


def heading(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_have_text(text)


def fill_in(page: Page) -> None:
    """The form on the third page."""
    page.get_by_label("Your city").fill("Bridgetown")
    page.get_by_text("English", exact=True).last.click()
    page.get_by_label("Years of service").fill("12")
    page.get_by_label("E-mail").fill("ana@example.org")
    page.get_by_text("You may write to me").click()


def test_a_survey_at_ones_own_pace(hall: Hall, visit: Visit) -> None:
    """Every page is clean and within reach; acts of the moderator throw nobody off; the end lists everything."""
    page = join(visit("Pixel 7"), hall)
    hall.act("items/survey/open")
    heading(page, "What does your mission use most to reach citizens abroad?")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    clean(page)
    assert small_targets(page) == []
    page.locator("label.choice", has_text="Messaging").click()
    page.get_by_role("button", name="Record and go on").click()
    heading(page, "What do you hope for in the coming year?")
    expect(page.locator("#progress")).to_contain_text("1 of 3 answered")
    clean(page)
    page.locator("textarea").fill("More train")
    rev = page.locator("#stage").get_attribute("data-rev")
    hall.act("items/survey/extend", seconds="60")
    expect(page.locator("#stage")).not_to_have_attribute("data-rev", rev or "")
    heading(page, "What do you hope for in the coming year?")
    expect(page.locator("textarea")).to_have_value("More train")
    # What was changed is recorded by going on, whichever way.
    page.get_by_role("link", name="Previous question").click()
    heading(page, "What does your mission use most to reach citizens abroad?")
    expect(page.locator("#receipt")).to_contain_text("Recorded at")
    expect(page.get_by_label("Messaging")).to_be_checked()
    expect(page.locator("#progress")).to_contain_text("2 of 3 answered")
    page.go_back()
    heading(page, "What do you hope for in the coming year?")
    page.get_by_role("link", name="Next question").click()
    heading(page, "Stay in touch")
    clean(page)
    assert small_targets(page) == []
    page.get_by_label("Your city").fill("")
    page.get_by_role("button", name="Record and go on").click()
    expect(page.locator("#receipt")).to_contain_text("Please fill in “Your city”.")
    fill_in(page)
    page.get_by_role("button", name="Record and go on").click()
    heading(page, "That is all. Thank you.")
    expect(page.locator(".survey-list")).to_contain_text("Answered")
    clean(page)
    assert small_targets(page) == []
    page.reload()
    heading(page, "That is all. Thank you.")
    hall.act("items/survey/close")
    heading(page, "The survey is closed. Thank you.")
    assert "page=" not in page.url
    clean(page)
    found = hall.results()
    assert [found[poll]["people"] for poll in ("tools", "hopes", "contact")] == [1, 1, 1]
    assert "ana@example.org" not in str(found["contact"])


def test_a_survey_without_scripts(hall: Hall, visit: Visit) -> None:
    """Forms and links lead from page to page."""
    page = join(visit("Pixel 7", java_script_enabled=False), hall)
    hall.act("items/survey/open")
    page.get_by_role("link", name="Look again").click()
    page.locator("label.choice", has_text="Messaging").click()
    page.get_by_role("button", name="Record and go on").click()
    heading(page, "What do you hope for in the coming year?")
    page.get_by_role("link", name="Next question").click()
    page.get_by_role("button", name="Record and go on").click()
    expect(page.locator("#receipt")).to_contain_text("Please fill in “Your city”.")
    fill_in(page)
    page.get_by_role("button", name="Record and go on").click()
    heading(page, "1 question is not answered.")
    page.locator(".survey-list a").nth(1).click()
    page.locator("textarea").fill("More training")
    page.get_by_role("button", name="Record and go on").click()
    heading(page, "Stay in touch")
    page.get_by_role("link", name="To the end").click()
    heading(page, "That is all. Thank you.")
    assert [hall.results()[poll]["people"] for poll in ("tools", "hopes", "contact")] == [1, 1, 1]


def test_another_language_keeps_the_place(hall: Hall, visit: Visit) -> None:
    """Also where the pages are turned without loading one; and whose seat it is stays in the address."""
    page = join(visit("Pixel 7"), hall)
    hall.act("items/survey/open")
    heading(page, "What does your mission use most to reach citizens abroad?")
    page.goto(f"{page.url}?seat=1")
    page.get_by_role("link", name="Next question").click()
    heading(page, "What do you hope for in the coming year?")
    assert page.url.endswith("?seat=1&page=2")
    page.locator(".languages summary").click()
    page.get_by_role("link", name="español").click()
    heading(page, "¿Qué espera del próximo año?")
    assert "seat=1" in page.url


def test_a_survey_survives_a_dead_server(own_hall: Hall, visit: Visit) -> None:
    """The answer waits on its page, goes out by itself, and the phone goes on."""
    page = join(visit("Pixel 7"), own_hall)
    own_hall.act("items/survey/open")
    heading(page, "What does your mission use most to reach citizens abroad?")
    own_hall.kill()
    page.locator("label.choice", has_text="E-mail").click()
    page.get_by_role("button", name="Record and go on").click()
    expect(page.locator("body")).to_contain_text("Your answer is kept on this phone")
    own_hall.start()
    expect(page.locator("h1")).to_have_text("What do you hope for in the coming year?", timeout=30_000)
    own_hall.kill()
    expect(page.locator("#stage")).to_be_visible()
    page.get_by_role("link", name="Next question").click()
    expect(page.locator("#notice")).to_contain_text("No connection")
    own_hall.start()
    expect(page.locator("h1")).to_have_text("Stay in touch", timeout=30_000)
    assert own_hall.results()["tools"]["people"] == 1


def test_the_wall_and_the_desk_of_a_survey(hall: Hall, visit: Visit) -> None:
    """Both are clean before, during and after it."""
    wall = enter(visit(viewport={"width": 1920, "height": 1080}), hall, "projector")
    desk = enter(visit(viewport={"width": 1440, "height": 900}), hall, "moderator")
    page = join(visit("Pixel 7"), hall)
    hall.act("begin")
    hall.act("stage", item="survey", poll="")
    expect(desk.locator(".act--primary")).to_contain_text("Open the survey")
    clean(desk)
    desk.locator(".act--primary button").click()
    expect(desk.locator(".act--primary")).to_contain_text("Close the survey")
    expect(wall.locator("h1")).to_have_text("Su misión en diez minutos")
    page.locator("label.choice", has_text="E-mail").click()
    page.get_by_role("button", name="Record and go on").click()
    expect(desk.locator("#question-tools")).to_contain_text("1")
    expect(wall.locator(".survey-count").first).to_contain_text("1")
    clean(desk)
    clean(wall)
    desk.locator(".act--primary button").click()
    expect(desk.locator(".act--primary")).to_contain_text("Show the first result")
    clean(desk)
