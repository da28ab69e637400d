"""A desk for the tests: its folder is made when this file is read, since Django's settings are made once a process."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
ROOT = Path(tempfile.mkdtemp(prefix="mingjian-desk-"))
atexit.register(shutil.rmtree, ROOT, ignore_errors=True)

from mingjian.desk.setup import make_desk  # noqa: E402

DATABASE = os.environ.get("MINGJIAN_POSTGRES", "") if os.environ.get("MINGJIAN_TEST_DESK") == "postgres" else ""
make_desk(ROOT / "desk", ROOT / "lake", database=DATABASE, hosts=["testserver", "localhost"],
          second_factor="off", api_per_second=0, api_per_minute=0)  # fmt: skip
os.environ["MINGJIAN_DESK"] = str(ROOT / "desk")
os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.desk.settings"

import django  # noqa: E402
from django.conf import settings as django_settings  # noqa: E402

from mingjian.desk.config import load_config  # noqa: E402

django.setup()
django_settings.DESK = load_config(ROOT / "desk")  # a worker may have been set up with its parent's folder

from desk_parts import COUNTIES, PASSWORD, load, make_lake, run, write_files  # noqa: E402
from django.test import Client  # noqa: E402

from mingjian.desk import lake as desk_lake  # noqa: E402
from mingjian.desk.clues.projection import project  # noqa: E402
from mingjian.desk.offices.models import Level, User  # noqa: E402
from mingjian.desk.offices.roles import Role  # noqa: E402
from mingjian.desk.offices.services import add_office  # noqa: E402
from mingjian.lake import Lake  # noqa: E402
from mingjian.models.enumerations import Line  # noqa: E402

__all__ = ["COUNTIES", "PASSWORD", "run", "write_files"]


@pytest.fixture(scope="session")
def shared_lake() -> Lake:
    """The lake of the settings, with one run; tests do not change it but for its audit log and ledger."""
    return make_lake(ROOT)


@pytest.fixture
def own_lake(shared_lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lake]:
    """A copy of the lake that a test may change; the desk works over it."""
    shutil.copytree(shared_lake.path, tmp_path / "lake")
    mine = Lake.open(tmp_path / "lake")
    desk_lake.run_of.cache_clear()
    desk_lake.the_lake.cache_clear()
    monkeypatch.setattr("django.conf.settings.DESK", desk_of(mine.path))
    yield mine
    desk_lake.run_of.cache_clear()
    desk_lake.the_lake.cache_clear()


@pytest.fixture
def real_lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lake]:
    """A lake whose rows count as those of real people, without runs; the desk works over it."""
    write_files(tmp_path / "files")
    mine = Lake.create(tmp_path / "lake", key=b"r" * 32)
    load(mine, tmp_path / "files", synthetic=False)
    desk_lake.run_of.cache_clear()
    desk_lake.the_lake.cache_clear()
    monkeypatch.setattr("django.conf.settings.DESK", desk_of(mine.path))
    yield mine
    desk_lake.run_of.cache_clear()
    desk_lake.the_lake.cache_clear()


def desk_of(lake: Path) -> object:
    """The settings of the desk with another lake."""
    return django_settings.DESK.model_copy(update={"lake": lake})


@pytest.fixture
def offices(db: None) -> None:
    """A province, two cities, three counties."""
    add_office("340000", "省院", "Province", Level.PROVINCE, short="皖", contact="省院数字办 1")
    add_office("340100", "甲市院", "City A", Level.CITY, parent="340000", short="甲", contact="甲市案管 2")
    add_office("340200", "乙市院", "City B", Level.CITY, parent="340000", short="乙", contact="乙市案管 3")
    for county in COUNTIES:
        add_office(county, f"{county}院", f"County {county}", Level.COUNTY, parent=county[:4] + "00", contact="县 4")


@pytest.fixture
def clues(offices: None, shared_lake: Lake) -> Lake:
    """The clues of the shared lake on the desk."""
    project(shared_lake)
    return shared_lake


Make = Callable[..., User]


@pytest.fixture
def user(offices: None) -> Make:
    """Make a user: `user("zhang", Role.PROSECUTOR, office="340100", lines=[…])`. The password is hashed cheaply."""

    def make(name: str, *roles: Role, office: str = "340100", lines: tuple[Line, ...] | None = None) -> User:
        from mingjian.desk.offices.models import Office

        chosen = tuple(Line) if lines is None else lines
        return User.objects.create_user(name, PASSWORD, Office.objects.get(code=office), f"人{name}", roles, chosen)

    return make


@pytest.fixture(autouse=True)
def _cheap(settings: object) -> None:
    """Passwords of tests are hashed cheaply; how they are hashed is Django's own affair."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture
def client_of(db: None) -> Callable[[User], Client]:
    """A client that is logged in as a user."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="mingjian.desk.offices.login.Backend")
        return client

    return make
