"""What stands around a result on its slide: the question above, how many answered beside it, the outcome below."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.messages import message
from server.exports.parts import ItemPart, PollPart, Round, Summary
from server.exports.slides import fit, theme
from server.exports.slides.deck import Slide
from server.exports.slides.saying import LONGEST, headline, unsaid
from server.exports.slides.shapes import INK, LIVE, QUIET, Box, Words

# Where the result stands, what stands beside it, and the whole width without it.
MAIN, ASIDE, WHOLE = Box(48, 134, 640, 296), Box(728, 138, 184, 290), Box(48, 134, 864, 356)


def head(slide: Slide, item: ItemPart, told: PollPart, extra: str = "", page: str = "") -> None:
    """The question, and above it where it belongs."""
    kicker = " · ".join(text for text in (item.title, told.label, extra) if text)
    slide.place("Title", "title", 0, [_title(f"{told.prompt} {page}".strip())])
    width = theme.KICKER.width
    slide.place("Agenda item", "body", theme.AT_KICKER, [Words(fit.cut(kicker, theme.SMALLEST, width, 18))])


def _title(text: str) -> Words:
    box = theme.TITLE
    shown, size = fit.fitted(" ".join(text.split()), (28, 24, 21, 18), box.width, box.height, bold=True)
    return Words(shown, size)


def outcome(slide: Slide, said: str) -> None:
    """The sentence below the result; a list of everything that stands above would say it twice."""
    if not said or len(said) > LONGEST:
        return
    box = theme.OUTCOME
    text, size = fit.fitted(said, (20, 18, 16, 14), box.width, box.height)
    slide.place("Outcome", "body", theme.AT_OUTCOME, [Words(text, size)])


def named(told: PollPart, one: Round) -> str:
    """The round's name, where there are several."""
    return one.name if len(told.rounds) > 1 else ""


def aside(slide: Slide, summary: Summary, told: PollPart, one: Round, *, base: bool = True) -> None:
    """Beside the result: how many answered, from where, when, and what shares refer to where it has any."""
    number = summary.language.number
    lines = [Words(number(one.people), 54, LIVE, bold=True), Words(one.answered, 16, INK, after=8)]
    split = one.split
    if split.room is not None and split.remote is not None:
        for name, n, after in ((summary.words.room, split.room, 0), (summary.words.remote, split.remote, 8)):
            text = summary.language.say(message("%(option)s: %(n)s", option=name, n=number(n)))
            lines.append(Words(text, 16, INK, after=after))
    lines.append(Words(one.when, theme.SMALLEST, QUIET, after=6))
    # What the sentence below says already does not stand here as well.
    if base and (rest := unsaid(one.base, f"{one.answered} {headline(told, one, summary.language)}")):
        lines.append(Words(rest, theme.SMALLEST, QUIET))
    slide.text(one.answered, ASIDE, _within(lines, ASIDE))


def _within(lines: Sequence[Words], box: Box) -> list[Words]:
    kept: list[Words] = []
    left = box.height
    for one in lines:
        tall = fit.height(one.text, one.size, box.width, bold=one.bold) + one.after
        if tall > left:
            break
        kept.append(one)
        left -= tall
    return kept
