"""What the wall says in each of two languages: the same things of equal standing, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.language import EVERY, Language
from server.domain.messages import Message, message, plural
from server.domain.verdict import Verdict
from server.live.present import Present
from server.live.views.comparing import drawn as compared
from server.live.views.hall_values import HallView
from server.live.views.pages import Rate, WallWords
from server.live.views.parts import hall_view, item_view, now_and_next, poll_view, result_view
from server.live.views.roll import roll_view
from server.live.views.roll_values import RollWords
from server.live.views.survey import survey_view


def wall_words(
    present: Present, which: str, languages: Sequence[Language], everybody: Rate, hall: HallView | None
) -> tuple[WallWords, ...]:
    """The words of both languages; none where there is one, or where what is on the wall is not in both."""
    if len(languages) < 2 or not _translated(present, which, languages):
        return ()
    return tuple(_words(present, which, language, everybody, hall) for language in languages)


def _translated(present: Present, which: str, languages: Sequence[Language]) -> bool:
    poll = present.poll if which in ("poll", "result", "slide") else None
    if poll is None:
        return True
    # A prompt that is the same in every language is set once.
    return EVERY not in poll.prompt and all(poll.prompt.has(language.code) for language in languages)


def _words(present: Present, which: str, language: Language, everybody: Rate, hall: HallView | None) -> WallWords:
    workshop = present.workshop
    poll = present.poll if which in ("poll", "result", "slide") else None
    item = now_and_next(present, language)[0]
    if poll is not None:
        item = item_view(workshop, workshop.item_of(poll.id), language, "now")
    form = present.kinds[poll.kind].form(poll.definition, language) if poll else {}
    answered, of = _answered(everybody, language, delegations=bool(poll and poll.settings.by == "delegation"))
    here = plural("%(n)s person is here", "%(n)s people are here", everybody.of, n=language.number(everybody.of))
    counted = answered if poll and present.kind.answered and not present.kind.background else here
    return WallWords(
        code=language.code,
        direction=language.direction,
        title=workshop.title.pick(language.code),
        item=item.title if item else "",
        poll=poll_view(present, poll, language) if poll else None,
        options=tuple(str(option["text"]) for option in form.get("options", ())),
        survey=survey_view(present, present.state.survey, language) if which == "survey" else None,
        answered=language.say(answered),
        of=language.say(of),
        here=language.say(here),
        # The outcome of a vote says all this beside its seats.
        foot=(not (hall and hall.sides) and _foot(present, which, language)) or language.say(counted),
        seats=language.say(message("of %(n)s", n=hall.total if hall else 0)),
        left=language.say("left"),
        closed=language.say("Closed"),
        how=language.say("Join with your phone at"),
        join=language.say("Join at"),
        later=language.say(message("The result will be shown later.")),
        thanks=language.say("Thank you."),
        over=language.say("The meeting has ended."),
        verdict=_verdict(present, which, language),
        hall=hall_view(present, language, answering=True, votes=True) if which == "result" else None,
        roll=_roll(present, language) if which == "poll" else None,
    )


def _answered(everybody: Rate, language: Language, *, delegations: bool) -> tuple[Message, Message]:
    """How many of those who can answer have done so, and how many can."""
    n, of = language.number(everybody.answered), language.number(everybody.of)
    if delegations:
        return (
            plural("%(n)s of %(of)s delegation has answered", "%(n)s of %(of)s delegations have answered",
                   everybody.of, n=n, of=of),
            plural("of %(n)s delegation has answered", "of %(n)s delegations have answered", everybody.of, n=of),
        )  # fmt: skip
    return (
        plural("%(n)s of %(of)s person has answered", "%(n)s of %(of)s people have answered", everybody.of, n=n, of=of),
        plural("of %(n)s person has answered", "of %(n)s people have answered", everybody.of, n=of),
    )


def _verdict(present: Present, which: str, language: Language) -> Verdict | None:
    """The outcome of a vote on stage; it is shown where the seats show the votes."""
    if which != "result" or present.poll is None or present.tally is None:
        return None
    return present.kind.verdict(present.poll.definition, present.tally, language)


def _roll(present: Present, language: Language) -> RollWords | None:
    """The roll call, with every sentence that the wall says of it."""
    roll = roll_view(present, language)
    if roll is None:
        return None
    number = message("Number %(n)s of %(of)s", n=language.number(roll.place), of=language.number(roll.total))
    following = language.say(message("Then: %(names)s", names=", ".join(roll.following))) if roll.following else ""
    return RollWords(
        roll.turn or language.say(number),
        roll.called,
        language.say(message("has answered") if roll.answered else message("is called")),
        following,
        roll.sentence,
    )


def _foot(present: Present, which: str, language: Language) -> str:
    """What the numbers of a result refer to; "" where nothing but people is counted."""
    if which != "result" or present.poll is None or present.tally is None:
        return ""
    made = compared(present, language)
    shown = result_view(present.kind, present.poll.definition, present.tally, language, present.current)
    return " ".join(part for part in (made.base if made and made.base else shown.base, shown.note) if part)
