"""Derive the table of penalties by charge from the Criminal Law and its amendments, for review and shipping as data.

Usage: python scripts/derive_penalties.py FOLDER > src/mingjian/law/data/penalties.csv
       python scripts/derive_penalties.py FOLDER tiers > src/mingjian/law/data/tiers.csv

FOLDER holds `statutes.jsonl` with the law now in force and `刑法/刑法修正案….md`. For every set of provisions that
holds a charge, and for every time between two amendments that touch it, the tiers of its paragraphs (and of those
they refer to) are joined: what any tier allows, the charge allows. That is the cautious direction for supervision.
Superseded texts the folder does not print come from `older_penalties.txt` and make unverified rows; a time of which
nothing is known makes no row.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date, timedelta
from pathlib import Path

from mingjian.law.articles import parse_code
from mingjian.law.charges import charges
from mingjian.law.history import Amendment, Key, Text, history
from mingjian.law.numerals import NUMERAL, parse_int, to_chinese
from mingjian.law.penalties import penalty_provisions
from mingjian.law.tiers import Tier, parse_tiers

SINCE = date(1997, 10, 1)
IN_FORCE = {
    "刑法修正案": "1999-12-25",
    "刑法修正案（二）": "2001-08-31",
    "刑法修正案（三）": "2001-12-29",
    "刑法修正案（四）": "2002-12-28",
    "刑法修正案（五）": "2005-02-28",
    "刑法修正案（六）": "2006-06-29",
    "刑法修正案（七）": "2009-02-28",
    "刑法修正案（八）": "2011-05-01",
    "刑法修正案（九）": "2015-11-01",
    "刑法修正案（十）": "2017-11-04",
    "刑法修正案（十一）": "2021-03-01",
    "刑法修正案（十二）": "2024-03-01",
}
OLDER = "1997年文本，未核对"
# Articles that set penalties for the charges of other articles they name.
SHARED = ((199, 0), (200, 0))
_REFERS = re.compile(
    rf"依照(?P<same>(?:前|第{NUMERAL}+|前[两二三]|各该)款|本条各款|本法(?:第{NUMERAL}+条(?:之{NUMERAL}+)?(?:第{NUMERAL}+款)?、?)+)"
    r"的?规定(?:从重)?处罚"
)
_OTHER = re.compile(rf"第({NUMERAL}+)条(?:之({NUMERAL}+))?(?:第({NUMERAL}+)款)?")
Texts = dict[tuple[Key, int], list[Text]]


def read(folder: Path) -> Texts:
    """Every text of every paragraph, by article and paragraph, gaps filled from the older penalties."""
    law: dict[Key, str] = {}
    for line in (folder / "statutes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["file"] == "刑法/刑法.md":
            law[parse_code(row["article"])] = row["text"]
    amendments = [
        Amendment(name, date.fromisoformat(IN_FORCE[name]), file.read_text(encoding="utf-8"))
        for file in sorted((folder / "刑法").glob("刑法修正案*.md"))
        for name in [re.sub(r"\(.*?\)", "", file.stem)]
    ]
    found: Texts = {}
    for text in history(law, amendments, SINCE):
        found.setdefault((text.article, text.paragraph), []).append(text)
    for older in _older(Path(__file__).with_name("older_penalties.txt")):
        known = found.setdefault((older.article, older.paragraph), [])
        taken = [t for t in known if t.text or t.start > (older.end or date.max) or (t.end or date.max) < older.start]
        found[older.article, older.paragraph] = sorted([*taken, older], key=lambda one: one.start)
    return found


def _older(file: Path) -> Iterator[Text]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            where, when, text = line.split(" ", 2)
            article, _, paragraph = where.partition("-")
            start, _, end = when.partition("..")
            yield Text(
                parse_code(article), int(paragraph), date.fromisoformat(start), date.fromisoformat(end), text, OLDER
            )


class Snapshot:
    """The law on one day."""

    def __init__(self, texts: Texts, day: date) -> None:
        self.said: dict[tuple[Key, int], Text] = {}
        self.next: dict[tuple[Key, int], str] = {}
        for where, versions in texts.items():
            for at, text in enumerate(versions):
                if text.start <= day and (text.end is None or day <= text.end):
                    self.said[where] = text
                    self.next[where] = next((one.text for one in versions[at:] if one.text), "")

    def tiers(
        self, key: Key, paragraph: int | None, seen: frozenset[tuple[Key, int]] = frozenset()
    ) -> list[Tier] | None:
        """Tiers of a paragraph or a whole article, references followed; null when a text is unknown."""
        numbers = [n for k, n in self.said if k == key] if paragraph is None else [paragraph]
        out: list[Tier] = []
        older = any(self.said[key, n].source == OLDER for n in numbers if (key, n) in self.said)
        for n in numbers:
            text = self.said.get((key, n))
            if text is None or (key, n) in seen:
                continue
            if not text.text:
                if older or not parse_tiers(self.next[key, n]):
                    continue  # it set no penalty, or the older penalties tell the whole article
                return None
            out += parse_tiers(text.text)
            for other, number in self._references(text):
                further = self.tiers(other, number, seen | {(key, n)})
                if further is None:
                    return None
                out += further
        return out

    def _references(self, text: Text) -> Iterator[tuple[Key, int | None]]:
        flat = re.sub(r"\s", "", text.text)
        if flat.startswith("单位犯"):
            return
        for found in _REFERS.finditer(flat):
            same = found["same"]
            if same.startswith("前"):
                back = {"前款": 1, "前两款": 2, "前二款": 2, "前三款": 3}[same]
                yield from ((text.article, n) for n in range(max(1, text.paragraph - back), text.paragraph))
            elif same.startswith("本法"):
                for number, inserted, paragraph in _OTHER.findall(same):
                    key = (parse_int(number) or 0, parse_int(inserted) or 0 if inserted else 0)
                    yield key, parse_int(paragraph) if paragraph else None
            elif same.startswith("第"):
                yield text.article, parse_int(same[1:-1])

    def sources(self, keys: Iterable[tuple[Key, int | None]]) -> list[Text]:
        """The texts of provisions, for their source and whether they are verified."""
        wanted = list(keys)
        return [t for (k, n), t in self.said.items() if any(k == key and p in (None, n) for key, p in wanted)]


def parse_provision(provision: str) -> tuple[Key, int | None]:
    """`115-2` → ((115, 0), 2); `264` → ((264, 0), None)."""
    article, _, paragraph = provision.partition("-")
    return parse_code(article), int(paragraph) if paragraph else None


def rows(law: dict[date, Snapshot], provisions: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """The rows of one set of provisions, equal neighbours in time joined."""
    wanted = [parse_provision(one) for one in provisions]
    last: dict[str, object] | None = None
    for start, end in periods():
        row = _row(law[start], provisions, wanted)
        if row is None:
            if last:
                yield last
            last = None
            continue
        if last and all(last[name] == value for name, value in row.items() if name != "source"):  # tiers included
            last["to"] = end
        else:
            if last:
                yield last
            last = row | {"from": start, "to": end}
    if last:
        yield last


def periods() -> list[tuple[date, date | None]]:
    """The times between two amendments."""
    days = sorted({SINCE, *map(date.fromisoformat, IN_FORCE.values())})
    ends: list[date | None] = [*(day - timedelta(days=1) for day in days[1:]), None]
    return list(zip(days, ends, strict=True))


def _row(now: Snapshot, provisions: tuple[str, ...], wanted: list[tuple[Key, int | None]]) -> dict[str, object] | None:
    tiers: list[Tier] = []
    for key, paragraph in wanted:
        found = now.tiers(key, paragraph)
        if found is None:
            return None
        tiers += found
    if not tiers:
        return None
    told = now.sources(wanted)
    for key in SHARED:
        text = now.said.get((key, 1))
        if text and any(f"第{to_chinese(k[0])}条" in text.text for k, _ in wanted):
            tiers += parse_tiers(text.text)
            told.append(text)
    newest = max((text for text in told if text.text), key=lambda one: one.start)
    return union(provisions, tiers) | {
        "tiers": list(dict.fromkeys(tiers)),
        "verified": all(text.source != OLDER for text in told),
        "source": newest.source,
    }


def union(provisions: tuple[str, ...], tiers: list[Tier]) -> dict[str, object]:
    """What any of the tiers allows."""
    number = parse_provision(provisions[0])[0][0]
    state = 102 <= number <= 112  # art. 113: death but for four of them, and confiscation may be added
    lows = [tier.min_months for tier in tiers if tier.min_months is not None]
    highs = [tier.max_months for tier in tiers if tier.max_months is not None]
    rules = {tier.fine for tier in tiers}
    mains = [t for t in tiers if t.fine_min is not None and not t.relative]
    bounded = len(mains) == len(tiers)
    spared = provisions[0] == "103-2" or number in (105, 107, 109)
    if rules == {"none"} or not any(tier.fine_named for tier in tiers):
        rule = "alternative" if any(tier.fine_only for tier in tiers) else "none"
    else:
        rule = "must" if rules == {"must"} else "may"
    return {
        "article": "、".join(provisions),
        "allows_fixed_term": bool(lows),
        "allows_detention": any(tier.detention for tier in tiers),
        "allows_surveillance": any(tier.surveillance for tier in tiers),
        "allows_life": any(tier.life for tier in tiers),
        "allows_death": any(tier.death for tier in tiers) or (state and not spared),
        "min_months": min(lows, default=""),
        "max_months": max(highs, default=""),
        "fine_rule": rule,
        "fine_only_ok": any(tier.fine_only for tier in tiers),
        "confiscation": state or any(tier.confiscation for tier in tiers),
        "fine_min": min((t.fine_min for t in mains if t.fine_min is not None), default="") if bounded else "",
        "fine_max": max((t.fine_max for t in mains if t.fine_max is not None), default="") if bounded else "",
    }


COLUMNS = (
    *("article", "allows_fixed_term", "allows_detention", "allows_surveillance", "allows_life", "allows_death"),
    *("min_months", "max_months", "fine_rule", "fine_only_ok", "confiscation", "fine_min", "fine_max"),
    *("from", "to", "verified", "source"),
)


TIER_COLUMNS = ("article", "from", "to", "tier", *(field.name for field in fields(Tier)))


def tier_rows(row: dict[str, object]) -> Iterator[dict[str, object]]:
    """The tiers behind a row, one row each."""
    tiers = row["tiers"]
    assert isinstance(tiers, list)
    for number, tier in enumerate(tiers, start=1):
        yield {"article": row["article"], "from": row["from"], "to": row["to"], "tier": number, **asdict(tier)}


def main(folder: str, what: str = "penalties") -> None:
    """Write a table to standard output, the sets of provisions in the order of the law."""
    texts = read(Path(folder))
    law = {start: Snapshot(texts, start) for start, _ in periods()}
    columns = TIER_COLUMNS if what == "tiers" else COLUMNS
    out = csv.DictWriter(sys.stdout, columns, lineterminator="\n", extrasaction="ignore")
    out.writeheader()
    for provisions in dict.fromkeys(penalty_provisions(charge) for charge in charges().values()):
        made = list(rows(law, provisions))
        if not made:
            print(f"no penalty known: {provisions}", file=sys.stderr)
        for row in made:
            for told in tier_rows(row) if what == "tiers" else (row,):
                out.writerow({k: str(v).lower() if isinstance(v, bool) else v for k, v in told.items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
