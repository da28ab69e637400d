"""Errors: a message in the reader's language, the right exit code, never a traceback; JSON when asked for."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from cli_parts import call

import mingjian
from mingjian.cli.errors import KNOWN, fault_of
from mingjian.cli.exits import Exit


def every_error_class() -> list[type[BaseException]]:
    """Exception classes of the whole package."""
    importlib.import_module("mingjian.desk.wsgi")  # makes Django ready, without which its tables cannot be imported
    found: dict[str, type[BaseException]] = {}
    for module in pkgutil.walk_packages(mingjian.__path__, "mingjian."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Exception) and value.__module__.startswith("mingjian."):
                found[f"{value.__module__}.{value.__qualname__}"] = value
    return list(found.values())


INTERNAL = {
    "Failed",
    "HelperLost",
    "Stopped",
    "TablesThere",
    "NotARecord",
    "NotReadable",
    "NotRenewed",
    "NotTold",
    "NotUnderstood",
    "NotWord",
    "Refused",
    "Wrong",
}
"""Errors that are caught within their package and never reach a user."""


def test_every_error_class_has_a_place_in_the_table() -> None:
    classes = every_error_class()
    known = set(KNOWN)
    for cls in classes:
        names = {f"{one.__module__}.{one.__qualname__}" for one in cls.__mro__}
        private = cls.__name__.startswith("_") or cls.__name__ in INTERNAL
        assert names & known or private, f"{cls} would be told as a fault of the program"
    there = {f"{cls.__module__}.{cls.__qualname__}" for cls in classes}
    assert known <= there, f"the table names what is not there: {known - there}"


def test_a_command_that_is_not_there() -> None:
    told = call("intak", lang="zh")
    assert told.code == Exit.USAGE
    assert "没有命令 'intak'，是否指 'intake'" in told.err
    assert "Traceback" not in told.err


def test_usage_errors_name_what_is_wrong() -> None:
    told = call("clues", "export", "x.xlsx")
    assert told.code == Exit.USAGE
    assert "--purpose" in told.err
    told = call("clues", "export", "x.xlsx", lang="zh")
    assert "缺少 --purpose" in told.err
    assert "mingjian clues export --help" in told.err
    told = call("clues", "list", "--limt", "3", lang="zh")
    assert told.code == Exit.USAGE
    assert "没有选项 --limt" in told.err
    assert "--limit" in told.err
    told = call("clues", "list", "--limit", "many", "--json")
    assert told.code == Exit.USAGE
    assert told.json["error"]["kind"] == "usage"
    assert told.json["exit"] == 2


def test_no_lake(tmp_path: Path) -> None:
    told = call("lake", "show", "--lake", tmp_path / "none")
    assert told.code == Exit.USAGE
    assert "no lake here" in told.err
    assert told.out == ""
    told = call("lake", "show", "--lake", tmp_path / "none", "--json", lang="zh")
    assert told.json["error"]["kind"] == "lake"
    assert "没有数据湖" in told.json["error"]["messages"][0]["zh"]
    assert "no lake here" in told.json["error"]["messages"][0]["en"]
    assert "没有数据湖" in told.err


def test_a_lake_whose_description_is_damaged(tmp_path: Path) -> None:
    assert call("init", tmp_path / "lake").code == 0
    (tmp_path / "lake" / "lake.json").write_text("{")
    told = call("lake", "show", "--lake", tmp_path / "lake")
    assert told.code == Exit.DAMAGED, told.err


def test_names_come_with_the_nearest_one() -> None:
    assert "benefits-paid-to-the-dead" in call("models", "show", "benefits-paid-to-the-ded").err
    told = call("standards", "show", "death_recrod")
    assert told.code == Exit.USAGE
    assert "death_record" in told.err


def test_a_missing_file(tmp_path: Path) -> None:
    told = call("prove", "x", "--run", "1", "--lake", tmp_path)
    assert told.code == Exit.USAGE
    assert "Traceback" not in told.err
    told = call("audit", "seal", "--key", tmp_path / "none.pem", "--lake", tmp_path)
    assert told.code == Exit.USAGE


def test_a_path_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    told = call("charge", "card", tmp_path / "none", lang="zh").err
    assert "none” 不存在" in told
    assert "exist" not in told
    assert "是文件夹，应为文件" in call("charge", "card", tmp_path, lang="zh").err
    assert "does not exist" in call("charge", "card", tmp_path / "none", lang="en").err


def test_a_fault_of_the_program_goes_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr("mingjian.standards.standards", broken)
    told = call("standards", "list")
    assert told.code == Exit.INTERNAL
    assert "Traceback" not in told.err
    file = Path(next(word for word in told.err.replace(":", " ").split() if "mingjian-error-" in word))
    assert "nobody foresaw this" in file.read_text(encoding="utf-8")
    assert "Traceback" in file.read_text(encoding="utf-8")
    file.unlink()


def test_a_full_disk_and_no_memory_are_told() -> None:
    fault = fault_of(OSError(28, "No space left on device", "/x"))
    assert fault.exit is Exit.FAILED
    assert "/x" in fault.messages[0].en
    assert fault_of(MemoryError()).exit is Exit.FAILED
