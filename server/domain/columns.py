"""Which column of a list of registrations is what: guessed from headings in four languages, changed by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.messages import Message, message
from server.domain.text import fold

LABELS: Mapping[str, Message] = {
    "name": message("Full name"),
    "first": message("Given names"),
    "last": message("Family names"),
    "email": message("E-mail address"),
    "delegation": message("Delegation"),
    "attendance": message("In the room or online"),
    "language": message("Language"),
}

# The likeliest heading first; all as `fold` writes them, without punctuation.
SYNONYMS: Mapping[str, Sequence[str]] = {
    "name": (
        "full name", "nombre completo", "nom complet", "nome completo", "nombre y apellidos", "nombre y apellido",
        "nom et prenom", "prenom et nom", "nome e sobrenome", "name original name", "user name original name",
        "participant name", "name of participant", "nombre del participante", "name", "nombre", "nom", "nome",
        "participant", "participante", "delegate", "delegado", "delegue", "user name",
    ),
    "first": ("first name", "given name", "given names", "nombres", "primer nombre", "prenom", "prenoms",
              "primeiro nome", "nome proprio"),
    "last": ("last name", "family name", "surname", "surnames", "apellidos", "apellido", "nom de famille",
             "sobrenome", "sobrenomes", "apelido", "ultimo nome"),
    "email": ("email", "e mail", "email address", "e mail address", "user email", "correo electronico", "correo",
              "adresse e mail", "adresse electronique", "adresse de messagerie", "courriel", "correio eletronico",
              "endereco de email", "endereco de e mail", "mail"),
    "delegation": (
        "delegation", "delegacion", "delegacao", "member state", "estado miembro", "etat membre", "estado membro",
        "country", "pais", "pays", "country region", "country region name", "pais region", "pays region",
        "pais regiao", "nationality", "nacionalidad", "mission", "mision", "missao", "organization", "organisation",
        "organizacion", "organizacao", "institution", "institucion", "instituicao",
    ),
    "attendance": (
        "attendance", "mode of participation", "mode of attendance", "modalidad de participacion", "modalidad",
        "mode de participation", "modalidade de participacao", "modalidade", "participation", "participacion",
        "participacao", "how will you attend", "asistencia",
    ),
    "language": ("language", "preferred language", "idioma", "idioma preferido", "langue", "langue preferee",
                 "lingua", "lingua preferida", "idioma de preferencia"),
}  # fmt: skip

_NO_LETTERS = re.compile(r"[^\w]+")
# Where a report has several parts, these lines stand between them.
_PART = re.compile(r"(host|panelist|attendee|registrant|participant)s? details|other attended")
DEEPEST = 40  # lines in which the headings are looked for; a report of Zoom has six before them


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file; `line` counts from 1 as the program that wrote it shows it."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in a file: the headings, and the rows below them."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def filled(self, column: int, sign: str = "") -> int:
        """Rows that say something in this column, with a sign in it where one is asked for."""
        cells = (row.cells[column] for row in self.rows if column < len(row.cells))
        return sum(1 for cell in cells if cell and sign in cell)


def plain(heading: str) -> str:
    """A heading as synonyms are written."""
    return " ".join(_NO_LETTERS.sub(" ", fold(heading)).split())


def listing(rows: Sequence[Row]) -> Listing:
    """The list among the rows of a file: below the row whose cells are most like headings.

    A report may begin with lines about itself, and may have several lists; the longest one of those that say as much
    about people is the list.
    """
    starts = [place for place, row in enumerate(rows[:DEEPEST]) if _likeness(row) >= 1]
    starts += [place for place, row in enumerate(rows) if place >= DEEPEST and _likeness(row) >= 2]
    best = Listing((), ())
    rank = (0, 0)
    for start in starts:
        found = Listing(rows[start].cells, tuple(_below(rows, start)))
        merit = (_likeness(rows[start]), len(found.rows))
        if merit > rank:
            best, rank = found, merit
    if not best.headings and rows:
        # Nothing looks like a heading: the first row is one, and people choose by hand.
        best = Listing(rows[0].cells, tuple(rows[1:]))
    return best


def _below(rows: Sequence[Row], start: int) -> list[Row]:
    found: list[Row] = []
    for row in rows[start + 1 :]:
        said = [cell for cell in row.cells if cell]
        if len(said) == 1 and _PART.search(plain(said[0])):
            break
        if said and row.cells != rows[start].cells:
            found.append(row)
    return found


def _likeness(row: Row) -> int:
    """How many fields of a person the cells of a row name exactly."""
    known = {plain(cell) for cell in row.cells if cell}
    return sum(1 for words in SYNONYMS.values() if known & set(words))


def guess(found: Listing) -> dict[str, int]:
    """The likeliest column of each field. A column without anything in it is nobody's."""
    offers: list[tuple[int, int, str, int]] = []
    for column, heading in enumerate(found.headings):
        said = plain(heading)
        for field, words in SYNONYMS.items():
            # A form without a sign-in writes “anonymous” where the address would be.
            filled = found.filled(column, "@" if field == "email" else "")
            if filled and (merit := _merit(said, words)):
                offers.append((merit, filled, field, -column))
    chosen: dict[str, int] = {}
    for _, _, field, column in sorted(offers, reverse=True):
        if field not in chosen and -column not in chosen.values():
            chosen[field] = -column
    return _named(found, chosen)


def _merit(said: str, words: Sequence[str]) -> int:
    """How well a heading fits the words of a field; 0 for not at all. Earlier words weigh more, whole headings most."""
    for place, word in enumerate(words):
        if said == word:
            return 1000 - place
    for place, word in enumerate(words):
        if f" {word} " in f" {said} ":
            return 500 - place
    return 0


def _named(found: Listing, chosen: dict[str, int]) -> dict[str, int]:
    """“Nombre” beside “Apellidos” is the given name, and “Nom” beside “Prénom” the family's."""
    if "name" not in chosen:
        return chosen
    other = {"last": "first", "first": "last"}
    for beside, meant in other.items():
        if beside in chosen and meant not in chosen:
            if plain(found.headings[chosen["name"]]) in ("name", "nombre", "nom", "nome"):
                chosen[meant] = chosen.pop("name")
            return chosen
    if "first" in chosen and "last" in chosen and found.filled(chosen["first"]) >= found.filled(chosen["name"]):
        # Reports of calls have both; the parts are what people gave at registration.
        chosen.pop("name")
    return chosen
