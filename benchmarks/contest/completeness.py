"""Seeded defects, whole works, and a thousand uploads of which most are rubbish."""

from __future__ import annotations

import io
import random
import time
import zipfile

from benchmarks.contest.defects import defective
from benchmarks.contest.works import Files, packed, type_of, whole_work
from benchmarks.targets import Target
from mingjian.contest.completeness import complete
from mingjian.models.enumerations import Work

__all__ = ["completeness", "spoiled"]

SEED, WHOLE, UPLOADS = 71_000, 40, 1_000


def completeness() -> list[Target]:
    """Line 4 of `docs/plans/making.md` §9."""
    told, number = 0, 0
    for name, check, kind, data in defective(SEED):
        number += 1
        found = {one.check for one in complete(data, kind) if one.severity != "notice"}
        told += check in found
        if check not in found:
            print(f"not told: {name} ({check}); told: {sorted(found)}")
    false, start = 0, time.process_time()
    for seed in range(SEED, SEED + WHOLE):
        work, files = whole_work(seed)
        wrong = [one for one in complete(packed(files), type_of(work)) if one.severity == "error"]
        false += bool(wrong)
        if wrong:
            print(f"whole work {seed} ({work.value}): {wrong[0]}")
    seconds = (time.process_time() - start) / WHOLE
    crashed, start = _fuzz(), time.process_time()
    print(f"{number} defects; {WHOLE} whole works, {seconds:.2f} CPU s each")
    return [
        Target(f"share of {number} seeded defects told by their check", told / number, 0.98, least=True),
        Target(f"false errors on {WHOLE} whole works", false, 0),
        Target(f"crashes on {UPLOADS} uploads", crashed, 0),
    ]


def _fuzz() -> int:
    crashed = 0
    for seed in range(SEED, SEED + UPLOADS):
        try:
            complete(spoiled(seed), type_of(list(Work)[seed % 3]))
        except Exception as error:  # that is what is looked for
            crashed += 1
            print(f"crash at {seed}: {error!r}")
    return crashed


def spoiled(seed: int) -> bytes:
    """A work damaged by chance: bytes of the archive or of its files changed, cut off, doubled; or no work at all."""
    drawn = random.Random(seed)
    if seed % 10 == 0:
        return drawn.randbytes(drawn.randrange(2000))
    _, files = _light(seed)
    if seed % 4 == 1:  # the directory stays whole, what is packed does not
        return _scratched(files, drawn)
    if seed % 2:
        return _hit(packed(files), drawn)
    name = drawn.choice(list(files))
    return packed({**files, name: _hit(files[name], drawn)})


def _scratched(files: Files, drawn: random.Random) -> bytes:
    """Packed in one of three ways, a few bytes exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", drawn.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
    ) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    spoilt = bytearray(out.getvalue())
    for _ in range(drawn.choice([1, 3, 9])):
        spoilt[drawn.randrange(len(spoilt))] = drawn.randrange(256)
    return bytes(spoilt)


def _light(seed: int) -> tuple[Work, Files]:
    """A whole work; of ten models nine are left out, since running examples takes seconds."""
    kind, files = whole_work(seed % 60)
    if seed % 30:
        files = {name: data for name, data in files.items() if not name.startswith("model/")}
    return kind, files


def _hit(data: bytes, drawn: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(drawn.choice([1, 5, 50])):
        if not spoilt:
            break
        at = drawn.randrange(len(spoilt))
        act = drawn.randrange(4)
        if act == 0:
            spoilt[at] = drawn.randrange(256)
        elif act == 1:
            del spoilt[at : at + drawn.randrange(1, 200)]
        elif act == 2:
            spoilt[at:at] = spoilt[at : at + drawn.randrange(1, 200)]
        else:
            spoilt = spoilt[: max(at, 1)]
    return bytes(spoilt)
