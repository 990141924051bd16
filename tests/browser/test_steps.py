"""Steps of a scale on the wall: colours between the anchors, rows that use the room there is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from server.files import STATIC
from server.kinds.draw.diverging import TALL, Heads, Rated, diverging
from server.web.assets import Assets
from tests import views
from tests.browser.showing import Showing

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC)


@pytest.mark.parametrize("steps", [2, 3, 4, 5, 6, 7, 11])
def test_every_number_of_steps_has_its_colours(visit: Visit, assets: Assets, steps: int) -> None:
    """The ends have the inks of the ends, the middle is always grey, and no two steps are the same."""
    showing = Showing(visit(viewport={"width": 1920, "height": 1080}), assets)
    figure = diverging([Rated("A", [10] * steps, "3.0")], Heads("No", "Yes", "Mean"), "")
    showing.wall(views.wall("result", figure=figure))
    page = showing.page
    expect(page.locator(".barlayer .point path")).to_have_count(steps)
    fills = page.eval_on_selector_all(".barlayer .point path", "all => all.map(one => getComputedStyle(one).fill)")
    assert (fills[0], fills[-1]) == ("rgb(160, 39, 14)", "rgb(11, 71, 176)")
    assert len(set(fills)) == steps
    if steps % 2:
        assert fills[steps // 2] == "rgb(214, 215, 210)"


def test_rows_stand_farther_apart_where_there_is_room(visit: Visit, assets: Assets) -> None:
    """Under a question of one line the figure is stretched, under a long one it is not."""
    showing = Showing(visit(viewport={"width": 1920, "height": 1080}), assets)
    figure = diverging([Rated(str(n), [10] * 5, "3.0") for n in range(4)], Heads("No", "Yes", "Mean"), "")
    heights = []
    for prompt in ("How far?", "How far do you agree with each of these statements? " * 5):
        poll = views.poll(prompt=prompt)
        showing.wall(views.wall("result", figure=figure, poll=poll))
        drawn = showing.page.locator(".main-svg").first
        expect(drawn).to_be_visible()
        heights.append(int(re.sub("[^0-9.]", "", drawn.get_attribute("height") or "0").partition(".")[0]))
    assert TALL - 8 <= heights[0] <= TALL
    assert heights[1] < heights[0]
