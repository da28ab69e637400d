"""Small provinces for exercises, made on demand and kept by content; every use works on a copy of its own.

    <home>/<digest of the program>/provinces/<digest>/   files, list of deliveries and truth, as `province.build` writes
    <home>/<digest of the program>/lakes/<digest>/       those of the province's deliveries an exercise needs, loaded
    <home>/scratch/                                      copies in use: hard links to what never changes

A folder appears by one rename; who is killed while making one leaves litter that the next maker of it removes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

import mingjian
from mingjian.intake import Intake, Step, read_listed
from mingjian.lake import Lake
from mingjian.province import build
from mingjian.training.definition import Ground

__all__ = ["Grounds", "Standing", "Told"]

Told = Callable[[float, str, str], None]
"""Told the share that is done (0 … 1) and what is going on, in Chinese and English."""

ABANDONED = 6 * 3600
"""Seconds after which a copy in the scratch folder is nobody's any more."""
_MADE_BY = ("province", "intake", "standards", "lake")
_BUILT = 0.6
"""Share of the time of making a ground that the province itself takes."""


@dataclass(frozen=True)
class Standing:
    """A ground in use: a lake that may be run on and is thrown away, the folder with the truth, the as-of day."""

    lake: Lake
    province: Path
    as_of: date


class Grounds:
    """The provinces below a folder."""

    def __init__(self, home: Path | str) -> None:
        self.home = Path(home).absolute()
        self._here = self.home / _program()

    @contextmanager
    def standing(
        self, ground: Ground, seed: int, standards: tuple[str, ...], told: Told | None = None
    ) -> Iterator[Standing]:
        """A copy of the ground with the deliveries under some standards. Raises OSError, `TooFewPeople`."""
        say = told or _silent
        province = self._province(ground, seed, say)
        lake = self._lake(province, standards, say)
        scratch = self.home / "scratch"
        scratch.mkdir(parents=True, exist_ok=True)
        _sweep(scratch)
        with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as folder:
            copy = Path(folder) / "lake"
            shutil.copytree(lake, copy, copy_function=_linked)
            yield Standing(Lake.open(copy), province, read_listed(province, ()).as_of)

    def _province(self, ground: Ground, seed: int, told: Told) -> Path:
        key = _key({"people": ground.people, "seed": seed, "dirt": ground.dirt})
        told(0.0, "准备虚构省份", "getting the synthetic province ready")

        def make(folder: Path) -> None:
            told(0.05, f"生成虚构省份（{ground.people:,} 人）", f"making a province of {ground.people:,} people")
            build(folder, ground.people, seed, ground.dirt)

        return self._made("provinces", key, make)

    def _lake(self, province: Path, standards: tuple[str, ...], told: Told) -> Path:
        key = _key({"province": province.name, "standards": list(standards)})

        def make(folder: Path) -> None:
            listed = read_listed(province, standards)
            shares = [0.0] * len(listed.orders)

            def step(number: int, one: Step) -> None:
                shares[number] = one.share
                share = _BUILT + (1 - _BUILT) * sum(shares) / len(shares)
                told(share, "导入各部门数据", "taking the agency files in")

            for _ in Intake(Lake.create(folder)).load_all(listed.orders, step):
                pass

        return self._made("lakes", key, make)

    def _made(self, kind: str, key: str, make: Callable[[Path], None]) -> Path:
        """The folder of a key, made by the first who asks while the others wait."""
        folder = self._here / kind / key
        if folder.is_dir():
            return folder
        self._here.mkdir(parents=True, exist_ok=True)
        with FileLock(self._here / f"{key}.lock"):
            if folder.is_dir():
                return folder
            begun = self._here / f"{key}.part"
            shutil.rmtree(begun, ignore_errors=True)
            make(begun)
            folder.parent.mkdir(parents=True, exist_ok=True)
            begun.replace(folder)
        return folder


def _silent(share: float, zh: str, en: str) -> None:
    del share, zh, en


def _key(told: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]


@lru_cache(maxsize=1)
def _program() -> str:
    """A digest of the parts of the program that make a ground, so that another program never takes an old one."""
    digest = hashlib.sha256()
    root = Path(mingjian.__file__).parent
    for part in _MADE_BY:
        for file in sorted((root / part).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(root).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _linked(source: str, target: str) -> None:
    """Files that are never changed are linked; the small ones that tell of the lake are copied."""
    if source.endswith(".parquet") or f"{os.sep}sources{os.sep}" in source:
        try:
            os.link(source, target)
            return
        except OSError:  # a file system without hard links
            pass
    shutil.copy2(source, target)


def _sweep(scratch: Path) -> None:
    for one in scratch.iterdir():
        try:
            old = time.time() - one.stat().st_mtime > ABANDONED
        except OSError:
            continue
        if old:
            shutil.rmtree(one, ignore_errors=True)
