"""The course of 15 February 2024 as it was prepared: its agenda, its polls, and 32 delegations."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction
from zoneinfo import ZoneInfo

from server.domain.language import LanguageMap, same
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
from server.kinds.choice import ChoiceDefinition
from server.kinds.options import Option
from server.kinds.slide import SlideDefinition
from server.kinds.text import TextDefinition
from server.kinds.words import WordsDefinition
from tests.exports.steps import StepsDefinition

ZONE = ZoneInfo("America/New_York")


def both(en: str, es: str) -> LanguageMap:
    """A text of the course in its two languages."""
    return LanguageMap({"es": es, "en": en})


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
