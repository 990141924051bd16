"""What people do in a browser, in their own words."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def join(page: Page, hall: Hall, *, delegation: str = "CL", attendance: str = "In the room") -> Page:
    """Take a seat in English."""
    page.goto(f"{hall.url}/{hall.code}")
    page.locator("select[name=delegation]").select_option(delegation)
    page.get_by_text(attendance, exact=True).click()
    page.get_by_text("English", exact=True).last.click()
    page.get_by_role("button").last.click()
    expect(page.locator("#stage")).to_be_visible()
    return page


def choose(page: Page, option: str) -> None:
    """Choose and send."""
    page.locator("label.choice", has_text=option).click()
    page.locator("form[data-answer] button").click()


def recorded(page: Page, seconds: int = 20) -> None:
    """The page says that the answer is on disk."""
    expect(page.locator("#receipt")).to_contain_text("Recorded at", timeout=seconds * 1000)


def enter(page: Page, hall: Hall, role: str) -> Page:
    """Follow a role's link."""
    page.goto(hall.link(role))
    return page


def faults(page: Page) -> list[tuple[str, str, list[str]]]:
    """What axe finds; `evaluate` works under a strict content policy, a script tag would not."""
    page.evaluate(Axe().axe_script)
    # Half-way between two colours a button has neither.
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], one["impact"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]]


def clean(page: Page) -> None:
    """Accessible, and nothing blocked by the content policy."""
    assert faults(page) == []
    assert page.evaluate("violations") == []


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Controls that a thumb could miss."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll('a, button, select, summary, label.choice, input:not([type=hidden])')]
            .filter(e => e.checkVisibility() && !e.closest('label.choice > *'))
            .filter(e => !e.matches('label.choice input'))
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([e, box]) => box.height < least - 0.5 || box.width < least - 0.5)
            .map(([e]) => e.outerHTML.slice(0, 120))""",
        least,
    )
    return found
