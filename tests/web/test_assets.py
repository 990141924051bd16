"""Files for browsers."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from starlette.testclient import TestClient

from server.files import STATIC
from server.web.assets import Assets


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    (tmp_path / "css" / "parts").mkdir(parents=True)
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "face.woff2").write_bytes(b"font")
    (tmp_path / "css" / "parts" / "a.css").write_text(
        '@import "../base.css";\n.a { src: url("../../vendor/face.woff2") }'
    )
    (tmp_path / "css" / "base.css").write_text("/* words */ :root { color: red }")
    (tmp_path / "css" / "page.css").write_text('@import "base.css";\n@import "parts/a.css";\n' + ".x{margin:0}\n" * 40)
    (tmp_path / "live.js").write_text("// a remark\nlet a = 1;\n" * 60)
    return Assets(tmp_path)


def test_a_name_changes_with_its_content(assets: Assets) -> None:
    """The hash in the name is what lets browsers keep a file for a year."""
    url = assets.url("live.js")
    assert url.startswith("/static/live.")
    assert url != "/static/live.js"
    with pytest.raises(KeyError):
        assets.url("gone.js")
    assert assets.has("live.js")
    assert not assets.has("gone.js")


def test_styles_are_joined(assets: Assets) -> None:
    """Imports are in place, each once; comments are left out; addresses are final."""
    text = TestClient(assets).get(assets.url("css/page.css")).text
    assert text.count(":root") == 1
    assert "@import" not in text
    assert "words" not in text
    assert assets.url("vendor/face.woff2") in text


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("br, gzip", "br"), ("gzip, deflate", "gzip"), ("br;q=0, gzip", "gzip"), ("", ""), ("identity", ""), ("xbr", "")],
)
def test_content_codings(assets: Assets, accepted: str, coding: str) -> None:
    """The best coding that the browser accepts; one with quality nought is not accepted."""
    client = TestClient(assets)
    response = client.get(assets.url("live.js"), headers={"accept-encoding": accepted})
    assert response.headers.get("content-encoding", "") == coding
    assert response.text.count("let a=1;") == 60
    assert "remark" not in response.text
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = client.get(assets.url("live.js"), headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/static/live.js").status_code == 404
    assert client.post(assets.url("live.js")).status_code == 404


def test_the_shipped_files_are_small() -> None:
    """What a phone loads first, beside its page: style sheet and client."""
    own = Assets(STATIC)
    sizes = 0
    for name in ("css/phone.css", "js/live.js"):
        bodies = own._by_name[name].bodies
        assert brotli.decompress(bodies["br"]) == gzip.decompress(bodies["gzip"]) == bodies[""]
        sizes += len(bodies["gzip"])
    assert sizes <= 13_000
