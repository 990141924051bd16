"""`hemicycle serve`: the store, the web workers, and a first workshop; says where everything is."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import click

from server import running, supervisor
from server.commands.faulty import accepted
from server.commands.greeting import greet, plain
from server.commands.links import base_url, local_url
from server.commands.options import agenda_path, as_json, data_dir, print_json, settings
from server.commands.welcome import First, welcome
from server.config import Config
from server.files import EXAMPLES
from server.running import Serving

EXAMPLE = EXAMPLES / "course-2024.yaml"


@click.command("serve")
@click.option("--host", help="The address to listen on [HOST, else 127.0.0.1]; 0.0.0.0 for the whole network.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port [PORT, else 8000]; 0 for a free one.")
@data_dir
@click.option("--workers", type=click.IntRange(1, 64), help="Web processes [HEMICYCLE_WORKERS, else 1].")
@click.option("--load", "file", type=agenda_path, help="Create a workshop from this agenda file.")
@click.option("--example/--no-example", default=True, help="Begin an empty store with the example workshop [yes].")
@as_json
def command(
    host: str | None,
    port: int | None,
    data_dir: Path | None,
    workers: int | None,
    file: Path | None,
    example: bool,
    as_json: bool,
) -> None:
    """Run everything, until SIGTERM or Ctrl+C.

    Once connections are taken, it prints where to join, with a QR code, the links of moderator, projector and staff,
    and the administrator's page.
    """
    config = settings(host=host, port=port, data_dir=data_dir, workers=workers)
    first = First(
        accepted(file, as_json=as_json) if file else None, EXAMPLE if example else None, issue=not config.redis_url
    )
    if not config.redis_url and (serving := running.serving(config.data_dir)):
        raise running.AlreadyServing(config.data_dir, serving)

    def prepare(final: Config) -> Callable[[], None]:
        found = asyncio.run(welcome(final, first))

        def say() -> None:
            running.announce(final.data_dir, Serving(os.getpid(), local_url(final), base_url(final)))
            if as_json:
                print_json(plain(base_url(final), found))
            else:
                click.echo(greet(base_url(final), found))

        return say

    try:
        supervisor.run(config, prepare)
    finally:
        running.withdraw(config.data_dir, os.getpid())
