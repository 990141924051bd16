"""Desk, summary and administration: every page renders from its sample, keeps the policy and protects its forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from server.domain.errors import Fault
from server.domain.language import ENGLISH
from server.domain.messages import message
from server.domain.seat import Hall
from server.domain.snapshot import Snapshot
from server.domain.state import State
from server.exports.page import document
from server.exports.summary import gather
from server.files import STATIC, TEMPLATES
from server.kinds import BY_NAME
from server.live.views.pages import EntryLine
from server.store.files.agenda_file import load
from server.store.workshops import Listed
from server.web.admin.workshops import Register
from server.web.assets import Assets
from server.web.pages import Pages
from tests import desk_views

FORMATS = ("docx", "html", "zip")
FIRST = (TEMPLATES / "admin" / "first.yaml").read_text()


@dataclass
class Seen:
    """What a page is made of, as far as these tests ask."""

    forms: list[dict[str, list[str]]] = attribute(default_factory=list)
    ids: list[str] = attribute(default_factory=list)
    attributes: list[tuple[str, str]] = attribute(default_factory=list)
    tags: list[str] = attribute(default_factory=list)
    inline: list[str] = attribute(default_factory=list)


class Reader(HTMLParser):
    """Reads a page into what was seen."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.open: dict[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen.tags.append(tag)
        self.seen.attributes += list(given.items())
        if "id" in given:
            self.seen.ids.append(given["id"])
        if tag == "style" or (tag == "script" and "src" not in given):
            self.seen.inline.append(tag)
        if tag == "form":
            self.open = {"action": [given.get("action", "")], "method": [given.get("method", "get")]}
            self.seen.forms.append(self.open)
        if self.open is not None and given.get("name"):
            self.open.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def read(html: str) -> Seen:
    reader = Reader()
    reader.feed(html)
    return reader.seen


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages({"en": ENGLISH}, Assets(STATIC))


@pytest.fixture(scope="module")
def render(pages: Pages) -> Callable[[str, Mapping[str, object]], str]:
    return lambda template, context: pages.render(template, ENGLISH, context)


def summary(*, running: bool) -> Mapping[str, object]:
    """The staff's page of a workshop that has begun and asked nothing yet."""
    workshop, _ = load(FIRST, BY_NAME)
    snapshot = Snapshot("482173", workshop, State(begun=1, ended=None if running else 2), Hall(), at=3)
    told = gather(snapshot, BY_NAME, ENGLISH)
    environment = Pages({"en": ENGLISH}, Assets(STATIC)).environment(ENGLISH)
    edited: dict[str, Any] = {"edit": True, "code": "482173", "csrf": "token", "conflict": None, "view_lang": "en"}
    return {
        "summary": told,
        "document": document(environment, told, **edited, language_name=ENGLISH.name),
        "csrf": "token",
        "code": "482173",
        "role": "staff",
        "rev": 3,
        "wish": "en",
        "formats": FORMATS,
        "papers": (),
        "offered": (("en", "English"),),
        "running": running,
        "rose": None if running else datetime(2024, 2, 15, 13),
        "earlier": None,
        "others": (),
        "addressed": (),
    }


def register(own: Sequence[Listed] | None = None, **more: object) -> Mapping[str, object]:
    listed = [
        Listed(code="482173", title="A course", date=date(2024, 2, 15), begun=1, ended=2, created=0),
        Listed(code="104772", title="<b>A</b>", date=date(2026, 11, 30), begun=1, ended=None, created=0),
        Listed(code="559010", title="Later", date=date(2026, 12, 4), begun=None, ended=None, created=0),
    ]
    shown = listed if own is None else own
    return {
        "register": Register(shown, len(shown), len(shown), 1, 1, "", ""),
        "states": (("", "All"),),
        "offers": (),
        "zones": ("UTC",),
        "zone": "UTC",
        "start": "",
        "title": "",
        "chosen": ("en",),
        "csrf": "token",
        "error": "",
        "faults": (),
        "text": "",
        "said": None,
        **more,
    }


FAULTS = (Fault("agenda[0].time", 7, message("This is no time.")), Fault("", 0, message("There is no title.")))
LINKS = {role: f"http://localhost/enter/{role}" for role in ("moderator", "projector", "staff", "join")}
PAGES: dict[str, tuple[str, Mapping[str, object]]] = {
    **{name: ("desk/desk.html", {"view": view, "csrf": "token"}) for name, view in desk_views.MOMENTS.items()},
    **{
        f"{name} push": ("stage/desk.html", {"view": view, "csrf": "token"})
        for name, view in desk_views.MOMENTS.items()
    },
    "summary": ("staff/summary.html", summary(running=False)),
    "summary running": ("staff/summary.html", summary(running=True)),
    "login": ("admin/login.html", {"csrf": "token", "error": ""}),
    "login refused": ("admin/login.html", {"csrf": "token", "error": "This is not the password."}),
    "no workshop": ("admin/workshops.html", register([])),
    "workshops": ("admin/workshops.html", register()),
    "faults": ("admin/workshops.html", register(faults=FAULTS, text="hemicycle: 1\n</textarea><script>")),
    "refused": ("admin/workshops.html", register(error="Please choose a file.")),
    "created": ("admin/created.html", {"code": "482173", "links": LINKS, "csrf": "token", "polls": 2}),
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, render: Callable[[str, Mapping[str, object]], str]) -> Seen:
    template, context = PAGES[request.param]
    return read(render(template, context))


def test_nothing_is_inline(page: Seen) -> None:
    """The content policy allows no script, style or handler within a page."""
    assert not page.inline
    assert not [name for name, _ in page.attributes if name == "style" or name.startswith("on")]
    assert all(value.startswith("/") for name, value in page.attributes if name == "src")


def test_every_form_is_protected(page: Seen) -> None:
    """Each form that does something posts, and carries the token once."""
    for form in page.forms:
        if form["method"] == ["get"]:
            continue
        assert form["method"] == ["post"]
        assert form["csrf"] == ["token"]


def test_ids_are_unique(page: Seen) -> None:
    """A push finds its place by ids, and labels find their fields."""
    assert len(page.ids) == len(set(page.ids))
    assert not [one for one in page.ids if re.search(r"\s", one)]


def test_what_is_named_exists(page: Seen) -> None:
    """Labels, descriptions and headings that are referred to are on the page."""
    referring = {"for", "aria-labelledby", "aria-describedby"}
    named = {one for name, value in page.attributes if name in referring for one in value.split()}
    assert named <= set(page.ids)


def test_acts_carry_their_fields_and_keys(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """An act posts to its address what the moderator saw, and its key stands on its button."""
    seen = read(render("stage/desk.html", {"view": desk_views.OPEN, "csrf": "token"}))
    act = next(form for form in seen.forms if form["action"] == ["/workshops/482173/polls/obstacle/close"])
    assert act["phase"] == ["open"]
    assert act["reveal"] == ["1"]
    assert ("data-key", "Space") in seen.attributes


def test_what_is_next_is_named(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """In the agenda, in the act that puts it on the desk, and on the remote."""
    context = {"view": desk_views.WORDS_CLOSED, "csrf": "token"}
    page = render("stage/desk.html", context)
    following = page[page.index('id="item-democracy"') :]
    assert re.search(r'class="agenda-next">Next<', following[: following.index("</li>")])
    assert page.count('class="agenda-next"') == 1
    named = re.compile(r'Next poll</span>\s*<small class="act-target" dir="auto">What is the greatest obstacle')
    assert named.search(page)
    hand = render("stage/remote.html", context)
    assert named.search(hand)
    assert "How do emerging technologies" not in hand
    assert "How do emerging technologies" in render("stage/remote.html", {"view": desk_views.OPEN, "csrf": "token"})


def test_a_closed_poll_leads_to_its_reset(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """Beside its other acts; one that was never opened, or is open, has nothing to be reset."""
    link = 'href="/workshops/482173/reset?poll=technologies"'
    assert link in render("stage/desk.html", {"view": desk_views.WORDS_CLOSED, "csrf": "token"})
    for view in (desk_views.OPEN, desk_views.DRAFT, desk_views.EMPTY):
        assert "/reset?poll=" not in render("stage/desk.html", {"view": view, "csrf": "token"})


def test_what_cannot_be_undone_is_asked(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """Only an act without a way back asks before it is sent."""
    html = render("stage/desk.html", {"view": desk_views.DRAFT, "csrf": "token"})
    assert re.findall(r'hx-confirm="([^"]*)"', html) == ["Adjourn the meeting: this cannot be undone. Do it?"]


def test_the_unopened_poll_is_read_as_phones_will_show_it(
    render: Callable[[str, Mapping[str, object]], str],
) -> None:
    """Before the opening the desk shows the form, which nobody can fill in there."""
    html = render("stage/desk.html", {"view": desk_views.DRAFT, "csrf": "token"})
    assert "<fieldset disabled>" in html
    assert "Lack of trained staff" in html


def test_every_poll_can_be_put_on_the_desk(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """Items and polls of the agenda are forms that stage them."""
    seen = read(render("stage/desk.html", {"view": desk_views.OPEN, "csrf": "token"}))
    staged = [(form["item"], form["poll"]) for form in seen.forms if form["action"] == ["/workshops/482173/stage"]]
    assert len(staged) == len(desk_views.AGENDA) + len(desk_views.POLLS)
    assert (["polls"], ["agreement"]) in staged


def test_each_state_of_an_entry_has_its_acts(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """Held words are approved or hidden, shown ones hidden or merged, merged ones separated, hidden ones restored."""
    seen = read(render("stage/desk.html", {"view": desk_views.WORDS_CLOSED, "csrf": "token"}))
    forms = [form for form in seen.forms if form["action"] == ["/workshops/482173/polls/technologies/entries"]]
    acts = {(form["subject"][0], act) for form in forms for act in form["act"] if form["act"] != ["merge"]}
    assert acts == {
        ("blockchain-x", "approve"),
        ("blockchain-x", "hide"),
        ("ai", "hide"),
        ("artificial intelligence", "hide"),
        ("social media", "hide"),
        ("video calls", "hide"),
        ("a.i.", "unmerge"),
        ("nonsense", "restore"),
        ("nonsense", "hide"),
    }
    assert all(form["round"] == ["1"] for form in forms)
    assert [form for form in forms if form["act"] == ["merge"]]


def test_held_entries_are_approved_with_one_act(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """The act names those that stand in the list, so that nothing is approved that nobody has read."""
    held = replace(
        desk_views.WORDS_CLOSED,
        entries=(
            EntryLine("one", "One", "held"),
            EntryLine("two", "Two", "held", reason="A word of the list is in it."),
        ),
        held=2,
    )
    html = render("stage/desk.html", {"view": held, "csrf": "token"})
    assert [form["subject"] for form in read(html).forms if form.get("act") == ["approve"]] == [
        ["one", "two"],
        ["one"],
        ["two"],
    ]
    assert "Waiting: A word of the list is in it." in html


def test_what_is_not_moderated_has_no_acts(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """Where the agenda says that nothing is moderated, words are listed and that is all."""
    html = render("stage/desk.html", {"view": replace(desk_views.WORDS_CLOSED, moderated=False), "csrf": "token"})
    assert "entries" not in {form["action"][0].rpartition("/")[2] for form in read(html).forms}


def test_texts_are_ownonce(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """Where the result is a list of texts, the list to moderate shows them, and none can be merged."""
    html = render("stage/desk.html", {"view": desk_views.TEXTS, "csrf": "token"})
    assert html.count('dir="auto">Senior officials prefer paper.<') == 1
    assert 'value="merge"' not in html


def test_the_key_of_the_desk_never_changes(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """A push patches the desk, whatever poll is on it, so that the focus and open lists stay."""
    keys = {
        re.search(r'data-key="(\w+)"', render("stage/desk.html", {"view": view, "csrf": "token"}))
        for view in desk_views.MOMENTS.values()
    }
    assert {found[1] for found in keys if found} == {"desk"}


def test_faults_keep_what_was_typed(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """A refused file comes back with each fault, its line and the text, which stays text."""
    html = render(*PAGES["faults"])
    assert "the file has 2 faults" in html
    assert "agenda[0].time" in html
    assert "hemicycle: 1\n&lt;/textarea&gt;&lt;script&gt;</textarea>" in html


def test_the_first_file_loads(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """What the empty page offers to begin with is a file that works."""
    workshop, _ = load(FIRST, BY_NAME)
    assert [poll.kind for poll in workshop.polls.values()] == ["words", "choice"]
    assert "hemicycle: 1" in render(*PAGES["no workshop"])


def test_downloads_are_those_that_the_server_writes(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """A format without a writer is not offered."""
    html = render(*PAGES["summary"])
    assert re.findall(r'href="/workshops/482173/summary\.(\w+)\?lang=en"', html) == list(FORMATS)


def test_the_outline_leads_to_parts_of_the_document(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """Every entry of the outline names a part that is on the page."""
    seen = read(render(*PAGES["summary"]))
    targets = {value[1:] for name, value in seen.attributes if name == "href" and value.startswith("#")}
    assert targets
    assert targets <= set(seen.ids)


def test_links_are_given_as_fields_to_copy(render: Callable[[str, Mapping[str, object]], str]) -> None:
    """Each role's link stands in a field of its own."""
    html = render(*PAGES["created"])
    for role in ("moderator", "projector", "staff"):
        assert f'id="link-{role}" value="http://localhost/enter/{role}" readonly' in html
