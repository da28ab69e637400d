"""``python -m benchmarks.law``: import, opening, finding against labels, seeded errors. Needs ``MINGJIAN_DATA``.

The labels (`labels.json`) are by one annotator: for every text of the exam half of lecardv2, named by its digest, the
articles it cites, as short forms; a law the court's text hides is `?`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.law.seeding import seeded, told
from benchmarks.law.texts import digest_of, judgments
from mingjian.law.citing import check, cited_in, find
from mingjian.law.store import StatuteStore, import_statutes

__all__ = ["main"]


_WHERE = {True: "an article that exists", False: "nothing that exists", None: "not known for that day"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 without data."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.law", description=__doc__)
    parser.add_argument("--half", choices=("tune", "exam"), default="tune", help="exam: once, when the method stands")
    parser.add_argument("--seed", type=int, default=44001)
    options = parser.parse_args(arguments)
    if "MINGJIAN_DATA" not in os.environ:
        print("MINGJIAN_DATA is not set: the shared data set is absent")
        return 1
    data = Path(os.environ["MINGJIAN_DATA"])
    with tempfile.TemporaryDirectory() as folder:
        store = _imported(data / "lawrefbook", Path(folder) / "law")
        if options.half == "exam":
            _found(data, store)
        _checked(data, store, options.half, options.seed)
    return 0


def _imported(source: Path, place: Path) -> StatuteStore:
    begin = time.process_time()
    done = import_statutes(place, source)
    print(f"import: {done.laws:,} laws, {done.versions:,} versions, {time.process_time() - begin:.1f} s CPU")
    begin = time.process_time()
    store = StatuteStore.open(place)
    store.article("刑法", "264")
    print(f"open and first article: {(time.process_time() - begin) * 1000:.1f} ms CPU")
    begin = time.process_time()
    count = sum(1 for _ in store.articles())
    print(f"all articles: {count:,} in {time.process_time() - begin:.2f} s CPU")
    return store


def _found(data: Path, store: StatuteStore) -> None:
    labels: dict[str, list[str]] = json.loads(Path(__file__).with_name("labels.json").read_text(encoding="utf-8"))
    right = found = expected = 0
    begin = time.process_time()
    for text in judgments(data, "exam", ("lecardv2",)):
        truth = Counter(labels[digest_of(text)])
        citations = find(text, known=lambda title: store.find(title) is not None)
        given = Counter(one.article.text for one in citations if one.article.number)
        right += sum((truth & given).values())
        found, expected = found + sum(given.values()), expected + sum(truth.values())
    print(
        f"finding, exam half of lecardv2: {expected} labelled, {found} found, {time.process_time() - begin:.2f} s CPU"
    )
    print(f"  recall {_rate(right, expected)}, precision {_rate(right, found)}")


def _checked(data: Path, store: StatuteStore, half: str, seed: int) -> None:
    kinds: dict[tuple[str, str], list[bool]] = {}
    alarms = citations = 0
    for text in judgments(data, half):
        for finding in check(cited_in(text, store), store, text):
            citations += 1
            alarms += finding.severity in {"wrong", "doubt"}
        for one in seeded(text, store, seed):
            kinds.setdefault((one.kind, _WHERE[one.exists]), []).append(told(one, store))
    print(f"checking, {half} half of lecardv2 and judge: {citations} citations as they stand, {alarms} flagged")
    missing = [hit for (_, where), hits in kinds.items() if where == _WHERE[False] for hit in hits]
    for (kind, where), hits in sorted(kinds.items()):
        print(f"  {kind} → {where}: {_rate(sum(hits), len(hits))}")
    hits_ = sum(missing)
    recall, precision = hits_ / max(len(missing), 1), hits_ / max(hits_ + alarms, 1)
    f1 = 2 * recall * precision / max(recall + precision, 1e-9)
    print(f"  errors that name nothing that exists: recall {_rate(hits_, len(missing))}")
    print(f"  precision {precision:.4f} (every flag on a text as it stands counted as false), F1 {f1:.4f}")


def _rate(hits: int, total: int) -> str:
    """A share with its Wilson interval of 95 %."""
    if not total:
        return "–"
    share, z = hits / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5) / (1 + z * z / total)
    return f"{share:.4f} [{middle - half:.4f}, {middle + half:.4f}] ({hits} of {total})"


if __name__ == "__main__":
    sys.exit(main())
