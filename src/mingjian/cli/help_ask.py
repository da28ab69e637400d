"""What `--help` says of questions between offices, in both languages."""

from __future__ import annotations

__all__ = ["ASK"]

_ID = ("问题编号，如 Q00001", "id of the question, as Q00001")
_ON = ("按哪一天办理；默认今天", "the day it is done on; today by default")
_ACTOR = ("操作人；默认为系统用户名", "who is acting; by default the system's user")

ASK: dict[str, tuple[str, str]] = {
    "ask": (
        "院际问答：提问、分派、答复、审核、发布、复核",
        "questions between offices: asked, routed, answered, reviewed, published, re-checked",
    ),
    "ask question": (
        "提问：先列出相近的已发布答复，再按主题和层级分派给专家",
        "ask: published answers like it are shown, then it goes to an expert by topic and level",
    ),
    "ask question.title": ("标题", "title"),
    "ask question.text": ("问题全文；默认同标题", "the question; by default the title"),
    "ask question.office": ("提问的院，区划代码", "the asking office, a region code"),
    "ask question.topic": (
        "主题，见专家名单；默认按用词判断",
        "topic of the list of experts; by default told by words",
    ),
    "ask question.level": (
        "最低由哪一级答复：county、city、province、supreme",
        "the lowest level that is to answer: county, city, province, supreme",
    ),
    "ask question.secrecy": ("密级，0 为公开", "secrecy level, 0 for none"),
    "ask question.law_on": (
        "适用哪一天的法律，如行为日；默认为现行",
        "the day whose law applies, as that of the act; the present law by default",
    ),
    "ask question.actor": _ACTOR,
    "ask question.on": _ON,
    "ask similar": (
        "查找相近的已发布答复；一无所获的计入知识缺口",
        "find published answers like a question; one without any counts for the map of gaps",
    ),
    "ask similar.text": ("问题", "the question"),
    "ask similar.limit": ("列出几条", "how many are shown"),
    "ask similar.office": ("以哪些院的身份查找", "search as one of these offices"),
    "ask similar.secrecy": ("可见密级", "highest secrecy level seen"),
    "ask similar.line": ("以哪些业务线的身份查找", "search as of these lines"),
    "ask similar.on": _ON,
    "ask list": ("列出问题", "list questions"),
    "ask list.state": (
        "状态：asked、routed、answered、reviewed、published、recheck、retired、withdrawn",
        "state: asked, routed, answered, reviewed, published, recheck, retired, withdrawn",
    ),
    "ask list.topic": ("主题", "topic"),
    "ask list.expert": ("承办专家", "the expert it lies with"),
    "ask show": (
        "一个问题：经过、答复、引用核实、审核后发生的变化",
        "a question: steps, answer, citations checked, what has changed since the review",
    ),
    "ask show.id_": _ID,
    "ask show.on": _ON,
    "ask route": ("分派新问题，逾期的上送一级", "give new questions to experts, overdue ones to the level above"),
    "ask route.on": _ON,
    "ask answer": ("写答复并提交审核；引用未核实的也可保存", "write the answer and hand it in; it may cite anything"),
    "ask answer.id_": _ID,
    "ask answer.text": ("答复；默认为已保存的草稿", "the answer; by default the draft that was saved"),
    "ask answer.file": ("从文本文件读取", "read it from a text file"),
    "ask answer.draft": ("只保存草稿", "only save a draft"),
    "ask answer.actor": _ACTOR,
    "ask answer.on": _ON,
    "ask review": (
        "审核通过（四眼）：记下所引条文此时的文字",
        "pass the review (four eyes): the articles cited are noted as they read now",
    ),
    "ask review.id_": _ID,
    "ask review.actor": _ACTOR,
    "ask review.on": _ON,
    "ask publish": (
        "去除个人信息后发布，加入检索；引用须全部核实",
        "publish it without particulars of people and index it; every citation has to be resolved",
    ),
    "ask publish.id_": _ID,
    "ask publish.known": ("还须隐去的姓名", "a further name to leave out"),
    "ask publish.scope": ("只供该院查看；默认各院", "only for this office; by default for all"),
    "ask publish.dry": ("只显示将要公开的文字", "only show what would be read"),
    "ask publish.actor": _ACTOR,
    "ask publish.on": _ON,
    "ask step": (
        "其他步骤：pass_on 转派、return 退回、confirm 复核无误、reopen 退回重答、retire 停用、withdraw 撤回",
        "any other step: pass_on, return, confirm, reopen, retire, withdraw",
    ),
    "ask step.id_": _ID,
    "ask step.move": ("步骤", "the step"),
    "ask step.why": ("理由", "the reason"),
    "ask step.to": ("转派给哪位专家", "the expert it is passed on to"),
    "ask step.actor": _ACTOR,
    "ask step.on": _ON,
    "ask recheck": (
        "所引条文已变化的答复转待复核；每次导入法律文本时自动进行",
        "mark answers whose articles have changed; every import of statutes does this by itself",
    ),
    "ask recheck.on": _ON,
    "ask gaps": ("知识缺口：各主题检索无果、未答复、待复核的数目，不涉及用户", "what is asked and not found, by topic"),
    "ask gaps.on": _ON,
    "ask usage": ("使用情况统计，不涉及用户", "figures of use, which name nobody"),
    "ask export": ("导出已发布答复（JSON 行）", "write published answers as JSON lines"),
    "ask export.to": ("写入的文件", "the file to write"),
    "ask import": ("导入其他院的答复，须有来源和许可", "take in answers of other offices, with source and licence"),
    "ask import.file": ("JSON 行文件", "a file of JSON lines"),
    "ask import.on": _ON,
    "ask mask": ("去除文本中的姓名、号码、车牌、住址等", "leave out names, numbers, plates and addresses of people"),
    "ask mask.file": ("文本文件", "a text file"),
    "ask mask.known": ("还须隐去的姓名", "a further name to leave out"),
    "ask simulate": ("模拟：虚构的院和问题能否按期得到答复", "invented offices and questions: do answers come in time"),
    "ask simulate.seed": ("种子", "seed"),
    "ask simulate.questions": ("问题数", "how many questions"),
    "ask simulate.escalation": ("逾期是否上送", "whether overdue questions go to the level above"),
}
