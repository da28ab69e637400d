"""What `--help` says of measuring, in both languages."""

from __future__ import annotations

__all__ = ["MEASURE"]

MEASURE: dict[str, tuple[str, str]] = {
    "*.verdicts": (
        "核查结论文件：CSV（列 clue、code）或 JSON；在台账的结论之上",
        "file of verdicts: CSV (columns clue, code) or JSON; they stand above those of the ledger",
    ),
    "measure": (
        "成效与缺口：线索查出了什么、先查哪些、新版本改变什么、缺什么数据",
        "yield and gaps: what came of clues, which to check next, what a new version changes, what data lack",
    ),
    "measure yield": (
        "各模型各版本的成效：线索、核查结论、准确率及区间、待定行\n结论取自线索台账，工作台的结论自动写入其中。",
        "yield by model and version: clues, verdicts, precision with its interval, undetermined rows\n"
        "Verdicts are those of the ledger of clues, to which the desk tells its own.",
    ),
    "measure backtest": (
        "用过去运行的数据试新版本：多出、消失、改变的线索，已有结论中会失去多少成立的、去掉多少不成立的\n"
        "数据版本、覆盖、身份认定和截止日与过去的运行相同；结果不发布。过去运行特意改过的参数照旧，其余用新版本的。",
        "try a new version on the data of a past run: clues that appear, vanish or move, and of those decided how many "
        "true ones would be lost and false ones be gone\nVersions, coverage, identity and day are those of the past "
        "run; nothing is published. Parameters that run had set apart are set again, the rest are the new version's.",
    ),
    "measure backtest.model": ("新版本：模型文件夹、标识或目录编号", "the new version: its folder, id or catalogue id"),
    "measure backtest.examples": ("每类最多列出几条例子", "examples of each kind at most"),
    "measure backtest.approval": ("审批文件（mingjian approve）", "file of an approval (mingjian approve)"),
    "measure rank": (
        "按核查能力选线索：预计成立率高的先查，另随机抽取少数用来估计没有核查的\n"
        "预计成立率由已有结论按模型、版本、风险等级推算；--out 保存的计划供 measure estimate 使用。",
        "which clues to check: the likeliest to be confirmed, and a random few that tell of the others\n"
        "Chances come from verdicts by model, version and level of risk; the plan kept with --out is what measure "
        "estimate asks for.",
    ),
    "measure rank.capacity": ("能核查多少条", "how many can be checked"),
    "measure rank.share": ("随机抽取所占比例，0–1", "share that is drawn at random, 0–1"),
    "measure rank.seed": ("抽取用的随机种子；默认随机生成并写明", "seed of the draw; by default made up and told"),
    "measure rank.model": ("只选一个模型的线索（标识）", "clues of one model only, by its id"),
    "measure rank.out": ("把计划保存为 JSON 文件", "file to keep the plan in, as JSON"),
    "measure estimate": (
        "按随机抽取的那几条的结论，估计未优先核查的线索中有多少成立，附区间",
        "how many of the clues not chosen by yield are true, by what became of those drawn at random, with an interval",
    ),
    "measure estimate.plan": ("measure rank --out 保存的计划", "plan kept by measure rank --out"),
    "measure gaps": (
        "数据缺口：先补哪类数据能让最多模型运行、判明最多待定行；哪些数据集没有用上；四个短板\n"
        "同一行被几个模型用到就计几次。",
        "data gaps: which list frees most models or decides most undetermined rows; which datasets nobody uses; the "
        "four worries\nA row that several models look at counts once a model.",
    ),
    "measure gaps.models": (
        "只看这些模型（标识、目录编号或文件夹）；默认为全部随附模型",
        "these models only (id, catalogue id or folder); by default all that ship",
    ),
    "measure gaps.limit": ("最多列出的项数", "at most so many lines"),
    "measure yield.model": ("只列一个模型（标识）", "of one model only, by its id"),
}
