"""A summary as plain data for a template: texts, numbers, lists and mappings, and marks for what the child draws."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from server.domain.messages import message
from server.exports.chart import Chart
from server.exports.grid import Grid
from server.exports.locales import tag
from server.exports.parts import Comparison, EntryPart, ItemPart, LinkPart, Named, PollPart, Round, Speaker, Summary

Plain = dict[str, Any]
CHART, TABLE, LINK = "$chart", "$table", "$link"


def of(summary: Summary) -> Plain:
    """What the tags of server.exports.template.shape.SUMMARY stand for."""
    facts = {fact.name: fact.text for fact in summary.facts}
    items = [_item(item, summary) for item in summary.items]
    say, language = summary.language.say, summary.language
    written = message("%(time)s on %(date)s", time=language.clock(summary.at), date=language.day(summary.at.date()))
    attendance = summary.attendance
    return {
        "code": summary.code,
        "heading": summary.heading,
        "title": summary.title,
        "subtitle": summary.subtitle,
        "reference": summary.reference,
        "state": summary.state,
        **{name: facts.get(name, "") for name in ("body", "date", "time", "place", "presiding", "opened", "adjourned")},
        "day": summary.day.isoformat(),
        "written": say(written),
        "facts": [{"name": fact.name, "label": fact.label, "text": fact.text} for fact in summary.facts],
        "footnotes": list(summary.footnotes),
        "attendance": {
            "sentences": list(attendance.sentences),
            "text": " ".join(attendance.sentences),
            "quorum": attendance.quorum,
            "present": len(attendance.delegations),
            "roster": attendance.roster,
            "room": attendance.room,
            "remote": attendance.remote,
            "total": attendance.room + attendance.remote,
            "delegations": [
                {"id": one.id, "name": one.name, "room": one.room, "remote": one.remote, "total": one.room + one.remote}
                for one in attendance.delegations
            ],
            "table": table(attendance.grid, total=True),
            "rights": list(attendance.rights),
        },
        "background": list(summary.background),
        "links": [
            {"kind": group.kind, "sentence": group.sentence, "links": _links(group.links)} for group in summary.links
        ],
        "agenda": items,
        "polls": [poll for item in items for poll in item["polls"]],
        "earlier": summary.earlier,
        "conclusions": list(summary.conclusions),
        "closing": list(summary.closing),
        "adjournment": summary.adjournment,
        "words": asdict(summary.words),
        "language": language.code,
    }


def _links(many: tuple[LinkPart, ...]) -> list[Plain]:
    return [{"title": one.title, "url": one.url, "link": {LINK: {"title": one.title, "url": one.url}}} for one in many]


def speaker(one: Speaker) -> Plain:
    """A person with their role."""
    return {"name": one.name, "role": one.role, "text": one.text, "links": _links(one.links)}


def _item(item: ItemPart, summary: Summary) -> Plain:
    return {
        "id": item.id,
        "time": item.time,
        "title": item.title,
        "heading": item.heading,
        "speakers": [speaker(one) for one in item.speakers],
        "links": _links(item.links),
        "topics": list(item.topics),
        "notes": list(item.notes),
        "discussion": list(item.discussion),
        "polls": [_poll(poll, summary) for poll in item.polls],
    }


def _poll(poll: PollPart, summary: Summary) -> Plain:
    rounds = [_round(one, summary) for one in poll.rounds]
    # What is asked of the poll itself is its last round's; a poll that was not put has an empty one.
    last = rounds[-1] if rounds else dict(_EMPTY)
    return {
        **{name: value for name, value in last.items() if name not in ("number", "name")},
        "id": poll.id,
        "number": poll.number,
        "kind": poll.kind,
        "label": poll.label,
        "prompt": poll.prompt,
        "heading": f"{poll.number}. {poll.prompt}",
        "settings": " ".join(line for line in (f"{poll.label}.", *poll.settings, poll.foreign) if line),
        "absent": poll.absent,
        "rounds": rounds,
        "comparison": _comparison(poll.comparison),
        "earlier": _comparison(poll.earlier),
        "comparisons": [_comparison(one) for one in poll.comparisons],
        "comment": list(poll.comment),
    }


def _comparison(one: Comparison | None) -> Plain:
    if one is None:
        return dict.fromkeys(("heading", "sentence", "chart", "table", "note"), "")
    return {
        "heading": one.heading,
        "sentence": one.sentence,
        "chart": chart(one.chart),
        "table": table(one.printed),
        "note": one.note,
    }


def _round(one: Round, summary: Summary) -> Plain:
    clock = summary.language.clock
    first = one.grids[0] if one.grids else None
    return {
        "number": one.number,
        "name": one.name,
        "when": one.when,
        "opened": clock(one.opened) if one.opened else "",
        "closed": clock(one.closed) if one.closed else "",
        "people": one.people,
        "answered": one.answered,
        "base": one.base,
        "basis": one.remarks,
        "sentence": one.sentence,
        "outcome": one.outcome,
        "reasons": list(one.reasons),
        "entered": one.entered,
        "chart": chart(one.chart),
        "chart_note": one.chart_note,
        "titles": list(first.titles) if first else [],
        "rows": _rows(first),
        "table": table(first),
        "tables": [{"titles": list(grid.titles), "rows": _rows(grid), "table": table(grid)} for grid in one.grids],
        "themes": [
            {"name": theme.name, "entries": [_entry(entry, theme.name) for entry in theme.printed]}
            for theme in one.themes
        ],
        "entries": [_entry(entry, theme.name) for theme in one.themes for entry in theme.printed],
        "moderation": list(one.moderation),
        "named": _named(one.named) if one.named else [],
        "groupings": [
            {"title": grouping.title, "line": grouping.line, "table": table(grouping.grid)}
            for grouping in one.groupings
            if grouping.printed
        ],
        "notes": [line for line in (one.caption,) if line],
    }


def _entry(entry: EntryPart, theme: str) -> Plain:
    return {
        "text": entry.text,
        "upvotes": entry.upvotes,
        "note": entry.note,
        "theme": theme,
        "times": entry.times,
        "answer": list(entry.answer),
    }


def _named(named: Named) -> list[str]:
    """Who answered what, a line for each answer or for each who gave one."""
    lines = [f"{group.head} {group.who}" for group in named.groups]
    lines += [" · ".join(row) for row in (named.printed.texts if named.printed else ())]
    return [*lines, named.note] if named.note else lines


def _rows(grid: Grid | None) -> list[Plain]:
    if grid is None:
        return []
    return [{"label": row[0], "cells": list(row[1:]), "texts": list(row)} for row in grid.texts]


_EMPTY: Plain = {
    **dict.fromkeys(("when", "opened", "closed", "answered", "base", "basis", "sentence", "chart_note"), ""),
    **dict.fromkeys(("chart", "table", "outcome", "entered"), ""),
    **{
        name: []
        for name in (
            *("titles", "rows", "tables", "themes", "entries", "moderation", "named", "groupings", "notes", "reasons"),
        )
    },
    "people": 0,
}


def chart(drawn: Chart | None) -> Plain | str:
    """A mark for the native chart, "" for none."""
    if drawn is None:
        return ""
    plain = asdict(drawn)
    return {CHART: {**plain, "column": drawn.column.value}}


def table(grid: Grid | None, *, total: bool = False) -> Plain | str:
    """A mark for the whole table, "" for none. What a column holds decides its width, and where its texts stand."""
    if grid is None:
        return ""
    return {
        TABLE: {
            "titles": list(grid.titles),
            "columns": [column.value for column in grid.columns],
            "rows": [list(row) for row in grid.texts],
            "total": total,
        }
    }


def properties(summary: Summary) -> dict[str, str]:
    """What the file says of itself."""
    return {"title": summary.heading[:255], "subject": summary.reference[:255], "language": tag(summary.language.code)}
