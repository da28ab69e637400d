"""Files put to a clue: checked for size and kind, kept in the desk's folder under their SHA-256, never shown inline."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from ninja.files import UploadedFile

from mingjian.desk.clues.models import Attachment, Clue
from mingjian.desk.errors import BadRequest, NotFound, TooLarge
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace

__all__ = ["KINDS", "attach", "file_of", "keep_bytes", "keep_upload", "stored"]

KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",), ".docx": (b"PK\x03\x04",), ".xlsx": (b"PK\x03\x04",), ".pptx": (b"PK\x03\x04",),
    ".doc": (b"\xd0\xcf\x11\xe0",), ".xls": (b"\xd0\xcf\x11\xe0",), ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",), ".tif": (b"II*\x00", b"MM\x00*"), ".txt": (), ".csv": (),
    ".zip": (b"PK\x03\x04",), ".ofd": (b"PK\x03\x04",),
}  # fmt: skip
"""Endings that are taken, and how such a file begins."""


def attach(user: User, clue: Clue, upload: UploadedFile) -> Attachment:
    """Keep an uploaded file. `TooLarge`, or `BadRequest` for a kind that is not taken or not what its name says."""
    if not user.may(Right.HANDLE):
        raise BadRequest("您的角色不能添加附件", "your roles do not allow attachments")
    name, digest = keep_upload(upload)
    with transaction.atomic():
        made = Attachment.objects.create(clue=clue, name=name, size=upload.size or 0, sha256=digest, by=user, at=now())
        trace(user.username, "clue.attach", clue.pk, name=name, sha256=digest, size=upload.size)
    return made


def keep_upload(upload: UploadedFile) -> tuple[str, str]:
    """Keep an uploaded file: its name and its SHA-256. `TooLarge`, or `BadRequest` for what is not taken."""
    limit = settings.DESK.upload_megabytes
    if (upload.size or 0) > limit * 1024 * 1024:
        raise TooLarge(f"附件超过{limit} MB", f"the file is larger than {limit} MB", "file")
    name = clean_name(upload.name or "")
    ending = Path(name).suffix.lower()
    if ending not in KINDS:
        listed = " ".join(KINDS)
        raise BadRequest(f"不接受此类文件，可用：{listed}", f"not a kind that is taken ({listed})", "file")
    if not upload.size:
        raise BadRequest("文件是空的", "the file is empty", "file")
    head = upload.read(16)
    upload.seek(0)
    if not looks_like(ending, head):
        raise BadRequest(f"文件内容与扩展名{ending}不符", f"the file does not begin as a {ending} does", "file")
    return name, _keep(upload.chunks())


def file_of(user: User, number: int) -> tuple[Attachment, IO[bytes]]:
    """An attachment of a clue the user sees, and its bytes."""
    seen = Clue.objects.visible_to(user)
    one = Attachment.objects.filter(pk=number, clue__in=seen).first()
    path = stored(one.sha256) if one is not None else None
    if one is None or path is None or not path.exists():
        raise NotFound
    trace(user.username, "clue.attachment", one.clue_id, name=one.name, sha256=one.sha256)
    return one, path.open("rb")


def stored(digest: str) -> Path:
    """Where a file with this digest lies."""
    folder: Path = settings.DESK.folder / "files"
    return folder / digest[:2] / digest


def clean_name(given: str) -> str:
    """A file name without folders, control signs and signs that turn the reading direction."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(". ")
    path = Path(kept or "file")
    return path.stem[:180] + path.suffix[:12]


def looks_like(ending: str, head: bytes) -> bool:
    """Whether a file begins as its ending says; a text must not hold a zero byte."""
    starts = KINDS[ending]
    return any(head.startswith(one) for one in starts) if starts else b"\x00" not in head


def keep_bytes(data: bytes) -> str:
    """Keep a file that came otherwise than by an upload; answers its SHA-256."""
    return _keep([data])


def _keep(chunks: Iterable[bytes]) -> str:
    """Write the bytes beside their place and move them there: a file is whole or not there."""
    folder: Path = settings.DESK.folder / "files"
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as out:
        for chunk in chunks:
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    place = stored(digest.hexdigest())
    place.parent.mkdir(exist_ok=True)
    Path(out.name).replace(place)
    return digest.hexdigest()
