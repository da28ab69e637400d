"""What of the plants can still be read in a blind package, found without any code of the package's own."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from scipy.ndimage import binary_dilation, find_objects, label

from benchmarks.blinding.planting import Plant

__all__ = ["areas_left", "left_in"]

_BLACK, _SHARE = 60, 0.97


def left_in(files: Mapping[str, bytes], plants: Iterable[Plant]) -> list[Plant]:
    """Plants that can be read in the bytes, the texts or the names of files."""
    texts = [_bare("\n".join([name, *_texts(data)])) for name, data in files.items()]
    wanted = Counter(_bare(one.shown) for one in plants)
    shown = {word: min(number, sum(text.count(word) for text in texts)) for word, number in wanted.items()}
    out = []
    for one in plants:
        word = _bare(one.shown)
        if shown[word] > 0:
            shown[word] -= 1
            out.append(one)
    return out


def _texts(data: bytes) -> list[str]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [text for name in archive.namelist() for text in [name, *_texts(archive.read(name))]]
    text = data.decode("utf-8", "ignore")
    unescaped = re.sub(r"\\u([0-9a-f]{4})", lambda one: chr(int(one[1], 16)), text)
    return [text, re.sub(r"<[^<>]*>", "", text), unescaped]


def _bare(text: str) -> str:
    """Letters, digits and Chinese signs, whatever stands between them."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return "".join(one for one in plain if one.isalnum())


def areas_left(blind: Path, red: bytes) -> tuple[int, int]:
    """Of a PDF: areas in which something was planted, and those that are not black in the blind copy."""
    total = shown = 0
    with pdfium.PdfDocument(red) as marked, pdfium.PdfDocument(blind) as drawn:
        for number in range(len(marked)):
            ink = np.asarray(marked[number].render(scale=150 / 72).to_pil().convert("RGB")).astype(int)
            seen = np.asarray(drawn[number].render(scale=150 / 72).to_pil().convert("L"))
            planted = (ink[:, :, 0] > 150) & (ink[:, :, 1] < 120) & (ink[:, :, 2] < 120)
            places, _ = label(binary_dilation(planted, np.ones((3, 21), bool)))
            for area in find_objects(places):
                inside = planted[area]
                rows, columns = np.nonzero(inside)
                box = seen[area][rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
                total += 1
                shown += float((box < _BLACK).mean()) < _SHARE
    return total, shown
