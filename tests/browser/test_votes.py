"""Seats, proxies and a roll call in real browsers: clear, accessible, and by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.people import clean, enter, join, recorded, small_targets
from tests.web.test_votes import PLENARY


@pytest.fixture
def plenary(house: Hall, tmp_path: Path) -> Hall:
    """A workshop with votes of every manner."""
    return house.workshop(tmp_path, PLENARY.replace("proxies: {most: 1}", "proxies: {most: 1, by: holder}"))


def test_a_delegation_shares_a_phone_and_gives_a_proxy(plenary: Hall, visit: Callable[..., Page]) -> None:
    """Two seats on one device, each answering for itself; a proxy comes to a page that is open; a seat moves on."""
    first, other = visit("iPhone 15"), visit("iPhone 15")
    join(first, plenary, delegation="CL")
    join(other, plenary, delegation="BR")
    first.get_by_role("link", name="Seats on this device").click()
    clean(first)
    assert small_targets(first) == []
    first.get_by_role("link", name="Add a seat to this device").click()
    first.locator("select[name=delegation]").select_option("PE")
    first.get_by_text("English", exact=True).last.click()
    first.get_by_role("button", name="Take my seat").click()
    nav = first.get_by_role("navigation", name="For whom you answer")
    expect(nav.get_by_role("link")).to_have_count(2)
    plenary.act("polls/heavy/open")
    for name in ("Chile", "Peru"):
        nav.get_by_role("link", name=name).click()
        expect(nav.locator("[aria-current]")).to_contain_text(name)
        first.locator("label.choice", has_text="For").first.click()
        first.locator("form[data-answer] button").click()
        recorded(first)
    clean(first)
    assert plenary.results()["heavy"]["counts"] == {"for": 2, "weight:": 4, "weight:for": 4}
    # Brazil gives its proxy to Peru, whose page learns of it by itself.
    other.get_by_role("link", name="Seats on this device").click()
    other.get_by_label("Let another delegation answer for yours").select_option("PE")
    other.get_by_role("button", name="Give the proxy").click()
    expect(other.locator("main")).to_contain_text("has given its proxy to Peru")
    clean(other)
    nav.get_by_role("link", name="Brazil").click()
    expect(nav.locator("[aria-current]")).to_contain_text("by proxy")
    first.locator("label.choice", has_text="Against").click()
    first.locator("form[data-answer] button").click()
    recorded(first)
    assert plenary.results()["heavy"]["counts"]["weight:against"] == 5
    # The seat of Chile goes to another device, and the first one is told.
    nav.get_by_role("link", name="Chile").click()
    plenary_code = plenary.act("mandates", act="pass", seat="1")["pass"]
    third = visit("iPhone 15")
    third.goto(f"{plenary.url}/{plenary.code}/seats/take/{plenary_code}")
    clean(third)
    third.get_by_role("button", name="Take the seat").click()
    expect(third.locator("#stage")).to_be_visible()
    expect(first.locator("#notice")).to_contain_text("This seat is on another device now.")


def test_a_roll_is_called_with_the_keyboard(plenary: Hall, visit: Callable[..., Page]) -> None:
    """The space bar calls, the clerk enters what is said; the wall shows who is called, and at last the votes."""
    phone, desk, wall = visit("iPhone 15"), visit(), visit(viewport={"width": 1920, "height": 1080})
    join(phone, plenary, delegation="BR")
    enter(desk, plenary, "moderator")
    enter(wall, plenary, "projector")
    plenary.act("begin")
    plenary.act("polls/called/open")
    expect(desk.locator("#acts .button")).to_contain_text("Call Brazil")
    desk.locator("h1").first.click()
    desk.keyboard.press("Space")
    expect(wall.locator(".roll-called")).to_have_text("Brasil")
    expect(phone.locator("#roll")).to_contain_text("Brazil is called")
    clean(wall)
    clean(desk)
    phone.locator("label.choice", has_text="Abstain").click()
    phone.locator("form[data-answer] button").click()
    recorded(phone)
    expect(desk.locator("#roll")).to_contain_text("has answered.")
    desk.locator("#acts .button").press("Enter")
    expect(wall.locator(".roll-called")).to_have_text("Chile")
    says = desk.locator(".roll-desk-says").get_by_role("button", name="Against")
    says.focus()
    says.press("Enter")
    expect(desk.locator("#roll")).to_contain_text("Chile has answered.")
    plenary.act("polls/called/close", reveal="1")
    expect(wall.locator(".vote-outcome")).to_be_visible()
    expect(wall.locator(".seat--against")).to_have_count(2)  # the seat, and the key beside its number
    clean(wall)
    desk.goto(f"{plenary.url}/workshops/{plenary.code}/mandates?lang=en")
    clean(desk)
