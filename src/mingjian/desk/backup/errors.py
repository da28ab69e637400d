"""What can go wrong with a backup."""

from __future__ import annotations

__all__ = ["BackupError"]


class BackupError(Exception):
    """A backup that cannot be made or used; the text says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en
