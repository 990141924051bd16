"""How a page takes in what the server sends: patches that leave people alone, figures that do not jump."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from server.files import STATIC
from server.live.views.pages import Rate
from server.live.views.poll_values import PollView
from server.web.assets import Assets
from tests import views
from tests.browser.people import clean
from tests.browser.showing import Showing

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
HALL = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC)


@pytest.fixture
def phone(visit: Visit, assets: Assets) -> Showing:
    return Showing(visit("Pixel 7"), assets)


@pytest.fixture
def wall(visit: Visit, assets: Assets) -> Showing:
    return Showing(visit(viewport=HALL), assets)


def shuffled() -> PollView:
    poll = views.poll()
    return replace(poll, form={**poll.form, "shuffle": True})


def order(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("input[name=option]", "all => all.map(one => one.value)")
    return found


def test_what_is_chosen_stays_what_was_meant(phone: Showing) -> None:
    """Options in an order of the phone's own keep it, and the choice, through every push."""
    phone.phone(views.stage("poll", poll=shuffled()))
    page = phone.page
    before = order(page)
    page.locator("label.choice", has_text="Legal framework").click()
    for rev in (42, 43):
        phone.push(views.stage("poll", poll=shuffled(), rev=rev))
        expect(page.locator("#stage")).to_have_attribute("data-rev", str(rev))
    assert order(page) == before
    assert sorted(before) == sorted(views.OPTIONS)
    assert page.locator("input:checked").get_attribute("value") == "d"
    assert "Legal framework" in page.locator("label:has(input:checked)").inner_text()


def test_a_receipt_outlives_pushes_and_the_close(phone: Showing) -> None:
    """What is recorded stays said; what can no longer be done does not."""
    phone.phone(views.stage("poll"))
    page = phone.page
    page.locator("label.choice").first.click()
    page.get_by_role("button", name="Record my answer").click()
    expect(page.locator("#receipt")).to_have_attribute("data-state", "sending")
    phone.acknowledge()
    expect(page.locator("#receipt")).to_contain_text("You can change it until the poll closes.")
    expect(page.get_by_role("button", name="Change my answer")).to_be_visible()
    phone.push(views.stage("poll", rev=42))
    expect(page.locator("#stage")).to_have_attribute("data-rev", "42")
    expect(page.locator("#receipt")).to_have_attribute("data-state", "recorded")
    phone.push(views.stage("closed", rev=43))
    expect(page.locator("h1")).to_be_focused()
    assert page.locator("#receipt").inner_text().strip() == "Recorded at 11:37."
    clean(page)


def test_an_older_stage_is_late(phone: Showing) -> None:
    """Frames may overtake each other; the page goes forward only."""
    phone.phone(views.stage("waiting"))
    phone.push(views.stage("poll", rev=50))
    phone.push(views.stage("waiting", rev=49))
    phone.push(views.stage("poll", rev=51))
    expect(phone.page.locator("#stage")).to_have_attribute("data-rev", "51")
    expect(phone.page.locator("h1")).to_contain_text("obstacle")


def test_the_own_seat_is_found_in_what_everybody_gets(phone: Showing) -> None:
    """The seat stays in ink when the hall is sent again."""
    phone.phone(views.stage("waiting"))
    phone.push(views.stage("waiting", rev=42))
    expect(phone.page.locator("#stage")).to_have_attribute("data-rev", "42")
    assert phone.page.eval_on_selector_all(".seat--mine", "all => all.map(one => one.dataset.delegation)") == ["CHL"]


@pytest.mark.parametrize("scene", ["lobby", "poll", "result", "end"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_wall_is_clean(wall: Showing, scene: str, theme: str) -> None:
    """Every scene is accessible and keeps the content policy, the drawn figure included."""
    wall.wall(views.wall(scene), f"?theme={theme}")
    if scene == "result":
        expect(wall.page.locator(".figure-drawing svg.main-svg").first).to_be_visible()
    assert wall.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == theme
    clean(wall.page)
    assert wall.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_the_numeral_changes_in_place(wall: Showing) -> None:
    """A new count changes figures and seats; no element that stays is made anew."""
    wall.wall(views.wall("result"))
    page = wall.page
    page.evaluate("window.before = document.querySelectorAll('.big, #figure-drawing, .seat')")
    wall.push(views.wall("result", rev=42, everybody=Rate(188, 269, 70)))
    expect(page.locator(".big")).to_have_text("188")
    assert page.evaluate("[...before].every(one => one.isConnected)")


def test_a_word_keeps_its_place(wall: Showing) -> None:
    """More answers make words larger; those that still fit stay where they are."""
    wall.wall(views.wall("result", figure=views.cloud(), table=views.cloud_table()))
    page = wall.page
    place = "[...document.querySelectorAll('.figure-drawing text')].map(t => [t.textContent, t.getAttribute('x')])"
    page.wait_for_function("() => document.querySelectorAll('.figure-drawing text').length >= 28")
    before = dict(page.evaluate(place))
    wall.draw(42, views.cloud({**views.WORDS, "IoT": 3, "quantum": 1}))
    page.wait_for_function("() => document.querySelector('.figure-drawing').textContent.includes('quantum')")
    after = dict(page.evaluate(place))
    kept = [word for word in before if after.get(word) == before[word]]
    assert len(kept) >= len(before) - 2


def test_keys_of_the_wall(wall: Showing) -> None:
    """D changes light and dark and is remembered; the figure takes the new colours."""
    wall.wall(views.wall("result"))
    page = wall.page
    expect(page.locator(".figure-drawing svg.main-svg").first).to_be_visible()
    page.keyboard.press("d")
    chosen = page.locator("html").get_attribute("data-theme")
    assert chosen == "dark"
    page.wait_for_function("() => document.querySelector('.figure-drawing').innerHTML.includes('143, 181, 255')")
    wall.wall(views.wall("result"))
    assert page.locator("html").get_attribute("data-theme") == chosen
