"""E-mail addresses of forms."""

from __future__ import annotations

from dataclasses import replace

from server.domain.kind import Answer
from server.domain.language import same
from server.domain.workshop import Poll
from server.exports import addresses
from server.kinds.form import FormDefinition
from server.kinds.form_fields import FormField
from tests.exports import prepared, world

FORM = Poll(
    "contact",
    "form",
    same("Stay in touch"),
    FormDefinition((
        FormField("city", "text", same("City")),
        FormField("mail", "email", same("E-mail")),
        FormField("agree", "consent", same("You may write to me.")),
    )),
)  # fmt: skip
COURSE = replace(prepared.workshop(), agenda=[replace(prepared.workshop().agenda[0], polls=(FORM,))])
ANSWERS = [
    Answer({"f.city": ("Lima",), "f.mail": ("zoe@example.org",), "f.agree": ("yes",)}),
    Answer({"f.mail": ("ana@example.org",), "f.agree": ("yes",)}),
    Answer({"f.mail": ("no@example.org",), "f.agree": ("no",)}),
    Answer({"f.mail": ("ana@example.org",), "f.agree": ("yes",)}),
    Answer({"f.city": ("Quito",), "f.agree": ("yes",)}),
]


def test_only_of_those_who_agreed() -> None:
    """Each once, in the order of the alphabet, with nothing beside them."""
    one = addresses.gather(COURSE, world.KINDS, {"contact": ANSWERS}, world.ENGLISH)[0]
    assert one.addresses == ("ana@example.org", "zoe@example.org")
    assert one.consent == ("You may write to me.",)
    assert one.held == 1
    assert addresses.write([one]).decode("utf-8-sig") == "email\r\nana@example.org\r\nzoe@example.org\r\n"


def test_a_form_without_consent_gives_all() -> None:
    """The form said that the staff reads the address."""
    fields = FORM.definition
    assert isinstance(fields, FormDefinition)
    plain = replace(FORM, definition=FormDefinition(fields.fields[:2]))
    course = replace(COURSE, agenda=[replace(COURSE.agenda[0], polls=(plain,))])
    one = addresses.gather(course, world.KINDS, {"contact": ANSWERS}, world.ENGLISH)[0]
    assert one.addresses == ("ana@example.org", "no@example.org", "zoe@example.org")
    assert one.held == 0


def test_polls_that_ask_for_none() -> None:
    """No other poll has a list."""
    assert not addresses.asks(prepared.workshop().polls["obstacle"], world.KINDS["choice"], world.ENGLISH)
    assert addresses.gather(COURSE, world.KINDS, {}, world.ENGLISH) == ()
