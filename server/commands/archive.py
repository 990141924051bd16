"""`hemicycle archive`: a complete workshop as one file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
from redis.asyncio import Redis

from server.commands.opened import in_store
from server.commands.options import as_json, data_dir, print_json, settings
from server.commands.output import write
from server.store import archive


@click.command("archive")
@click.argument("code")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write [CODE.zip; - for the output]."
)
@data_dir
@as_json
def command(code: str, out: Path | None, data_dir: Path | None, as_json: bool) -> None:
    """Write everything of the workshop CODE to one file, which `restore` reads and `verify` recounts."""
    config = settings(data_dir=data_dir)
    out = out or Path(f"{code}.zip")

    async def make(redis: Redis) -> bytes:
        return await archive.archive(redis, code)

    data = in_store(config, make)
    write(out, data)
    digest = hashlib.sha256(data).hexdigest()
    if as_json:
        print_json({"code": code, "file": str(out), "bytes": len(data), "sha256": digest})
    elif str(out) != "-":
        click.echo(f"{out}: {len(data):,} bytes\nSHA-256 {digest}")
