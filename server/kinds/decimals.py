"""Decimal numbers as people write them, exact from the phone to the result."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from server.domain.errors import Refusal
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.text import one_line
from server.kinds import sent

MOST_DECIMALS = 6
# So many digits a floating-point number holds exactly, which is what exports and figures are made of.
DIGITS = 15
LONGEST = 60  # characters of a number as it is sent; what is longer is no number that anybody wrote
# Digits with or without spaces between the thousands, then a point or a comma. Other signs between thousands cannot be
# told from the decimal sign, so they are refused rather than guessed.
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?: \d{3})+|\d*)(?:[.,](?P<part>\d*))?")
_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{ARABIC DECIMAL SEPARATOR}": "."})


def limit(decimals: int) -> Decimal:
    """What every number with so many decimals is smaller than."""
    return Decimal(10) ** (DIGITS - decimals)


def canonical(value: Decimal) -> str:
    """The one way in which this number is kept: no needless noughts, a point, never a negative nought."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def said(value: Decimal) -> Message | str:
    """The number within a sentence."""
    whole, point, part = canonical(value).partition(".")
    return message("%(whole)s.%(part)s", whole=whole, part=part) if point else whole


def shown(value: Decimal, language: Language, unit: str = "") -> str:
    """The number as it is shown, with the decimals that it has and its unit."""
    return measured(language.number(float(value), len(canonical(value).partition(".")[2])), language, unit)


def measured(number: str, language: Language, unit: str) -> str:
    """A number that is already written, and its unit, kept on one line."""
    return language.say(message("%(number)s\u00a0%(unit)s", number=number, unit=unit)) if unit else number


def read(field: str, text: str, decimals: int) -> Decimal:
    """The number that was sent.

    Raises:
        Refusal: where it is none, or has more decimals than are asked.
    """
    found = _NUMBER.fullmatch(_plain(text)) if len(text) <= LONGEST else None
    if found is None or not (found["whole"] or found["part"]):
        raise Refusal(
            field, message("“%(text)s” is not a number; please write it in digits.", text=sent.shortened(text))
        )
    whole, part = found["whole"].replace(" ", ""), found["part"] or ""
    if len(part) > decimals:
        if not decimals:
            raise Refusal(field, message("Please write a whole number, without a point or a comma."))
        raise Refusal(
            field,
            plural("Please write at most %(n)s decimal.", "Please write at most %(n)s decimals.", decimals),
        )
    value = Decimal(f"{found['sign']}{whole or '0'}.{part or '0'}")
    if abs(value) >= limit(decimals):
        raise Refusal(field, message("This number is too large."))
    return value


def setting(raw: Reader, key: str, decimals: int) -> Decimal | None:
    """A number in an agenda file, None where there is none."""
    value = raw.value(key)
    if value is None:
        return None
    number = _decimal(value)
    if number is None:
        raw.fault(key, message("This must be a number."))
    elif abs(number) >= limit(decimals):
        raw.fault(key, message("This number is too large."))
    elif len(canonical(number).partition(".")[2]) > decimals:
        raw.fault(
            key,
            plural(
                "This has more decimals than answers may have: %(n)s.",
                "This has more decimals than answers may have: %(n)s.",
                decimals,
            ),
        )
    else:
        return number
    return None


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        # A huge exponent would be written out in full.
        number = Decimal(str(value)[:LONGEST])
    except InvalidOperation:
        return None
    return number if number.is_finite() and -DIGITS * 2 <= number.adjusted() <= DIGITS * 2 else None


def _plain(text: str) -> str:
    """Digits of every script as those of this one, and one kind of minus."""
    line = one_line(text)
    if line.isascii():
        return line
    return "".join(
        str(unicodedata.decimal(character)) if unicodedata.decimal(character, -1) >= 0 else character
        for character in line.translate(_SIGNS)
    )
