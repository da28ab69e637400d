"""People of a road: an author, a reviewer and a chief of a city, those of the province, those of another city."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

sys.path[:0] = [str(Path(__file__).parent), *(str(Path(__file__).parents[1] / name) for name in ("held", "jobs"))]

from mingjian.desk.held.files import read_held  # noqa: E402
from mingjian.desk.offices.roles import Role  # noqa: E402


@pytest.fixture(autouse=True)
def own_folder() -> Iterator[None]:
    """The desk's folder without what a test keeps in it."""
    yield
    read_held.cache_clear()
    shutil.rmtree(Path(settings.DESK.folder) / "models", ignore_errors=True)


@pytest.fixture
def people(user: Any) -> dict[str, Any]:
    return {
        "author": user("author", Role.PROSECUTOR),
        "mate": user("mate", Role.MODELLER),
        "reviewer": user("reviewer", Role.REVIEWER),
        "chief": user("chief", Role.CHIEF),
        "county": user("county", Role.CHIEF, office="340102"),
        "county_runs": user("county_runs", Role.PROSECUTOR, office="340102"),
        "province_reviewer": user("p_reviewer", Role.REVIEWER, office="340000"),
        "province_chief": user("p_chief", Role.CHIEF, office="340000"),
        "other_data": user("o_data", Role.DATA_OFFICER, office="340200"),
        "other_chief": user("o_chief", Role.CHIEF, office="340200"),
        "other_runs": user("o_runs", Role.PROSECUTOR, office="340200"),
        "other_reviewer": user("o_reviewer", Role.REVIEWER, office="340200"),
        "admin": user("admin", Role.SYSTEM_ADMIN),
    }
