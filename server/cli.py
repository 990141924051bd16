"""The command line: `hemicycle VERB`. Each verb is a module of server/commands, imported only when it is asked for."""

from __future__ import annotations

import errno
import importlib
from typing import Any

import click

from server import __version__
from server.domain.errors import Faults, HemicycleError

# The verbs as the help lists them; saying them here keeps `--help` from loading every library of every command.
VERBS = {
    "serve": "Run everything, and print where to join.",
    "load": "Create a workshop from an agenda file.",
    "check": "Validate an agenda file.",
    "rehearse": "Play delegates against a running server, and recount.",
    "demo": "Play a whole workshop unattended, and write its summaries.",
    "register": "Read a list of registrations into a workshop.",
    "summary": "Write the summary of a workshop.",
    "template": "Write a Word template to begin with.",
    "archive": "Write a complete workshop to one file.",
    "restore": "Bring a workshop back from its archive.",
    "verify": "Recount an archive.",
    "delete": "Delete a workshop, and look for what is left.",
    "doctor": "Say what is missing or wrong on this machine.",
}

# Exit codes besides 0: what a person asked for could not be done, and an agenda file is not accepted.
FAILED = 1
NOT_ACCEPTED = 2


class Verbs(click.Group):
    """The group whose commands are the modules of server/commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"server.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a person can mend is said in a sentence, without a traceback."""
        try:
            return super().invoke(ctx)
        except HemicycleError as error:
            click.echo(str(error), err=True)
            ctx.exit(NOT_ACCEPTED if isinstance(error, Faults) else FAILED)
        except OSError as error:
            if error.errno == errno.EPIPE:  # The reader of our output has left; click ends us quietly.
                raise
            click.echo(f"{error.filename or 'The system'}: {error.strerror or error}.", err=True)
            ctx.exit(FAILED)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="hemicycle")
def main() -> None:
    """Live polling for hybrid meetings of delegations."""


if __name__ == "__main__":
    main()
