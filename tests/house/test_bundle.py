"""The bundle installs with no network at all, and refuses what was changed on its way."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "packaging" / "install.sh"


def install(folder: Path, prefix: Path, *before: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the installer of a bundle; no package index can be reached."""
    given = {"PATH": os.environ["PATH"], "HOME": str(folder), "PIP_INDEX_URL": "http://127.0.0.1:1/", **env}
    return subprocess.run(
        [*before, "sh", str(folder / "install.sh"), str(prefix)], env=given, capture_output=True, text=True
    )


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle of nothing, whole by its list."""
    folder = tmp_path / "bundle"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "mingjian-9.9.9-py3-none-any.whl").write_bytes(b"wheel")
    shutil.copy(INSTALLER, folder)
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder)}\n" for one in files]
    (folder / "SHA256SUMS").write_text("".join(lines))
    return folder


def test_a_changed_file_is_refused_and_nothing_is_written(bundle: Path, tmp_path: Path) -> None:
    (bundle / "wheels" / "mingjian-9.9.9-py3-none-any.whl").write_bytes(b"other")
    done = install(bundle, tmp_path / "prefix")
    assert done.returncode == 1
    assert "damaged or was changed" in done.stderr
    assert not (tmp_path / "prefix").exists()


def test_no_python_is_told(bundle: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "sha256sum", "basename", "ls", "cut"):
        found = shutil.which(name)
        assert found
        (tools / name).symlink_to(found)
    done = install(bundle, tmp_path / "prefix", PATH=str(tools))
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def test_a_wheel_that_does_not_install_leaves_the_old_version_in_use(bundle: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "prefix"
    (prefix / "1.0").mkdir(parents=True)
    (prefix / "current").symlink_to("1.0")
    done = install(bundle, prefix, PYTHON=sys.executable)
    assert done.returncode != 0
    assert (prefix / "current").readlink() == Path("1.0")
    assert not (prefix / "9.9.9.new").exists()


@pytest.mark.slow
def test_it_installs_and_runs_with_no_network(tmp_path: Path) -> None:
    """Needs a package index to make the bundle, and `unshare` to cut the network off afterwards."""
    cut_off = ["unshare", "-rn"]
    if subprocess.run([*cut_off, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody cut off the network (unshare -rn)")
    python = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run(
        [python, str(ROOT / "scripts" / "bundle.py"), "--out", str(tmp_path)], capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    (packed,) = tmp_path.glob("*.tar")
    with tarfile.open(packed) as tar:
        tar.extractall(tmp_path / "there", filter="data")
    (folder,) = (tmp_path / "there").iterdir()
    done = install(folder, tmp_path / "prefix", *cut_off)
    assert done.returncode == 0, done.stderr
    program = str(tmp_path / "prefix" / "bin" / "mingjian")
    for words in (["init", "lake"], ["desk", "init", "desk", "--lake", "lake"], ["models", "list"]):
        ran = subprocess.run([*cut_off, program, *words], cwd=tmp_path, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
    static = next((tmp_path / "prefix" / "current").rglob("mingjian/desk/static/index.html"))
    assert static.stat().st_size > 0
