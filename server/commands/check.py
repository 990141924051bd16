"""`hemicycle check`: whether an agenda file would be accepted."""

from __future__ import annotations

from pathlib import Path

import click

from server.commands import agenda
from server.commands.options import agenda_path, as_json, number, print_json
from server.domain.errors import Faults


@click.command("check")
@click.argument("file", type=agenda_path)
@as_json
@click.pass_context
def command(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Validate an agenda FILE (- for the standard input). Every fault is listed; with one, the exit code is 2."""
    try:
        workshop, _, pictures = agenda.read(file)
    except Faults as faults:
        if as_json:
            print_json(
                {
                    "ok": False,
                    "faults": [
                        {"path": one.path, "line": one.line, "reason": str(one.reason)} for one in faults.faults
                    ],
                }
            )
        else:
            for one in faults.faults:
                click.echo(f"{file}: {one}")
            click.echo(f"{number(len(faults.faults), 'fault')}.", err=True)
        ctx.exit(2)
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
