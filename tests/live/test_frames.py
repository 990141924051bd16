"""What the server says."""

from __future__ import annotations

import json

import pytest
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from server.domain.figure import Figure
from server.live import frames


def test_frames_are_those_of_the_contract() -> None:
    """Names and values as the contract has them."""
    assert json.loads(frames.stage(4, "<p>é</p>")) == {"type": "stage", "rev": 4, "html": "<p>é</p>"}
    assert json.loads(frames.ack("a", "Recorded")) == {"type": "ack", "id": "a", "text": "Recorded"}
    assert json.loads(frames.bye(3)) == {"type": "bye", "spread": 3}
    drawn = json.loads(frames.figure(2, Figure([{"type": "bar"}], {"width": 1}, "Words")))
    assert drawn["figure"] == {"data": [{"type": "bar"}], "layout": {"width": 1}, "sentence": "Words"}


def test_a_refusal_can_always_be_sent() -> None:
    """A stranger's field name with half a character in it does not break the socket."""
    text = json.loads(frames.refusal("a", "“\ud800”\x00: no"))["text"]
    assert text == "“”: no"
    frames.encode(frames.refusal("a", "\udfff"))


def test_encoding_is_that_of_rfc_6455() -> None:
    """One unmasked, final text message, at every length of its length."""
    for length in (5, 200, 70_000):
        reader = StreamReader()
        reader.feed_data(frames.encode("x" * length))
        parser = Frame.parse(reader.read_exact, mask=False)
        with pytest.raises(StopIteration) as done:
            next(parser)
        frame = done.value.value
        assert (frame.opcode, frame.fin, len(frame.data)) == (Opcode.TEXT, True, length)
