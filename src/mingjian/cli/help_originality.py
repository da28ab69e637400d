"""What `--help` says of originality, in both languages."""

from __future__ import annotations

__all__ = ["ORIGINALITY"]

_EXCLUDE = (
    "模板、法条所在文件或文件夹，可多次；其中的文字不计",
    "file or folder of templates and statutes, more than once; their words count for nobody",
)
_EARLIER = ("往届作品文件夹，可多次", "folder of earlier works, more than once")
_BORDERS = ("使用 originality calibrate 保存的界限", "use borders kept by originality calibrate")
_HTML = ("把报告写成一个 HTML 文件", "write the report as one HTML file")

ORIGINALITY: dict[str, tuple[str, str]] = {
    "originality": (
        "原创性：作品之间有哪些相同之处，供两个人判断，不是结论",
        "originality: what works have in common, as evidence for two humans, never a verdict",
    ),
    "originality compare": (
        "比较两件作品：文字、模型和查询的结构、程序\n作品是一个文件或文件夹；与共享库中的模型一并比较。",
        "compare two works: texts, structure of models and queries, programs\nA work is a file or a folder; both are "
        "compared with the models of the shelf too.",
    ),
    "originality compare.one": ("一件作品", "one work"),
    "originality compare.other": ("另一件作品", "the other work"),
    "originality compare.exclude": _EXCLUDE,
    "originality compare.borders": _BORDERS,
    "originality compare.html": _HTML,
    "originality compare.province": (
        "数据湖：两件作品的模型在其中同一份数据上运行，比较所得线索的对象；应为模型作者没有见过的虚拟省份",
        "lake over whose data the models of both are run, to compare whose clues they give; a province their authors "
        "have not seen",
    ),
    "originality compare.as_of": ("运行日期，如 2025-06-30", "day of the runs, as 2025-06-30"),
    "originality report": (
        "文件夹中所有作品相互比较，并与往届作品和共享库比较\n"
        "每个文件或子文件夹是一件作品；works.yaml 可写明作者、院、监督点、提交时间和声明的来源。",
        "all works of a folder with each other, with earlier ones and with the shelf\nEvery file or folder in it is a "
        "work; works.yaml may say authors, office, point, time of submission and declared sources.",
    ),
    "originality report.folder": ("作品文件夹", "folder of the works"),
    "originality report.earlier": _EARLIER,
    "originality report.exclude": _EXCLUDE,
    "originality report.borders": _BORDERS,
    "originality report.html": _HTML,
    "originality report.mask": (
        "以编号代替作品名称（段落文字中的姓名不遮蔽）",
        "numbers instead of the names of works (names within passages are not masked)",
    ),
    "originality report.index": (
        "保存已读内容的文件夹：只重读变动的文件，报告不变；内有作品原文，只放在可信的地方",
        "folder in which what was read is kept: only files that changed are read again, the report is the same; it "
        "holds the words of works, so keep it where only you can write",
    ),
    "originality report.only": ("只报告这些作品，可多次", "only what concerns this work, more than once"),
    "originality nearest": (
        "与一件作品最接近的模型和往届作品，按其做法",
        "the models and earlier works nearest to one, by what they do",
    ),
    "originality nearest.work": ("作品文件或文件夹", "file or folder of the work"),
    "originality nearest.earlier": _EARLIER,
    "originality nearest.most": ("最多列出几件", "at most so many"),
    "originality nearest.limit": (
        "一个监督点下最多几个模型，达到时提示；0 为不限",
        "models of one supervision point at most; it is told when they are reached, 0 for no limit",
    ),
    "originality calibrate": (
        "由互不相关的作品得出各类界限，可保存供以后使用",
        "borders over unrelated works, to be kept for others",
    ),
    "originality calibrate.folder": ("没有抄袭的作品文件夹", "folder of works of which none is a copy"),
    "originality calibrate.out": ("把界限保存为 JSON 文件", "file to keep the borders in, as JSON"),
    "originality calibrate.exclude": _EXCLUDE,
    "originality calibrate.rate": (
        "误报率，0–0.5；默认文字 0.001，结构、程序 0.01",
        "false-positive rate, 0 to 0.5; by default 0.001 for text, 0.01 for structure and programs",
    ),
}
