"""Indictments of the cases that were judged: what the prosecution asserted and proposed.

Lawful life: court and prosecution agree. A plant tells what the prosecution asserted otherwise.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province.chance import Rng, between
from mingjian.province.clock import NONE, Ints
from mingjian.province.tables import Array, Block, Coded, Column, take
from mingjian.province.world import World

_SAME = (
    "indictment_number", "case_number", "procuratorate", "court", "region", "accused_on", "defendant_no", "is_unit",
    "charges", "main_charge", "charge_count", "crime_from", "crime_to", "act_count", "crime_amount", "recidivist",
    "drug_repeat", "surrender", "confession", "merit", "accessory", "coerced", "attempt", "minor", "elderly", "plea",
    "returned", "forgiven", "prior_count", "custody_from", "bail", "articles", "blood_alcohol", "residence_region",
    "sealed",
)  # fmt: skip
_TIMED = ("fixed_term", "detention", "surveillance")


def background(world: World, rng: Rng) -> None:
    """An indictment for every judgment that names one and has none yet."""
    judged = world.tables.whole("criminal_judgment")
    numbers = judged["indictment_number"]
    assert isinstance(numbers, Coded)
    done = world.tables.whole("indictment").get("indictment_number")
    known = set(done.words) if isinstance(done, Coded) else set()
    open_words = np.array([word not in known for word in numbers.words] or [False])
    wanted = (numbers.index >= 0) & open_words[np.maximum(numbers.index, 0)]
    indict(world, rng, np.asarray(judged["_r"])[wanted].astype(np.int32))


def indict(world: World, rng: Rng, judgment: Ints, **otherwise: Any) -> tuple[Ints, Ints]:
    """Indictments of these judgments; ``otherwise``: columns in which the prosecution differs from the court, with
    ``charge`` for its only charge. Answers record numbers: of the indictments, and of the first count of each."""
    whole = world.tables.whole("criminal_judgment")
    at = np.searchsorted(np.asarray(whole["_r"]), judgment)
    rows = take(whole, at)
    told: dict[str, Any] = {name: rows[name] for name in _SAME if name in rows}
    told |= _proposal(rng, rows)
    charge = otherwise.pop("charge", None)
    if charge is not None:
        told |= {"charges": charge, "main_charge": charge}
    told |= otherwise
    record = world.tables.add("indictment", np.asarray(rows["_p"]), told_by="indictment", **told)
    return record, _counts(world, rows, charge)


def _proposal(rng: Rng, rows: Block) -> dict[str, Any]:
    """What a plea was asked for: the term imposed, or a range about it."""
    penalty = rows["main_penalty"]
    assert isinstance(penalty, Coded)
    timed = np.isin(np.array([*penalty.words, ""], object)[penalty.index], _TIMED)
    term = np.asarray(rows["term_months"]).astype(np.int64)
    days, probation = np.asarray(rows["term_days"]), np.asarray(rows["probation_months"])
    n = len(term)
    asked = (np.asarray(rows["plea"]) == 1) & timed & (term != NONE)
    wide = np.where(rng.random(n) < 0.4, between(rng, 1, 3, n), 0)
    return {
        "proposal_kind": Coded(np.where(asked, penalty.index, -1).astype(np.int32), penalty.words),
        "proposal_low": np.where(asked, np.maximum(term - wide, 1), NONE).astype(np.int64),
        "proposal_high": np.where(asked, term + wide + ((days != NONE) & (days > 0)), NONE).astype(np.int64),
        "proposal_probation": np.where(asked, (probation != NONE) & (probation > 0), -1).astype(np.int8),
    }


def _counts(world: World, rows: Block, charge: Any) -> Ints:
    """A row for each charge the court found, or for the only one the prosecution had; the first row of each."""
    found = world.tables.whole("judgment_count")
    keys = _keys(found)
    order = np.argsort(keys, kind="stable")
    wanted = _keys(rows)
    first = np.searchsorted(keys[order], wanted)
    last = np.searchsorted(keys[order], wanted, side="right")
    if charge is not None:
        last = np.minimum(first + 1, last)
    size = last - first
    at = np.repeat(np.arange(len(wanted)), size)
    within = np.arange(len(at)) - np.repeat(np.cumsum(size) - size, size)
    charges = take(found, order[first[at] + within])["charge"]
    told: dict[str, Column] = {
        name: take({name: rows[name]}, at)[name]
        for name in ("indictment_number", "case_number", "accused_on", "defendant_no", "crime_to", "region", "sealed")
    }
    record = world.tables.add(
        "indictment_count", np.asarray(rows["_p"])[at], told_by="indictment",
        charge=charges if charge is None else charge, **told,
    )  # fmt: skip
    start = np.cumsum(size) - size
    return np.where(size > 0, record[np.minimum(start, max(len(record) - 1, 0))], -1).astype(np.int32)


def _keys(rows: Block) -> Array:
    """Case number and defendant as one text."""
    number = rows["case_number"]
    assert isinstance(number, Coded)
    words = np.array([*number.words, ""], object)[number.index]
    who = np.asarray(rows["defendant_no"]).tolist()
    return np.array([f"{word}|{no}" for word, no in zip(words.tolist(), who, strict=True)])
