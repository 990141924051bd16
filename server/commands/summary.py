"""`hemicycle summary`: the summary of a workshop, in one format or in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
from redis.asyncio import Redis

from server import catalogues
from server.commands.opened import in_store
from server.commands.options import as_json, data_dir, print_json, settings
from server.commands.output import write
from server.domain.earlier import Earlier
from server.domain.errors import HemicycleError
from server.domain.snapshot import Snapshot
from server.exports import formats, plotly_pictures, raster
from server.exports.pdf import libraries
from server.exports.summary import gather
from server.exports.template import context, sandbox
from server.kinds import BY_NAME
from server.store import earlier as store_earlier
from server.store.results import Results
from server.store.seats import Seats
from server.store.workshops import Workshops

PLOTLY = "plotly"


class UnknownLanguage(HemicycleError):
    """A language that the interface does not have."""

    def __init__(self, language: str, known: Sequence[str]) -> None:
        super().__init__(
            f"There is no language “{language}” here; there are {', '.join(known)}, and two of them as es+en."
        )


class WrongLanguages(HemicycleError):
    """Languages that cannot be had together; `rule` says which can."""

    def __init__(self, rule: str, languages: str) -> None:
        super().__init__(f"{rule}; “{languages}” cannot be written.")


class UnknownWorkshop(HemicycleError):
    """A code that no workshop has."""

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no workshop {code} in this store.")


@click.command("summary")
@click.argument("code")
@click.option(
    "--format",
    "format_",
    type=click.Choice([*formats.FORMATS, "all"]),
    default="docx",
    show_default=True,
    help="The format.",
)
@click.option(
    "--lang",
    "language",
    help="The language [the workshop's own]; es+en for two side by side; `all` for each of the workshop's.",
)
@click.option(
    "--earlier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The archive of an earlier workshop to compare with [the one that staff chose].",
)
@click.option(
    "--charts",
    type=click.Choice([*sorted(raster.MEDIA_TYPES), PLOTLY]),
    help="Write the chart of each poll as a picture, and nothing else; plotly draws PNG through a browser.",
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Word template of your own for docx; `hemicycle template` writes one to begin with.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="The file [CODE-LANG.FORMAT], or the folder when there are several."
)
@data_dir
@as_json
def command(
    code: str,
    format_: str,
    language: str | None,
    earlier: Path | None,
    charts: str | None,
    template: Path | None,
    out: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Write the summary of the workshop CODE; also while it is running."""
    if template and format_ != "docx":
        raise click.UsageError("A template is for --format docx.")
    if charts and language and "+" in language:
        raise click.UsageError("Charts are in one language: give --lang one of them, or `all` for each by itself.")
    taken = in_store(settings(data_dir=data_dir), lambda redis: snapshot(redis, code))
    if earlier is not None:
        taken = replace(taken, earlier=compared(earlier))
    every_format = [name for name in formats.FORMATS if formats.possible(name)] if format_ == "all" else [format_]
    if format_ == "all" and (reason := libraries.reason()):
        click.echo(str(reason), err=True)
    every_language = languages_of(taken) if language == "all" else [language or own_language(taken)]
    several = len(every_format) * len(every_language) > 1 or (out is not None and out.is_dir())
    written = []
    for one in every_language if charts else ():
        for name, body in pictures(taken, one, charts or ""):
            path = (out or Path()) / name
            write(path, body)
            written.append(str(path))
    for one in () if charts else every_language:
        for name in every_format:
            file = f"{code}-{one}.{formats.FORMATS[name].extension}"
            path = (out or Path()) / file if several or out is None else out
            write(path, in_template(taken, one, template) if template else render(taken, name, one))
            written.append(str(path))
    if as_json:
        print_json({"code": code, "files": written})
    elif written != ["-"]:
        click.echo("\n".join(written))


def compared(path: Path) -> Earlier | None:
    """The earlier workshop in an archive.

    Raises:
        BadArchive: when it is none, or does not add up.
    """
    return store_earlier.parse(store_earlier.told_by_archive(path.read_bytes(), BY_NAME), BY_NAME)


def pictures(taken: Snapshot, language: str, format_: str) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every chart in the summary, and of every picture with its pins.

    Raises:
        UnknownLanguage: when the interface does not have it.
        NoPicture: when this machine cannot make them.
    """
    languages = catalogues.load()
    if language not in languages:
        raise UnknownLanguage(language, list(languages))
    summary = gather(taken, BY_NAME, languages[language])
    for _, poll in summary.polls:
        named = [str(one.number) for one in poll.rounds if one.picture]
        named += [f"{raster.PINS}{one.number}" for one in poll.rounds if one.pinned and format_ != PLOTLY]
        named += ["rounds"] if poll.comparison and poll.comparison.picture else []
        named += ["earlier"] if poll.earlier and poll.earlier.picture else []
        for which in named:
            name = f"{taken.code}-{poll.id}-{which}-{language}"
            if format_ == PLOTLY:
                drawn = raster.found(summary, poll.id, which).chart
                assert drawn is not None
                yield f"{name}.png", plotly_pictures.png(drawn)
            else:
                yield f"{name}.{format_}", raster.write(summary, poll.id, which, format_)


async def snapshot(redis: Redis, code: str) -> Snapshot:
    """The workshop at this moment.

    Raises:
        UnknownWorkshop: when there is none with this code.
    """
    workshops = Workshops(redis, BY_NAME)
    if not await workshops.exists(code):
        raise UnknownWorkshop(code)
    return await Results(redis, workshops, Seats(redis, workshops)).snapshot(code, pictures=True, rows=True)


def languages_of(taken: Snapshot) -> list[str]:
    """The workshop's languages that the interface has, its own first."""
    known = catalogues.load()
    return [language for language in taken.workshop.languages if language in known] or ["en"]


def own_language(taken: Snapshot) -> str:
    return languages_of(taken)[0]


def render(taken: Snapshot, format_: str, language: str) -> bytes:
    """One summary, in a language or in two.

    Raises:
        UnknownLanguage: when the interface does not have it.
        WrongLanguages: when these cannot stand side by side.
    """
    languages = catalogues.load()
    asked = language.split("+")
    for one in asked:
        if one not in languages:
            raise UnknownLanguage(one, list(languages))
    if len(asked) > 2 or len(set(asked)) < len(asked):
        raise WrongLanguages("A summary is in one language, or in two that differ", language)
    return formats.write(format_, taken, BY_NAME, languages, language)


def in_template(taken: Snapshot, language: str, template: Path) -> bytes:
    """The summary in a Word template of one's own.

    Raises:
        TemplateRefused: with everything that is wrong with the template, by tag and place.
        UnknownLanguage: when the interface does not have it.
        WrongLanguages: when there are several.
    """
    languages = catalogues.load()
    if "+" in language:
        raise WrongLanguages("A template is filled in one language at a time", language)
    if language not in languages:
        raise UnknownLanguage(language, list(languages))
    told = gather(taken, BY_NAME, languages[language])
    return sandbox.fill("summary", template.read_bytes(), context.of(told), context.properties(told))
