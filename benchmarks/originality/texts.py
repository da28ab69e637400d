"""``python -m benchmarks.originality.texts``: copied judgments among unrelated ones, at the border of a rate.

The texts are those of the folder ``MINGJIAN_DATA``. Halves by hash of a text's name; the border of the tuned half is
used on the held-out half as it is. Hosts of partial copies come from the other half.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.originality.attacks import ATTACKS
from benchmarks.originality.halves import held_out, seed_of
from mingjian.originality.prose import Excluded, Prose, common, prose

__all__ = ["judgments", "main"]

LEAST = 1000
"""Signs of a text at least."""


def judgments(folder: Path, most: int) -> dict[str, str]:
    """Whole judgments by name, those that are told twice once."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for name, text in _all(folder):
        head = "".join(text.split())[200:400]
        if len(text) >= LEAST and head not in seen:
            seen.add(head)
            found[name] = text
    return dict(sorted(found.items(), key=lambda one: seed_of(one[0]))[:most])


def _all(folder: Path) -> Iterator[tuple[str, str]]:
    for file, field in (
        ("judge/judge_dev.jsonl", "fd"),
        ("lawsdata995/criminal_minus.jsonl", ""),
        ("lawsdata995/admin.jsonl", ""),
    ):
        path = folder / file
        for number, line in enumerate(path.read_text("utf-8").splitlines() if path.exists() else ()):
            record = json.loads(line)
            text = (
                record.get(field)
                if field
                else max((v for v in record.values() if isinstance(v, str)), key=len, default="")
            )
            yield f"{file}:{number}", str(text or "")
    for path in sorted((folder / "spc1000").rglob("*.txt")):
        yield str(path.relative_to(folder)), path.read_text("utf-8", errors="replace")


def statutes(folder: Path) -> Excluded:
    """The articles of the laws judgments append and cite most."""
    texts = []
    for file, field in (("judge/law_corpus.jsonl", "text"), ("lawrefbook/statutes.jsonl", "text")):
        path = folder / file
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            texts.append(str(json.loads(line).get(field) or ""))
    return Excluded(texts)


def unrelated(texts: Sequence[Prose]) -> list[float]:
    """Values of the pairs that share anything."""
    return [pair.value for pair in common(texts)]


def copied(texts: Sequence[Prose], copies: Sequence[tuple[int, Prose]]) -> list[float]:
    """The value of each copy with its source, among all texts and the other copies."""
    found = {(source, len(texts) + number): 0.0 for number, (source, _) in enumerate(copies)}
    for pair in common([*texts, *(copy for _, copy in copies)], only=found):
        found[pair.first, pair.second] = pair.value
    return list(found.values())


def border(values: list[float], pairs: int, rate: float) -> float:
    """The least value that at most this share of all pairs passes."""
    return sorted([*values, *[0.0] * (pairs - len(values))], reverse=True)[int(rate * pairs)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print recalls of both halves."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.originality.texts", description=__doc__)
    parser.add_argument("--most", type=int, default=1000)
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--only", default="", help="attacks, with commas")
    parser.add_argument("--half", choices=("tuned", "both"), default="both")
    parser.add_argument("--rate", type=float, default=0.001)
    options = parser.parse_args(arguments)
    begin = time.process_time()
    whole = judgments(Path(os.environ["MINGJIAN_DATA"]), options.most)
    everybody = statutes(Path(os.environ["MINGJIAN_DATA"]))
    limit = 0.0
    for half in (False, True) if options.half == "both" else (False,):
        names = [name for name in whole if held_out(name) == half]
        hosts = [text for name, text in whole.items() if held_out(name) != half]
        texts = [prose(whole[name], everybody) for name in names]
        pairs = len(texts) * (len(texts) - 1) // 2
        apart = unrelated(texts)
        if not half:
            limit = border(apart, pairs, options.rate)
        false = sum(value > limit for value in apart)
        print(f"{'held out' if half else 'tuned'}: {len(texts)} texts, {pairs:,} unrelated pairs")
        print(f"  {false} ({false / pairs:.3%}) above {limit:.1f}")
        for kind, attack in ATTACKS.items():
            if options.only and kind not in options.only.split(","):
                continue
            copies = []
            for place in range(min(options.copies, len(names))):
                chance = random.Random(seed_of(names[place], kind))
                copies.append((place, prose(attack(whole[names[place]], chance.choice(hosts), chance), everybody)))
            found = copied(texts, copies)
            print(f"  {kind:18} {sum(value > limit for value in found) / len(found):.3f}")
    print(f"{time.process_time() - begin:.1f} s of CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
