"""What the log comes to: its entries folded into the present, one act after the other, as the scripts made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from server.domain.clerk import ANSWER
from server.domain.counts import add
from server.store.defining import defined, roster
from server.store.log import Line, dropped_by, parse
from server.store.stored import GS, RS, US, WITHDRAWN, Stored, split, spread, unpack


@dataclass(slots=True)
class FoldedRound:
    """One round as the log tells it. `totals` are those of a secret ballot.

    `texts` are the definitions from the one that was in force when it was opened, one for each roster: answers are
    weighed by the roster of the moment, while the question is that of the first.
    """

    texts: list[str]
    answers: dict[str, Stored] = field(default_factory=dict)
    totals: dict[str, int] | None = None
    decisions: dict[str, str] = field(default_factory=dict)
    upvoters: set[tuple[str, str]] = field(default_factory=set)
    reactions: dict[str, int] = field(default_factory=dict)
    clerk: dict[str, str] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """What the answers add up to, as they were counted when they came."""
        return add(*(spread(one.counts, one.segments) for one in self.answers.values()))

    def upvotes(self) -> dict[str, int]:
        """Entry → how many support it."""
        return add(*({entry: 1} for entry, _ in self.upvoters))


@dataclass(slots=True)
class Folded:
    """A workshop as the log tells it. `state` has the fields that server.domain.state.decode reads."""

    text: str = ""
    state: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    rounds: dict[tuple[str, int], FoldedRound] = field(default_factory=dict)
    _before: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))

    def take(self, line: Line) -> None:
        """Add what one line says.

        Raises:
            ValueError, KeyError, TypeError: when it says what cannot be.
        """
        self.state["rev"] = str(line.rev)
        match line.act:
            case "define":
                self._define(defined(self.text, line.body))
            case "begin" | "end":
                self.state["begun" if line.act == "begin" else "ended"] = str(line.at)
            case "stage":
                self.state |= {"item": line.body, "poll": line.poll, "survey": ""}
            case "survey":
                self.state |= {"item": line.body, "poll": "", "survey": line.body}
            case "note":
                _set(self.notes, *line.body.split(RS, 1))
            case "open":
                self._open(line)
            case "close":
                self._close(line)
            case "extend" | "last-call":
                self.state[f"{line.poll}.deadline"] = line.body
            case "reopen":
                self._reopen(line)
            case "call":
                _set(self.state, f"{line.poll}.roll.{line.round}", line.body)
            case "proxy":
                self._proxy(line)
            case "transfer":
                number, before, after, by, mandate = line.body.split(RS)
                text = US.join(("transfer", number, before, after, str(line.at), by, "", ""))
                self.state[f"mandate:{mandate}"] = text
            case "door":
                self.state["door"] = line.body
            case "people" | "badges" | "badge" | "withdraw":
                pass  # The list, its badges and empty seats are no part of what is counted.
            case "wall":
                _set(self.state, "wall", line.body)
            case "reveal" | "hide":
                self.state[f"{line.poll}.shown"] = "1" if line.act == "reveal" else "0"
            case "compare":
                name, value = line.body.split(RS)
                _set(self.state, f"{line.poll}.{name}", value)
            case "answers":
                self._answers(line)
            case "decide":
                _decide(self._round(line).decisions, *line.body.split(RS, 2))
            case "clerk":
                self._clerk(line)
            case "reset":
                self._reset(line)
            case "rehearse":
                self._before = (dict(self.state), dict(self.notes))
                self.state["rehearsal"] = str(line.at)
            case "wipe":
                self._wipe()
            case "upvote":
                voter, entry, on = line.body.split(RS)
                (set.add if on == "1" else set.discard)(self._round(line).upvoters, (entry, voter))
            case "react":
                told = self._round(line)
                told.reactions = add(told.reactions, unpack(line.body))
            case _:
                raise ValueError(f"{line.act!r} is no act.")

    def _round(self, line: Line) -> FoldedRound:
        return self.rounds[line.poll, line.round]

    def _define(self, text: str) -> None:
        """What is defined now. A clerk may enter answers to any round later on."""
        if roster(text) != roster(self.text):
            for told in self.rounds.values():
                told.texts.append(text)
        self.text = text

    def _proxy(self, line: Line) -> None:
        """The same as lua/proxy.lua."""
        verb, holder, agent, number = line.body.split(RS)
        if verb == "give":
            self.state[f"proxy:{holder}"] = agent
            given = US.join(("proxy", "", holder, agent, str(line.at), line.by, "", ""))
            self.state[f"mandate:{number}"] = given
        else:
            self.state.pop(f"proxy:{holder}")
            given = self.state[f"mandate:{number}"].removesuffix(US + US)
            self.state[f"mandate:{number}"] = US.join((given, str(line.at), line.by))

    def _open(self, line: Line) -> None:
        item, deadline, shown, *more = line.body.split(RS)
        for name, value in zip(("opening", "reason"), more, strict=False):
            _set(self.state, f"{line.poll}.{name}.{line.round}", value)
        if item:
            self.state |= {"item": item, "poll": line.poll, "survey": ""}
        poll = line.poll
        self.rounds[poll, line.round] = FoldedRound([self.text])
        self.state.setdefault("begun", str(line.at))
        self.state |= {
            f"{poll}.phase": "open",
            f"{poll}.round": str(line.round),
            f"{poll}.deadline": deadline,
            f"{poll}.shown": shown,
            f"{poll}.opened.{line.round}": str(line.at),
        }

    def _close(self, line: Line) -> None:
        totals, _, present = line.body.partition(RS)
        self.state[f"{line.poll}.phase"] = "closed"
        self.state[f"{line.poll}.closed.{line.round}"] = str(line.at)
        deadline = self.state.get(f"{line.poll}.deadline", "")
        if deadline and line.at < int(deadline):
            self.state[f"{line.poll}.early.{line.round}"] = "1"
        if present:
            self.state[f"{line.poll}.present.{line.round}"] = present
        self._round(line).totals = unpack(totals) if totals else None

    def _reopen(self, line: Line) -> None:
        """A close was taken back: the round goes on, with the time that was left."""
        self.state |= {f"{line.poll}.phase": "open", f"{line.poll}.deadline": line.body}
        for name in ("closed", "present", "early"):
            self.state.pop(f"{line.poll}.{name}.{line.round}", None)
        self._round(line).totals = None

    def _answers(self, line: Line) -> None:
        answers = self._round(line).answers
        for record in line.body.split(GS):
            voter, answer, counts, segments, payload = record.split(RS, 4)
            if payload == WITHDRAWN and answer.startswith(ANSWER):
                answers.pop(voter, None)  # An entry that the clerk took back leaves nothing behind.
                continue
            answers[voter] = Stored((answer,), counts, split(segments), line.at if payload else 0, payload)

    def _reset(self, line: Line) -> None:
        """The same as lua/reset.lua."""
        polls = split(line.body.split(RS)[3])
        for poll in polls:
            for name in [name for name in self.state if name.startswith(f"{poll}.")]:
                del self.state[name]
            for place in [place for place in self.rounds if place[0] == poll]:
                del self.rounds[place]
            self.state[f"{poll}.reset"] = str(line.at)
        if not line.poll:
            for name in ("begun", "ended"):
                self.state.pop(name, None)
            self.state |= {"item": "", "poll": "", "survey": ""}

    def _wipe(self) -> None:
        """The same as lua/wipe.lua: everything is as it was before the rehearsal but the agenda."""
        state, self.notes = self._before
        self.state = {**state, "rev": self.state["rev"]}
        self.rounds = {}

    def _clerk(self, line: Line) -> None:
        """The same as the end of lua/clerk.lua; of a secret ballot the line says what it gains."""
        entry, _, text, gained = line.body.split(RS, 3)
        told = self._round(line)
        _set(told.clerk, entry, RS.join((str(line.rev), str(line.at), line.by, text)) if text else "")
        if told.totals is not None and gained:
            told.totals = add(told.totals, unpack(gained))


def fold(texts: Sequence[str]) -> Folded:
    """What the entries come to.

    Raises:
        ValueError, KeyError, TypeError: when one of them says what cannot be.
    """
    folded = Folded()
    for text in texts:
        if dropped_by(text) is None:
            folded.take(parse(text))
    return folded


def _set(fields: dict[str, str], name: str, text: str) -> None:
    if text:
        fields[name] = text
    else:
        fields.pop(name, None)


def _decide(decisions: dict[str, str], verb: str, subject: str, value: str) -> None:
    """The same as lua/decide.lua; `put` is what lua/undo.lua writes, the field of the overlay as it was before."""
    if verb == "put":
        _set(decisions, subject, value)
        return
    prefix = {"hide": "hide:", "approve": "show:", "merge": "merge:", "theme": "theme:", "name": "name:"}
    prefix |= {"answer": "answer:", "screen": "screen:"}
    clears = {"restore": "hide:", "approve": "hide:", "unmerge": "merge:"}
    clears |= {"unanswer": "answer:", "unscreen": "screen:"}
    if verb in ("screen", "unscreen"):
        subject, value = "", subject
    if verb in clears:
        decisions.pop(clears[verb] + subject, None)
    if verb in ("theme", "name"):
        _set(decisions, prefix[verb] + subject, value)
    elif verb in prefix:
        decisions[prefix[verb] + subject] = value
