"""Score what is read of the prosecution's assertions in real judgments.

MINGJIAN_DATA=… python scripts/score_asserted.py [--details]
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from score_documents import documents

from mingjian.documents import Defendant, parse_judgment

LABELS = Path(__file__).parent.parent / "tests" / "documents" / "labels" / "asserted" / "labels.json"


def as_label(person: Defendant) -> dict[str, Any]:
    """A read defendant in the shape of a label."""

    def plain(found: Any) -> Any:
        return getattr(found, "value", found)

    def money(found: Any) -> float | None:
        return None if plain(found) is None else float(plain(found))

    told = person.asserted
    proposal = plain(told.proposal)
    return {
        "charges": [one.value for one in told.charges],
        "act_count": plain(told.act_count),
        "amount": money(told.amount),
        "circumstances": [one.value for one in told.circumstances],
        "proposal": proposal and {
            "kind": proposal.kind, "low": proposal.months_low, "high": proposal.months_high,
            "fine": money(proposal.fine_high), "probation": proposal.probation_high,
        },
        "found_act_count": plain(person.act_count),
        "found_amount": money(person.amount),
    }  # fmt: skip


def items(people: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Field and value of all that is told."""
    for i, person in enumerate(people):
        for name in ("act_count", "amount", "found_act_count", "found_amount"):
            if person[name] is not None:
                yield name, (i, float(person[name]))
        for name in ("charges", "circumstances"):
            for value in person[name]:
                yield name, (i, value)
        for name, value in (person["proposal"] or {}).items():
            if value is not None:
                yield f"proposal.{name}", (i, value if isinstance(value, str) else float(value))


def main() -> None:
    """Score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--details", action="store_true")
    asked = parser.parse_args()
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    right, wrong, missed, whole = Counter[str](), Counter[str](), Counter[str](), 0
    for key, text, given in documents(Path(os.environ["MINGJIAN_DATA"]), set(labels)):
        said = set(items(labels[key]))
        read = set(items([as_label(person) for person in parse_judgment(text, given).defendants]))
        whole += said == read
        for field, value in said | read:
            (right if (field, value) in said & read else wrong if (field, value) in read else missed)[field] += 1
        if asked.details and said != read:
            print(key, "missed", sorted(map(str, said - read)), "wrong", sorted(map(str, read - said)))
    print(f"{len(labels)} documents, {whole} without any difference")
    for field in [*sorted(right | wrong | missed), "all"]:
        r, w, m = (c.total() if field == "all" else c[field] for c in (right, wrong, missed))
        print(f"{field:20} {r + m:5} precision {r / max(r + w, 1):.3f} recall {r / max(r + m, 1):.3f}")


if __name__ == "__main__":
    main()
