"""Score the reader of indictments on invented ones.

    python scripts/score_indictments.py open --count 300 --details
    python scripts/score_indictments.py locked --count 600

The texts are made by ``tests/documents/indictment_texts.py``. The locked wordings were written after the reader and
scored once; only sums are printed for them.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "documents"))

from mingjian.documents import Indictment, parse_indictment

_DOCUMENT = ("indictment_number", "procuratorate", "court", "transferred_on", "accused_on", "crime_from", "crime_to")
_PERSON = ("name", "sex", "birth_date", "id_number", "act_count", "amount", "priors")


def as_label(document: Indictment) -> dict[str, Any]:
    """A read indictment in the shape of a label."""

    def plain(found: Any) -> Any:
        return getattr(found, "value", found)

    out: dict[str, Any] = {name: plain(getattr(document, name)) for name in _DOCUMENT}
    out["defendants"] = []
    for person in document.defendants:
        told = person.asserted
        proposal = plain(told.proposal)
        amount = plain(told.amount)
        out["defendants"].append(
            {
                **{name: plain(getattr(person, name)) for name in ("name", "sex", "birth_date", "id_number")},
                "priors": len(person.priors),
                "measures": [one.value.model_dump() for one in person.measures],
                "charges": [one.value for one in told.charges],
                "circumstances": [one.value for one in told.circumstances if one.value != "principal"],
                "proposal": proposal and {
                    "kind": proposal.kind, "low": proposal.months_low, "high": proposal.months_high,
                    "fine": None if proposal.fine_high is None else int(proposal.fine_high),
                    "probation": proposal.probation, "months": proposal.probation_high,
                },
                "act_count": plain(told.act_count),
                "amount": None if amount is None else int(amount),
            }
        )  # fmt: skip
    return out


def items(label: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Field and value of all that a label states."""
    for name in _DOCUMENT:
        if label[name] is not None:
            yield name, label[name]
    for person in label["defendants"]:
        who = person["name"]
        for name in _PERSON:
            if person[name] not in (None, 0):
                yield name, (who, person[name])
        for name in ("charges", "circumstances"):
            for value in person[name]:
                yield name, (who, value)
        for n, one in enumerate(person["measures"]):
            yield "measures", (who, n, one["kind"], one["on"])
        for name, value in (person["proposal"] or {}).items():
            if value is not None:
                yield f"proposal.{name}", (who, value)


def main() -> None:
    """Score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=["open", "locked"])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--details", action="store_true")
    asked = parser.parse_args()
    texts = importlib.import_module("indictment_texts")
    wording = texts.OPEN if asked.half == "open" else importlib.import_module("indictment_locked").LOCKED
    right, wrong, missed, whole = Counter[str](), Counter[str](), Counter[str](), 0
    for seed in range(asked.seed, asked.seed + asked.count):
        text, truth = texts.make(seed, wording)
        said, read = set(items(truth)), set(items(as_label(parse_indictment(text))))
        whole += said == read
        for field, value in said | read:
            (right if (field, value) in said & read else wrong if (field, value) in read else missed)[field] += 1
        if asked.details and said != read:
            print(seed, "missed", sorted(map(str, said - read)), "wrong", sorted(map(str, read - said)))
    print(f"{asked.count} documents, {whole} without any difference")
    for field in sorted(right | wrong | missed):
        r, w, m = right[field], wrong[field], missed[field]
        print(f"{field:20} {r + m:6} precision {r / max(r + w, 1):.3f} recall {r / max(r + m, 1):.3f}")
    r, w, m = right.total(), wrong.total(), missed.total()
    print(f"{'all':20} {r + m:6} precision {r / max(r + w, 1):.3f} recall {r / max(r + m, 1):.3f}")


if __name__ == "__main__":
    main()
