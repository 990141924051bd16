"""Pictures of charts to take away: the SVG of the page as a file of its own, and the same as PNG, without a browser."""

from __future__ import annotations

import re

from server.domain.errors import HemicycleError
from server.domain.messages import Message, message
from server.exports.parts import Comparison, Round, Summary
from server.exports.pinned import Pinned

MARGIN = 20  # user units of paper around the drawing
WIDTH = 1600  # pixels; two to a point on the widest page
# A serif that machines have, from Windows to a bare Linux.
FACES = "Cambria, Georgia, 'Noto Serif', 'DejaVu Serif', 'Liberation Serif', serif"
_HEAD = re.compile(r'<svg class="paper-chart"([^>]*?) viewBox="0 0 ([0-9.]+) ([0-9.]+)"([^>]*)>')
PINS = "pins-"
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class NoPicture(HemicycleError):
    """There is no such picture, or this machine cannot make it."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)

    def __reduce__(self) -> tuple[type[NoPicture], tuple[Message]]:
        # It has to come out of another process.
        return NoPicture, (self.reason,)


def found(summary: Summary, poll: str, which: str) -> Round | Comparison:
    """What has a picture: a round by its number, `rounds` side by side, or the `earlier` workshop beside this one.

    Raises:
        NoPicture: when there is none.
    """
    part = next((one for _, one in summary.polls if one.id == poll), None)
    named: dict[str, Round | Comparison | None] = {}
    if part is not None:
        named = {str(one.number): one for one in part.rounds}
        named |= {"rounds": part.comparison, "earlier": part.earlier}
    drawn = named.get(which)
    if drawn is None or not drawn.picture:
        raise NoPicture(message("There is no chart of this poll in the summary."))
    return drawn


def pinned(summary: Summary, poll: str, round: str) -> Pinned:  # noqa: A002 - the word of the address
    """The picture that people put pins on, with their pins.

    Raises:
        NoPicture: when there is none.
    """
    parts = (part for _, one in summary.polls if one.id == poll for part in one.rounds if str(part.number) == round)
    ground = next((part.pinned for part in parts), None)
    if ground is None:
        raise NoPicture(message("There is no chart of this poll in the summary."))
    return ground


def svg(drawn: Round | Comparison) -> bytes:
    """The picture on paper of its own, for any program that reads SVG."""

    def alone(head: re.Match[str]) -> str:
        width, height = float(head[2]) + 2 * MARGIN, float(head[3]) + 2 * MARGIN
        return (
            f'<svg{head[1]} viewBox="{-MARGIN} {-MARGIN} {width:g} {height:g}" width="{width:g}" height="{height:g}"'
            f'{head[4]} font-family="{FACES}">'
            f'<rect x="{-MARGIN}" y="{-MARGIN}" width="{width:g}" height="{height:g}" fill="#ffffff"/>'
        )

    return _HEAD.sub(alone, str(drawn.picture), count=1).encode()


def png(drawn: Round | Comparison) -> bytes:
    """The same in pixels, wide enough for print.

    Raises:
        NoPicture: when the library that sets pixels is not there for this machine.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as lacking:
        reason = message("This machine cannot make PNG pictures; the SVG shows the same in any size.")
        raise NoPicture(reason) from lacking
    return bytes(svg_to_bytes(svg_string=svg(drawn).decode(), width=WIDTH, serif_family="DejaVu Serif"))


def write(summary: Summary, poll: str, which: str, format: str) -> bytes:  # noqa: A002 - the word of the address
    """One picture as a file, `svg` or `png`; `which` may also be `pins-` and a round: what people put pins on.

    Raises:
        NoPicture: when there is none, or this machine cannot make it.
    """
    if which.startswith(PINS):
        ground = pinned(summary, poll, which.removeprefix(PINS))
        return ground.drawn if format == "png" else ground.svg
    drawn = found(summary, poll, which)
    return png(drawn) if format == "png" else svg(drawn)
