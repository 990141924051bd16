"""Forms are read as a browser reads them."""

from __future__ import annotations

from server.rehearsal.form import admission_form, answer_form, questions, stage

STAGE = """
<section id="stage"><h1>Prompt</h1>
<form method="post" action="/482173/answers" data-answer data-budget="50">
  <input type="hidden" name="poll" value="colours"><input type="hidden" name="round" value="2">
  <label><input type="radio" name="option" value="a"></label>
  <label><input type="radio" name="option" value="b" checked></label>
  <input name="word" maxlength="40"><input name="word" maxlength="40">
  <textarea name="text" maxlength="500"></textarea>
  <input name="gone" disabled>
  <button>Send</button>
</form>
<form action="/else"><input name="other"></form>
</section>
"""
ADMISSION = """
<form method="post" action="/482173/admission">
  <input type="hidden" name="csrf" value="abc">
  <select name="delegation"><option value="">Choose</option><option value="CL">Chile</option></select>
  <input type="radio" name="attendance" value="room"><input type="radio" name="attendance" value="remote">
</form>
"""


def test_reads_the_form_of_an_answer() -> None:
    """Hidden fields, choices, repeated names and limits come out; other forms and disabled controls do not."""
    form = answer_form(STAGE)
    assert form is not None
    assert (form.poll, form.round) == ("colours", 2)
    assert list(form.controls) == ["option", "word", "text"]
    assert form.controls["option"].values == ["a", "b"]
    assert form.controls["word"].places == 2
    assert form.controls["text"].number("maxlength", 0) == 500
    assert form.limits["budget"] == 50


def test_a_stage_without_a_form_has_nothing_to_answer() -> None:
    """Waiting, closed and result scenes are no forms."""
    assert answer_form("<section id='stage'><h1>Please wait</h1></section>") is None


def test_reads_the_form_of_admission() -> None:
    """An empty option is an invitation to choose and no choice."""
    form = admission_form(ADMISSION)
    assert form is not None
    assert form.hidden == {"csrf": "abc"}
    assert form.controls["delegation"].values == ["CL"]
    assert form.controls["attendance"].values == ["room", "remote"]


BESIDE = """
<form data-answer data-at-once>
  <input type="hidden" name="poll" value="pulse"><input type="radio" name="pace" value="fine">
</form>
<form data-reaction><button name="name" value="agree"></button><button name="name" value="thanks"></button></form>
<form data-support><input type="hidden" name="entry" value="abc"></form>
<a href="/482173/questions">Ask</a>
"""


def test_reads_what_is_offered_beside_the_poll() -> None:
    """The form that sends at once is never taken for that of the open poll."""
    alone = stage(BESIDE)
    assert alone.poll is None
    assert alone.signs
    assert alone.signs.poll == "pulse"
    assert (alone.reactions, alone.entries, alone.asks, alone.end) == (["agree", "thanks"], ["abc"], True, False)
    both = stage(STAGE + BESIDE)
    assert both.poll
    assert both.signs
    assert (both.poll.poll, both.signs.poll) == ("colours", "pulse")


def test_reads_the_page_of_the_questions() -> None:
    """Whoever has asked all that one may ask finds a form without fields, and can still support others."""
    asking = '<form id="ask-floor-1" data-question><textarea name="text"></textarea></form>'
    form, entries = questions(asking + BESIDE)
    assert form
    assert entries == ["abc"]
    assert questions('<form id="ask-floor-1" data-question></form>') == (None, [])


def test_an_answer_that_is_final_says_so() -> None:
    """Nobody tries to change it."""
    form = answer_form("<form data-answer><div data-final></div></form>")
    assert form
    assert form.final
