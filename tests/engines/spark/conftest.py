import pytest

from spark_parts import need_spark


@pytest.fixture(scope="module")
def spark():
    need_spark()
    from mingjian.engines.spark import SparkEngine

    with SparkEngine(memory_limit="1GiB", threads=2) as engine:
        yield engine
