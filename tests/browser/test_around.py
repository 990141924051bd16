"""The pages around the desk: accessible, as wide as their window, and with a focus that is seen wherever it goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.people import clean, enter, join

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
DESK = {"viewport": {"width": 1440, "height": 900}}
HAND = {"viewport": {"width": 390, "height": 844}}
PAGES = ("delegations", "door/seats", "door/seats?minutes=5", "join", "mandates", "remote/code", "webcast")
STOPS = 60  # more than any of these pages has


def fits(page: Page) -> bool:
    """Nothing pushes the page wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def unseen(page: Page) -> list[str]:
    """Where the focus comes by Tab without a ring, or covered by something."""
    found: list[str] = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const here = document.activeElement;
              if (here === document.body) return null;
              const style = getComputedStyle(here), box = here.getBoundingClientRect();
              const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              const free = top && (here.contains(top) || top.contains(here));
              return ring && free ? "" : here.outerHTML.slice(0, 120);
            }"""
        )
        if stop is None:
            break
        if stop:
            found.append(stop)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_around_the_desk(hall: Hall, visit: Visit, path: str) -> None:
    """Clean, on a phone no wider than it, and nothing on it takes the focus unseen."""
    join(visit("Pixel 7"), hall)
    desk = enter(visit(**HAND), hall, "moderator")
    desk.goto(f"{hall.url}/workshops/{hall.code}/{path}")
    assert fits(desk)
    desk.set_viewport_size(DESK["viewport"])  # type: ignore[arg-type]
    assert fits(desk)
    assert unseen(desk) == []
    clean(desk)


def test_a_narrow_desk_with_doubled_text(hall: Hall, visit: Visit) -> None:
    """320 pixels wide at 200 %, in the language with the longest words: nothing scrolls sideways, no act is cut."""
    join(visit("Pixel 7"), hall)
    hall.act("begin")
    desk = enter(visit(viewport={"width": 320, "height": 640}, locale="fr"), hall, "moderator")
    found: list[str] = []
    for path in (*PAGES, "moderator", "remote", "ledger", "quick", "rehearsal", "reset"):
        desk.goto(f"{hall.url}/workshops/{hall.code}/{path}")
        desk.evaluate("document.documentElement.style.fontSize = '200%'")
        cut = desk.evaluate(
            "[...document.querySelectorAll('.act button, .act button > *')]"
            ".some(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'"
            " || e.getBoundingClientRect().right > innerWidth)"
        )
        found += [path] if cut or not fits(desk) else []
    assert found == []


def test_seats_are_taken_back(hall: Hall, visit: Visit) -> None:
    """How many first, then the act; the phone is told."""
    phone = join(visit("Pixel 7"), hall)
    desk = enter(visit(**DESK), hall, "moderator")
    desk.goto(f"{hall.url}/workshops/{hall.code}/door/seats")
    desk.get_by_role("button", name="See how many").click()
    desk.get_by_role("button", name="Take back 1 seat").click()
    expect(desk.get_by_role("status")).to_contain_text("1 seat was taken back")
    clean(desk)
    phone.reload()
    expect(phone.get_by_role("main")).to_contain_text("taken back")


def test_the_desk_is_as_high_as_its_window(hall: Hall, visit: Visit) -> None:
    """Each column scrolls by itself and the page does not; the agenda shows what is on stage."""
    desk = enter(visit(viewport={"width": 1440, "height": 420}), hall, "moderator")
    assert desk.evaluate("document.documentElement.scrollHeight") == 420
    for poll in ("break", "obstacle"):
        hall.act("stage", item="polls", poll=poll)
        expect(desk.locator(f"#poll-{poll} [aria-current]")).to_be_in_viewport()
