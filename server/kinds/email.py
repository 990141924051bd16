"""E-mail addresses: a plain rule that refuses slips of the fingers and no address that anybody has."""

from __future__ import annotations

import re

LONGEST = 254  # characters; what RFC 5321 lets through a mail server
LONGEST_LOCAL = 64  # characters before the @
# A label of a name of a machine: letters and digits of any script, hyphens only within.
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")


def is_email(text: str) -> bool:
    """Whether this can be an address.

    One @; before it 1 to 64 characters without spaces, commas, quotes or brackets, and dots only between others; after
    it at least two names with dots between, of letters, digits and inner hyphens, the last one not of digits alone.
    """
    local, at, domain = text.partition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(text) <= LONGEST
        and 0 < len(local) <= LONGEST_LOCAL
        and not re.search(r'[\s,;:"<>()\[\]\\]', local)
        and all(local.split("."))
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) and "_" not in label for label in labels)
        and not labels[-1].isdecimal()
    )
