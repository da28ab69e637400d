"""What stops an intake: one clear error with all its messages, in both languages; never a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One thing to tell the user, with the place it is about (file, sheet, line, column) where there is one."""

    zh: str
    en: str
    where: str = ""

    def __str__(self) -> str:
        text = f"{self.zh} / {self.en}"
        return f"{self.where}: {text}" if self.where else text


class IntakeError(Exception):
    """A source cannot be taken in. Nothing was published. `messages` says why, all of it at once."""

    def __init__(self, messages: Iterable[Message] | Message) -> None:
        self.messages = (messages,) if isinstance(messages, Message) else tuple(messages)
        super().__init__("\n".join(str(message) for message in self.messages))


def refuse(zh: str, en: str, where: str = "") -> IntakeError:
    """An `IntakeError` of one message."""
    return IntakeError(Message(zh, en, where))
