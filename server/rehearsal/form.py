"""Forms as pages show them: what may be sent, read from the HTML that a browser would read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

Attributes = Mapping[str, str]
# Controls that name values to choose from; of the others it matters how many stand there and what they allow.
CHOOSE_ONE = frozenset({"radio", "select"})
CHOOSE_SOME = frozenset({"checkbox"})


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
    """`hidden` are the fields that a page fills itself, `controls` those that a person fills."""

    attributes: Attributes
    hidden: dict[str, str] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)

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


@lru_cache(maxsize=512)
def answer_form(html: str) -> Form | None:
    """The form of the open poll, None where the stage shows none. Hundreds of phones get the same stage."""
    return find(html, lambda attributes: "data-answer" in attributes)


def admission_form(html: str) -> Form | None:
    """The form that gives a seat."""
    return find(html, lambda attributes: attributes.get("action", "").endswith("/admission"))


def find(html: str, wanted: Callable[[Attributes], bool]) -> Form | None:
    """The first form whose attributes are wanted."""
    reader = _Reader(wanted)
    reader.feed(html)
    return reader.form


class _Reader(HTMLParser):
    def __init__(self, wanted: Callable[[Attributes], bool]) -> None:
        super().__init__()
        self.form: Form | None = None
        self._wanted = wanted
        self._inside = False
        self._select: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form" and self.form is None and self._wanted(attributes):
            self.form, self._inside = Form(attributes), True
        if not self._inside or self.form is None or "disabled" in attributes:
            return
        for name, value in attributes.items():
            if name.startswith("data-") and value.isdecimal():
                self.form.limits[name.removeprefix("data-")] = int(value)
        if tag == "input":
            self._input(self.form, attributes)
        elif tag == "textarea":
            self._add(self.form, attributes, "textarea")
        elif tag == "select":
            self._select = self._add(self.form, attributes, "select")
        elif tag == "option" and self._select is not None and attributes.get("value"):
            self._select.values.append(attributes["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
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
