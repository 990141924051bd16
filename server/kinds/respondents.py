"""Who answered, in words: people, or delegations where each of them answers as one."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.messages import Message, message, plural


def counted(n: int, language: Language, *, delegations: bool) -> Message:
    """So many of them: 3 people, 1 delegation."""
    written = language.number(n)
    if delegations:
        return plural("%(n)s delegation", "%(n)s delegations", n, n=written)
    return plural("%(n)s person", "%(n)s people", n, n=written)


def answered(n: int, language: Language, *, delegations: bool) -> Message:
    """How many answered, in a sentence."""
    written = language.number(n)
    if delegations:
        return plural("%(n)s delegation answered.", "%(n)s delegations answered.", n, n=written)
    return plural("%(n)s person answered.", "%(n)s people answered.", n, n=written)


def of_dot(n: int, language: Language, *, delegations: bool) -> str:
    """How many a dot stands for, in a sentence."""
    written = language.number(n)
    if delegations:
        return language.say(plural("A dot is %(n)s delegation.", "A dot is %(n)s delegations.", n, n=written))
    return language.say(plural("A dot is %(n)s person.", "A dot is %(n)s people.", n, n=written))


def title(*, delegations: bool) -> Message:
    """What stands above their numbers."""
    return message("Delegations") if delegations else message("People")
