"""The JSON Schema of a model file for editors, made from the same definitions that read the file."""

from __future__ import annotations

from typing import Any

from mingjian.collision import OPERATORS, Operator
from mingjian.engines.functions import FUNCTIONS
from mingjian.models.definition import ModelFile
from mingjian.models.enumerations import DocumentKind, Labelled, Level, Line, Unit, Work
from mingjian.standards import code_list_ids, standards

__all__ = ["schema"]

_ENUMS: dict[str, type[Labelled]] = {
    "Line": Line, "Work": Work, "DocumentKind": DocumentKind, "Level": Level, "Unit": Unit,
}  # fmt: skip
_NAME = r"^[a-z][a-z0-9_]{0,62}$"


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``model.yaml``: all parts, and a step for every operator with its options."""
    found = ModelFile.model_json_schema(by_alias=True)
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "Mingjian model 监督模型"
    definitions: dict[str, Any] = found.setdefault("$defs", {})
    definitions["Inputs"] = _inputs()
    for verb, operator in OPERATORS.items():
        definitions[f"step_{verb}"] = _step(verb, operator, definitions)
    found["properties"]["steps"] = {
        "type": "object",
        "minProperties": 1,
        "description": "步骤：名称即表名，其唯一的动词是算子 steps by name, one operator each",
        "propertyNames": {"pattern": _NAME},
        "additionalProperties": {"oneOf": [{"$ref": f"#/$defs/step_{verb}"} for verb in OPERATORS]},
    }
    for name, members in _ENUMS.items():
        if name in definitions:
            definitions[name]["oneOf"] = [{"const": m.value, "title": f"{m.zh} {m.en}"} for m in members]
            definitions[name].pop("enum", None)
    _names(definitions)
    return found


def _names(definitions: dict[str, Any]) -> None:
    """Names an editor can complete: standards, code lists; a risk rule may also be the bands alone."""
    need = definitions["Need"]["properties"]
    need["standard"] = {"enum": sorted(standards()), "description": need["standard"].get("description", "")}
    need["codes"] = {"enum": sorted(code_list_ids()), "description": need["codes"].get("description", "")}
    band = {"type": "string", "pattern": r"^-?\d+(\.\d+)?( (day|month|year)s?)? (low|medium|high)$"}
    bands = {"type": "array", "items": band, "minItems": 1}
    definitions["Risk"]["properties"]["bands"] = bands
    definitions["Clue"]["properties"]["risk"]["additionalProperties"] = {"anyOf": [bands, {"$ref": "#/$defs/Risk"}]}


def _inputs() -> dict[str, Any]:
    name = {"type": "string"}
    alias = {"type": "object", "additionalProperties": name, "minProperties": 1, "maxProperties": 1}
    one = {"anyOf": [name, alias]}
    return {
        "description": "输入：数据需求或步骤的名称，或 {别名: 名称} a need or a step, or {alias: name}",
        "anyOf": [name, alias, {"type": "array", "items": one, "minItems": 1}],
    }


def _step(verb: str, operator: type[Operator], definitions: dict[str, Any]) -> dict[str, Any]:
    made = operator.model_json_schema(by_alias=True, mode="validation")
    for name, inner in made.pop("$defs", {}).items():
        definitions.setdefault(name, inner)
    zh, en = operator.title
    doc = (operator.__doc__ or "").strip()
    properties = {
        verb: {"$ref": "#/$defs/Inputs"},
        **made.get("properties", {}),
        "note": {"$ref": "#/$defs/Text", "description": "说明 what this step is for"},
    }
    for name, option in properties.items():
        if isinstance(option, dict) and name in ("where", "having", "take"):
            option["description"] = f"表达式 expression; functions: {', '.join(sorted(FUNCTIONS))}"
    return {
        "type": "object",
        "title": f"{verb} {zh} {en}",
        "description": doc,
        "properties": properties,
        "required": [verb, *made.get("required", [])],
        "additionalProperties": False,
    }
