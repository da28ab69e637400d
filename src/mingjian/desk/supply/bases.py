"""Articles a request for data may rest on (`bases.yaml`); what a person types instead is shown as not verified."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

__all__ = ["Basis", "bases"]


class Basis(BaseModel):
    """An article; `verified`: compared with the text of the version of that day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    law: str
    article: str
    version: date
    verified: bool
    zh: str
    en: str

    @property
    def cited(self) -> str:
        """As it is cited."""
        return f"《{self.law}》{self.article}"


@cache
def bases() -> dict[str, Basis]:
    """Articles by code, those that fit every request first."""
    read = YAML(typ="safe").load(files("mingjian.desk.supply").joinpath("bases.yaml").read_text(encoding="utf-8"))
    return {code: Basis.model_validate(given) for code, given in read.items()}
