"""Making what the wizard was given, in a process of its own: all of it or nothing, whenever it is killed.

A desk that is not there yet is put together in a folder beside its place and moved there by one rename; offices and
people are one transaction. Killed before, nothing is there but a folder `.setup-…` which the next one removes; killed
between the two (PostgreSQL only), a desk without users is there, for which the wizard opens again.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingjian.desk.config import SettingsError
from mingjian.desk.setup import is_desk, make_desk, migrate, open_desk
from mingjian.desk.wizard.given import ADMINISTRATORS, Answer, Given, Wrong
from mingjian.lake import Lake, LakeError

__all__ = ["make"]

STAGE = ".setup-"


class _Refused(Exception):
    """Something is wrong; nothing is made."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__()
        self.wrong = wrong


def make(folder: Path, given: Given) -> Answer:
    """Make the desk, or answer everything that is wrong. To be called once a process."""
    try:
        with _place(folder, given) as (where, commit):
            open_desk(where)
            _make(where, given, commit)
    except _Refused as refused:
        return Answer(wrong=refused.wrong)
    return Answer()


class _Commit:
    """Moves the staged desk to its place."""

    def __init__(self, stage: Path | None, folder: Path) -> None:
        self.stage, self.folder = stage, folder

    def __call__(self) -> None:
        if self.stage is not None:
            self.stage.rename(self.folder)  # over an empty folder, or none
            self.stage = None


@contextmanager
def _place(folder: Path, given: Given) -> Iterator[tuple[Path, _Commit]]:
    """The folder to work in, and how it becomes the desk's."""
    if is_desk(folder):
        yield folder, _Commit(None, folder)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(f"{STAGE}{folder.name}-*"):
        shutil.rmtree(left, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=f"{STAGE}{folder.name}-", dir=folder.parent))
    commit = _Commit(stage, folder)
    try:
        lake = Path(given.lake).expanduser()
        settings: dict[str, object] = {"language": given.language}
        if given.database:
            settings["database"] = given.database
        if given.hosts:
            settings["hosts"] = list(dict.fromkeys([*given.hosts, "localhost", "127.0.0.1", "[::1]"]))
        if not given.only:
            _check_lake(given)
        make_desk(stage, lake if lake.is_absolute() else Path.cwd() / lake, **settings)
        yield stage, commit
    finally:
        if commit.stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def _make(where: Path, given: Given, commit: _Commit) -> None:
    from django.db import connection, connections, transaction

    _reach()
    if given.only == "database":
        return
    staged, sqlite = commit.stage is not None, connection.vendor == "sqlite"
    migrate()
    with transaction.atomic():
        _people_and_offices(given)
        if staged:
            _make_lake(Path(given.lake).expanduser().absolute())
        if staged and not sqlite:
            commit()
    connections.close_all()
    if staged and sqlite:  # its file is in the folder: it is moved when it is closed
        commit()


def _reach() -> None:
    """That the database answers and nobody uses it yet."""
    from django.db import Error, connection

    from mingjian.desk.offices.models import User

    try:
        connection.ensure_connection()
        if User._meta.db_table in connection.introspection.table_names() and User.objects.exists():
            raise _Refused(
                [Wrong(field="database", zh="该数据库中已有工作台的用户", en="this database has users already")]
            )
    except Error as error:
        told = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        wrong = Wrong(field="database", zh=f"数据库不可用：{told}", en=f"the database cannot be used: {told}")
        raise _Refused([wrong]) from error


def _people_and_offices(given: Given) -> None:
    from mingjian.desk.errors import BadRequest
    from mingjian.desk.offices.models import Level, Office, User
    from mingjian.desk.offices.roles import Role
    from mingjian.desk.offices.services import add_office, add_user

    if User.objects.exists():
        raise _Refused([Wrong(field="", zh="工作台已设置完毕", en="the desk is set up already")])
    wrong: list[Wrong] = []
    if not Office.objects.exists():
        for one in given.offices:
            try:
                add_office(
                    one.code, one.zh, one.en or one.zh, Level.of(one.level), parent=one.above or None,
                    region=one.region, short=one.short, contact=one.contact, by="setup",
                )  # fmt: skip
            except BadRequest as error:
                wrong.append(Wrong(field="offices", zh=error.zh, en=error.en))
    top = Office.objects.order_by("path").first()
    if top is None:
        raise _Refused(wrong or [Wrong(field="offices", zh="没有检察院", en="there is no office")])
    for field, (role, *_) in ADMINISTRATORS.items():
        person = given.people[field]
        try:
            add_user(person.username, person.password, top.code, person.name, [Role.of(role)], by="setup")
        except BadRequest as error:
            part = error.field if error.field in ("username", "password") else "username"
            wrong.append(Wrong(field=f"{field}.{part}", zh=error.zh, en=error.en))
    if wrong:
        raise _Refused(wrong)


def _check_lake(given: Given) -> None:
    path = Path(given.lake).expanduser().absolute()
    try:
        if path.is_dir() and any(path.iterdir()):
            Lake.open(path)
        elif path.exists() and not path.is_dir():
            raise LakeError(f"这不是文件夹：{path}", f"this is no folder: {path}")
    except (LakeError, OSError) as error:
        zh, en = (error.zh, error.en) if isinstance(error, LakeError) else (str(error), str(error))
        raise _Refused([Wrong(field="lake", zh=zh, en=en)]) from error


def _make_lake(path: Path) -> None:
    """An empty lake where there is none: whole by one rename."""
    if path.is_dir() and any(path.iterdir()):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f"{STAGE}{path.name}-", dir=path.parent) as stage:
            Lake.create(Path(stage) / "lake").path.rename(path)
    except OSError as error:
        told = error.strerror or str(error)
        raise _Refused([Wrong(field="lake", zh=f"不能新建：{told}", en=f"it cannot be made: {told}")]) from error


if __name__ == "__main__":
    try:
        answer = make(Path(sys.argv[1]), Given.model_validate_json(sys.stdin.read()))
    except SettingsError as error:
        answer = Answer(wrong=[Wrong(field="", zh=error.zh, en=error.en)])
    except OSError as error:
        answer = Answer(wrong=[Wrong(field="", zh=f"不能写入：{error}", en=f"it cannot be written: {error}")])
    sys.stdout.write(answer.model_dump_json())
