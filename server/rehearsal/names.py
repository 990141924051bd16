"""Names of simulated delegates: each is somebody else, and nobody is anybody."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

# The language of delegations, by their ISO 3166 codes; all others of the Americas speak Spanish.
SPOKEN = {
    "en": "AG BS BB BZ CA DM EU GB GD GY JM KN LC SR TT VC US",
    "fr": "FR HT",
    "pt": "BR PT",
}
GIVEN = {
    "es": "Lucía Martín Valentina Diego Camila Andrés Sofía Javier Elena Tomás Paula Ricardo Daniela Emilio Inés"
    " Gabriel Marcela Rodrigo Teresa Esteban",
    "en": "Grace Marcus Aaliyah Daniel Kezia Owen Joanna Trevor Simone Adrian Claire Dwayne Esther Nathan Ruth Malcolm"
    " Alicia Peter Gail Stephen",
    "fr": "Chantal Luc Nadège Hugo Mireille Yves Odette Fabrice Solange Étienne Marlène Pascal Carline Benoît Édith"
    " Rémi Josette Thierry Agnès Gaston",
    "pt": "Beatriz Rafael Larissa Thiago Helena Caio Marina Bruno Luísa Otávio Clara Renato Alice Vitor Júlia Henrique"
    " Sílvia Márcio Laura Fábio",
}
FAMILY = {
    "es": "Herrera Rojas Cruz Fuentes Ortega Molina Castillo Navarro Peña Aguilar Salazar Vega Campos Ibarra Mendoza"
    " Cordero Rivas Duarte Paredes Solís",
    "en": "Bennett Clarke Joseph Reid Thomas Baptiste Francis Hughes Grant Alleyne Parker Sinclair Walcott Morris Lewis"
    " Browne Edwards Charles Palmer Warner",
    "fr": "Pierre Tremblay Étienne Gagnon Jean Bouchard Desrosiers Lambert Charles Morel Dorval Laurent Toussaint"
    " Girard Michel Fontaine Auguste Renaud Louis Garnier",
    "pt": "Almeida Nogueira Campos Moraes Duarte Barros Ferreira Teixeira Carvalho Rezende Lopes Pinheiro Azevedo Ramos"
    " Cardoso Machado Vieira Tavares Moura Guedes",
}


def language_of(delegation: str) -> str:
    """The language that a delegation speaks."""
    return next((code for code, delegations in SPOKEN.items() if delegation in delegations.split()), "es")


def name(random: Random, language: str, taken: Collection[str]) -> str:
    """A name that nobody has yet; where all are taken, one with a number."""
    given, family = GIVEN.get(language, GIVEN["en"]).split(), FAMILY.get(language, FAMILY["en"]).split()
    for _ in range(len(given)):
        drawn = f"{random.choice(given)} {random.choice(family)}"
        if drawn not in taken:
            return drawn
    free = (f"{one} {other}" for one in given for other in family)
    return next((one for one in free if one not in taken), f"{drawn} {len(taken) + 1}")
