"""What the wall says in each of two languages: the same things of equal standing, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from server.domain.language import EVERY, Language
from server.domain.messages import Message, message, plural
from server.domain.state import Phase
from server.domain.verdict import Verdict
from server.domain.workshop import Ballot, Poll
from server.live.present import Present
from server.live.views.comparing import Drawn
from server.live.views.comparing import drawn as compared
from server.live.views.hall_values import HallView
from server.live.views.pages import Rate, WallWords
from server.live.views.parts import hall_view, item_view, now_and_next, poll_view, result_view
from server.live.views.poll_values import PollView, ResultView
from server.live.views.roll import roll_view
from server.live.views.roll_values import RollWords
from server.live.views.survey import survey_view

# On the wall the sentence speaks of everybody's answers; a phone speaks of its owner's.
_BALLOTS: dict[Ballot, Message] = {
    Ballot.ANONYMOUS: message("The answers are anonymous."),
    Ballot.RECORDED: message("The answers are recorded by delegation."),
    Ballot.OPEN: message("The answers are public."),
    Ballot.SECRET: message("The ballot is secret."),
}
_OPEN_VOTE = message("The ballot is open.")  # of what is no vote it would be odd to say so
# Characters at the foot for each of two languages: two lines, beside the code.
LONGEST_FOOT = 120


def poll_on_wall(present: Present, poll: Poll, language: Language) -> PollView:
    """A poll as the wall shows it."""
    view = poll_view(present, poll, language)
    votes = bool(present.kinds[poll.kind].procedure(poll.definition).stances)
    open_vote = votes and poll.settings.ballot is Ballot.OPEN
    said = _OPEN_VOTE if open_vote else _BALLOTS[poll.settings.ballot]
    return replace(view, ballot=language.say(said)) if view.ballot else view


def wall_words(
    present: Present, which: str, languages: Sequence[Language], everybody: Rate, hall: HallView | None
) -> tuple[WallWords, ...]:
    """The words of both languages; none where there is one, or where what is on the wall is not in both."""
    if len(languages) < 2 or not _translated(present, which, languages):
        return ()
    words = [_words(present, which, language, everybody, hall) for language in languages]
    feet = _feet([told for _, told in words])
    return tuple(replace(one, foot=foot) for (one, _), foot in zip(words, feet, strict=True))


def _translated(present: Present, which: str, languages: Sequence[Language]) -> bool:
    poll = present.poll if which in ("poll", "result", "slide") else None
    if poll is None:
        return True
    # A prompt that is the same in every language is set once.
    return EVERY not in poll.prompt and all(poll.prompt.has(language.code) for language in languages)


def _words(
    present: Present, which: str, language: Language, everybody: Rate, hall: HallView | None
) -> tuple[WallWords, Sequence[str]]:
    """What is said in one of the languages, and the parts of its foot."""
    workshop = present.workshop
    poll = present.poll if which in ("poll", "result", "slide") else None
    item = now_and_next(present, language)[0]
    if poll is not None:
        item = item_view(workshop, workshop.item_of(poll.id), language, "now")
    form = present.kinds[poll.kind].form(poll.definition, language) if poll else {}
    made = compared(present, language) if which == "result" else None
    result = _result(present, which, language)
    answered, of = _answered(everybody, language, delegations=bool(poll and poll.settings.by == "delegation"))
    here = plural("%(n)s person is here", "%(n)s people are here", everybody.of, n=language.number(everybody.of))
    words = WallWords(
        code=language.code,
        direction=language.direction,
        title=workshop.title.pick(language.code),
        item=item.title if item else "",
        poll=poll_on_wall(present, poll, language) if poll else None,
        options=_offered(form, language),
        survey=survey_view(present, present.state.survey, language) if which == "survey" else None,
        answered=language.say(answered),
        of=language.say(of),
        here=language.say(here),
        foot="",
        sentence=made.figure.sentence if made else "",
        tables=(result.table, *result.further) if result else (),
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
    # The outcome of a vote says all this beside its seats.
    told = "" if hall and hall.sides else _rest(present, words, result, made)
    if words.poll is None or not present.kind.answered or present.kind.background:
        return words, ("", "", told or words.here)
    number = message("Poll %(n)s of %(total)s.", n=words.poll.number, total=words.poll.total)
    return words, (language.say(number), words.poll.ballot, told)


def _offered(form: Mapping[str, Any], language: Language) -> tuple[str, ...]:
    """What there is to choose from, in the order of the phones; an answer of one's own comes last."""
    options = tuple(str(option["text"]) for option in form.get("options", ()))
    return (*options, language.say("Other")) if form.get("other") else options


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


def _result(present: Present, which: str, language: Language) -> ResultView | None:
    if which != "result" or present.poll is None or present.tally is None:
        return None
    return result_view(present.kind, present.poll.definition, present.tally, language, present.current)


def _rest(present: Present, words: WallWords, result: ResultView | None, made: Drawn | None) -> str:
    """How to answer while nothing is shown, or what the numbers of a result refer to."""
    poll = words.poll
    if poll is None:
        return ""
    if result is None or not result.given:
        asks = present.at.phase is Phase.OPEN
        # The time stands where the people would, so they are counted here.
        counted = words.answered if asks and poll.deadline else ""
        parts = [poll.rule if asks and words.options else "", counted]
    else:
        # A figure that says itself what it is based on is not said again.
        silent = made and made.figure.layout.get("meta", {}).get("base")
        parts = ["" if silent else made.base if made and made.base else result.base, result.note]
    return " ".join(filter(None, parts))


def _feet(told: Sequence[Sequence[str]]) -> list[str]:
    """The number of the poll, what becomes of answers and the rest, as far as all of it has room in both languages.

    What numbers refer to must be read; how the answers are kept was said while they were given.
    """
    feet: list[str] = []
    for kept in ((0, 1, 2), (0, 2), (2,)):
        feet = [" ".join(parts[place] for place in kept if parts[place]) for parts in told]
        if max(map(len, feet)) <= LONGEST_FOOT:
            break
    return feet
