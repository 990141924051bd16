"""What a template may ask for: every tag with what it stands for. The documentation lists the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# A mapping has parts, a list repeats its one element, a text describes what stands there.
Shape = dict[str, "Shape"] | list["Shape"] | str | None
ANY: Final[Shape] = None
# What is no text: a table stands in place of its paragraph, a chart within one.
BLOCK: Final = "the whole table, as {{p … }} alone in its paragraph"
CHART: Final = "the native chart, alone in its paragraph"

LINK: Shape = {
    "title": "its title",
    "url": "its address, empty where there is none",
    "link": "the title, leading to the address",
}
SPEAKER: Shape = {
    "name": "the person's name",
    "role": "as what the person spoke",
    "text": "name and role in one",
    "links": [LINK],
}
ENTRY: Shape = {
    "text": "what a person wrote",
    "upvotes": "the people who support it",
    "note": "support, addressee and answer in words",
    "theme": "the name of its theme, empty for none",
    "times": "how often it was written alike",
    "answer": ["a paragraph of the answer that staff wrote down"],
}
ROW: Shape = {"label": "the first cell", "cells": ["the other cells"], "texts": ["all cells"]}
GRID: Shape = {"titles": ["the titles of the columns"], "rows": [ROW], "table": BLOCK}
COMPARISON: Shape = {
    "heading": "its heading",
    "sentence": "the difference",
    "chart": CHART,
    "table": BLOCK,
    "note": "what the table leaves out, and how many answered then and now",
}
ROUND: dict[str, Shape] = {
    "number": "1 for the first round",
    "name": "Round 1",
    "when": "when it was opened and closed, as a sentence",
    "opened": "the time of opening",
    "closed": "the time of closing",
    "people": "the number of people who answered",
    "answered": "the same as a sentence",
    "base": "what the shares refer to",
    "basis": "the base, with what holds for room and online",
    "sentence": "the result as a sentence",
    "outcome": "the outcome of a vote in a word, else empty",
    "reasons": ["a sentence on what made it so: the majority, the quorum, observers"],
    "entered": "what the clerk entered, as a sentence",
    "chart": CHART,
    "chart_note": "what the chart leaves out",
    "titles": ["the titles of the table's columns"],
    "rows": [ROW],
    "table": BLOCK,
    "tables": [GRID],
    "themes": [{"name": "the theme, empty for none", "entries": [ENTRY]}],
    "entries": [ENTRY],
    "moderation": ["what the moderators hid or counted together"],
    "named": ["who answered what, where the ballot says so"],
    "groupings": [{"title": "its title", "line": "what is kept back", "table": BLOCK}],
    "notes": ["what staff wrote below the chart"],
}
POLL: Shape = {
    "id": "its id in the agenda file",
    "number": "its number in the document",
    "kind": "the word for its kind in agenda files",
    "label": "its kind in the reader's language",
    "prompt": "the question",
    "heading": "number and question",
    "settings": "the rules it was answered under",
    "absent": "that it was not put to the room, else empty",
    "rounds": [ROUND],
    "comparison": COMPARISON,
    "earlier": COMPARISON,
    "comparisons": [COMPARISON],
    "comment": ["a paragraph that staff wrote about the result"],
    **{name: shape for name, shape in ROUND.items() if name not in ("number", "name")},
}
ITEM: Shape = {
    "id": "its id in the agenda file",
    "time": "11:35–11:45",
    "title": "its title",
    "heading": "time and title",
    "speakers": [SPEAKER],
    "links": [LINK],
    "topics": ["a topic"],
    "notes": ["a paragraph of the notes"],
    "discussion": ["a question for discussion"],
    "polls": [POLL],
}
GROUP: Shape = {"kind": "recording, webcast, background or empty", "sentence": "its introduction", "links": [LINK]}
DELEGATION: Shape = {
    "id": "its id in the roster",
    "name": "its name",
    "room": "people in the room",
    "remote": "people online",
    "total": "both",
}

# The tags of a summary.
SUMMARY: Mapping[str, Shape] = {
    "code": "the six digits of the workshop",
    "heading": "the heading of the document",
    "title": "the workshop's title",
    "subtitle": "its subtitle",
    "reference": "the document's symbol",
    "state": "that the meeting is not over, else empty",
    "body": "the body that met",
    "date": "the date in words",
    "day": "the date as 2024-02-15",
    "time": "the span of time",
    "place": "the place",
    "presiding": "who presided, one in a line",
    "opened": "when the meeting was opened",
    "adjourned": "when it was adjourned",
    "written": "date and time of this file",
    "facts": [{"name": "body, date, …", "label": "the label", "text": "the text"}],
    "footnotes": ["a footnote of the heading"],
    "attendance": {
        "sentences": ["a sentence"],
        "text": "the sentences in one",
        "quorum": "the sentence on the quorum",
        "present": "delegations present",
        "roster": "delegations on the roster",
        "room": "people in the room",
        "remote": "people online",
        "total": "both",
        "delegations": [DELEGATION],
        "table": BLOCK,
        "rights": ["a sentence on a proxy, or on a seat that somebody else took over"],
    },
    "background": ["a paragraph"],
    "links": [GROUP],
    "agenda": [ITEM],
    "polls": [POLL],
    "earlier": "which workshop the polls are compared with, else empty",
    "conclusions": ["a paragraph"],
    "closing": ["a paragraph"],
    "adjournment": "the sentence of adjournment",
    "words": ANY,
    "language": "the language of the document, as es",
}

# The tags of a certificate.
CERTIFICATE: Mapping[str, Shape] = {
    "name": "the person's name",
    "delegation": "the person's delegation, empty for none",
    "title": "the workshop's title",
    "subtitle": "its subtitle",
    "reference": "the document's symbol",
    "body": "the body that met",
    "date": "the date in words",
    "place": "the place",
    "presiding": [{"name": "the name", "role": "the role", "text": "both in one"}],
    "hours": "how long the meeting lasted, in words",
    "share": "the part of it that the person attended, as 92%",
    "attended": "the sentence on what the person attended",
    "heading": "Certificate of participation",
    "certifies": "the sentence before the name",
    "took_part": "the sentence after the name",
    "signed": "the word above a signature",
    "number": "the number of the certificate",
    "language": "the language of the document, as es",
}
