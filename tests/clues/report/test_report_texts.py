"""Every word of the page exists in both languages, and none is left over."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import get_args

from mingjian.clues.report import ClueData, Proof
from mingjian.clues.report.build import texts
from mingjian.clues.report.data import LEVELS

TEMPLATES = files("mingjian.clues.report") / "templates"
SCRIPT = "\n".join(part.read_text("utf-8") for part in sorted((TEMPLATES / "js").iterdir(), key=lambda p: p.name))
TEMPLATE = (TEMPLATES / "report.html.j2").read_text("utf-8")


PREFIXES = "|".join({key.split(".")[0] for key in texts()})


def families(source: str) -> set[str]:
    """Beginnings of keys that are put together at run time: `t("level." + level)`, `t("level." ~ level)`."""
    return set(re.findall(rf'"((?:{PREFIXES})\.[a-z_]*)"\s*[+~]', source))


def named(source: str) -> set[str]:
    """Every key that stands whole in the source."""
    return set(re.findall(rf'"((?:{PREFIXES})\.[a-z_]+)"(?!\s*[+~])', source))


def test_every_key_named_has_both_languages() -> None:
    for key in named(SCRIPT) | named(TEMPLATE):
        assert key in texts(), key
    for key, entry in texts().items():
        assert set(entry) == {"zh", "en"}, key
        assert all(text.strip() for text in entry.values()), key


def test_placeholders_are_the_same_in_both_languages() -> None:
    for key, entry in texts().items():
        assert set(re.findall(r"\{\w+\}", entry["zh"])) == set(re.findall(r"\{\w+\}", entry["en"])), key


def test_chinese_is_chinese_and_english_is_not() -> None:
    for key, entry in texts().items():
        if "{" not in entry["zh"]:
            assert re.search(r"[\u4e00-\u9fff]", entry["zh"]), key
        assert not re.search(r"[\u4e00-\u9fff，。：；“”（）]", entry["en"].replace("“", "").replace("”", "")), key


def test_no_text_is_left_over() -> None:
    begun = families(SCRIPT) | families(TEMPLATE)
    used = named(SCRIPT) | named(TEMPLATE)
    spare = {key for key in texts() if key not in used and not any(key.startswith(family) for family in begun)}
    assert spare == set()


def test_every_value_of_the_contract_has_words() -> None:
    relational = "filter derive latest union aggregate match absent within check extract count ratio overlap outlier"
    operators = f"{relational} near network similar"
    reasons = ["key_missing", "key_unusable", "null", "outside_coverage", "possible_match", "other"]
    for kinds, keys in (
        (LEVELS, ["level.{}", "level.{}_short"]),
        (get_args(ClueData.model_fields["state"].annotation), ["state.{}"]),
        (get_args(Proof.model_fields["status"].annotation), ["proof.{}", "proof.{}_more"]),
        (reasons, ["reason.{}", "reason.{}_next"]),
        (operators.split(), ["verb.{}"]),
    ):
        assert [key.format(kind) for kind in kinds for key in keys if key.format(kind) not in texts()] == []
