"""What a phone has to survive."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.hall import Hall
from tests.browser.people import choose, clean, enter, join, recorded, small_targets

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def people(hall: Hall, poll: str) -> int:
    number: int = hall.results()[poll]["people"]
    return number


def reads(page: Page, language: str) -> None:
    """Change to another language."""
    page.locator(".languages summary").click()
    page.locator(f".languages a[lang={language}]").click()


@pytest.mark.parametrize("device", ["iPhone SE", "Pixel 7"])
def test_an_answer_is_recorded(hall: Hall, visit: Visit, device: str) -> None:
    """Join, wait, answer, change, see the result; clean and reachable with a thumb at every step."""
    page = visit(device)
    page.goto(hall.url)
    clean(page)
    page.get_by_role("textbox").fill(hall.code)
    page.get_by_role("button").last.click()
    clean(page)
    join(page, hall)
    clean(page)
    hall.act("polls/obstacle/open")
    expect(page.locator("h1")).to_have_text("What is the greatest obstacle?")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    choose(page, "Budget")
    recorded(page)
    clean(page)
    assert small_targets(page) == []
    choose(page, "Staff")
    expect(page.locator("#receipt")).to_contain_text("Recorded at")
    hall.act("polls/obstacle/close")
    expect(page.locator("table")).to_contain_text("Staff")
    expect(page.locator("#receipt")).to_contain_text("Your answer: Staff")
    clean(page)
    assert hall.results()["obstacle"]["counts"] == {"people": 1}
    hall.act("end")
    expect(page.locator("#stage")).to_have_attribute("data-key", "end")
    clean(page)


def test_typing_survives_a_push(hall: Hall, visit: Visit) -> None:
    """The same poll pushed again touches neither words nor caret."""
    page = join(visit("Pixel 7"), hall)
    hall.act("polls/views/open")
    field = page.locator("textarea")
    field.click()
    page.keyboard.type("more train")
    page.evaluate("document.querySelector('textarea').setSelectionRange(4, 4)")
    rev = page.locator("#stage").get_attribute("data-rev")
    hall.act("polls/views/reveal")
    expect(page.locator("#stage")).not_to_have_attribute("data-rev", rev or "")
    seen = page.evaluate("[document.activeElement.value, document.activeElement.selectionStart]")
    assert seen == ["more train", 4]


def test_a_refusal_is_said_at_its_field(hall: Hall, visit: Visit) -> None:
    """By the browser, which goes there; once something else is written it can be sent again."""
    page = join(visit("Pixel 7"), hall)
    hall.act("polls/words/open")
    page.locator("form[data-answer] input[name=word]").first.fill("\u200b")
    page.locator("form[data-answer] button").click()
    expect(page.locator("#receipt")).to_have_attribute("data-state", "refused")
    field = page.locator("form[data-answer] input[name=word]").first
    expect(field).to_be_focused()
    refused = page.locator("#receipt p").inner_text()
    assert field.evaluate("field => field.validationMessage") == refused
    clean(page)
    field.fill("Trust")
    assert field.evaluate("field => field.validationMessage") == ""
    page.locator("form[data-answer] button").click()
    recorded(page)


def test_another_language_keeps_what_was_typed(hall: Hall, visit: Visit) -> None:
    """Once, in the form of the same round: texts, choices, and an order; the answer goes out as it was meant."""
    page = join(visit("Pixel 7"), hall)
    hall.act("polls/views/open")
    page.locator("textarea").fill("more training & time")
    reads(page, "es")
    expect(page.locator("h1")).to_have_text("Sus ideas")
    expect(page.locator("textarea")).to_have_value("more training & time")
    page.reload()
    expect(page.locator("textarea")).to_have_value("")
    hall.act("polls/views/close")
    hall.act("polls/obstacle/open")
    page.locator("label.choice", has_text="Personal").click()
    reads(page, "en")
    expect(page.get_by_label("Staff")).to_be_checked()
    page.locator("form[data-answer] button").click()
    recorded(page)
    reads(page, "es")
    expect(page.get_by_label("Personal")).to_be_checked()
    expect(page.locator("#receipt")).to_contain_text("Registrada")
    assert hall.results()["obstacle"]["counts"] == {"people": 1}


def test_the_server_is_down_while_answering(own_hall: Hall, visit: Visit) -> None:
    """The phone says so, keeps the answer and sends it by itself."""
    page = join(visit("Pixel 7"), own_hall)
    own_hall.act("polls/obstacle/open")
    expect(page.locator("label.choice").first).to_be_visible()
    own_hall.kill()
    choose(page, "Budget")
    expect(page.locator("body")).to_contain_text("No connection. Your answer is kept on this phone")
    clean(page)
    own_hall.start()
    recorded(page, 30)
    assert people(own_hall, "obstacle") == 1


def test_the_page_is_reloaded_while_an_answer_waits(own_hall: Hall, visit: Visit) -> None:
    """What was sent and not acknowledged outlives the page."""
    page = join(visit("Pixel 7"), own_hall)
    own_hall.act("polls/obstacle/open")
    expect(page.locator("label.choice").first).to_be_visible()
    own_hall.kill()
    choose(page, "Staff")
    own_hall.start()
    page.reload()
    recorded(page, 30)
    assert own_hall.results()["obstacle"]["counts"] == {"people": 1}


def test_an_answer_is_stored_while_the_page_is_reloaded(hall: Hall, visit: Visit) -> None:
    """The page that comes was made before the answer; the line it opens says that the answer is stored."""
    page = join(visit("Pixel 7"), hall)
    hall.act("polls/obstacle/open")
    page.locator("label.choice", has_text="Staff").click()

    def overtaken(route: Route) -> None:
        before = route.fetch()
        deadline = time.monotonic() + 10
        while not people(hall, "obstacle") and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)  # so that the page that goes hears of it and forgets it
        route.fulfill(response=before)

    page.route(f"**/{hall.code}", overtaken)
    page.evaluate(
        """() => addEventListener("beforeunload", () =>
            setTimeout(() => document.querySelector("form[data-answer]").requestSubmit(), 1000))"""
    )
    page.reload()
    recorded(page)
    assert people(hall, "obstacle") == 1


def test_a_half_open_connection(own_hall: Hall, visit: Visit) -> None:
    """Nothing closes and nothing answers: the phone notices by itself."""
    page = join(visit("Pixel 7"), own_hall)
    own_hall.act("polls/obstacle/open")
    expect(page.locator("label.choice").first).to_be_visible()
    own_hall.freeze()
    choose(page, "Budget")
    expect(page.locator("body")).to_contain_text("No connection.", timeout=25_000)
    own_hall.thaw()
    recorded(page, 30)
    assert people(own_hall, "obstacle") == 1


def test_blocked_sockets(hall: Hall, visit: Visit) -> None:
    """Where sockets are blocked the answer goes by POST, and the stage comes by GET."""
    page = visit("Pixel 7")

    def refuse(route: WebSocketRoute) -> None:
        route.close(code=1011)

    page.route_web_socket("**/live**", refuse)
    join(page, hall)
    hall.act("polls/obstacle/open")
    expect(page.locator("h1")).to_have_text("What is the greatest obstacle?", timeout=30_000)
    choose(page, "Budget")
    recorded(page, 30)
    assert people(hall, "obstacle") == 1


def test_no_connection_is_said_at_once(hall: Hall, visit: Visit) -> None:
    """Who answers without a connection is not told for seconds that the answer is on its way."""
    page = join(visit("Pixel 7"), hall)
    hall.act("polls/obstacle/open")
    expect(page.locator("label.choice").first).to_be_visible()
    page.context.set_offline(True)
    expect(page.locator("#notice")).to_contain_text("No connection.")
    choose(page, "Budget")
    expect(page.locator("#receipt")).to_have_attribute("data-state", "waiting", timeout=1000)
    expect(page.locator("#receipt")).to_contain_text("No connection. Your answer is kept on this phone")
    page.context.set_offline(False)
    recorded(page, 30)


def test_too_late(own_hall: Hall, visit: Visit) -> None:
    """A refusal is said with its time and not sent again for ever."""
    page = visit("Pixel 7")
    join(page, own_hall)
    own_hall.act("polls/obstacle/open")
    expect(page.locator("label.choice").first).to_be_visible()
    own_hall.freeze()
    choose(page, "Budget")
    page.context.set_offline(True)
    own_hall.thaw()
    page.wait_for_timeout(200)
    own_hall.act("polls/obstacle/close")
    page.context.set_offline(False)
    expect(page.locator("#stage")).to_have_attribute("data-key", "result.obstacle.1", timeout=30_000)
    page.wait_for_function("() => !Object.values(sessionStorage).some(v => v.includes('obstacle'))")


def test_without_scripts(hall: Hall, visit: Visit) -> None:
    """Plain forms do everything."""
    page = visit("Pixel 7", java_script_enabled=False)
    join(page, hall)
    hall.act("polls/obstacle/open")
    page.get_by_role("link", name="Look again").click()
    choose(page, "Budget")
    expect(page.locator("#receipt")).to_contain_text("Recorded at")
    assert people(hall, "obstacle") == 1


def test_time_without_scripts(hall: Hall, visit: Visit) -> None:
    """What would stand still is not shown; until when there is time is said by the clock."""
    plain, phone = join(visit("Pixel 7", java_script_enabled=False), hall), join(visit("Pixel 7"), hall)
    hall.act("polls/final/open")
    plain.get_by_role("link", name="Look again").click()
    expect(plain.locator(".countdown")).to_have_text(re.compile(r"until \d+:\d\d"), use_inner_text=True)
    expect(plain.locator(".countdown")).not_to_contain_text("left", use_inner_text=True)
    expect(phone.locator(".countdown")).to_have_text(re.compile(r"\d:\d\d left"), use_inner_text=True)
    expect(phone.locator(".countdown")).not_to_contain_text("until", use_inner_text=True)


def test_a_narrow_phone_with_doubled_text(hall: Hall, visit: Visit) -> None:
    """320 pixels wide at 200 %: nothing is cut, nothing scrolls sideways."""
    page = visit(viewport={"width": 320, "height": 640})
    page.goto(f"{hall.url}/{hall.code}")
    wide = "document.documentElement.scrollWidth > innerWidth"

    def doubled() -> None:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not page.evaluate(wide)

    doubled()
    join(page, hall)
    doubled()
    hall.act("polls/words/open")
    expect(page.locator("input[name=word]").first).to_be_visible()
    doubled()
    hall.act("polls/words/close")
    hall.act("polls/obstacle/open")
    expect(page.locator("label.choice").first).to_be_visible()
    doubled()


def test_a_prompt_on_the_smallest_phones(hall: Hall, visit: Visit) -> None:
    """Where few letters fit on a line, as with doubled text, the question is no larger than what is read."""
    page = join(visit(viewport={"width": 200, "height": 400}), hall)
    hall.act("polls/obstacle/open")
    expect(page.locator("label.choice").first).to_be_visible()
    size = "getComputedStyle(document.querySelector('.prompt')).fontSize"
    assert page.evaluate(f"{size} === getComputedStyle(document.documentElement).fontSize")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(f"parseFloat({size}) > parseFloat(getComputedStyle(document.documentElement).fontSize)")


def test_the_drawing_for_a_remote_fits_a_phone(hall: Hall, visit: Visit) -> None:
    """A moderator may have nothing but a small phone at hand."""
    page = enter(visit(viewport={"width": 320, "height": 640}), hall, "moderator")
    page.goto(f"{hall.url}/workshops/{hall.code}/remote/code")
    for size in ("100%", "200%"):
        page.evaluate("size => document.documentElement.style.fontSize = size", size)
        assert page.evaluate("document.querySelector('.pairing').scrollWidth <= innerWidth")
        assert page.evaluate("document.querySelector('.qr').getBoundingClientRect().right <= innerWidth")


def test_the_first_load_is_small(hall: Hall, visit: Visit) -> None:
    """At most 15 KB in at most four requests, headers included."""
    page = visit("Pixel 7")
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    join(page, hall)
    page.wait_for_timeout(500)  # what came before is not counted
    sizes.clear()
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.reload()
    page.wait_for_timeout(500)
    assert len(sizes) <= 4
    assert sum(sizes) <= 15_000


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_every_language(hall: Hall, visit: Visit, language: str) -> None:
    """The page speaks the browser's language, and says so to screen readers."""
    page = visit("Pixel 7", locale=language)
    page.goto(f"{hall.url}/{hall.code}")
    assert page.locator("html").get_attribute("lang") == language
    clean(page)
