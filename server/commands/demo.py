"""`hemicycle demo`: a whole workshop unattended, from an empty store to summaries in every format and language."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from server import running
from server.commands import agenda, report
from server.commands.hosted import hosted
from server.commands.opened import in_store
from server.commands.options import as_json, print_json
from server.commands.output import write
from server.config import Config
from server.domain.errors import HemicycleError
from server.domain.workshop import Admission, Workshop
from server.exports.formats import FORMATS, possible
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.rehearsal import script
from server.rehearsal.course import FAST, NORMAL, Course, Pace
from server.rehearsal.crowd import Crowd, Offer, people
from server.rehearsal.ledger import Ledger
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Recount, Stored, recount
from server.rehearsal.registering import registered
from server.rehearsal.script import Script
from server.running import Serving
from server.store import archive
from server.store.files import yaml_text

SCRIPTS = EXAMPLES / "scripts"


class NoExample(HemicycleError):
    """A name that no example has."""

    def __init__(self, name: str) -> None:
        names = ", ".join(path.stem for path in sorted(EXAMPLES.glob("*.yaml")))
        super().__init__(f"There is no example “{name}”; there are {names}.")


@dataclass(frozen=True, slots=True)
class Played:
    """A workshop that was played: its crowd, the recount, the files that were written."""

    crowd: Crowd
    found: Recount
    files: list[Path]


@click.command("demo")
@click.option("--delegates", type=click.IntRange(1, 20_000), default=300, show_default=True, help="How many.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The folder for the summaries and the archive.",
)
@click.option("--example", default="course-2024", show_default=True, help="The example that is played.")
@click.option("--fast", is_flag=True, help="No pauses, and people who answer at once.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number draws other people.")
@as_json
@click.pass_context
def command(ctx: click.Context, delegates: int, out: Path, example: str, fast: bool, seed: int, as_json: bool) -> None:
    """Play an example from beginning to end, unattended.

    A server of its own is started, with simulated delegates of every delegation, in the room and online. The summary in
    every format and language and the archive are written to the folder --out. At the end, what was sent, acknowledged
    and stored is recounted; where it differs, the exit code is 1.
    """
    file = EXAMPLES / f"{example}.yaml"
    if not file.is_file():
        raise NoExample(example)
    workshop = agenda.read(file).workshop
    written = _script(SCRIPTS / f"{example}.yaml", workshop)
    say: Callable[[str], None] = (lambda text: click.echo(text, err=True)) if as_json else click.echo
    with tempfile.TemporaryDirectory(prefix="hemicycle-demo-") as folder:
        data = Path(folder)
        with hosted(data, "--load", str(file), "--no-example") as serving:
            code, tokens = running.newest_links(data)
            say(f"Watch it: {serving.url}/enter/{tokens['projector']}")
            plan = _Plan(delegates, out, fast, seed, written)
            played = asyncio.run(_play(serving, code, tokens["moderator"], workshop, plan, say))
            kept = in_store(Config(data_dir=data), lambda redis: archive.archive(redis, code))
    write(out / f"{code}.archive.zip", kept)
    wrong = archive.verify(kept, BY_NAME)
    files = [*played.files, out / f"{code}.archive.zip"]
    crowd, found = played.crowd, played.found
    if as_json:
        answer = report.as_dict(code, crowd.persons, crowd.ledger, found)
        agreed = answer["ok"] = answer["ok"] and not wrong
        print_json({**answer, "archive": list(wrong), "files": [str(path) for path in files]})
    else:
        click.echo(report.as_text(crowd.persons, crowd.ledger, found))
        click.echo(wrong[0] if wrong else "The archive recounts: its chain is unbroken, its totals equal its answers.")
        click.echo(f"{len(files)} files in {out}")
        agreed = report.agrees(crowd.ledger, found) and not wrong
    ctx.exit(0 if agreed else 1)


@dataclass(frozen=True, slots=True)
class _Plan:
    delegates: int
    out: Path
    fast: bool
    seed: int
    script: Script

    @property
    def pace(self) -> Pace:
        return FAST if self.fast else NORMAL


def _script(file: Path, workshop: Workshop) -> Script:
    """How the example is played; people answer as they lean where nobody has written it down."""
    return script.parse(yaml_text.read(file.read_text()).value, workshop) if file.is_file() else Script()


async def _play(
    serving: Serving, code: str, token: str, workshop: Workshop, plan: _Plan, say: Callable[[str], None]
) -> Played:
    moderator = Moderator(serving.url, code, token)
    draw = random.Random(plan.seed)  # noqa: S311 - no secrets
    if workshop.admission is Admission.BADGE:
        persons = await registered(moderator, workshop, plan.delegates, draw, plan.script.absent)
        say(f"{len(persons):,} people are registered, and have their badges.")
    else:
        persons = people(await Offer.at(serving.url, code), plan.delegates, draw)
    crowd = Crowd(serving.url, code, persons, plan.pace.habits, ledger=Ledger(), seed=plan.seed, told=plan.script.told)
    course = Course(workshop, BY_NAME, moderator, crowd, plan.pace, say, Stored(), plan.script)
    try:
        await crowd.join()
        say(f"{len(persons):,} delegates have taken their seats.")
        await course.play()
    finally:
        await crowd.leave()
    files = []
    for language in workshop.languages:
        for name, wanted in FORMATS.items():
            if not possible(name):
                continue
            path = plan.out / f"summary-{language}.{wanted.extension}"
            write(path, await moderator.download(name, language))
            files.append(path)
    say("The summaries are written.")
    return Played(crowd, recount(workshop, BY_NAME, crowd.ledger, Stored(), course.stored), files)
