"""Files of parameters read with the place of every mistake, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from mingjian.assist.sentencing.checks import Read, problems_across
from mingjian.assist.sentencing.definition import LayerFile, NationFile
from mingjian.assist.sentencing.parameters import NATION, Parameters
from mingjian.models.problems import ModelErrors, Problem
from mingjian.models.shape import problems_of
from mingjian.models.source import Source, read_source

__all__ = ["load_parameters", "read_parameters", "shipped_parameters"]


@cache
def shipped_parameters() -> Parameters:
    """The national layer that ships with the product."""
    return read_parameters(_shipped())


def load_parameters(folders: Sequence[Path] = ()) -> Parameters:
    """The shipped layer and an office's own folders of `*.yaml`. Raises ModelErrors with every problem."""
    if not folders:
        return shipped_parameters()
    texts = dict(_shipped())
    for folder in folders:
        if not folder.is_dir():
            raise ModelErrors([Problem(str(folder), 1, 1, "", "没有这个文件夹", "there is no such folder")])
        found = sorted(folder.glob("*.yaml"))
        if not found:
            raise ModelErrors(
                [Problem(str(folder), 1, 1, "", "文件夹中没有 .yaml 文件", "no .yaml file in the folder")]
            )
        for file in found:
            try:
                texts[str(file)] = file.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                raise ModelErrors([Problem(str(file), 1, 1, "", "文件不是 UTF-8 编码", "not UTF-8")]) from None
    return read_parameters(texts)


def read_parameters(texts: Mapping[str, str]) -> Parameters:
    """The parameters of texts by file name. Raises ModelErrors with every problem of every file."""
    read, problems = [], []
    for name, text in texts.items():
        source = read_source(text, name)
        problems += source.problems
        one = None if source.problems else _shape(source, problems)
        if one is not None:
            read.append(Read(source, one))
    problems += problems_across(read)
    if problems:
        raise ModelErrors(problems)
    nation = [one.file for one in read if isinstance(one.file, NationFile)]
    return Parameters.of(nation, [one.file for one in read if isinstance(one.file, LayerFile)])


def _shape(source: Source, problems: list[Problem]) -> NationFile | LayerFile | None:
    data = source.data
    if not isinstance(data, dict):
        zh, en = "参数文件应为键值映射", "a file of parameters should be a mapping"
        problems.append(source.problem((), zh, en, expected=("layer: nation …", "layer: nation …")))
        return None
    kind: type[NationFile] | type[LayerFile] = NationFile if data.get("layer") == NATION else LayerFile
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        problems.extend(problems_of(error, source, kind))
        return None


def _shipped() -> Mapping[str, str]:
    home = files("mingjian.assist.sentencing").joinpath("data")
    return {one.name: one.read_text("utf-8") for one in _sorted(home.iterdir()) if one.name.endswith(".yaml")}


def _sorted(some: Iterable[object]) -> list[Path]:
    return sorted((Path(str(one)) for one in some), key=lambda one: one.name)
