"""Forms as pages show them: what may be sent, read from the HTML that a browser would read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

Attributes = Mapping[str, str]
# Controls that name values to choose from; of the others it matters how many stand there and what they allow.
CHOOSE_ONE = frozenset({"radio", "select"})
CHOOSE_SOME = frozenset({"checkbox"})
AT_ONCE = "data-at-once"  # marks the form that sends by itself what was ticked, beside the poll


@dataclass(slots=True)
class Control:
    """All controls of one name. `type` is radio, checkbox, select, textarea, or that of the input.

    `values` are those to choose from, `places` how many controls there are, `attributes` those of the first.
    """

    name: str
    type: str
    values: list[str] = field(default_factory=list)
    places: int = 1
    attributes: Attributes = field(default_factory=dict)

    def number(self, name: str, default: int) -> int:
        """A whole number in an attribute."""
        try:
            return int(float(self.attributes.get(name, "")))
        except ValueError:
            return default


@dataclass(slots=True)
class Form:
    """`hidden` are the fields that a page fills itself, `controls` those that a person fills.

    `buttons` are those that say something themselves, with what each can say; a `final` answer cannot be changed.
    """

    attributes: Attributes
    hidden: dict[str, str] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    buttons: dict[str, list[str]] = field(default_factory=dict)
    final: bool = False

    @property
    def poll(self) -> str:
        return self.hidden.get("poll", "")

    @property
    def next(self) -> int:
        """The page of a survey that follows this one; 0 where the poll is alone."""
        return int(self.attributes.get("data-next", "0"))

    @property
    def round(self) -> int:
        return int(self.hidden.get("round", "0"))


@dataclass(frozen=True, slots=True)
class Stage:
    """What a phone shows: the form of the open `poll`, and what is offered beside it.

    `signs` takes a hand and the pace, `reactions` are the names of those that are taken, `entries` the ids of what
    others wrote and can be supported; `asks`: questions are taken; `end`: it is the last page of a survey.
    """

    poll: Form | None = None
    signs: Form | None = None
    reactions: Sequence[str] = ()
    entries: Sequence[str] = ()
    asks: bool = False
    end: bool = False


@lru_cache(maxsize=512)
def stage(html: str) -> Stage:
    """The stage in a page or a frame. Hundreds of phones get the same one."""
    reader = _read(html)
    answers = [form for form in reader.forms if "data-answer" in form.attributes]
    return Stage(
        poll=next((form for form in answers if AT_ONCE not in form.attributes), None),
        signs=next((form for form in answers if AT_ONCE in form.attributes), None),
        reactions=next(
            (form.buttons.get("name", []) for form in reader.forms if "data-reaction" in form.attributes), ()
        ),
        entries=_supportable(reader.forms),
        asks=any(address.endswith("/questions") for address in reader.links),
        end="survey-end" in reader.ids,
    )


def answer_form(html: str) -> Form | None:
    """The form of the open poll, None where the stage shows none."""
    return stage(html).poll


def questions(html: str) -> tuple[Form | None, Sequence[str]]:
    """The page of the questions: the form that takes one, and the ids of those that can be supported."""
    forms = _read(html).forms
    return next((form for form in forms if "data-question" in form.attributes and form.controls), None), _supportable(
        forms
    )


def admission_form(html: str) -> Form | None:
    """The form that gives a seat."""
    forms = _read(html).forms
    return next((form for form in forms if form.attributes.get("action", "").endswith("/admission")), None)


def _supportable(forms: Sequence[Form]) -> Sequence[str]:
    return [form.hidden["entry"] for form in forms if "data-support" in form.attributes and "entry" in form.hidden]


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._form: Form | None = None
        self._select: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.ids.add(attributes.get("id", ""))
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        if tag == "form":
            self._form = Form(attributes)
            self.forms.append(self._form)
        if self._form is None or "disabled" in attributes:
            return
        for name, value in attributes.items():
            if name.startswith("data-") and value.isdecimal():
                self._form.limits[name.removeprefix("data-")] = int(value)
        self._form.final = self._form.final or "data-final" in attributes
        if tag == "input":
            self._input(self._form, attributes)
        elif tag == "button" and attributes.get("name"):
            self._form.buttons.setdefault(attributes["name"], []).append(attributes.get("value", ""))
        elif tag == "textarea":
            self._add(self._form, attributes, "textarea")
        elif tag == "select":
            self._select = self._add(self._form, attributes, "select")
        elif tag == "option" and self._select is not None and attributes.get("value"):
            self._select.values.append(attributes["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None

    def _input(self, form: Form, attributes: Attributes) -> None:
        kind = attributes.get("type", "text")
        if kind == "hidden":
            form.hidden[attributes.get("name", "")] = attributes.get("value", "")
        elif kind not in ("submit", "button", "reset", "image"):
            control = self._add(form, attributes, kind)
            if control and kind in CHOOSE_ONE | CHOOSE_SOME:
                control.values.append(attributes.get("value", "on"))

    @staticmethod
    def _add(form: Form, attributes: Attributes, kind: str) -> Control | None:
        name = attributes.get("name", "")
        if not name:
            return None
        if name in form.controls:
            form.controls[name].places += 1
        else:
            form.controls[name] = Control(name, kind, attributes=attributes)
        return form.controls[name]
