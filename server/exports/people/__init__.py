"""People: who attended when, and certificates for those who attended enough of it.

    snapshot and times of attendance ─▶ listing.gather ─▶ Listing ─▶ files (docx, pdf, xlsx, csv), certificates

Only names that people gave are in it; whoever gave none is a number.
"""
