"""PDF: pages set by WeasyPrint from our own HTML, tagged as PDF/UA-1 asks, with the fonts that ship with us."""
