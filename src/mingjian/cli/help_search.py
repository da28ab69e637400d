"""What `--help` says of search, in both languages."""

from __future__ import annotations

__all__ = ["SEARCH"]

_INDEX = ("索引文件夹；默认为数据湖中的 search", "folder of the index; by default search in the lake")
_SEEN = "（默认不限，供本机管理者使用）"
_SEEN_EN = " (by default all, for whoever owns the machine)"

SEARCH: dict[str, tuple[str, str]] = {
    "search": (
        "检索：法条、裁判文书、案例、监督模型、答复，一个索引，不需要词典",
        "search: articles, judgments, cases, models and answers in one index, without a dictionary",
    ),
    "search add": (
        "加入索引：statutes 法律法规、judgments 文书、models 监督模型、records 其他记录\n"
        "再次加入时只处理有变化的；检索不中断，全部写好后一次换上。",
        "put into the index: statutes, judgments, models, or records of anything else\nAdded again, only what changed "
        "is written; searches go on, and all of it appears at once.",
    ),
    "search add.what": (
        "statutes、judgments、models、cases（指导性案例、典型案例）或 records",
        "statutes, judgments, models, cases (guiding and typical) or records",
    ),
    "search add.paths": (
        "文件或文件夹；不写时 statutes 为数据湖中已导入的法律，models 为随附模型",
        "files or folders; none: for statutes those imported into the lake, for models those we ship",
    ),
    "search add.index": _INDEX,
    "search add.office": ("属于哪个院，其他院看不到", "office it belongs to; others do not see it"),
    "search add.secrecy": ("密级，0 为公开", "secrecy level, 0 for none"),
    "search add.anew": (
        "不读原索引，从空的开始：索引损坏或格式不符时用，其他内容随后再编入",
        "begin with an empty index, the old one is not read: for one that is damaged or of another form; add the rest "
        "afterwards",
    ),
    "search add.line": ("属于哪条业务线，其他条线看不到", "business line it belongs to; others do not see it"),
    "search find": (
        "检索：词语、条号（刑法264）或用平常话说的事实",
        "search by words, by the number of an article, or by what happened in plain words",
    ),
    "search find.words": ("检索内容", "what is looked for"),
    "search find.index": _INDEX,
    "search find.kind": (
        "只要某种：article、judgment、case、model、answer",
        "only of a kind: article, judgment, case, model, answer",
    ),
    "search find.mark": (
        "筛选 名称=值，如 law=民法典、charge=盗窃罪、level=basic",
        "filter name=value, as level=basic; also law, charge, article, authority, court, cause",
    ),
    "search find.on": (
        "某日有效的条文；施行日不明的保留并注明",
        "articles in force on a day; unknown ones are kept and told",
    ),
    "search find.since": ("此日及以后作出的", "made on this day or later"),
    "search find.until": ("此日及以前作出的", "made on this day or before"),
    "search find.every": ("须含全部词语", "everything asked for must be met"),
    "search find.by_authority": ("相近的按效力和权威排序", "among those that fit about as well, the weightier first"),
    "search find.province": ("本省，其案例先于外省", "own province, whose cases come before those of others"),
    "search find.first": ("从第几篇之后列出", "begin after so many"),
    "search find.limit": ("列出几篇", "how many are shown"),
    "search find.office": ("以哪些院的身份检索" + _SEEN, "search as one of these offices" + _SEEN_EN),
    "search find.secrecy": ("可见密级" + _SEEN, "highest secrecy level seen" + _SEEN_EN),
    "search find.line": ("以哪些业务线的身份检索" + _SEEN, "search as of these lines" + _SEEN_EN),
    "search remove": ("从索引中移除", "take documents out of the index"),
    "search remove.ids": ("编号，见 search find --json", "ids, as search find --json tells them"),
    "search remove.index": _INDEX,
    "search status": ("索引中有多少", "how much the index holds"),
    "search status.index": _INDEX,
    "search learn": (
        "用本院已答复的问题学习法条的排序\n每行一个 JSON：question 问题、articles 答案法条；"
        "至少 30 个。只存于本院的索引中。",
        "learn the order of articles from questions the office has answered\nOne JSON a line with question and "
        "articles; 30 at least. It stays in the office's index.",
    ),
    "search learn.questions": ("问题文件（JSON 行）", "file of questions, JSON lines"),
    "search learn.index": _INDEX,
    "similar": (
        "相似案件：事实逐项对照，写明相同和不同",
        "similar cases: facts beside each other, what is the same and what differs",
    ),
    "similar.file": ("一份文书；- 为标准输入", "a document; - is the standard input"),
    "similar.index": _INDEX,
    "similar.mark": ("筛选 名称=值，如 level=basic", "filter name=value, as level=basic"),
    "similar.limit": ("列出几件", "how many are shown"),
    "similar.office": ("以哪些院的身份检索" + _SEEN, "search as one of these offices" + _SEEN_EN),
    "similar.secrecy": ("可见密级" + _SEEN, "highest secrecy level seen" + _SEEN_EN),
    "similar.line": ("以哪些业务线的身份检索" + _SEEN, "search as of these lines" + _SEEN_EN),
}
