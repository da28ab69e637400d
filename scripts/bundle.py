"""Make a bundle that installs with no network: `python scripts/bundle.py` (`make bundle`).

One folder and its tar: the wheels of the lock file for a kind of machine, our own wheel with the screens inside, an
installer, the list of hashes. `--python 3.11 3.12` and `--platform` name other machines than this one; a wheel that a
machine lacks is an error here, not there.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTALLER = ROOT / "packaging"
PLATFORMS = {
    "linux-x86_64": ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux-aarch64": (
        "manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64",
    ),
}  # fmt: skip
"""Kinds of machines and the tags of wheels they take, newest first; glibc 2.28 is that of Debian 10 and RHEL 8."""


class CannotBundle(Exception):
    """Something is missing; the text says what."""


def version() -> str:
    """The version of the project."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def uv() -> str:
    """The uv of the machine, or the one fetched by `make setup`."""
    found = shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".bootstrap" / "bin"))
    if found is None:
        raise CannotBundle("uv is missing: run `make setup` first")
    return found


def call(*words: str) -> str:
    """Run a command; what it wrote. Its own words are the error when it fails."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise CannotBundle(f"{' '.join(words[:4])} … failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def requirements(python: str) -> str:
    """The lock file as pip reads it, with hashes, without what only development needs."""
    return call(uv(), "export", "--frozen", "--no-dev", "--no-emit-project", "--no-header", "--no-annotate", "-q",
                "--python", python)  # fmt: skip


def download(wheels: Path, listed: Path, python: str, machine: str) -> None:
    """The wheels of a list for one Python and one kind of machine."""
    tags = [word for tag in PLATFORMS[machine] for word in ("--platform", tag)]
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode:
        raise CannotBundle(f"{sys.executable} has no pip: run this with a Python that has, as `make bundle` does")
    call(*pip, "download", "-q", "--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", str(listed),
         "--dest", str(wheels), "--python-version", python, "--implementation", "cp", *tags)  # fmt: skip


def make(out: Path, pythons: list[str], machine: str) -> Path:
    """The bundle's folder, and beside it its tar; answers the tar."""
    folder = out / f"mingjian-{version()}-{machine}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    listed = folder / "requirements.txt"
    listed.write_text(requirements(sys.executable), encoding="utf-8")
    for python in pythons:
        download(wheels, listed, python, machine)
    call(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", str(wheels), "pip")
    call(uv(), "build", "-q", "--wheel", "--out-dir", str(wheels))
    (wheels / ".gitignore").unlink(missing_ok=True)
    for one in sorted(INSTALLER.iterdir()):
        shutil.copy(one, folder / one.name)
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    sums = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder).as_posix()}\n" for one in files]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    made = out / f"{folder.name}.tar"
    with tarfile.open(made, "w") as tar:
        tar.add(folder, folder.name, filter=_nobody)
    return made


def _nobody(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member that says nothing about who made it."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    return info


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    machine = "aarch64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--python", nargs="+", default=[here], help="versions of Python on the other side")
    parser.add_argument("--platform", choices=PLATFORMS, default=f"linux-{machine}")
    given = parser.parse_args()
    try:
        made = make(given.out.resolve(), given.python, given.platform)
    except CannotBundle as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made}  {made.stat().st_size / 1e6:.0f} MB, Python {', '.join(given.python)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
