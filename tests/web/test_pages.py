"""Pages: what is compiled, and when."""

from __future__ import annotations

import jinja2
import pytest

from server.catalogues import load
from server.web import pages as pages_module
from server.web.assets import shipped
from server.web.pages import LIVE, Pages


def test_what_a_hall_is_sent_is_compiled_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once for all languages: the first poll of a meeting waits for no template."""
    monkeypatch.setattr(pages_module, "_COMPILED", pages_module._Compiled())
    pages = Pages(load(), shipped())
    pages.prepare()

    def refuse(self: jinja2.Environment, source: object, name: str, *more: object, **named: object) -> None:
        raise AssertionError(f"{name} is compiled anew.")

    monkeypatch.setattr(jinja2.Environment, "_generate", refuse)
    for language in pages.languages.values():
        environment = pages.environment(language)
        names = environment.list_templates(filter_func=lambda name: name.startswith(LIVE))
        assert len(names) > 50
        for name in names:
            environment.get_template(name)
    with pytest.raises(AssertionError, match="compiled anew"):
        environment.get_template("admin/login.html")
