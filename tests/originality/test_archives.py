"""Archives as works and within works: what is in them is read, hostile ones are refused in words."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from mingjian.originality import archives
from mingjian.originality.archives import unpacked
from mingjian.originality.gather import works_of
from mingjian.originality.opening import FILES
from mingjian.originality.prose import Excluded
from mingjian.originality.work import Work, read_work

TEXT = "殡葬登记与待遇发放逐月碰撞，次月以后仍领取的列为线索，由承办人调取银行流水核实资金去向。"


def zipped(path: Path, files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def taped(path: Path, files: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def read(path: Path) -> Work:
    return read_work(path, Excluded())


def told(work: Work) -> dict[str, str]:
    assert all(one.zh and one.en for one in work.problems)
    return {one.name: one.en for one in work.problems}


@pytest.mark.parametrize("name", ["w.zip", "w.tar", "w.tar.gz", "w.tgz", "w.tar.bz2", "w.tar.xz"])
def test_a_work_may_be_an_archive(tmp_path: Path, name: str) -> None:
    files = {"作品/说明.md": TEXT.encode(), "作品/q.sql": b"select 1 as a from t where b > 2"}
    mode = {"w.tar": "w", "w.tar.bz2": "w:bz2", "w.tar.xz": "w:xz"}.get(name, "w:gz")
    path = zipped(tmp_path / name, {**files}) if name == "w.zip" else taped(tmp_path / name, files, mode)
    work = read(path)
    assert not work.problems
    assert work.text.text.strip() == TEXT
    assert work.parts == ((0, f"{name}/作品/说明.md"),)
    assert [one for one, _ in work.plans] == [f"{name}/作品/q.sql"]


def test_archives_stand_beside_files_and_each_is_a_work_of_a_contest(tmp_path: Path) -> None:
    (tmp_path / "c" / "w0").mkdir(parents=True)
    (tmp_path / "c" / "w0" / "a.md").write_text(TEXT, "utf-8")
    zipped(tmp_path / "c" / "w0" / "更多.zip", {"b.md": TEXT})
    zipped(tmp_path / "c" / "w1.zip", {"b.md": TEXT})
    works = works_of(tmp_path / "c", Excluded())
    assert [one.id for one in works] == ["w0", "w1"]
    assert works[0].text.text.count(TEXT) == 2
    assert works[1].text.text.count(TEXT) == 1


def test_a_name_of_a_chinese_system_is_read(tmp_path: Path) -> None:
    name = "说明.md".encode("gb18030").decode("cp437")
    entry = zipfile.ZipInfo("xxxx.md")
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as archive:
        archive.writestr(entry, TEXT)
    raw = (tmp_path / "w.zip").read_bytes().replace(b"xxxx.md", name.encode("cp437"))
    (tmp_path / "w.zip").write_bytes(raw)
    assert read(tmp_path / "w.zip").parts == ((0, "w.zip/说明.md"),)


def test_paths_links_archives_and_doubles_within_are_left_out_and_told(tmp_path: Path) -> None:
    deep = "/".join("abcdefghij") + "/k.md"
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as archive:
        for name in ("../out.md", "/abs.md", "c:/x.md", deep, "in.zip", "in.7z", "a.md"):
            archive.writestr(name, TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.md", "别的")
        link = zipfile.ZipInfo("link.md")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("long" * 100 + ".md", TEXT)
        archive.writestr("__MACOSX/a.md", "not of the work")
    work = read(tmp_path / "w.zip")
    assert work.text.text.strip() == TEXT
    found = told(work)
    assert len(found) == 9
    assert "leads out" in found["w.zip/../out.md"]
    assert "within an archive" in found["w.zip/in.7z"]
    assert "twice" in found["w.zip/a.md"]
    assert "link" in found["w.zip/link.md"]
    assert not (tmp_path / "out.md").exists()


def test_links_and_devices_of_a_tape_are_left_out(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "w.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            entry = tarfile.TarInfo(f"{kind!r}.md")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
        entry = tarfile.TarInfo("../../out.md")
        archive.addfile(entry)
    found = told(read(tmp_path / "w.tar"))
    assert len(found) == 5
    assert sum("link" in one for one in found.values()) == 4


def test_bombs_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = bytes(15_000_000)
    zipped(tmp_path / "a.zip", {"good.md": TEXT, "bomb.txt": nothing})
    work = read(tmp_path / "a.zip")
    assert "packed beyond reason" in told(work)["a.zip"]
    assert TEXT in work.text.text
    taped(tmp_path / "b.tar.gz", {"good.md": TEXT.encode(), "bomb.txt": nothing})
    assert "packed beyond reason" in told(read(tmp_path / "b.tar.gz"))["b.tar.gz"]
    monkeypatch.setattr(archives, "UNPACKED", 50_000)
    zipped(tmp_path / "c.zip", {f"{n}.md": bytes([48 + n]) * 9_000 for n in range(9)}, zipfile.ZIP_STORED)
    assert "too large once unpacked" in told(read(tmp_path / "c.zip"))["c.zip"]
    taped(tmp_path / "d.tar", {f"{n}.md": bytes([48 + n]) * 9_000 for n in range(9)}, "w")
    assert "too large once unpacked" in told(read(tmp_path / "d.tar"))["d.tar"]
    monkeypatch.setattr(archives, "PACKED", 10)
    assert "an archive of over" in told(read(tmp_path / "a.zip"))["a.zip"]


def test_an_archive_of_countless_entries_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "w.zip").write_bytes(archives._ENTRY * (50 * FILES + 1))
    assert "too large" in told(read(tmp_path / "w.zip"))["w.zip"]


def test_no_more_files_than_a_work_may_have(tmp_path: Path) -> None:
    zipped(tmp_path / "w.zip", {f"{n:04}.csv": "a" for n in range(FILES + 5)})
    work = read(tmp_path / "w.zip")
    assert list(told(work)) == [f"w.zip/{FILES:04}.csv"]
    assert len(work.parts) == FILES


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"Rar!\x1a\x07", gzip.compress(b"x" * 600, mtime=0), bytes(1024)],
    ids=["empty", "zip", "rar", "gzip", "nothing"],
)
@pytest.mark.parametrize("name", ["w.zip", "w.tar", "w.tar.gz", "w.7z", "w.rar"])
def test_what_is_damaged_or_of_another_kind_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    problems = unpacked(name, tmp_path / name, tmp_path / "into")
    assert len(problems) <= 1
    assert problems or not data or data == bytes(1024) or name == "w.tar.gz"


def test_one_damaged_or_encrypted_file_costs_no_other(tmp_path: Path) -> None:
    path = zipped(tmp_path / "w.zip", {"a.md": TEXT, "b.md": "另一份" * 50, "c.md": "第三份"}, zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes().replace("另一份".encode(), "另一分".encode(), 1))
    at = raw.rindex(archives._ENTRY, 0, raw.rindex(archives._ENTRY))
    at = raw.rindex(archives._ENTRY, 0, at) if raw.count(archives._ENTRY) > 3 else raw.rindex(archives._ENTRY)
    raw[at + 8] |= 1  # the last is marked as encrypted
    path.write_bytes(raw)
    work = read(path)
    found = told(work)
    assert "damaged" in found["w.zip/b.md"]
    assert "encrypted" in found["w.zip/c.md"]
    assert work.text.text.strip() == TEXT
