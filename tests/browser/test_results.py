"""Results on a phone: tables whose words stay whole and in sight, however large the letters are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from server.domain.table import Table
from server.files import STATIC
from server.live.views.poll_values import ResultView
from server.web.assets import Assets
from tests import views
from tests.browser.people import clean
from tests.browser.showing import Showing

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
# Words that were broken at other places than spaces: a line ends between two letters.
BROKEN = """where => [...document.querySelectorAll(where)].flatMap(cell => {
    const words = cell.textContent.trim().split(/\\s+/);
    const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
    let at = 0;
    return text ? words.filter(word => {
        const start = text.data.indexOf(word, at);
        if (start < 0) return false;
        at = start + word.length;
        const range = document.createRange();
        range.setStart(text, start);
        range.setEnd(text, at);
        return new Set([...range.getClientRects()].map(box => box.top)).size > 1;
    }) : [];
})"""


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC)


def shown(page: Page, assets: Assets, table: Table) -> Page:
    phone = Showing(page, assets)
    phone.phone(views.stage("result", result=ResultView(table, "So it is.", views.BASE, views.PEOPLE)))
    return phone.page


def doubled(page: Page) -> Page:
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return page


def test_doubled_text_leaves_words_whole(visit: Visit, assets: Assets) -> None:
    """The numbers go below a label that needs the line; it is still a table to whoever has it read aloud."""
    page = doubled(shown(visit(viewport={"width": 320, "height": 640}), assets, views.table()))
    assert page.evaluate(BROKEN, ".results th[scope=row]") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.results tr:not(.rule):has(td)')].map(row =>
            [...row.children].map(cell => cell.getBoundingClientRect().right))"""
    )
    assert len(boxes) == len(views.OPTIONS)
    assert all(right <= 320 for row in boxes for right in row)
    assert len({row[-1] for row in boxes}) == 1, "the numbers end at one edge"
    assert page.get_by_role("row").count() == len(views.OPTIONS) + 1
    assert page.get_by_role("rowheader").count() == len(views.OPTIONS)
    clean(page)


@pytest.mark.parametrize("twice", [False, True])
def test_many_columns_leave_the_labels_in_sight(visit: Visit, assets: Assets, twice: bool) -> None:
    """Titles are whole words; where the columns need more than the page, labels stay when the numbers move."""
    page = shown(visit(viewport={"width": 320 if twice else 390, "height": 844}), assets, views.wide_table())
    if twice:
        doubled(page)
    assert page.evaluate(BROKEN, ".results th") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.querySelector('.results-scroll').scrollLeft = 1000")
    edges = page.evaluate(
        """() => [...document.querySelectorAll('.results [scope=rowgroup] span')].map(label =>
            [label.getBoundingClientRect().left, label.getBoundingClientRect().right])"""
    )
    assert len(edges) == 2
    assert all(left >= 0 and right <= page.viewport_size["width"] for left, right in edges)  # type: ignore[index]
    assert page.get_by_role("columnheader").count() == 7
    clean(page)


def test_texts_that_nobody_supports_have_their_lines(visit: Visit, assets: Assets) -> None:
    """One begins where the other ends, before the first support as after it."""
    table = views.table()
    rows = [(label, 0) for label, *_ in table.rows]
    page = shown(visit("Pixel 7"), assets, Table(table.titles[:2], table.columns[:2], rows, "", "bar", (1,)))
    assert page.locator(".results .track").count() == len(rows)
    assert {bar.get_attribute("width") for bar in page.locator(".results .length").all()} == {"0"}
