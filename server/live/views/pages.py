"""What each page shows, as values: made once per role and language, and all that a template is given.

Every text in here is already in the reader's language. Nothing in a delegate's view may be kept from delegates: an
unopened poll, a hidden result, a held entry never get into one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.figure import Figure
from server.domain.table import Table
from server.domain.verdict import Verdict
from server.live.views.door import DoorView
from server.live.views.floor_values import Beside, EntryView, PulseView, Queue
from server.live.views.hall_values import HallView
from server.live.views.poll_values import Act, ItemView, PollView, QuoteView, Receipt, ResultView
from server.live.views.roll_values import RollView, RollWords
from server.live.views.screen_values import ScreenView
from server.live.views.survey_values import SurveyView


@dataclass(frozen=True, slots=True)
class StageView:
    """What a phone shows. `key` changes exactly when the page must be replaced rather than patched.

    `scene` is waiting, poll, closed, result, slide, survey, surveyed (closed) or end. `own` and `receipt` belong to one
    person and are empty in what is sent to everybody.
    """

    code: str
    key: str
    rev: int
    scene: str
    title: str
    poll: PollView | None = None
    result: ResultView | None = None
    now: ItemView | None = None
    next: ItemView | None = None
    hall: HallView | None = None
    quote: QuoteView | None = None
    survey: SurveyView | None = None
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    receipt: Receipt = field(default_factory=Receipt)
    entries: Sequence[EntryView] = ()  # what others wrote and the reader may support
    beside: Beside = field(default_factory=Beside)
    roll: RollView | None = None
    seat: str = ""  # behind an address: which seat of several on one device is meant, "?seat=3&for=PE"
    rehearsal: bool = False
    dropped: str = ""  # that the answers to what is on the desk were deleted, and when


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many: `answered` of `of` people, in whole points `percent`."""

    answered: int
    of: int
    percent: int


@dataclass(frozen=True, slots=True)
class WallWords:
    """What the wall says in one of two languages that stand side by side; `code` and `direction` are the language's."""

    code: str
    direction: str
    title: str
    item: str
    poll: PollView | None
    options: Sequence[str]
    survey: SurveyView | None
    answered: str  # 187 of 269 people have answered
    of: str  # of 269 people have answered
    here: str
    foot: str  # which poll this is, what becomes of answers, what the numbers refer to
    seats: str  # of 24
    left: str
    closed: str
    how: str
    join: str
    later: str
    thanks: str
    over: str
    verdict: Verdict | None = None  # the outcome of a vote
    hall: HallView | None = None  # its sides and what is said of them
    sentence: str = ""  # what a figure shows
    tables: Sequence[Table] = ()  # and its numbers, to be read aloud
    roll: RollWords | None = None


@dataclass(frozen=True, slots=True)
class WallView:
    """What the projector shows. `scene` is lobby, poll (result not shown), result, slide, survey, end, blank or join.

    `words` are those of two languages, none where there is one. `advance` and `undo` name the act that comes next and
    the one that can be taken back, "" for none, and `control` what was chosen for the wall: tokens for whoever acts
    from this page. `still` is a wall that is looked at before it is shown, whose time does not run.

    `options` are the answers to choose from, to be read while there is no result to see; `figure` is drawn by the page,
    `table` and `sentence` say the same to screen readers. `last` is the last delegation to arrive, "" for none.
    """

    code: str
    key: str
    rev: int
    scene: str
    title: str
    subtitle: str
    place: str
    address: str  # host and path to join, without scheme
    item: ItemView | None = None
    poll: PollView | None = None
    options: Sequence[str] = ()
    figure: Figure | None = None
    table: Table | None = None
    counted: bool = False  # something came back that is nobody's answer: reactions
    further: Sequence[Table] = ()
    base: str = ""
    note: str = ""  # what the clerk entered
    everybody: Rate = field(default_factory=lambda: Rate(0, 0, 0))
    room: Rate = field(default_factory=lambda: Rate(0, 0, 0))
    remote: Rate = field(default_factory=lambda: Rate(0, 0, 0))
    hall: HallView | None = None
    last: str = ""
    answers: int = 0  # in the whole workshop, for the end
    polls: int = 0
    pulse: PulseView | None = None
    link: str = ""  # the whole address to join, for the QR code; "" where only `address` is known
    quote: QuoteView | None = None
    survey: SurveyView | None = None
    words: Sequence[WallWords] = ()
    word: str = ""  # to be typed by whoever comes in, "" where none is asked for
    held: bool = False
    still: bool = False
    advance: str = ""
    undo: str = ""
    control: str = ""
    roll: RollView | None = None
    quorum: str = ""  # while a vote is open
    verdict: Verdict | None = None  # the outcome of a vote, where the seats of the hall show it
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A written text in the moderator's list. `state` is shown, held or hidden, and `reason` says why."""

    subject: str
    text: str
    state: str
    count: int = 0
    at: str = ""
    reason: str = ""
    merged: str = ""  # the subject it was merged into
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to show a result; `now` is the present one."""

    value: str
    label: str
    now: bool


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """One delegation in the desk's list of presence: people in the room and online, and the state of its seat.

    `answered` is how many of it have answered what is open, None where nothing is, or nobody may know.
    """

    id: str
    name: str
    room: int
    remote: int
    state: str
    only_remote: bool = False
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the moderator's desk shows. `primary` is the one act that comes next; `late` is in minutes, "" if not.

    `punctual` says that the meeting runs on time; neither is said where nobody can know.
    """

    code: str
    key: str
    rev: int
    title: str
    clock: str
    late: str
    agenda: Sequence[ItemView]
    item: ItemView | None
    poll: PollView | None
    status: str  # "Open since 11:36. Poll 2 of 4, round 1, anonymous."
    status_word: str  # Open | Closed | Waiting …, its first word in the same language
    primary: Act | None
    acts: Sequence[Act]
    everybody: Rate
    room: Rate
    remote: Rate
    result: ResultView | None
    figure: Figure | None
    entries: Sequence[EntryLine]
    held: int
    hall: HallView | None
    quorum: str  # the sentence about the quorum, "" where there is no rule
    missing: str  # the delegations present that have not answered, as a sentence; "" for none
    delegations: Sequence[DelegationLine]
    people: int
    moderated: bool = True  # whether entries may be hidden
    queues: Sequence[Queue] = ()  # the questions from the floor
    pulse: PulseView | None = None
    comparisons: Sequence[Choice] = ()  # what the wall can set beside one another
    numbers: Sequence[Choice] = ()
    grouped: bool = False  # whether entries can be grouped into themes
    last_act: str = ""  # what another moderator did, and when
    undo: Act | None = None  # takes the last act back
    previous: Act | None = None  # puts the poll before on the desk
    following: Act | None = None
    happened: str = ""  # that the server was away, and what became of the poll
    advance: str = ""  # names the primary act, for whoever does "what comes next"
    screen: ScreenView | None = None
    audience: str = "desk"  # who sees the result: room, phones or desk alone
    survey: SurveyView | None = None
    door: DoorView | None = None
    reset: str = ""  # where the answers to what is on the desk are deleted, "" where there are none to delete
    rehearsal: bool = False
    roll: RollView | None = None
    punctual: bool = False
    again: Act | None = None  # takes a closed vote again, for a reason
