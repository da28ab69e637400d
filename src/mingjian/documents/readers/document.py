"""One document as read from a file, and what is said when a file cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Document:
    """``id`` file name, with the line for jsonl; ``text`` what spans point into; ``given`` values known beside the text
    (see :func:`mingjian.documents.parse_judgment`); ``source`` the file."""

    id: str
    text: str
    source: str
    given: dict[str, str] = field(default_factory=dict)


class DocumentError(ValueError):
    """A file that cannot be read as documents; ``zh`` and ``en`` say what is wrong and what to do."""

    def __init__(self, source: str, zh: str, en: str) -> None:
        super().__init__(f"{source}: {zh} / {en}")
        self.source, self.zh, self.en = source, zh, en
