"""What the secretary has to know of a work, gathered while its files are blinded one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mingjian.contest.blinding.package import Decision, Doubt, Left, Picture
from mingjian.contest.blinding.search import KINDS, Hit, Searcher
from mingjian.trust.digests import sha256_bytes

__all__ = ["FileSheet", "Sheet", "applied"]

_CONTEXT = 24
"""Signs of context on each side of a doubtful place."""


@dataclass
class Sheet:
    """Of a whole work. `decided`: what was decided before, by id."""

    searcher: Searcher
    decided: Mapping[str, Decision] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)

    def file(self, original: str, data: bytes) -> FileSheet:
        """The page of one file."""
        return FileSheet(self, original, sha256_bytes(data))

    def name(self, numbers: Mapping[str, str]) -> None:
        """Tell the numbers that the files got, by their original names."""
        self.doubts = [replace(one, part=numbers.get(one.original, "")) for one in self.doubts]
        self.pictures = [replace(one, part=numbers.get(one.original, "")) for one in self.pictures]

    def blinded(self, text: str) -> str:
        """A short text (a file's name) with everything replaced, doubtful or not."""
        return applied(text, self.searcher.find(text))


@dataclass
class FileSheet:
    """Of one file."""

    sheet: Sheet
    original: str
    digest: str

    def id(self, *about: object) -> str:
        """The same as long as the file is."""
        return sha256_bytes("\n".join(map(str, (self.original, self.digest, *about))).encode())[:16]

    def hits(self, text: str, place: Callable[[int], str], *, everybody: bool = True, story: str = "") -> list[Hit]:
        """What is to be replaced in a text of the file: all that is sure, and doubts but for those to be kept.

        `place` says where a sign of the text stands; `story` tells several texts of one file apart."""
        kept: list[Hit] = []
        for hit in self.sheet.searcher.find(text, everybody=everybody):
            if hit.doubt and self._kept(hit, text, place, story):
                continue
            self.sheet.found[hit.kind] += 1
            kept.append(hit)
        return kept

    def _kept(self, hit: Hit, text: str, place: Callable[[int], str], story: str) -> bool:
        found = text[hit.start : hit.end]
        known = self.id(story, hit.start, hit.doubt, found)
        zh, en = KINDS[hit.doubt]
        decided = self.sheet.decided.get(known)
        self.sheet.doubts.append(
            Doubt(
                known, "", self.original, place(hit.start), hit.doubt, text[max(0, hit.start - _CONTEXT) : hit.start],
                found, text[hit.end : hit.end + _CONTEXT], zh, en, decided,
            )
        )  # fmt: skip
        return decided == "keep"

    def picture(self, place: str, size: tuple[int, int], written: bytes) -> bool:
        """Put a picture on the sheet; whether it was decided that judges see it."""
        known = self.id("picture", place, sha256_bytes(written))
        decided = self.sheet.decided.get(known)
        self.sheet.pictures.append(
            Picture(known, "", self.original, place, *size, sha256_bytes(written), decided)
        )  # fmt: skip
        return decided == "keep"

    def leave(self, what: str, zh: str, en: str, place: str = "", *, serious: bool = True) -> None:
        """Tell of something that is not in the package."""
        known = self.id("left", what, place)
        decided = self.sheet.decided.get(known)
        self.sheet.left.append(
            Left(known, self.original, place, what, zh, en, serious, "hide" if decided == "hide" else None)
        )


def applied(text: str, hits: Sequence[Hit]) -> str:
    """A text with its hits replaced."""
    pieces: list[str] = []
    last = 0
    for hit in hits:
        pieces += [text[last : hit.start], hit.words]
        last = hit.end
    return "".join([*pieces, text[last:]])
