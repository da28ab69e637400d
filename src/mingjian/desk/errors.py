"""What a user may be told that something did not work: one class for every HTTP answer, text in both languages."""

from __future__ import annotations

import math

__all__ = ["BadRequest", "Conflict", "DeskError", "Forbidden", "NotFound", "TooLarge", "TooMany", "Unavailable"]


class DeskError(Exception):
    """The base: `status` is the HTTP status, `field` names the input it is about."""

    status = 400

    def __init__(self, zh: str, en: str, field: str | None = None) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en, self.field = zh, en, field


class BadRequest(DeskError):
    """What was asked for cannot be done so; the text says how it can."""


class NotFound(DeskError):
    """There is none, or none that the user may see: the answer never tells which."""

    status = 404

    def __init__(self, zh: str = "没有此项，或您无权查看", en: str = "there is none, or you may not see it") -> None:
        super().__init__(zh, en)


class Conflict(DeskError):
    """Someone was quicker: the text says who and when."""

    status = 409


class TooLarge(DeskError):
    """More bytes than the desk takes."""

    status = 413


class Forbidden(DeskError):
    """Something the asker sees, but not this way: as writing with a token that only reads."""

    status = 403


class TooMany(DeskError):
    """Too often, or too fast; `retry` is in how many seconds it may work again."""

    status = 429

    def __init__(self, zh: str, en: str, retry: float) -> None:
        super().__init__(zh, en)
        self.retry = max(1, math.ceil(retry))


class Unavailable(DeskError):
    """Something else that the desk needs does not answer."""

    status = 503
