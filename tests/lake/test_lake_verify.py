import json
import random

import pytest
from lake_parts import manifest_of, small_version, write_part

from mingjian.lake import Lake, part
from mingjian.lake.layout import MANIFEST
from mingjian.lake.sql import connect, text


@pytest.fixture
def path(lake: Lake):
    with lake.writing(), lake.staging() as staged:
        made = part(write_part(staged, 6000), staged.path)
        manifest = lake.publish(staged, manifest_of("deaths", 6000, (made,)))
    return lake.file(manifest.parts[0].path)


def flip(path, position: int) -> None:
    with path.open("r+b") as file:
        file.seek(position)
        byte = file.read(1)
        file.seek(position)
        file.write(bytes([byte[0] ^ 0x40]))


def test_every_changed_byte_is_placed(lake: Lake, path):
    original = path.read_bytes()
    groups = lake.version("deaths").parts[0].groups
    assert len(groups) == 3
    kinds = set()
    random.seed(5)
    for position in [0, len(original) - 1, len(original) - 30, *random.sample(range(len(original)), 60)]:
        flip(path, position)
        problems = lake.verify()
        assert len(problems) == 1, (position, problems)
        inside = [i for i, group in enumerate(groups) if group.start <= position < group.end]
        assert problems[0].row_group == (inside[0] if inside else None)
        assert problems[0].path == path.relative_to(lake.path).as_posix()
        kinds.add((problems[0].kind, bool(problems[0].rows)))
        path.write_bytes(original)
    assert ("unreadable", False) in kinds
    assert lake.verify() == []


def test_a_rewritten_value_names_the_row(lake: Lake, path):
    """A part rewritten with another amount, in a file of the same layout: the row is named."""
    manifest = lake.version("deaths")
    with connect() as con:
        con.execute(f"CREATE TABLE t AS FROM read_parquet({text(path)})")
        con.execute("UPDATE t SET amount = amount + 1 WHERE _line = 4000")
        con.execute(
            f"COPY (FROM t ORDER BY _line) TO {text(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)"
        )
        wanted = con.execute("SELECT lower(hex(row_id)) FROM t WHERE _line = 4000").fetchone()[0]
    named = [row for problem in lake.verify() for row in problem.rows]
    assert f"row_id {wanted}, 行/line 4000" in named
    assert manifest.parts[0].rows == 6000


def test_truncated_missing_and_unexpected_files(lake: Lake, path):
    original = path.read_bytes()
    path.write_bytes(original[: len(original) // 2])
    found = lake.verify()
    assert any("bytes instead of" in str(problem) for problem in found)
    path.unlink()
    assert [problem.kind for problem in lake.verify()] == ["missing"]
    path.write_bytes(original)
    (path.parent / "stray").write_text("x")
    assert [problem.kind for problem in lake.verify()] == ["unexpected"]


def test_a_changed_manifest_is_found(lake: Lake):
    small_version(lake)
    path = next(lake.layout.versions("deaths").glob(f"*/{MANIFEST}"))
    data = json.loads(path.read_bytes())
    data["owner"] = "999999"
    path.write_text(json.dumps(data))
    assert [problem.kind for problem in lake.verify()] == ["changed"]
    path.write_text("{")
    assert [problem.kind for problem in lake.verify()] == ["unreadable"]
