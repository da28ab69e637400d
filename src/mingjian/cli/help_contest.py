"""What `--help` says of contests, in both languages."""

from __future__ import annotations

__all__ = ["CONTEST"]

_FOLDER = ("竞赛文件夹", "folder of the contest")

CONTEST: dict[str, tuple[str, str]] = {
    "contest": (
        "模型竞赛：竞赛文件、分配评委、名次与区间、导出与重算（不需要工作台）",
        "contests of models: the contest file, who judges what, ranks with intervals, an export that can be counted "
        "again (no desk needed)",
    ),
    "contest new": (
        "写一份可修改的竞赛文件 contest.yaml\n材料和评分项是常见的，权重是我们的判断。",
        "write a contest file to be changed, contest.yaml\nParts and criteria are the usual ones, the weights our "
        "judgement.",
    ),
    "contest new.folder": ("竞赛文件夹，其名称即竞赛标识", "folder of the contest; its name becomes the contest's id"),
    "contest new.title": ("竞赛名称", "title of the contest"),
    "contest new.type_": (
        "作品类型 application、prototype、creative，可多次；默认全部",
        "type of works, application, prototype or creative, more than once; by default all",
    ),
    "contest check": (
        "检查竞赛文件：所有错误一次列出，带行列",
        "check a contest file: every mistake at once, with line and column",
    ),
    "contest check.file": ("竞赛文件或其文件夹", "the contest file or its folder"),
    "contest complete": (
        "检查一件作品是否完整：缺项、过短、种类不符、打不开、加密、宏与脚本、扫描件、密级标志、真实身份证号，"
        "模型及示例、SQL、Python、设想能否解析\n"
        "每个文件按名称归入材料，如 overview.docx、1 模型概述.pdf；模型放在 model/ 下。",
        "whether a work is whole: parts missing or too short, of the wrong kind, unreadable, encrypted, with macros or "
        "scripts, scans, marks of secrecy, real identity numbers; models with their examples, SQL, Python, ideas\n"
        "A file belongs to the part its name has, as overview.docx or 01-overview.pdf; a model lies in model/.",
    ),
    "contest complete.work": ("作品：文件夹或 zip", "the work, a folder or a zip"),
    "contest complete.contest": ("竞赛文件或其文件夹", "the contest file or its folder"),
    "contest complete.type_": ("作品类型", "type of the work"),
    "contest run": (
        "在受限进程里运行一件作品的模型，与埋设的真相比较：召回、准确、陷阱命中、待定、处理器时间、内存；运行三次，结果须相同\n"
        "--on 给出准备好的数据文件夹（lake/、province/truth/、ground.json），可多次；本机缺少哪道防护一并写明。",
        "run a work's model behind walls and compare with what was planted: recall, precision, trap hits, "
        "undetermined, CPU, memory; three runs must give one result\n"
        "--on names a folder of data made for it (lake/, province/truth/, ground.json), more than once; what this "
        "machine lacks to hold it is told.",
    ),
    "contest run.work": ("模型文件夹，或其中有 model/ 的作品", "a model folder, or a work with model/ in it"),
    "contest run.ground": ("数据文件夹，如 open、sealed", "folder of data, as open and sealed"),
    "contest run.runs": ("每份数据上运行几次", "runs on each"),
    "contest run.catalogue": (
        "按目录中哪个模型埋设的情形核对，如 P02；默认看模型自己写的",
        "against the stories planted for which model of the catalogue, as P02; by default what the model says",
    ),
    "contest run.seconds": ("每次最多几秒", "seconds of a run at most"),
    "contest run.cpu": ("每次最多几秒处理器时间", "CPU seconds of a run at most"),
    "contest run.memory": ("每次最多多少 GB 内存", "GB of memory of a run at most"),
    "contest blind": (
        "把一件作品做成匿名材料：文件名改为编号，姓名、单位、联系方式隐去，写出待核清单\n"
        "名册取自竞赛文件夹的 people.json 和 works.json；清单写在材料旁的 …-sheet.json，含姓名，不得给评委。",
        "write a work as judges get it: numbers for file names, no names, offices or contacts, and a sheet of what is "
        "to be decided\n"
        "The roster is people.json and works.json of the contest; the sheet lies beside, …-sheet.json: names are in "
        "it, it is not for judges.",
    ),
    "contest blind.work": ("作品：文件夹或 zip", "the work, a folder or a zip"),
    "contest blind.into": ("写入的文件夹，须不存在或为空", "folder to write to, new or empty"),
    "contest blind.contest": _FOLDER,
    "contest blind.number": ("作品编号", "number of the work"),
    "contest blind.type_": ("作品类型，用于按材料排序", "type of the work, to order its files by part"),
    "contest blind.decided": (
        "已作决定的文件：{编号: hide 或 keep}",
        "file of what was decided: {id: hide or keep}",
    ),
    "contest assign": (
        "提出评委分配方案：计算回避，工作量相差不超过 1，全部评委相连；已分配的不动\n"
        "读取 works.json、judges.json、people.json；分不够时逐件写明缺几名评委。",
        "propose who judges what: conflicts are computed, loads are within one, all judges are linked; what is "
        "assigned stays\nReads works.json, judges.json, people.json; names each work that lacks judges, and how many.",
    ),
    "contest assign.seed": ("抽签种子：同一种子同一方案", "seed of the draw: the same seed gives the same proposal"),
    "contest assign.extra": ("在已分配之上每件作品加派几名", "so many more judges for each work that has some"),
    "contest assign.as_of": ("计算回避的日期，默认今天", "day on which conflicts are computed; by default today"),
    "contest assign.write": ("保存为 assignment.json", "keep it as assignment.json"),
    "contest conflicts": (
        "谁应回避哪件作品，逐条写明原因；应在邀请评委之前查\n读取 works.json、judges.json、people.json。",
        "who may not judge which work, each with its reason; to be asked before anybody is invited\n"
        "Reads works.json, judges.json, people.json.",
    ),
    "contest conflicts.folder": _FOLDER,
    "contest conflicts.as_of": ("计算的日期，默认今天", "day on which they are computed; by default today"),
    "contest conflicts.judge": ("只看一名评委", "of one judge only"),
    "contest results": (
        "名次：扣除评委宽严的得分、90% 名次区间、一致性（用文字说明）、待核评分\n读取 forms.json。",
        "ranks: scores with judges' strictness taken out, rank intervals of 90 %, agreement in words, reviews far off\n"
        "Reads forms.json.",
    ),
    "contest results.limit": ("每种类型最多列出几件", "works of each type at most"),
    "contest export": (
        "把评分表、得分、名次、权重和标记全部导出为 CSV 和 JSON",
        "write every form, score, rank, weight and flag as CSV and JSON",
    ),
    "contest export.out": ("导出到的文件夹，须不存在或为空", "folder to write to, new or empty"),
    "contest verify": (
        "核对导出：评分表有没有改动过、名次与重算是否一致\n另有 scripts/recompute_contest.py，只用标准库独立重算。",
        "check an export: whether a form was changed, whether ranks are as computed anew\n"
        "scripts/recompute_contest.py counts them apart, with the standard library alone.",
    ),
    "contest verify.folder": ("导出的文件夹", "folder of the export"),
    "contest simulate": (
        "模拟一场评审，看各种得分与真实名次的接近程度；给出文件夹则写成一场完整的竞赛",
        "make judging up and tell how near scores come to the true order; with a folder, write it as a whole contest",
    ),
    "contest simulate.folder": ("写入的文件夹，须不存在或为空", "folder to write to, new or empty"),
    "contest simulate.works": ("作品数", "works"),
    "contest simulate.judges": ("评委数", "judges"),
    "contest simulate.reviews": ("每件作品的评委数", "judges of each work"),
    "contest simulate.outliers": ("有一份评分离谱的作品比例", "share of works with one review far off"),
    "contest assign.folder": _FOLDER,
    "contest results.folder": _FOLDER,
    "contest export.folder": _FOLDER,
}
