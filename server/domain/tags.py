"""Which languages a file speaks: tags of BCP 47 whose language is known."""

from __future__ import annotations

import re

from babel import Locale

from server.domain.messages import message
from server.domain.reader import LONGEST_WORD, Reader

MOST_LANGUAGES = 20

# Language, script and region; the private and extended parts of BCP 47 name nothing that a meeting speaks.
_TAG = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
# Tags that stand for no language, or for several.
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "root"})


def is_known(tag: str) -> bool:
    """Whether a tag is well formed and names a language of the Unicode repository: es, pt-BR, zh-Hant."""
    parts = _TAG.fullmatch(tag)
    return parts is not None and parts[1] not in _NO_LANGUAGE and parts[1] in Locale("en").languages


def read_languages(reader: Reader, key: str) -> tuple[str, ...]:
    """The tags in a list, each once, in its order; what is no known tag is a fault."""
    value = reader.value(key)
    if not isinstance(value, list) or not 0 < len(value) <= MOST_LANGUAGES:
        reader.fault(key, message("This must be a list of 1 to %(most)s languages: [es, en].", most=MOST_LANGUAGES))
        return ()
    found: list[str] = []
    for place, tag in enumerate(value):
        path = (*reader.path, key, place)
        if not isinstance(tag, str) or not is_known(tag):
            reader.sink.fault(
                path, message("“%(tag)s” is not a known language tag, as es or pt-BR are.", tag=str(tag)[:LONGEST_WORD])
            )
        elif tag in found:
            reader.sink.fault(path, message("The language “%(tag)s” is listed twice.", tag=tag))
        else:
            found.append(tag)
    return tuple(found)
