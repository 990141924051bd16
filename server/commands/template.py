"""`hemicycle template`: a Word template with every tag in its place, to be made one's own."""

from __future__ import annotations

from pathlib import Path

import click

from server.commands.options import as_json, print_json
from server.commands.output import write
from server.exports.template.example import TEMPLATES


@click.command("template")
@click.argument("sort", type=click.Choice(list(TEMPLATES)), default="summary")
@click.option("--out", type=click.Path(path_type=Path), help="The file [SORT.docx].")
@as_json
def command(sort: str, out: Path | None, as_json: bool) -> None:
    """Write a Word template for the summary or for certificates; change it in Word, and upload it."""
    path = out or Path(f"{sort}.docx")
    write(path, TEMPLATES[sort]())
    if as_json:
        print_json({"file": str(path)})
    elif str(path) != "-":
        click.echo(str(path))
