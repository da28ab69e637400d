"""A value read from a document, with the place it was read from and how sure the reading is."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Found(BaseModel, Generic[T]):
    """One value, the half-open span ``[start, end)`` of the *original* text that yields it, and ``sure`` in 0–1.

    ``span`` is null only for values that were given beside the text (a register's case number, say).
    ``sure`` is a rank, not a probability: 1.0 read from its usual place and form, about 0.8 read from a second-best
    place, about 0.5 inferred; a person should look at anything below 0.7.
    """

    model_config = ConfigDict(frozen=True)

    value: T
    span: tuple[int, int] | None = None
    sure: float = 1.0
