"""Runs that read with identity: what they find more, what a clue says of it, how it is proved, what breaks that."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from runs_models import ABSENT, MODEL

from mingjian.clues import clues_of, evidence_of
from mingjian.identity import Decisions, IdentityStore, Resolution, resolve
from mingjian.lake import Coverage, Lake
from mingjian.models import parse_model
from mingjian.runs import RunRefused, StoredRun, prove_all, run_model

from identity_parts import payments, people, publish_rows, spoiled  # isort: skip

AS_OF = date(2025, 7, 1)
MANY, DEAD, BAD = 240, 40, 30


@pytest.fixture
def town(lake: Lake) -> list[dict[str, Any]]:
    """Everybody was paid once while alive; of the forty dead, thirty are paid after it under numbers that fail."""
    known = people(MANY)
    late = [spoiled(one, ("masked", "zeros", "typed")[n % 3]) for n, one in enumerate(known[:BAD])]
    payments(lake, [*known, *({**one, "month": 2024 * 12 + 8} for one in [*late, *known[BAD:DEAD]])])
    base = {"region": "340100", "died_on": date(2024, 5, 15)}
    publish_rows(lake, "deaths", "death_record@1", [{**base, **one} for one in known[:DEAD]])
    return known


def run(lake: Lake, identity: str | None = None) -> StoredRun:
    return run_model(lake, parse_model(MODEL), as_of=AS_OF, purpose="专项一号", identity=identity)


def test_what_numbers_alone_miss_is_found(lake: Lake, town: list[dict[str, Any]]) -> None:
    assert len(run(lake).clues) == DEAD - BAD  # nothing is resolved yet
    made = resolve(lake)
    found = run(lake)
    assert found.record.identity_links == (made.id,)
    numbers = {row["subject"] for row in found.clues.to_pylist()}
    assert numbers <= {one["id_number"] for one in town[:DEAD]}
    assert len(numbers) >= DEAD - 2
    without = run(lake, "none")
    assert (len(without.clues), without.record.identity_links) == (DEAD - BAD, ())
    assert all(one.proved for one in prove_all(lake, [found, without]))
    sample = prove_all(lake, [found])
    assert len(sample) == len(found.clues)


def test_a_clue_says_on_what_links_it_rests(lake: Lake, town: list[dict[str, Any]]) -> None:
    resolve(lake)
    found = run(lake)
    linked = {one["id_number"] for one in town[:BAD]}
    for clue in clues_of(found):
        told = [one for one in clue.reasons if "by identity" in one.en]
        assert len(told) == (1 if clue.subject in linked else 0)
        assert all(one.points == 0 and one.zh.startswith("有1条佐证的证件号码缺失、不可用或已换发") for one in told)
        rows = [row for table in evidence_of(lake, found, [clue.clue_id])[clue.clue_id] for row in table.rows]
        why = [row.link for row in rows if row.link is not None]
        assert len(why) == len(told)
        assert all(one.subject == clue.subject and 0.9 < one.chance <= 1 and "name equal" in one.en for one in why)
        masked = [row.link for table in evidence_of(lake, found, [clue.clue_id], clearance=2)[clue.clue_id]
                  for row in table.rows if row.link is not None]  # fmt: skip
        assert all(clue.subject not in one.zh + one.en for one in masked)


def test_a_run_holds_by_the_links_it_was_made_with(lake: Lake, town: list[dict[str, Any]]) -> None:
    """Later decisions change later runs; a changed file is told."""
    made = resolve(lake)
    found = run(lake)
    part = next(one for one in made.datasets if one.dataset == "payments")
    table = IdentityStore(lake).table(made, part.links_file).to_pylist()
    Decisions(lake).record("person", table[0]["fingerprint"], table[0]["key"], "different", "甲", "并非同一人")
    later = resolve(lake)
    assert all(one.proved for one in prove_all(lake, [found]))
    again = run(lake)
    assert again.record.identity_links == (later.id,)
    gone = {row["subject"] for row in found.clues.to_pylist()} - {row["subject"] for row in again.clues.to_pylist()}
    assert gone == {table[0]["key"]}
    assert run(lake, made.id).clues.num_rows == found.clues.num_rows
    path = IdentityStore(lake).path(made, part.links_file)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0x55
    path.write_bytes(raw)
    assert {one.status for one in prove_all(lake, [found])} == {"differs"}
    path.unlink()
    assert all(not one.proved for one in prove_all(lake, [found]))


def test_an_unknown_resolution_is_refused(lake: Lake, town: list[dict[str, Any]]) -> None:
    with pytest.raises(RunRefused, match="no resolution begins with"):
        run(lake, "000009")


def test_versions_delivered_later_are_read_as_they_are(lake: Lake, town: list[dict[str, Any]]) -> None:
    made: Resolution = resolve(lake)
    payments(lake, [{**spoiled(town[0], "masked"), "month": 2024 * 12 + 8}])
    found = run(lake)
    assert (found.record.clues, found.record.identity_links) == (0, ())
    assert made.of(lake.version("payments")) is None


def test_records_of_runs_without_links_are_sealed_as_before(lake: Lake, town: list[dict[str, Any]]) -> None:
    body = json.loads(run(lake).record.body())
    assert all("links" not in use for use in body["datasets"])


@pytest.mark.parametrize("quarantined", [None, [{"name": "某人", "id_number": "不详"}]])
def test_an_absence_is_decided_by_identity(lake: Lake, quarantined: list[dict[str, str]] | None) -> None:
    """Paid under a number that fails: doubtful by number alone, paid with identity; who never was paid is a clue."""
    known = people(MANY)
    paid = [*(spoiled(one, "masked") for one in known[:30]), *known[30:200]]
    covered = (Coverage.model_validate({"region": "340100", "from": date(2024, 1, 1), "to": date(2025, 6, 30)}),)
    payments(lake, paid, coverage=covered, quarantined=quarantined)
    base = {"region": "340100", "died_on": date(2024, 5, 15)}
    publish_rows(lake, "deaths", "death_record@1", [{**base, **one} for one in known])
    resolve(lake)
    model = parse_model(ABSENT)
    alone, found = (
        run_model(lake, model, as_of=AS_OF, purpose="专项一号", identity=identity) for identity in ("none", None)
    )
    never = {one["id_number"] for one in known[200:]}
    assert {row["subject"] for row in found.clues.to_pylist()} == never
    assert {row["subject"] for row in alone.clues.to_pylist()} <= never
    assert sum(found.record.undetermined.values()) < sum(alone.record.undetermined.values())
    assert all(one.proved for one in prove_all(lake, [found]))
