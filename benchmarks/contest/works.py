"""Works made up for the completeness checks, whole in every way."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from functools import cache

import docx
import typst

from mingjian.contest.definition import ContestType
from mingjian.contest.file import parse_contest
from mingjian.contest.template import new_contest
from mingjian.library import shipped_models
from mingjian.models.enumerations import Work

__all__ = ["IDEA", "PROSE", "Files", "document", "packed", "type_of", "whole_work"]

Files = dict[str, bytes]
WORDS = (
    "本模型针对监督办案中发现的突出问题，将行政机关掌握的名单与资金发放记录进行碰撞，筛查出应当停止而没有停止的情形。",
    "数据来源于公安、民政、人社等部门依法共享的数据，使用范围限于本次专项监督，不留存与办案无关的字段。",
    "研判规则分为三步：先核对主体是否同一，再核对时间先后，最后排除在途发放和补发等正当情形，逐条写明理由。",
    "试点期间移送线索若干，经调查核实后制发检察建议，相关部门已整改并建立定期核对机制，形成长效治理效果。",
    "其他地区只要具备同类数据，调整参数即可使用；数据项名称不同的，按数据标准做一次映射，不需要另行编程。",
)
PROSE = "概述数据。" + "".join(WORDS * 3)
_FONTS = [name for name in typst.Fonts().families() if "CJK" in name or "Droid Sans Fallback" in name]
IDEA = (
    "lists: [death_record, pension_payment]\ncollision: [match, absent]\nbasis:\n"
    "  - {law: 社会保险法, article: 88}\nwhy: 死亡后仍在发放\n"
)


@cache
def type_of(kind: Work) -> ContestType:
    """A type of the contest that the template makes, its overview with a word it must name."""
    text = new_contest("bench", "竞赛", date(2026, 1, 1), (kind,))
    text = text.replace(
        "kinds: [docx, pdf, md], least: 300}", "kinds: [docx, pdf, md], least: 300, most: 5000, names: [数据]}", 1
    )
    return parse_contest(text).definition.types[kind.value]


def whole_work(seed: int) -> tuple[Work, Files]:
    """A work that is whole: documents of different kinds and names, model folders that ship, ideas."""
    drawn = random.Random(seed)
    kind = list(Work)[seed % 3]
    files: Files = {}
    for number, (part, said) in enumerate(type_of(kind).materials.items(), 1):
        if said.kinds == ["model"]:
            folder = drawn.choice(list(shipped_models().values()))
            inner = (path for path in sorted(folder.rglob("*")) if path.is_file())
            files |= {f"{part}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in inner}
        elif said.kinds == ["yaml"]:
            files["idea.yaml"] = IDEA.encode()
        else:
            suffix = drawn.choice(["docx", "md", "md", "pdf"] if _FONTS else ["docx", "md"])
            name = drawn.choice([part, f"{number:02}-{part}", said.title.zh, f"{number}、{said.title.zh}"])
            files[f"{name}.{suffix}"] = document(suffix, _prose(drawn, said.least + 50))
    return kind, files


def packed(files: Files) -> bytes:
    """As a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _prose(drawn: random.Random, least: int) -> str:
    text = "概述数据。"
    while len(text) < least:
        text += drawn.choice(WORDS) + "\n"
    return text


def document(suffix: str, text: str) -> bytes:
    if suffix == "docx":
        made, out = docx.Document(), io.BytesIO()
        for line in text.splitlines():
            made.add_paragraph(line)
        made.save(out)
        return out.getvalue()
    if suffix == "pdf":
        fonts = ", ".join(f'"{one}"' for one in _FONTS)
        lines = "\n\n".join(f'#("{line}")' for line in text.splitlines())
        data = typst.compile(f"#set text(font: ({fonts},))\n{lines}".encode())
        assert isinstance(data, bytes)
        return data
    return text.encode()
