"""Keys of backups: who makes one needs the public half only, so that a machine that is lost gives nothing away."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pyrage
from pyrage import x25519

from mingjian.desk.backup.errors import BackupError

__all__ = ["new_key", "read_key", "recipients_of"]


def new_key(path: Path) -> str:
    """Write a new private key to `path`, readable by its owner alone; answers the public half. Never over a file."""
    identity = x25519.Identity.generate()
    public = str(identity.to_public())
    text = f"# 明鉴备份私钥，请离线保管 private key of backups: keep it off this machine\n# {public}\n{identity}\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupError(f"文件已存在：{path}", f"there is a file already: {path}") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return public


def read_key(path: Path) -> x25519.Identity:
    """The private key of a file as `new_key` (or age-keygen) writes it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        lines = []
    found = [line.strip() for line in lines if line.strip().startswith("AGE-SECRET-KEY-")]
    if len(found) != 1:
        raise BackupError(f"{path} 中没有备份私钥", f"there is no private key of backups in {path}")
    try:
        return x25519.Identity.from_str(found[0])
    except pyrage.IdentityError as error:
        raise BackupError(f"{path} 中的私钥有误：{error}", f"the private key in {path} is wrong: {error}") from error


def recipients_of(texts: Sequence[str]) -> list[x25519.Recipient]:
    """Public keys from their texts; at least one."""
    if not texts:
        raise BackupError(
            "没有备份公钥：请写入设置 backup_to，或用 mingjian desk backup --to 给出；由 mingjian desk backup-key 生成",
            "no public key: put it into the setting backup_to or give it to mingjian desk backup --to; "
            "mingjian desk backup-key makes one",
        )
    made = []
    for text in texts:
        try:
            made.append(x25519.Recipient.from_str(text.strip()))
        except pyrage.RecipientError as error:
            raise BackupError(
                f"“{text}”不是备份公钥（以 age1 开头）", f"'{text}' is no public key of backups (they begin with age1)"
            ) from error
    return made
