"""Believable answers: a form filled in by one delegate.

The form is all that is known of a poll. Controls are told apart by their type and by the first part of their name
(`s.`, `rank.`, `points.`), as the contract of the kinds' fields has it; what answers numbers is in leanings.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from server.rehearsal import leanings, voices
from server.rehearsal.form import CHOOSE_ONE, CHOOSE_SOME, Control, Form
from server.rehearsal.leanings import preferred

OWN = "other"  # the option, and the line, for an answer of one's own
OWNS = 0.08  # the share of people who write one
RAISED = 0.05  # the share of people whose hand is up at any moment
MAILS = 0.4  # the share of people who leave an address where they are asked for one
CONSENTS = 0.85  # the share of people who tick the box of a form

Fields = dict[str, list[str]]
Filler = Callable[[Random, str, Form, Sequence[Control]], Fields]
# Controls that make one answer together with those of another name.
TOGETHER = {"y": "x", OWN: "option"}


def fill(random: Random, language: str, form: Form) -> Fields:
    """The fields of one answer; those of controls that are left empty are not in it."""
    groups: dict[str, list[Control]] = {}
    for control in form.controls.values():
        stem = control.name.partition(".")[0]
        groups.setdefault(TOGETHER.get(stem, stem), []).append(control)
    fields: Fields = {}
    for stem, controls in groups.items():
        filler = FILLERS.get(stem, _any)
        fields |= {name: values for name, values in filler(random, language, form, controls).items() if values}
    return fields


def _any(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    return {control.name: _one(random, language, form, control) for control in controls}


def _one(random: Random, language: str, form: Form, control: Control) -> list[str]:
    if control.type in CHOOSE_ONE:
        return [preferred(random, form.poll, control.values)] if control.values else []
    if control.type in CHOOSE_SOME:
        return _some(random, form, control)
    if control.type in ("number", "range"):
        return [leanings.number(random, control.number("min", 0), control.number("max", 100))]
    if "data-decimals" in control.attributes or control.attributes.get("inputmode") in ("numeric", "decimal"):
        least = control.number("data-from", 0)
        most = control.number("data-to", least + 100)
        return [leanings.number(random, least, most, halves=control.number("data-decimals", 0) > 0)]
    if control.type == "email":
        # A name that no mail server has, so that nobody is ever written to (RFC 2606).
        return [f"delegate{random.randint(1, 9999)}@example.org"] if random.random() < MAILS else []
    many = random.randint(1, control.places)
    if control.name in ("word", OWN):
        texts = voices.words(random, language, many)
    else:
        texts = list({voices.remark(random, language, form.poll, control.name): None for _ in range(many)})
    return [text[: control.number("maxlength", len(text))] for text in texts]


def _some(random: Random, form: Form, control: Control) -> list[str]:
    if control.name.startswith("f."):
        return list(control.values) if random.random() < CONSENTS else []
    least, most = form.limits.get("least", 1), form.limits.get("most", 2)
    left = [value for value in control.values if value != OWN] or list(control.values)
    chosen: list[str] = []
    for _ in range(min(random.randint(max(least, 1), max(most, 1)), len(left))):
        chosen.append(preferred(random, form.poll, left))
        left.remove(chosen[-1])
    return chosen


def _options(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    """From the list, or now and then an answer of one's own in place of the last one."""
    option = next((control for control in controls if control.name == "option"), None)
    line = next((control for control in controls if control.name == OWN), None)
    if option is None:
        return _any(random, language, form, controls)
    values = [value for value in option.values if value != OWN] or list(option.values)
    chosen = _one(random, language, form, Control("option", option.type, values))
    if line is None or random.random() >= OWNS:
        return {"option": chosen}
    return {"option": [*chosen[:-1], OWN], OWN: _one(random, language, form, line)}


def _hand(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    return {"hand": ["up"] if random.random() < RAISED else []}


def _scale(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    return {control.name: [leanings.step(random, form.poll, control.name, control.values)] for control in controls}


def _rank(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    ranks = form.limits.get("ranks", len(controls))
    order = leanings.order(random, form.poll, [control.name for control in controls])
    return {name: [str(place)] for place, name in enumerate(order[:ranks], start=1)}


def _points(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    names = [control.name for control in controls]
    shares = leanings.shares(random, form.poll, names, form.limits.get("budget", 100))
    return {name: [str(share)] for name, share in zip(names, shares, strict=True)}


def _places(random: Random, language: str, form: Form, controls: Sequence[Control]) -> Fields:
    """Pins on a picture, or a place on two axes for each item."""
    names = {control.name: control.places for control in controls}
    if "x" in names:
        pins = leanings.pins(random, form.poll, random.randint(1, names["x"]))
        return {"x": [str(x) for x, _ in pins], "y": [str(y) for _, y in pins]}
    return {name: [leanings.coordinate(random, form.poll, name)] for name in names}


FILLERS: dict[str, Filler] = {
    "hand": _hand,
    "option": _options,
    "points": _points,
    "rank": _rank,
    "s": _scale,
    "x": _places,
}
