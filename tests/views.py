"""One workshop as phones and the wall show it: the sample views that templates are tried with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.domain.figure import Figure, layout, texts
from server.domain.hemicycle import hemicycle
from server.domain.table import Column, Table
from server.live.views.hall_values import HallView, SeatMark
from server.live.views.pages import Rate, StageView, WallView
from server.live.views.poll_values import ItemView, PollView, QuoteView, Receipt, ResultView

CODE = "482173"
TITLE = "Digital diplomacy"
NOW = 1_708_014_960_000  # 15 February 2024, 11:36 in Washington
PLATES = [
    "ATG",
    "ARG",
    "BHS",
    "BRB",
    "BLZ",
    "BOL",
    "BRA",
    "CAN",
    "CHL",
    "COL",
    "CRI",
    "CUB",
    "DMA",
    "ECU",
    "SLV",
    "USA",
    "GRD",
    "GTM",
    "GUY",
    "HTI",
    "HND",
    "JAM",
    "MEX",
    "NIC",
    "PAN",
    "PRY",
    "PER",
    "DOM",
    "KNA",
    "VCT",
    "LCA",
    "SUR",
    "TTO",
    "URY",
    "VEN",
]
ABSENT = {"ATG", "BRB", "CUB", "DMA", "USA", "GRD", "NIC", "KNA", "LCA", "SUR", "VEN"}
REMOTE = {"BLZ", "CAN", "GTM", "HND", "JAM", "TTO", "URY"}
SLOW = {"HTI", "JAM", "PRY"}
OPTIONS = {
    "a": "Insufficient budget",
    "b": "Lack of trained staff",
    "c": "Information security",
    "d": "Legal framework",
    "e": "Infrastructure",
    "f": "Institutional culture",
}
CHOSEN = (49, 58, 33, 21, 17, 9)
PEOPLE = sum(CHOSEN)
BASE = "Percentages of the 187 people who answered."
WORDS = {
    "artificial intelligence": 41,
    "social media": 38,
    "video conference": 33,
    "digital signature": 24,
    "WhatsApp": 22,
    "cyber security": 21,
    "e-mail": 19,
    "cloud": 17,
    "Zoom": 15,
    "open data": 14,
    "electronic file": 14,
    "consular portal": 12,
    "Teams": 11,
    "e-Apostille": 10,
    "blockchain": 10,
    "e-visa": 9,
    "X": 9,
    "biometrics": 9,
    "chatbot": 8,
    "big data": 7,
    "documents & archives": 6,
    "telework": 6,
    "GIS": 5,
    "podcast": 4,
    "drones": 3,
    "QR code": 3,
    "virtual reality": 2,
    "IoT": 1,
}
SLIDE = {
    "paragraphs": [["Four polls follow."]],
    "list": [{"text": text, "foreign": ""} for text in ("Answer in any language.", "Results at the close.")],
    "foreign": "",
    "picture": "",
    "alt": "",
    "results_of": "",
    "join": False,
}


def hall(*, answering: bool = False, empty: bool = False) -> HallView:
    """The thirty-five delegations of the roster, in the states of a poll or of the lobby."""
    places = hemicycle(len(PLATES))
    marks = []
    for plate, (x, y) in zip(PLATES, places.seats, strict=True):
        state = "absent" if empty or plate in ABSENT else "present"
        if answering and state == "present" and plate not in SLOW:
            state = "answered"
        remote = state != "absent" and plate in REMOTE
        marks.append(SeatMark(plate, plate.title(), plate, round(500 * x, 1), round(-500 * y, 1), state, remote))
    radius = round(500 * places.seat, 1)
    side = 504 + radius
    there = sum(mark.state != "absent" for mark in marks)
    number = sum(mark.state == "answered" for mark in marks) if answering else there
    of = there if answering else len(marks)
    sentence = f"{number} of {of} delegations {'present have answered' if answering else 'are present'}."
    box = f"{-side} {-side} {2 * side} {side + radius + 4}"
    return HallView(marks, box, radius, number, f"of {of}", sentence)


def poll(kind: str = "choice", **changes: object) -> PollView:
    """An open poll with 42 seconds left."""
    options = [{"id": name, "text": text, "foreign": "", "picture": "", "alt": ""} for name, text in OPTIONS.items()]
    view = PollView(
        id="obstacle",
        kind=kind,
        round=1,
        number=2,
        total=4,
        prompt="What is the greatest obstacle to using emerging technologies in your foreign ministry?",
        foreign="",
        rule="Choose one answer.",
        ballot="It is anonymous.",
        phase="open",
        shown=False,
        deadline=NOW + 42_000,
        now=NOW,
        form={
            "options": options,
            "several": False,
            "least": 1,
            "most": 1,
            "other": False,
            "longest": 200,
            "shuffle": False,
        },
        countdown=60,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def pictured(**changes: object) -> PollView:
    """The same poll with a picture for each option but the last."""
    asked = poll(**changes)  # type: ignore[arg-type]
    names = [f"{letter}.png" for letter in "abcde"] + [""]
    pictures = zip(asked.form["options"], names, strict=True)
    options = [{**option, "picture": name, "alt": f"What {name} shows" if name else ""} for option, name in pictures]
    return replace(asked, form={**asked.form, "options": options})


def quote(absent: str = "") -> QuoteView:
    """The result of another poll as a slide quotes it."""
    shown = None if absent else ResultView(table(), "Most people chose: lack of trained staff.", BASE, PEOPLE)
    return QuoteView("What is the greatest obstacle?", "", absent, shown, None if absent else bars())


def slide(**form: object) -> PollView:
    """A slide with some of its parts."""
    return poll("slide", number=0, deadline=None, rule="", ballot="", form={**SLIDE, **form})


def table() -> Table:
    rows = [(text, n, n / PEOPLE) for text, n in zip(OPTIONS.values(), CHOSEN, strict=True)]
    columns = (Column.LABEL, Column.COUNT, Column.SHARE)
    return Table(("Answer", "People", "Share"), columns, rows, BASE, "bar", (1,))


def wide_table() -> Table:
    titles = ("Statement", "1", "2", "3", "4", "5", "Mean", "No view")
    columns = (Column.LABEL, *[Column.COUNT] * 5, Column.NUMBER, Column.COUNT)
    rows = [
        ("My ministry trains its staff in digital matters.", 7, 26, 38, 70, 33, 3.5, 10),
        ("Our consular services are offered online.", 14, 37, 44, 56, 24, 3.2, None),
    ]
    return Table(titles, columns, rows, "Counts of the 184 people who answered.")


def stage(scene: str, **changes: object) -> StageView:
    """A phone in one scene."""
    in_poll = scene in ("poll", "closed", "result", "slide")
    closed = scene in ("closed", "result")
    asked = poll(phase="closed", deadline=None, shown=scene == "result") if closed else poll()
    if scene == "slide":
        asked = slide()
    view = StageView(
        code=CODE,
        key=f"{scene}.{asked.id}.1" if in_poll else scene,
        rev=41,
        scene=scene,
        title=TITLE,
        poll=asked if in_poll else None,
        result=ResultView(table(), "Most people chose: lack of trained staff.", BASE, PEOPLE)
        if scene == "result"
        else None,
        now=ItemView("intro", "10:55–11:35", "10:55", "Introduction to digital diplomacy", "Nele Leosk", "now"),
        next=ItemView("polls", "11:35–11:45", "11:35", "Polls", "", "next"),
        hall=hall() if scene in ("waiting", "end") else None,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


RECORDED = Receipt("recorded", "Recorded at 11:37. You can change it until the poll closes.")
REFUSED = Receipt("refused", "Not recorded: the poll closed at 11:38.")
SEAT = {"id": "CHL", "delegation": "Chile", "attendance": "in the room", "name": ""}


def bars() -> Figure:
    """Six labelled rules with their bars and shares."""
    height, width, n = 452, 1112, len(OPTIONS)
    row, most = height / n, max(CHOSEN)
    places = [row * place for place in range(n)]
    rules = [
        {
            "type": "line",
            "layer": "below",
            "x0": 0,
            "x1": 922,
            "y0": y + row - 20,
            "y1": y + row - 20,
            "line": {"width": 2, "color": "--color-rule"},
        }
        for y in places
    ]
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "x": [922 * chosen / most for chosen in CHOSEN],
            "y": [y + row - 20 for y in places],
            "width": 18,
            "marker": {"color": "--color-live", "line": {"width": 0}},
            "hoverinfo": "skip",
        },
        texts(
            [0] * n,
            [y + row - 49 for y in places],
            list(OPTIONS.values()),
            size=36,
            weight=[600 if chosen == most else 400 for chosen in CHOSEN],
        ),
        texts(
            [width] * n,
            [y + row - 23 for y in places],
            [f"{100 * chosen / PEOPLE:.0f}%" for chosen in CHOSEN],
            size=48,
            weight=600,
            position="middle left",
        ),
    ]
    return Figure(data, layout(width, height, (0, width), (height, 0), shapes=rules), "Lack of trained staff leads.")


def cloud(words: Mapping[str, int] = WORDS) -> Figure:
    """Words without places, which the page finds."""
    trace = texts(
        [0] * len(words), [0] * len(words), list(words), size=28, position="middle center", color="--color-live"
    )
    meta = {"layout": "cloud", "more": "and {n} more"}
    plain = layout(1112, 528, (0, 1112), (528, 0), meta=meta)
    return Figure([{**trace, "customdata": list(words.values())}], plain, "Most written: artificial intelligence.")


def cloud_table() -> Table:
    return Table(("Word", "People"), (Column.LABEL, Column.COUNT), list(WORDS.items()), "163 people, 412 words.")


def wall(scene: str, **changes: object) -> WallView:
    """The projector in one scene."""
    in_poll = scene in ("poll", "result", "slide")
    asked = slide() if scene == "slide" else poll()
    view = WallView(
        code=CODE,
        key=f"{scene}.{asked.id}.1" if in_poll else scene,
        rev=41,
        scene=scene,
        title=TITLE,
        subtitle="The role of emerging technologies in strengthening democracy",
        place="Rubén Darío Room",
        address=f"cajp.example/{CODE}",
        item=ItemView("polls", "11:35–11:45", "11:35", "Polls", "", "now"),
        poll=asked if in_poll else None,
        options=tuple(OPTIONS.values()) if scene == "poll" else (),
        figure=bars() if scene == "result" else None,
        table=table() if scene == "result" else None,
        base=BASE if scene == "result" else "",
        everybody=Rate(187, 269, 70),
        room=Rate(112, 148, 76),
        remote=Rate(75, 121, 62),
        hall=hall(answering=scene in ("poll", "result")),
        last="Saint Vincent and the Grenadines" if scene == "lobby" else "",
        answers=703,
        polls=4,
    )
    return replace(view, **changes)  # type: ignore[arg-type]
