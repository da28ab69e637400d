"""How much two records speak for the same person: Splink's model, as two Arrow tables go in and weighed pairs come out.

Fellegi and Sunter, A Theory for Record Linkage (1969): the weight of a pair is the sum, over what is compared, of
log2(m/u), the share of such agreement among pairs of the same one over that among any two. Splink estimates u from
random pairs and m by expectation maximisation in blocks, and adjusts for how rare a value is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as levels
import splink.comparison_library as library
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from mingjian.identity.comparisons import Comparison, Plan
from mingjian.lake.sql import connect

__all__ = ["FEW", "weighed"]

FEW = 500
"""With fewer records on the smaller side nothing is learned: what :mod:`comparisons` says counts."""
RANDOM_PAIRS = 2_000_000
SEED = 1
PRIOR = 1e-4


def weighed(
    plan: Plan,
    left: pa.Table,
    right: pa.Table | None = None,
    *,
    memory_limit: str | None = None,
    threads: int | None = None,
    temp: Path | None = None,
) -> pa.Table:
    """Candidate pairs with their weights: ``left`` and ``right`` (``unique_id`` of each side), ``weight`` in bits
    without any prior, and ``<column>__level`` and ``<column>__bits`` of each comparison, for explanations.

    Both tables have an integer ``unique_id`` and the plan's columns as texts; without ``right`` the records of ``left``
    are paired among themselves, each pair once. Deterministic for the same tables.
    """
    sides = {"a_left": left} if right is None else {"a_left": left, "b_right": right}
    if not all(one.num_rows for one in sides.values()):
        return _empty(plan)
    con = connect(memory_limit, threads, temp)
    try:
        with _quiet():
            linker = Linker(_registered(con, sides), _settings(plan, len(sides)), log_level=logging.CRITICAL)
            if min(one.num_rows for one in sides.values()) >= FEW:
                _train(linker, plan)
            pairs = linker.inference.predict(threshold_match_weight=plan.least)
            prior = linker._settings_obj._probability_two_random_records_match
            return con.execute(_told(plan, pairs.physical_name, prior, len(sides))).to_arrow_table()
    finally:
        con.close()


def _registered(con: duckdb.DuckDBPyConnection, sides: Mapping[str, pa.Table]) -> list[Any]:
    api = DuckDBAPI(con)
    for name, table in sides.items():
        con.register(f"{name}_arrow", table)
        con.execute(f"CREATE TABLE {name} AS FROM {name}_arrow")
    return [api.register(name, dataset_display_name=name) for name in sides]


def _settings(plan: Plan, sides: int) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only" if sides == 1 else "link_only",
        comparisons=[_comparison(one) for one in plan.comparisons],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in plan.blocks],
        probability_two_random_records_match=PRIOR,
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=True,
        linker_uid="mingjian",
    )


def _comparison(one: Comparison) -> library.CustomComparison:
    made: list[Any] = [levels.NullLevel(one.column)]
    for level in one.levels:
        if level.sql == "ELSE":
            made.append(levels.ElseLevel().configure(m_probability=level.m, u_probability=level.u))
        elif level.frequent:
            exact = levels.ExactMatchLevel(one.column, term_frequency_adjustments=True)
            made.append(exact.configure(m_probability=level.m, u_probability=level.u))
        else:
            custom = levels.CustomLevel(level.sql.format(one.column), label_for_charts=level.name)
            made.append(custom.configure(m_probability=level.m, u_probability=level.u))
    return library.CustomComparison(made, output_column_name=one.column)


def _train(linker: Linker, plan: Plan) -> None:
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    for block in plan.training:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*block), fix_u_probabilities=True, estimate_without_term_frequencies=True
        )


def _told(plan: Plan, pairs: str, prior: float, sides: int) -> str:
    """The pairs with the names this module gives their columns; Splink counts levels from none (0) upwards."""
    own = ", ".join(
        f"CASE WHEN gamma_{c} >= 0 THEN {len(one.levels) - 1} - gamma_{c} END AS {c}__level,"
        f" CASE WHEN gamma_{c} >= 0 THEN mw_{c}{_frequency(one)} END AS {c}__bits"
        for one in plan.comparisons
        for c in [one.column]
    )
    bits = f"match_weight - log2({prior!r} / (1 - {prior!r}))"
    turned = "CASE WHEN source_dataset_l = 'a_left' THEN unique_id_{} ELSE unique_id_{} END"
    place = "unique_id_{0}" if sides == 1 else turned
    return (
        f'SELECT {place.format("l", "r")}::BIGINT AS "left", {place.format("r", "l")}::BIGINT AS "right",'
        f" {bits} AS weight, {own} FROM {pairs}"
    )


def _frequency(one: Comparison) -> str:
    return f" + coalesce(mw_tf_adj_{one.column}, 0)" if any(level.frequent for level in one.levels) else ""


def _empty(plan: Plan) -> pa.Table:
    fields: list[Any] = [("left", pa.int64()), ("right", pa.int64()), ("weight", pa.float64())]
    for one in plan.comparisons:
        fields += [(f"{one.column}__level", pa.int32()), (f"{one.column}__bits", pa.float64())]
    return pa.schema(fields).empty_table()


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink tells its progress to the log of the root; nobody here reads it."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
