"""Words made ready, as bytes and back; the words themselves are kept elsewhere."""

from __future__ import annotations

import numpy as np

from mingjian.originality.prose.folding import Folded
from mingjian.originality.prose.grams import Grams
from mingjian.originality.prose.texts import Prose

__all__ = ["prose_from", "stored"]


def stored(made: Prose) -> bytes:
    """All but the words."""
    signs = made.folded.text.encode("utf-32-le", "surrogatepass")
    parts = (signs, made.folded.places.tobytes(), made.pieces.hashes.tobytes(), made.pieces.places.tobytes(),
             np.packbits(made.grey).tobytes())  # fmt: skip
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def prose_from(text: str, body: bytes) -> Prose:
    """The words ``text`` with what was stored of them. Raises ValueError where that does not fit together."""
    parts, at = [], 0
    for _ in range(5):
        size = int.from_bytes(body[at : at + 8], "big")
        parts.append(body[at + 8 : at + 8 + size])
        at += 8 + size
    if at != len(body):
        raise ValueError("what is stored of a text does not end where it should")
    folded = Folded(parts[0].decode("utf-32-le", "surrogatepass"), np.frombuffer(parts[1], np.int32))
    pieces = Grams(np.frombuffer(parts[2], np.uint64), np.frombuffer(parts[3], np.int32))
    signs = len(folded.text)
    grey = np.unpackbits(np.frombuffer(parts[4], np.uint8), count=signs).astype(bool)
    if len(folded.places) != signs or len(pieces.hashes) != len(pieces.places) or len(grey) != signs:
        raise ValueError("what is stored of a text does not fit together")
    return Prose(text, folded, pieces, grey)
