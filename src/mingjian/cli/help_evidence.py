"""What `--help` says of evidence guidance, in both languages."""

from __future__ import annotations

__all__ = ["EVIDENCE"]

_FILE = (
    "案件材料：case.yaml、.json、.xlsx，或文件夹（含 case.yaml，或只有文书）",
    "case file: case.yaml, .json, .xlsx, or a folder (with case.yaml, or documents alone)",
)
_PACKS = (
    "本单位的证据指引包文件夹：新的包，或叠加在内置包之上（只能增加、收紧）",
    "folder of an office's own packs and layers, which may add and tighten",
)
_RULES = ("本单位增加的审查规则（YAML）", "an office's own further rules (YAML)")
_ON = ("检查日，用于未结束的期限，如 2024-06-01", "day of the check, for terms that still run, as 2024-06-01")

EVIDENCE: dict[str, tuple[str, str]] = {
    "evidence": (
        "证据指引：材料是否齐备、形式是否合规、记载是否一致；只作提示，不下结论",
        "evidence guidance: are materials complete, in due form and in agreement; advice only, no conclusion",
    ),
    "evidence packs": ("列出证据指引包", "the packs there are"),
    "evidence packs.packs_": _PACKS,
    "evidence show": (
        "显示一个包：要件、待证事实、材料、程度、阶段、条件、依据",
        "a pack: elements, proof points, materials, level, stage, condition, source",
    ),
    "evidence show.name": ("包的短名，如 theft", "short name of the pack, as theft"),
    "evidence show.packs_": _PACKS,
    "evidence check": (
        "检查案件材料：缺什么、形式与程序、矛盾、有利于嫌疑人的情况\n材料齐备不等于事实清楚；结果不阻止任何步骤。",
        "look at a case file: what is missing, form and procedure, contradictions, what speaks for the suspect\n"
        "Complete materials are not clear facts; nothing is stopped.",
    ),
    "evidence check.file": _FILE,
    "evidence check.packs_": _PACKS,
    "evidence check.rules": _RULES,
    "evidence check.on": _ON,
    "evidence check.out": ("另写成证据矩阵（HTML，可打印）", "also write the matrix (HTML, prints)"),
    "evidence read": (
        "把侦查文书（受案登记表、笔录、强制措施、扣押、鉴定等）读成案件材料，每个值带出处\n读不出的按文件和行列出，"
        "不猜；读出的要逐条核对。",
        "read police papers (registers, statements, measures, seizures, opinions) into a case file, each value with "
        "its place\nWhat cannot be read is told by file and line and not guessed; look at every record that was.",
    ),
    "evidence read.folder": (
        "文书的文件夹，或一个文件（.txt、.docx、.pdf、.md；一个文件里可以有几份文书）",
        "a folder of papers, or one file (.txt, .docx, .pdf, .md; one file may hold several papers)",
    ),
    "evidence read.out": ("写入的案件材料（case.yaml）", "the case file to write (case.yaml)"),
    "evidence read.charge": ("文书没有写明的罪名，可多次", "a charge no paper tells; may be given again"),
    "evidence outline": (
        "写出补充侦查提纲（Word 草稿，附依据）",
        "write the outline of supplementary investigation (Word, a draft with citations)",
    ),
    "evidence outline.file": _FILE,
    "evidence outline.out": ("写入的 .docx", "the .docx to write"),
    "evidence outline.packs_": _PACKS,
    "evidence outline.rules": _RULES,
    "evidence outline.on": _ON,
    "evidence coverage": (
        "各包的覆盖情况：未设的要件、未核对的依据、没有包的罪名数",
        "how far the packs reach: elements without a point, unverified sources, charges without a pack",
    ),
    "evidence coverage.packs_": _PACKS,
    "evidence sources": (
        "核对各包和规则引用的条文是否存在\n条文不存在、已废止的，退出码为 1；库中查不到的列为未定。",
        "whether the law has every article that packs and rules cite\nOne that does not exist or is repealed ends with "
        "code 1; what the store cannot tell is open.",
    ),
    "evidence sources.packs_": _PACKS,
    "evidence sources.rules": _RULES,
    "evidence schema": (
        "案件材料、包、规则的 JSON Schema，或材料种类表",
        "the JSON Schema of a case file, a pack or rules, or the kinds of material",
    ),
    "evidence schema.what": ("case、pack、rules 或 kinds", "case, pack, rules or kinds"),
}
