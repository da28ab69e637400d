"""Score the judgment parser against the labels of one split.

    MINGJIAN_DATA=… python scripts/score_documents.py dev [--details]
    MINGJIAN_DATA=… python scripts/score_documents.py locked-5

Every difference can be shown for ``dev`` and for the locked splits that have been scored once and are open since;
for ``locked-5`` only sums are ever printed, so that nobody tunes on it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mingjian.documents import Judgment, parse_judgment

LABELS = Path(__file__).parent.parent / "tests" / "documents" / "labels"
HIDDEN = "locked-5"
DOCUMENT = [
    "court",
    "procuratorate",
    "case_number",
    "document_type",
    "instance",
    "procedure",
    "accused_on",
    "indictment_number",
    "judged_on",
    "outcome",
]
PERSON = [
    "unit",
    "sex",
    "birth_date",
    "combined",
    "revoked_probation",
    "sentence_from",
    "sentence_to",
    "recover",
    "forfeit",
]
PENALTY = ["kind", "months", "days", "fine", "confiscation", "probation_months", "deprivation_months"]
VERDICT = {"outcome", "combined", "revoked_probation", "sentence_from", "sentence_to"}
Item = tuple[str, Any]


def documents(data: Path, wanted: set[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(id, text, values given beside the text) of the wanted documents of the shared sets."""
    for line in (data / "judge/judge_dev.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if f"judge-{record['text_id']}" in wanted:
            yield f"judge-{record['text_id']}", record["fd"], {}
    for line in (data / "lawsdata995/criminal_minus_sections.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if f"lawsdata995-{record['id']}" in wanted:
            given = {"case_number": record["case_no"], "judged_on": record["date"]}
            yield f"lawsdata995-{record['id']}", record["text"], given
    seen: set[str] = set()
    for name in ("test", "controversial", "procedural"):
        text = (data / f"lecardv2/{name}_query.json").read_text(encoding="utf-8")
        try:
            records = json.loads(text)
        except json.JSONDecodeError:
            records = [json.loads(line) for line in text.splitlines() if line.strip()]
        for record in records:
            key = f"lecardv2-{record['id']}"
            if key in wanted and key not in seen:
                seen.add(key)
                yield key, record["query"], {}


def as_label(judgment: Judgment) -> dict[str, Any]:
    """A parsed judgment in the shape of a label."""

    def plain(found: Any) -> Any:
        value = getattr(found, "value", found)
        return value if value is None or isinstance(value, str | bool | int) else float(value)

    def penalty(part: Any) -> dict[str, Any]:
        return {key: plain(getattr(part, key)) for key in PENALTY}

    out: dict[str, Any] = {key: plain(getattr(judgment, key)) for key in DOCUMENT}
    out["articles"] = [found.value for found in judgment.articles]
    out["defendants"] = [
        {
            "unit": person.unit,
            "sex": plain(person.sex),
            "birth_date": plain(person.birth_date),
            "priors": [found.value.model_dump() for found in person.priors],
            "measures": [found.value.model_dump() for found in person.measures],
            "charges": [{"charge": count.charge.value, **penalty(count)} for count in person.charges],
            "combined": person.combined,
            "final": penalty(person.final) if person.final else None,
            "revoked_probation": person.revoked_probation is not None,
            "sentence_from": plain(person.sentence_from),
            "sentence_to": plain(person.sentence_to),
            "recover": person.recover is not None,
            "forfeit": person.forfeit is not None,
            "circumstances": [found.value for found in person.circumstances],
            "proposal": person.proposal.value.model_dump() if person.proposal else None,
        }
        for person in judgment.defendants
    ]
    return out


def items(label: dict[str, Any]) -> Iterator[Item]:
    """Field and value of everything a label states; null, false and empty state nothing."""
    for key in DOCUMENT:
        if label.get(key) is not None:
            yield key, label[key]
    for article in label["articles"]:
        yield "articles", article
    for i, person in enumerate(label["defendants"]):
        yield "defendants", i
        for key in PERSON:
            if person.get(key) not in (None, False):
                yield key, (i, person[key])
        for name in ("priors", "measures"):
            for n, entry in enumerate(person[name]):
                yield name, (i, n, *(entry.get(k) for k in sorted(entry)))
        for n, count in enumerate(person["charges"]):
            yield "charge", (i, n, count["charge"])
            for key in PENALTY:
                if count.get(key) is not None:
                    yield f"count.{key}", (i, n, _number(count[key]))
        for key in PENALTY:
            if person.get("final") and person["final"].get(key) is not None:
                yield f"final.{key}", (i, _number(person["final"][key]))
        for circumstance in person["circumstances"]:
            yield "circumstances", (i, circumstance)
            yield f"circumstances.{circumstance}", (i, circumstance)
        if person["proposal"]:
            yield "proposal", (i, *(person["proposal"].get(k) for k in ("kind", "months_low", "months_high")))


def _number(value: Any) -> Any:
    return value if isinstance(value, str) else float(value)


def _is_verdict(field: str) -> bool:
    return field in VERDICT or field in ("charge", "defendants") or field.startswith(("count.", "final."))


def main() -> int:
    """Run the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("split", choices=["dev", "locked", "locked-2", "locked-3", "locked-4", HIDDEN])
    options.add_argument("--details", action="store_true", help="show every difference (never of the hidden split)")
    options.add_argument("--set", default="", help="only documents whose id begins so")
    arguments = options.parse_args()
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        print("MINGJIAN_DATA is not set: it names the folder of the shared data set", file=sys.stderr)
        return 2
    show = arguments.details and arguments.split != HIDDEN
    wanted = {p.stem for p in (LABELS / arguments.split).glob(f"{arguments.set}*.json")}
    hit: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    exact = verdict_exact = size = 0
    spent = 0.0
    warm = False  # tables of regions and laws are loaded once a process, not once a document
    for key, text, given in documents(Path(data), wanted):
        label = json.loads((LABELS / arguments.split / f"{key}.json").read_text(encoding="utf-8"))
        if not warm:
            warm = bool(parse_judgment(text, given))
        begin = time.process_time()
        parsed = parse_judgment(text, given)
        spent += time.process_time() - begin
        size += len(text.encode())
        expected, got = Counter(items(label)), Counter(items(as_label(parsed)))
        wrong = (expected - got) + (got - expected)
        for counter, values in ((hit, expected & got), (said, got), (true, expected)):
            for (field, _), n in values.items():
                counter[field] += n
        exact += not wrong
        verdict_exact += not any(_is_verdict(field) for field, _ in wrong)
        if show and wrong:
            print(f"## {key}")
            for item in sorted(expected - got, key=str):
                print("   missing ", *item)
            for item in sorted(got - expected, key=str):
                print("   surplus ", *item)
    total = len(wanted)
    print(f"{'field':32}{'true':>6}{'said':>6}{'hit':>6}{'P':>7}{'R':>7}{'F1':>7}")
    for field in sorted(true | said):
        p = hit[field] / said[field] if said[field] else 1.0
        r = hit[field] / true[field] if true[field] else 1.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        few = "" if true[field] >= 30 else "  (<30)"
        print(f"{field:32}{true[field]:6}{said[field]:6}{hit[field]:6}{p:7.3f}{r:7.3f}{f:7.3f}{few}")
    share, verdict_share = exact / max(total, 1), verdict_exact / max(total, 1)
    print(f"documents {total}: exact {exact} ({share:.3f}), verdict exact {verdict_exact} ({verdict_share:.3f})")
    print(f"{size / 1e6 / max(spent, 1e-9):.2f} MB of text a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
