"""Files that a program reads: model folders with their examples, SQL, Python, and the idea of a creative work."""

from __future__ import annotations

import ast
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mingjian.collision import OPERATORS
from mingjian.contest.completeness.finding import Finding
from mingjian.law.articles import short_title
from mingjian.law.titles import english_title
from mingjian.models import ModelErrors, load_model, test_model
from mingjian.models.problems import nearest
from mingjian.models.source import Source, read_source
from mingjian.standards import standards

__all__ = ["idea_findings", "model_findings", "python_findings", "sql_findings", "yaml_findings"]


def model_findings(name: str, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """A model folder, its files by name within it: it is read, and its examples run."""
    if "model.yaml" not in files:
        yield Finding("model", "error", "模型文件夹中没有 model.yaml", "the model folder has no model.yaml", name)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for inner, data in files.items():
            path = folder / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            report = test_model(load_model(folder))
        except ModelErrors as errors:
            for one in errors.problems[:20]:
                file = f"{name}/{Path(one.file).name}"
                yield Finding("model", "error", one.zh, one.en, file, f"{one.line}:{one.column}")
            return
        for lack in report.lacking:
            yield Finding("examples", "error", lack.zh, lack.en, name)
        if report.errors is not None:
            yield Finding(
                "examples", "error", report.errors.problems[0].text("zh"), report.errors.problems[0].text("en"), name
            )
        for case in report.cases:
            file = f"{name}/examples/{Path(case.file).name}"
            for failure in case.failures[:3]:
                zh, en = f"示例“{case.name}”：{failure.zh}", f"example '{case.name}': {failure.en}"
                yield Finding("examples", "error", zh, en, file)


def python_findings(name: str, text: str) -> Iterator[Finding]:
    """Python that does not parse. Nothing of it is ever run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        yield Finding("python", "error", f"Python 语法错误：{error.msg}", f"Python syntax error: {error.msg}", name,
                      f"{error.lineno or 1}:{error.offset or 1}")  # fmt: skip
    except (ValueError, RecursionError, MemoryError) as error:
        yield Finding("python", "error", f"Python 无法解析：{error}", f"Python cannot be parsed: {error}", name)


def sql_findings(name: str, text: str) -> Iterator[Finding]:
    """SQL that no dialect reads. Procedures and the like, which the parser keeps as words, are told as unread."""
    from sqlglot import ErrorLevel, exp, parse
    from sqlglot.errors import SqlglotError

    last: SqlglotError | None = None
    for dialect in ("", "oracle", "mysql", "postgres"):
        try:
            read = parse(text, dialect=dialect, error_level=ErrorLevel.RAISE)
        except (SqlglotError, RecursionError) as error:
            last = error if isinstance(error, SqlglotError) else last
            continue
        statements = [one for one in read if one is not None]
        if not statements:
            yield Finding("sql", "error", "没有语句", "there is no statement", name)
        elif any(isinstance(one, exp.Command) for one in statements):
            yield Finding("sql_unread", "notice", "有未能分析的语句", "some statements were not looked at", name)
        return
    detail = (getattr(last, "errors", None) or [{}])[0]
    place = f"{detail['line']}:{detail.get('col', 1)}" if detail.get("line") else ""
    yield Finding(
        "sql", "error", "SQL 语法错误", f"SQL syntax error: {detail.get('description', '')}".strip(": "), name, place
    )


def yaml_findings(name: str, text: str) -> Iterator[Finding]:
    """YAML that does not parse."""
    yield from _problems(name, read_source(text, name))


def idea_findings(name: str, text: str) -> Iterator[Finding]:
    """What a creative work names in `idea.yaml`: lists that are standards, collisions that are operators, and laws.

    ``lists: [death_record], collision: [match, absent], basis: [{law: 社会保险法, article: 88}]``"""
    source = read_source(text, name)
    yield from _problems(name, source)
    data = source.data if isinstance(source.data, dict) else {}
    if source.problems:
        return
    yield from _listed(
        name, source, data, "lists", [one.partition("@")[0] for one in standards()], ("数据标准", "data standard")
    )
    yield from _listed(name, source, data, "collision", list(OPERATORS), ("算子", "operator"))
    basis = data.get("basis")
    if not isinstance(basis, list) or not basis:
        yield _missing(name, source, "basis")
        return
    for place, one in enumerate(basis):
        law = one.get("law") if isinstance(one, dict) else None
        line, column = source.place(("basis", place))
        if not isinstance(law, str) or not isinstance(one.get("article"), int | str):
            yield Finding(
                "idea", "error", "依据应写明法律和条号", "a basis names a law and an article", name, f"{line}:{column}"
            )
        elif not any(english_title(title) != title for title in (law, short_title(law), f"中华人民共和国{law}")):
            zh, en = f"法规库中没有《{law}》，请核对名称", f"no law at hand is called {law}: check its name"
            yield Finding("basis_unknown", "warning", zh, en, name, f"{line}:{column}")


def _listed(
    name: str, source: Source, data: Mapping[str, Any], key: str, known: list[str], what: tuple[str, str]
) -> Iterator[Finding]:
    given = data.get(key)
    if not isinstance(given, list) or not given:
        yield _missing(name, source, key)
        return
    for place, one in enumerate(given):
        word = str(one).partition("@")[0]
        if word not in known:
            near = nearest(word, known)
            line, column = source.place((key, place))
            zh, en = (f"；是否想写 {near[0]}", f"; did you mean {near[0]}") if near else ("", "")
            yield Finding(
                "idea",
                "error",
                f"没有{what[0]}“{one}”{zh}",
                f"there is no {what[1]} '{one}'{en}",
                name,
                f"{line}:{column}",
            )


def _missing(name: str, source: Source, key: str) -> Finding:
    line, column = source.place((key,))
    return Finding("idea", "error", f"缺少“{key}”", f"'{key}' is missing", name, f"{line}:{column}")


def _problems(name: str, source: Source) -> Iterator[Finding]:
    for one in source.problems:
        yield Finding("yaml", "error", one.zh, one.en, name, f"{one.line}:{one.column}")
