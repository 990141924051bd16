"""`hemicycle delete`: a workshop is removed for good, and it is shown that nothing of it is left."""

from __future__ import annotations

import time
from pathlib import Path

import click
from redis.asyncio import Redis

from server import running
from server.commands.opened import in_store
from server.commands.options import as_json, data_dir, print_json, settings
from server.commands.summary import UnknownWorkshop
from server.kinds import BY_NAME
from server.store import deletion
from server.store.workshops import Workshops

PATIENCE = 20.0  # seconds that the store gets to rewrite its file
PAUSE = 0.25


@click.command("delete")
@click.argument("code")
@click.option("--check", is_flag=True, help="Delete nothing; only look for what is left.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_dir
@as_json
@click.pass_context
def command(ctx: click.Context, code: str, check: bool, yes: bool, data_dir: Path | None, as_json: bool) -> None:
    """Delete the workshop CODE with everything that was said in it, then look for what is left.

    Only an archive can bring it back. The exit code is 1 where a key or a file still names the workshop.
    """
    config = settings(data_dir=data_dir)
    if not check:
        if not yes:
            click.confirm(f"Delete the workshop {code} with all its answers? It cannot be recovered.", abort=True)

        async def remove(redis: Redis) -> None:
            workshops = Workshops(redis, BY_NAME)
            if not await workshops.exists(code):
                raise UnknownWorkshop(code)
            await deletion.delete(redis, workshops, code)
            # A store that was started for the moment would stop before its file is rewritten.
            await deletion.rewritten(redis)

        in_store(config, remove)
        running.forget_links(config.data_dir, code)
    left = in_store(config, lambda redis: deletion.leftover(redis, code))
    files = _named(config.data_dir, code, wait=not check)
    if as_json:
        print_json({"code": code, "keys": len(left), "files": files})
    else:
        found = f"{len(left)} keys of it are in the store." if left else "No key of it is in the store."
        click.echo(f"{code}: {found} {'A file still names it.' if files else 'No file names it.'}")
    ctx.exit(1 if left or files else 0)


def _named(directory: Path, code: str, *, wait: bool) -> bool:
    """Whether a file of the store names the workshop; after a deletion the store is given time to rewrite it."""
    until = time.monotonic() + (PATIENCE if wait else 0)
    while deletion.in_files(directory, [code]):
        if time.monotonic() >= until:
            return True
        time.sleep(PAUSE)
    return False
