"""The folder of a model as a ZIP, in and out: bounded, and nothing but model files is taken."""

from __future__ import annotations

import io
import zipfile

import pytest

from mingjian.desk.errors import DeskError
from mingjian.desk.workshop.folders import MAX_FILES, read_folder, zipped

FILES = {"model.yaml": "model: a-b\r\n# 注释\n", "examples/cases.yaml": "cases: {}\n"}


def packed(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return out.getvalue()


def test_out_and_in_again_is_the_same_to_the_byte() -> None:
    assert read_folder("a.zip", zipped(FILES)) == FILES
    assert zipped(FILES) == zipped(dict(reversed(FILES.items())))


def test_the_folder_itself_may_be_packed_and_other_files_are_passed_over() -> None:
    entries = {f"my-model/{name}": text.encode() for name, text in FILES.items()}
    entries |= {"my-model/README.md": b"x", "__MACOSX/model.yaml.bin": b"x", "my-model/examples/.hidden.yaml": b"x"}
    assert read_folder("a.zip", packed(entries)) == FILES
    assert read_folder("other.yaml", b"model: a\n") == {"model.yaml": "model: a\n"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"text", "model.yaml"),
        ("a.zip", b"PK\x03\x04broken", "model.yaml"),
        ("a.zip", packed({"other.yaml": b"x"}), "model.yaml"),
        ("a.zip", packed({"model.yaml": b"\xff\xfe"}), "UTF-8"),
        ("a.yaml", b"a: \x00", "zero"),
        ("a.zip", packed({"model.yaml": b" " * 1_000_001}), "larger"),
        ("a.zip", packed({"model.yaml": b"x", **{f"examples/c{n}.yaml": b"x" for n in range(MAX_FILES)}}), "more than"),
        ("a.zip", packed({"model.yaml": b"x", **{f"x{n}": b"" for n in range(400)}}), "too many"),
        ("a.zip", packed({"../model.yaml": b"x", "model.yaml/../../etc": b"x"})[:-30] , "model.yaml"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told(name: str, data: bytes, said: str) -> None:
    with pytest.raises(DeskError) as told:
        read_folder(name, data)
    assert told.value.status in (400, 413)
    assert said in str(told.value)


def test_many_large_files_end_at_the_limit_and_not_in_memory() -> None:
    many = {"model.yaml": b"x", **{f"examples/c{n}.yaml": b" " * 900_000 for n in range(20)}}
    with pytest.raises(DeskError) as told:
        read_folder("a.zip", packed(many))
    assert told.value.status == 413
