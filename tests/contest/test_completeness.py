"""Completeness: each seeded defect is told by its check, whole works are whole, nothing handed in crashes it."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from benchmarks.contest.completeness import spoiled
from benchmarks.contest.defects import DEFECTS, defective
from benchmarks.contest.works import PROSE, Files, packed, type_of, whole_work
from mingjian.contest.completeness import Finding, Limits, complete
from mingjian.contest.completeness.sniffing import decoded, kind_of
from mingjian.models.enumerations import Work

CREATIVE = type_of(Work.CREATIVE)
KNOWN_MISS = "identity number 014。"
"""The standard's own example: of somebody born in 1880, whom the checks of identity take for nobody."""


def files_of(kind: Work, seed: int = 3) -> Files:
    return next(files for n in range(seed, seed + 3) for work, files in [whole_work(n)] if work is kind)


def errors(work, kind=CREATIVE, **more) -> dict[str, str]:
    """Check → its place of the errors."""
    return {one.check: f"{one.file}:{one.place}" for one in complete(work, kind, **more) if one.severity == "error"}


def missed(told: dict[str, tuple[str, list[Finding]]]) -> list[str]:
    """Defects that their check did not tell; every finding has its words."""
    assert all(one.zh and one.en and one.zh != one.en for _, found in told.values() for one in found)
    return [name for name, (check, found) in told.items() if check not in {one.check for one in found}]


def test_each_defect_of_a_document_or_archive_is_told_by_its_check():
    told = {name: (check, complete(data, kind)) for name, check, kind, data in defective(3) if kind is CREATIVE}
    assert len(told) >= 40
    assert missed(told) in ([], [KNOWN_MISS])


@pytest.mark.slow
def test_each_defect_is_told_by_its_check():
    told = {name: (check, complete(data, kind)) for name, check, kind, data in defective(4)}
    assert len(told) >= 60
    assert missed(told) in ([], [KNOWN_MISS])


def test_defects_of_models_are_told_with_their_place():
    files = files_of(Work.PROTOTYPE)
    spoilt = {**files, "model/model.yaml": files["model/model.yaml"].replace(b"\nsteps:", b"\nstepps:", 1)}
    found = [one for one in complete(packed(spoilt), type_of(Work.PROTOTYPE)) if one.check == "model"]
    line = files["model/model.yaml"].decode().split("\nsteps:")[0].count("\n") + 2
    assert f"{line}:1" in {one.place for one in found}
    assert {one.file for one in found} == {"model/model.yaml"}


@pytest.mark.parametrize("seed", range(9))
def test_whole_works_are_whole(seed):
    kind, files = whole_work(seed)
    assert errors(packed(files), type_of(kind)) == {}


def test_a_folder_is_looked_at_like_a_zip_also_within_another_folder(tmp_path):
    kind, files = whole_work(2)
    for name, data in files.items():
        (tmp_path / "w" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "w" / name).write_bytes(data)
    inner = packed({f"参赛作品/{name}": data for name, data in files.items()} | {"__MACOSX/x": b"x"})
    assert (
        complete(tmp_path / "w", type_of(kind))
        == complete(packed(files), type_of(kind))
        == complete(inner, type_of(kind))
    )


def test_places_are_told():
    files = files_of(Work.CREATIVE)
    idea = files["idea.yaml"].replace(b"absent", b"abscent")
    found = complete(packed({**files, "idea.yaml": idea}), CREATIVE)
    (one,) = [one for one in found if one.check == "idea"]
    assert (one.file, one.place) == ("idea.yaml", "2:20")
    assert "是否想写 absent" in one.zh
    secret = {**files, "notes.md": f"{PROSE}\n机密★".encode()}
    assert errors(packed(secret))["secrecy"] == f"notes.md:{PROSE.count(chr(10)) + 2}"


def test_numbers_are_shown_in_part_and_made_up_ones_are_none():
    files = files_of(Work.CREATIVE)
    real = complete(packed({**files, "notes.md": b"11010519491231002X 13812345678"}), CREATIVE)
    shown = " ".join(one.zh + one.en for one in real)
    assert "110…2X" in shown
    assert "138…78" in shown
    assert "11010519491231002X" not in shown
    assert errors(packed({**files, "notes.md": b"349901194912310026 110105194912310021"})) == {}


def test_limits(tmp_path):
    files = files_of(Work.CREATIVE)
    assert "archive_size" in errors(packed(files), limits=Limits(packed=100))
    assert "archive_bomb" in errors(packed(files), limits=Limits(one=100))
    assert "archive_files" in errors(packed(files), limits=Limits(files=2))
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    assert "archive_path" in errors(tmp_path)


def test_names_of_chinese_systems_are_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files_of(Work.CREATIVE).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    assert errors(out.getvalue()) == {}
    odd = out.getvalue().replace("模型概述".encode(), "模型概述".encode("gb18030").ljust(12, b" "))
    assert "archive_unreadable" in errors(odd) or "part_missing" not in errors(odd)


def test_old_encodings_are_text_and_bytes_are_not():
    assert decoded("数据".encode("gb18030")) == decoded("数据".encode()) == decoded("数据".encode("utf-16")) == "数据"
    assert decoded(bytes(range(32)) * 10) is None
    assert kind_of(b"PK\x03\x04broken") == "binary"


@pytest.mark.parametrize("seed", [*range(60), *range(71_030, 71_034)])
def test_nothing_handed_in_crashes_it(seed):
    complete(spoiled(seed), type_of(list(Work)[seed % 3]))


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_broken_packing_is_told_whatever_the_way(way):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr("overview.md", PROSE)
    for seed in range(100):
        drawn, spoilt = random.Random(seed), bytearray(out.getvalue())
        for _ in range(3):
            spoilt[drawn.randrange(len(spoilt))] = drawn.randrange(256)
        complete(bytes(spoilt), CREATIVE)


def test_every_kind_of_work_has_defects():
    assert {kind for _, kind, _ in DEFECTS.values()} == set(Work)
