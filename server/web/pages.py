"""Templates: one environment per language, with everything that a page may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import CodeType
from typing import Any
from urllib.parse import quote

import jinja2
import segno
from jinja2.bccache import Bucket
from markupsafe import Markup
from starlette.responses import HTMLResponse

from server.domain.language import Language
from server.domain.workshop import Workshop
from server.files import STATIC, TEMPLATES
from server.web.assets import Assets
from server.web.themed import ThemeView, theme_view

LIVE = ("stage/", "kinds/", "parts/")  # what sockets send


class _Compiled(jinja2.BytecodeCache):
    """What templates were compiled to, which is the same for every language and as long as the process lives."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Pages:
    """Renders pages and fragments."""

    def __init__(self, languages: Mapping[str, Language], assets: Assets) -> None:
        self.languages = languages
        # How a page learns of its workshop's theme: whoever renders it has read the workshop just before.
        self.known: Callable[[str], Workshop | None] = lambda code: None
        loader = jinja2.FileSystemLoader(TEMPLATES)
        offered = [(language.code, language.name) for language in languages.values()]
        self._environments = {
            code: _environment(loader, language, offered, assets) for code, language in languages.items()
        }
        for code, environment in self._environments.items():
            environment.globals["theme_of"] = partial(self._theme, language=languages[code])

    def prepare(self) -> None:
        """Compile what is sent to a whole hall at once, before there is one; takes a third of a second."""
        environment = next(iter(self._environments.values()))
        for name in environment.list_templates(filter_func=lambda name: name.startswith(LIVE)):
            environment.get_template(name)

    def _theme(self, code: str, language: Language) -> ThemeView | None:
        return theme_view(code, self.known(code), language) if code else None

    def render(self, template: str, language: Language, context: Mapping[str, object]) -> str:
        """A template in a language; an unknown name in it is an error."""
        return self._environments[language.code].get_template(template).render(context)

    def offered(self, workshop: Workshop) -> list[tuple[str, str]]:
        """The languages that a workshop's pages offer: its own, as far as the interface speaks them."""
        return [(code, self.languages[code].name) for code in workshop.languages if code in self.languages]

    def environment(self, language: Language) -> jinja2.Environment:
        """What templates of this language are rendered in."""
        return self._environments[language.code]

    def response(
        self, template: str, language: Language, context: Mapping[str, object], status: int = 200
    ) -> HTMLResponse:
        """A whole page. It is fetched anew at each visit, but may be kept for going back."""
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie", "Content-Language": language.code}
        return HTMLResponse(self.render(template, language, context), status, headers)


def _environment(
    loader: jinja2.BaseLoader, language: Language, offered: list[tuple[str, str]], assets: Assets
) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=loader,
        bytecode_cache=_COMPILED,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
    )
    installer: Any = environment
    installer.install_gettext_translations(language.catalogue, newstyle=True)
    environment.globals.update(
        lang=language.code,
        direction=language.direction,
        language=language,
        languages=offered,
        asset=assets.url,
        has_asset=assets.has,
        qr=qr,
        spaced=spaced,
        icon=_icon(),
    )
    return environment


@lru_cache(maxsize=1)
def _icon() -> str:
    """The icon inside the page: one request less for each of the phones that open it at the same moment."""
    return "data:image/svg+xml," + quote((STATIC / "favicon.svg").read_text().replace("\n", ""), safe=" =:/'")


def spaced(code: str) -> Markup:
    """The six digits as people read them; also where the page runs from right to left, three by three from the left."""
    return Markup('<bdi dir="ltr">{} {}</bdi>').format(code[:3], code[3:])


@lru_cache(maxsize=256)
def qr(text: str) -> Markup:
    """A QR code as an SVG without style attributes; always dark on light, whatever the theme."""
    picture = segno.make(text, error="m", micro=False).svg_inline(
        scale=8, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    return Markup(picture)  # noqa: S704 - the drawing of a library, with no text in it
