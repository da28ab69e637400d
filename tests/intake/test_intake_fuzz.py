"""Mangled files end in accepted + quarantined + set aside = source, or in one clear error; never in half a version."""

import os
from pathlib import Path

import pytest
from mangle import mangled

from mingjian.intake import Intake, IntakeError, MappingFile
from mingjian.lake import Lake

MAPPING = MappingFile(
    source="a", standard="pension_payment@1", columns={"id_number": "身份证号", "month": "待遇月份", "amount": "金额"}
)
FIRST = int(os.environ.get("MINGJIAN_FUZZ_SEED", "0"))
FEW, MANY, BATCH = 150, 2400, 30


def outcome(lake: Lake, folder: Path, seed: int) -> str:
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
        return "refused"
    assert manifest.counts.balanced, seed
    assert manifest.counts.accepted == manifest.rows, seed
    return "taken in"


def run(folder: Path, first: int, count: int) -> None:
    lake = Lake.create(folder / "lake")
    seen = set()
    for seed in range(first, first + count):
        files = folder / f"s{seed}"
        files.mkdir()
        seen.add(outcome(lake, files, seed))
    assert lake.verify() == []
    assert list(lake.layout.staging.iterdir()) == []
    assert seen == {"refused", "taken in"}


@pytest.mark.parametrize("first", range(0, FEW, BATCH))
def test_a_few_mangled_files(tmp_path, first):
    run(tmp_path, FIRST + first, BATCH)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(FEW, FEW + MANY, BATCH * 4))
def test_many_mangled_files(tmp_path, first):
    run(tmp_path, FIRST + first, BATCH * 4)
