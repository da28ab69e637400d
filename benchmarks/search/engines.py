"""Our index beside SQLite FTS5 and tantivy: the same articles, the same questions, single signs and pairs in each.

Ours is the whole search (rights, counts, groups, excerpts); the others give ten ids. Milliseconds of processor time.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks.search.runs import Run
from benchmarks.search.texts import documents, questions
from mingjian.knowledge import PUBLIC, Document, Index, Query, search

__all__ = ["measure"]

_DOCUMENTS, _QUESTIONS, _TOP = 20_000, 200, 10
_Ask = Callable[[str], object]


def measure(data: Path, work: Path, exam: bool) -> Iterator[Run]:
    """Time of every question with every engine, and the ratios of their medians."""
    found, asked = list(documents(data, _DOCUMENTS)), questions(data, exam)[:_QUESTIONS]
    medians: dict[str, float] = {}
    for name, build in (("ours", _ours), ("FTS5", _fts), ("tantivy", _tantivy)):
        if name == "tantivy" and find_spec("tantivy") is None:
            print("tantivy is not installed (group bench)")
            continue
        folder = work / "engines" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        begun = time.process_time()
        ask = build(folder, found)
        built = time.process_time() - begun
        ask(asked[0])
        times = {text: {"ms": _timed(ask, text)} for text in asked}
        values = [one["ms"] for one in times.values()]
        medians[name] = float(np.median(values))
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
        print(f"{name}: built in {built:.1f} s CPU, {size:.0f} MB, median {medians[name]:.2f} ms", end=", ")
        print(f"p95 {np.quantile(values, 0.95):.2f} ms")
        yield Run(f"engines, {name}", times)
    ratios = (f"{medians['ours'] / value:.2f} of {name}" for name, value in medians.items() if name != "ours")
    print(f"the median of ours is {', '.join(ratios)}")


def _timed(ask: _Ask, text: str) -> float:
    begun = time.process_time()
    ask(text)
    return (time.process_time() - begun) * 1000


def _ours(folder: Path, found: Sequence[Document]) -> _Ask:
    index = Index(folder)
    index.add(found)
    snapshot = index.snapshot()
    return lambda text: search(snapshot, Query(text, limit=_TOP), PUBLIC)


def _fts(folder: Path, found: Sequence[Document]) -> _Ask:
    base = sqlite3.connect(folder / "fts.db")
    base.execute("create virtual table held using fts5(words, content='', tokenize='unicode61 remove_diacritics 0')")
    rows = ((number, " ".join(_terms(one.text))) for number, one in enumerate(found))
    base.executemany("insert into held(rowid, words) values (?, ?)", rows)
    base.commit()
    sql = f"select rowid from held where held match ? order by rank limit {_TOP}"
    return lambda text: base.execute(sql, (" OR ".join(f'"{one}"' for one in dict.fromkeys(_terms(text))),)).fetchall()


def _tantivy(folder: Path, found: Sequence[Document]) -> _Ask:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", stored=True)
    builder.add_text_field("words", tokenizer_name="whitespace")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(200_000_000, 1)
    for number, one in enumerate(found):
        writer.add_document(tantivy.Document(number=number, words=" ".join(_terms(one.text))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> object:
        terms = dict.fromkeys(_terms(text))
        either = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "words", one)) for one in terms]
        return searcher.search(tantivy.Query.boolean_query(either), _TOP, count=False)

    return ask


def _terms(text: str) -> list[str]:
    """Single signs and pairs, as words for engines that know words."""
    pieces = re.findall(r"\w+", text.lower())
    return [term for one in pieces for term in (*one, *(one[at : at + 2] for at in range(len(one) - 1)))]
