"""Files that fill statutes and search: taken in, checked by content, kept until their job is over."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings

from mingjian.desk.data.checks import check_file, check_name, unpack
from mingjian.desk.data.receiving import check_disk, write_body
from mingjian.desk.errors import NotFound

__all__ = ["PAPERS", "STATUTES", "forget", "place_of", "receive"]

STATUTES = (".jsonl", ".md", ".zip")
PAPERS = (".txt", ".docx", ".jsonl", ".zip")
_UNPACKED = 10
"""An archive may unpack to so many times the largest delivery."""


def receive(given: str, read: Callable[[int], bytes], announced: int, taken: Sequence[str]) -> str:
    """Take a file in, an archive unpacked; the name it is kept under until `forget`. Nothing is kept of what is
    refused."""
    name, limit = check_name(given, taken), settings.DESK.data_megabytes
    folder = _folder()
    check_disk(folder, announced)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".receiving-", ignore_cleanup_errors=True) as made:
        path, whole = Path(made) / "file", Path(made) / "whole"
        write_body(path, read, limit)
        whole.mkdir()
        check_file(path, name)
        if name.lower().endswith(".zip"):
            unpack(path, whole, _UNPACKED * limit << 20, taken)
        else:
            path.rename(whole / name)
        kept = secrets.token_hex(8)
        whole.rename(folder / kept)
    return kept


def place_of(kept: str) -> Path:
    """The folder with the files; `NotFound` once they are gone."""
    found = _folder() / kept
    if not found.is_dir():
        raise NotFound("上传的文件已不在，请重新上传", "the file is gone: upload it again")
    return found


def forget(kept: str) -> None:
    """Remove the files."""
    shutil.rmtree(_folder() / kept, ignore_errors=True)


def _folder() -> Path:
    folder: Path = settings.DESK.folder / "filling"
    folder.mkdir(exist_ok=True)
    return folder
