"""`hemicycle verify`: recounts an archive."""

from __future__ import annotations

from pathlib import Path

import click

from server.commands.options import as_json, print_json
from server.kinds import BY_NAME
from server.store import archive


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--all", "every", is_flag=True, help="List every difference and not only the first.")
@as_json
@click.pass_context
def command(ctx: click.Context, file: Path, every: bool, as_json: bool) -> None:
    """Recount the archive FILE: the chain is unbroken and every total equals its answers; else the exit code is 1."""
    differences = archive.verify(file.read_bytes(), BY_NAME)
    if as_json:
        print_json({"ok": not differences, "differences": list(differences)})
    elif differences:
        for difference in differences if every else differences[:1]:
            click.echo(difference)
        if not every and len(differences) > 1:
            click.echo(f"Differences: {len(differences)}; --all lists them.", err=True)
    else:
        click.echo(f"{file}: the chain is unbroken, and every total equals its answers.")
    ctx.exit(1 if differences else 0)
