"""The totals of an earlier workshop: from the store, from an archive, and never more than totals."""

from __future__ import annotations

import pytest
from redis.asyncio import Redis

from server.domain.kind import Answer
from server.domain.passages import EARLIER
from server.kinds import BY_NAME
from server.store import earlier
from server.store.acts import Acts
from server.store.archive import archive, restore
from server.store.files.agenda_file import load
from server.store.package import BadArchive
from server.store.recorder import Recorder, Submission
from server.store.results import Results
from server.store.seats import Seats
from server.store.stored import payload_of
from server.store.workshops import Workshops

AGENDA = """
hemicycle: 1
title: Course of 2023
languages: [en]
date: 2023-02-15
timezone: America/New_York
agenda:
  - id: polls
    title: Polls
    polls:
      - id: tools
        kind: words
        prompt: Tools?
      - id: ideas
        kind: text
        prompt: Ideas?
      - {id: unused, kind: choice, prompt: Never?, options: [{id: a, text: A}, {id: b, text: B}]}
"""


async def played(redis: Redis) -> tuple[str, Results]:
    """A workshop in which three people answered, and one word was hidden."""
    workshop, text = load(AGENDA, BY_NAME)
    workshops = Workshops(redis, BY_NAME)
    code = (await workshops.create(text, workshop)).code
    acts, recorder = Acts(redis), Recorder(redis)
    for poll in ("tools", "ideas"):
        await acts.open(code, poll, item="polls", countdown=None, shown=True)
        for number, word in enumerate(("zoom", "Zoom", "rude")):
            kind = BY_NAME[workshop.polls[poll].kind]
            answer = Answer({"word" if poll == "tools" else "text": (f"{word} {poll}",)})
            counts = kind.counts(workshop.polls[poll].definition, answer)
            submission = Submission(
                code, poll, 1, f"voter{number}", f"{number:024x}", counts, (), payload_of(answer.fields), True, False
            )
            await recorder.submit(submission)
        await acts.close(code, poll)
    await acts.decide(code, "tools", 1, "hide", "rude tools")
    await recorder.close()
    return code, Results(redis, workshops, Seats(redis, workshops))


async def test_totals_after_moderation(redis: Redis) -> None:
    """What was hidden then stays hidden; texts and unasked polls are left behind, and so is everybody's name."""
    code, results = await played(redis)
    snapshot = await results.snapshot(code)
    agenda = await Workshops(redis, BY_NAME).text(code)
    assert agenda is not None
    text = earlier.told(code, agenda, snapshot.workshop, BY_NAME, snapshot.rounds)
    assert "voter" not in text
    assert "zoom ideas" not in text
    assert "rude" not in text
    found = earlier.parse(text, BY_NAME)
    assert found is not None
    assert found.workshop.title.pick("en") == "Course of 2023"
    assert list(found.rounds) == ["tools"]
    assert found.rounds["tools"].people == 3
    assert {name: n for name, n in found.rounds["tools"].counts.items() if name} == {
        name: n for name, n in found.rounds["tools"].counts.items() if name.startswith("zoom tools")
    }


async def test_an_archive_says_the_same(redis: Redis) -> None:
    """Whichever way an earlier workshop comes, its totals are the same."""
    code, results = await played(redis)
    snapshot = await results.snapshot(code)
    agenda = await Workshops(redis, BY_NAME).text(code)
    assert agenda is not None
    data = await archive(redis, code)
    assert earlier.told_by_archive(data, BY_NAME) == earlier.told(
        code, agenda, snapshot.workshop, BY_NAME, snapshot.rounds
    )
    with pytest.raises(BadArchive):
        earlier.told_by_archive(data[:-40], BY_NAME)


async def test_the_choice_is_kept_with_the_workshop(redis: Redis) -> None:
    """It is in the snapshot, in the log and in the archive; without a choice there is nothing."""
    code, results = await played(redis)
    assert (await results.snapshot(code)).earlier is None
    text = earlier.told_by_archive(await archive(redis, code), BY_NAME)
    await Acts(redis).note(code, EARLIER, text)
    chosen = (await results.snapshot(code)).earlier
    assert chosen is not None
    assert await earlier.chosen(redis, code, BY_NAME) == chosen
    data = await archive(redis, code)
    await Workshops(redis, BY_NAME).delete(code)
    assert await restore(redis, data) == code
    assert (await results.snapshot(code)).earlier == chosen


@pytest.mark.parametrize("text", ["", "{", "[]", '{"code": "1"}', '{"agenda": "x", "rounds": {}, "code": "1"}'])
def test_what_cannot_be_read_is_no_comparison(text: str) -> None:
    """A file of another version must not keep the summary from being written."""
    assert earlier.parse(text, BY_NAME) is None
