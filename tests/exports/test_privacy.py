"""What ballots promise holds in every byte of every file: no names, no order of arrival, no small groups."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest

from server.domain.kind import Answer, Entry
from server.domain.snapshot import RoundData, Said, Snapshot
from server.domain.workshop import Ballot, Poll
from server.exports import formats
from server.exports.summary import gather
from tests.exports import world
from tests.exports.asking import polls

# Nobody else is called so, and no sentence of ours holds them.
NAMES = ("Zebediah Quokka", "Xanthippe Wombat", "Yggdrasil Numbat")
# Ways in which a file may hide what it holds.
_ZIPPED = b"PK\x03\x04"
FORMATS = [name for name in formats.FORMATS if name != "zip" and formats.possible(name)]


def texts(data: bytes) -> Iterator[bytes]:
    """A file, and whatever is packed in it, however deep: documents hold workbooks."""
    yield data
    if data.startswith(_ZIPPED):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name.encode()
                yield from texts(package.read(name))


def secretive(course: Snapshot, ballot: Ballot) -> Snapshot:
    """Two polls under a ballot, answered by people whose names the server knows."""
    settings = replace(course.workshop.polls["obstacle"].settings, ballot=ballot, change=False)
    asked = [replace(course.workshop.polls[name], settings=settings) for name in ("obstacle", "services")]
    seats = [replace(seat, name=name) for seat, name in zip(world.seats(course.workshop, 3), NAMES, strict=True)]
    item = replace(course.workshop.agenda[2], polls=tuple(asked))
    rounds = [chosen(course, asked[0]), written(course, asked[1])]
    hall = replace(course.hall, rows=[row for row in course.hall.rows if not row.delegation])
    return replace(course, workshop=replace(course.workshop, agenda=[item]), rounds=rounds, seats=seats, hall=hall)


def chosen(course: Snapshot, poll: Poll) -> RoundData:
    answers = [{"option": ["budget"]}, {"option": ["staff"]}, {"option": ["law"]}]
    return world.play(course.workshop, poll, 1, answers, ("11:36", "11:38"))


def written(course: Snapshot, poll: Poll) -> RoundData:
    """Three texts, whose order of arrival is that of the people."""
    entries = [
        Entry(f"{place:012x}", text, world.at("11:41") + place) for place, text in enumerate(("Cee", "Aye", "Bee"))
    ]
    answers = [{"text": [entry.text]} for entry in entries]
    return world.play(course.workshop, poll, 1, answers, ("11:41", "11:44"), entries=entries)


@pytest.mark.parametrize("ballot", [Ballot.ANONYMOUS, Ballot.SECRET])
@pytest.mark.parametrize("format_", FORMATS)
def test_no_file_says_who(course: Snapshot, format_: str, ballot: Ballot) -> None:
    """Neither in its text nor in its metadata, its workbooks or its comments."""
    taken = secretive(course, ballot)
    for language in ("en", "es+en"):
        data = formats.write(format_, taken, world.KINDS, world.LANGUAGES, language)
        every = b"\n".join(texts(data))
        for name in (*NAMES, *" ".join(NAMES).split()):
            assert name.encode() not in every, name
            assert name.encode("utf-16-le") not in every, name


@pytest.mark.parametrize("ballot", [Ballot.ANONYMOUS, Ballot.SECRET])
def test_texts_are_in_no_order_of_arrival(course: Snapshot, ballot: Ballot) -> None:
    """Two lists of the same people would join by their places."""
    told = polls(gather(secretive(course, ballot), world.KINDS, world.ENGLISH))["services"].rounds[0]
    assert [entry.text for entry in told.entries] == ["Aye", "Bee", "Cee"]
    assert [row[0] for row in told.table.rows] == ["Aye", "Bee", "Cee"]


@pytest.mark.parametrize("format_", FORMATS)
def test_small_groups_are_kept_back_everywhere(course: Snapshot, format_: str) -> None:
    """Of three people no split is told, and every document says that."""
    taken = secretive(course, Ballot.ANONYMOUS)
    round_ = polls(gather(taken, world.KINDS, world.ENGLISH))["obstacle"].rounds[0]
    assert round_.split.grid is None
    assert not round_.split.groups
    assert "fewer than" in round_.split.line
    assert not any(grouping.groups for grouping in round_.groupings)
    data = formats.write(format_, taken, world.KINDS, world.LANGUAGES, "en")
    if format_ in ("html", "md"):
        assert "fewer than" in re.sub(r"\s+", " ", data.decode())
    if format_ in ("csv", "json"):
        assert "attendance:r" not in data.decode()


def test_a_recorded_ballot_says_just_what_it_promised(course: Snapshot) -> None:
    """The delegation, and the person’s name only where the ballot is open."""
    for ballot, told in ((Ballot.RECORDED, False), (Ballot.OPEN, True)):
        taken = secretive(course, ballot)
        said = [Said("CL", NAMES[0] if told else "", Answer({"option": ("budget",)}))]
        taken = replace(taken, rounds=[replace(taken.rounds[0], said=said), *taken.rounds[1:]])
        for format_ in ("docx", "html", "md", "csv", "json", "xlsx"):
            every = b"\n".join(texts(formats.write(format_, taken, world.KINDS, world.LANGUAGES, "en")))
            assert (NAMES[0].encode() in every) is told, (format_, ballot)
            assert b"Chile" in every or b"delegation:CL" in every


def test_the_seats_of_a_snapshot_are_read_by_no_writer(course: Snapshot) -> None:
    """A summary holds nothing that belongs to a seat."""
    taken = secretive(course, Ballot.ANONYMOUS)
    assert {seat.name for seat in taken.seats} == set(NAMES)
    told = repr(replace(gather(taken, world.KINDS, world.ENGLISH), language=world.ENGLISH))
    assert not any(name in told for name in NAMES)
