"""Mangled files end in accepted + quarantined + set aside = source, or in one clear error; never in half a version."""

import os
from pathlib import Path

import pytest
from mangle import mangled
from recount import check_source, check_stored, sqlite_rows

from mingjian.intake import Intake, IntakeError, MappingFile
from mingjian.lake import Lake

MAPPING = MappingFile(
    source="a", standard="pension_payment@1", columns={"id_number": "身份证号", "month": "待遇月份", "amount": "金额"}
)
FIRST = int(os.environ.get("MINGJIAN_FUZZ_SEED", "0"))
FEW, MANY, BATCH = 150, 2400, 30


def outcome(lake: Lake, folder: Path, seed: int) -> tuple[str, int]:
    """What became of the file of a seed, and how many of its sources another reader counted alike."""
    path = mangled(folder, seed)
    before = len(lake.versions("pension_payment"))
    refusal, manifest = None, None
    try:
        manifest = Intake(lake).load(path, mapping=MAPPING if seed % 3 else None, standard="pension_payment@1")
    except IntakeError as error:
        refusal = error
    if manifest is None:
        assert refusal is not None
        assert refusal.messages, seed
        assert all(message.zh and message.en for message in refusal.messages), seed
        assert len(lake.versions("pension_payment")) == before, seed
        return "refused", 0
    assert manifest.counts.balanced, seed
    assert manifest.counts.accepted == manifest.rows, seed
    check_stored(lake, manifest)
    if path.suffix == ".db":
        assert manifest.counts.source == sqlite_rows(path), seed
    return "taken in", check_source(lake, manifest)


def run(folder: Path, first: int, count: int) -> None:
    lake = Lake.create(folder / "lake")
    seen, compared = set(), 0
    for seed in range(first, first + count):
        files = folder / f"s{seed}"
        files.mkdir()
        became, counted = outcome(lake, files, seed)
        seen.add(became)
        compared += counted
    assert lake.verify() == []
    assert list(lake.layout.staging.iterdir()) == []
    assert seen == {"refused", "taken in"}
    assert compared


@pytest.mark.parametrize("first", range(0, FEW, BATCH))
def test_a_few_mangled_files(tmp_path, first):
    run(tmp_path, FIRST + first, BATCH)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(FEW, FEW + MANY, BATCH * 4))
def test_many_mangled_files(tmp_path, first):
    run(tmp_path, FIRST + first, BATCH * 4)
