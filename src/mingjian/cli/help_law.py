"""What `--help` says of law, in both languages."""

from __future__ import annotations

__all__ = ["LAW"]

_LAW = ("法律名称，全称或简称，如 刑法", "title of the law, whole or short")
_LAW_OR_NUMBER = (
    "法律名称，全称或简称，如 刑法；也可与条号连写，如 刑法264",
    "title of the law, whole or short; or with its number in one word (law name, then 264)",
)
_ARTICLE = ("条号，如 264、133之1、第二百六十四条", "number of the article, as 264 or 133-1")
_ON = ("哪一天的法律，如 2020-06-30", "the law of which day, as 2020-06-30")

LAW: dict[str, tuple[str, str]] = {
    "law": (
        "法律条文：按日期查阅、对照，查找和核对引用",
        "law: read as of a day, compared; citations found and checked",
    ),
    "law import": (
        "导入法律文本文件夹（statutes.jsonl、Markdown），可重复执行\n同一文件再导入不产生变化；出错时原库不变。",
        "import folders of statutes (statutes.jsonl, Markdown); may be repeated\nThe same files again change nothing; "
        "an error leaves the store as it was.",
    ),
    "law import.paths": ("文件夹或文件，可多个", "folders or files, more than one"),
    "law import.source": ("来源名称；默认为文件夹名", "name of the collection; by default that of the folder"),
    "law import.licence": ("使用许可", "its licence"),
    "law list": ("库中的法律及其版本", "laws of the store with their versions"),
    "law list.words": ("名称中的文字", "words of the title"),
    "law show": (
        "某一天的条文；不给条号则列出版本和来源\n答复注明现行、历史或者未知；早于已知版本的，答未知。",
        "an article as of a day; without one, the versions and their sources\nThe answer says current, historical or "
        "unknown; before the first version known it is unknown.",
    ),
    "law show.law": _LAW_OR_NUMBER,
    "law show.article": _ARTICLE,
    "law show.on": _ON,
    "law history": ("一条法律的沿革", "an article through time"),
    "law history.law": _LAW_OR_NUMBER,
    "law history.article": _ARTICLE,
    "law diff": (
        "一条法律在两天之间的变化；标点、字形差异不算修改",
        "what changed in an article between two days; punctuation and glyphs are no change",
    ),
    "law diff.law": _LAW_OR_NUMBER,
    "law diff.article": _ARTICLE,
    "law diff.since": ("前一日期", "the earlier day"),
    "law diff.until": ("后一日期；默认今天", "the later day; by default today"),
    "law cite": ("一段文字中的法律引用及其位置", "the citations of a text, with their places"),
    "law cite.text": ("文字", "the text"),
    "law cite.law": ("没有写明法律的条文属于哪部法律", "the law meant by articles that name none"),
    "law check": (
        "核对文书、文件夹或模型中的法律引用；不给路径则核对随附的全部\n随附的：监督模型、量刑参数、证据指引和规则、罪名、"
        "刑罚限度。条文不存在、已废止、款项不存在的，退出码为 1；库中查不到的列为未定。",
        "check the citations of a document, a folder or models; without a path those of all that ships\nThat is "
        "models, sentencing parameters, evidence packs and rules, charges, limits of penalties. Articles that do not "
        "exist, are repealed or have no such paragraph end with code 1; what the store cannot tell is open.",
    ),
    "law check.path": ("文书、文书文件夹、模型文件夹", "a document, a folder of documents or of models"),
    "law check.own": (
        "本院的量刑参数文件夹，不给路径时一并核对",
        "an office's own parameters, checked as well without a path",
    ),
    "law check.packs": ("本院的证据指引文件夹，同上", "an office's own evidence packs, likewise"),
    "law check.rules": ("本院的证据规则文件，同上", "an office's own evidence rules, likewise"),
    "law cited-by": (
        "哪些模型、量刑参数、证据指引、规则、罪名以及索引中的文书引用某条\n数量按种类列出。",
        "which models, sentencing parameters, packs, rules, charges and documents of the index rest on an article\n"
        "With counts by kind.",
    ),
    "law cited-by.law": _LAW,
    "law cited-by.article": ("条号；不给则为引用整部法律的", "the article; without one what cites the law as a whole"),
    "law cited-by.on": ("只列该日有效的引用", "only what rests on it on that day"),
    "law cited-by.index": ("索引文件夹，默认为数据湖的 search", "folder of the index, by default that of the lake"),
    "law check.on": (
        "按哪一天的法律核对；默认取文书落款日期，没有的查各版本",
        "the law of which day; by default the day the document bears, else any version",
    ),
}
