"""Believable answers: a form filled in by one delegate.

The form is all that is known of a poll. Controls are told apart by their type and by the first part of their name
(`s.`, `rank.`, `points.`), as the contract of the kinds' fields has it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from random import Random

from server.rehearsal import voices
from server.rehearsal.form import CHOOSE_ONE, CHOOSE_SOME, Control, Form

# The option, and the line, for an answer of one's own; simulated delegates choose from the list.
OWN = "other"
RAISED = 0.05  # the share of people whose hand is up at any moment
MAILS = 0.4  # the share of people who leave an address where they are asked for one

Fields = dict[str, list[str]]
Filler = Callable[[Random, str, Form, Sequence[Control]], Fields]


def fill(random: Random, language: str, form: Form) -> Fields:
    """The fields of one answer; those of controls that are left empty are not in it."""
    groups: dict[str, list[Control]] = {}
    for control in form.controls.values():
        groups.setdefault(control.name.split(".")[0] if "." in control.name else control.name, []).append(control)
    fields: Fields = {}
    for stem, controls in groups.items():
        filler = FILLERS.get(stem, _any)
        fields |= {name: values for name, values in filler(random, language, form, controls).items() if values}
    return fields


def _any(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    return {control.name: _one(random, language, form, control) for control in controls}


def _one(random: Random, language: str, form: Form, control: Control) -> list[str]:
    if control.type in CHOOSE_ONE:
        return [_preferred(random, form, control.values)] if control.values else []
    if control.type in CHOOSE_SOME:
        return _some(random, form, control)
    if control.type in ("number", "range"):
        return [str(_near_middle(random, control.number("min", 0), control.number("max", 100)))]
    if "data-decimals" in control.attributes or control.attributes.get("inputmode") in ("numeric", "decimal"):
        least = control.number("data-from", 0)
        return [str(_near_middle(random, least, control.number("data-to", least + 100)))]
    if control.type == "email":
        # A name that no mail server has, so that nobody is ever written to (RFC 2606).
        return [f"delegate{random.randint(1, 9999)}@example.org"] if random.random() < MAILS else []
    if control.name == OWN:
        return []
    many = random.randint(1, control.places)
    if control.name == "word":
        texts = voices.words(random, language, many)
    else:
        texts = list({voices.remark(random, language, form.poll): None for _ in range(many)})
    return [text[: control.number("maxlength", len(text))] for text in texts]


def _near_middle(random: Random, least: int, most: int) -> int:
    return round(min(most, max(least, random.gauss((least + most) / 2, (most - least) / 6))))


def _some(random: Random, form: Form, control: Control) -> list[str]:
    least, most = form.limits.get("least", 1), form.limits.get("most", 2)
    left = [value for value in control.values if value != OWN] or list(control.values)
    chosen: list[str] = []
    for _ in range(min(random.randint(max(least, 1), max(most, 1)), len(left))):
        chosen.append(_preferred(random, form, left))
        left.remove(chosen[-1])
    return chosen


def _preferred(random: Random, form: Form, values: Sequence[str]) -> str:
    """One of the values. The room as a whole has preferences, which depend on the poll and on nothing else."""
    chosen = [value for value in values if value != OWN] or list(values)
    liking = sorted(chosen, key=lambda value: zlib.crc32(f"{form.poll} {value}".encode()))
    return voices.drawn(random, liking)


def _rank(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    order: list[Control] = []
    left = list(controls)
    while left:
        name = _preferred(random, form, [control.name for control in left])
        order.append(next(control for control in left if control.name == name))
        left.remove(order[-1])
    ranks = form.limits.get("ranks", len(order))
    return {control.name: [str(place)] for place, control in enumerate(order[:ranks], start=1)}


def _points(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    budget = form.limits.get("budget", 100)
    cuts = sorted(random.randint(0, budget) for _ in controls[1:])
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, budget], strict=True)]
    return {control.name: [str(share)] for control, share in zip(controls, shares, strict=True)}


def _hand(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    return {"hand": ["up" if random.random() < RAISED else "down"]}


FILLERS: dict[str, Filler] = {"rank": _rank, "points": _points, "hand": _hand}
