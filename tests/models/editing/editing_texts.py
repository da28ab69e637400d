"""Model files to be edited: those that ship, as they are and disturbed, with every comment told apart by its owner."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mingjian.library import shipped_models
from mingjian.models.editing.extents import extent
from mingjian.models.editing.layout import Layout, line_end, skip_blank
from mingjian.models.source import read_source

PLACES: dict[str, Path] = shipped_models()
NAMES = sorted(PLACES)


@cache
def texts(name: str) -> dict[str, str]:
    """The files of a shipped model, with the line breaks they have."""
    folder = PLACES[name]
    files = [folder / "model.yaml", *sorted((folder / "examples").glob("*.yaml"))]
    return {str(file.relative_to(folder)): file.read_bytes().decode("utf-8") for file in files}


@dataclass(frozen=True)
class Disturbed:
    """A text with comments put everywhere; ``owners``: comment → the path of what it stands at."""

    text: str
    owners: dict[str, tuple[str | int, ...]]


def disturbed(text: str, rng: random.Random) -> Disturbed:
    """The same content with comments above, behind and within lines, blank lines, other line ends, a first mark."""
    layout = Layout(read_source(text, "x"))
    density = rng.choice([0.05, 0.3, 1.0])
    owners: dict[str, tuple[str | int, ...]] = {}
    above, behind = [], {}
    blocks = [(one.start, one.end) for one in layout.values.values() if one.block_scalar]
    for path, entry in layout.entries.items():
        holder = layout.values[path[:-1]]
        if holder.flow:
            comma = skip_blank(text, max(entry.value.end, entry.key_end))
            if text[comma : comma + 1] == "," and rng.random() < density / 4:
                word = f"#f{len(owners)}"
                owners[word] = path
                behind[comma + 1] = f" {word}\n" + " " * 40
            continue
        place = extent(layout, holder, [one.key for one in holder.entries].index(entry.key))
        if not place.inside and rng.random() < density:
            word = f"#a{len(owners)}"
            owners[word] = path
            blank = "\n" if place.start and rng.random() < 0.2 else ""
            above.append((place.start, blank + " " * layout.column(entry.at) + word + "\n"))
        ends = {line_end(text, entry.value.end)}
        if entry.value.block and entry.value.start > line_end(text, entry.head):
            ends = {line_end(text, entry.head)}
        for end in ends:
            free = not any(start <= end <= stop for start, stop in blocks)
            if free and rng.random() < density and end not in behind:
                word = f"#b{len(owners)}"
                owners[word] = path
                behind[end] = "  " + word
    for at, words in sorted([*above, *behind.items()], reverse=True):
        text = text[:at] + words + text[at:]
    if rng.random() < 0.3:
        text = text.replace("\n", "\r\n")
    if rng.random() < 0.3:
        text = text.rstrip("\r\n")
    if rng.random() < 0.2:
        text = "\ufeff" + text
    return Disturbed(text, owners)
