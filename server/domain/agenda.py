"""The agenda file: a mapping that somebody wrote becomes a workshop, or a list of every fault in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from server.domain import picture
from server.domain.errors import Faults
from server.domain.kind import AnyKind
from server.domain.lists import LONGEST_TITLE, bounded, read_links, read_people, texts, unique
from server.domain.messages import Message, message
from server.domain.polls import read_countdown, read_polls
from server.domain.reader import Path, Reader, Sink
from server.domain.roster import read_group_names, read_proxies, read_quorum, read_roster
from server.domain.survey import survey_polls
from server.domain.tags import read_languages
from server.domain.theme import read_theme
from server.domain.times import NO_SPAN, Span, check_order, read_date, read_span, read_zone
from server.domain.word_lists import read_word_lists
from server.domain.workshop import Admission, AgendaItem, Delegation, Poll, Workshop

Trouble = Callable[[str], Message | None]

VERSION = 1
MOST_ITEMS = 100
MOST_POLLS = 200
LONGEST_REFERENCE = 100  # characters
LONGEST_RETENTION = 3_650  # days
LONGEST_DELAY = 120  # seconds by which a webcast may be late
LEAST_GROUP, MOST_LEAST_GROUP = 5, 100  # people in a group that is shown apart
LONGEST_SURVEY = 86_400  # seconds; a survey may stay open over night
PACES = ("moderator", "delegates")


def parse(
    raw: object,
    kinds: Mapping[str, AnyKind],
    *,
    line_of: Callable[[Path], int] = lambda path: 0,
    rosters: Mapping[str, Sequence[Delegation]] | None = None,
    trouble: Trouble = lambda name: None,
) -> Workshop:
    """The workshop that an agenda file describes. `rosters` are those that it may call by name.

    Args:
        trouble: says why a picture that the file names cannot be used, None where it can.

    Raises:
        Faults: with every fault of the file, in the order of its lines; nothing is loaded by halves.
    """
    sink = Sink(line_of)
    if not isinstance(raw, Mapping):
        sink.fault((), message("An agenda file is a mapping of names to values that begins with “hemicycle: 1”."))
        raise Faults(sink.faults)
    reader = Reader(raw, (), sink)
    version = reader.value("hemicycle")
    if isinstance(version, bool) or version != VERSION:
        # A file of another version may mean other things by the same words: nothing else is said about it.
        reader.fault("hemicycle", message("This program reads version 1 of agenda files: “hemicycle: 1”."))
        raise Faults(sink.faults)
    workshop = _Agenda(reader, kinds, rosters or {}).read()
    _check_pictures(sink, trouble)
    if sink.faults:
        raise Faults(sorted(sink.faults, key=lambda fault: fault.line))
    return workshop


def as_far_as(raw: object, kinds: Mapping[str, AnyKind]) -> Workshop | None:
    """The workshop that a draft describes so far, whatever its faults: for looking at, and for nothing else.

    None where not even its beginning can be read.
    """
    if not isinstance(raw, Mapping):
        return None
    sink = Sink()
    workshop = _Agenda(Reader(raw, (), sink), kinds, {}).read()
    return workshop if workshop.languages else None


def _check_pictures(sink: Sink, trouble: Trouble) -> None:
    known: dict[str, Message | None] = {}
    for path, name in sink.pictures:
        if name not in known:
            known[name] = trouble(name) if len(known) < picture.MOST else picture.TOO_MANY
        if reason := known[name]:
            sink.fault(path, reason)


class _Agenda:
    """One file being read: what its parts must know of each other."""

    def __init__(
        self, reader: Reader, kinds: Mapping[str, AnyKind], rosters: Mapping[str, Sequence[Delegation]]
    ) -> None:
        self.reader = reader
        self.kinds = kinds
        self.rosters = rosters
        self.delegations: tuple[Delegation, ...] = ()
        self.item_ids: set[str] = set()
        self.poll_ids: set[str] = set()
        self.chosen: set[str] = set()

    def read(self) -> Workshop:
        reader = self.reader
        # Texts can only be read when the languages are known, and polls when the delegations are.
        languages = reader.sink.languages = read_languages(reader, "languages")
        self.delegations = read_roster(reader, "roster", self.rosters)
        admission = Admission(reader.word("admission", list(Admission), Admission.OPEN))
        if admission is Admission.DELEGATION and not self.delegations:
            reader.fault("admission", message("Admission by delegation needs a roster of delegations."))
        span = read_span(reader, "time")
        workshop = Workshop(
            title=reader.words("title", required=True, longest=LONGEST_TITLE),
            languages=languages,
            date=read_date(reader, "date"),
            timezone=read_zone(reader, "timezone"),
            start=span[0],
            end=span[1],
            subtitle=reader.words("subtitle", longest=LONGEST_TITLE),
            place=reader.words("place", longest=LONGEST_TITLE),
            body=reader.words("body", longest=LONGEST_TITLE),
            reference=reader.text("reference", longest=LONGEST_REFERENCE),
            footnotes=texts(reader, "footnotes"),
            background=reader.words("background"),
            closing=reader.words("closing"),
            presiding=read_people(reader, "presiding"),
            admission=admission,
            ask_name=self._ask_name(),
            delegations=self.delegations,
            quorum=read_quorum(reader, "quorum", self.delegations),
            links=read_links(reader),
            agenda=self._items(span),
            moderation_words=read_word_lists(reader, "moderation_words"),
            groups=read_group_names(reader, "groups", self.delegations),
            theme=read_theme(reader),
            proxies=read_proxies(reader, "proxies", self.delegations),
            least_group=reader.integer("least_group", LEAST_GROUP, 1, MOST_LEAST_GROUP),
            webcast_delay=reader.integer("webcast_delay", 0, 1, LONGEST_DELAY),
            retention=reader.integer("retention", 0, 1, LONGEST_RETENTION) or None,
        )
        reader.finish()
        for path, poll in reader.sink.references:
            if poll not in self.poll_ids:
                reader.sink.fault(path, message("No poll has the id “%(id)s”.", id=poll))
        return workshop

    def _ask_name(self) -> str:
        part = self.reader.part("ask")
        if part is None:
            return "never"
        name = part.word("name", ("never", "optional", "required"), "never")
        part.finish()
        return name

    def _items(self, whole: Span) -> tuple[AgendaItem, ...]:
        items: list[AgendaItem] = []
        ahead, neighbour = NO_SPAN, ""
        for part in bounded(self.reader, "agenda", MOST_ITEMS):
            item = self._item(part)
            span = (item.start, item.end)
            check_order(part, "time", span, whole=whole, ahead=ahead, neighbour=neighbour)
            if item.start:
                ahead, neighbour = span, item.id
            items.append(item)
        if not self.reader.value("agenda"):
            self.reader.fault("agenda", message("An agenda has at least one item."))
        return tuple(items)

    def _item(self, reader: Reader) -> AgendaItem:
        span = read_span(reader, "time")
        item = AgendaItem(
            id=unique(reader, self.item_ids),
            title=reader.words("title", required=True, longest=LONGEST_TITLE),
            start=span[0],
            end=span[1],
            speakers=read_people(reader, "speakers"),
            links=read_links(reader),
            topics=texts(reader, "topics"),
            discussion=texts(reader, "discussion"),
            notes=reader.words("notes"),
            polls=self._polls(reader),
            pace=reader.word("pace", PACES, PACES[0]),
            countdown=read_countdown(reader, LONGEST_SURVEY),
        )
        self._check_pace(reader, item)
        reader.finish()
        return item

    def _check_pace(self, reader: Reader, item: AgendaItem) -> None:
        if item.pace == "delegates" and not survey_polls(item, self.kinds):
            reader.fault("pace", message("At the delegates’ pace an item needs at least one poll to answer."))
        if item.pace != "delegates" and item.countdown is not None:
            reader.fault("countdown", message("Only an item at the delegates’ pace has a countdown."))

    def _polls(self, reader: Reader) -> tuple[Poll, ...]:
        before = len(self.poll_ids)
        parts = list(bounded(reader, "polls", MOST_POLLS))
        if before + len(parts) > MOST_POLLS:
            reader.fault("polls", message("A workshop has at most %(n)s polls.", n=MOST_POLLS))
            return ()
        there = bool(self.delegations)
        return tuple(
            poll
            for part in parts
            for poll in read_polls(part, self.kinds, self.poll_ids, delegations=there, chosen=self.chosen)
        )
