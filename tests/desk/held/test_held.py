"""Models that do not ship: kept once, side by side, run by the offices that may."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_parts import AS_OF
from django.conf import settings
from held_parts import MODEL, NEW, files_of, model_of

from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.held.files import folder_of, read_held
from mingjian.desk.held.models import Held, Standing, Use, Way
from mingjian.desk.held.services import allow, check_runs, end_use, keep_here, stand
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.known import known, runnable_by
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.shipped import shipped
from mingjian.models import load_model
from mingjian.runs import RunStore

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder() -> Iterator[None]:
    """The desk's folder without what a test keeps in it."""
    yield
    read_held.cache_clear()
    shutil.rmtree(Path(settings.DESK.folder) / "models", ignore_errors=True)


def kept(version: str = "1.0.0", standing: Standing = Standing.PUBLISHED, model: str = NEW) -> Held:
    files = files_of(model, version)
    return keep_here(model_of(files), files, standing)


def test_a_version_is_kept_once_and_its_folder_is_the_files() -> None:
    first, again = kept(), kept()
    assert first == again
    place = folder_of(NEW, "1.0.0", first.fingerprint)
    assert load_model(place).fingerprint == first.fingerprint
    assert {str(one.relative_to(place)) for one in place.rglob("*.yaml")} == set(first.files)
    other = files_of(NEW, "1.0.0")
    other["model.yaml"] = other["model.yaml"].replace("catalogue: P02", "catalogue: P99")
    assert model_of(other).fingerprint != first.fingerprint
    with pytest.raises(Conflict):
        keep_here(model_of(other), other, Standing.PUBLISHED)
    assert Held.objects.count() == 1


def test_a_folder_that_is_lost_is_made_again_and_one_that_was_changed_is_not_taken() -> None:
    one = kept()
    place = folder_of(NEW, "1.0.0", one.fingerprint)
    shutil.rmtree(place)
    assert NEW in known()
    assert place.exists()
    read_held.cache_clear()
    text = (place / "model.yaml").read_text(encoding="utf-8")
    (place / "model.yaml").write_text(text.replace("catalogue: P02", "catalogue: P99"), encoding="utf-8")
    assert NEW not in known()


def test_the_newest_that_was_published_is_current() -> None:
    old, new = kept("1.0.0"), kept("1.1.0")
    kept("1.2.0", Standing.PILOT)
    here = known()
    assert here[NEW].version == "1.1.0"
    assert {one.version for one in here.versions(NEW)} == {"1.0.0", "1.1.0", "1.2.0"}
    assert here.exact(NEW, old.fingerprint).version == "1.0.0"
    stand(new, Standing.WITHDRAWN)
    assert known()[NEW].version == "1.0.0"
    stand(old, Standing.RETIRED)
    assert NEW not in known()
    assert known().find(NEW, "1.2.0") is not None


def test_a_newer_version_of_one_that_ships_stands_before_it() -> None:
    kept("9.0.0", model=MODEL)
    here = known()
    assert [one.version for one in here.versions(MODEL)] == ["9.0.0", shipped()[MODEL].version]
    assert list(here).index(MODEL) == list(shipped()).index(MODEL)


def test_who_may_run(user: Any) -> None:
    one, person = kept(), user("p", Role.PROSECUTOR)
    model = known()[NEW]
    with pytest.raises(BadRequest, match="尚未采用"):
        check_runs(person.office, model)
    assert NEW not in runnable_by(person)
    allow(one, [person.office], Way.TAKEN)
    check_runs(person.office, model)
    assert runnable_by(person)[NEW].version == "1.0.0"
    stand(one, Standing.WITHDRAWN)
    with pytest.raises(BadRequest, match="已撤回"):
        check_runs(person.office, model)
    assert NEW not in runnable_by(person)
    end_use(one, person.office)
    assert not Use.objects.exists()


def test_an_office_that_has_not_taken_the_newer_up_runs_the_older(user: Any) -> None:
    kept("9.0.0", model=MODEL)
    person = user("p", Role.PROSECUTOR)
    assert runnable_by(person)[MODEL] is shipped()[MODEL]
    allow(Held.objects.get(), [person.office], Way.PILOT)
    assert runnable_by(person)[MODEL].version == "9.0.0"
    assert set(runnable_by(person)) <= set(shipped())


def test_a_run_from_the_api(own_lake: Any, user: Any, client_of: Any) -> None:
    """Refused without take-up; with it the run is of that version, over the datasets the office named."""
    one, person = kept(), user("p", Role.PROSECUTOR)
    client, body = client_of(person), {"as_of": str(AS_OF), "purpose": "试点"}

    def start(**more: Any) -> Any:
        given = json.dumps({**body, **more})
        return client.post(f"/api/models/{NEW}/run", given, content_type="application/json")

    assert start().status_code == 400
    assert client.get(f"/api/models/{NEW}/approval").status_code == 400
    need = next(name for name, standard in known()[NEW].datasets.items() if standard == "death_record@1")
    allow(one, Office.objects.filter(pk=person.office_id), Way.TAKEN, {need: "no_such"})
    assert start().status_code == 200
    assert Worker().one()
    assert Job.objects.get().state == "failed"  # its datasets are those the office named
    allow(one, [person.office], Way.TAKEN, {need: "death_record"})
    assert start(version="1.0.0").status_code == 200
    assert Worker().one()
    job = Job.objects.first()
    assert job.errors == []
    record = RunStore(own_lake).get(job.result["run"]).record
    assert (record.model.id, record.model.fingerprint) == (NEW, one.fingerprint)
    assert start().status_code == 200
    stand(one, Standing.WITHDRAWN)
    assert Worker().one()
    assert "已撤回" in Job.objects.first().errors[0]["zh"]
