"""The moderator at work in real browsers: by keyboard alone, by phone alone, two at once, a clicker, and a restart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.people import choose, clean, enter, join, recorded, small_targets

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
DESK = {"viewport": {"width": 1440, "height": 900}}
HAND = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WALL = {"viewport": {"width": 1920, "height": 1080}}


def stage_is(page: Page, key: str) -> None:
    expect(page.locator("#stage")).to_have_attribute("data-key", key)


def ready(page: Page, words: str) -> None:
    """The primary act says this, and none is on its way."""
    expect(page.locator("[data-key=Space]")).to_contain_text(words)
    expect(page.locator(".htmx-request")).to_have_count(0)


def press(page: Page, key: str, words: str = "") -> None:
    if words:
        ready(page, words)
    page.locator("body").press(key)


def turn(page: Page, key: str, *, on: bool) -> None:
    """Press a switch of the screen; the desk has seen what became of it."""
    page.locator("body").press(key)
    name = {".": "b"}.get(key, key)
    expect(page.locator(f"#screen [data-key={name}]")).to_have_attribute("aria-pressed", "true" if on else "false")
    expect(page.locator(".htmx-request")).to_have_count(0)


@pytest.mark.timeout(240)
def test_a_meeting_by_keyboard_alone(hall: Hall, visit: Visit) -> None:
    """Open, quick poll, close, take back, dark, two languages, adjourn: no pointer touches the desk."""
    desk = enter(visit(**DESK), hall, "moderator")
    wall = enter(visit(**WALL, locale="es"), hall, "projector")
    chile = join(visit("Pixel 7"), hall)
    press(desk, "Space", "Open the meeting")
    press(desk, "PageDown", "Next poll")
    press(desk, "Space", "Open the poll")
    choose(chile, "Budget")
    recorded(chile)
    press(desk, "Space", "Close the poll")
    expect(chile.locator("#receipt")).to_contain_text("Recorded")
    # Too early: what was closed goes on, and the phone has its answer in the form.
    ready(desk, "Next poll")
    press(desk, "PageUp")
    ready(desk, "Close the poll")
    expect(chile.locator("input[value=money]")).to_be_checked()
    # Dark, and light again; a presenter's full stop does the same.
    turn(desk, "b", on=True)
    stage_is(wall, "blank")
    expect(desk.locator("#screen")).to_contain_text("The screen is dark.")
    clean(wall)
    turn(desk, ".", on=False)
    stage_is(wall, "result.obstacle.1")
    turn(desk, "j", on=True)
    stage_is(wall, "join")
    clean(wall)
    turn(desk, "j", on=False)
    # Held still: the room does not see that the poll is closed.
    turn(desk, "s", on=True)
    expect(desk.locator("#screen")).to_contain_text("held still")
    press(desk, "Space", "Close the poll")
    ready(desk, "Next poll")
    assert wall.locator(".page-time").inner_text() == ""
    turn(desk, "s", on=False)
    expect(wall.locator(".page-time")).to_have_text("Cerrado")
    # Two languages, by the keyboard as well.
    desk.locator("#screen-languages summary").focus()
    desk.keyboard.press("Enter")
    desk.locator("#screen-second").select_option("en")
    desk.locator(".screen-choice button").press("Enter")
    expect(wall.locator(".prompts")).to_contain_text("What is the greatest obstacle?")
    clean(wall)
    clean(desk)
    # A poll made up on the spot: Q, the text, Ctrl and Enter.
    desk.locator("body").press("q")
    expect(desk.locator("#text")).to_be_focused()
    desk.keyboard.type("Shall we take a break?")
    expect(desk.locator("#quick-look")).to_contain_text("Your text suggests it.")
    clean(desk)
    desk.keyboard.press("Control+Enter")
    ready(desk, "Close and show the result")
    expect(chile.locator("h1")).to_have_text("Shall we take a break?")
    choose(chile, "Yes")
    recorded(chile)
    press(desk, "Space")
    stage_is(wall, "result.shall-we-take-a-break.1")
    # What cannot be undone asks first.
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.get_by_role("button", name="Adjourn the meeting").press("Enter")
    stage_is(wall, "end")


@pytest.mark.timeout(180)
def test_the_wall_next_is_what_comes(hall: Hall, visit: Visit) -> None:
    """Both previews are the projector's own page; the second shows a hidden result before the room sees it."""
    desk = enter(visit(**DESK), hall, "moderator")
    chile = join(visit("Pixel 7"), hall)
    hall.act("polls/words/open")
    chile.locator("input[name=word]").first.fill("Firewalls")
    chile.locator("form[data-answer] button").click()
    now, ahead = (desk.frame_locator(f"#preview-{name} iframe") for name in ("now", "next"))
    expect(now.locator("#stage")).to_have_attribute("data-key", "poll.words.1")
    expect(ahead.locator("#stage")).to_have_attribute("data-key", "result.words.1")
    hall.act("polls/words/close", reveal="1")
    expect(now.locator("#stage")).to_have_attribute("data-key", "result.words.1")
    expect(ahead.locator("#stage")).to_have_attribute("data-key", "lobby")
    assert desk.evaluate("violations") == []


@pytest.mark.timeout(180)
def test_a_meeting_by_phone_alone(hall: Hall, visit: Visit) -> None:
    """The remote at 390 by 844: everything under a thumb, nothing wider than the phone."""
    hand = visit(**HAND)
    hand.goto(hall.link("moderator"))
    hand.goto(f"{hall.url}/workshops/{hall.code}/remote")
    wall = enter(visit(**WALL), hall, "projector")
    for words in ("Open the meeting", "Next poll", "Open the poll"):
        ready(hand, words)
        hand.locator("[data-key=Space]").tap()
    ready(hand, "Close the poll")
    stage_is(wall, "result.obstacle.1")
    clean(hand)
    assert small_targets(hand) == []
    assert not hand.evaluate("document.documentElement.scrollWidth > innerWidth")
    box = hand.locator(".remote-button").bounding_box()
    assert box is not None
    assert box["height"] > 200
    hand.get_by_role("button", name="Dark screen").tap()
    stage_is(wall, "blank")
    expect(hand.get_by_role("button", name="Dark screen")).to_have_attribute("aria-pressed", "true")
    hand.get_by_role("button", name="Take back: changing the screen").tap()
    stage_is(wall, "result.obstacle.1")
    hand.locator("[data-key=Space]").tap()
    ready(hand, "Next poll")
    # The whole desk on the same phone, and a quick poll from it.
    hand.goto(f"{hall.url}/workshops/{hall.code}/moderator")
    clean(hand)
    assert not hand.evaluate("document.documentElement.scrollWidth > innerWidth")
    hand.get_by_role("link", name="Quick poll").tap()
    hand.locator("#text").fill("A walk?\nYes, now\nLater")
    clean(hand)
    # A kind is chosen by its whole label.
    assert [one for one in small_targets(hand) if 'name="kind"' not in one] == []
    hand.get_by_role("button", name="Open now").tap()
    stage_is(wall, "poll.a-walk.1")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_quick_poll_is_in_sight(hall: Hall, visit: Visit, size: tuple[int, int]) -> None:
    """With an agenda of any length, without scrolling, above the act that is fixed to the foot of a phone."""
    desk = enter(visit(viewport={"width": size[0], "height": size[1]}), hall, "moderator")
    for path in ("begin", "polls/obstacle/open", "polls/obstacle/close"):
        hall.act(path)
        desk.reload()
        box = desk.get_by_role("link", name="Quick poll").bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= size[1] - 64 - box["height"]


@pytest.mark.timeout(180)
def test_two_moderators_at_once(hall: Hall, visit: Visit) -> None:
    """Each sees the other's acts; the one who comes too late is told, and nothing happens twice."""
    one, two = (enter(visit(**DESK), hall, "moderator") for _ in range(2))
    for words in ("Open the meeting", "Next poll", "Open the poll"):
        press(one, "Space", words)
    ready(two, "Close the poll")
    # The second hand has not seen yet what the first one did: its page is cut off from what comes.
    two.evaluate("document.dispatchEvent = () => true")
    two.route("**/live", lambda route: route.abort())
    two.evaluate("Stage.prototype.show = () => {}")
    press(one, "Space", "Close the poll")
    ready(one, "Next poll")
    two.locator("body").press("Space")
    expect(two.locator("#told")).to_contain_text("Somebody else has just changed this poll.")
    assert hall.results()["obstacle"]["round"] == 1


@pytest.mark.timeout(180)
def test_a_clicker_in_the_laptop_of_the_projector(hall: Hall, visit: Visit) -> None:
    """Page down does what is next, page up takes it back; without a moderator's link the keys do nothing."""
    visitor = enter(visit(**WALL), hall, "projector")
    visitor.locator("body").press("PageDown")
    wall = visit(**WALL, locale="en")
    wall.goto(hall.link("moderator"))
    wall.goto(f"{hall.url}/workshops/{hall.code}/projector?lang=en")

    def click(key: str, shown: str) -> None:
        expect(wall.locator("#hand[data-busy]")).to_have_count(0)
        before = wall.locator("#stage").get_attribute("data-rev")
        wall.locator("body").press(key)
        expect(wall.locator("#stage")).not_to_have_attribute("data-rev", before or "")
        stage_is(wall, shown)

    assert hall.results() == {}
    click("PageDown", "lobby")
    click("PageDown", "lobby")
    click("PageDown", "result.obstacle.1")
    click("b", "blank")
    click("b", "result.obstacle.1")
    click("PageDown", "result.obstacle.1")
    assert hall.results()["obstacle"]["phase"] == "closed"
    click("PageUp", "result.obstacle.1")
    assert hall.results()["obstacle"]["phase"] == "open"
    click("j", "join")
    click("j", "result.obstacle.1")
    assert wall.evaluate("violations") == []
    stage_is(visitor, "result.obstacle.1")


@pytest.mark.timeout(240)
def test_the_server_starts_anew_while_a_countdown_runs(own_hall: Hall, visit: Visit) -> None:
    """Nothing is lost; the desk says what happened; the deadline holds though the moderator's laptop sleeps."""
    desk = enter(visit(**DESK), own_hall, "moderator")
    chile = join(visit("Pixel 7"), own_hall)
    own_hall.act("polls/final/open")
    choose(chile, "Yes")
    recorded(chile)
    own_hall.kill()
    own_hall.start()
    expect(desk.locator("#happened")).to_contain_text("The poll stayed open. 1 answer is kept.", timeout=30_000)
    clean(desk)
    assert desk.locator("[data-countdown]").first.inner_text() != "0:00"
    assert own_hall.results()["final"]["counts"] == {"yes": 1}


@pytest.mark.timeout(240)
def test_the_deadline_holds_while_the_moderators_laptop_sleeps(hall: Hall, visit: Visit) -> None:
    """Its page hears and says nothing; the poll is closed for everybody, and the page that wakes up says so."""
    desk = enter(visit(**DESK), hall, "moderator")
    chile = join(visit("Pixel 7"), hall)
    hall.act("quick", text="Short?\nYes\nNo", do="keep", countdown="30")
    hall.act("polls/short/open")
    expect(desk.locator("[data-countdown]").first).to_be_visible()
    session = desk.context.new_cdp_session(desk)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    desk.context.set_offline(True)
    choose(chile, "Yes")
    recorded(chile)
    expect(chile.locator("#stage")).to_have_attribute("data-key", "closed.short.1", timeout=45_000)
    desk.context.set_offline(False)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    expect(desk.locator("[data-key=Space]")).to_contain_text("Show the result", timeout=30_000)
    assert hall.results()["short"]["counts"] == {"yes": 1}


def test_the_drawing_for_a_phone(hall: Hall, visit: Visit) -> None:
    """From the desk, behind a page of its own: whoever scans it moderates."""
    desk = enter(visit(**DESK), hall, "moderator")
    desk.locator("#tabs-more summary").click()
    desk.get_by_role("link", name="Remote control").click()
    expect(desk.locator(".pairing svg").first).to_be_visible()
    clean(desk)
    assert not desk.evaluate("document.documentElement.scrollWidth > innerWidth")
