"""Every template compiles, and the pages of phones and the wall render in every scene under the content policy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

import jinja2
import pytest

from server.domain.language import Language
from server.domain.verdict import Count, Verdict
from server.exports.chart import KINDS
from server.exports.chart_styles import NONE
from server.files import STATIC, TEMPLATES
from server.live.views.hall_values import Side
from server.live.views.pages import Rate
from server.live.views.poll_values import ResultView
from server.live.views.roll_values import RollView
from server.web.assets import Assets
from server.web.pages import Pages
from server.web.phone.device import Place
from tests import floor, views

LANGUAGES = {code: Language(code, name) for code, name in {"en": "English", "es": "Español", "ar": "العربية"}.items()}
NOBODY = Rate(0, 269, 0)
ON_A_PICTURE = replace(views.bars(), layout={**views.bars().layout, "meta": {"picture": "map.png"}})
MAP = replace(views.poll(), form={"picture": "map.png", "alt": "A map"})
LONG = "Which of the obstacles that were mentioned this morning weighs most? " * 2

ADMISSION: dict[str, object] = {
    "code": views.CODE,
    "title": views.TITLE,
    "delegations": [{"id": "CHL", "name": "Chile"}, {"id": "VCT", "name": "Saint Vincent and the Grenadines"}],
    "ask_name": "optional",
    "needs_badge": False,
    "needs_word": False,
    "locked": False,
    "holder": None,
    "moved": False,
    "adding": False,
    "values": {},
    "error": "",
    "error_field": "",
    "csrf": "token",
}
PLACES = [
    Place(1, "", "Chile", "Ana", "in the room", "", "?seat=1", True, "answered"),
    Place(1, "PE", "Peru", "", "in the room", "by proxy", "?seat=1&for=PE", False, "has not answered yet"),
]
DEVICE: dict[str, object] = {
    "code": views.CODE,
    "title": views.TITLE,
    "places": PLACES,
    "number": 1,
    "more": True,
    "made": "",
    "link": "",
    "minutes": 10,
    "may_give": True,
    "given": "",
    "given_id": "",
    "held": [("PE", "Peru")],
    "members": [("PE", "Peru")],
    "error": "",
}
OFFER: dict[str, object] = {
    "code": views.CODE,
    "title": views.TITLE,
    "given": "ABCDE23456",
    "delegation": "Chile",
    "name": "Ana",
    "ask_name": "optional",
    "error": "",
}
PAGES: dict[str, tuple[str, Mapping[str, object]]] = {
    "seats": ("phone/seats.html", DEVICE),
    "seats, a code": ("phone/seats.html", {**DEVICE, "made": "ABCDE23456", "link": "https://a.example/482173/x"}),
    "seats, proxy given": ("phone/seats.html", {**DEVICE, "given": "Peru", "given_id": "PE", "held": []}),
    "seats refused": ("phone/seats.html", {**DEVICE, "error": "This delegation has given its proxy already."}),
    "seat offered": ("phone/seat_offer.html", OFFER),
    "seat asked for": ("phone/seat_offer.html", {**OFFER, "given": "", "error": "This code was used already."}),
    "code": ("phone/code.html", {"error": "", "code": ""}),
    "code refused": ("phone/code.html", {"error": "There is no meeting with this code.", "code": "482174"}),
    "admission": ("phone/admission.html", ADMISSION),
    "admission refused": (
        "phone/admission.html",
        {
            **ADMISSION,
            "error": "Choose your delegation.",
            "error_field": "delegation",
            "needs_badge": True,
            "ask_name": "required",
        },
    ),
    "admission without delegations": ("phone/admission.html", {**ADMISSION, "delegations": [], "ask_name": "never"}),
    "questions": ("phone/questions.html", floor.page()),
    "questions refused": ("phone/questions.html", floor.page(typed={"text": ("Who?",)}, refused="Not recorded: no.")),
    "questions all asked": ("phone/questions.html", floor.page(left=0, stored="It is shown.", busy=True)),
    "no questions yet": ("phone/questions.html", floor.page(entries=(), own=())),
    "questions closed": ("phone/questions.html", floor.page(poll=None)),
    "message": ("phone/message.html", {"title": "Ended", "text": "The meeting has ended.", "link": None}),
    "message with a link": ("phone/message.html", {"title": "Ended", "text": "It is over.", "link": ("/", "Enter")}),
}
ROLL = RollView("CHL", "Chile", "CHL", "cl", 9, 35, "", False, ["Colombia", "Cuba"], "Chile is called, number 9 of 35.")
SIDES = (Side("for", "For", 19), Side("against", "Against", 2, ("Cuba", "Peru")))
VOTED = replace(
    views.hall(),
    marks=[replace(mark, state=("for", "against", "abstained", "silent")[place % 4])
           for place, mark in enumerate(views.hall().marks)],
    sides=SIDES, named=True, note="Each seat shows how its delegation voted.",
)  # fmt: skip
VERDICT = Verdict("Adopted", (Count("For", "19", "for"), Count("Did not vote", "3", "absent")), ("That is 11 of 21.",))
PHONES = {
    "roll call": replace(views.stage("poll"), roll=ROLL),
    "waiting": views.stage("waiting"),
    "waiting without an agenda": views.stage("waiting", now=None, next=None, hall=None),
    "poll": views.stage("poll"),
    "poll without time": views.stage("poll", poll=views.poll(deadline=None, foreign="es")),
    "recorded": views.stage("poll", own={"option": ["b"]}, receipt=views.RECORDED),
    "final": views.stage("poll", poll=views.poll(change=False), receipt=views.RECORDED),
    "refused": views.stage("poll", own={"option": ["b"]}, receipt=views.REFUSED),
    "closed": views.stage("closed"),
    "result": views.stage("result"),
    "result of nobody": views.stage("result", result=ResultView(views.table(), "", views.BASE, 0)),
    "result with many columns": views.stage("result", result=ResultView(views.wide_table(), "", "", 184)),
    "pictures": views.stage("poll", poll=views.pictured()),
    "slide": views.stage("slide"),
    "slide with a picture": views.stage("slide", poll=views.slide(picture="plan.png", alt="The way to the foyer")),
    "slide that quotes": views.stage("slide", quote=views.quote()),
    "slide that may not quote yet": views.stage("slide", quote=views.quote("Not open yet.")),
    "slide that says how to join": views.stage("slide", poll=views.slide(join=True)),
    "end": views.stage("end"),
    "floor": views.stage("poll", beside=floor.BESIDE),
    "texts of others": views.stage("poll", entries=floor.ENTRIES),
    "questions on stage": replace(views.stage("poll", beside=floor.BESIDE), scene="beside", poll=floor.QUESTIONS),
    "pulse on stage": replace(views.stage("poll", beside=floor.BESIDE), scene="beside", poll=floor.PULSE),
}
WALLS = {
    "vote": views.wall("result", hall=VOTED, verdict=VERDICT),
    "vote of many": views.wall("result", hall=replace(VOTED, radius=20.0), verdict=VERDICT),
    "roll call": views.wall("poll", roll=ROLL),
    "second call": views.wall("poll", roll=replace(ROLL, turn="Second call", answered=True)),
    "before the first call": views.wall("poll", roll=replace(ROLL, called="", sentence="The roll call begins.")),
    "lobby": views.wall("lobby"),
    "empty lobby": views.wall("lobby", hall=views.hall(empty=True), last="", subtitle="", item=None),
    "lobby without delegations": views.wall("lobby", hall=None),
    "poll": views.wall("poll"),
    "poll without options": views.wall("poll", options=(), remote=Rate(0, 0, 0)),
    "result": views.wall("result"),
    "long prompt": views.wall("result", poll=views.poll(prompt=LONG)),
    "words": views.wall("result", figure=views.cloud(), table=views.cloud_table()),
    "result of nobody": views.wall("result", everybody=NOBODY),
    "closed": views.wall("result", poll=views.poll(phase="closed", deadline=None), hall=None),
    "pictures": views.wall("poll", poll=views.pictured()),
    "pictures before the first answer": views.wall("result", poll=views.pictured(), everybody=NOBODY),
    "figure on a picture": views.wall("result", poll=MAP, figure=ON_A_PICTURE),
    "picture to be pointed at": views.wall("poll", poll=MAP, options=()),
    "picture that nobody pointed at": views.wall("result", poll=MAP, figure=ON_A_PICTURE, everybody=NOBODY),
    "slide": views.wall("slide"),
    "slide with a picture": views.wall("slide", poll=views.slide(picture="plan.png", alt="The way to the foyer")),
    "slide that quotes": views.wall(
        "slide", poll=views.slide(paragraphs=[], list=[]), quote=views.quote(), figure=views.bars(), table=views.table()
    ),
    "slide that quotes, with text": views.wall("slide", quote=views.quote(), figure=views.bars(), table=views.table()),
    "slide that may not quote yet": views.wall("slide", quote=views.quote("Not open yet.")),
    "slide that says how to join": views.wall("slide", poll=views.slide(join=True)),
    "end": views.wall("end"),
    "signs": views.wall("result", pulse=floor.SIGNS),
    "questions hidden": views.wall("poll", poll=floor.QUESTIONS, options=()),
}
SEATED = {"seat": views.SEAT, "code": views.CODE, "places": PLACES}
for name, phone in PHONES.items():
    PAGES[f"phone, {name}"] = ("phone/delegate.html", {**SEATED, "view": phone})
for name, wall in WALLS.items():
    PAGES[f"wall, {name}"] = ("wall/projector.html", {"view": wall, "code": views.CODE, "csrf": "token"})


class Checked(HTMLParser):
    """Collects what the content policy would refuse, and the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.ids: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.refused += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.refused.append(tag)
        self.refused += [f"{tag} {value}" for value in given.values() if value and value.startswith(("http:", "//"))]
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside == "script" and data.strip():
            self.refused.append("script")


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(LANGUAGES, Assets(STATIC))


@pytest.mark.parametrize("name", sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")))
def test_every_template_compiles(name: str) -> None:
    """A mistake in a template is found before somebody opens its page."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.compile((TEMPLATES / name).read_text(), name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_the_content_policy(pages: Pages, page: str, language: str) -> None:
    """No page holds a script, a style or an address of elsewhere, nor one id twice."""
    template, context = PAGES[page]
    html = pages.render(template, LANGUAGES[language], context)
    checked = Checked()
    checked.feed(html)
    assert checked.refused == []
    assert sorted(checked.ids) == sorted(set(checked.ids))
    assert html.count("<h1") == 1


@pytest.mark.parametrize("scene", PHONES)
def test_a_stage_is_one_section(pages: Pages, scene: str) -> None:
    """A socket sends exactly what the page includes."""
    view = PHONES[scene]
    html = pages.render("stage/phone.html", LANGUAGES["en"], {"view": view})
    assert re.findall(r'id="stage"', html) == ['id="stage"']
    assert html.strip().startswith("<section")
    assert html.strip().endswith("</div>")
    assert re.findall(r'id="floor"', html) == ['id="floor"']
    assert f'data-key="{view.key}"' in html


@pytest.mark.parametrize("scene", ["poll", "closed", "result"])
def test_another_round_is_named(pages: Pages, scene: str) -> None:
    """Who answered the first round sees the same question again, and learns that it is another one."""
    asked = views.stage(scene)
    first = pages.render("stage/phone.html", LANGUAGES["en"], {"view": asked})
    assert asked.poll is not None
    second = replace(asked, poll=replace(asked.poll, round=2))
    assert "<span>Poll 2 of 4</span>" in first
    assert "<span>Poll 2 of 4 · Round 2</span>" in pages.render("stage/phone.html", LANGUAGES["en"], {"view": second})


def test_the_own_seat_is_marked_for_its_delegation_alone(pages: Pages) -> None:
    """What everybody gets names nobody's seat; the page of one delegate marks the seat of that delegation."""
    view = views.stage("waiting")
    common = pages.render("stage/phone.html", LANGUAGES["en"], {"view": view})
    own = pages.render("phone/delegate.html", LANGUAGES["en"], {**SEATED, "view": view})
    assert "seat--mine" not in common
    assert re.findall(r'seat--mine" data-delegation="(\w+)"', own) == ["CHL"]


def test_pictures_lie_behind_the_door_of_their_page(pages: Pages) -> None:
    """The key of a seat opens addresses of its workshop, the key of a role those of its own pages, and no other."""
    phone = pages.render("stage/phone.html", LANGUAGES["en"], {"view": PHONES["pictures"]})
    assert re.findall(r'src="([^"]+)" alt="([^"]+)"', phone)[0] == ("/482173/pictures/a.png", "What a.png shows")
    shown = ["pictures", "pictures before the first answer", "figure on a picture", "slide with a picture"]
    for name, least in zip(shown, (5, 5, 1, 1), strict=True):
        wall = pages.render("stage/wall.html", LANGUAGES["en"], {"view": WALLS[name]})
        found = re.findall(r'<img[^>]* src="([^"]+)" alt="([^"]+)"', wall)
        assert len(found) == least
        assert all(source.startswith("/workshops/482173/pictures/") for source, _ in found)


def test_what_people_wrote_is_escaped_in_the_figure(pages: Pages) -> None:
    """The figure lies in an attribute, where a quote or a tag of somebody's word must stay text."""
    figure = views.cloud({"\"'><script>alert(1)</script>": 3})
    view = views.wall("result", figure=figure, table=views.cloud_table())
    html = pages.render("stage/wall.html", LANGUAGES["en"], {"view": view})
    assert "<script" not in html


def test_seats_are_mirrored_where_pages_run_from_right_to_left(pages: Pages) -> None:
    """The roster begins where reading begins."""
    first = {
        code: re.search(r'data-delegation="ATG"><circle cx="(-?[\d.]+)"', _stage(pages, code)) for code in ("en", "ar")
    }
    assert first["en"]
    assert first["ar"]
    assert float(first["en"][1]) == -float(first["ar"][1]) < 0


def _stage(pages: Pages, code: str) -> str:
    return pages.render("stage/phone.html", LANGUAGES[code], {"view": views.stage("waiting")})


def test_the_code_is_read_from_the_left_everywhere(pages: Pages) -> None:
    """Its two halves do not change places where pages run from right to left."""
    for code in ("en", "ar"):
        assert f'<bdi dir="ltr">{views.CODE[:3]} {views.CODE[3:]}</bdi>' in pages.render(
            "stage/wall.html", LANGUAGES[code], {"view": views.wall("lobby")}
        )


@pytest.mark.parametrize(
    ("name", "size"),
    [("Opening", ""), ("Inauguración", "long"), ("Telecomunicaciones", "longest"), ("The first session of all", "")],
)
def test_no_word_of_a_title_is_broken(pages: Pages, name: str, size: str) -> None:
    """On the title page of the wall the longest word decides with the length of the whole."""
    view = replace(views.wall("lobby"), title=name, item=None)
    title = re.search(r'<h1 class="([^"]*)"', pages.render("stage/wall.html", LANGUAGES["en"], {"view": view}))
    assert title
    assert title[1].split() == ["wall-title", *([f"wall-title--{size}"] if size else [])]


def test_every_way_to_draw_a_chart_has_a_name() -> None:
    """Staff choose among them on the page of the summary."""
    page = (TEMPLATES / "summary/editing.html").read_text()
    assert [style for style in sorted(KINDS | {NONE}) if f'"{style}": _(' not in page] == []
