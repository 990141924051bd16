"""The fields of a form: how a file describes them, and what of an answer belongs to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from server.domain.errors import Refusal
from server.domain.language import LanguageMap
from server.domain.messages import Message, message
from server.domain.reader import Reader
from server.kinds import sent
from server.kinds.decimals import MOST_DECIMALS, canonical, read, said, setting
from server.kinds.email import LONGEST as LONGEST_EMAIL
from server.kinds.email import is_email
from server.kinds.options import Option, parse_options

TYPES = ("text", "choice", "number", "email", "consent")
TYPE_NAMES = (
    ("text", message("A short text")),
    ("choice", message("A choice")),
    ("number", message("A number")),
    ("email", message("An e-mail address")),
    ("consent", message("Consent")),
)
MOST_FIELDS = 10
LONGEST_LABEL = 200  # characters
LONGEST_TEXT = 100  # characters of an answer, unless the file says otherwise
LONGEST_SETTABLE = 500
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a form. What does not belong to its type keeps its default."""

    id: str
    type: str
    label: LanguageMap
    required: bool = False
    options: tuple[Option, ...] = ()
    length: int = LONGEST_TEXT
    decimals: int = 0
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def name(self) -> str:
        """What its answer is called."""
        return f"f.{self.id}"


def parse_fields(raw: Reader) -> tuple[FormField, ...]:
    """The `fields` of a form, with every fault reported."""
    found: list[FormField] = []
    for part in raw.parts("fields"):
        field = _parse_field(part)
        if field.id and field.id in {one.id for one in found}:
            part.fault("id", message("The id “%(id)s” is used twice.", id=field.id))
        if field.type == "email" and raw.value("ballot") == "secret":
            part.fault("type", message("A secret ballot keeps no addresses; please choose another ballot."))
        found.append(field)
    if not raw.has("fields"):
        raw.fault("fields", message("This is missing."))
    elif isinstance(raw.value("fields"), list) and not 1 <= len(raw.value("fields")) <= MOST_FIELDS:
        raw.fault("fields", message("There must be from %(least)s to %(most)s fields.", least=1, most=MOST_FIELDS))
    return tuple(found)


def given(field: FormField, values: Sequence[str]) -> str:
    """What was given here in canonical form, "" for nothing.

    Raises:
        Refusal: with the label of the field, where it is not acceptable.
    """
    try:
        return _given(field, sent.single(field.name, [value for value in values if value]))
    except Refusal as refusal:
        reason = message("“%(label)s”: %(reason)s", label=field.label, reason=refusal.reason)
        raise Refusal(field.name, reason) from None


def missing(field: FormField) -> Refusal:
    """What is said where a field that is required was left empty."""
    wanted = {
        "choice": message("Please choose an answer to “%(label)s”.", label=field.label),
        "consent": message("This form is recorded only with your consent: “%(label)s”.", label=field.label),
    }
    return Refusal(field.name, wanted.get(field.type, message("Please fill in “%(label)s”.", label=field.label)))


def _parse_field(part: Reader) -> FormField:
    name, kind = part.identifier(), part.word("type", TYPES, "text")
    label = part.words("label", required=True, longest=LONGEST_LABEL)
    required = part.flag("required")
    options: tuple[Option, ...] = ()
    length, decimals = LONGEST_TEXT, 0
    least = most = None
    match kind:
        case "choice":
            options = parse_options(part)
        case "text":
            length = part.integer("length", LONGEST_TEXT, 1, LONGEST_SETTABLE)
        case "number":
            decimals = part.integer("decimals", 0, 0, MOST_DECIMALS)
            least, most = setting(part, "min", decimals), setting(part, "max", decimals)
            if least is not None and most is not None and least >= most:
                part.fault("max", message("The greatest number must be greater than the least."))
    part.finish()
    return FormField(name, kind, label, required, options, length, decimals, least, most)


def _given(field: FormField, value: str) -> str:
    match field.type:
        case "choice":
            return _option(field, value)
        case "number":
            return _number(field, value)
        case "email":
            return _email(value)
        case "consent":
            if value not in ("", YES, NO):
                raise Refusal("", message("This can be ticked or left empty."))
            return value or NO
        case _:
            return sent.written(field.name, value, field.length)


def _option(field: FormField, value: str) -> str:
    if value and value not in {option.id for option in field.options}:
        raise Refusal("", message("“%(option)s” is not one of the options.", option=sent.shortened(value)))
    return value


def _number(field: FormField, value: str) -> str:
    if not value.strip():
        return ""
    number = read(field.name, value, field.decimals)
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        raise Refusal("", bounds(field))
    return canonical(number)


def bounds(field: FormField) -> Message:
    """What the number must be; only for a field with at least one bound."""
    if field.least is None:
        return message("Please write a number of at most %(most)s.", most=said(field.most or Decimal()))
    if field.most is None:
        return message("Please write a number of at least %(least)s.", least=said(field.least))
    return message("Please write a number from %(least)s to %(most)s.", least=said(field.least), most=said(field.most))


def _email(value: str) -> str:
    text = sent.written("", value, LONGEST_EMAIL)
    if text and not is_email(text):
        raise Refusal("", message("This is not an e-mail address; please write it like name@example.org."))
    return text
