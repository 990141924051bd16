"""Pictures that an editor uploads: made anew, kept under a name of their own, and then named by the field."""

from __future__ import annotations

import asyncio
import re
from pathlib import PurePosixPath

from starlette.datastructures import FormData, UploadFile

from server.domain import picture
from server.domain.editing import fresh_id
from server.domain.errors import Conflict
from server.store.files.album import Unusable, made_anew
from server.web.services import Services

FIELD = "file:"
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


async def take_pictures(own: Services, code: str, form: FormData) -> dict[str, str]:
    """The pictures of a form, put into the store: field → the name that each has there.

    Raises:
        Conflict: with the reason why one cannot be used.
    """
    found: dict[str, str] = {}
    for field, file in form.multi_items():
        if not field.startswith(FIELD) or not isinstance(file, UploadFile) or not file.filename:
            continue
        data = await file.read(picture.LARGEST + 1)
        try:
            kept = await asyncio.to_thread(made_anew, data)
        except Unusable as unusable:
            raise Conflict(unusable.reason) from unusable
        names = await own.pictures.names(code)
        if len(names) >= picture.MOST:
            await own.drafts.forget_pictures(code)
            names = await own.pictures.names(code)
        if len(names) >= picture.MOST:
            raise Conflict(picture.TOO_MANY)
        stem = re.sub(r"\..*$", "", PurePosixPath(file.filename.replace("\\", "/")).name)
        taken = {name.rpartition(".")[0] for name in names}
        name = f"{fresh_id(taken, stem, 'picture')}.{_ENDINGS[kept.type]}"
        await own.pictures.add(code, name, kept)
        found[field.removeprefix(FIELD)] = name
    return found
