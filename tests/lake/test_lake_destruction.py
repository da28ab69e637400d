"""Destroying versions: what goes, what stays, what says so, and that a killed destruction is ended by a second one."""

from pathlib import Path

import pytest

from mingjian.intake import Intake
from mingjian.lake import Lake, LakeError
from mingjian.lake import destruction as module

PEOPLE = ("340102195001010016", "34010219500102002X", "340102195001030033")  # invented
HEAD = "姓名,身份证号,死亡日期\n"
ARGUMENTS = {"by": "陶数据", "basis": "协议第三条", "why": "保存期满"}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Three versions: two full ones, and one that adds to the second; each with a row in quarantine."""
    made = Lake.create(tmp_path / "lake", key=b"k" * 32)
    for number, kind in enumerate(("full", "full", "append")):
        path = tmp_path / f"deaths{number}.csv"
        path.write_text(HEAD + f"甲,{PEOPLE[number]},2024-01-0{number + 1}\n乙,,无\n", encoding="utf-8")
        Intake(made).load(path, "death_record@1", delivery=kind)
    return made


def files(lake: Lake, number: int) -> list[str]:
    folder = next((lake.path / "datasets/death_record/versions").glob(f"{number:06d}-*"))
    return sorted(path.relative_to(folder).parts[0] for path in folder.rglob("*") if path.is_file())


def test_rows_and_originals_go_and_manifest_dictionary_and_certificate_stay(lake: Lake) -> None:
    first, second, third = lake.versions("death_record")
    (lake.path / "steps").mkdir()
    (lake.path / "steps" / "old.parquet").write_bytes(b"rows")
    (made,) = lake.destroy("death_record", [first.version], proofs={first.version: ["run-1"]}, **ARGUMENTS)
    assert (made.number, made.rows, made.by, made.basis, made.proofs) == (1, 1, "陶数据", "协议第三条", ("run-1",))
    assert {ref.sha256 for ref in made.files} == {
        first.parts[0].sha256, first.quarantine.sha256, first.sources[0].sha256
    }  # fmt: skip
    assert files(lake, 1) == ["manifest.json", *["subjects"] * len(first.subjects)]
    assert [ref.path for ref in made.kept] == [ref.path for ref in first.subjects]
    assert not (lake.path / "steps" / "old.parquet").exists()
    assert lake.verify() == []
    assert lake.certificate(first) == made
    assert lake.certificate(second) is None
    assert lake.version("death_record") == third
    assert lake.versions("death_record") == [first, second, third]
    with pytest.raises(LakeError, match=r"destroyed on .* by 陶数据"):
        lake.version(first.name)
    assert lake.subjects.count("person") == 3


def test_what_a_later_version_builds_on_goes_only_with_it(lake: Lake) -> None:
    first, second, third = lake.versions("death_record")
    with pytest.raises(LakeError, match="version 3 builds on version 2"):
        lake.destroy("death_record", [second.version], **ARGUMENTS)
    assert lake.verify() == []
    assert lake.latest("death_record") == third
    lake.destroy("death_record", [third.version], **ARGUMENTS)
    assert lake.latest("death_record") == second
    lake.destroy("death_record", [second.version, first.version], **ARGUMENTS)
    assert lake.latest("death_record") is None
    with pytest.raises(LakeError, match="destroyed"):
        lake.version("death_record")
    assert lake.verify() == []


def test_new_data_after_destruction_goes_on_counting(lake: Lake, tmp_path: Path) -> None:
    every = lake.versions("death_record")
    lake.destroy("death_record", [one.version for one in every], **ARGUMENTS)
    path = tmp_path / "deaths0.csv"
    made = Intake(lake).load(path, "death_record@1")
    assert made.number == 4
    assert lake.verify() == []


def test_a_destruction_that_was_killed_is_seen_and_ended_by_a_second_one(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = lake.versions("death_record")[0]

    class Killed(BaseException):
        pass

    def killed(paths: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module, "_remove", killed)
        with pytest.raises(Killed):
            lake.destroy("death_record", [first.version], **ARGUMENTS)
    assert {one.kind for one in lake.verify()} == {"unexpected"}
    with pytest.raises(LakeError, match="destroyed"):
        lake.version(first.name)
    (again,) = lake.destroy("death_record", [first.version], by="other", basis="x")
    assert again.by == "陶数据"
    assert lake.verify() == []


def test_a_certificate_that_was_changed_is_found(lake: Lake) -> None:
    first, second, _ = lake.versions("death_record")
    lake.destroy("death_record", [first.version], **ARGUMENTS)
    path = lake.layout.certificate("death_record", first.version)
    path.write_text(path.read_text().replace(first.version, second.version))
    assert [(one.kind, one.path) for one in lake.verify()] == [("changed", str(path.relative_to(lake.path)))]
