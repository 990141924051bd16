"""Outcomes of votes in sentences, as the chair announces them and the summary prints them."""

from __future__ import annotations

from collections.abc import Mapping

from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.kinds.majority import Majority, rule
from server.kinds.observing import kept_to_themselves
from server.kinds.reckoning import ABSTAIN, AGAINST, FOR, OBJECT, VoteTally

# The word in large letters.
WORDS: Mapping[str, Message] = {
    "adopted": message("Adopted"),
    "rejected": message("Rejected"),
    "tied": message("Tied: rejected"),
    "no quorum": message("No quorum"),
    "favoured": message("Leaning for"),
    "opposed": message("Leaning against"),
    "even": message("Evenly divided"),
    "waiting": message("No objection so far"),
    "silent": message("Adopted by silence"),
    "broken": message("Silence was broken"),
    "abandoned": message("No decision"),
}


def announced(tally: VoteTally, majority: Majority, language: Language) -> str:
    """The outcome, and all that made it so."""
    if tally.manner.silence:
        said = [_silence(tally, language), observed(tally, language)]
    else:
        said = [_outcome(tally, language), weighed(tally, language), observed(tally, language)]
        if not tally.manner.temperature:
            said += [_quorate(tally, language), needed(tally, majority, language)]
    return " ".join(one for one in said if one)


def needed(tally: VoteTally, majority: Majority, language: Language) -> str:
    """What was needed, in general and in numbers; of a temperature check that it needs nothing."""
    if tally.manner.silence:
        return language.say(message("A proposal under silence is adopted unless a delegation objects in time."))
    if tally.manner.temperature:
        return language.say(message("A temperature check is not a decision."))
    said = language.say(rule(majority))
    if not tally.of:
        return said
    values = {"needed": language.number(tally.needed), "of": language.number(tally.of)}
    numbers = message("That is %(needed)s of %(of)s.", **values)
    if tally.weights:
        numbers = message("By weight that is %(needed)s of %(of)s.", **values)
    return f"{said} {language.say(numbers)}"


def quorum(tally: VoteTally, language: Language) -> str:
    """Whether enough delegations were there, "" where there is no rule for it, or nothing is decided."""
    who = tally.electorate
    if not who.quorum or tally.manner.silence or tally.manner.temperature:
        return ""
    values = {"here": language.number(who.counted), "quorum": language.number(who.quorum)}
    match who.quorate, who.toward is not None:
        case True, False:
            said = message("There was a quorum: %(here)s delegations present, %(quorum)s needed.", **values)
        case False, False:
            said = message("There was no quorum: %(here)s delegations present, %(quorum)s needed.", **values)
        case True, _:
            said = message("There was a quorum: %(here)s of the named delegations, %(quorum)s needed.", **values)
        case _:
            said = message("There was no quorum: %(here)s of the named delegations, %(quorum)s needed.", **values)
    return language.say(said)


def weighed(tally: VoteTally, language: Language) -> str:
    """The heads beside the weights; "" where votes are not weighed."""
    if not tally.weights:
        return ""
    return language.say(message("By heads: %(votes)s.", votes=_votes(tally.votes, language)))


def observed(tally: VoteTally, language: Language) -> str:
    """What observers said, or that it is not shown; "" where none said anything."""
    if not tally.observers:
        return kept_to_themselves(tally.withheld, language)
    if tally.manner.silence:
        n = tally.observers.get(OBJECT, 0)
        if not n or tally.manner.anybody:
            return ""
        return language.say(
            plural("%(count)s observer objected, which is noted and not counted.",
                   "%(count)s observers objected, which is noted and not counted.", n, count=language.number(n))
        )  # fmt: skip
    return language.say(message("Observers, not counted: %(votes)s.", votes=_votes(tally.observers, language)))


def _votes(votes: Mapping[str, int], language: Language) -> Message:
    abstained = votes.get(ABSTAIN, 0)
    return message(
        "%(yes)s for, %(no)s against, %(abstentions)s",
        yes=language.number(votes.get(FOR, 0)),
        no=language.number(votes.get(AGAINST, 0)),
        abstentions=plural("%(n)s abstention", "%(n)s abstentions", abstained, n=language.number(abstained)),
    )


def _outcome(tally: VoteTally, language: Language) -> str:
    abstained = tally.deciding[ABSTAIN]
    values = {
        "yes": language.number(tally.deciding[FOR]),
        "no": language.number(tally.deciding[AGAINST]),
        "abstentions": plural("%(n)s abstention", "%(n)s abstentions", abstained, n=language.number(abstained)),
    }
    if tally.weights:
        # A weight abstains, and nobody counts how often.
        values["abstentions"] = message("%(n)s abstaining", n=language.number(abstained))
    match tally.outcome:
        case "adopted":
            said = message("Adopted: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
        case "tied":
            said = message("Tied and therefore rejected: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
        case "no quorum":
            said = message("No decision: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
        case "favoured" | "opposed" | "even":
            said = message("Temperature check, no decision: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
        case _:
            said = message("Rejected: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
    return language.say(said)


def _quorate(tally: VoteTally, language: Language) -> str:
    """Whether there was a quorum when the vote was closed, and when it was opened if that was another matter."""
    who = tally.electorate
    if not who.quorum:
        return ""
    if who.began is not None and who.began != who.quorate:
        if who.quorate:
            return language.say(message("There was a quorum when the vote was closed, and none when it was opened."))
        return language.say(message("There was a quorum when the vote was opened, and none when it was closed."))
    return quorum(tally, language)


def _silence(tally: VoteTally, language: Language) -> str:
    match tally.outcome:
        case "silent":
            return language.say(message("Adopted by silence: no delegation objected before the deadline."))
        case "waiting":
            return language.say(message("So far no delegation has objected."))
        case "abandoned":
            return language.say(message("No decision: the silence procedure was closed before its deadline."))
    return language.say(
        plural("Not adopted: %(count)s delegation objected.", "Not adopted: %(count)s delegations objected.",
               tally.objections, count=language.number(tally.objections))
    )  # fmt: skip
