"""The course of 15 February 2024 as a snapshot: its agenda, 24 delegations, 187 answers, and texts of every script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from server.domain.counts import add, by_segment, with_segments
from server.domain.kind import Answer, AnyKind, Entry
from server.domain.language import Language
from server.domain.moderation import Decisions
from server.domain.seat import Attendance, Hall, Presence, Seat, segments
from server.domain.snapshot import RoundData, Snapshot
from server.domain.state import Phase, PollState, State
from server.domain.workshop import Poll, Workshop
from server.kinds import BY_NAME
from tests.exports.prepared import ABSENT, OBSTACLES, PRESENT, ROSTER, ZONE, workshop
from tests.exports.steps import Steps

KINDS: Mapping[str, AnyKind] = {**BY_NAME, "steps": Steps()}
LANGUAGES = {"en": Language("en", "English"), "es": Language("es", "Español")}
ENGLISH = LANGUAGES["en"]


def at(clock: str) -> int:
    """A time of the course in milliseconds."""
    hour, minute = map(int, clock.split(":"))
    return int(datetime(2024, 2, 15, hour, minute, tzinfo=ZONE).astimezone(UTC).timestamp() * 1000)


TECHNOLOGIES = (
    *("Inteligencia artificial", "WhatsApp", "Blockchain", "blockchain", "Zoom", "Teams", "firma electrónica"),
    *("Firma Electrónica", "redes sociales", "人工智能", "الذكاء الاصطناعي", "Visas électroniques", "big data"),
    *("chatbots", "nube", "ciberseguridad", "SharePoint", "X", "apostilla electrónica", "videoconferência"),
)
WISHES = (
    ("Apostillas y legalizaciones en línea, sin viajar a la capital.", "online"),
    ("Consular appointments for citizens abroad 🙂", "online"),
    ("جوازات السفر الرقمية للمواطنين في الخارج", "online"),
    ("Renouvellement du passeport à distance, avec paiement électronique", "online"),
    ("领事服务应该可以在手机上办理。", "online"),
    ("A single portal of treaties, with full text search", "open"),
    ("Publicação aberta dos dados de votação nos organismos internacionais", "open"),
    ("=SUM(A1:A9) is not a service, but please publish the budget", "open"),
    ("<b>Notes verbales</b> & circulars as structured data", ""),
    ("Coordinación en emergencias\ncon otras cancillerías", ""),
    ("Nothing: people are the service", ""),
)


def _hall() -> Hall:
    rows = []
    for place, code in enumerate(ROSTER):
        if code in ABSENT:
            rows.append(Presence(code))
            continue
        room, remote = 2 + place % 7, 3 + place % 4
        first = at("09:50") + 45_000 * PRESENT.index(code)
        rows.append(Presence(code, room, remote, room, remote, first))
    return Hall([*rows, Presence("", 3, 12, 3, 12, at("09:55"))])


def seats(workshop: Workshop, people: int) -> list[Seat]:
    """That many people, spread over the delegations, half of them in the room."""
    return [
        Seat(
            number,
            PRESENT[number * 5 % len(PRESENT)] if number % 9 else "",
            Attendance.ROOM if number * 11 % 21 < 11 else Attendance.REMOTE,
            workshop.languages[number % 2],
        )
        for number in range(1, people + 1)
    ]


def play(
    workshop: Workshop,
    poll: Poll,
    number: int,
    answers: Sequence[Mapping[str, Sequence[str]]],
    span: tuple[str, str | None],
    **more: Decisions | Sequence[Entry],
) -> RoundData:
    """A round in which the n-th person gives the n-th answer, counted as the store counts."""
    kind = KINDS[poll.kind]
    total: dict[str, int] = {}
    for seat, fields in zip(seats(workshop, len(answers)), answers, strict=True):
        answer = Answer({name: tuple(values) for name, values in fields.items()})
        total = add(total, with_segments(kind.counts(poll.definition, answer), segments(workshop, seat)))
    parts = by_segment(total)
    counts = parts.pop("")
    opened, closed = span
    data = RoundData(poll.id, number, at(opened), at(closed) if closed else None, counts, parts, people=len(answers))
    return replace(data, **more)  # type: ignore[arg-type]


def _entries() -> list[Entry]:
    return [
        Entry(f"{place:012x}", text, at("11:41") + 1000 * place, (17 * place) % 6, theme, ("attendance:room",))
        for place, (text, theme) in enumerate(WISHES)
    ]


def rounds(course: Workshop) -> list[RoundData]:
    """What was answered: every poll but the last, the second of them in two rounds."""
    polls = course.polls
    names = list(OBSTACLES)
    words = [
        {"word": sorted({TECHNOLOGIES[(n * n + k * 7) % (5 + n % 16)] for k in range(1 + n % 3)})} for n in range(163)
    ]
    first = [{"option": [names[(n * n + n // 7) % 6 if n % 3 else n % 2]]} for n in range(187)]
    second = [{"option": [names[(n * n + n // 5) % 5 if n % 4 else 1]]} for n in range(179)]
    steps = [{"staff": [str(1 + n % 5)], "rules": [str(1 + n * n % 5)], "risk": [str(2 + n % 3)]} for n in range(184)]
    entries = _entries()
    decisions = Decisions(
        hidden=frozenset({entries[-1].id}),
        themes={entry.id: entry.theme for entry in entries if entry.theme},
        names={"online": "Services from a distance", "open": "Open data"},
    )
    return [
        play(
            course,
            polls["technologies"],
            1,
            words,
            ("11:35", "11:37"),
            decisions=Decisions(hidden=frozenset({"x"}), merged={"teams": "zoom"}),
        ),
        play(course, polls["obstacle"], 1, first, ("11:36", "11:38")),
        play(course, polls["obstacle"], 2, second, ("12:46", "12:48")),
        play(
            course,
            polls["services"],
            1,
            [{"text": [text]} for text, _ in WISHES],
            ("11:41", "11:44"),
            entries=entries,
            decisions=decisions,
        ),
        play(course, polls["agreement"], 1, steps, ("11:44", "11:45")),
        play(
            course,
            polls["format"],
            1,
            [{"option": [("hall", "hybrid", "hybrid", "online")[n % 4]]} for n in range(171)],
            ("12:50", "12:52"),
        ),
    ]


def snapshot() -> Snapshot:
    """The course after it was adjourned."""
    course = workshop()
    played = rounds(course)
    states = {one.poll: PollState(Phase.CLOSED, one.round, shown=True) for one in played}
    return Snapshot(
        code="482173",
        workshop=course,
        state=State(rev=900, begun=at("10:03"), ended=at("13:01"), polls=states),
        hall=_hall(),
        rounds=played,
        at=at("13:08"),
    )
