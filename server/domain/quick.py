"""A poll made up on the spot: what somebody typed becomes a poll of the agenda file, of the kind that it suggests.

The first line is the question, each line below it an option. Only what is read here is guessed; the moderator can
choose another kind, and what was typed is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.editing import fresh_id
from server.domain.messages import Message, message
from server.domain.text import clean

KINDS = ("choice", "vote", "scale", "words", "number", "text")
MOST_OPTIONS = 20
LONGEST = 4_000  # characters of what is typed for one language

YES, NO = message("Yes"), message("No")
ANSWER = message("Answer")
LOW, HIGH = message("Not at all"), message("Fully")

# A dash, a dot, a letter or a number that somebody sets before an option.
_BULLET = re.compile(r"^\s*(?:[-–—*•·]|\(?[a-z0-9]{1,2}[.)])\s+", re.IGNORECASE)

# What in a question says how it is answered, in the four languages of the interface.
_SIGNS: Sequence[tuple[str, re.Pattern[str]]] = [
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("choice", r"\b(yes|s[ií]|oui|sim)\s*(/|or|o|ou)\s*(no|non|n[aã]o)\b"),
        ("vote", r"\b(for|a favor|pour)\s*(/|or|o|ou)\s*(against|en contra|contre|contra)\b"),
        ("vote", r"^\W*(vote|votaci[oó]n|votação|adoption|adopci[oó]n|adoção|adopt|approve|aprobar|adopter|aprovar)\b"),
        ("words", r"\b(one|a single|una( sola)?|un( seul)?|uma( s[oó])?)\s+(word|palabra|mot|palavra)\b"),
        ("words", r"\b(in|en|em)\s+(two|three|dos|tres|deux|trois|duas|três)\s+(words|palabras|mots|palavras)\b"),
        ("scale", r"^\W*(rate|valore|califique|eval[uú]e|[eé]valuez|notez|avalie|classifique)\b"),
        ("scale", r"\b(from|de|del)?\s*1\s*(to|a|al|à|-|–)\s*(5|10)\b"),
        ("scale", r"\b(how far|to what extent|en qu[eé] medida|dans quelle mesure|em que medida)\b"),
        ("number", r"\b(how many|how much|cu[aá]nt[oa]s?|combien|quant[oa]s?)\b"),
        (
            "choice",
            r"^\W*(shall|should|do|does|did|is|are|was|were|can|could|will|would|has|have|may|"
            r"debemos|deber[ií]amos|podemos|est[aá]|hay|quiere[ns]?|desea[ns]?|conviene|"
            r"faut-il|est-ce que|devons-nous|voulez-vous|souhaitez-vous|êtes-vous|avez-vous|"
            r"devemos|dever[ií]amos|h[aá]|deseja[ms]?|quer(em)?)\b",
        ),
    )
]
_TWO = re.compile(r"\b(two|dos|deux|duas)\b", re.IGNORECASE)
_THREE = re.compile(r"\b(three|tres|trois|três)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in one language: a question, and options in their order."""

    prompt: str = ""
    options: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.prompt)


def read(text: str) -> Typed:
    """The question and the options in a text."""
    lines = [line for raw in clean(text[:LONGEST]).split("\n") if (line := raw.strip())]
    if not lines:
        return Typed()
    options = [one for line in lines[1 : MOST_OPTIONS + 1] if (one := _BULLET.sub("", line).strip())]
    return Typed(lines[0], tuple(options))


def suggested(typed: Typed) -> str:
    """The kind that a text suggests: options are chosen from, and a question says how it wants to be answered."""
    if typed.options:
        return "choice"
    return next((kind for kind, sign in _SIGNS if sign.search(typed.prompt)), "text")


def missing(typed: Mapping[str, Typed], kind: str) -> Sequence[str]:
    """The languages in which something is not translated: those without a question, or with fewer options."""
    most = max((len(one.options) for one in typed.values()), default=0) if kind == "choice" else 0
    return [code for code, one in typed.items() if not one or len(one.options) < most]


def poll(
    typed: Mapping[str, Typed],
    kind: str,
    say: Callable[[str, Message], str],
    taken: Sequence[str],
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    """The poll as the agenda file has it.

    Args:
        typed: what was typed in each language of the workshop, that in which it was made up first.
        say: a sentence of the interface in a language, for options that nobody has to type.
        taken: the ids that other polls have.
        settings: further keys of the poll.
    """
    prompts = {code: one.prompt for code, one in typed.items() if one}
    own = next(iter(prompts.values()), "")
    raw: dict[str, Any] = {"id": fresh_id(taken, own, "poll"), "kind": kind, "prompt": prompts}
    match kind:
        case "choice":
            raw["options"] = _options(typed) or _said(typed, say, {"yes": YES, "no": NO})
        case "scale":
            raw["statements"] = _said(typed, say, {"answer": ANSWER})
            raw["ends"] = {one["id"]: one["text"] for one in _said(typed, say, {"low": LOW, "high": HIGH})}
            if re.search(r"\b10\b", own):
                raw["steps"] = {"from": 1, "to": 10}
        case "words":
            raw["entries"] = 2 if _TWO.search(own) else 3 if _THREE.search(own) else 1
        case _:
            pass
    return {**raw, **settings}


def _options(typed: Mapping[str, Typed]) -> list[dict[str, Any]]:
    most = max((len(one.options) for one in typed.values()), default=0)
    options: list[dict[str, Any]] = []
    for place in range(most):
        texts = {code: one.options[place] for code, one in typed.items() if place < len(one.options)}
        taken = [option["id"] for option in options]
        options.append({"id": fresh_id(taken, next(iter(texts.values())), "option"), "text": texts})
    return options


def _said(
    typed: Mapping[str, Typed], say: Callable[[str, Message], str], words: Mapping[str, Message]
) -> list[dict[str, Any]]:
    return [{"id": name, "text": {code: say(code, word) for code in typed}} for name, word in words.items()]
