"""The README of a model folder: the walk-through in both languages and the cases its examples show."""

from __future__ import annotations

from mingjian.models.examples import Read, read_examples
from mingjian.models.explain import explain
from mingjian.models.model import Model
from mingjian.models.problems import Lang

__all__ = ["model_page"]

_LANGS: tuple[Lang, ...] = ("zh", "en")
_NOTE = "<!-- generated from model.yaml and examples/ by scripts/reference_pages.py -->"


def model_page(model: Model) -> str:
    """Markdown: Chinese first, then English."""
    reads = [] if model.folder is None else read_examples(model.folder)
    parts = [_NOTE]
    for lang in _LANGS:
        parts += [explain(model, lang), _cases(reads, lang)]
    return "\n".join(parts).replace("\n\n\n", "\n\n")


def _cases(reads: list[Read], lang: Lang) -> str:
    heads = (
        ("示例", "示例", "应当产生的线索", "误报")
        if lang == "zh"
        else ("Examples", "case", "clues it must give", "trap")
    )
    lines = [f"## {heads[0]}", "", f"| {heads[1]} | {heads[2]} | {heads[3]} |", "|---|---|---|"]
    for read in reads:
        for name, case in read.content.cases.items():
            fired = "、".join(clue.rule or "✓" for clue in case.clues)
            title = case.zh if lang == "zh" else case.en
            lines.append(f"| {title} (`{name}`) | {fired or '—'} | {case.trap or ''} |")
    return "\n".join(lines) + "\n"
