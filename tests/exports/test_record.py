"""The record of a vote: sides in the order of the rules, observers apart, and whoever cast no vote."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
from docx import Document

from server.domain.kind import Answer
from server.domain.snapshot import Said, Snapshot
from server.exports import as_docx, as_md, as_xlsx
from server.exports.parts import NamedGroup
from server.exports.summary import gather
from server.kinds import BY_NAME
from server.store.files.agenda_file import load
from tests.exports import world
from tests.exports.asking import told

AGENDA = """
hemicycle: 1
title: A council
languages: [en]
date: 2024-02-15
timezone: America/New_York
proxies: {most: 1}
roster:
  - {id: AR, name: Argentina}
  - {id: BO, name: Bolivia}
  - {id: CL, name: Chile}
  - {id: PE, name: Peru}
  - {id: EU, name: Union, observer: true}
agenda: [{id: one, title: One, polls: [POLL]}]
"""
OPEN = "{id: motion, kind: vote, prompt: Motion, by: delegation, ballot: open, MORE}"


def said(delegation: str, option: str, **more: Any) -> Said:
    return Said(delegation, "", Answer({"option": (option,)}), **more)


SAID = (
    said("CL", "abstain"),
    said("AR", "against", clerk=True),
    said("EU", "for"),
    said("PE", "against", agent="CL"),
)


def groups(course: Snapshot, poll: str, answers: tuple[Said, ...] = SAID) -> list[tuple[str, str]]:
    """Heads and names."""
    workshop, _ = load(AGENDA.replace("POLL", poll), BY_NAME)
    snapshot = replace(course, workshop=workshop)
    data = replace(world.play(workshop, workshop.polls["motion"], 1, [], ("11:36", "11:38")), said=answers)
    named = told(snapshot, [data], "motion").named
    assert named is not None

    def line(one: NamedGroup) -> tuple[str, str]:
        return one.head.removesuffix(":"), one.who

    return [line(one) for one in named.groups]


def test_a_vote_is_recorded_by_sides(course: Snapshot) -> None:
    """Who votes by proxy, and what the clerk entered, is said of each; observers come last."""
    assert groups(course, OPEN.replace("MORE", "show: hidden")) == [
        ("Against (2)", "Argentina (entered by the clerk); Peru (by proxy: Chile)"),
        ("Abstaining (1)", "Chile"),
        ("Absent or not voting (1)", "Bolivia"),
        ("Observers, not counted: In favour (1)", "Union"),
    ]


def test_where_nothing_is_decided_nobody_is_missing(course: Snapshot) -> None:
    """A temperature check has sides, and no duty to take one."""
    heads = [head for head, _ in groups(course, OPEN.replace("MORE", "temperature: true"))]
    assert heads == ["Against (2)", "Abstaining (1)", "Observers, not counted: In favour (1)"]


def test_a_silence_procedure_has_objections(course: Snapshot) -> None:
    """And those are listed as they were made."""
    found = groups(course, OPEN.replace("MORE", "silence: {minutes: 5}"), (said("CL", "object"),))
    assert found == [("We object (1)", "Chile")]


def test_what_was_decided_stands_before_its_numbers(course: Snapshot) -> None:
    """The word in bold and what made it so; below the table is nothing that was said already."""
    workshop, _ = load(AGENDA.replace("POLL", OPEN.replace("MORE", "show: hidden")), BY_NAME)
    snapshot = replace(course, workshop=workshop)
    data = world.play(workshop, workshop.polls["motion"], 1, [], ("11:36", "11:38"))
    data = replace(data, counts={"": 3, "for": 2, "against": 1}, people=3)
    one = told(snapshot, [data], "motion")
    word, why = one.decision
    assert (word, why.startswith(" 2 for, 1 against, 0 abstentions.")) == ("Adopted:", True)
    assert "Adopted" not in one.basis
    assert told(snapshot, [replace(data, closed=None)], "motion").decision == ()
    summary = gather(replace(snapshot, rounds=[data]), BY_NAME, world.ENGLISH)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.write(summary)))
    notes = [str(cell.value) for row in book["1 motion"].iter_rows() for cell in row]
    assert any("Adopted: 2 for, 1 against, 0 abstentions." in note for note in notes)
    told_in_text = as_md.write(summary).decode()
    assert "**Adopted:** 2 for, 1 against, 0 abstentions." in told_in_text
    paragraph = next(one for one in Document(io.BytesIO(as_docx.write(summary))).paragraphs if "Adopted" in one.text)
    assert (paragraph.runs[0].text, paragraph.runs[0].style.name) == ("Adopted:", "Strong")
