"""Score the reader of civil documents against the labels of the locked half; only sums are ever printed.

MINGJIAN_DATA=… python scripts/score_civil.py
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingjian.documents import CivilDocument, Found, kind_of, parse_civil

LABELS = Path(__file__).parent.parent / "tests" / "documents" / "labels" / "civil" / "locked.json"
PLAIN = ("court", "case_number", "document_type", "stage", "cause", "judged_on", "outcome", "filed_on", "absent", "fee")
LOAN = ("lent_on", "principal", "delivery", "rate_claimed", "rate_found", "iou")
Item = tuple[str, Any]


def documents(data: Path) -> Iterator[tuple[str, str]]:
    """(key, text) of the civil documents of the shared set, each text once."""
    seen: set[str] = set()
    for file in sorted((data / "spc1000/corpus_lawsuit").glob("*.txt"), key=lambda one: one.name):
        head, _, text = file.read_text(encoding="utf-8").partition("content:")
        if text not in seen and "category:民事" in head:
            seen.add(text)
            yield f"spc1000-{file.stem}", text
    for line in (data / "scm/dev100.jsonl").open(encoding="utf-8"):
        for name, text in json.loads(line).items():
            if name in ("A", "B", "C") and text not in seen:
                seen.add(text)
                yield f"scm-{hashlib.sha256(text.encode()).hexdigest()[:16]}", text


def locked(key: str) -> bool:
    """Whether a document is of the half that is not looked at."""
    return int(hashlib.sha256(f"civil:{key}".encode()).hexdigest(), 16) % 2 == 1


def hashed(name: str) -> str:
    """A name as the labels hold it."""
    return hashlib.sha256(f"civil:{name}".encode()).hexdigest()[:16]


def items(label: dict[str, Any]) -> Counter[Item]:
    """What a label says, a claim each."""
    found: Counter[Item] = Counter()
    for name in PLAIN:
        if label.get(name) is not None:
            found[name, label[name]] += 1
    for article in label["articles"]:
        found["articles", article] += 1
    for name, value in (label["loan"] or {}).items():
        if value is not None:
            found[
                f"loan.{name}",
                str(Decimal(str(value))) if name in ("principal", "rate_claimed", "rate_found") else value,
            ] += 1
    for party in label["parties"]:
        found["party", (party["role"], party["name"])] += 1
        for name in ("organisation", "representative", "sex", "birth_date", "absent"):
            if party[name]:
                found[f"party.{name}", (party["name"], party[name])] += 1
        for agent, kind, firm in party["agents"]:
            found["agent", (party["name"], agent)] += 1
            if kind:
                found["agent.kind", (party["name"], agent, kind)] += 1
            if firm:
                found["agent.firm", (party["name"], agent, firm)] += 1
    return found


def as_label(read: CivilDocument) -> dict[str, Any]:
    """A document as read, in the shape of a label."""
    plain = {name: _value(getattr(read, "default" if name == "absent" else name)) for name in PLAIN}
    loan = None if read.loan is None else {name: _value(getattr(read.loan, name)) for name in LOAN}
    if loan:
        for name in ("principal", "rate_claimed", "rate_found"):
            loan[name] = None if loan[name] is None else format(loan[name].normalize(), "f")
    parties = [
        {
            "role": party.role.value,
            "name": hashed(party.name.value),
            "organisation": party.organisation,
            "representative": hashed(party.representative.value) if party.representative else None,
            "sex": _value(party.sex),
            "birth_date": _value(party.birth_date),
            "absent": _value(party.absent),
            "agents": [
                [hashed(a.name.value), _value(a.kind), hashed(a.firm.value) if a.firm else None] for a in party.agents
            ],
        }
        for party in read.parties
    ]
    return {**plain, "articles": [one.value for one in read.articles], "loan": loan, "parties": parties}


def _value(found: Found[Any] | None) -> Any:
    return None if found is None else found.value


def main() -> None:
    """Print precision and recall by field."""
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        sys.exit("MINGJIAN_DATA is not set: the shared data set is absent")
    labels: dict[str, dict[str, Any]] = json.loads(LABELS.read_text(encoding="utf-8"))
    right, said, wanted = Counter[str](), Counter[str](), Counter[str]()
    kinds = whole = 0
    for key, text in documents(Path(data)):
        if key not in labels:
            continue
        kinds += kind_of(text).value == "civil"
        label, ours = items(labels[key]), items(as_label(parse_civil(text)))
        whole += label == ours
        for (field, _), number in (label & ours).items():
            right[field] += number
        for (field, _), number in ours.items():
            said[field] += number
        for (field, _), number in label.items():
            wanted[field] += number
    print(f"{len(labels)} documents, {kinds} told as civil, {whole} read without any difference")
    print(f"{'field':24} {'labelled':>8} {'read':>6} {'right':>6} {'precision':>9} {'recall':>7}")
    for field in sorted(wanted | said, key=lambda name: (re.sub(r"\..*", "", name), name)):
        precision = right[field] / said[field] if said[field] else 1.0
        recall = right[field] / wanted[field] if wanted[field] else 1.0
        print(f"{field:24} {wanted[field]:8} {said[field]:6} {right[field]:6} {precision:9.3f} {recall:7.3f}")
    print(
        f"{'all':24} {wanted.total():8} {said.total():6} {right.total():6} "
        f"{right.total() / said.total():9.3f} {right.total() / wanted.total():7.3f}"
    )


if __name__ == "__main__":
    main()
