"""Measures everything, prints it, and writes docs/reference/performance.md. The exit code is 1 when a budget is missed.

python -m benchmarks.run [NAME …]       throughput, instant, kinds, crowd, storm, loads, exports; all without any
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.conditions import conditions
from benchmarks.exports import exports
from benchmarks.loads import loads
from benchmarks.outcome import BUDGETS, Outcome
from benchmarks.phones import allow_many_sockets
from benchmarks.scenarios import CROWD, crowd, heavy, instant, reconnecting, throughput

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "performance.md"
HEAD = """\
# What it carries

Measured by `make bench`, which writes this page. All of it comes from one run on one machine; ratios are of numbers
that were measured in the same run, and say more than the numbers do.

"""
NOTES = """\

## How

- **Durable answers**: 1,000 phones answer, wait for the receipt, and answer again, for some seconds; then the same
  client speaks with an application that says back what it hears. Both servers run, and take turns. An answer is
  acknowledged when it is on disk. At the end, the store holds one answer of each phone.
- **The same instant**: 500 phones send within a few milliseconds, five times. The projector is open. The middle p95
  counts.
- **Poll opened**: from the moderator's request to the moment when the last of 5,000 phones has the new stage, three
  times; the middle one counts.
- **To the projector**: 5,000 phones answer once each, 1,000 a second. An answer is shown when the projector has a frame
  that counts as many answers as had been sent up to it. The wall is redrawn four times a second at most, by intention.
- **Coming back**: all connections are cut without a word, and all phones come back at once, without the second or two
  over which the real client spreads itself. As soon as it is connected, each sends its last answer again, as a phone
  does that has not heard of its fate. The bare application only says the answer back. Three times each, in turns.
- **Memory**: resident memory of the web process per phone, with 5,000 phones in one workshop that have their stage,
  against the same of the application that says back what it hears.
- **The heaviest kinds**: the same three measures, with answers of 5,003 different persons that come over and over, so
  that hardly any is known already. Two thousand phones answer for the projector. One such answer changes up to 24
  counts in each of its segments, where a choice changes two; their ratios to echoes are in the details.
- **Files**: twelve polls of nine kinds with 10,000 answers each, in every format over HTTP, one after the other. The
  zip, which holds all the others, is told in the details. Meanwhile fifty phones ping the server in turn, a hundred
  times a second; their wait for the answer is what counts. The files of the course are asked for in its four
  languages, and the slowest one counts.
- **First loads**: in Chromium with an empty cache; every answer with its head, the icon too.
"""


def main() -> int:
    """Measure what was asked for."""
    most = allow_many_sockets()
    if most < CROWD + 100:
        print(f"Only {most} files may be open; {CROWD} phones need more. Raise it with `ulimit -n`.", file=sys.stderr)
        return 1
    where = conditions()
    found: dict[str, Outcome] = {}
    for name in sys.argv[1:] or SCENARIOS:
        for row, outcome in SCENARIOS[name]().items():
            found[row] = outcome
            budget = BUDGETS[row]
            mark = "met" if budget.met(outcome.value) else "MISSED"
            print(f"{mark:<7}{budget.what}: {budget.written(outcome.value)} ({budget.promise()}); {outcome.details}")
    if found.keys() == BUDGETS.keys():
        PAGE.write_text(page(where, found))
        print(f"{PAGE.relative_to(Path.cwd())} is written.")
    return 0 if all(BUDGETS[row].met(outcome.value) for row, outcome in found.items()) else 1


def page(where: list[tuple[str, str]], found: Mapping[str, Outcome]) -> str:
    """The page in Markdown."""
    lines = ["| what | promised | measured | in detail |", "|---|---|---|---|"]
    for row, budget in BUDGETS.items():
        outcome = found[row]
        missed = "" if budget.met(outcome.value) else " (missed)"
        lines.append(
            f"| {budget.what} | {budget.promise()} | **{budget.written(outcome.value)}**{missed} | {outcome.details} |"
        )
    lines += ["", "## Conditions", "", "| | |", "|---|---|", *(f"| {name} | {text} |" for name, text in where)]
    return HEAD + "\n".join(lines) + "\n" + NOTES


def _crowd() -> dict[str, Outcome]:
    measured = crowd()
    return {"opened": measured.opened, "wall": measured.wall, "memory": measured.memory}


def _loads() -> dict[str, Outcome]:
    return dict(zip(("delegate", "requests", "projector"), loads(), strict=True))


SCENARIOS: Mapping[str, Callable[[], dict[str, Outcome]]] = {
    "throughput": lambda: {"throughput": throughput()},
    "instant": lambda: {"instant": instant()},
    "kinds": heavy,
    "crowd": _crowd,
    "storm": lambda: {"storm": reconnecting()},
    "loads": _loads,
    "exports": exports,
}

if __name__ == "__main__":
    sys.exit(main())
