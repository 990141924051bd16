"""`hemicycle restore`: a workshop back from its archive."""

from __future__ import annotations

from pathlib import Path

import click
from redis.asyncio import Redis

from server.commands.opened import in_store
from server.commands.options import as_json, data_dir, print_json, settings
from server.store import archive


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_dir
@as_json
def command(file: Path, data_dir: Path | None, as_json: bool) -> None:
    """Bring the workshop in the archive FILE back, under its own code."""
    config = settings(data_dir=data_dir)
    data = file.read_bytes()

    async def bring(redis: Redis) -> str:
        return await archive.restore(redis, data)

    code = in_store(config, bring)
    if as_json:
        print_json({"code": code})
    else:
        click.echo(f"Restored workshop {code}.")
