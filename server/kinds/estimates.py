"""Numbers that people gave: how they are said, drawn and put into rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from server.domain.figure import Figure
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.table import Column, Table
from server.kinds.decimals import MOST_DECIMALS, measured, shown
from server.kinds.draw.ground import NO_ANSWERS, nothing
from server.kinds.draw.naming import by_attendance, called
from server.kinds.draw.scale import rounded_up, scale, written
from server.kinds.draw.shift import LEAST_PEOPLE
from server.kinds.draw.strip import Named, Strip, strip, strips
from server.kinds.measures import Counted, Measures
from server.kinds.respondents import answered, counted, title
from server.kinds.shares import Shares
from server.kinds.shares import base as shares_of

# Up to here each number has its row; more are put together, in about half as many rows.
MOST_ROWS, GROUPS = 20, 12
# More numbers than this that were given equally often are not all named.
MOST_MODES = 3


@dataclass(frozen=True, slots=True)
class Estimates:
    """Numbers in order with how many people gave each. `right` people were at most `margin` from the `truth`.

    `delegations`: it is delegations that gave them, each as one.
    """

    values: Counted
    people: int
    measures: Measures | None
    unit: str = ""
    decimals: int = 0
    bounds: tuple[Decimal | None, Decimal | None] = (None, None)
    truth: Decimal | None = None
    margin: Decimal = Decimal()
    right: int = 0
    delegations: bool = False

    @property
    def step(self) -> Decimal:
        """What every answer is a multiple of."""
        return Decimal(1).scaleb(-self.decimals)

    def mean(self, value: float, language: Language) -> str:
        """A number that was computed: one decimal more than the answers have."""
        return measured(language.number(value, min(self.decimals + 1, MOST_DECIMALS)), language, self.unit)

    def exact(self, value: Decimal, language: Language) -> str:
        """A number that was given."""
        return shown(value, language, self.unit)


def figure(of: Estimates, language: Language) -> Figure:
    """A dot for each answer, the mean and the true value as rules."""
    if of.measures is None:
        return nothing(language)
    named = [Named(float(of.measures.mean), _mean(of, of.measures, language)), *_truth(of, language)]
    band = None
    if of.truth is not None and of.margin:
        band = (float(of.truth - of.margin), float(of.truth + of.margin))
    on = scale([value for value, _ in of.values] + _true(of), of.bounds, of.step)
    said = sentence(of, of.measures, language)
    return strip(of.values, on, named, language, said, band, delegations=of.delegations)


def sentence(of: Estimates, known: Measures, language: Language) -> str:
    """Everything that is known of the numbers, for people who hear the result."""
    parts = [
        answered(of.people, language, delegations=of.delegations),
        _come_to(of, known, language),
        message(
            "From %(least)s to %(most)s; the middle half from %(first)s to %(third)s.",
            least=of.exact(known.least, language),
            most=of.exact(known.most, language),
            first=of.mean(float(known.first), language),
            third=of.mean(float(known.third), language),
        ),
    ]
    if known.modes:
        parts.append(message("Most often: %(modes)s.", modes=_modes(of, known, language)))
    if of.truth is not None:
        parts += [message("True value: %(truth)s.", truth=of.exact(of.truth, language)), _right(of, language)]
    return " ".join(map(language.say, parts))


def base(of: Estimates, language: Language) -> str:
    """What the shares refer to, and what the numbers come to, in sentences."""
    known = of.measures
    if known is None:
        return language.say(NO_ANSWERS)
    shares = Shares((), of.people, delegations=of.delegations)
    return f"{shares_of(shares, language)} {language.say(_come_to(of, known, language))}"


def _come_to(of: Estimates, known: Measures, language: Language) -> Message:
    return message(
        "Mean %(mean)s, median %(median)s, standard deviation %(deviation)s.",
        mean=of.mean(float(known.mean), language),
        median=of.mean(float(known.median), language),
        deviation=of.mean(known.deviation, language),
    )


def table(of: Estimates, language: Language) -> Table:
    """Every number with its people, or groups of numbers where there are too many."""
    unit = of.unit
    answer = language.say(message("Answer (%(unit)s)", unit=unit)) if unit else language.say(message("Answer"))
    return Table(
        [answer, language.say(title(delegations=of.delegations)), language.say(message("Share"))],
        [Column.LABEL, Column.COUNT, Column.SHARE],
        [(label, n, n / of.people if of.people else 0.0) for label, n in _rows(of, language)],
        base(of, language),
        chart="column",
        series=(1,),
    )


def statistics(of: Estimates, language: Language) -> Table:
    """Mean, median, modes, spread, and the true value, as rows."""
    rows: list[tuple[Message, str]] = []
    known = of.measures
    if known is not None:
        rows = [
            (message("Mean"), of.mean(float(known.mean), language)),
            (message("Median"), of.mean(float(known.median), language)),
            (message("Most often"), _modes(of, known, language)),
            (message("Standard deviation"), of.mean(known.deviation, language)),
            (message("First quartile"), of.mean(float(known.first), language)),
            (message("Third quartile"), of.mean(float(known.third), language)),
            (message("Lowest"), of.exact(known.least, language)),
            (message("Highest"), of.exact(known.most, language)),
        ]
    if of.truth is not None:
        right = message("Delegations that were right") if of.delegations else message("People who were right")
        rows.append((message("True value"), of.exact(of.truth, language)))
        if of.margin:
            rows.append((message("Margin"), f"±{of.exact(of.margin, language)}"))
        rows.append((right, language.number(of.right)))
    return Table(
        [language.say(message("Measure")), language.say(message("Value"))],
        [Column.LABEL, Column.LABEL],
        [(language.say(name), value) for name, value in rows],
        "",
    )


def compare(groups: Sequence[tuple[str, Estimates]], language: Language) -> Figure:
    """Rounds, or the room and those online, one below the other on the same line."""
    attendance = by_attendance([name for name, _ in groups])
    drawn = [of.measures is not None and of.people >= (LEAST_PEOPLE if attendance else 1) for _, of in groups]
    if not any(drawn):
        return nothing(language)
    many, told = [], []
    for place, (name, of) in enumerate(groups):
        group = called(name, language)
        if of.measures is None or not drawn[place]:
            few = attendance and of.people
            head = message("%(group)s: fewer than %(n)s", group=group, n=LEAST_PEOPLE) if few else group
            many.append(Strip((), _form(place, len(groups), attendance), None, language.say(head)))
            continue
        mean = float(of.measures.mean)
        head = message(
            "%(group)s: mean %(mean)s (%(who)s)",
            group=group,
            mean=of.mean(mean, language),
            who=counted(of.people, language, delegations=of.delegations),
        )
        told.append(language.say(head))
        many.append(Strip(of.values, _form(place, len(groups), attendance), mean, told[-1]))
    of = groups[-1][1]
    seen = [value for strip_ in many for value, _ in strip_.values]
    on = scale(seen + _true(of), of.bounds, of.step)
    said = language.say(message("Compared: %(groups)s.", groups=language.listing(told)))
    return strips(many, on, _truth(of, language), language, said, delegations=of.delegations)


def _form(place: int, groups: int, attendance: bool) -> str:
    if attendance:
        return "echo" if place else "disc"
    return "disc" if place == groups - 1 else "ring"


def _mean(of: Estimates, known: Measures, language: Language) -> str:
    return language.say(message("Mean %(value)s", value=of.mean(float(known.mean), language)))


def _true(of: Estimates) -> list[Decimal]:
    return [] if of.truth is None else [of.truth]


def _truth(of: Estimates, language: Language) -> list[Named]:
    return [
        Named(float(truth), language.say(message("True value %(value)s", value=of.exact(truth, language))), live=False)
        for truth in _true(of)
    ]


def _right(of: Estimates, language: Language) -> Message:
    values = {"n": language.number(of.right), "margin": of.exact(of.margin, language)}
    match bool(of.margin), of.delegations:
        case False, False:
            return plural("%(n)s person was exactly right.", "%(n)s people were exactly right.", of.right, **values)
        case False, True:
            return plural(
                "%(n)s delegation was exactly right.", "%(n)s delegations were exactly right.", of.right, **values
            )
        case True, False:
            return plural(
                "%(n)s person was at most %(margin)s away from it.",
                "%(n)s people were at most %(margin)s away from it.",
                of.right,
                **values,
            )
        case _:
            return plural(
                "%(n)s delegation was at most %(margin)s away from it.",
                "%(n)s delegations were at most %(margin)s away from it.",
                of.right,
                **values,
            )


def _modes(of: Estimates, known: Measures, language: Language) -> str:
    """The values that were given most often, in order; how many there are where they are too many to be named."""
    if not known.modes:
        return language.say(message("no number more than once"))
    if len(known.modes) > MOST_MODES:
        return language.say(message("%(n)s numbers equally often", n=language.number(len(known.modes))))
    return language.listing([of.exact(value, language) for value in known.modes])


def _rows(of: Estimates, language: Language) -> list[tuple[str, int]]:
    if len(of.values) <= MOST_ROWS:
        return [(shown(value, language), n) for value, n in of.values]
    least, most = of.values[0][0], of.values[-1][0]
    size = rounded_up((most - least + of.step) / GROUPS, of.step)
    start = (least / size).to_integral_value(ROUND_FLOOR) * size
    rows = []
    while start <= most:
        end = start + size - of.step
        n = sum(count for value, count in of.values if start <= value <= end)
        rows.append((_group(of, start, end, language), n))
        start += size
    return rows


def _group(of: Estimates, start: Decimal, end: Decimal, language: Language) -> str:
    """A group of numbers, as far as they may be given at all."""
    low, high = of.bounds
    first = start if low is None else max(start, low)
    last = end if high is None else min(end, high)
    ends = [written(value, language, of.step) for value in (first, last)]
    return ends[0] if first == last else language.say(message("%(first)s to %(last)s", first=ends[0], last=ends[1]))
