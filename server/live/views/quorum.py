"""The quorum as desk and wall say it now; what held when a vote was taken is said with its result."""

from __future__ import annotations

from server.domain.attending import attending
from server.domain.language import Language
from server.domain.messages import message
from server.live.present import Present


def quorum_sentence(present: Present, language: Language) -> str:
    """Whether there is a quorum now, in delegations present; "" where the rules ask for none."""
    rule = present.workshop.quorum
    if rule is None:
        return ""
    members = sum(not one.observer for one in present.workshop.delegations)
    here = attending(present.workshop, present.hall).toward
    values = {"needed": language.number(rule.needed(members)), "here": language.number(here)}
    if rule.of:
        values["of"] = language.number(len(rule.of))
    match here >= rule.needed(members), bool(rule.of):
        case True, False:
            said = message("Quorum of %(needed)s: reached, %(here)s present.", **values)
        case False, False:
            said = message("Quorum of %(needed)s: not reached, %(here)s present.", **values)
        case True, _:
            said = message("Quorum of %(needed)s: reached, %(here)s of the %(of)s named delegations present.", **values)
        case _:
            said = message(
                "Quorum of %(needed)s: not reached, %(here)s of the %(of)s named delegations present.", **values
            )
    return language.say(said)
