"""What is read on the wall keeps to its place: nothing runs into its neighbour, or into the foot with the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from server.files import STATIC
from server.live.views.pages import WallView, WallWords
from server.web.assets import Assets
from tests import views
from tests.browser.showing import Showing

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
LONG = (
    "Cooperation among Member States on the governance of artificial intelligence and the protection of personal data"
)
SHORT = "Training"
PROMPT = (
    "Which measures should the Organization adopt first so that digital technologies strengthen democracy everywhere?"
)
COVERED = """([inner, foot]) => [...document.querySelectorAll(inner)].some(one => {
    const [a, b] = [one, document.querySelector(foot)].map(e => e.getBoundingClientRect());
    return a.bottom > b.top + 1;
})"""
OVERLAPPING = """rows => {
    const boxes = [...document.querySelectorAll(rows)].map(one => one.querySelector("span").getBoundingClientRect());
    return boxes.some((a, i) => boxes.some((b, j) => i < j &&
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2));
}"""


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC)


def offering(labels: list[str], *, other: bool = False, **more: object) -> WallView:
    options = [{"id": f"o{n}", "text": text, "foreign": "", "picture": "", "alt": ""} for n, text in enumerate(labels)]
    asked = views.poll(prompt=PROMPT)
    asked = replace(asked, form={**asked.form, "options": options, "other": other})
    return views.wall("poll", poll=asked, options=tuple(labels), **more)


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
@pytest.mark.parametrize("labels", [
    [SHORT, LONG], [LONG, SHORT, LONG, SHORT, LONG], [SHORT] * 9, [LONG, SHORT] * 6, [LONG] * 12, [LONG] * 40,
])  # fmt: skip
def test_options_keep_to_their_place(visit: Visit, assets: Assets, labels: list[str], size: tuple[int, int]) -> None:
    """However many and however long: one below the other, all of them seen, in letters the back row can read."""
    wall = Showing(visit(viewport={"width": size[0], "height": size[1]}), assets)
    wall.wall(offering(labels, other=True))
    page = wall.page
    assert page.locator(".offer li").count() == len(labels) + 1
    assert page.locator(".offer li").last.inner_text() == "Other"
    assert not page.evaluate(OVERLAPPING, ".offer li")
    assert not page.evaluate(COVERED, [".offer li", ".folio"])
    assert page.evaluate("document.querySelector('.offer').scrollWidth <= document.querySelector('.offer').clientWidth")
    least = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.offer')).fontSize)")
    assert least >= 28 * size[1] / 1080 - 0.1
    if len(labels) == 2:
        assert least == pytest.approx(36 * size[1] / 1080), "few and short ones are as large as the design says"


def test_options_are_set_anew_with_every_push(visit: Visit, assets: Assets) -> None:
    """What fitted stays as it is through a push; what no longer fits is set smaller at once."""
    wall = Showing(visit(viewport={"width": 1920, "height": 1080}), assets)
    wall.wall(offering([LONG, SHORT] * 6))
    step = wall.page.locator(".offer").get_attribute("data-fit")
    wall.push(offering([LONG, SHORT] * 6, rev=42))
    wall.page.wait_for_function("document.getElementById('stage').dataset.rev === '42'")
    assert wall.page.locator(".offer").get_attribute("data-fit") == step != "0"


def test_a_quorum_leaves_the_seats_their_place(visit: Visit, assets: Assets) -> None:
    """People, the room and online, a quorum in two lines and the seats stand above the foot."""
    wall = Showing(visit(viewport={"width": 1920, "height": 1080}), assets)
    wall.wall(offering([SHORT], quorum="Quorum of 12: not reached, 7 delegations are present in the room or online."))
    assert not wall.page.evaluate(COVERED, [".page-aside, .page-aside .seats, .page-time", ".folio"])
    assert wall.page.evaluate("document.querySelector('.page-aside .seats').getBoundingClientRect().height > 150")


def told(code: str, labels: list[str]) -> WallWords:
    """One of two languages."""
    return WallWords(
        code=code, direction="ltr", title="Trial", item="Polls", poll=views.poll(prompt=PROMPT + " " + PROMPT),
        options=labels, survey=None, answered="", of="of 61 people have answered", here="", foot="", sentence="",
        tables=(), seats="of 33", left="left", closed="Closed", how="", join="Join at",
        later="The result will be shown later.", thanks="", over="",
    )  # fmt: skip


@pytest.mark.parametrize("labels", [[SHORT, LONG], [LONG] * 5, [LONG, SHORT] * 6])
def test_two_languages_keep_to_their_place(visit: Visit, assets: Assets, labels: list[str]) -> None:
    """Row by row, above the foot."""
    wall = Showing(visit(viewport={"width": 1920, "height": 1080}), assets)
    wall.wall(offering(labels, words=(told("es", labels), told("en", labels))))
    assert wall.page.locator(".wordings tbody tr").count() == len(labels)
    assert not wall.page.evaluate(COVERED, [".wordings tbody tr", ".folio"])
    size = wall.page.evaluate("parseFloat(getComputedStyle(document.querySelector('.wordings td')).fontSize)")
    assert size >= 28


@pytest.mark.parametrize("lines", [2, 6, 9])
def test_a_slide_keeps_to_its_place(visit: Visit, assets: Assets, lines: int) -> None:
    """Text, list and picture are all on the page, above the foot."""
    wall = Showing(visit(viewport={"width": 1920, "height": 1080}), assets)
    items = [{"text": LONG if n % 2 else SHORT, "foreign": ""} for n in range(lines)]
    wall.wall(views.wall("slide", poll=views.slide(paragraphs=[[LONG]], list=items, picture="a.png", alt="A map")))
    assert not wall.page.evaluate(COVERED, [".slide-body p, .slide-body li", ".folio"])
    assert wall.page.evaluate("document.querySelector('.slide-body img').getBoundingClientRect().height >= 180")
