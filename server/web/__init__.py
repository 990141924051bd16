"""Routes, pages, sockets and their security."""
