"""JSON: everything the summary knows, for other programs.

`hemicycle_summary` is the version of this form, 1. Keys stay; new ones may be added. Times are ISO 8601 with the zone
of the workshop, null where something has not happened. Texts are in `language`, numbers are plain numbers.

    {"hemicycle_summary": 1, "code", "language", "heading", "title", "subtitle", "reference", "footnotes": [text],
     "running": bool, "at", "date", "timezone", "opened", "adjourned",
     "facts": {name: text},                                  body, date, time, place, presiding, opened, adjourned
     "attendance": {"room", "remote", "roster", "quorum", "sentences": [text],
                    "delegations": [{"id", "name", "room", "remote"}]},
     "links": [{"kind", "title", "url"}], "background": [paragraph],
     "agenda": [{"id", "time", "title", "speakers": [{"name", "role", "links"}], "links", "topics", "notes",
                 "discussion", "polls": [poll]}],
     "conclusions": [paragraph], "closing": [paragraph], "adjournment",
     "earlier": text}                                        which workshop the polls are compared with, or empty

    poll  = {"id", "number", "kind", "label", "prompt", "prompt_language", "settings": [text], "rounds": [round],
             "comparison": null or {"sentence", "table"},    its rounds side by side
             "earlier": null or {"sentence", "table"},       the same with an earlier workshop
             "comment": [paragraph]}
    round = {"round", "opened", "closed", "people", "base", "sentence",
             "clerk": {"hands" | "paper" | "voice": n},      people whose answers the clerk entered
             "caption": text,                                what staff wrote below the chart
             "counts": {field: n},                           as results.json names the fields, after moderation
             "table": table,                                 the result as rows
             "further": [table],                             statistics, an explanation, who leads
             "attendance": {"room": n, "remote": n, "tables": {"room": table, "remote": table}},
             "entries": [{"text", "theme", "upvotes", "answer": [paragraph],   what people wrote, as far as it is seen
                          "author": null or {"delegation", "name"}}],          of recorded and open ballots, else null
             "moderation": [text],
             "splits": [{"by", "title", "line",          by is group, language or answer; line says what is kept back
                         "groups": [{"segment", "name", "people", "table": table}]}],
             "answers": [{"delegation", "name", "answer"}]}  of recorded and open ballots, else empty; the id or ""
    table = {"titles": [text], "columns": ["label" | "count" | "share" | "number"], "rows": [[cell]]}

Shares run from 0 to 1. A round's attendance is null where one of the two groups has fewer than five people; its tables
are empty where everybody was in one place.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from server.exports.grid import Grid
from server.exports.parts import Comparison, ItemPart, LinkPart, PollPart, Round, Split, Summary

VERSION = 1


def write(summary: Summary) -> bytes:
    """The summary as JSON in UTF-8."""
    return json.dumps(plain(summary), ensure_ascii=False, indent=1, allow_nan=False).encode()


def plain(summary: Summary) -> dict[str, Any]:
    """The summary as the module's docstring describes it."""
    attendance = summary.attendance
    return {
        "hemicycle_summary": VERSION,
        "code": summary.code,
        "language": summary.language.code,
        "heading": summary.heading,
        "title": summary.title,
        "subtitle": summary.subtitle,
        "reference": summary.reference,
        "footnotes": list(summary.footnotes),
        "running": summary.running,
        "at": _time(summary.at),
        "date": summary.day.isoformat(),
        "timezone": str(summary.at.tzinfo),
        "opened": _time(summary.begun),
        "adjourned": _time(summary.ended),
        "facts": {fact.name: fact.text for fact in summary.facts},
        "attendance": {
            "room": attendance.room,
            "remote": attendance.remote,
            "roster": attendance.roster,
            "quorum": attendance.quorum,
            "sentences": list(attendance.sentences),
            "delegations": [
                {"id": one.id, "name": one.name, "room": one.room, "remote": one.remote}
                for one in attendance.delegations
            ],
        },
        "links": [{"kind": group.kind, **_link(link)} for group in summary.links for link in group.links],
        "background": list(summary.background),
        "agenda": [_item(item) for item in summary.items],
        "conclusions": list(summary.conclusions),
        "earlier": summary.earlier,
        "closing": list(summary.closing),
        "adjournment": summary.adjournment,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _link(link: LinkPart) -> dict[str, str]:
    return {"title": link.title, "url": link.url}


def _table(grid: Grid) -> dict[str, Any]:
    return {
        "titles": list(grid.titles),
        "columns": [str(column) for column in grid.columns],
        "rows": [list(row) for row in grid.rows],
    }


def _item(item: ItemPart) -> dict[str, Any]:
    return {
        "id": item.id,
        "time": item.time,
        "title": item.title,
        "speakers": [
            {"name": one.name, "role": one.role, "links": [_link(link) for link in one.links]} for one in item.speakers
        ],
        "links": [_link(link) for link in item.links],
        "topics": list(item.topics),
        "notes": list(item.notes),
        "discussion": list(item.discussion),
        "polls": [_poll(poll) for poll in item.polls],
    }


def _poll(poll: PollPart) -> dict[str, Any]:
    return {
        "id": poll.id,
        "number": poll.number,
        "kind": poll.kind,
        "label": poll.label,
        "prompt": poll.prompt,
        "prompt_language": poll.language,
        "settings": list(poll.settings),
        "rounds": [_round(one) for one in poll.rounds],
        "comparison": _comparison(poll.comparison),
        "earlier": _comparison(poll.earlier),
        "comment": list(poll.comment),
    }


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    return {"sentence": comparison.sentence, "table": _table(comparison.grid)} if comparison else None


def _round(one: Round) -> dict[str, Any]:
    return {
        "round": one.number,
        "opened": _time(one.opened),
        "closed": _time(one.closed),
        "people": one.people,
        "clerk": dict(one.clerk),
        "base": one.base,
        "sentence": one.sentence,
        "caption": one.caption,
        "counts": dict(one.counts),
        "table": _table(one.table),
        "further": [_table(grid) for grid in one.further],
        "attendance": _split(one.split),
        "entries": [
            {
                "text": entry.text,
                "theme": theme.name,
                "upvotes": entry.upvotes,
                "answer": list(entry.answer),
                "author": {"delegation": entry.author.delegation, "name": entry.author.name} if entry.author else None,
            }
            for theme in one.themes
            for entry in theme.entries
        ],
        "moderation": list(one.moderation),
        "splits": [
            {
                "by": grouping.way,
                "title": grouping.title,
                "line": grouping.line,
                "groups": [
                    {"segment": segment, "name": group.name, "people": group.people, "table": _table(group.grid)}
                    for segment, group in grouping.groups.items()
                ],
            }
            for grouping in one.groupings
        ],
        "answers": [
            {"delegation": line.delegation, "name": line.name, "answer": line.answer}
            for line in (one.named.lines if one.named else ())
        ],
    }


def _split(split: Split) -> dict[str, Any] | None:
    if split.room is None:
        return None
    tables = {segment.partition(":")[2]: _table(group.grid) for segment, group in split.groups.items()}
    return {"room": split.room, "remote": split.remote, "tables": tables}
