"""Form: several short questions on one page: text, a choice, a number, an e-mail address, consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import NOTE, Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Written
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.poll_keys import ENTRY_ID
from server.domain.reader import Reader
from server.domain.table import Table
from server.domain.text import fold
from server.kinds import form_results as results
from server.kinds import sent
from server.kinds.email import LONGEST as LONGEST_EMAIL
from server.kinds.form_fields import NO, TYPE_NAMES, FormField, given, missing, parse_fields
from server.kinds.form_results import FieldTally, FormTally
from server.kinds.measures import measures
from server.kinds.options import OPTION, OPTIONS, foreign, form_options
from server.kinds.spellings import counted, spelled

# A counted text stands behind this sign, a counted value behind a point.
TEXT = ":"


@dataclass(frozen=True, slots=True)
class FormDefinition(Definition):
    """The fields in the order of the page."""

    fields: tuple[FormField, ...]


class Form(Facts):
    """Several short questions on one page."""

    name: ClassVar[str] = "form"
    label: ClassVar[Message] = message("Form")
    about: ClassVar[Message | None] = message("Several fields on one page: texts, numbers, choices, consent.")
    keys: ClassVar[Sequence[Key]] = (
        Key(
            "fields",
            message("Fields"),
            "list",
            keys=(
                Key("label", message("Field"), "words", required=True),
                Key("type", message("What it takes"), "word", choices=TYPE_NAMES, otherwise="text"),
                Key("required", message("It must be filled in"), "flag"),
                replace(OPTIONS, keys=(OPTION[0], ENTRY_ID), more=True),
                Key("length", message("Characters of a text"), "number", more=True),
                Key("min", message("Lowest"), "number", more=True),
                Key("max", message("Highest"), "number", more=True),
                Key("decimals", message("Decimals"), "number", more=True),
                ENTRY_ID,
            ),
            add=message("Add a field"),
        ),
    )
    begin: ClassVar[Mapping[str, Any]] = {"fields": [{"id": "a"}]}

    def parse(self, raw: Reader) -> FormDefinition:
        return FormDefinition(parse_fields(raw))

    def accept(self, definition: FormDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        values = sent.fields(raw, [field.name for field in definition.fields])
        found = [(field, given(field, values[field.name])) for field in definition.fields]
        for field, value in found:
            # An option may be called "no"; only consent can be refused by it.
            if field.required and (not value or (field.type == "consent" and value == NO)):
                raise missing(field)
        if not any(value and (field.type != "consent" or value != NO) for field, value in found):
            raise Refusal(definition.fields[0].name, message("Please fill in at least one field."))
        return Answer({field.name: (value,) for field, value in found if value})

    def counts(self, definition: FormDefinition, answer: Answer) -> Counts:
        found: dict[str, int] = {}
        for field in definition.fields:
            if value := answer.one(field.name):
                found[field.name] = 1
                if field.type == "text":
                    found |= counted(field.name + TEXT, value)
                elif field.type != "email":
                    found[f"{field.name}.{value}"] = 1
        return found

    def written(self, definition: FormDefinition, answer: Answer) -> Sequence[Written]:
        return [
            Written(text, field.name + TEXT + fold(text))
            for field in definition.fields
            if field.type == "text" and (text := answer.one(field.name))
        ]

    def moderated(self, field: str) -> bool:
        return field.startswith("f.") and TEXT in field

    def spellings(self, counts: Counts) -> Mapping[str, str]:
        prefixes = {name.partition(TEXT)[0] + TEXT for name in counts if self.moderated(name) and NOTE not in name}
        return {one.field: one.text for prefix in sorted(prefixes) for one in spelled(counts, prefix)}

    def tally(self, definition: FormDefinition, gathered: Gathered) -> FormTally:
        fields = {field.id: _field_tally(field, gathered.counts) for field in definition.fields}
        return FormTally(gathered.people, fields, delegations=definition.delegations)

    def figure(self, definition: FormDefinition, tally: FormTally, language: Language) -> Figure:
        return results.figure(tally, _rows(definition, tally), language)

    def table(self, definition: FormDefinition, tally: FormTally, language: Language) -> Table:
        return results.table(tally, _rows(definition, tally), language)

    def further(self, definition: FormDefinition, tally: FormTally, language: Language) -> Sequence[Table]:
        """The means of the fields that ask for a number."""
        return results.means(_rows(definition, tally), language)

    def compare(
        self, definition: FormDefinition, tallies: Sequence[tuple[str, FormTally]], language: Language
    ) -> Figure:
        return results.compare([(name, tally, _rows(definition, tally)) for name, tally in tallies], language)

    def form(self, definition: FormDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "fields": [
                {
                    "name": field.name,
                    "type": field.type,
                    "label": field.label.pick(language.code),
                    "foreign": foreign(field.label, language),
                    "required": field.required,
                    "options": form_options(field.options, language),
                    "length": LONGEST_EMAIL if field.type == "email" else field.length,
                    "decimals": field.decimals,
                    "negative": field.least is None or field.least < 0,
                    "least": "" if field.least is None else f"{field.least}",
                    "most": "" if field.most is None else f"{field.most}",
                }
                for field in definition.fields
            ]
        }

    def rule(self, definition: FormDefinition) -> Message:
        required = sum(field.required for field in definition.fields)
        if required == len(definition.fields):
            return message("Please fill in every field.")
        if not required:
            return message("Fill in what you like; fields may stay empty.")
        return plural(
            "Please fill in %(n)s field; the others may stay empty.",
            "Please fill in %(n)s fields; the others may stay empty.",
            required,
        )


def _rows(definition: FormDefinition, tally: FormTally) -> results.Rows:
    return [(field, tally.fields.get(field.id, FieldTally())) for field in definition.fields]


def _field_tally(field: FormField, counts: Counts) -> FieldTally:
    answered = counts.get(field.name, 0)
    if field.type == "text":
        return FieldTally(answered, texts=spelled(counts, field.name + TEXT))
    prefix = field.name + "."
    values = {name.removeprefix(prefix): n for name, n in counts.items() if name.startswith(prefix)}
    if field.type != "number":
        return FieldTally(answered, values)
    numbers = sorted((Decimal(value), n) for value, n in values.items())
    return FieldTally(answered, numbers=numbers, measures=measures(numbers))
