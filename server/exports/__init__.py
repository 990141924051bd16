"""The meeting summary: gathered once from a snapshot, written by one module per format.

    snapshot ─▶ summary.gather ─▶ Summary ─▶ as_docx, as_html, as_md, as_xlsx, as_csv, as_json, as_zip

`formats` names the formats and writes them. A Summary holds every text in one language and is all that a format gets.
"""
