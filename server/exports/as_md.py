"""Markdown: the text of the summary, for a wiki, a message or a version history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from server.domain.language import Language
from server.domain.messages import message
from server.domain.table import Column
from server.exports.grid import Grid
from server.exports.parts import EntryPart, Fact, ItemPart, LinkGroup, LinkPart, PollPart, Round, Speaker, Summary
from server.exports.roll import series

# Signs that Markdown or HTML would read; at the start of a line also those of headings, lists and rules.
_SIGNS = re.compile(r"([\\`*_\[\]{}|~$])")
_STARTS = re.compile(r"^(\s*)([#+\-=>]|\d+[.)])", re.MULTILINE)


def write(summary: Summary) -> bytes:
    """The text in UTF-8. Of two languages each part stands in the first and then in the second."""
    blocks = list(_blocks(summary))
    if summary.beside is not None:
        parts, others = _parts(blocks), _parts(list(_blocks(summary.beside, len(summary.footnotes))))
        rows = zip_longest(parts, others)
        blocks = [block for row in rows for part in row if part is not None for block in part]
    return ("\n\n".join(blocks) + "\n").encode()


def _parts(blocks: list[str]) -> list[list[str]]:
    """The blocks under their headings, with the notes of the foot as the last part."""
    parts: list[list[str]] = [[]]
    for block in blocks:
        if parts[-1] and (block.startswith("#") or (block.startswith("[^") and not parts[-1][0].startswith("[^"))):
            parts.append([])
        parts[-1].append(block)
    return parts


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SIGNS.sub(r"\\\1", text)
    return _STARTS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", text)


def _inline(text: str) -> str:
    return " ".join(plain(text).split())


def _lines(text: str) -> str:
    """A paragraph that keeps its line breaks."""
    return plain(text).replace("\n", "\\\n")


def _list(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _link(link: LinkPart) -> str:
    if not link.url:
        return _inline(link.title)
    address = link.url.replace("<", "%3C").replace(">", "%3E")
    return f"[{_inline(link.title)}](<{address}>)"


def _grid(grid: Grid) -> str:
    rules = [":--" if column is Column.LABEL else "--:" for column in grid.columns]
    rows = [grid.titles, rules, *grid.texts]
    return "\n".join(f"| {' | '.join(cell if row is rules else _inline(cell) for cell in row)} |" for row in rows)


def _blocks(summary: Summary, notes: int = 0) -> Iterator[str]:
    """Headings, paragraphs, lists and tables; footnotes are numbered after these `notes`."""
    words = summary.words
    marks = "".join(f"[^{number}]" for number in range(notes + 1, notes + len(summary.footnotes) + 1))
    yield f"# {_inline(summary.heading)}{marks}"
    if summary.subtitle:
        yield _lines(summary.subtitle)
    if summary.reference:
        yield _lines(summary.reference)
    if summary.state:
        yield f"**{_inline(summary.state)}**"
    yield _list([_fact(fact, summary.language) for fact in summary.facts])
    yield f"## {_inline(words.attendance)}"
    yield from map(_lines, filter(None, (*summary.attendance.sentences, summary.attendance.quorum)))
    yield from _links(summary.recordings)
    if summary.background or summary.documents:
        yield f"## {_inline(words.background)}"
        yield from map(_lines, summary.background)
        yield from _links(summary.documents)
    if summary.items:
        yield f"## {_inline(words.proceedings)}"
        if summary.earlier:
            yield f"*{_inline(summary.earlier)}*"
    for item in summary.items:
        yield from _item(item, summary)
    if summary.conclusions:
        yield f"## {_inline(words.conclusions)}"
        yield from map(_lines, summary.conclusions)
    if summary.closing or summary.adjournment:
        yield f"## {_inline(words.closing)}"
        yield from map(_lines, filter(None, (*summary.closing, summary.adjournment)))
    if summary.attendance.grid:
        yield f"## {_inline(words.by_delegation)}"
        yield _grid(summary.attendance.grid)
    for number, footnote in enumerate(summary.footnotes, notes + 1):
        yield f"[^{number}]: {_inline(footnote)}"


def _fact(fact: Fact, language: Language) -> str:
    """A line of the heading: the label, and on the same line whatever it says."""
    text = series(fact.text.split("\n"), language)
    return _inline(language.say(message("%(label)s: %(text)s", label=fact.label, text=text)))


def _links(groups: Sequence[LinkGroup]) -> Iterator[str]:
    for group in groups:
        yield _lines(group.sentence)
        yield _list([_link(link) for link in group.links])


def _speaker(speaker: Speaker) -> str:
    """The name in bold, then the role and the links."""
    before, name, after = map(_inline, speaker.text.partition(speaker.name))
    links = ", ".join(map(_link, speaker.links))
    told = f"{before}**{name}**{after}" if name else _inline(speaker.text)
    return f"{told} ({links})" if links else told


def _item(item: ItemPart, summary: Summary) -> Iterator[str]:
    yield f"### {_inline(item.heading)}"
    if item.speakers:
        yield _list([_speaker(speaker) for speaker in item.speakers])
    if item.topics:
        yield _list([_inline(topic) for topic in item.topics])
    if item.links:
        yield ", ".join(map(_link, item.links))
    yield from map(_lines, item.notes)
    if item.discussion:
        yield _lines(summary.words.discussion)
        yield _list([_inline(question) for question in item.discussion])
    for poll in item.polls:
        yield from _poll(poll, summary)


def _poll(poll: PollPart, summary: Summary) -> Iterator[str]:
    yield f"#### {poll.number}. {_inline(poll.prompt)}"
    yield f"*{' '.join(_inline(line) for line in (f'{poll.label}.', *poll.settings, poll.foreign) if line)}*"
    if poll.absent:
        yield _lines(poll.absent)
    for one in poll.rounds:
        if len(poll.rounds) > 1:
            yield f"##### {_inline(one.name)}"
        yield from _round(one, summary, one.times if len(poll.rounds) > 1 else one.when)
    for comparison in poll.comparisons:
        yield f"##### {_inline(comparison.heading)}"
        yield _grid(comparison.printed)
        if comparison.note:
            yield f"*{_inline(comparison.note)}*"
    yield from map(_lines, poll.comment)


def _entry(entry: EntryPart, summary: Summary) -> str:
    """A text with what is noted about it, and the answer to a question below it."""
    text = f"{_inline(entry.text)} ({_inline(entry.note)})" if entry.note else _inline(entry.text)
    if not entry.answer:
        return text
    told = "\n\n".join(f"  {_inline(paragraph)}" for paragraph in entry.answer)
    return f"{text}\n\n  *{_inline(summary.words.reply)}*\n\n{told}"


def _round(one: Round, summary: Summary, when: str) -> Iterator[str]:
    yield f"{_inline(when)} {_inline(one.answered)}".lstrip()
    if one.decision:
        word, why = map(_inline, one.decision)
        yield f"**{word}** {why}" if word else why
    elif one.spoken:
        yield _lines(one.spoken)
    if one.caption:
        yield f"*{_inline(one.caption)}*"
    yield from map(_grid, one.grids)
    if one.basis:
        yield f"*{_inline(one.basis)}*"
    for grouping in one.groupings:
        if grouping.printed:
            yield f"**{_inline(grouping.title)}**"
            if grouping.grid:
                yield _grid(grouping.grid)
            if grouping.line:
                yield f"*{_inline(grouping.line)}*"
    for theme in one.themes:
        if theme.name or len(one.themes) > 1:
            yield f"**{_inline(theme.name or summary.words.no_theme)}**"
        yield _list([_entry(entry, summary) for entry in theme.printed])
    for line in one.moderation:
        yield f"*{_inline(line)}*"
    if one.named and one.named.told:
        yield f"**{_inline(one.named.title)}**"
        if one.named.groups:
            yield _list([f"**{_inline(group.head)}** {_inline(group.who)}" for group in one.named.groups])
        if one.named.printed:
            yield _grid(one.named.printed)
        if one.named.note:
            yield f"*{_inline(one.named.note)}*"
