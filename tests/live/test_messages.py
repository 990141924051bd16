"""What a phone may say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live.messages import LARGEST_FRAME, AnswerFrame, BadFrame, Ping, UpvoteFrame, parse

ID = "0123456789abcdef01234567"


def answer(**more: object) -> str:
    return json.dumps({"type": "answer", "id": ID, "poll": "p", "round": 1, **more})


def test_an_answer() -> None:
    """The fields of the form are lists of texts, whatever way they were sent."""
    frame = parse(answer(option=["a", "b"], other="x", n=3))
    assert frame == AnswerFrame(ID, "p", 1, {"option": ("a", "b"), "other": ("x",), "n": ("3",)})


def test_a_round_may_be_a_text() -> None:
    """A form sends texts only."""
    frame = parse(answer(round="12"))
    assert isinstance(frame, AnswerFrame)
    assert frame.round == 12


def test_an_answer_may_say_when_its_round_was_opened() -> None:
    """A form sends it as a text, and empty where it does not know; it is no field of the answer."""
    for value in ("1700000000000", 1_700_000_000_000):
        frame = parse(answer(opened=value))
        assert isinstance(frame, AnswerFrame)
        assert (frame.opened, frame.fields) == (1_700_000_000_000, {})
    frame = parse(answer(opened=""))
    assert isinstance(frame, AnswerFrame)
    assert frame.opened == 0


def test_ping_and_upvote() -> None:
    """The small frames."""
    assert parse('{"type":"ping"}') == Ping()
    assert parse('{"type":"upvote","entry":"e","on":true}') == UpvoteFrame("e", on=True)
    assert parse('{"type":"upvote","entry":"e","on":false}') == UpvoteFrame("e", on=False)


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("x" * (LARGEST_FRAME + 1), "", "larger than 16 KiB"),
        ("é" * (LARGEST_FRAME // 2 + 1), "", "larger than 16 KiB"),
        ("{", "", "not JSON"),
        ("[" * 9_000, "", "not JSON"),
        ("[]", "", "not an object"),
        ('{"type":"dance"}', "type", "not known"),
        ('{"type":"ping","x":1}', "x", "not known"),
        ('{"type":"upvote","entry":7}', "entry", "short text"),
        ('{"type":"upvote","entry":"e","on":"false"}', "on", "true or false"),
        (answer(id="XYZ"), "id", "24 hexadecimal"),
        (answer(id=7), "id", "short text"),
        (answer(round="two"), "round", "whole number"),
        (answer(round=True), "round", "whole number"),
        (answer(opened="soon"), "opened", "whole number"),
        (answer(poll="p" * 101), "poll", "short text"),
        (answer(option={"a": 1}), "option", "a text, or a list of texts"),
        (answer(option=[None]), "option", "a text, or a list of texts"),
        (answer(**{f"f{n}": "" for n in range(601)}), "", "too many fields"),
    ],
)
def test_refusals_name_the_field(text: str, field: str, words: str) -> None:
    """Whatever is wrong is said, and where."""
    with pytest.raises(BadFrame) as caught:
        parse(text)
    assert caught.value.field == field
    assert words in str(caught.value.reason)


def test_a_refused_answer_keeps_its_id() -> None:
    """The phone can take the refused answer out of its outbox."""
    with pytest.raises(BadFrame) as caught:
        parse(answer(option={"a": 1}))
    assert caught.value.id == ID


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_nothing_but_a_refusal(text: str | bytes) -> None:
    """Arbitrary input is refused, and nothing else happens."""
    with pytest.raises(BadFrame):
        parse(text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["type", "id", "poll", "round", "option", "entry", "on"]), values))
def test_any_object_is_a_frame_or_a_refusal(raw: dict[str, object]) -> None:
    """JSON of any shape gives a frame of ours or a refusal."""
    try:
        assert isinstance(parse(json.dumps(raw)), (AnswerFrame, Ping, UpvoteFrame))
    except BadFrame:
        return
