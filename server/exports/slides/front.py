"""The slides around the results: the title, the meeting in numbers, the highlights and the thanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.domain.hemicycle import hemicycle
from server.domain.messages import message
from server.exports.parts import PollPart, Round, Summary
from server.exports.pinned import size_of
from server.exports.slides import fit, theme
from server.exports.slides.deck import Deck, Slide
from server.exports.slides.saying import headline
from server.exports.slides.shapes import HAIR, INK, LIVE, QUIET, Box, Words
from server.exports.slides.words import SlideWords

LOGO = Box(64, 40, 260, 64)
HALF = Box(600, 118, 312, 200)
# Beyond this number of delegations seats are too small to be told apart.
MOST_SEATS = 200
MOST_HIGHLIGHTS, ON_A_SLIDE = 10, 5
MOST_THEMES = 5
# Kinds whose results are texts have no outcome that one sentence could say.
_UNSAID = frozenset({"form", "pulse", "slide", "grid"})


def opening(deck: Deck, summary: Summary) -> None:
    """The title, with the date, the place and who presided."""
    slide = deck.slide(theme.FRONT)
    box = theme.FRONT_TITLE
    title, size = fit.fitted(summary.title, (44, 40, 36, 32, 28, 24), box.width, box.height, bold=True)
    slide.place("Title", "ctrTitle", 0, [Words(title, size)])
    facts = {fact.name: fact.text for fact in summary.facts}
    where = " · ".join(" ".join(text.split()) for text in (facts.get("date", ""), facts.get("place", "")) if text)
    lines = [Words(text, 20, QUIET, after=8) for text in (summary.subtitle,) if text]
    lines += [Words(text, 16, QUIET, after=4) for text in (where, facts.get("body", ""), summary.reference) if text]
    if summary.state:
        lines.append(Words(summary.state, 16, LIVE))
    slide.place("Text", "subTitle", theme.AT_FRONT, _fitting(lines, theme.FRONT_TEXT))
    if summary.logo:
        width, height = size_of(summary.logo)
        scale = min(LOGO.width / width, LOGO.height / height)
        box = Box(LOGO.x, LOGO.y, width * scale, height * scale)
        slide.picture(summary.logo, "png", summary.logo_alt or summary.title, box)
    house(slide, summary, HALF)
    told = [message("%(label)s: %(text)s", label=fact.label, text=fact.text) for fact in summary.facts]
    slide.notes = [summary.heading, *map(summary.language.say, told)]


def _fitting(lines: Sequence[Words], box: Box) -> list[Words]:
    """As many of the lines as fit, the last one cut where it must be."""
    kept: list[Words] = []
    left = box.height
    for one in lines:
        if left < one.size * fit.LINE:
            break
        text = fit.cut(one.text, one.size, box.width, left)
        kept.append(Words(text, one.size, one.color, one.bold, one.after))
        left -= fit.height(text, one.size, box.width) + one.after
    return kept


def house(slide: Slide, summary: Summary, box: Box) -> None:
    """The half circle of seats, one for each delegation of the roster; those that took part are filled."""
    attendance = summary.attendance
    if not 0 < attendance.roster <= MOST_SEATS:
        return
    places = hemicycle(attendance.roster)
    radius = min(box.width / 2, box.height) / (1 + places.seat)
    seat = places.seat * radius
    middle, base = box.x + box.width / 2, box.y + box.height - seat
    here = {one.seat for one in attendance.delegations}
    discs = []
    for place, (x, y) in enumerate(places.seats):
        r = seat if place in here else seat * 0.3
        spot = Box(middle + x * radius - r, base - y * radius - r, 2 * r, 2 * r)
        discs.append((spot, LIVE if place in here else HAIR, "", 0.0, 1.0))
    alt = " ".join(attendance.sentences)
    slide.discs(summary.words.attendance, alt, box, discs)
    if places.inner * radius > 40:
        numeral = Box(middle - places.inner * radius, base - 0.34 * radius, 2 * places.inner * radius, 0.34 * radius)
        size = 0.3 * radius
        slide.text(
            summary.words.total,
            numeral,
            [Words(summary.language.number(len(attendance.delegations)), size, INK, bold=True, align="ctr")],
            anchor="b",
        )


def numbers(deck: Deck, summary: Summary, words: SlideWords) -> None:
    """How many took part, from where, and what they were asked."""
    slide = deck.slide(theme.PLAIN)
    slide.place("Title", "title", 0, [Words(words.numbers)])
    number = summary.language.number
    attendance = summary.attendance
    rounds = [one for _, poll in summary.polls for one in poll.rounds]
    asked = sum(bool(poll.rounds) for _, poll in summary.polls)
    told = [
        (number(attendance.room + attendance.remote), summary.words.people, LIVE),
        (number(len(attendance.delegations)) if attendance.roster else "", words.delegations, LIVE),
        (number(asked), words.polls, INK),
        (number(sum(one.people for one in rounds)), words.given, LIVE),
    ]
    shown = [one for one in told if one[0]]
    width = 864 / len(shown)
    for place, (figure, label, color) in enumerate(shown):
        box = Box(theme.MARGIN + place * width, 140, width - 24, 118)
        slide.text(label, box, [Words(figure, 66, color, bold=True), Words(label, 20, QUIET)])
    lines = [Words(line, 18, INK, after=8) for line in (*attendance.sentences, attendance.quorum) if line]
    slide.text(summary.words.attendance, box := Box(theme.MARGIN, 290, 864, 196), _sized(lines, box), anchor="t")
    slide.notes = [line.text for line in lines]


def _sized(lines: Sequence[Words], box: Box) -> list[Words]:
    """All the lines at the largest size at which they fit together; at the smallest, as much of them as does."""
    for size in (20, 18, 16, 14):
        if sum(fit.height(one.text, size, box.width) + one.after for one in lines) <= box.height:
            return [Words(one.text, size, one.color, one.bold, one.after) for one in lines]
    return _fitting([Words(one.text, 14, one.color, one.bold, one.after) for one in lines], box)


def highlights(deck: Deck, summary: Summary, words: SlideWords) -> None:
    """What came of the polls, a sentence for each."""
    told = list(_outcomes(summary))[:MOST_HIGHLIGHTS]
    slides = -(-len(told) // ON_A_SLIDE)
    each = -(-len(told) // slides) if slides else 0
    for at in range(slides):
        part = told[at * each : (at + 1) * each]
        slide = deck.slide(theme.PLAIN)
        title = words.highlights if slides == 1 else f"{words.highlights} ({at + 1}/{slides})"
        slide.place("Title", "title", 0, [Words(title)])
        tall = 374 / max(len(part), 4)
        for place, (poll, outcome) in enumerate(part):
            box = Box(theme.MARGIN, 112 + place * tall, 864, tall - 8)
            prompt = fit.cut(" ".join(poll.prompt.split()), 15, box.width, 18)
            room = box.height - 22
            text, size = fit.fitted(outcome, (24, 22, 20, 18, 16), box.width, max(room, 20))
            slide.text(f"{poll.number}.", box, [Words(prompt, 15, QUIET, after=2), Words(text, size, INK)])
            slide.notes.append(f"{poll.prompt} {outcome}")


def _outcomes(summary: Summary) -> Iterator[tuple[PollPart, str]]:
    for _, poll in summary.polls:
        if poll.kind in _UNSAID or not (last := _last(poll)):
            continue
        said = written(last, summary) if last.themes else headline(poll, last, summary.language)
        if said:
            yield poll, said


def written(one: Round, summary: Summary) -> str:
    """What stands out of texts: their themes with how many each has, else the one that has most support."""
    language = summary.language
    named = [part for part in one.themes if part.name]
    if named:
        told = [
            language.say(message("%(theme)s (%(n)s)", theme=part.name, n=language.number(len(part.entries))))
            for part in named[:MOST_THEMES]
        ]
        return language.say(message("Themes: %(themes)s.", themes=language.listing(told)))
    entry = one.themes[0].printed[0]
    text = fit.cut(" ".join(entry.text.split()), 20, 800, 26)
    if entry.times > 1:
        return language.say(message("Most often: “%(text)s” (%(n)s times)", text=text, n=language.number(entry.times)))
    if entry.upvotes:
        number = language.number(entry.upvotes)
        return language.say(message("Most supported: “%(text)s” (%(n)s)", text=text, n=number))
    return one.sentence


def _last(poll: PollPart) -> Round | None:
    """The last round that anybody answered."""
    return next((one for one in reversed(poll.rounds) if one.sentence), None)


def thanks(deck: Deck, summary: Summary, words: SlideWords) -> None:
    """The last slide: thanks, and where the recordings are."""
    slide = deck.slide(theme.FRONT)
    slide.place("Title", "ctrTitle", 0, [Words(words.thanks, 44)])
    lines = [Words(summary.title, 20, QUIET, after=10)]
    for group in summary.links:
        if group.kind in ("recording", "webcast"):
            lines.append(Words(group.sentence, 16, QUIET, after=2))
            lines += [
                Words(link.title, 16, INK, after=4, link=slide.link(link.url) if link.url else "")
                for link in group.links
            ]
    slide.place("Text", "subTitle", theme.AT_FRONT, lines[:8])
    house(slide, summary, HALF)
    slide.notes = [*summary.closing, *([summary.adjournment] if summary.adjournment else [])] or [words.thanks]
