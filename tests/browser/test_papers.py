"""Word templates and attendance in a real browser: found from the other pages, accessible, usable without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from server.exports.template.example import summary
from tests.browser.hall import Hall
from tests.browser.people import clean, enter, join
from tests.exports.template.paper import written

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
DESK = {"viewport": {"width": 1440, "height": 900}, "locale": "en"}


def test_templates_and_attendance(hall: Hall, visit: Visit, tmp_path: Path) -> None:
    """A broken template is told by tag and place, a sound one is kept and used; the list says who is here."""
    staff = enter(visit(**DESK), hall, "staff")
    own = f"{hall.url}/workshops/{hall.code}"
    staff.goto(f"{own}/templates")
    clean(staff)
    broken, sound = tmp_path / "Draft.docx", tmp_path / "Our paper.docx"
    broken.write_bytes(written("Held in {{ plaec }}"))
    sound.write_bytes(summary())
    staff.get_by_label("Word file").set_input_files(broken)
    staff.get_by_role("button", name="Check and keep").click()
    expect(staff.get_by_role("alert")).to_contain_text("There is no tag “plaec”.")
    expect(staff.get_by_role("alert")).to_contain_text("Text, paragraph 1")
    clean(staff)
    staff.get_by_label("Word file").set_input_files(sound)
    staff.get_by_role("button", name="Check and keep").click()
    expect(staff.get_by_role("status")).to_contain_text("“Our paper” is sound")
    clean(staff)
    with staff.expect_download() as download:
        staff.get_by_role("link", name="Summary in this template").click()
    assert download.value.suggested_filename == f"summary-{hall.code}-es.docx"
    join(visit("Pixel 7"), hall, delegation="CL")
    staff.goto(f"{own}/attendance")
    expect(staff.get_by_role("table").first).to_contain_text("Chile")
    clean(staff)
    phone = enter(visit("Pixel 7", locale="en", java_script_enabled=False), hall, "staff")
    phone.goto(f"{own}/attendance?share=50")
    expect(phone.get_by_label("Least share of the meeting")).to_have_value("50")
