"""`hemicycle check`: whether an agenda file would be accepted."""

from __future__ import annotations

from pathlib import Path

import click

from server.commands.faulty import accepted
from server.commands.options import agenda_path, as_json, number, print_json


@click.command("check")
@click.argument("file", type=agenda_path)
@as_json
def command(file: Path, as_json: bool) -> None:
    """Validate an agenda FILE (- for the standard input). Every fault is listed; with one, the exit code is 2."""
    workshop, _, pictures = accepted(file, as_json=as_json, err=False)
    polls = workshop.polls
    if as_json:
        print_json(
            {
                "ok": True,
                "faults": [],
                "title": workshop.title.pick(workshop.language),
                "languages": list(workshop.languages),
                "items": len(workshop.agenda),
                "polls": list(polls),
                "delegations": len(workshop.delegations),
                "pictures": list(pictures),
            }
        )
    else:
        shown = f", {number(len(pictures), 'picture')}" if pictures else ""
        click.echo(
            f"{workshop.title.pick(workshop.language)}: {number(len(workshop.agenda), 'agenda item')},"
            f" {number(len(polls), 'poll')}, {number(len(workshop.delegations), 'delegation')}{shown},"
            f" in {', '.join(workshop.languages)}. No faults."
        )
