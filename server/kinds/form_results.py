"""What a form comes to: one finding for each field, the rows of each, and the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from server.domain.figure import Figure
from server.domain.kind import Tally
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.table import Cell, Column, Table
from server.domain.text import one_line
from server.kinds.decimals import MOST_DECIMALS, shown
from server.kinds.draw.ground import NO_ANSWERS, nothing
from server.kinds.draw.naming import called
from server.kinds.draw.reading import Reading, columns
from server.kinds.draw.summary import Finding, summary
from server.kinds.form_fields import NO, YES, FormField
from server.kinds.measures import Measures
from server.kinds.respondents import title
from server.kinds.spellings import Spelled


@dataclass(frozen=True, slots=True)
class FieldTally:
    """What one field comes to: who filled it in, and by its type how often each value, text or number was given."""

    answered: int = 0
    values: Mapping[str, int] = field(default_factory=dict)
    texts: Sequence[Spelled] = ()
    numbers: Sequence[tuple[Decimal, int]] = ()
    measures: Measures | None = None


@dataclass(frozen=True, slots=True)
class FormTally(Tally):
    """The fields in the order of the form."""

    fields: Mapping[str, FieldTally] = field(default_factory=dict)


Rows = Sequence[tuple[FormField, FieldTally]]


def base(tally: Tally, language: Language) -> str:
    """Who filled the form in."""
    n = tally.people
    if not n:
        return language.say(NO_ANSWERS)
    written = language.number(n)
    if tally.delegations:
        return language.say(
            plural(
                "Shares of the one delegation that filled in the form.",
                "Shares of the %(n)s delegations that filled in the form.",
                n,
                n=written,
            )
        )
    return language.say(
        plural(
            "Shares of the one person who filled in the form.",
            "Shares of the %(n)s people who filled in the form.",
            n,
            n=written,
        )
    )


def figure(tally: FormTally, rows: Rows, language: Language) -> Figure:
    """One calm line for each field: what was found, and how many of all filled it in."""
    if not tally.people:
        return nothing(language)
    found = [(label(one, language), finding(one, count, language)) for one, count in rows]
    of = language.number(tally.people)
    ends = [language.say(message("%(n)s of %(of)s", n=language.number(one.answered), of=of)) for _, one in rows]
    every = [
        language.say(message("%(field)s (%(n)s): %(finding)s", field=name, n=end, finding=text)) if text
        else language.say(message("%(field)s (%(n)s)", field=name, n=end))
        for (name, text), end in zip(found, ends, strict=True)
    ]  # fmt: skip
    sentence = f"{language.say(_filled(tally, language))} {'; '.join(every)}."
    quiet = [one.type == "email" for one, _ in rows]
    lines = [Finding(*line, end, mute) for line, end, mute in zip(found, ends, quiet, strict=True)]
    return summary(lines, sentence)


def _filled(tally: Tally, language: Language) -> Message:
    written = language.number(tally.people)
    if tally.delegations:
        return plural(
            "%(n)s delegation filled in the form.", "%(n)s delegations filled in the form.", tally.people, n=written
        )
    return plural("%(n)s person filled in the form.", "%(n)s people filled in the form.", tally.people, n=written)


def compare(tallies: Sequence[tuple[str, FormTally, Rows]], language: Language) -> Figure:
    """The findings beside one another."""
    if not any(tally.people for _, tally, _ in tallies):
        return nothing(language)
    groups = [
        (
            called(name, language),
            [Reading(_told(one, count, language), language.number(count.answered)) for one, count in rows],
        )
        for name, _, rows in tallies
    ]
    told = [
        language.say(message("%(group)s: %(texts)s", group=name, texts=f"{'; '.join(one.text for one in readings)}."))
        for name, readings in groups
    ]
    return columns(groups, " ".join(told))


def table(tally: FormTally, rows: Rows, language: Language) -> Table:
    """Each field with who filled it in, and below it what was given there."""
    made: list[Sequence[Cell]] = []
    for one, count in rows:
        made.append([label(one, language), count.answered, _share(count.answered, tally.people)])
        made += [
            [language.say(message("– %(text)s", text=text)), n, _share(n, tally.people)]
            for text, n in _parts(one, count, language)
        ]
    titles = (message("Field and answers"), title(delegations=tally.delegations), message("Share"))
    holding = (Column.LABEL, Column.COUNT, Column.SHARE)
    return Table([language.say(head) for head in titles], holding, made, base(tally, language))


def means(rows: Rows, language: Language) -> Sequence[Table]:
    """The fields of numbers with their means and ends; no table where there are none."""
    made: list[Sequence[Cell]] = [
        [
            label(one, language),
            _mean(one, count, language),
            shown(count.measures.least, language),
            shown(count.measures.most, language),
        ]
        for one, count in rows
        if count.measures
    ]
    titles = (message("Field"), message("Mean"), message("Lowest"), message("Highest"))
    holding = (Column.LABEL, *[Column.NUMBER] * 3)
    return [Table([language.say(head) for head in titles], holding, made, "")] if made else []


def label(one: FormField, language: Language) -> str:
    """What is asked, on one line."""
    return one_line(one.label.pick(language.code))


def finding(one: FormField, count: FieldTally, language: Language) -> str:
    """What the room said here, in a few words; "" where nothing can be said."""
    if not count.answered and one.type != "consent":
        return ""
    match one.type:
        case "choice":
            return _leaders([(text, n) for text, n in _parts(one, count, language) if n], language)
        case "consent":
            yes, no = (language.number(count.values.get(value, 0)) for value in (YES, NO))
            return language.say(message("%(yes)s yes, %(no)s no", yes=yes, no=no))
        case "number" if count.measures:
            mean = _mean(one, count, language)
            least, most = (shown(value, language) for value in (count.measures.least, count.measures.most))
            return language.say(message("mean %(mean)s (%(least)s to %(most)s)", mean=mean, least=least, most=most))
        case "email":
            return language.say(message("kept for the staff"))
        case _:
            many = [(text.text, text.count) for text in count.texts]
            if many and many[0][1] > 1:
                return _leaders(many, language)
            n = len(many)
            return (
                language.say(plural("%(n)s different text", "%(n)s different texts", n, n=language.number(n)))
                if n
                else ""
            )


def _mean(one: FormField, count: FieldTally, language: Language) -> str:
    """One decimal more than the answers have."""
    assert count.measures is not None
    return language.number(float(count.measures.mean), min(one.decimals + 1, MOST_DECIMALS))


def _told(one: FormField, count: FieldTally, language: Language) -> str:
    text = finding(one, count, language)
    name = label(one, language)
    return language.say(message("%(option)s: %(n)s", option=name, n=text)) if text else name


def _leaders(rows: Sequence[tuple[str, int]], language: Language) -> str:
    """What was given most often; all of them where they are level."""
    top = max((n for _, n in rows), default=0)
    first = [text for text, n in rows if n == top]
    if not top:
        return ""
    if len(first) > 3:
        level = plural("%(n)s answer level", "%(n)s answers level", len(first), n=language.number(len(first)))
        return language.say(message("%(what)s (%(n)s each)", what=level, n=language.number(top)))
    if len(first) > 1:
        return language.say(message("%(what)s (%(n)s each)", what=language.listing(first), n=language.number(top)))
    return language.say(message("%(what)s (%(n)s)", what=first[0], n=language.number(top)))


def _parts(one: FormField, count: FieldTally, language: Language) -> Sequence[tuple[str, int]]:
    """What was given to a field, with how often; of an e-mail address nothing."""
    match one.type:
        case "choice":
            return [
                (one_line(option.text.pick(language.code)), count.values.get(option.id, 0)) for option in one.options
            ]
        case "consent":
            said = {YES: language.say(message("Yes")), NO: language.say(message("No"))}
            return [(text, count.values.get(value, 0)) for value, text in said.items()]
        case "number":
            return [(shown(value, language), n) for value, n in count.numbers]
        case "text":
            return [(text.text, text.count) for text in count.texts]
        case _:
            return ()


def _share(n: int, people: int) -> float:
    return n / people if people else 0.0
