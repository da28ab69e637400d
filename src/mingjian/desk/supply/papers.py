"""The paper of an agreement: checked and kept like the papers of a clue, never shown inline."""

from __future__ import annotations

from typing import IO

from django.db import transaction
from ninja.files import UploadedFile

from mingjian.desk.clues.papers import keep_upload, stored
from mingjian.desk.errors import NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.supply.agreements import find_agreement
from mingjian.desk.supply.history import name_of, note
from mingjian.desk.supply.models import Agreement, Paper
from mingjian.desk.supply.scope import writer
from mingjian.desk.traces.services import trace

__all__ = ["add_paper", "paper_of"]


def add_paper(user: User, number: int, upload: UploadedFile) -> Agreement:
    """Put a file to an agreement. `TooLarge`, or `BadRequest` for what is not taken."""
    writer(user)
    one = find_agreement(user, number)
    name, digest = keep_upload(upload)
    with transaction.atomic():
        Paper.objects.create(agreement=one, name=name, size=upload.size or 0, sha256=digest, by=user, at=now())
        note(user, one, "paper", name=name, sha256=digest)
    return one


def paper_of(user: User, number: int) -> tuple[Paper, IO[bytes]]:
    """A file of an agreement the user sees, and its bytes; that it was read is traced."""
    found = Paper.objects.filter(pk=number, agreement__in=Agreement.objects.visible_to(user)).first()
    path = stored(found.sha256) if found is not None else None
    if found is None or path is None or not path.exists():
        raise NotFound
    trace(user.username, "supply.read", name_of(found.agreement), name=found.name, sha256=found.sha256)
    return found, path.open("rb")
