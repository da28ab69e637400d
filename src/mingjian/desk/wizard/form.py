"""The wizard's form: read from what a browser sent, checked as far as that takes no database; faults by field."""

from __future__ import annotations

import re
from dataclasses import asdict
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from mingjian.desk.offices.tree_file import LARGEST, OfficeLine, check_offices, read_tree
from mingjian.desk.wizard.given import ADMINISTRATORS, Administrator, Given, Office, Wrong
from mingjian.desk.words import storable

__all__ = ["check", "read"]

_NAME = re.compile(r"[\w.@+-]{2,40}")
_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z.\-\u4e00-\u9fff]+")


def read(request: HttpRequest, whole: bool, has_offices: bool) -> tuple[Given, list[Wrong]]:
    """What was sent. `whole`: there is no desk yet; `has_offices`: the tree is there already."""
    wrong: list[Wrong] = []

    def typed(name: str, most: int = 200) -> str:
        value = request.POST.get(name, "").strip()
        if len(value) > most or not storable(value):
            wrong.append(Wrong(field=name, zh=f"过长（上限{most}）或含有不能保存的字符",
                               en=f"too long ({most} at most), or with signs that cannot be kept"))  # fmt: skip
            return ""
        return value

    given = Given(
        only="database" if request.POST.get("action") == "database" else "",
        language="en" if typed("language") == "en" else "zh",
    )
    if whole:
        given.hosts = typed("hosts", 1000).replace("，", " ").replace(",", " ").split()
        given.lake, given.database = typed("lake", 1000), typed("database", 1000)
    for field in ADMINISTRATORS:
        # a password is taken as it was typed
        secret, again = (request.POST.get(f"{field}.{part}", "")[:200] for part in ("password", "again"))
        given.people[field] = Administrator(
            username=typed(f"{field}.username", 40), name=typed(f"{field}.name", 40), password=secret, again=again
        )
    if not has_offices and not given.only:
        given.offices, faults = _offices(request, typed)
        wrong += faults
    return given, wrong


def _offices(request: HttpRequest, typed: object) -> tuple[list[Office], list[Wrong]]:
    file = request.FILES.get("tree")
    if request.POST.get("offices") == "file":
        if not isinstance(file, UploadedFile) or not file.size:
            return [], [Wrong(field="tree", zh="请选择 CSV 文件", en="choose a CSV file")]
        found, faults = read_tree(file.read(LARGEST + 1))
        return _made(found), [Wrong(field="tree", zh=one.zh, en=one.en) for one in faults[:20]]
    assert callable(typed)
    one = OfficeLine(
        0, typed("top.code", 12), typed("top.zh", 80), typed("top.level", 20), typed("top.en", 120),
        short=typed("top.short", 8), contact=typed("top.contact", 80),
    )  # fmt: skip
    return _made([one]), [Wrong(field="top", zh=fault.zh, en=fault.en) for fault in check_offices([one])]


def _made(lines: list[OfficeLine]) -> list[Office]:
    return [Office(**asdict(one)) for one in lines]


def check(given: Given, whole: bool) -> list[Wrong]:
    """Everything that is wrong before anything is made."""
    wrong = _place(given) if whole else []
    return wrong if given.only else wrong + _people(given)


def _place(given: Given) -> list[Wrong]:
    wrong = []
    for host in given.hosts:
        if not _HOST.fullmatch(host):
            wrong.append(Wrong(field="hosts", zh=f"“{host}”不是主机名（不带端口和 http://）",
                               en=f"'{host}' is no host name (without port and http://)"))  # fmt: skip
    if not given.lake and not given.only:
        wrong.append(Wrong(field="lake", zh="请填写数据湖文件夹", en="name the folder of the lake"))
    if given.database and not _is_postgres(given.database):
        wrong.append(
            Wrong(
                field="database",
                zh="应为 postgresql://用户:口令@主机/库名，或留空使用 SQLite",
                en="postgresql://user:password@host/name is expected, or nothing for SQLite",
            )
        )
    return wrong


def _is_postgres(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("postgresql", "postgres") and bool(parts.path.strip("/")) and (parts.port or 1) > 0
    except ValueError:
        return False


def _people(given: Given) -> list[Wrong]:
    wrong: list[Wrong] = []
    for field, person in given.people.items():
        if not _NAME.fullmatch(person.username):
            wrong.append(Wrong(field=f"{field}.username", zh="用户名为 2–40 个字母、数字或 . _ - @ +",
                               en="2 to 40 letters, digits or . _ - @ +"))  # fmt: skip
        if not person.name:
            wrong.append(Wrong(field=f"{field}.name", zh="请填写姓名", en="the name is missing"))
        if not person.password:
            wrong.append(Wrong(field=f"{field}.password", zh="请填写口令", en="the password is missing"))
        elif person.password != person.again:
            wrong.append(Wrong(field=f"{field}.again", zh="两次输入的口令不一致", en="the two passwords differ"))
    for part, zh, en in (
        ("username", "三名管理员的用户名须不同", "the three have different user names"),
        ("name", "三名管理员须为不同的人", "the three are different people"),
        ("password", "三名管理员的口令须不同", "the three have different passwords"),
    ):
        said = [getattr(one, part).casefold() for one in given.people.values() if getattr(one, part)]
        if len(set(said)) != len(said):
            wrong.append(Wrong(field="people", zh=zh, en=en))
    return wrong
