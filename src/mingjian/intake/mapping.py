"""The mapping of a source: which of its columns is which column of the standard. A small YAML file.

::

    source: 社保中心养老金发放          # the name it is remembered under
    standard: pension_payment@1
    dataset: pension_payments
    columns:
      id_number: 公民身份号码           # column of the standard: header of the source
      amount: {from: 发放金额, unit: 万元}
      region: {value: "340102"}        # the same for every row
    header: [序号, 姓名, 公民身份号码]  # as confirmed; a delivery with another one is refused
    options: {encoding: gb18030, delimiter: ",", header: [3, 4], sheet: 发放表}
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from mingjian.intake.errors import IntakeError, Message, refuse
from mingjian.standards import Standard, UnknownName, standards
from mingjian.standards.wrong_value import listed


class From(BaseModel):
    """Where a column's values come from: a header of the source, or one value for every row."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: str | None = Field(default=None, alias="from")
    value: str | None = None
    unit: str | None = Field(default=None, description="unit of the source's numbers, e.g. 万元")

    @model_validator(mode="after")
    def _one_of(self) -> From:
        if (self.from_ is None) == (self.value is None):
            raise ValueError("from与value须且只须给出一个 / give either `from` or `value`")
        return self


class Options(BaseModel):
    """How to read the source, where it should not be found out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = Field(default=None, description="sheet of a workbook; every sheet with this header if absent")
    header: tuple[int, ...] | None = Field(
        default=None, description="1-based record numbers of the header's first and last line; [0] for none"
    )
    table: str | None = None
    query: str | None = None


class MappingFile(BaseModel):
    """A mapping, given by the user or confirmed and remembered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1)
    standard: str
    dataset: str | None = None
    columns: dict[str, From]
    header: tuple[str, ...] = ()
    options: Options = Options()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and isinstance(data.get("columns"), Mapping):
            columns = {
                key: {"from": str(value)} if isinstance(value, str | int) else value
                for key, value in data["columns"].items()
            }
            return {**data, "columns": columns}
        return data

    def to_yaml(self) -> bytes:
        """The file, readable, headers as delivered."""
        data = self.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
        data["columns"] = {
            name: one.from_ if one.unit is None and one.from_ is not None else data["columns"][name]
            for name, one in self.columns.items()
        }
        out = io.BytesIO()
        yaml = YAML()
        yaml.allow_unicode = True
        yaml.width = 10_000
        yaml.dump(data, out)
        return out.getvalue()

    def standard_used(self) -> Standard:
        """The standard it names; `IntakeError` with the nearest name when there is none."""
        try:
            found: Standard = standards()[self.standard]
        except UnknownName as error:
            raise refuse(*_both(error), where=self.source) from None
        return found

    def check(self, standard: Standard) -> list[Message]:
        """Problems of the mapping with respect to its standard: unknown columns, required ones left out."""
        problems = []
        for name in self.columns:
            try:
                standard.column(name)
            except UnknownName as error:
                problems.append(Message(*_both(error), where=self.source))
        for name in standard.required:
            if name not in self.columns:
                label = standard.column(name).label
                zh = f"缺少必填列“{label.zh}”（{name}）的对应关系"
                problems.append(Message(zh, f"the required column '{name}' is not mapped", self.source))
        return problems


def read_mapping(path: Path) -> MappingFile:
    """Read a mapping file; `IntakeError` says file, line and what is wrong."""
    try:
        data = YAML(typ="safe", pure=True).load(path.read_bytes())
    except FileNotFoundError:
        raise refuse("映射文件不存在", "there is no such mapping file", str(path)) from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise refuse("映射文件不是合法的YAML", f"not valid YAML: {error.problem}", f"{path}:{line}") from None
    except (YAMLError, OSError, UnicodeDecodeError) as error:
        raise refuse("映射文件无法读取", f"the mapping file cannot be read: {error}", str(path)) from None
    return parse_mapping(data, str(path))


def parse_mapping(data: Any, where: str) -> MappingFile:
    """A mapping from loaded YAML; `IntakeError` lists every entry that is wrong."""
    try:
        return MappingFile.model_validate(data)
    except ValidationError as error:
        told = [listed([one]) for one in error.errors()]
        raise IntakeError(
            Message(f"映射文件有误：{zh}", f"wrong mapping file: {en}", where) for zh, en in told
        ) from None


def source_slug(name: str) -> str:
    """A source's file name in the lake: letters, digits and Chinese as they are, everything else a dash."""
    return re.sub(r"[^\w\u4e00-\u9fff]+", "-", name).strip("-")[:80] or "source"


def source_of(file_name: str) -> str:
    """The name a source is remembered under: the file's name without its ending and without dates and numbers,
    so that next month's delivery is recognised."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}$", "", file_name)
    bare = re.sub(r"[（(\[【]?\d[\d\-_.年月日期至~]*[）)\]】]?", "", stem).strip(" _-.·（）()")
    return bare or stem


def _both(error: UnknownName) -> tuple[str, str]:
    near_zh = f"，是否指“{error.nearest}”" if error.nearest else ""
    near_en = f"; did you mean '{error.nearest}'" if error.nearest else ""
    return f"没有“{error.name}”{near_zh}", f"no such {error.what}: '{error.name}'{near_en}"
