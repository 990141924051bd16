"""`hemicycle doctor`: what is missing or wrong on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from server.commands import checkup
from server.commands.options import as_json, data_dir, print_json, settings

MARKS = {checkup.OK: "✓", checkup.WARNING: "!", checkup.WRONG: "✗"}


@click.command("doctor")
@data_dir
@as_json
@click.pass_context
def command(ctx: click.Context, data_dir: Path | None, as_json: bool) -> None:
    """Say what is missing or wrong on this machine; the exit code is 1 when something is."""
    findings = checkup.examine(settings(data_dir=data_dir))
    wrong = any(finding.state == checkup.WRONG for finding in findings)
    if as_json:
        print_json(
            {
                "ok": not wrong,
                "checks": [{"name": one.name, "state": one.state, "text": one.text} for one in findings],
            }
        )
    else:
        for finding in findings:
            click.echo(f"{MARKS[finding.state]} {finding.name:<12} {finding.text}")
    ctx.exit(1 if wrong else 0)
