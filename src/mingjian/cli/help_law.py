"""What `--help` says of law, in both languages."""

from __future__ import annotations

__all__ = ["LAW"]

_LAW = ("法律名称，全称或简称，如 刑法", "title of the law, whole or short")
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
    "law show.law": _LAW,
    "law show.article": _ARTICLE,
    "law show.on": _ON,
    "law history": ("一条法律的沿革", "an article through time"),
    "law history.law": _LAW,
    "law history.article": _ARTICLE,
    "law diff": (
        "一条法律在两天之间的变化；标点、字形差异不算修改",
        "what changed in an article between two days; punctuation and glyphs are no change",
    ),
    "law diff.law": _LAW,
    "law diff.article": _ARTICLE,
    "law diff.since": ("前一日期", "the earlier day"),
    "law diff.until": ("后一日期；默认今天", "the later day; by default today"),
    "law cite": ("一段文字中的法律引用及其位置", "the citations of a text, with their places"),
    "law cite.text": ("文字", "the text"),
    "law cite.law": ("没有写明法律的条文属于哪部法律", "the law meant by articles that name none"),
    "law check": (
        "核对文书、文件夹或模型中的法律引用\n条文不存在、已废止、款项不存在的，退出码为 1；库中查不到的列为未定。",
        "check the citations of a document, a folder or models\nArticles that do not exist, are repealed or have no "
        "such paragraph end with code 1; what the store cannot tell is open.",
    ),
    "law check.path": ("文书、文书文件夹、模型文件夹", "a document, a folder of documents or of models"),
    "law check.on": (
        "按哪一天的法律核对；默认取文书落款日期，没有的查各版本",
        "the law of which day; by default the day the document bears, else any version",
    ),
}
