"""Coverage declared in a YAML file: for each dataset, what it is complete for.

::

    deaths:
      extracted_on: 2025-07-01
      by: 市民政局信息中心
      coverage:
        - {region: "340100", from: 2018-01-01, to: 2025-06-30}
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from mingjian.intake.errors import IntakeError, Message, refuse
from mingjian.lake import Coverage
from mingjian.standards.wrong_value import listed


class DeclaredCoverage(BaseModel):
    """What is declared for one dataset, on which day the data was taken out, and by whom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    coverage: tuple[Coverage, ...] = Field(min_length=1)
    extracted_on: date
    by: str = Field(min_length=1)

    @field_validator("coverage", mode="before")
    @classmethod
    def _codes_as_text(cls, spans: Any) -> Any:
        """A region written without quotes is a number to YAML."""
        if not isinstance(spans, list):
            return spans
        return [
            {**span, "region": str(span["region"]).zfill(6)}
            if isinstance(span, dict) and isinstance(span.get("region"), int)
            else span
            for span in spans
        ]


def read_coverage(path: Path) -> dict[str, DeclaredCoverage]:
    """Read a coverage file; `IntakeError` lists every entry that is wrong, with file, line or entry."""
    try:
        data = YAML(typ="safe", pure=True).load(path.read_bytes())
    except FileNotFoundError:
        raise refuse("数据覆盖文件不存在", "there is no such coverage file", str(path)) from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise refuse("不是合法的YAML", f"not valid YAML: {error.problem}", f"{path}:{line}") from None
    except (YAMLError, OSError, UnicodeDecodeError) as error:
        raise refuse("数据覆盖文件无法读取", f"the coverage file cannot be read: {error}", str(path)) from None
    if not isinstance(data, dict):
        raise refuse("应为“数据集：覆盖”的映射", "a mapping of datasets is expected", str(path))
    found: dict[str, DeclaredCoverage] = {}
    problems = []
    for dataset, given in data.items():
        try:
            found[str(dataset)] = DeclaredCoverage.model_validate(given)
        except ValidationError as error:
            zh, en = listed({**one, "loc": (dataset, *one["loc"])} for one in error.errors())
            problems.append(Message(f"数据覆盖声明有误：{zh}", f"wrong coverage: {en}", str(path)))
    if problems:
        raise IntakeError(problems)
    return found
