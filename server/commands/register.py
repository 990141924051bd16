"""`hemicycle register`: reads a list of registrations into a workshop, or only looks at it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click
from redis.asyncio import Redis

from server.commands.opened import in_store
from server.commands.options import as_json, data_dir, number, print_json, settings
from server.commands.summary import UnknownWorkshop
from server.domain.columns import LABELS, Listing, guess, listing
from server.domain.errors import HemicycleError
from server.domain.people import Plan, plan
from server.domain.registration import Choices, Reading, RowFault, read
from server.kinds import BY_NAME
from server.store.files.listed import LARGEST_FILE, read_rows
from server.store.people import People
from server.store.workshops import Workshops

NOT_ACCEPTED = 2  # the exit code of files that are not accepted


class BadColumn(HemicycleError):
    """A column that was named and is not in the file."""


class Outcome(NamedTuple):
    """What came of a list."""

    found: Listing
    choices: Choices
    reading: Reading
    plan: Plan
    done: bool


@click.command("register")
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only say what would happen.")
@click.option("--remove", is_flag=True, help="Take people who are not in the file off the list, with their badges.")
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=HEADING",
    help=f"The heading of a column, where the guess is wrong. Fields: {', '.join(LABELS)}.",
)  # fmt: skip
@click.option("--attendance", type=click.Choice(["room", "remote"]), default=None,
              help="Where those are of whom the file does not say it.")  # fmt: skip
@data_dir
@as_json
@click.pass_context
def command(
    context: click.Context,
    code: str,
    file: Path,
    check: bool,
    remove: bool,
    columns: tuple[str, ...],
    attendance: str | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Read the people of FILE (Excel or CSV, as Microsoft Forms and Zoom export them) into the workshop CODE.

    All of them or nobody: with a fault in any row, nothing changes and the exit code is 2.
    """
    config = settings(data_dir=data_dir)
    with file.open("rb") as opened:
        found = listing(read_rows(opened.read(LARGEST_FILE + 1)))
    choices = Choices({**guess(found), **_named(found, columns)}, {}, attendance or "")

    async def register(redis: Redis) -> Outcome:
        workshop = await Workshops(redis, BY_NAME).get(code)
        if workshop is None:
            raise UnknownWorkshop(code)
        people = People(redis)
        seen = await people.listed(code)
        reading = read(found, choices, workshop)
        changes = plan(seen.people, reading.people)
        done = not check and not reading.faults
        if done:
            await people.apply(code, changes, seen, remove=remove, by="")
        return Outcome(found, choices, reading, changes, done)

    outcome = in_store(config, register)
    if as_json:
        print_json(_plain(outcome, remove))
    else:
        _say(outcome, remove)
    if outcome.reading.faults:
        context.exit(NOT_ACCEPTED)


def _named(found: Listing, columns: tuple[str, ...]) -> dict[str, int]:
    """The columns that were named.

    Raises:
        BadColumn: for a field that is none, or a heading that is not in the file.
    """
    named: dict[str, int] = {}
    for given in columns:
        name, _, heading = given.partition("=")
        if name not in LABELS or heading not in found.headings:
            raise BadColumn(f"There is no field {name!r}, or no column {heading!r} in this file.")
        named[name] = found.headings.index(heading)
    return named


def _plain(outcome: Outcome, remove: bool) -> dict[str, object]:
    def told(lines: list[RowFault]) -> list[dict[str, object]]:
        return [{"line": one.line, "column": one.column, "reason": str(one.reason)} for one in lines]

    reading, changes = outcome.reading, outcome.plan
    return {
        "done": outcome.done,
        "columns": {name: outcome.found.headings[column] for name, column in outcome.choices.columns.items()},
        "people": len(reading.people),
        "added": len(changes.added),
        "changed": len(changes.changed),
        "same": len(changes.same),
        "removed" if remove else "missing": len(changes.missing),
        "faults": told(reading.faults),
        "notes": told(reading.notes),
    }


def _say(outcome: Outcome, remove: bool) -> None:
    reading, changes = outcome.reading, outcome.plan
    for name, column in outcome.choices.columns.items():
        click.echo(f"{name:<11} {outcome.found.headings[column]}")
    for one in reading.faults + reading.notes:
        place = ", ".join(filter(None, (f"row {one.line}" if one.line else "", one.column)))
        click.echo(f"{place}: {one.reason}" if place else str(one.reason), err=one in reading.faults)
    for unknown in reading.unknown:
        if unknown.near:
            click.echo(f"“{unknown.said}” may be {' or '.join(unknown.near)}.", err=True)
    gone = f"{len(changes.missing)} {'taken off' if remove else 'not in the file, kept'}"
    counts = f"{len(changes.added)} new, {len(changes.changed)} changed, {len(changes.same)} as before, {gone}."
    said = "Read in" if outcome.done else "Nothing was changed" if reading.faults else "Would read in"
    click.echo(f"{said}: {number(len(reading.people), 'person')}, {counts}".replace("persons", "people"))
