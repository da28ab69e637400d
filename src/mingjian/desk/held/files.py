"""Where models kept here lie: `models/<id>/<version>-<fingerprint>/` in the desk's folder.

A folder appears by one rename and is never changed. It is made of the row, so that one that is lost, as after a
restore, is there again when it is asked for.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mingjian.desk.held.models import Held
from mingjian.models import Model, load_model

__all__ = ["folder_of", "read_held", "written"]

FOLDER = "models"


def folder_of(model: str, version: str, fingerprint: str) -> Path:
    """The folder of a version."""
    short = fingerprint.removeprefix("sha256:")[:16]
    path: Path = settings.DESK.folder / FOLDER / model / f"{version}-{short}"
    return path


def written(model: str, version: str, fingerprint: str, files: Mapping[str, str]) -> Path:
    """The folder with these files, whoever else writes it at the same instant."""
    place = folder_of(model, version, fingerprint)
    if place.exists():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=place.parent))
    for name, text in files.items():
        file = draft / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    try:
        draft.rename(place)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not place.exists():
            raise
    return place


@lru_cache(maxsize=512)
def read_held(model: str, version: str, fingerprint: str) -> Model | None:
    """A model kept here, read once a process: it never changes. None where neither folder nor row has what the
    fingerprint says."""
    place = folder_of(model, version, fingerprint)
    if not place.exists():
        row = Held.objects.filter(fingerprint=fingerprint).first()
        if row is None:
            return None
        place = written(model, version, fingerprint, row.files)
    found = load_model(place)
    return found if found.fingerprint == fingerprint else None
