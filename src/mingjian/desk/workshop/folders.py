"""The folder of a model as one ZIP file, in and out. What comes in is bounded, and nothing but model files is taken."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from mingjian.desk.errors import BadRequest, TooLarge
from mingjian.models.source import MAX_BYTES

__all__ = ["MAX_FILES", "MAX_WHOLE", "checked", "read_folder", "zipped"]

MAX_FILES = 30
MAX_WHOLE = 2 * MAX_BYTES
"""Bytes of all files of a draft together."""
MODEL = "model.yaml"
_NAME = re.compile(r"model\.yaml|examples/[^./\\\0][^/\\\0]{0,80}\.yaml")
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made


def zipped(files: Mapping[str, str]) -> bytes:
    """The files as a ZIP, in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in sorted(files.items()):
            made.writestr(zipfile.ZipInfo(name, _OLDEST), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read_folder(name: str, data: bytes) -> dict[str, str]:
    """The files of an upload: a model file, or a ZIP of a model folder. What is no model file of it is passed over."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        if not name.endswith((".yaml", ".yml")):
            raise BadRequest(
                "须为 model.yaml 或模型文件夹的 ZIP", "give a model.yaml, or a ZIP of a model folder", "file"
            )
        return checked({MODEL: _text(MODEL, data)})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given:
            return checked(_entries(given))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        raise BadRequest("压缩文件已损坏或加密", "the ZIP is damaged or encrypted", "file") from None


def checked(files: dict[str, str]) -> dict[str, str]:
    """Files that a draft may have, else said what is wrong."""
    if MODEL not in files:
        raise BadRequest("其中没有 model.yaml", "there is no model.yaml in it", "file")
    wrong = [name for name in files if not _NAME.fullmatch(name)]
    if wrong:
        raise BadRequest(f"“{wrong[0]}”不是模型文件夹中的文件", f"'{wrong[0]}' is no file of a model", "file")
    if len(files) > MAX_FILES:
        raise TooLarge(f"文件超过 {MAX_FILES} 个", f"more than {MAX_FILES} files", "file")
    if sum(len(text.encode("utf-8", "replace")) for text in files.values()) > MAX_WHOLE:
        raise TooLarge("模型文件共超过 2 MB", "the files are larger than 2 MB together", "file")
    return files


def _entries(given: zipfile.ZipFile) -> dict[str, str]:
    infos = [one for one in given.infolist() if not one.is_dir()]
    if len(infos) > 10 * MAX_FILES:
        raise TooLarge("压缩文件中的文件太多", "the ZIP holds too many files", "file")
    found: dict[str, str] = {}
    whole = 0
    for one in infos:
        name = _inside(one.filename, infos)
        if name is None:
            continue
        with given.open(one) as file:
            data = file.read(MAX_BYTES + 1)
        whole += len(data)
        if len(data) > MAX_BYTES or whole > MAX_WHOLE:
            raise TooLarge("模型文件超过 1 MB（共 2 MB）", "a file is larger than 1 MB (2 MB together)", "file")
        found[name] = _text(name, data)
    return found


def _inside(path: str, infos: list[zipfile.ZipInfo]) -> str | None:
    """The name within the model folder; the folder itself may be packed along."""
    models = [one.filename for one in infos if PurePosixPath(one.filename).name == MODEL]
    root = str(PurePosixPath(min(models, key=len)).parent) if models else "."
    inner = path if root == "." else path.removeprefix(f"{root}/")
    return inner if _NAME.fullmatch(inner) else None


def _text(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadRequest(
            f"{name} 第 {line} 行不是 UTF-8 编码", f"{name}, line {line}: the file is not UTF-8", "file"
        ) from None
    if "\x00" in text:
        raise BadRequest(f"{name} 含有零字符", f"{name} holds a zero sign", "file")
    return text
