"""What the ledger says: every act in the reader's language, the latest first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from server.domain.clerk import WORDS as HOW
from server.domain.clerk import How
from server.domain.kind import AnyKind
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.schedule import local
from server.domain.segments import ATTENDANCE, GROUP, LANGUAGE, STANDING
from server.domain.splits import language_name
from server.domain.text import one_line
from server.domain.wall import BLANK, JOIN, WallControl
from server.domain.wall import decode as decode_wall
from server.domain.workshop import Workshop
from server.live.views import ledger_doors, ledger_notes, ledger_rights
from server.store.access import Grant
from server.store.ledger import Ledger, subject_of
from server.store.log import DROPPING, Line
from server.store.stored import RS

SHORT = 6  # figures of a grant's id that tell the links of one workshop apart

_ROLES = {
    "moderator": message("Moderator"),
    "staff": message("Staff"),
    "projector": message("Projector"),
}
_ACTS: Mapping[str, Message] = {
    "define": message("The agenda was loaded or changed"),
    "begin": message("The meeting was opened"),
    "end": message("The meeting was adjourned"),
    "survey": message("The survey was opened"),
    "open": message("The poll was opened"),
    "close": message("The poll was closed"),
    "extend": message("The countdown was extended"),
    "last-call": message("The last call was made"),
    "reveal": message("The result was shown"),
    "reopen": message("The closing of the poll was taken back"),
    "hide": message("The result was hidden"),
    "rehearse": message("A rehearsal was begun"),
}
_COVERS: Mapping[str, Message] = {
    BLANK: message("The screen was made dark"),
    JOIN: message("The screen shows how to join"),
}
_DECISIONS: Mapping[str, Message] = {
    "hide": message("Hidden: “%(text)s”"),
    "put": message("A decision about “%(text)s” was taken back"),
    "restore": message("Restored: “%(text)s”"),
    "approve": message("Approved: “%(text)s”"),
    "merge": message("“%(text)s” was merged with “%(other)s”"),
    "unmerge": message("“%(text)s” was separated again"),
    "theme": message("“%(text)s” was put into the theme “%(other)s”"),
    "name": message("The theme “%(other)s” was named"),
    "answer": message("Answered: “%(text)s”"),
    "unanswer": message("Not answered after all: “%(text)s”"),
    "screen": message("Put on the screen: “%(text)s”"),
    "unscreen": message("Taken off the screen: “%(text)s”"),
}
# Where nothing is named any more.
_TAKEN_AWAY: Mapping[str, Message] = {
    "theme": message("“%(text)s” was taken out of its theme"),
    "name": message("The theme “%(text)s” was removed"),
}
_REASONED = frozenset(("hide", "restore", "approve"))


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One act: when, who, what, in which poll and round, and why."""

    at: str
    who: str
    what: str
    poll: str
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """The acts of one day."""

    day: str
    lines: Sequence[LedgerLine]


class _Teller:
    """Tells the lines of one ledger; what a theme is called, and what is open, is known from the lines before."""

    def __init__(
        self,
        workshop: Workshop,
        kinds: Mapping[str, AnyKind],
        ledger: Ledger,
        grants: Sequence[Grant],
        language: Language,
    ) -> None:
        self.workshop = workshop
        self.kinds = kinds
        self.ledger = ledger
        self.roles = {grant.id: grant.role for grant in grants}
        self.labels = {grant.id: grant.label for grant in grants}
        self.language = language
        self.names: dict[tuple[str, int, str], str] = {}
        self.opened: set[tuple[str, int]] = set()

    def line(self, line: Line) -> LedgerLine:
        poll = self.workshop.poll_in(line.poll, line.round)
        prompt = poll.prompt.pick(self.language.code) if poll else line.poll
        about = prompt
        if line.round:
            about = self.language.say(message("%(poll)s (round %(round)s)", poll=prompt, round=line.round))
        what, reason = self._what(line, prompt)
        at = self.language.clock(local(self.workshop, line.at))
        return LedgerLine(
            at, self._who(line.by, line.act), self.language.say(what), "" if line.act == "stage" else about, reason
        )

    def _who(self, by: str, act: str) -> str:
        if not by:
            return self.language.say(message("Administrator") if act == "define" else message("By itself"))
        if by.startswith("seat:"):
            return self.language.say(message("Seat %(n)s", n=by.removeprefix("seat:")))
        if by == "restore":
            return self.language.say(message("Restored from an archive"))
        role = self.roles.get(by)
        if role is None:
            return self.language.say(message("A link that was withdrawn (%(id)s)", id=by[:SHORT]))
        if label := self.labels[by]:
            told = message("%(name)s, %(role)s (%(id)s)", name=label, role=_ROLES[role], id=by[:SHORT])
            return self.language.say(told)
        return self.language.say(message("%(role)s (%(id)s)", role=_ROLES[role], id=by[:SHORT]))

    def _what(self, line: Line, prompt: str) -> tuple[Message, str]:
        if line.act == "decide":
            return self._decision(line)
        if line.act == "stage" and line.poll:
            return message("On the desk: “%(text)s”", text=prompt), ""
        if line.act == "stage":
            titles = [item.title.pick(self.language.code) for item in self.workshop.agenda if item.id == line.body]
            return (message("On the agenda: “%(text)s”", text=titles[0]) if titles else message("The agenda")), ""
        if line.act == "compare":
            return _compared(*line.body.split(RS)), ""
        if line.act == "wall":
            return self._chosen(decode_wall(line.body)), ""
        if line.act in DROPPING:
            self.opened = {(poll, round_) for poll, round_ in self.opened if line.poll and poll != line.poll}
            return _dropped(line), ""
        if line.act in ("proxy", "transfer", "call"):
            return ledger_rights.told(line, self.workshop, self.language), ""
        if line.act == "open":
            return self._opening(line)
        if line.act == "clerk":
            return self._entered(line)
        if line.act == "note":
            return ledger_notes.told(line, self.workshop, self.language)
        if line.act in ledger_doors.TELLERS:
            return ledger_doors.TELLERS[line.act](line), ""
        return _ACTS.get(line.act) or message("%(act)s", act=line.act), ""

    def _opening(self, line: Line) -> tuple[Message, str]:
        """A round begins once; it is opened again only for other words, before anybody has answered."""
        if (line.poll, line.round) in self.opened:
            return message("The question was put in other words; nobody had answered"), ""
        self.opened.add((line.poll, line.round))
        reason = ledger_rights.reason(line)
        return message("The vote was taken again") if reason else _ACTS["open"], reason

    def _chosen(self, control: WallControl) -> Message:
        """What was chosen for the wall."""
        if control.cover:
            return _COVERS[control.cover]
        if control.held is not None:
            return message("The screen was held still")
        names = [language_name(code, self.language) for code in control.languages]
        if names:
            listed = self.language.listing(names)
            return message("The screen shows what is on stage, in %(languages)s", languages=listed)
        return message("The screen shows what is on stage")

    def _decision(self, line: Line) -> tuple[Message, str]:
        verb, subject, value = subject_of(line)
        if verb == "put":
            # What was decided before stands again; the subject is the field of the overlay.
            subject = subject.partition(":")[2]
        place = (line.poll, line.round)
        text, other = self._text(line.poll, subject), self._text(line.poll, value)
        if verb == "name":
            text, other = self.names.get((*place, subject), subject), value
            self.names[*place, subject] = value or text
        elif verb == "theme":
            other = self.names.get((*place, value), value)
        known = _TAKEN_AWAY if not value and verb in _TAKEN_AWAY else _DECISIONS
        what = known.get(verb, message("%(act)s: “%(text)s”"))
        reason = value if verb in _REASONED else ""
        return Message(what.text, {"text": text, "other": other, "act": verb}), reason

    def _entered(self, line: Line) -> tuple[Message, str]:
        """What the clerk entered: for how many, how it came, for whom; never what was said."""
        _, corrected, text, _ = line.body.split(RS, 3)
        if not text:
            return message("An entry of the clerk was taken back"), ""
        raw = json.loads(text)
        n, how = raw["people"], HOW[How(raw["how"])]
        what = plural("The clerk entered %(n)s answer, %(how)s", "The clerk entered %(n)s answers, %(how)s", n, how=how)
        if corrected:
            what = plural(
                "An entry of the clerk was corrected: %(n)s answer, %(how)s",
                "An entry of the clerk was corrected: %(n)s answers, %(how)s", n, how=how,
            )  # fmt: skip
        delegation = self.workshop.delegation(raw["delegation"])
        name = delegation.name.pick(self.language.code) if delegation else raw["delegation"]
        return what, ". ".join(part for part in (name, raw["remark"]) if part)

    def _text(self, poll_id: str, subject: str) -> str:
        """An entry's text, or a counted field as it was written."""
        if subject in self.ledger.texts:
            return one_line(self.ledger.texts[subject])
        poll = self.workshop.polls.get(poll_id)
        if poll is None or not subject:
            return subject
        return self.kinds[poll.kind].spellings({subject: 1}).get(subject, subject)


def _dropped(line: Line) -> Message:
    """How many answers a reset or a wipe deleted."""
    n = int(line.body.split(RS)[0])
    if line.act == "wipe":
        return plural("The rehearsal was wiped: %(n)s answer", "The rehearsal was wiped: %(n)s answers", n)
    if not line.poll:
        return plural(
            "The whole workshop was reset: %(n)s answer was deleted",
            "The whole workshop was reset: %(n)s answers were deleted", n,
        )  # fmt: skip
    return plural("The poll was reset: %(n)s answer was deleted", "The poll was reset: %(n)s answers were deleted", n)


def _compared(name: str, value: str) -> Message:
    if name == "numbers":
        return (
            message("The screen shows numbers of people") if value == "counts" else message("The screen shows shares")
        )
    known = {
        "": message("The screen shows the result as it is"),
        "earlier": message("The screen compares with an earlier workshop"),
        "alone": message("The screen shows the last round alone"),
        ATTENDANCE: message("The screen compares the room and online"),
        STANDING: message("The screen compares members and observers"),
        GROUP: message("The screen compares groups"),
        LANGUAGE: message("The screen compares languages"),
    }
    return known.get(value, message("The screen compares by an earlier answer"))


def ledger_view(
    workshop: Workshop, kinds: Mapping[str, AnyKind], ledger: Ledger, grants: Sequence[Grant], language: Language
) -> Sequence[LedgerDay]:
    """The days of the ledger, the latest first, and so their lines."""
    teller = _Teller(workshop, kinds, ledger, grants, language)
    told = [(local(workshop, line.at).date(), teller.line(line)) for line in ledger_notes.joined(ledger.lines)]
    return [
        LedgerDay(language.day(day), [line for _, line in lines])
        for day, lines in groupby(reversed(told), key=lambda pair: pair[0])
    ]
