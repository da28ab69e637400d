"""Every shipped model over a small province with damaged deliveries: both engines tell the same."""

from pathlib import Path

import pytest

from benchmarks.models import province_lake
from benchmarks.parity import compared
from mingjian.lake import Lake
from mingjian.library import shipped_models
from mingjian.models import load_model
from spark_parts import need_spark

pytestmark = [pytest.mark.spark, pytest.mark.slow]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_spark()
    return province_lake(tmp_path_factory.mktemp("province"), 7_000, 44007)


@pytest.mark.parametrize("name", list(shipped_models()))
def test_both_engines_tell_the_same(name: str, province: Path) -> None:
    found = compared(Lake.open(province), load_model(shipped_models()[name]))
    assert not found.differs, str(found)
