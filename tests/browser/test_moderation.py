"""The desk moderates with one press each, themes work without scripts, and colleagues hear of each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.people import clean, enter, join, recorded, small_targets
from tests.web.house import AGENDA

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

ONE_EACH = """
  - id: one
    title: {es: Una, en: One}
    polls:
      - id: each
        kind: choice
        by: delegation
        prompt: {es: "¿Otra vez?", en: Once more?}
        options: [{id: "yes", text: "Yes"}, {id: "no", text: "No"}]
"""


@pytest.fixture
def hall(house: Hall, tmp_path: Path) -> Hall:
    """The trial course with a poll in which each delegation answers as one."""
    return house.workshop(tmp_path, AGENDA.rstrip() + ONE_EACH)


def write(page: Page, *texts: str) -> None:
    """Fill the fields in their order and send them."""
    fields = page.locator("form[data-answer] input[name=word], form[data-answer] textarea")
    for place, text in enumerate(texts):
        fields.nth(place).fill(text)
    page.locator("form[data-answer] button").click()


def test_the_desk_decides_with_one_press(hall: Hall, visit: Visit) -> None:
    """All that waits is shown, one entry hidden, a reason noted, and everything stands in the ledger."""
    phone = join(visit("Pixel 7"), hall)
    desk = enter(visit(viewport={"width": 1440, "height": 900}), hall, "moderator")
    hall.act("polls/words/open")
    write(phone, "Paper", "Ink")
    expect(phone.locator("#receipt")).to_contain_text("It will be shown once a moderator has read it.")
    desk.get_by_role("button", name="Show all of these").click()
    written = desk.locator("#written")
    expect(written.locator("p.written", has_text="Paper")).to_be_visible()
    written.get_by_role("button", name="Hide Ink").click()
    hidden = desk.locator("#hidden")
    hidden.get_by_placeholder("Reason").fill("Said already")
    hidden.get_by_role("button", name="Note the reason").click()
    expect(hidden).to_contain_text("Hidden: Said already")
    clean(desk)
    phone.reload()
    expect(phone.locator("#receipt")).to_contain_text("A moderator decided not to show a part of it.")
    desk.locator("#tabs-more summary").click()
    desk.get_by_role("link", name="Ledger").click()
    expect(desk.get_by_role("row").filter(has_text="Hidden: “ink”").first).to_contain_text("Said already")
    clean(desk)


@pytest.mark.parametrize("scripts", [True, False])
def test_texts_are_grouped(hall: Hall, visit: Visit, scripts: bool) -> None:
    """By hand and by suggestion, on a table and on a phone, with scripts and without."""
    hall.act("polls/views/open")
    for place, text in enumerate(("Train our staff", "More staff abroad", "Paper")):
        phone = join(visit("Pixel 7"), hall, delegation="CL" if place % 2 else "PE")
        write(phone, text)
        recorded(phone)
    size = {"width": 1440, "height": 900} if scripts else {"width": 390, "height": 844}
    staff = enter(visit(viewport=size, java_script_enabled=scripts), hall, "staff")
    staff.goto(f"{hall.url}/workshops/{hall.code}/polls/views/themes")
    staff.get_by_label("Paper").check()
    staff.locator("#name").fill("Supplies")
    staff.get_by_role("button", name="Make it").click()
    expect(staff.get_by_role("button", name="Remove Supplies")).to_be_visible()
    staff.get_by_role("button", name="Accept Staff").click()
    expect(staff.get_by_role("button", name="Remove Staff")).to_be_visible()
    expect(staff.locator("#texts-title")).to_contain_text("without a theme: 0")
    if scripts:
        clean(staff)
        assert small_targets(staff) == []


def test_colleagues_hear_of_their_delegation(hall: Hall, visit: Visit) -> None:
    """What one answers is said on the other's phone, which may change it."""
    one, other = join(visit("Pixel 7"), hall), join(visit("Pixel 7"), hall)
    hall.act("polls/each/open")
    one.locator("label.choice", has_text="Yes").click()
    one.locator("form[data-answer] button").click()
    recorded(one)
    expect(other.locator("#receipt")).to_contain_text("Somebody of your delegation answered for it at")
    other.locator("label.choice", has_text="No").click()
    other.locator("form[data-answer] button").click()
    expect(other.locator("#receipt")).to_contain_text("It replaces what your delegation answered before.")
    expect(one.locator("#receipt")).to_contain_text("Somebody of your delegation answered for it at")
    assert hall.results()["each"]["counts"] == {"no": 1}


def test_the_screen_compares_with_one_press(hall: Hall, visit: Visit) -> None:
    """And goes back with one."""
    desk = enter(visit(viewport={"width": 1440, "height": 900}), hall, "moderator")
    hall.act("polls/obstacle/open")
    desk.get_by_role("button", name="Room and online").click()
    expect(desk.get_by_role("button", name="Room and online")).to_have_attribute("aria-current", "true")
    clean(desk)
    desk.get_by_role("button", name="Everybody").click()
    expect(desk.get_by_role("button", name="Everybody")).to_have_attribute("aria-current", "true")
