"""Options that several commands share, and the settings that come of them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from server.config import Config

data_dir = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the data is kept [HEMICYCLE_DATA_DIR, else ./data].",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
agenda_path = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


def settings(**given: Any) -> Config:
    """The settings of the environment, with those of the command line in place of theirs where they are given."""
    config = Config.from_env(os.environ)
    return replace(config, **{name: value for name, value in given.items() if value is not None})


def print_json(value: Mapping[str, Any]) -> None:
    """One JSON document on the standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def number(n: int, noun: str) -> str:
    """The number with its noun: 1 poll, 2 polls."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
