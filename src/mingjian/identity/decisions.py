"""What people decided about who a record is: same, different, unsure. Kept for ever; taken back by a later one.

::

    identity/decisions/<number>.json    one decision each, never changed

A decision names a record by its fingerprint, what its rows say and not where they stand, so that it holds for the same
words in every later delivery. The newest decision about a record and a subject counts; a run of the machine never
overwrites one. Withdrawn, it is as if nobody had decided, and the machine may again.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from mingjian.identity.errors import IdentityError
from mingjian.lake import Lake
from mingjian.lake.files import write_new

__all__ = ["Decision", "Decisions", "Word"]

Word = Literal["same", "different", "unsure", "withdrawn"]


class Decision(BaseModel):
    """One decision: about which record and which subject's number, in which word, by whom, when and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    kind: str
    record: str
    key: str
    word: Word
    by: str
    why: str = ""
    at: datetime


class Decisions:
    """The decisions of one lake."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self.folder: Path = lake.path / "identity" / "decisions"

    def all(self) -> list[Decision]:
        """Every decision, oldest first. Raises `IdentityError` for one that cannot be read."""
        found = []
        for path in sorted(self.folder.glob("*.json")):
            try:
                found.append(Decision.model_validate_json(path.read_bytes()))
            except (OSError, ValidationError):
                zh, en = f"认定记录{path.name}无法读取", f"the decision {path.name} cannot be read"
                raise IdentityError(zh, en) from None
        return found

    def standing(self, kind: str) -> dict[tuple[str, str], Decision]:
        """The newest decision about each record and subject; a later "same" with another ends an earlier."""
        found: dict[tuple[str, str], Decision] = {}
        for one in self.all():
            if one.kind != kind:
                continue
            if one.word == "same":
                for other in [pair for pair, old in found.items() if pair[0] == one.record and old.word == "same"]:
                    del found[other]
            if one.word == "withdrawn":
                found.pop((one.record, one.key), None)
            else:
                found[one.record, one.key] = one
        return found

    def newest(self) -> int:
        """The number of the newest decision, 0 where there is none."""
        return max((int(path.stem) for path in self.folder.glob("*.json")), default=0)

    def record(self, kind: str, record: str, key: str, word: Word, by: str, why: str = "") -> Decision:
        """Keep a decision. Raises `IdentityError` without a name, without a reason for all but "unsure", and for
        withdrawing what does not stand."""
        if not by.strip():
            raise IdentityError("须写明由谁认定", "say who decides")
        if word == "withdrawn" and not why.strip():
            raise IdentityError("撤回认定须写明理由", "say why the decision is withdrawn")
        if word != "unsure" and not why.strip():
            raise IdentityError("认定相同或不同须写明理由", "say why they are the same or different")
        with self._lake.writing():
            if word == "withdrawn" and (record, key) not in self.standing(kind):
                raise IdentityError("没有可以撤回的认定", "there is no decision to withdraw")
            number = self.newest() + 1
            made = Decision(
                number=number, kind=kind, record=record, key=key, word=word, by=by.strip(), why=why.strip(),
                at=self._lake.clock(),
            )  # fmt: skip
            data = json.dumps(made.model_dump(mode="json"), ensure_ascii=False, indent=1).encode()
            write_new(self.folder / f"{number:06d}.json", data)
        return made
