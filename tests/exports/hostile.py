"""The worst of texts, in every place that people fill in."""

from __future__ import annotations

from dataclasses import replace

from server.domain.kind import Entry
from server.domain.language import LanguageMap, same
from server.domain.snapshot import Snapshot
from server.domain.workshop import Link, Person, Poll
from server.kinds.choice import ChoiceDefinition
from server.kinds.options import Option
from server.kinds.text import TextDefinition
from tests.exports import world

HOSTILE = (
    "=SUM(A1)",
    "+1",
    "-2+3",
    "@cmd",
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% raise %}",
    "]]><w:p/>",
    "a\x00b\x0bc\x1bd",
    "lone \ud800 surrogate",
    "\ufffe non-character",
    "‮evil\u202c",
    "tab\tand\nline\r\nfeeds",
    "مرحبا (2026) test",
    "👩‍👩‍👧‍👦🇧🇷",
    "x" * 40_000,
    "| pipe \\| `code` [link](javascript:x) # head",
    "' \" & ;",
    "",
)


def hostile(course: Snapshot) -> Snapshot:
    """The course with the worst of texts in every place that people fill in."""
    worst = " ".join(text for text in HOSTILE if len(text) < 100)
    texts = LanguageMap({"en": worst})
    people = (
        Person(worst, texts, (Link(texts, "https://example.org/?q=<\x00>&" + worst), Link(texts, "data:text/html,x"))),
    )
    poll = Poll("t", "text", texts, TextDefinition())
    options = tuple(Option(f"o{n}", same(text or "empty")) for n, text in enumerate(HOSTILE))
    choice = Poll("c", "choice", texts, ChoiceDefinition(options))
    item = replace(
        course.workshop.agenda[0], title=texts, notes=texts, topics=(texts,), speakers=people, polls=(poll, choice)
    )
    workshop = replace(
        course.workshop,
        title=texts,
        subtitle=texts,
        place=texts,
        reference=worst,
        footnotes=(texts,),
        background=texts,
        closing=texts,
        presiding=people,
        delegations=[replace(one, name=texts) for one in course.workshop.delegations],
        agenda=(item,),
    )
    entries = [Entry(f"e{n}", text, theme="t") for n, text in enumerate(HOSTILE)]
    rounds = [
        replace(world.play(workshop, poll, 1, [], ("11:00", None)), entries=entries, people=len(entries)),
        world.play(workshop, choice, 1, [{"option": [f"o{n % len(options)}"]} for n in range(40)], ("11:00", "11:05")),
    ]
    rounds[0] = replace(
        rounds[0], decisions=replace(rounds[0].decisions, themes={"e0": "t", "e1": "t"}, names={"t": worst})
    )
    return replace(course, workshop=workshop, rounds=rounds, notes={f"item:{item.id}": worst})
