"""``python -m benchmarks.documents FOLDER``: documents a second, by kind, reading texts into rows.

Any folder of readable files will do (txt, docx, html, jsonl, pdf); opening the files is measured apart. Texts are read
``--times`` times; the median counts, in CPU seconds of one thread.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from mingjian.documents import Document, DocumentError, kind_of, read_documents, read_text

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when the folder holds nothing that can be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.documents", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=3, help="repetitions")
    parser.add_argument("--most", type=int, default=5_000, help="documents at most")
    options = parser.parse_args(arguments)
    begin = time.process_time()
    documents = _opened(options.folder, options.most)
    spent = time.process_time() - begin
    if not documents:
        print(f"{options.folder}: nothing that can be read")
        return 1
    print(f"{len(documents):,} documents opened in {spent:.2f} s of CPU")
    kinds: dict[str, list[Document]] = {}
    for document in documents:
        kinds.setdefault(kind_of(document.text, document.given.get("case_number", "")).value, []).append(document)
    print(f"{'kind':24} {'documents':>9} {'characters':>11} {'a second':>9} {'MB/s':>6}")
    for kind, some in sorted(kinds.items()):
        seconds = median(_read(some) for _ in range(options.times))
        size = sum(len(one.text.encode()) for one in some) / 1e6
        characters = sum(len(one.text) for one in some) // len(some)
        print(f"{kind:24} {len(some):9,} {characters:11,} {len(some) / seconds:9,.0f} {size / seconds:6.2f}")
    return 0


def _opened(folder: Path, most: int) -> list[Document]:
    found: list[Document] = []
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        try:
            found.extend(read_documents(file))
        except DocumentError:
            continue
        if len(found) >= most:
            break
    return found[:most]


def _read(documents: Sequence[Document]) -> float:
    begin = time.process_time()
    for document in documents:
        read_text(document.text, document.given, document.id)
    return max(time.process_time() - begin, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
