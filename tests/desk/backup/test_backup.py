"""A backup holds the desk whole, at one instant, and comes back as it was, also on the other kind of database."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import textwrap
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from mingjian.desk.backup import BackupError, check_backup, new_key
from mingjian.desk.backup.archive import writing
from mingjian.desk.backup.keys import read_key, recipients_of

PARTS = Path(__file__).parent.parent / "browser" / "browser_parts.py"
ROWS = """
import hashlib, json
from mingjian.desk.backup.tables import _plain, tables
for one in tables():
    columns = [field.attname for field in one._meta.concrete_fields]
    rows = [json.dumps(row, default=_plain) for row in one._base_manager.order_by("pk").values_list(*columns)]
    print(one._meta.db_table, len(rows), hashlib.sha256("\\n".join(rows).encode()).hexdigest())
"""


def within(desk: Path, code: str) -> str:
    """Run a piece of a program in a process of its own that works with a desk: a process works with one."""
    head = f"from pathlib import Path\nfrom mingjian.desk.setup import open_desk\nopen_desk(Path({str(desk)!r}))\n"
    return run(sys.executable, "-c", head + textwrap.dedent(code))


def cli(*words: object) -> str:
    return run(sys.executable, "-c", "from mingjian.cli.main import run; run()", *map(str, words))


def run(*words: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MINGJIAN_", "DJANGO_"))}
    made = subprocess.run(words, env={**env, "MINGJIAN_LANG": "en"}, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout


def failing(*words: object) -> str:
    """What a command says that must not work; never a traceback."""
    with pytest.raises(AssertionError) as caught:
        cli(*words)
    said = str(caught.value)
    assert "Traceback" not in said
    assert "fault of the program" not in said
    return said


def quiet(share: float, zh: str, en: str) -> None:
    del share, zh, en


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled desk with an attachment and steps, over its lake."""
    root = tmp_path_factory.mktemp("backup")
    run(sys.executable, str(PARTS), str(root))
    within(
        root / "desk",
        """
        from django.core.files.uploadedfile import SimpleUploadedFile
        from mingjian.desk.clues.models import Clue
        from mingjian.desk.clues.papers import attach
        from mingjian.desk.offices.models import User
        from mingjian.desk.keeper import one_round
        from mingjian.desk.lake import the_lake
        from mingjian.desk.traces.services import trace
        clue = Clue.objects.first()
        attach(User.objects.get(username="prosecutor"), clue, SimpleUploadedFile("说明.txt", "证明".encode()))
        one_round(the_lake())
        trace("prosecutor", "clue.read", clue.pk)  # not sealed yet
        """,
    )
    return root / "desk"


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("keys") / "key"
    return path, new_key(path)


@pytest.fixture(scope="module")
def backup(desk: Path, key: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "one.age"
    assert "backed up" in cli("desk", "backup", path, "--to", key[1], "--desk", desk)
    return path


def test_it_comes_back_as_it_was(desk: Path, backup: Path, key: tuple[Path, str], tmp_path: Path) -> None:
    assert "restored" in cli("desk", "restore", backup, tmp_path / "new", "--key", key[0])
    restored = tmp_path / "new" / "desk"
    before = within(desk, ROWS).splitlines()
    after = within(restored, ROWS).splitlines()
    # two tables differ in what was done since: the backup's own trace, and the rounds of the keeper
    changed = {line.split()[0] for line in set(before) ^ set(after)}
    assert changed <= {"traces_trace", "operate_round"}
    assert any(line.split()[0] == "clues_clue" and int(line.split()[1]) > 0 for line in after)
    files = sorted(one.relative_to(desk).as_posix() for one in (desk / "files").rglob("*") if one.is_file())
    assert files
    assert all((restored / one).read_bytes() == (desk / one).read_bytes() for one in files)
    assert (restored / "secret").read_bytes() == (desk / "secret").read_bytes()
    assert (restored / "secret").stat().st_mode & 0o077 == 0
    cli("lake", "verify", "--lake", tmp_path / "new" / "lake")
    cli("audit", "verify", "--lake", tmp_path / "new" / "lake")


def test_what_was_sealed_since_is_not_sealed_twice(
    desk: Path, backup: Path, key: tuple[Path, str], tmp_path: Path
) -> None:
    """The log may be newer than the database: here the trace is sealed between the one and the other."""
    cli("desk", "restore", backup, tmp_path / "new", "--key", key[0])
    said = within(
        tmp_path / "new" / "desk",
        """
        from mingjian.desk.lake import the_lake
        from mingjian.desk.traces.models import Trace
        from mingjian.desk.traces.services import recognise_sealed, seal_traces
        from mingjian.runs import audit_log
        seal_traces(the_lake())
        size = len(list(audit_log(the_lake()).entries()))
        last = Trace.objects.order_by("-id").first()
        was, last.sealed = last.sealed, 0
        last.save()
        print(recognise_sealed(the_lake()), Trace.objects.get(pk=last.pk).sealed == was, seal_traces(the_lake()))
        assert len(list(audit_log(the_lake()).entries())) == size
        """,
    )
    assert said.split() == ["1", "True", "0"]


@pytest.mark.slow
@pytest.mark.postgres
def test_a_desk_moves_to_postgresql_and_back(backup: Path, key: tuple[Path, str], tmp_path: Path) -> None:
    url = os.environ.get("MINGJIAN_POSTGRES")
    if not url:
        pytest.skip("MINGJIAN_POSTGRES names no PostgreSQL")
    import psycopg

    name = f"backup_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            there = f"{url.rsplit('/', 1)[0]}/{name}"
            cli("desk", "restore", backup, tmp_path / "pg", "--key", key[0], "--database", there)
            on_postgres = within(tmp_path / "pg" / "desk", ROWS)
            # a row that is added afterwards gets a number of its own
            within(tmp_path / "pg" / "desk", "from mingjian.desk.traces.services import trace\ntrace('a', 'b', 'c')")
            said = failing("desk", "restore", backup, tmp_path / "again", "--key", key[0], "--database", there)
            assert "there are tables of a desk in the database already" in said
            second = tmp_path / "second.age"
            cli("desk", "backup", second, "--to", key[1], "--desk", tmp_path / "pg" / "desk")
            cli("desk", "restore", second, tmp_path / "lite", "--key", key[0], "--database", "sqlite")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    lines = within(tmp_path / "lite" / "desk", ROWS).splitlines()
    changed = {line.split()[0] for line in set(lines) ^ set(on_postgres.splitlines())}
    assert changed <= {"traces_trace", "operate_round"}


def test_it_is_of_one_instant_while_others_write(desk: Path, key: tuple[Path, str], tmp_path: Path) -> None:
    """Somebody writes pairs, each in one transaction: a backup never holds half a pair."""
    code = f"""
from pathlib import Path
from mingjian.desk.setup import open_desk
open_desk(Path({str(desk)!r}))
from django.db import transaction
from mingjian.desk.traces.services import trace
number = 0
while True:
    with transaction.atomic():
        trace("pair", "one", str(number))
        trace("pair", "two", str(number))
    number += 1
    print(number, flush=True)
"""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MINGJIAN_", "DJANGO_"))}
    writer = subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        cli("desk", "backup", tmp_path / "b.age", "--to", key[1], "--desk", desk, "--no-lake")
    finally:
        writer.kill()
        writer.wait()
    cli("desk", "restore", tmp_path / "b.age", tmp_path / "r", "--key", key[0], "--lake", desk.parent / "lake")
    said = within(
        tmp_path / "r" / "desk",
        """
        from mingjian.desk.traces.models import Trace
        mine = Trace.objects.filter(actor="pair")
        one, two = (set(mine.filter(action=name).values_list("object", flat=True)) for name in ("one", "two"))
        print(len(one), one == two)
        """,
    )
    count, whole = said.split()
    assert int(count) > 0
    assert whole == "True"


def test_damage_and_wrong_keys_are_told_and_leave_nothing(backup: Path, key: tuple[Path, str], tmp_path: Path) -> None:
    data = backup.read_bytes()
    other = tmp_path / "other"
    new_key(other)
    (tmp_path / "cut").write_bytes(data[: len(data) * 2 // 3])
    (tmp_path / "flipped").write_bytes(data[:-5000] + bytes([data[-5000] ^ 1]) + data[-4999:])
    for path, with_key in ((backup, other), (tmp_path / "cut", key[0]), (tmp_path / "flipped", key[0])):
        with pytest.raises(BackupError):
            check_backup(path, with_key, quiet)
        failing("desk", "restore", path, tmp_path / "r", "--key", with_key)
        assert not (tmp_path / "r").exists()
        assert not (tmp_path / "r.partial").exists()
    assert "no private key" in failing("desk", "backup-check", backup, "--key", backup)


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "lake/../../evil", "desk//x", "evil", "lake/./x"])
def test_a_hostile_archive_writes_nowhere(name: str, key: tuple[Path, str], tmp_path: Path) -> None:
    """Whoever knows the public key can make one."""
    about = {"format": 1, "program": "x", "made": "x", "lake": True, "bytes": 1, "migrations": []}
    with writing(tmp_path / "b.age", recipients_of([key[1]]), lambda _: None) as archive:
        archive.add_bytes("about.json", json.dumps(about).encode())
        archive.add_bytes(name, b"evil")
    with pytest.raises(BackupError, match=r"not allowed|unknown in a backup"):
        check_backup(tmp_path / "b.age", key[0], quiet)
    failing("desk", "restore", tmp_path / "b.age", tmp_path / "r", "--key", key[0])
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b.age"]


def test_a_link_in_an_archive_is_refused(key: tuple[Path, str], tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        about = json.dumps({"format": 1, "lake": True, "bytes": 1, "migrations": [], "made": "", "program": ""})
        info = tarfile.TarInfo("about.json")
        info.size = len(about)
        tar.addfile(info, io.BytesIO(about.encode()))
        link = tarfile.TarInfo("lake/x")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    (tmp_path / "b.age").write_bytes(pyrage.encrypt(made.getvalue(), [x25519.Recipient.from_str(key[1])]))
    with pytest.raises(BackupError, match="not allowed"):
        check_backup(tmp_path / "b.age", key[0], quiet)


def test_a_newer_program_and_another_file_are_told(key: tuple[Path, str], tmp_path: Path) -> None:
    about = {
        "format": 1, "program": "9", "made": "x", "lake": True, "bytes": 1, "migrations": [["clues", "0999_later"]],
    }  # fmt: skip
    with writing(tmp_path / "b.age", recipients_of([key[1]]), lambda _: None) as archive:
        archive.add_bytes("about.json", json.dumps(about).encode())
        archive.add_bytes("desk/desk.toml", b'lake = "x"\n')
        archive.add_bytes("desk/secret", b"ab" * 32)
    said = failing("desk", "restore", tmp_path / "b.age", tmp_path / "r", "--key", key[0])
    assert "made by a newer program" in said
    (tmp_path / "c.age").write_bytes(pyrage.encrypt(b"no tar at all", recipients_of([key[1]])))
    with pytest.raises(BackupError):
        check_backup(tmp_path / "c.age", key[0], quiet)


def test_keys(tmp_path: Path) -> None:
    public = new_key(tmp_path / "k")
    assert (tmp_path / "k").stat().st_mode & 0o077 == 0
    assert str(read_key(tmp_path / "k").to_public()) == public
    with pytest.raises(BackupError, match="a file already"):
        new_key(tmp_path / "k")
    with pytest.raises(BackupError, match="no public key"):
        recipients_of([])
    with pytest.raises(BackupError, match="is no public key"):
        recipients_of([public[:-1] + ("x" if public[-1] != "x" else "q")])  # another sign than it has


def test_it_never_goes_over_a_file_and_a_failure_leaves_none(desk: Path, key: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "there.age").write_bytes(b"x")
    assert "a file already" in failing("desk", "backup", tmp_path / "there.age", "--to", key[1], "--desk", desk)
    assert (tmp_path / "there.age").read_bytes() == b"x"
    assert "no public key" in failing("desk", "backup", tmp_path / "b.age", "--desk", desk)
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "mine").touch()
    cli("desk", "backup", tmp_path / "b.age", "--to", key[1], "--desk", desk, "--no-lake")
    assert "name a new folder" in failing("desk", "restore", tmp_path / "b.age", tmp_path / "r", "--key", key[0])
    assert "the backup has no lake" in failing("desk", "restore", tmp_path / "b.age", tmp_path / "n", "--key", key[0])
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(key: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "full.age.partial").symlink_to("/dev/full")
    with (
        pytest.raises((OSError, BackupError)),
        writing(tmp_path / "full.age", recipients_of([key[1]]), lambda _: None) as archive,
    ):
        archive.add_bytes("about.json", os.urandom(1 << 22))
    assert not (tmp_path / "full.age").exists()
