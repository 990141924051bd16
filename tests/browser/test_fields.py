"""Fields that are put in order, shared out or placed: by finger, mouse and keyboard, and without the script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.domain.language import ENGLISH
from server.files import STATIC
from server.kinds import BY_NAME
from server.live.views.pages import StageView
from server.live.views.poll_values import PollView
from server.web.assets import Assets
from tests import views
from tests.browser.people import clean
from tests.browser.showing import Showing
from tests.kinds.contract import parse

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
OPTIONS = {"a": "Passports", "b": "Visas", "c": "Registry", "d": "Apostille"}


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC)


@pytest.fixture
def phone(visit: Visit, assets: Assets) -> Showing:
    return Showing(visit("Pixel 7"), assets)


def asked(kind: str, own: Mapping[str, Sequence[str]], **raw: Any) -> StageView:
    """A phone on which a poll of this kind is open."""
    options = [{"id": name, "text": text} for name, text in OPTIONS.items()]
    definition, faults = parse(BY_NAME[kind], {"options": options, **raw})
    assert not faults
    form = BY_NAME[kind].form(definition, ENGLISH)
    poll: PollView = replace(views.poll(kind), form=form, rule=ENGLISH.say(BY_NAME[kind].rule(definition)))
    return views.stage("poll", poll=poll, own=own)


def ranks(page: Page) -> dict[str, str]:
    """What would be sent, by option; those without a place are left out."""
    found: dict[str, str] = page.evaluate(
        "() => Object.fromEntries([...new FormData(document.querySelector('form[data-answer]'))]"
        ".filter(([name, value]) => name.startsWith('rank.') && value).map(([name, value]) => [name.slice(5), value]))"
    )
    return found


def order(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".rank-text").all_inner_texts()]


OWN = {"rank.c": ("1",), "rank.a": ("2",), "rank.b": ("3",), "rank.d": ("4",)}


def test_an_order_begins_where_it_was_left(phone: Showing) -> None:
    """An answer of before stands in its order; what a push brings leaves it alone."""
    phone.phone(asked("ranking", OWN))
    expect(phone.page.locator(".rank-moves").first).to_be_visible()
    assert order(phone.page) == ["Registry", "Passports", "Visas", "Apostille"]
    phone.page.get_by_label("Move Apostille up").click()
    phone.push(replace(asked("ranking", {}), rev=42))
    expect(phone.page.locator("#stage")).to_have_attribute("data-rev", "42")
    assert order(phone.page) == ["Registry", "Passports", "Apostille", "Visas"]
    assert ranks(phone.page) == {"c": "1", "a": "2", "d": "3", "b": "4"}


def test_an_order_is_put_by_keyboard(phone: Showing) -> None:
    """The focus stays with the item, at an end it goes to the other button; what happened is said."""
    page = phone.page
    phone.phone(asked("ranking", OWN))
    expect(page.get_by_label("Move Visas up")).to_be_visible()  # the script is there
    page.get_by_label("Move Visas up").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Move Visas up")).to_be_focused()
    page.keyboard.press("Enter")
    assert order(page)[0] == "Visas"
    expect(page.get_by_label("Move Visas down")).to_be_focused()
    expect(page.locator(".ranking + [role=status]")).to_have_text("Visas is now in place 1.")
    expect(page.get_by_label("Move Visas up")).to_be_disabled()


def test_an_order_is_put_by_dragging(visit: Visit, assets: Assets) -> None:
    """An item follows the pointer past the middles of the others."""
    showing = Showing(visit(viewport={"width": 390, "height": 844}), assets)
    page = showing.page
    showing.phone(asked("ranking", OWN))
    expect(page.locator(".rank-moves").first).to_be_visible()
    start, end = (page.locator(".rank").nth(at).bounding_box() for at in (0, 2))
    assert start
    assert end
    page.mouse.move(start["x"] + 80, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 80, end["y"] + end["height"] - 4, steps=8)
    page.mouse.up()
    assert order(page) == ["Passports", "Visas", "Registry", "Apostille"]
    assert ranks(page) == {"a": "1", "b": "2", "c": "3", "d": "4"}


def test_only_the_places_that_count_are_sent(phone: Showing) -> None:
    """Below the line nothing has a place; and every phone begins in an order of its own."""
    phone.phone(asked("ranking", {}, ranks=2))
    expect(phone.page.locator(".rank-moves").first).to_be_visible()
    assert sorted(ranks(phone.page).values()) == ["1", "2"]
    assert sorted(order(phone.page)) == sorted(OPTIONS.values())
    assert phone.page.locator(".rank--uncounted").count() == 2
    phone.page.locator("form[data-answer] [type=submit]").click()
    expect(phone.page.locator("#receipt")).to_have_attribute("data-state", "sending")
    phone.acknowledge()
    expect(phone.page.locator("#receipt")).to_have_attribute("data-state", "recorded")
    sent = {str(value) for name, value in phone.sent[-1].items() if name.startswith("rank.")}
    assert sent == {"1", "2", ""}
    clean(phone.page)


def test_without_the_script_places_are_chosen(visit: Visit, assets: Assets) -> None:
    """A list of places for each option, in the order of the file, with the answer of before."""
    showing = Showing(visit(viewport={"width": 390, "height": 844}, java_script_enabled=False), assets)
    showing.without_script(asked("ranking", OWN))
    page = showing.page
    assert order(page) == list(OPTIONS.values())
    assert page.locator(".rank-choice:visible").count() == 4
    assert not page.locator(".rank-moves:visible").count()
    assert page.get_by_label("Registry", exact=True).input_value() == "1"


def test_what_is_left_of_a_budget_is_said(phone: Showing) -> None:
    """While people type, in words and not in colour alone."""
    phone.phone(asked("points", {"points.a": ("60",)}))
    page = phone.page
    rest = page.locator(".budget-rest")
    expect(rest).to_have_text("Points left: 40")
    page.get_by_label("Visas").fill("50")
    expect(rest).to_have_text("Points too many: 10")
    page.get_by_label("Passports").fill("50")
    expect(rest).to_have_text("All points are shared.")
    clean(page)
