"""What the projector shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from server.domain.bilingual import BETWEEN, both_languages, with_both
from server.domain.counts import results_only
from server.domain.figure import Figure
from server.domain.language import Language
from server.domain.schedule import moment
from server.domain.state import Phase
from server.domain.verdict import Verdict
from server.domain.wall import token as control_token
from server.live.present import Present
from server.live.views.acts import primary_act
from server.live.views.comparing import ALONE, Drawn
from server.live.views.comparing import drawn as compared
from server.live.views.floor import pulse_view
from server.live.views.foreseeing import token
from server.live.views.pages import WallView
from server.live.views.parts import hall_view, item_view, now_and_next, rate, rates, result_view
from server.live.views.poll_values import ResultView
from server.live.views.quorum import quorum_sentence
from server.live.views.quoting import quote_view
from server.live.views.roll import roll_view
from server.live.views.survey import survey_view
from server.live.views.wall_words import poll_on_wall, wall_words


def wall_scene(present: Present) -> str:
    """lobby, poll (its result not shown), result, slide, survey, end, or what covers it: blank or join."""
    if present.state.wall.cover:
        return present.state.wall.cover
    if present.state.ended is not None:
        return "end"
    if present.survey:
        return "survey"
    if present.poll is None or present.at.phase is Phase.DRAFT:
        return "lobby"
    if not present.kind.answered:
        return "slide" if present.open else "lobby"
    return "result" if present.at.shown else "poll"


def wall_view(present: Present, languages: Sequence[Language], link: str, standing: Present | None = None) -> WallView:
    """The wall in one language or two; `link` is the whole address to join, which people type without its scheme.

    `standing` is the present of the meeting, where the wall shows another one: acts are done in that.
    """
    language = languages[0]
    meeting = standing or present
    last = meeting.state.last
    which = wall_scene(present)
    poll = present.poll if which in ("poll", "result", "slide") else None
    everybody, room, remote = rates(present)
    if which == "end":
        # The page of thanks says what the day came to, not who is still here.
        present = replace(present, hall=present.hall.full)
        everybody = rate(0, present.hall.people)
    result = _result(present, language) if which == "result" else None
    quote = quote_view(present, language) if which == "slide" else None
    plain = which == "result" and present.at.by in ("", ALONE)
    hall = hall_view(present, language, answering=which in ("poll", "result", "survey"), votes=plain)
    words = wall_words(present, which, languages, everybody, hall)
    made = None
    if which == "result":
        made = compared(*_in_both(present, languages)) if words else compared(present, language)
    drawn = made.figure if made else None
    if drawn and words:
        # The sentences stand beside it, each in its own language.
        drawn = replace(drawn, sentence=BETWEEN.join(one.poll.prompt for one in words if one.poll))
    if quote and quote.result and not quote.absent:
        result, drawn = quote.result, quote.figure
    counted = bool(present.current and any(results_only(present.current.counts).values()))
    awaited = which == "result" and present.at.phase is Phase.OPEN and not everybody.answered
    workshop = present.workshop
    item = now_and_next(present, language)[0]
    if poll is not None:
        item = item_view(workshop, workshop.item_of(poll.id), language, "now")
    survey = survey_view(present, present.state.survey, language) if which == "survey" else None
    place = f"{poll.id}.{present.at.round}" if poll else f"{survey.item}.{present.survey[0].round}" if survey else ""
    return WallView(
        code=present.code,
        key=f"{which}.{place}" if place else which,
        rev=present.state.rev,
        word=meeting.entering.word,
        scene=which,
        title=workshop.title.pick(language.code),
        subtitle=workshop.subtitle.pick(language.code),
        place=workshop.place.pick(language.code),
        address=link.partition("://")[2] or link,
        link=link,
        item=item,
        poll=poll_on_wall(present, poll, language) if poll else None,
        options=_options(present, language) if which == "poll" or (awaited and not counted) else (),
        figure=drawn,
        table=result.table if result else None,
        counted=counted,
        further=result.further if result else (),
        base=_base(result, made),
        note=result.note if result else "",
        everybody=everybody,
        room=room,
        remote=remote,
        hall=hall,
        last=_last_arrival(present, language),
        pulse=pulse_view(present, language),
        answers=sum(present.answers.values()),
        polls=sum(1 for state in present.state.polls.values() if state.round),
        quote=quote,
        survey=survey,
        rehearsal=present.state.rehearsal is not None,
        roll=roll_view(present, language) if which == "poll" else None,
        quorum=quorum_sentence(present, language) if which == "poll" and poll and present.apart else "",
        verdict=_verdict(present, language) if hall and hall.sides else None,
        words=words,
        held=present.state.wall.held is not None,
        advance=token(primary_act(meeting, language)),
        undo=str(last.rev) if last is not None and last.can_be_taken_back(meeting.now) else "",
        control=control_token(meeting.state.wall),
    )


def _in_both(present: Present, languages: Sequence[Language]) -> tuple[Present, Language]:
    """The present in which the poll on stage has the words of both languages, for drawings with one label each."""
    first, second = languages
    both = both_languages(first, second)
    if present.poll is None:
        return present, both
    return replace(present, workshop=with_both(present.workshop, present.poll, first.code, second.code)), both


def figure(present: Present, language: Language) -> Figure | None:
    """The figure of the poll on stage: its result, or what it is compared with."""
    made = compared(present, language)
    return made.figure if made else None


def _base(result: ResultView | None, made: Drawn | None) -> str:
    """What shares refer to, and what is not shown."""
    if result is None:
        return ""
    parts = (made.base or result.base, made.note) if made else (result.base,)
    return " ".join(part for part in parts if part)


def _result(present: Present, language: Language) -> ResultView | None:
    if present.poll is None or present.tally is None:
        return None
    return result_view(present.kind, present.poll.definition, present.tally, language, present.current)


def _verdict(present: Present, language: Language) -> Verdict | None:
    """The outcome of a vote, set beside the seats that show it."""
    if present.poll is None or present.tally is None:
        return None
    return present.kind.verdict(present.poll.definition, present.tally, language)


def _options(present: Present, language: Language) -> tuple[str, ...]:
    """The answers to choose from, which the hall reads while the result is hidden or nobody has answered."""
    if present.poll is None:
        return ()
    form = present.kind.form(present.poll.definition, language)
    return tuple(str(option["text"]) for option in form.get("options", ()))


def _last_arrival(present: Present, language: Language) -> str:
    """The delegation whose first seat was taken last, while people arrive."""
    if moment(present.workshop, present.state, present.now).now and present.state.poll:
        return ""
    arrived = [row for row in present.hall.rows if row.delegation and row.first]
    if not arrived:
        return ""
    delegation = present.workshop.delegation(max(arrived, key=lambda row: row.first).delegation)
    return delegation.name.pick(language.code) if delegation else ""
