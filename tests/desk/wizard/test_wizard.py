"""The set-up wizard as it is served: a real process, a real browserless form, killed wherever it hurts."""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PEOPLE = {
    "security": ("anquan", "安大权", "Anquan-Guan-2025"),
    "system": ("xitong", "席小通", "Xitong-Guan-2025"),
    "audit": ("shenji", "沈小计", "Shenji-Guan-2025"),
}


class Served:
    """`mingjian serve` on a folder, and somebody with a browser without JavaScript."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        env = {name: value for name, value in os.environ.items() if not name.startswith(("MINGJIAN_", "DJANGO_"))}
        code = "from mingjian.cli.main import run; run()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", str(folder), "--port", str(self.port)], env=env,
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def code(self) -> str:
        """The code from the terminal."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", line)
            if found:
                return found[0]
        raise AssertionError(f"no code, ended with {self.process.wait()}")

    def get(self, path: str = "/setup") -> tuple[int, str]:
        return self._open(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))

    def post(self, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> tuple[int, str]:
        token = next((one.value for one in self.jar if one.name == "csrftoken"), "") or ""
        mark = "----mark"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {**fields, "csrfmiddlewaretoken": token}.items()
        ]
        if file is not None:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{file[0]}"; filename="a.csv"\r\n\r\n'
            parts.append(head.encode() + file[1] + b"\r\n")
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self._open(
            urllib.request.Request(
                f"http://127.0.0.1:{self.port}/setup", body, {"Content-Type": f"multipart/form-data; boundary={mark}"}
            )
        )

    def enter(self) -> None:
        """Give the code."""
        code = self.code()
        assert self.get()[0] == 200
        status, page = self.post({"code": code.lower()})
        assert status == 200
        assert 'name="security.username"' in page

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.browser.open(request, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def up(self) -> None:
        """Wait until the desk itself answers."""
        for _ in range(600):
            time.sleep(0.1)
            try:
                if self.get("/healthz")[0] in (200, 503) and 'name="username"' in self.get("/login")[1]:
                    return
            except (OSError, http.client.HTTPException):  # the wizard goes, the desk comes
                assert self.process.poll() is None
        raise AssertionError("the desk does not answer")

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path / "desk")
    yield made
    made.end()


def form(folder: Path, **changed: str) -> dict[str, str]:
    """All that is asked for, filled in well."""
    fields = {
        "action": "make", "language": "zh", "hosts": "desk.example", "lake": str(folder / "lake"), "database": "",
        "offices": "top", "top.code": "340000", "top.zh": "某省人民检察院", "top.en": "", "top.level": "province",
        "top.short": "", "top.contact": "",
    }  # fmt: skip
    for field, (username, name, password) in PEOPLE.items():
        fields |= {f"{field}.username": username, f"{field}.name": name, f"{field}.password": password,
                   f"{field}.again": password}  # fmt: skip
    return {**fields, **{name.replace("__", "."): value for name, value in changed.items()}}


def users(folder: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(folder / "desk" / "desk.sqlite3") as con:
        sql = "SELECT username, role FROM offices_user u JOIN offices_userrole r ON r.user_id = u.id"
        return set(con.execute(sql).fetchall())


def left(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()} if folder.exists() else set()


@pytest.mark.slow
def test_from_an_empty_folder_to_a_desk_and_never_again(served: Served, tmp_path: Path) -> None:
    served.enter()
    status, page = served.post(form(tmp_path))
    assert status == 200
    assert "设置完成" in page
    served.up()
    assert users(tmp_path) == {("anquan", "security_admin"), ("xitong", "system_admin"), ("shenji", "audit_admin")}
    assert left(tmp_path) == {"desk", "lake"}
    settings = (tmp_path / "desk" / "desk.toml").read_text(encoding="utf-8")
    assert 'lake = "../lake"' in settings
    assert "desk.example" in settings
    assert all(password not in settings for _, _, password in PEOPLE.values())
    for path in ("/setup", "/setup?lang=en"):
        assert served.get(path)[0] == 404
    assert served.post(form(tmp_path))[0] in (403, 404)
    served.end()
    again = Served(tmp_path / "desk")
    again.up()
    assert again.get()[0] == 404
    again.end()


def test_nobody_gets_in_without_the_code_and_guessing_ends_it(served: Served, tmp_path: Path) -> None:
    code = served.code()
    assert "security.username" not in served.get()[1]
    assert "security.username" not in served.get("/anything")[1]
    assert "security.username" not in served.post(form(tmp_path))[1]
    for number in range(10):
        status, page = served.post({"code": f"AAAA-AAAA-AA{number:02d}"})
        assert status == 403
    assert served.process.wait(timeout=30) != 0
    assert left(tmp_path) == set()
    assert code not in page


@pytest.mark.slow
def test_every_error_is_told_and_changes_nothing(served: Served, tmp_path: Path) -> None:
    served.enter()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").write_text("x")
    wrong = {
        "security__username": "x y",
        "system__name": "",
        "audit__again": "different",
        "hosts": "http://a:80",
        "database": "mysql://x",
        "top__code": "999999",
    }
    status, page = served.post(form(tmp_path, **wrong))
    assert status == 400
    for told in ("不是主机名", "postgresql://", "没有行政区划代码“999999”", "用户名为", "请填写姓名", "不一致"):
        assert told in page, told
    assert all(password not in page for _, _, password in PEOPLE.values())
    same = {"system__username": "ANQUAN", "audit__name": "安大权", "system__password": "Anquan-Guan-2025",
            "system__again": "Anquan-Guan-2025"}  # fmt: skip
    page = served.post(form(tmp_path, **same))[1]
    assert all(told in page for told in ("用户名须不同", "须为不同的人", "口令须不同"))
    weak = served.post(form(tmp_path, security__password="aaaaaaaaaa", security__again="aaaaaaaaaa"))[1]
    assert "三种" in weak
    status, page = served.post(form(tmp_path, lake=str(tmp_path / "other")))
    assert (status, "这里没有数据湖" in page) == (400, True)
    status, page = served.post(form(tmp_path, database="postgresql://nobody@127.0.0.1:9/none"))
    assert (status, "数据库不可用" in page) == (400, True)
    status, page = served.post(form(tmp_path, offices="file"), ("tree", "代码,名称,级别\n34,省院,x\n".encode()))
    assert (status, "第2行" in page) == (400, True)
    assert served.post({"code": "x"})[0] == 200, "the code was given"
    assert left(tmp_path) == {"other"}
    assert served.post(form(tmp_path, action="database"))[1].count("数据库可用") == 1
    assert left(tmp_path) == {"other"}


def test_a_form_from_elsewhere_is_refused(served: Served, tmp_path: Path) -> None:
    served.enter()
    for one in list(served.jar):
        if one.name == "csrftoken":
            served.jar.clear(one.domain, one.path, one.name)
    assert served.post(form(tmp_path))[0] == 403
    assert left(tmp_path) == set()


@pytest.mark.slow
def test_a_whole_tree_from_a_file(served: Served, tmp_path: Path) -> None:
    served.enter()
    tree = "代码,名称,级别,上级\n340100,市院,city,340000\n340000,省院,province,\n".encode("gb18030")
    assert served.post(form(tmp_path, offices="file"), ("tree", tree))[0] == 200
    served.up()
    with sqlite3.connect(tmp_path / "desk" / "desk.sqlite3") as con:
        assert con.execute("SELECT path FROM offices_office ORDER BY path").fetchall() == [
            ("340000/",), ("340000/340100/",),
        ]  # fmt: skip
        homes = con.execute("SELECT DISTINCT o.code FROM offices_user u JOIN offices_office o ON o.id = u.office_id")
        assert homes.fetchall() == [("340000",)]


@pytest.mark.slow
def test_a_desk_without_users_gets_only_what_it_lacks(tmp_path: Path) -> None:
    from mingjian.desk.setup import make_desk
    from mingjian.lake import Lake

    lake = Lake.create(tmp_path / "lake", key=b"w" * 32)
    make_desk(tmp_path / "desk", lake.path, session_minutes=7)
    served = Served(tmp_path / "desk")
    try:
        served.enter()
        page = served.get()[1]
        assert 'name="lake"' not in page
        assert 'name="top.code"' in page
        assert served.post(form(tmp_path))[0] == 200
        served.up()
        assert len(users(tmp_path)) == 3
        assert "session_minutes = 7" in (tmp_path / "desk" / "desk.toml").read_text(encoding="utf-8")
    finally:
        served.end()


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "thesis.txt").write_text("x")
    served = Served(tmp_path / "desk")
    assert served.process.wait(timeout=60) != 0
    assert served.process.stderr is not None
    assert "thesis" not in served.process.stderr.read()
    assert left(tmp_path / "desk") == {"thesis.txt"}


@pytest.mark.parametrize("after", [2.0, *(pytest.param(one, marks=pytest.mark.slow) for one in (0.4, 1.2, 2.8))])
def test_killed_while_it_makes_the_desk_there_is_all_or_nothing(after: float, tmp_path: Path) -> None:
    """The process that makes the desk is killed with -9 at several instants; the wizard then begins again."""
    from mingjian.desk.wizard.given import Administrator, Given, Office

    given = Given(
        lake=str(tmp_path / "lake"), offices=[Office(code="340000", zh="省院", level="province")],
        people={field: Administrator(username=one[0], name=one[1], password=one[2], again=one[2])
                for field, one in PEOPLE.items()},
    )  # fmt: skip
    words = [sys.executable, "-m", "mingjian.desk.wizard.make", str(tmp_path / "desk")]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MINGJIAN_", "DJANGO_"))}
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    assert process.stdin is not None
    process.stdin.write(given.model_dump_json().encode())
    process.stdin.close()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if (tmp_path / "desk").exists():
        assert len(users(tmp_path)) == 3
        return
    done = subprocess.run(words, input=given.model_dump_json().encode(), env=env, capture_output=True, check=True)
    assert done.stdout == b'{"wrong":[]}'
    assert len(users(tmp_path)) == 3
    assert {one for one in left(tmp_path) if "desk" in one} == {"desk"}, "what was left is gone"
    again = subprocess.run(words, input=given.model_dump_json().encode(), env=env, capture_output=True, check=True)
    assert "已设置完毕" in again.stdout.decode() or "已有工作台的用户" in again.stdout.decode()
