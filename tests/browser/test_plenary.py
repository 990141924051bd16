"""A plenary in real browsers: badges, a quorum, an open, a secret and a recorded vote, a proxy, a tie, a vote again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from server.files import EXAMPLES
from tests.browser.benches import Benches
from tests.browser.hall import Hall
from tests.browser.people import clean, enter, recorded, small_targets

pytestmark = pytest.mark.browser

STANCES = ".seat--for, .seat--against, .seat--abstained"
PEOPLE = {"CL": "Marta Quiroga", "BR": "Davi Sampaio", "EU": "Ingrid Maas"}


@pytest.fixture
def plenary(house: Hall, tmp_path: Path) -> Iterator[Benches]:
    """The plenary of the examples; everybody but Chile, Brazil and an observer has a seat."""
    hall = house.workshop(tmp_path, (EXAMPLES / "plenary.yaml").read_text())
    benches = Benches(hall, list(PEOPLE))
    benches.sit_down()
    yield benches
    benches.leave()


def with_badge(page: Page, hall: Hall, delegation: str) -> Page:
    """Registered at the door, and in by the link on the badge."""
    told = hall.act("people", name=PEOPLE[delegation], delegation=delegation, attendance="room", badge="1")
    page.goto(told["badges"][0]["link"])
    expect(page.get_by_role("heading", name=PEOPLE[delegation])).to_be_visible()
    page.get_by_text("English", exact=True).last.click()
    if delegation == "EU":
        clean(page)
    page.get_by_role("button", name="Take my seat").click()
    expect(page.locator("#stage")).to_be_visible()
    return page


def vote(page: Page, poll: str, option: str) -> None:
    """Choose, send, and read that it is recorded."""
    page.locator(f"form[id^='answer-{poll}-'] label.choice", has_text=option).first.click()
    page.locator("form[data-answer] button").click()
    recorded(page)


def for_whom(page: Page, name: str) -> None:
    """Answer for this delegation from now on."""
    nav = page.get_by_role("navigation", name="For whom you answer")
    nav.get_by_role("link", name=name).click()
    expect(nav.locator("[aria-current]")).to_contain_text(name)


@pytest.mark.timeout(120)
def test_a_plenary(plenary: Benches, visit: Callable[..., Page]) -> None:
    """From the badges to the record."""
    hall = plenary.hall
    desk, wall = visit(viewport={"width": 1440, "height": 900}), visit(viewport={"width": 1920, "height": 1080})
    enter(desk, hall, "moderator")
    enter(wall, hall, "projector")
    hall.act("begin")
    chile = with_badge(visit("iPhone 15"), hall, "CL")
    brazil = with_badge(visit("iPhone 15"), hall, "BR")
    observer = with_badge(visit("iPhone SE"), hall, "EU")

    # The proxy is given at the desk, and comes to a phone that is open.
    desk.goto(f"{hall.url}/workshops/{hall.code}/mandates")
    desk.get_by_label("The vote of").select_option("DM")
    desk.get_by_label("is cast by").select_option("CL")
    desk.get_by_role("button", name="Give the proxy").click()
    expect(desk.get_by_role("status")).to_contain_text("The proxy is given.")
    clean(desk)
    expect(chile.get_by_role("navigation", name="For whom you answer")).to_contain_text("by proxy")

    # An open ballot: nobody sees a vote before the result, then everybody sees each.
    hall.act("polls/agenda/open")
    expect(wall.locator(".page-quorum")).to_contain_text("Quorum of 18: reached, 34 present.")
    vote(chile, "agenda", "For")
    for_whom(chile, "Dominica")
    vote(chile, "agenda", "Against")
    clean(chile)
    assert small_targets(chile) == []
    vote(brazil, "agenda", "Abstain")
    vote(observer, "agenda", "For")
    plenary.vote("agenda")
    desk.goto(f"{hall.url}/workshops/{hall.code}/clerk/agenda")
    desk.locator(".clerk-answer label.choice", has_text="For").first.click()
    desk.locator("details.clerk-more").get_by_text("El Salvador", exact=True).click()
    desk.get_by_role("button", name="Enter the answer").click()
    expect(desk.get_by_role("status")).to_contain_text("Entered.")
    clean(desk)
    enter(desk, hall, "moderator")
    expect(desk.locator("#presence, .column--room").first).to_contain_text("Quorum of 18: reached, 34 present.")
    assert wall.locator(STANCES).count() == 0
    clean(desk)
    hall.act("polls/agenda/close", reveal="1")
    expect(wall.locator(".vote-outcome")).to_have_text("Adopted")
    expect(wall.locator(".seat--against[data-delegation=DM]")).to_have_count(1)
    expect(wall.locator(".seat--abstained[data-delegation=BR]")).to_have_count(1)
    expect(wall.locator(".seat--for[data-delegation]")).to_have_count(32)
    expect(wall.locator("body")).to_contain_text("Observers, not counted: 2 for")
    expect(wall.locator("body")).to_contain_text("There was a quorum: 34 delegations present, 18 needed.")
    expect(wall.locator("body")).to_contain_text("4 entered by the clerk")
    clean(wall)

    # A secret ballot: totals, and no names anywhere.
    hall.act("polls/rapporteur/open")
    for_whom(chile, "Chile")
    vote(chile, "rapporteur", "Irene Salcedo")
    plenary.vote("rapporteur")
    hall.act("polls/rapporteur/close", reveal="1")
    expect(wall.locator("body")).to_contain_text("Irene Salcedo")
    assert wall.locator(STANCES).count() == 0
    assert hall.results()["rapporteur"]["segments"] == {}
    expect(desk.locator("body")).to_contain_text("Irene Salcedo")
    assert desk.locator(STANCES).count() == 0
    clean(wall)
    clean(desk)
    clean(chile)

    # A tie, and the vote again.
    hall.act("polls/venue/open")
    vote(chile, "venue", "For")
    for_whom(chile, "Dominica")
    vote(chile, "venue", "For")
    vote(brazil, "venue", "For")
    plenary.vote("venue")
    hall.act("polls/venue/close", reveal="1")
    expect(wall.locator(".vote-outcome")).to_have_text("Tied: rejected")
    clean(wall)
    desk.get_by_text("Take the vote again").click()
    desk.get_by_label("Reason").fill("Equally divided votes")
    desk.get_by_role("button", name="Open the vote again").click()
    expect(brazil.locator("form[id^='answer-venue-2']")).to_be_visible()
    vote(brazil, "venue", "Against")
    plenary.vote("venue", 2)
    hall.act("polls/venue/close", reveal="1")
    expect(wall.locator(".vote-outcome")).to_have_text("Rejected")
    clean(desk)

    hall.act("end")
    record = hall.command("summary", hall.code, "--format", "md", "--lang", "en", "--out", "-")
    secret = record.partition("Whom does your delegation elect")[2].partition("\n###")[0]
    assert "Irene Salcedo | 18 |" in secret
    names = [one.name.pick("en") for one in plenary.workshop.delegations]
    assert not any(name in secret for name in [*names, *PEOPLE.values(), *(one.name for one in plenary.persons)])
    assert "Dominica gave its proxy to Chile" in record
    assert "Dominica (by proxy: Chile)" in record
    assert "The vote was taken again: Equally divided votes" in record
    assert "**Tied and therefore rejected:** 16 for, 16 against, 2 abstentions." in record
    assert "El Salvador (entered by the clerk)" in record
