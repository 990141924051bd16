"""What every kind keeps, as functions over a kind and its file of cases, so that a new kind brings only those."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined

from server.domain import counts
from server.domain.clerk import raised
from server.domain.errors import Refusal
from server.domain.figure import Figure
from server.domain.kind import Answer, AnyKind, Definition, Entry, Gathered
from server.domain.language import ENGLISH, LanguageMap
from server.domain.reader import Reader, Sink
from server.files import TEMPLATES

CASES = Path(__file__).parent
Cases = Mapping[str, Any]
PERSONS = re.compile(r"\b(?:people|persons?)\b", re.IGNORECASE)
MARKUP = ("<b", "<i", "<span", "<a", "<sub", "<sup")


def cases(kind: AnyKind) -> Cases:
    """The file of cases that carries the kind's name."""
    found: Cases = json.loads((CASES / f"{kind.name}.json").read_text())
    return found


def parse(kind: AnyKind, raw: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """The definition, and the faults as they are written."""
    sink = Sink()
    sink.languages = ("en", "es")
    reader = Reader(raw, (), sink)
    definition = kind.parse(reader)
    reader.finish()
    return definition, [str(fault) for fault in sink.faults]


def definitions(kind: AnyKind, given: Cases) -> dict[str, Any]:
    """Every definition of the cases by its name; none of them has a fault."""
    found: dict[str, Any] = {}
    for name, raw in given["definitions"].items():
        found[name], faults = parse(kind, raw)
        assert not faults, (name, faults)
        assert isinstance(found[name], Definition)
    return found


def gathered(kind: AnyKind, definition: Any, answers: Sequence[Answer]) -> Gathered:
    """What the answers come to when nothing is moderated."""
    entries = [
        Entry(f"{person}.{place}", written.text, at=1_000 * person, to=written.to)
        for person, answer in enumerate(answers)
        for place, written in enumerate(kind.written(definition, answer))
    ]
    total = counts.add(*(kind.counts(definition, answer) for answer in answers))
    return Gathered(total, len(answers), entries if kind.lists else ())


def answers(kind: AnyKind, given: Cases) -> Iterator[tuple[Any, list[Answer]]]:
    """Each definition with all good answers to it."""
    for name, definition in definitions(kind, given).items():
        sent = [case["sent"] for case in given["good"] if case["definition"] == name]
        yield definition, [kind.accept(definition, raw) for raw in sent]


def keeps_faults(kind: AnyKind, given: Cases) -> None:
    """Every fault of a file is said with its place."""
    for case in given["faults"]:
        assert parse(kind, case["raw"])[1] == case["faults"], case


def keeps_good_answers(kind: AnyKind, given: Cases) -> None:
    """A good answer has one canonical form, which is accepted as itself, and adds what it should."""
    known = definitions(kind, given)
    for case in given["good"]:
        definition = known[case["definition"]]
        answer = kind.accept(definition, case["sent"])
        assert {name: list(values) for name, values in answer.fields.items()} == case["answer"], case
        assert list(answer.fields) == list(case["answer"])
        assert kind.accept(definition, answer.fields) == answer
        added = kind.counts(definition, answer)
        assert added == case["counts"], case
        assert counts.PEOPLE not in added
        assert not any(counts.SEGMENT in field for field in added)
        if "written" in case:
            written = [[one.text, one.subject] for one in kind.written(definition, answer)]
            assert written == case["written"], case
        for one in kind.written(definition, answer):
            assert not one.subject or kind.moderated(one.subject)


def keeps_refusals(kind: AnyKind, given: Cases) -> None:
    """What is refused is refused with its field and a courteous sentence."""
    known = definitions(kind, given)
    for case in given["refused"]:
        with pytest.raises(Refusal) as refused:
            kind.accept(known[case["definition"]], case["sent"])
        assert (refused.value.field, str(refused.value.reason)) == (case["field"], case["sentence"]), case


def keeps_hostile_input_out(kind: AnyKind, given: Cases) -> None:
    """Whatever is sent, the answer is a refusal or a good one; and it comes at once, however long it is."""
    huge = "x" * 10_000_000
    fields = {name for case in [*given["good"], *given["refused"]] for name in case["sent"]} | {"option"}
    hostile: list[Any] = [{huge: [huge]}, {"": [""]}, {"\ud800": ["\udfff"]}]
    for name in fields:
        hostile += [
            {name: value} for value in ([huge], [huge, ""], [""] * 100_000, huge, [1], [None], ["\ud800\udc00"])
        ]
    for definition in definitions(kind, given).values():
        for raw in hostile:
            refused = refusal(kind, definition, raw)
            if refused:
                assert len(refused.field) <= 40
                assert 0 < len(str(refused.reason)) < 300
                assert (refused.field + str(refused.reason)).encode()


def refusal(kind: AnyKind, definition: Any, raw: Any) -> Refusal | None:
    """Why this is not accepted, None where it is."""
    try:
        accepted = kind.accept(definition, raw)
    except Refusal as refused:
        return refused
    assert accepted.fields
    assert kind.accept(definition, accepted.fields) == accepted
    return None


def keeps_results(kind: AnyKind, given: Cases) -> None:
    """Table, base and sentence of known answers."""
    known = definitions(kind, given)
    for case in given["results"]:
        definition = known[case["definition"]]
        accepted = [kind.accept(definition, raw) for raw in case["answers"]]
        tally = kind.tally(definition, gathered(kind, definition, accepted))
        table = kind.table(definition, tally, ENGLISH)
        assert [list(row) for row in table.rows] == case["rows"], case
        assert table.base == case["base"]
        assert kind.figure(definition, tally, ENGLISH).sentence == case["sentence"]


def keeps_tables(kind: AnyKind, given: Cases) -> None:
    """Rows, columns and titles agree; a chart names columns that exist."""
    for definition, accepted in answers(kind, given):
        for some in ([], accepted):
            table = kind.table(definition, kind.tally(definition, gathered(kind, definition, some)), ENGLISH)
            assert len(table.titles) == len(table.columns)
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert all(0 < column < len(table.columns) for column in table.series)
            assert bool(table.chart) == bool(table.series)


def keeps_figures(kind: AnyKind, given: Cases) -> None:
    """Figures are plain data that Plotly takes, with no markup in them, alone and compared."""
    for definition, accepted in answers(kind, given):
        tallies = [kind.tally(definition, gathered(kind, definition, some)) for some in ([], accepted, accepted * 7)]
        for tally in tallies:
            valid(kind.figure(definition, tally, ENGLISH))
        valid(kind.compare(definition, [("before", tallies[1]), ("now", tallies[2])], ENGLISH))
        valid(kind.compare(definition, [("1", tallies[0]), ("2", tallies[1]), ("3", tallies[2])], ENGLISH))
        valid(kind.compare(definition, [("room", tallies[2]), ("remote", tallies[1])], ENGLISH))
        valid(kind.compare(definition, [("before", tallies[0]), ("now", tallies[0])], ENGLISH))


def keeps_units(kind: AnyKind, given: Cases) -> None:
    """Where each delegation answers as one, nothing that is said of the answers speaks of people."""
    for asked, accepted in answers(kind, given):
        definition = replace(asked, delegations=True)
        for times in (1, 2, 60):
            told = gathered(kind, definition, accepted * times)
            team = {f"delegation:{name}": {counts.PEOPLE: 1, **told.counts} for name in ("CL", "PE")}
            names = {name: LanguageMap({"en": name}) for name in team}
            tally = kind.tally(definition, replace(told, segments=team, names=names))
            figures = [kind.figure(definition, tally, ENGLISH)]
            figures += [
                kind.compare(definition, [(name, tally) for name in pair], ENGLISH)
                for pair in (("before", "now"), ("room", "remote"), ("Members", "Observers"))
            ]
            for figure in figures:
                plainly(figure.sentence, given)
                for trace in figure.plain()["data"]:
                    for label in trace.get("text", ()):
                        plainly(label, given)
            for table in (kind.table(definition, tally, ENGLISH), *kind.further(definition, tally, ENGLISH)):
                for text in (*table.titles, table.base, *(row[0] for row in table.rows)):
                    plainly(str(text), given)


def plainly(text: str, given: Cases) -> None:
    """No person is in it, but for those that the cases themselves speak of."""
    own = {word.lower() for word in PERSONS.findall(json.dumps([given["definitions"], given["good"]]))}
    assert not {word.lower() for word in PERSONS.findall(text)} - own, text


def keeps_words_for_people(kind: AnyKind, given: Cases) -> None:
    """The rule is a sentence, and the label a word for menus."""
    assert ENGLISH.say(kind.label)
    for name, definition in definitions(kind, given).items():
        rule = ENGLISH.say(kind.rule(definition))
        assert rule.endswith(".")
        assert rule == given.get("rules", {}).get(name, rule)


def keeps_forms(kind: AnyKind, given: Cases, loader: BaseLoader | None = None) -> None:
    """The template takes what `form` gives, and holds the answer that was given before."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"],
        loader=loader or FileSystemLoader(TEMPLATES),
    )  # fmt: skip
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    template = environment.get_template(f"kinds/{kind.name}.html")
    for definition, accepted in answers(kind, given):
        form = json.loads(json.dumps(kind.form(definition, ENGLISH)))
        poll = {"id": "p1", "kind": kind.name, "form": form}
        empty = template.render(poll=poll, own={}, code="482173")
        assert "style=" not in empty
        assert "<form" not in empty
        for answer in accepted:
            held = template.render(poll=poll, own=answer.fields, code="482173")
            assert held != empty
            assert held.replace(" checked", "").count("<input") == empty.count("<input")


def takes_raised_hands(kind: AnyKind, given: Cases) -> None:
    """What the clerk counts are fields of an answer: one hand for each question is accepted, whoever raises it."""
    for definition in definitions(kind, given).values():
        hands = kind.hands(kind.form(definition, ENGLISH))
        if not hands:
            continue
        several = any(one.several for one in hands)
        for place in range(max(len(one.values) for one in hands)):
            said = raised(hands, {one.field: {one.values[place % len(one.values)][0]: 1} for one in hands})
            assert [n for _, n in said] == [1]
            try:
                kind.accept(definition, said[0][0])
            except Refusal:
                assert several  # of those who may choose several, some have to choose more than one


CONTRACT = (
    keeps_faults,
    keeps_good_answers,
    keeps_refusals,
    keeps_hostile_input_out,
    keeps_results,
    keeps_tables,
    keeps_figures,
    keeps_units,
    keeps_words_for_people,
    keeps_forms,
    takes_raised_hands,
)


def valid(figure: Figure) -> None:
    """Plotly accepts the figure once meanings have become colours, and it is plain data without markup."""
    plain = json.loads(json.dumps(figure.plain(), allow_nan=False))
    go.Figure(in_colour(plain["data"]), in_colour(plain["layout"]))
    for trace in plain["data"]:
        for label in trace.get("text", ()):
            assert not any(sign in label for sign in MARKUP), label
        if trace["type"] == "scatter" and trace["x"]:
            in_range(trace, plain["layout"])


def in_range(trace: Mapping[str, Any], layout: Mapping[str, Any]) -> None:
    """No point stands outside its axis, where it would not be drawn."""
    for axis in ("x", "y"):
        low, high = sorted(layout[f"{axis}axis"]["range"])
        assert all(low <= value <= high for value in trace[axis] if value is not None), (axis, low, high, trace)


def in_colour(value: Any) -> Any:
    """The same with one colour for every meaning."""
    match value:
        case str():
            return "#0b47b0" if value.startswith("--") else value
        case list():
            return [in_colour(one) for one in value]
        case dict():
            return {key: in_colour(one) for key, one in value.items()}
        case _:
            return value
