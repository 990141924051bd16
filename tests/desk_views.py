"""What the desk shows at five moments of one workshop, for tests of the templates and for looking at them."""

from __future__ import annotations

from dataclasses import replace

from server.domain.figure import Figure
from server.domain.hemicycle import hemicycle
from server.domain.table import Column, Table
from server.live.views.hall_values import HallView, SeatMark
from server.live.views.pages import DelegationLine, DeskView, EntryLine, Rate
from server.live.views.poll_values import Act, ItemView, PollLine, PollView, ResultView

CODE = "482173"
BASE = f"/workshops/{CODE}"
NOW = 1_708_015_020_000  # 15 February 2024, 11:37 in Washington

ROSTER = [
    "Antigua and Barbuda",
    "Argentina",
    "Bahamas",
    "Barbados",
    "Belize",
    "Bolivia",
    "Brazil",
    "Canada",
    "Chile",
    "Colombia",
    "Costa Rica",
    "Dominica",
    "Dominican Republic",
    "Ecuador",
    "El Salvador",
    "Grenada",
    "Guatemala",
    "Guyana",
    "Haiti",
    "Honduras",
    "Jamaica",
    "Mexico",
    "Nicaragua",
    "Panama",
    "Paraguay",
    "Peru",
    "Saint Kitts and Nevis",
    "Saint Lucia",
    "Saint Vincent and the Grenadines",
    "Suriname",
    "Trinidad and Tobago",
    "United States",
    "Uruguay",
    "Venezuela",
    "Observers",
]
ABSENT = {0, 3, 11, 12, 15, 22, 26, 27, 29, 31, 34}
REMOTE = {4, 7, 16, 19, 20, 30, 32}
SILENT = {18, 20, 24}


def _state(place: int) -> str:
    if place in ABSENT:
        return "absent"
    return "present" if place in SILENT else "answered"


def hall() -> HallView:
    """The roster's 35 seats: 24 present, 21 of them have answered."""
    places = hemicycle(len(ROSTER))
    marks = [
        SeatMark(f"d{n}", ROSTER[n], "", round(500 * x, 1), round(-500 * y, 1), _state(n), n in REMOTE)
        for n, (x, y) in enumerate(places.seats)
    ]
    side = 504 + 500 * places.seat
    box = f"{-side:.1f} {-side:.1f} {2 * side:.1f} {side + 500 * places.seat + 4:.1f}"
    sentence = "21 of 24 delegations present have answered."
    return HallView(marks, box, round(500 * places.seat, 1), 21, "of 24", sentence)


DELEGATIONS = tuple(
    DelegationLine(f"d{n}", name, 0 if n in REMOTE else 5 + n % 9, 1 + n * 7 % 8, _state(n), n in REMOTE)
    for n, name in enumerate(ROSTER)
    if n not in ABSENT
)

OBSTACLE = "What is the greatest obstacle to using emerging technologies in your foreign ministry?"
WORDS = "Which technologies does your ministry use most?"
POLLS = (
    PollLine("technologies", "words", "Words", WORDS, "closed", 163, False, True),
    PollLine("obstacle", "choice", "Choice", OBSTACLE, "open", 187, True, True),
    PollLine("agreement", "choice", "Choice", "How far do you agree?", "draft", 0, False, True),
    PollLine("services", "words", "Words", "Which services should be digital first?", "draft", 0, False, True),
)
AGENDA = (
    ItemView("opening", "10:00–10:15", "10:00", "Opening", "", "past"),
    ItemView("introduction", "10:15–10:55", "10:15", "An introduction to digital diplomacy", "Manuel Muñiz", "past"),
    ItemView("estonia", "10:55–11:35", "10:55", "The experience of Estonia", "Nele Leosk", "past"),
    ItemView("polls", "11:35–11:45", "11:35", "Polls", "", "now", POLLS),
    ItemView(
        "democracy",
        "11:45–12:45",
        "11:45",
        "How do emerging technologies bear on democracy?",
        "Alexandra Reeve Givens, Sidney Leclercq, Elaine Ford, Alberto Fernández Gibaja",
        "next",
    ),
    ItemView("closing", "12:45–13:00", "12:45", "Conclusions", "Mike Mora, María Fernanda Trigo"),
)


def agenda(staged: str) -> tuple[ItemView, ...]:
    """The agenda with another poll on stage and none open."""
    polls = [
        replace(one, staged=one.id == staged, phase="closed" if one.phase == "open" else one.phase) for one in POLLS
    ]
    return tuple(replace(item, polls=polls) if item.polls else item for item in AGENDA)


OPTIONS = (
    ("a", "Insufficient budget", 49),
    ("b", "Lack of trained staff", 58),
    ("c", "Information security", 33),
    ("d", "Legal framework", 21),
    ("e", "Infrastructure", 17),
    ("f", "Institutional culture", 9),
)
RESULT = ResultView(
    Table(
        ("Answer", "People", "Share"),
        (Column.LABEL, Column.COUNT, Column.SHARE),
        [(text, n, n / 187) for _, text, n in OPTIONS],
        "Shares of the 187 people who answered.",
        chart="bar",
        series=(2,),
    ),
    "Lack of trained staff, 31%; insufficient budget, 26%; information security, 18%.",
    "Shares of the 187 people who answered.",
    187,
)
FIGURE = Figure([{"type": "bar", "x": [58], "y": [0.5], "orientation": "h"}], {"width": 1200, "height": 452}, "Bars.")

CHOICE = PollView(
    id="obstacle",
    kind="choice",
    round=1,
    number=2,
    total=4,
    prompt=OBSTACLE,
    foreign="",
    rule="Choose one answer.",
    ballot="It is anonymous.",
    phase="open",
    shown=False,
    deadline=NOW + 42_000,
    now=NOW,
    form={
        "options": [{"id": name, "text": text, "foreign": "", "picture": "", "alt": ""} for name, text, _ in OPTIONS],
        "several": False,
        "least": 1,
        "most": 1,
        "other": False,
        "longest": 60,
        "shuffle": False,
    },
    countdown=90,
)
AT = {"phase": "open", "round": "1"}

OPEN = DeskView(
    code=CODE,
    key="desk.obstacle.1",
    rev=41,
    title="Digital diplomacy",
    clock="11:37",
    late="2 min late",
    agenda=AGENDA,
    item=AGENDA[3],
    poll=CHOICE,
    status="Open since 11:36. Poll 2 of 4, round 1, anonymous.",
    status_word="Open",
    primary=Act("Close and show the result", f"{BASE}/polls/obstacle/close", "Space", {"phase": "open", "reveal": "1"}),
    acts=(
        Act("Close without showing", f"{BASE}/polls/obstacle/close", "", AT),
        Act("Show the result now", f"{BASE}/polls/obstacle/reveal"),
        Act("30 seconds more", f"{BASE}/polls/obstacle/extend", "", {"seconds": "30"}),
    ),
    everybody=Rate(187, 269, 70),
    room=Rate(112, 148, 76),
    remote=Rate(75, 121, 62),
    result=RESULT,
    figure=FIGURE,
    entries=(),
    held=0,
    hall=hall(),
    quorum="Quorum of 12: reached, 24 present.",
    missing="Present without an answer: Haiti, Jamaica, Paraguay.",
    delegations=DELEGATIONS,
    people=269,
    last_act="Adriana opened the poll at 11:36.",
)

DRAFT = replace(
    OPEN,
    key="desk.agreement.1",
    agenda=agenda("agreement"),
    poll=replace(CHOICE, id="agreement", phase="draft", deadline=None, number=3),
    status="Ready to open. Poll 3 of 4, round 1, anonymous.",
    status_word="Ready",
    primary=Act("Open the poll", f"{BASE}/polls/agreement/open", "Space", {"phase": "draft", "round": "0"}),
    acts=(
        Act("Back to the agenda", f"{BASE}/stage", "", {"item": "polls", "poll": ""}),
        Act("Adjourn the meeting", f"{BASE}/end", "", stop=True),
    ),
    result=None,
    figure=None,
    missing="",
    late="",
)

ENTRIES = (
    EntryLine("blockchain-x", "Blockchain?!", "held", 1),
    EntryLine("ai", "AI", "shown", 41),
    EntryLine("artificial intelligence", "Artificial intelligence", "shown", 23),
    EntryLine("a.i.", "A.I.", "shown", 4, merged="ai"),
    EntryLine("social media", "Social media", "shown", 19),
    EntryLine("video calls", "Video calls", "shown", 1),
    EntryLine("nonsense", "asdf", "hidden", 2, reason="not an answer"),
)
WORDS_CLOSED = replace(
    OPEN,
    key="desk.technologies.1",
    agenda=agenda("technologies"),
    poll=replace(
        CHOICE, id="technologies", kind="words", prompt=WORDS, phase="closed", shown=True, number=1, deadline=None,
        form={"entries": 3, "length": 40},
    ),
    status="Closed at 11:36. The result is shown. Poll 1 of 4, round 1, anonymous.",
    status_word="Closed",
    reset=f"{BASE}/reset?poll=technologies",
    primary=Act("Next poll", f"{BASE}/stage", "Space", {"item": "polls", "poll": "obstacle"}, target=OBSTACLE),
    acts=(
        Act("Hide the result", f"{BASE}/polls/technologies/hide", "h"),
        Act("Open a second round", f"{BASE}/polls/technologies/next-round", "", {"phase": "closed", "round": "1"}),
    ),
    result=ResultView(
        Table(
            ("Word", "People"),
            (Column.LABEL, Column.COUNT),
            [("AI", 45), ("Artificial intelligence", 23), ("Social media", 19), ("Video calls", 1)],
            "163 people answered.",
        ),
        "AI, 45; artificial intelligence, 23; social media, 19.",
        "163 people answered.",
        163,
    ),
    entries=ENTRIES,
    held=1,
    audience="room",
)  # fmt: skip

# Nothing is prepared and nobody is here: no roster, no poll on stage, no quorum.
EMPTY = replace(
    OPEN,
    key="desk",
    agenda=(),
    item=None,
    poll=None,
    status="Waiting. Phones show the agenda.",
    status_word="Waiting",
    primary=Act("Open the meeting", f"{BASE}/begin", "Space"),
    acts=(),
    everybody=Rate(0, 0, 0),
    room=Rate(0, 0, 0),
    remote=Rate(0, 0, 0),
    result=None,
    figure=None,
    hall=None,
    quorum="",
    missing="",
    delegations=(),
    people=0,
    late="",
    last_act="",
)

TEXTS = replace(
    WORDS_CLOSED,
    key="desk.challenges.1",
    poll=replace(WORDS_CLOSED.poll or CHOICE, id="challenges", kind="text"),
    result=ResultView(
        Table(("Answer",), (Column.LABEL,), [("Senior officials prefer paper.",)], ""), "", "2 texts.", 2
    ),
    entries=(
        EntryLine("0a1b2c3d4e5f", "There is no law on artificial intelligence yet.", "shown", 1, "11:36"),
        EntryLine("a0a1b2c3d4e5", "Senior officials prefer paper.", "shown", 1, "11:36"),
    ),
    held=0,
)

MOMENTS = {"open": OPEN, "draft": DRAFT, "words": WORDS_CLOSED, "texts": TEXTS, "empty": EMPTY}
