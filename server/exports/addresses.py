"""E-mail addresses that people gave in forms, for the staff alone: in no summary, and with nothing beside them.

Where a form asks for consent, only the addresses of those who gave it are told. Addresses stand in alphabetical order,
each once, so that their order says nothing about when they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.domain.kind import Answer, AnyKind
from server.domain.language import Language
from server.domain.text import clean
from server.domain.workshop import Poll, Workshop
from server.exports.as_csv import safe

YES = "yes"


@dataclass(frozen=True, slots=True)
class AddressList:
    """The addresses of one field. `consent` are the sentences that had to be agreed to, `held` how many did not."""

    poll: str
    prompt: str
    field: str
    consent: tuple[str, ...]
    addresses: tuple[str, ...]
    held: int


def asks(poll: Poll, kind: AnyKind, language: Language) -> Sequence[Mapping[str, str]]:
    """The fields of a poll that ask for an address."""
    fields = kind.form(poll.definition, language).get("fields", ())
    return [one for one in fields if one.get("type") == "email"]


def gather(
    workshop: Workshop, kinds: Mapping[str, AnyKind], answers: Mapping[str, Sequence[Answer]], language: Language
) -> tuple[AddressList, ...]:
    """A list for each field that asks for an address; `answers` are all that stand, by poll."""
    return tuple(
        one
        for poll in workshop.polls.values()
        if poll.id in answers
        for one in _of(poll, kinds[poll.kind], answers[poll.id], language)
    )


def _of(poll: Poll, kind: AnyKind, answers: Sequence[Answer], language: Language) -> Iterator[AddressList]:
    fields = kind.form(poll.definition, language).get("fields", ())
    consents = [one for one in fields if one.get("type") == "consent"]
    for field in asks(poll, kind, language):
        given = {clean(address) for one in answers if (address := one.one(field["name"]))}
        agreed = {
            clean(address)
            for one in answers
            if (address := one.one(field["name"])) and all(one.one(consent["name"]) == YES for consent in consents)
        }
        labels = tuple(clean(str(one["label"])) for one in consents)
        prompt, label = clean(poll.prompt.pick(language.code)), clean(str(field["label"]))
        told = tuple(sorted(agreed, key=str.casefold))
        yield AddressList(poll.id, prompt, label, labels, told, len(given - agreed))


def write(lists: Sequence[AddressList]) -> bytes:
    """All of them as a file for a mail program: one address on each line, each once."""
    every = {address for one in lists for address in one.addresses}
    lines = [safe(address) for address in sorted(every, key=str.casefold)]
    return ("\r\n".join(["email", *lines]) + "\r\n").encode("utf-8-sig")
