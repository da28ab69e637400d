"""The reference pages of operators, functions and aggregates, made from their definitions.

``python -m mingjian.collision.documentation docs`` writes them; a test fails when a page is not current.
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import Any

from mingjian.collision.expressions import AGGREGATES
from mingjian.collision.operators import OPERATORS, Operator
from mingjian.engines.functions import FUNCTIONS

__all__ = ["contract", "example", "operator_page", "pages", "write"]

_CHANGE = {
    "row": ("逐行：只算新增的行", "row by row: only new rows are computed"),
    "keyed": ("按键：只重算涉及的键", "by key: only the keys touched are computed again"),
    "global": ("整体：重新计算", "as a whole: computed again"),
}


def contract(operator: type[Operator], lang: str) -> str:
    """The contract of an operator in one language, from its docstring."""
    text = inspect.getdoc(operator) or ""
    english, _, rest = text.partition("中文：")
    chinese = rest.partition("\n\nexample:")[0]
    if lang == "en":
        return english.strip()
    return re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", chinese).strip()


def example(operator: type[Operator]) -> str:
    """The example of an operator as YAML on one line."""
    return (inspect.getdoc(operator) or "").partition("example:")[2].strip().replace("\n", " ")


def operator_page(operator: type[Operator]) -> str:
    """One Markdown page: contract in both languages, options, an example."""
    zh, en = operator.title
    least, most = operator.inputs
    inputs = str(least) if least == most else f"{least}–{most}"
    lines = [
        f"# `{operator.verb}` · {zh} · {en}",
        "",
        contract(operator, "zh"),
        "",
        contract(operator, "en"),
        "",
        f"* 输入 inputs: {inputs}",
        f"* 数据变更 change: {_CHANGE[operator.change][0]} · {_CHANGE[operator.change][1]}",
        "",
        "| 选项 option | 默认 default | 含义 meaning |",
        "|---|---|---|",
        *_options(operator),
        "",
        "```yaml",
        "step_name:",
        f"  {example(operator)}",
        "```",
        "",
    ]
    return "\n".join(lines)


def _options(operator: type[Operator]) -> list[str]:
    rows = []
    for name, field in operator.model_fields.items():
        shown = field.alias or name
        default = "必填 required" if field.is_required() else _shown(field.default)
        rows.append(f"| `{shown}` | {default} | {(field.description or '').replace('|', chr(92) + '|')} |")
    return rows


def _shown(value: Any) -> str:
    return "" if value is None else f"`{value}`"


def functions_page() -> str:
    """All functions and aggregates of the expression language."""
    lines = ["# 函数 · Functions", "", "| 函数 function | 含义 meaning | 示例 example |", "|---|---|---|"]
    for group in FUNCTIONS.values():
        for one in group:
            signature = one.signature.replace("|", " \\| ")
            lines.append(f"| `{signature}` | {one.zh} · {one.en} | `{one.example}` |")
    lines += ["", "# 聚合 · Aggregates", "", "| 聚合 aggregate | 含义 meaning |", "|---|---|"]
    lines += [f"| `{rule.name}` | {rule.zh} · {rule.en} |" for rule in AGGREGATES.values()]
    return "\n".join([*lines, ""])


def pages() -> dict[str, str]:
    """Path below the documentation folder → text."""
    found = {f"operators/{verb}.md": operator_page(operator) for verb, operator in OPERATORS.items()}
    index = ["# 算子 · Operators", ""]
    for verb, operator in OPERATORS.items():
        zh, en = operator.title
        index.append(f"* [`{verb}`]({verb}.md) {zh} · {en}")
    return {**found, "operators/index.md": "\n".join([*index, ""]), "functions.md": functions_page()}


def write(folder: Path) -> None:
    """Write every page below ``folder``."""
    for path, text in pages().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
