"""``python -m benchmarks.originality.texts``: copied judgments among unrelated ones, at the border of a rate.

The texts are those of the folder ``MINGJIAN_DATA``. Halves by hash of a text's name; the border of the tuned half is
used on the held-out half as it is. Hosts of partial copies come from the other half.

``--texts lecardv2``: the long criminal judgments of LeCaRDv2 instead, all of them and no halves, as the research did on
which the targets rest: a copy by itself in place of its host, which is another of them.

Two borders: over all pairs, and over pairs of different courts, since a report sets its border by works of different
offices too. Of partial copies it is told besides how many are found of those that took words of the source's own, at
most half of them statutes or quotations, which count for nobody.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.originality.attacks import ATTACKS
from benchmarks.originality.halves import held_out, seed_of
from mingjian.originality.prose import Excluded, Prose, common, prose

__all__ = ["judgments", "main"]

LEAST = 1000
"""Signs of a text at least."""
LONG = 100
"""Signs of a copied stretch that is told apart: below, a stretch is hardly longer than what courts have in common."""


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


def long_judgments(folder: Path) -> dict[str, str]:
    """The criminal judgments of LeCaRDv2 by name, those that are told twice once."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for file in ("test_query", "controversial_query", "procedural_query"):
        path = folder / "lecardv2" / f"{file}.json"
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            record = json.loads(line)
            text = str(record["query"])
            head = "".join(text.split())[200:400]
            if len(text) >= LEAST and head not in seen:
                seen.add(head)
                found.setdefault(f"lecardv2:{record['id']}", text)
    return found


def statutes(folder: Path) -> Excluded:
    """The articles of the laws judgments append and cite most."""
    texts = []
    for file, field in (("judge/law_corpus.jsonl", "text"), ("lawrefbook/statutes.jsonl", "text")):
        path = folder / file
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            texts.append(str(json.loads(line).get(field) or ""))
    return Excluded(texts)


def court(text: str) -> str:
    """The first court a text names, by which offices are told apart here; empty for none."""
    found = re.search(r"[\u4e00-\u9fff]{2,20}?法院", text)
    return found[0].replace("中华人民共和国", "") if found else ""


def unrelated(texts: Sequence[Prose]) -> dict[tuple[int, int], float]:
    """Values of the pairs that share anything."""
    return {(pair.first, pair.second): pair.value for pair in common(texts)}


def own_words(source: Prose, copy: str, host: str) -> bool:
    """Whether what the host lacks in a partial copy was mostly the source's own words."""
    place = next((at for at, (one, other) in enumerate(zip(host, copy, strict=False)) if one != other), len(host))
    taken = copy[place : place + len(copy) - len(host)]
    start = source.text.find(taken[:12])
    if start < 0 or not taken:
        return True
    inside = (source.folded.places >= start) & (source.folded.places < start + len(taken))
    return not inside.any() or float(source.grey[inside].mean()) <= 0.5


def copied(texts: Sequence[Prose], copies: Sequence[tuple[int, Prose]]) -> list[float]:
    """The value of each copy with its source, among all texts and the other copies."""
    found = {(source, len(texts) + number): 0.0 for number, (source, _) in enumerate(copies)}
    for pair in common([*texts, *(copy for _, copy in copies)], only=found):
        found[pair.first, pair.second] = pair.value
    return list(found.values())


def alone(texts: Sequence[Prose], source: int, copy: Prose, host: int) -> float:
    """The value of a copy with its source where the copy stands in place of its host."""
    among = [*texts[:host], copy, *texts[host + 1 :]]
    place = (min(source, host), max(source, host))
    return next((pair.value for pair in common(among, only={place})), 0.0)


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
    parser.add_argument("--texts", choices=("all", "lecardv2"), default="all")
    options = parser.parse_args(arguments)
    begin = time.process_time()
    if options.texts == "lecardv2":
        _as_the_research_did(options)
        print(f"{time.process_time() - begin:.1f} s of CPU")
        return 0
    whole = judgments(Path(os.environ["MINGJIAN_DATA"]), options.most)
    everybody = statutes(Path(os.environ["MINGJIAN_DATA"]))
    limits = [0.0, 0.0]
    for half in (False, True) if options.half == "both" else (False,):
        names = [name for name in whole if held_out(name) == half]
        hosts = [text for name, text in whole.items() if held_out(name) != half]
        texts = [prose(whole[name], everybody) for name in names]
        courts = [court(whole[name]) for name in names]
        values = unrelated(texts)
        same = sum(many * (many - 1) // 2 for name, many in Counter(courts).items() if name)
        apart = [value for (a, b), value in values.items() if not courts[a] or courts[a] != courts[b]]
        pairs = len(texts) * (len(texts) - 1) // 2
        negatives = [(list(values.values()), pairs), (apart, pairs - same)]
        if not half:
            limits = [border(found, many, options.rate) for found, many in negatives]
        print(f"{'held out' if half else 'tuned'}: {len(texts)} texts")
        for (found, many), limit, which in zip(negatives, limits, ("all", "other court"), strict=True):
            false = sum(value > limit for value in found)
            print(f"  {false} of {many:,} unrelated pairs ({which}) above {limit:.1f}: {false / many:.3%}")
        for kind, attack in ATTACKS.items():
            if options.only and kind not in options.only.split(","):
                continue
            copies, own, long = [], [], []
            for place in range(min(options.copies, len(names))):
                chance = random.Random(seed_of(names[place], kind))
                host = chance.choice(hosts)
                copy = attack(whole[names[place]], host, chance)
                copies.append((place, prose(copy, everybody)))
                own.append("copied" not in kind or own_words(texts[place], copy, host))
                long.append("15 %" in kind or len(copy) - len(host) >= LONG)
            found = copied(texts, copies)
            shown = [f"{sum(value > limit for value in found) / len(found):.3f}" for limit in limits]
            for told, kept in (("own words", own), (f"{LONG} signs at least", long)):
                mine = [value for value, one in zip(found, kept, strict=True) if one]
                if 0 < len(mine) < len(found) and "copied" in kind:
                    shown += [f"{told}, {len(mine)}:"]
                    shown += [f"{sum(value > limit for value in mine) / len(mine):.3f}" for limit in limits]
            print(f"  {kind:18} {' '.join(shown)}", flush=True)
    print(f"{time.process_time() - begin:.1f} s of CPU")
    return 0


def _as_the_research_did(options: argparse.Namespace) -> None:
    """Each copy alone, hosts out of the same texts, one border over all pairs."""
    folder = Path(os.environ["MINGJIAN_DATA"])
    whole, everybody = long_judgments(folder), statutes(folder)
    names = list(whole)
    texts = [prose(text, everybody) for text in whole.values()]
    pairs = len(texts) * (len(texts) - 1) // 2
    values = list(unrelated(texts).values())
    limit = border(values, pairs, options.rate)
    false = sum(value > limit for value in values)
    print(f"LeCaRDv2: {len(texts)} texts; {false} of {pairs:,} unrelated pairs above {limit:.1f}: {false / pairs:.3%}")
    for kind, attack in ATTACKS.items():
        if options.only and kind not in options.only.split(","):
            continue
        hits = []
        for source in range(min(options.copies, len(names))):
            chance = random.Random(seed_of(names[source], kind))
            host = chance.choice([place for place in range(len(names)) if place != source])
            copy = prose(attack(whole[names[source]], whole[names[host]], chance), everybody)
            hits.append(alone(texts, source, copy, host) > limit)
        print(f"  {kind:18} {sum(hits) / len(hits):.3f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
