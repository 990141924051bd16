"""The course of 15 February 2024 as a snapshot: its agenda, 24 delegations, 187 answers, and texts of every script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

from server.domain.counts import add, by_segment, with_segments
from server.domain.kind import Answer, AnyKind, Entry
from server.domain.language import Language, LanguageMap, same
from server.domain.moderation import Decisions
from server.domain.seat import Attendance, Hall, Presence, Seat, segments
from server.domain.snapshot import RoundData, Snapshot
from server.domain.state import Phase, PollState, State
from server.domain.workshop import (
    AgendaItem,
    Ballot,
    Delegation,
    Link,
    Person,
    Poll,
    Quorum,
    Settings,
    Workshop,
)
from server.kinds import BY_NAME
from server.kinds.choice import ChoiceDefinition
from server.kinds.options import Option
from server.kinds.slide import SlideDefinition
from server.kinds.text import TextDefinition
from server.kinds.words import WordsDefinition
from tests.exports.steps import Steps, StepsDefinition

KINDS: Mapping[str, AnyKind] = {**BY_NAME, "steps": Steps()}
LANGUAGES = {"en": Language("en", "English"), "es": Language("es", "Español")}
ENGLISH = LANGUAGES["en"]
ZONE = ZoneInfo("America/New_York")


def both(en: str, es: str) -> LanguageMap:
    """A text of the course in its two languages."""
    return LanguageMap({"es": es, "en": en})


def at(clock: str) -> int:
    """A time of the course in milliseconds."""
    hour, minute = map(int, clock.split(":"))
    return int(datetime(2024, 2, 15, hour, minute, tzinfo=ZONE).astimezone(UTC).timestamp() * 1000)


ROSTER = {
    "AG": ("Antigua and Barbuda", "Antigua y Barbuda"),
    "AR": ("Argentina", "Argentina"),
    "BS": ("Bahamas", "Bahamas"),
    "BB": ("Barbados", "Barbados"),
    "BZ": ("Belize", "Belice"),
    "BO": ("Bolivia", "Bolivia"),
    "BR": ("Brazil", "Brasil"),
    "CA": ("Canada", "Canadá"),
    "CL": ("Chile", "Chile"),
    "CO": ("Colombia", "Colombia"),
    "CR": ("Costa Rica", "Costa Rica"),
    "DM": ("Dominica", "Dominica"),
    "DO": ("Dominican Republic", "República Dominicana"),
    "EC": ("Ecuador", "Ecuador"),
    "SV": ("El Salvador", "El Salvador"),
    "US": ("United States", "Estados Unidos"),
    "GD": ("Grenada", "Granada"),
    "GT": ("Guatemala", "Guatemala"),
    "GY": ("Guyana", "Guyana"),
    "HT": ("Haiti", "Haití"),
    "HN": ("Honduras", "Honduras"),
    "JM": ("Jamaica", "Jamaica"),
    "MX": ("Mexico", "México"),
    "PA": ("Panama", "Panamá"),
    "PY": ("Paraguay", "Paraguay"),
    "PE": ("Peru", "Perú"),
    "KN": ("Saint Kitts and Nevis", "San Cristóbal y Nieves"),
    "LC": ("Saint Lucia", "Santa Lucía"),
    "VC": ("Saint Vincent and the Grenadines", "San Vicente y las Granadinas"),
    "SR": ("Suriname", "Suriname"),
    "TT": ("Trinidad and Tobago", "Trinidad y Tobago"),
    "UY": ("Uruguay", "Uruguay"),
}
ABSENT = frozenset({"AG", "BZ", "DM", "GD", "HN", "KN", "LC", "SR"})
PRESENT = tuple(code for code in ROSTER if code not in ABSENT)

OBSTACLES = {
    "budget": ("Insufficient budget", "Presupuesto insuficiente"),
    "staff": ("Lack of trained staff", "Falta de personal capacitado"),
    "security": ("Information security", "Seguridad de la información"),
    "law": ("Legal framework", "Marco jurídico"),
    "infrastructure": ("Infrastructure", "Infraestructura"),
    "culture": ("Institutional culture and habits of working", "Cultura institucional y hábitos de trabajo"),
}
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


def _polls() -> tuple[Poll, ...]:
    options = tuple(Option(key, both(*texts)) for key, texts in OBSTACLES.items())
    return (
        Poll(
            "technologies",
            "words",
            both(
                "List the technologies most commonly used by your country’s foreign ministry.",
                "Enumere las tecnologías que más utiliza la cancillería de su país.",
            ),
            WordsDefinition(entries=3),
        ),
        Poll(
            "obstacle",
            "choice",
            both(
                "What is the biggest obstacle to the use of emerging technologies in your foreign ministry?",
                "¿Cuál es el mayor obstáculo para usar tecnologías emergentes en su cancillería?",
            ),
            ChoiceDefinition(options),
            Settings(countdown=90),
        ),
        Poll(
            "services",
            "text",
            LanguageMap({"es": "¿Qué trámites de la cancillería deberían ser accesibles digitalmente?"}),
            TextDefinition(upvotes=True),
        ),
        Poll(
            "agreement",
            "steps",
            both("How far do you agree with these statements?", "¿En qué medida está de acuerdo con estas frases?"),
            StepsDefinition(
                {
                    "staff": "My ministry has the people it needs for its digital work.",
                    "rules": "Our rules allow decisions to be taken online.",
                    "risk": "Emerging technologies threaten democracy in my country more than they strengthen it.",
                }
            ),
            Settings(ballot=Ballot.SECRET, change=False),
        ),
        Poll("thanks", "slide", both("Thank you", "Gracias"), SlideDefinition()),
        Poll(
            "format",
            "choice",
            both("Which format suits the next course?", "¿Qué formato conviene al próximo curso?"),
            ChoiceDefinition(
                (
                    Option("hall", both("In the hall", "En la sala")),
                    Option("hybrid", both("Hybrid", "Híbrido")),
                    Option("online", both("Online", "En línea")),
                ),
                chart="donut",
            ),
        ),
        Poll(
            "challenges",
            "choice",
            both("Does your country have a policy on eGovernment?", "¿Tiene su país una política de gobierno digital?"),
            ChoiceDefinition((Option("yes", both("Yes", "Sí")), Option("no", both("No", "No")))),
        ),
    )


def workshop() -> Workshop:
    """The course as it was prepared."""
    text = both("text of the presentation", "texto de la presentación")
    ford = Person(
        "Elaine Ford",
        both("Founding Director, Digital Democracy", "Directora fundadora, Democracia Digital"),
        (Link(text, "https://example.org/ford.pdf"),),
    )
    muniz = Person(
        "Manuel Muñiz",
        both("International Provost and Dean, Universidad IE", "Provost internacional y decano, Universidad IE"),
        (Link(both("video of the presentation", "video de la presentación"), "https://example.org/muniz"),),
    )
    trigo = Person(
        "María Fernanda Trigo",
        both(
            "Director of the Department for Effective Public Management",
            "Directora del Departamento para la Gestión Pública Efectiva",
        ),
    )
    return Workshop(
        title=both("CAJP Course on Digital Diplomacy", "Curso de la CAJP sobre diplomacia digital"),
        languages=("es", "en"),
        date=date(2024, 2, 15),
        timezone=ZONE,
        start=time(10),
        end=time(13),
        subtitle=both(
            "The role of emerging technologies in strengthening democracy",
            "El papel de las tecnologías emergentes en el fortalecimiento de la democracia",
        ),
        place=both("Rubén Darío Room, OAS General Secretariat Building", "Salón Rubén Darío, edificio de la OEA"),
        body=both("Committee on Juridical and Political Affairs", "Comisión de Asuntos Jurídicos y Políticos"),
        reference="CP/CAJP-3769/23",
        footnotes=(
            both(
                "Summaries of CAJP meetings are available in the four languages and are classified by year.",
                "Los resúmenes de las reuniones están disponibles en los cuatro idiomas y clasificados por año.",
            ),
        ),
        background=both(
            "At the request of the Chair, the Department for Effective Public Management prepared a concept paper with "
            "an accompanying draft agenda, delivered to this Committee on December 7, 2023.\n\n"
            "The agenda was approved on January 25, 2024.",
            "A solicitud de la Presidencia, el Departamento preparó una nota conceptual con un proyecto de temario.\n\n"
            "El temario se aprobó el 25 de enero de 2024.",
        ),
        closing=both(
            "The CAJP took note of the presentations and of the questions raised by delegates and other participants.",
            "La CAJP tomó nota de las presentaciones y de las preguntas de las delegaciones y demás participantes.",
        ),
        presiding=(
            Person(
                "Ambassador Sebastián Kraljevich",
                both(
                    "Permanent Representative of Chile and Chair of the CAJP",
                    "Representante Permanente de Chile y Presidente de la CAJP",
                ),
            ),
            Person("Counselor Mabel García", both("Alternate Representative and Vice Chair", "Vicepresidenta")),
        ),
        delegations=[Delegation(code, both(*names), code, code.lower()) for code, names in ROSTER.items()],
        quorum=Quorum(share=Fraction(1, 3)),
        links=(
            Link(both("Audio of the course", "Audio del curso"), "https://example.org/audio.mp3", "recording"),
            Link(both("Video of the course", "Video del curso"), "https://example.org/video", "webcast"),
            Link(same("CP/CAJP-3767/23: Concept paper"), "https://example.org/3767", "background"),
            Link(same("CP/CAJP/INF.1097/24: Glossary and Resources"), "https://example.org/1097", "background"),
            Link(same("Not an address"), "javascript:alert(1)"),
        ),
        agenda=(
            AgendaItem("opening", both("Inauguration", "Inauguración"), time(10), time(10, 15), (trigo,)),
            AgendaItem(
                "introduction",
                both("Introduction to digital diplomacy", "Introducción a la diplomacia digital"),
                time(10, 15),
                time(10, 55),
                (muniz,),
                topics=(
                    both("Terms, concepts, and tools", "Términos, conceptos y herramientas"),
                    both("Impact of emerging technologies on diplomacy", "Impacto de las tecnologías emergentes"),
                ),
                discussion=(
                    both(
                        "Do foreign ministries have a policy on the use of technology?",
                        "¿Tienen las cancillerías una política sobre el uso de la tecnología?",
                    ),
                ),
            ),
            AgendaItem(
                "polls",
                both("Polls", "Sondeos"),
                time(11, 35),
                time(11, 45),
                notes=both(
                    "Delegates answered on their own phones, in four languages.",
                    "Las delegaciones respondieron desde sus teléfonos, en cuatro idiomas.",
                ),
                polls=_polls(),
            ),
            AgendaItem(
                "democracy",
                both(
                    "How do emerging technologies impact democracy?",
                    "¿Cómo inciden las tecnologías emergentes en la democracia?",
                ),
                time(11, 45),
                time(12, 45),
                (ford,),
            ),
            AgendaItem("conclusions", both("Conclusions", "Conclusiones"), time(12, 45), time(13)),
        ),
    )


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
