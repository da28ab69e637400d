"""What can go wrong with identity, in both languages."""

from __future__ import annotations

__all__ = ["IdentityError"]


class IdentityError(Exception):
    """Something asked of identity cannot be done; ``zh`` and ``en`` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en
