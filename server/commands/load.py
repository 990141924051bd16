"""`hemicycle load`: creates a workshop from an agenda file."""

from __future__ import annotations

from pathlib import Path

import click
from redis.asyncio import Redis

from server import running
from server.commands.faulty import accepted
from server.commands.links import base_url, role_links
from server.commands.opened import in_store
from server.commands.options import agenda_path, as_json, data_dir, print_json, settings
from server.config import Config
from server.kinds import BY_NAME
from server.store.workshops import Created, Workshops


@click.command("load")
@click.argument("file", type=agenda_path)
@data_dir
@as_json
def command(file: Path, data_dir: Path | None, as_json: bool) -> None:
    """Create a workshop from an agenda FILE (YAML or JSON, - for the standard input); prints its code and links."""
    config = settings(data_dir=data_dir)
    workshop, text, pictures = accepted(file, as_json=as_json)

    async def create(redis: Redis) -> Created:
        return await Workshops(redis, BY_NAME).create(text, workshop, pictures)

    created = in_store(config, create)
    links = role_links(address(config), created.code, created.tokens)
    if as_json:
        print_json({"code": created.code, "links": links, "tokens": dict(created.tokens)})
        return
    click.echo(f"{workshop.title.pick(workshop.language)}: code {created.code}")
    for name, link in links.items():
        click.echo(f"  {name:<10} {link}")


def address(config: Config) -> str:
    """The address for links: the public one, else that of the running server, else the one it would have."""
    serving = running.serving(config.data_dir)
    return config.public_url or (serving.base if serving else base_url(config))
