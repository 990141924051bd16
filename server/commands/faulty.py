"""Tells of an agenda file that is not accepted, in one form for every command that reads one."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from server.commands import agenda
from server.commands.agenda import Agenda
from server.commands.options import number, print_json
from server.domain.errors import Faults

NOT_ACCEPTED = 2  # the exit code


def accepted(path: Path, *, as_json: bool, err: bool = True) -> Agenda:
    """The agenda in the file; where it has faults they are listed, and the command ends.

    `err` says that the list goes to the standard error, because the command prints something else on the other one;
    JSON always goes there.
    """
    try:
        return agenda.read(path)
    except Faults as faults:
        _refuse(path, faults, as_json=as_json, err=err)


def _refuse(path: Path, faults: Faults, *, as_json: bool, err: bool) -> NoReturn:
    if as_json:
        listed = [{"path": one.path, "line": one.line, "reason": str(one.reason)} for one in faults.faults]
        print_json({"ok": False, "faults": listed})
    else:
        for one in faults.faults:
            click.echo(f"{path}: {one}", err=err)
        click.echo(f"{number(len(faults.faults), 'fault')}.", err=True)
    raise click.exceptions.Exit(NOT_ACCEPTED)
