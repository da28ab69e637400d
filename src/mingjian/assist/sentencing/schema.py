"""The JSON Schema of files of parameters and of facts, for editors; made from the definitions that read them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from mingjian.assist.sentencing.definition import LayerFile, NationFile
from mingjian.assist.sentencing.facts import Facts

__all__ = ["SCHEMAS", "schema"]

SCHEMAS: dict[str, type[BaseModel]] = {"nation": NationFile, "province": LayerFile, "facts": Facts}


def schema(kind: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of a kind of `SCHEMAS`."""
    found = SCHEMAS[kind].model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
