"""What `--help` says of the shelf, in both languages."""

from __future__ import annotations

__all__ = ["SHELF"]

_VERSION = ("模型标识、目录编号或模型文件夹", "id or catalogue id of a model, or its folder")
_LIMIT = ("一个监督点的模型上限，0 为不限", "models of one supervision point at most; 0: no limit")

SHELF: dict[str, tuple[str, str]] = {
    "shelf": (
        "模型共享：有哪些模型、与谁相近、版本差异、打包与接收",
        "the shelf: which models there are, what is near to one, versions compared, signed files",
    ),
    "shelf list": (
        "随软件发布的模型，各监督点的余额；达到上限的监督点另行提示",
        "the models that ship and the places left under their points; points at their limit are warned of",
    ),
    "shelf list.limit": _LIMIT,
    "shelf show": ("一个模型：标识、所需数据、已知误报、监督点", "one model: what it is, its lists, its point"),
    "shelf show.name": _VERSION,
    "shelf show.limit": _LIMIT,
    "shelf nearest": (
        "动手之前先看：与一个模型、草稿或创意最相近的模型，及其监督点的余额\n尚无步骤时按监督点和所用数据比较",
        "before building: the models nearest to a model, a draft or an idea, and the places left under its point\n"
        "While there are no steps, point and lists are compared.",
    ),
    "shelf nearest.name": (f"{_VERSION[0]}，或模型文件", f"{_VERSION[1]}, or a model file"),
    "shelf nearest.most": ("列出几个", "how many are listed"),
    "shelf nearest.limit": _LIMIT,
    "shelf diff": (
        "两个版本有何不同，逐项用文字说明；只是改名的单独列出",
        "what differs between two versions, entry by entry and in words; what only has another name is told as that",
    ),
    "shelf diff.old": _VERSION,
    "shelf diff.new": _VERSION,
    "shelf pack": (
        "把模型文件夹打包为一个签名文件\n示例未全部通过、或含有疑似真实身份证号的，不能打包",
        "a model folder as one signed file\nRefused where an example fails or a number in it could be somebody's.",
    ),
    "shelf pack.name": _VERSION,
    "shelf pack.key": ("Ed25519 私钥（PEM）", "Ed25519 private key (PEM)"),
    "shelf pack.sender": ("本院代码", "code of the sending office"),
    "shelf pack.sender_name": ("本院名称", "name of the sending office"),
    "shelf pack.out": ("写入的文件", "file to write"),
    "shelf open": (
        "打开签名文件：核对签名、摘要、文件名、身份证号，在限制内运行示例，重算指纹；任何一项不符即拒绝",
        "open a signed file: signature, digests, file names, numbers, its examples run under limits, its fingerprint; "
        "whatever is wrong, it is refused",
    ),
    "shelf open.file": ("签名文件", "the signed file"),
    "shelf open.key": ("发送院代码=公钥文件，可多次", "OFFICE=FILE: the public key of a sender; may be repeated"),
    "shelf open.to": ("写入的新文件夹", "new folder to write the model to"),
}
