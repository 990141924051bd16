"""What reading a zip file raises when the file is not sound."""

from __future__ import annotations

import zipfile
import zlib

# The library says NotImplementedError of a packing or an encryption that it does not know, RuntimeError of a file that
# is locked, and the others of bytes that are not what they should be.
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
