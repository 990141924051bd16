"""Reckoning a vote: who is the base, what is needed, and what came of it. Only whole numbers and fractions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.domain.counts import OBSERVER, PEOPLE, WEIGHT, Counts
from server.domain.gathering import by_proxy
from server.domain.kind import Electorate, Gathered, Tally
from server.kinds.majority import MEMBERS, PRESENT, Majority
from server.kinds.manner import Manner

FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
AGREE, OBJECT = "agree", "object"
VOTES, VOICES = (FOR, AGAINST, ABSTAIN), (AGREE, OBJECT)


@dataclass(frozen=True, slots=True)
class VoteTally(Tally):
    """The votes by heads, who was `present` (those who voted among them), and `needed` votes for, out of `of`.

    Where votes are weighed `weights` has the same votes by weight, and `needed`, `of` and the outcome follow them.
    `observers` are votes that are not counted; `withheld` as in Gathered.
    """

    votes: Mapping[str, int] = field(default_factory=dict)
    present: int = 0
    needed: int = 1
    of: int = 0
    electorate: Electorate = field(default_factory=Electorate)
    weights: Mapping[str, int] = field(default_factory=dict)
    present_weight: int = 0
    observers: Mapping[str, int] = field(default_factory=dict)
    manner: Manner = field(default_factory=Manner)
    withheld: int = 0

    @property
    def silent(self) -> int:
        """Present, and neither a vote nor an abstention."""
        return self.present - self.voted

    @property
    def voted(self) -> int:
        """Votes and abstentions, by heads."""
        return sum(self.votes.values())

    @property
    def deciding(self) -> Mapping[str, int]:
        """The votes that decide: by weight where they are weighed, else by heads."""
        return self.weights or self.votes

    @property
    def objections(self) -> int:
        """Objections that count, in a silence procedure."""
        return self.votes.get(OBJECT, 0) + (self.observers.get(OBJECT, 0) if self.manner.anybody else 0)

    @property
    def outcome(self) -> str:
        """adopted, rejected, tied or no quorum; of a temperature check favoured, opposed or even.

        Of a silence procedure waiting, silent (adopted), broken or abandoned (closed before its deadline).
        """
        if self.manner.silence:
            if self.objections:
                return "broken"
            return "waiting" if self.electorate.running else "abandoned" if self.electorate.early else "silent"
        yes, no = self.deciding[FOR], self.deciding[AGAINST]
        if self.manner.temperature:
            return "favoured" if yes > no else "opposed" if no > yes else "even"
        if not self.electorate.quorate:
            return "no quorum"
        if yes >= self.needed:
            return "adopted"
        return "tied" if yes == no > 0 else "rejected"


def reckon(gathered: Gathered, majority: Majority, manner: Manner, *, delegations: bool) -> VoteTally:
    """The tally of a round. `delegations`: those who vote are delegations, and so are those present."""
    options = VOICES if manner.silence else VOTES
    counts, who = gathered.counts, gathered.electorate
    votes = {option: counts.get(option, 0) for option in options}
    observers = {option: n for option in options if (n := counts.get(OBSERVER + option, 0))}
    weights = {option: counts.get(WEIGHT + option, 0) for option in options} if manner.weighted else {}
    voted = sum(votes.values())
    # Somebody who voted and left was present when it counted, and a delegation that votes by proxy is represented.
    proxies = by_proxy(gathered)
    here = min(who.here + sum(proxies.get(option, 0) for option in options), max(who.members, who.here))
    present = max(here if delegations else who.present - who.observers, voted)
    weight_here = min(who.weight_here + proxies.get(WEIGHT + PEOPLE, 0), max(who.weight, who.weight_here))
    present_weight = max(weight_here, counts.get(WEIGHT + PEOPLE, 0)) if manner.weighted else 0
    members = who.weight if manner.weighted else who.members
    of = _base(majority, weights or votes, present_weight if manner.weighted else present, members)
    # In silence everybody who is there has agreed.
    people = max(present, voted) if manner.silence else voted
    return VoteTally(
        people,
        votes,
        present,
        majority.needed(of),
        of,
        who,
        weights,
        present_weight,
        observers,
        manner,
        gathered.withheld,
        delegations=delegations,
    )


def _base(majority: Majority, votes: Counts, present: int, members: int) -> int:
    """What the share is of; without a roster the members are those present."""
    if majority.base == PRESENT or (majority.base == MEMBERS and not members):
        return present
    return members if majority.base == MEMBERS else votes.get(FOR, 0) + votes.get(AGAINST, 0)
