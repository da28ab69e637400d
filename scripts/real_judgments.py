"""Check the published judgments of the shared data with the models judgment-errors and sentence-dates.

    MINGJIAN_DATA=… python scripts/real_judgments.py [--text] [--undetermined]
    MINGJIAN_DATA=… python scripts/real_judgments.py --seed-errors 200 --seed 7
    … --leave-out tests/documents/labels/sample.json#locked-5

The first parses every judgment, takes the rows into a lake in a temporary folder, runs both models there and prints
each hit with the document's id in its set, the rule and the values; never a name. The second writes errors into the
texts of correct judgments (see `seeded_errors`), parses and runs again, and reports how many are found, by kind.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from seeded_errors import KINDS, Seeded, seed_errors

from mingjian.documents import Judgment, parse_judgment, rows
from mingjian.intake import From, Intake, MappingFile
from mingjian.lake import Lake
from mingjian.library import shipped_models
from mingjian.models import load_model
from mingjian.runs import RunRequest, draft_approval, register_signer, run_model
from mingjian.standards import standards
from mingjian.trust.approvals import sign_approval

MODELS = ("judgment-errors", "sentence-dates")
DATASETS = {"judgments": "criminal_judgment", "counts": "judgment_count"}
AS_OF = date(2024, 12, 31)
PURPOSE = "real judgments"


@dataclass(frozen=True)
class Text:
    """A document of the shared data: its id there, its text, and what the set gives beside the text."""

    id: str
    text: str
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """A clue, by the document it is about."""

    doc: str
    model: str
    rule: str
    values: Mapping[str, Any]


def texts(data: Path, left_out: frozenset[str] = frozenset()) -> Iterator[Text]:
    """Every criminal document of the three sets but those left out, each text once."""
    seen: set[str] = set()
    for one in _texts(data):
        if one.id not in left_out and one.text not in seen:
            seen.add(one.text)
            yield one


def _texts(data: Path) -> Iterator[Text]:
    for line in (data / "judge/judge_dev.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        yield Text(f"judge-{record['text_id']}", record["fd"])
    for line in (data / "lawsdata995/criminal_minus_sections.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        given = {"case_number": record["case_no"], "judged_on": record["date"], "court": record["court"]}
        yield Text(f"lawsdata995-{record['id']}", record["text"], given)
    for name in ("test", "controversial", "procedural"):
        text = (data / f"lecardv2/{name}_query.json").read_text(encoding="utf-8")
        try:
            records = json.loads(text)
        except json.JSONDecodeError:
            records = [json.loads(line) for line in text.splitlines() if line.strip()]
        for record in records:
            yield Text(f"lecardv2-{record['id']}", record["query"])


def ids(named: str) -> frozenset[str]:
    """Ids of a JSON list; behind `#`, which list of a JSON object."""
    path, _, name = named.partition("#")
    if not path:
        return frozenset()
    listed = json.loads(Path(path).read_text(encoding="utf-8"))
    return frozenset(listed[name] if name else listed)


def parsed(text: Text) -> Judgment:
    """The facts of a document."""
    return parse_judgment(text.text, text.given)


@dataclass
class Batch:
    """Rows of many documents; each document gets a case number of its own, so that no two can be mixed."""

    judgments: list[dict[str, Any]] = field(default_factory=list)
    counts: list[dict[str, Any]] = field(default_factory=list)
    documents: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, text: Text, judgment: Judgment) -> None:
        """The rows of one document under `key`. Court and day from beside the text where the text has none."""
        made = rows(judgment, key)
        number = f"（{AS_OF.year}）测0000刑初{len(self.documents) + 1}号"
        self.documents[number] = key
        for row in made.criminal_judgment:
            row["court"] = row["court"] or text.given.get("court") or "（未载明）"
            row["judged_on"] = row["judged_on"] or text.given.get("judged_on")
            self.judgments.append({**row, "case_number": number})
        self.counts += [{**row, "case_number": number} for row in made.judgment_count]


def run(batch: Batch, folder: Path) -> tuple[list[Hit], list[Hit]]:
    """Hits and undetermined rows of both models over the rows, through intake, an approval and a real run."""
    lake = Lake.create(folder / "lake")
    for name, table in (("judgments", batch.judgments), ("counts", batch.counts)):
        _load(lake, folder, name, table)
    key = Ed25519PrivateKey.generate()
    register_signer(lake, "reader", key.public_key(), "script")
    hits: list[Hit] = []
    doubts: list[Hit] = []
    for name in MODELS:
        model = load_model(shipped_models()[name])
        draft = draft_approval(
            lake, RunRequest(model, AS_OF, PURPOSE, actor="script"), "reader", lake.clock() + timedelta(days=1)
        )
        done = run_model(
            lake, model, as_of=AS_OF, purpose=PURPOSE, approvals=[sign_approval(draft, key)], actor="script"
        )
        for clue in done.clues.to_pylist():
            values, key_of = json.loads(clue["values"]), json.loads(clue["key"])
            hits.append(Hit(batch.documents[_case(key_of)], name, values.get("rule", "end_date"), values))
        for doubt in done.undetermined.to_pylist():
            doubts.append(Hit("", name, doubt["step"], doubt))
    return hits, doubts


def _case(key: Any) -> str:
    return str(key["case_number"] if isinstance(key, dict) else key[0])


def _load(lake: Lake, folder: Path, name: str, table: Sequence[Mapping[str, Any]]) -> None:
    path = folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for row in table:
            out.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
    standard = standards()[f"{DATASETS[name]}@1"]
    columns = {column: From(from_=column) for column in standard.columns if any(column in row for row in table)}
    mapping = MappingFile(source=name, standard=f"{DATASETS[name]}@1", dataset=name, columns=columns)
    manifest = Intake(lake).load(path, mapping=mapping)
    if manifest.counts.accepted != len(table):
        print(f"  {name}: {manifest.counts}", file=sys.stderr)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else repr(value)


HIDDEN = {"name", "person", "id_number", "birth_date", "case_number", "region", "court"}


def show(hit: Hit) -> str:
    """A hit on one line, without what names a person."""
    values = {k: v for k, v in hit.values.items() if k not in HIDDEN and not k.startswith("_") and v is not None}
    return f"{hit.doc}\t{hit.model}\t{hit.rule}\t" + " ".join(f"{k}={v}" for k, v in values.items())


def check(sources: Sequence[Text], undetermined: bool) -> None:
    """Parse all, run, print the hits."""
    batch = Batch()
    decided: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for text in sources:
        judgment = parsed(text)
        read[text.id.split("-")[0]] += 1
        if judgment.decided:
            decided[text.id.split("-")[0]] += 1
            batch.add(text.id, text, judgment)
    with tempfile.TemporaryDirectory() as folder:
        hits, doubts = run(batch, Path(folder))
    for hit in sorted(hits, key=lambda one: (one.model, one.rule, one.doc)):
        print(show(hit))
    print(f"documents {dict(read)}, decided {dict(decided)}, rows {len(batch.judgments)} and {len(batch.counts)}")
    for (model, rule), number in sorted(Counter((one.model, one.rule) for one in hits).items()):
        print(f"{number:4} {model} {rule}")
    why = Counter((one.model, one.rule, one.values["reason"]) for one in doubts)
    for key, number in sorted(why.items()) if undetermined else ():
        print(f"{number:4} undetermined: {' '.join(key)}")


def seeded(given: Sequence[Text], number: int, seed: int, missed: bool) -> None:
    """Write errors into correct judgments, run, report how many are found."""
    sources = {text.id: text for text in given}
    judged = {key: parsed(text) for key, text in sources.items()}
    judged = {key: judgment for key, judgment in judged.items() if judgment.decided}
    plain = Batch()
    for key, judgment in judged.items():
        plain.add(key, sources[key], judgment)
    with tempfile.TemporaryDirectory() as folder:
        wrong = {hit.doc for hit in run(plain, Path(folder))[0]}
    clean = {key: judgment for key, judgment in judged.items() if key not in wrong}
    errors: list[Seeded] = seed_errors(clean, number, random.Random(seed))
    batch = Batch()
    for index, error in enumerate(errors):
        text = Text(f"{index}", error.text, sources[error.doc].given)
        batch.add(text.id, text, parsed(text))
    with tempfile.TemporaryDirectory() as folder:
        hits = run(batch, Path(folder))[0]
    found: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        found[hit.doc].add(hit.rule)
    print(f"seed {seed}: {len(errors)} errors in {len({one.doc for one in errors})} of {len(clean)} judgments")
    total = 0
    for kind, rules in KINDS.items():
        mine = [(index, one) for index, one in enumerate(errors) if one.kind == kind]
        right = [index for index, one in mine if found[str(index)] & set(rules)]
        total += len(right)
        print(f"{len(right):4} of {len(mine):4} {kind}")
        for index, one in mine:
            if missed and index not in right:
                print(f"       missed {one.doc}: {one.before} → {one.after}; rules {sorted(found[str(index)])}")
    print(f"recall {total}/{len(errors)} = {total / max(1, len(errors)):.4f}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--undetermined", action="store_true", help="count what could not be decided, by reason")
    parser.add_argument("--seed-errors", type=int, default=0, help="how many errors to write into correct judgments")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="with --seed-errors: show each error not found")
    parser.add_argument("--leave-out", default="", metavar="FILE[#LIST]", help="ids of documents not to be read")
    given = parser.parse_args()
    if "MINGJIAN_DATA" not in os.environ:
        sys.exit("set MINGJIAN_DATA to the folder of the shared data")
    sources = list(texts(Path(os.environ["MINGJIAN_DATA"]), ids(given.leave_out)))
    if given.seed_errors:
        seeded(sources, given.seed_errors, given.seed, given.missed)
    else:
        check(sources, given.undetermined)


if __name__ == "__main__":
    main()
