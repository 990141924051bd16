"""The command line lists its verbs, and says what went wrong in a sentence and an exit code."""

from __future__ import annotations

import importlib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from server.cli import VERBS, main


def test_help_lists_every_verb() -> None:
    """`hemicycle --help` names each of them."""
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert all(verb in result.output for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_a_module_with_help(verb: str) -> None:
    """Each module has a command of its name, which explains itself and every option."""
    command = importlib.import_module(f"server.commands.{verb}").command
    assert isinstance(command, click.Command)
    assert command.name == verb
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_every_module_named_in_the_reference() -> None:
    """The reference describes each verb under a heading of its own."""
    text = (Path(__file__).parents[2] / "docs" / "reference" / "commands.md").read_text()
    assert all(f"## {verb}\n" in text for verb in VERBS)


def test_an_unknown_verb_is_refused() -> None:
    """A word that is no verb is a mistake of usage."""
    assert CliRunner().invoke(main, ["sing"]).exit_code == 2


def test_a_bad_setting_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that cannot be used ends the command with one sentence and without a traceback."""
    monkeypatch.setenv("PORT", "eighty")
    result = CliRunner().invoke(main, ["doctor"])
    assert (result.exit_code, result.stderr) == (1, "PORT is “eighty”; it must be a whole number from 0 to 65535.\n")
