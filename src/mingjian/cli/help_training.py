"""What `--help` says of training, in both languages."""

from __future__ import annotations

__all__ = ["TRAINING"]

_NAME = ("练习编号，如 01-first-match 或 1", "the exercise, as 01-first-match or 1")
_FOLDER = ("练习文件夹，其名称即练习编号", "folder of the exercise, named after it")
_AS = ("文件夹名称不是练习编号时，写明是哪个练习", "which exercise, where the folder is not named after it")

TRAINING: dict[str, tuple[str, str]] = {
    "training": (
        "练兵场：在虚构省份上练习建模，由产品检查，发给证书",
        "the training ground: exercises on a synthetic province, checked by the product, with a certificate",
    ),
    "training list": ("列出练习", "the exercises of the course"),
    "training show": ("学什么、做什么、提示", "what is learned, what to do, and hints"),
    "training show.name": _NAME,
    "training show.hints": ("揭示前几条提示", "show so many hints"),
    "training start": (
        "把起始模型和答题文件写进文件夹",
        "write the model to begin with, and a place for answers, into a folder",
    ),
    "training start.name": _NAME,
    "training start.folder": (
        "写入的文件夹，须不存在或为空；默认以练习编号为名",
        "folder to write to, new or empty; by default named after the exercise",
    ),
    "training try": (
        "在练习数据上试运行：每一步的行数和待定、提示、前几条线索\n"
        "虚构省份第一次用时生成，放在练习文件夹旁的 .training-grounds。",
        "try a model over the practice province: rows and undetermined at every step, warnings, the first clues\n"
        "The province is made when first needed and kept in .training-grounds beside the folder.",
    ),
    "training try.folder": _FOLDER,
    "training try.as_": _AS,
    "training check": (
        "检查练习：每一项是否成立、为什么要紧；答案由真值或运行算出",
        "check an exercise: what holds, what does not, and why it matters; answers are computed from truth or a run",
    ),
    "training check.folder": _FOLDER,
    "training check.as_": _AS,
    "training certificate": (
        "重新检查各练习文件夹，为通过的发给证书，写明提交内容的摘要；不评分、不排名",
        "check the folders of a course again and certify what passes, with digests of what was handed in; no score",
    ),
    "training certificate.course": ("放有各练习文件夹的文件夹", "folder that holds the folders of the exercises"),
    "training certificate.name": ("姓名", "name"),
    "training certificate.out": ("写成 PDF", "write it as a PDF"),
    "training certificate.office": ("单位", "office"),
}
