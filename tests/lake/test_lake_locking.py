"""Writers take turns; staging folders belong to who began them."""

from concurrent.futures import ThreadPoolExecutor

from mingjian.lake import locking


def test_a_folder_just_begun_is_not_taken_for_litter(lake):
    """Half of the threads begin staging folders, the others sweep: no folder is refused, none is swept away."""

    def begin(_: int) -> None:
        for _ in range(40):
            with lake.staging() as staged:
                (staged.scratch / "work").write_text("x")
                assert (staged.scratch / "work").exists()

    def sweep(_: int) -> None:
        for _ in range(80):
            locking.remove_litter(lake.layout)

    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(work, number) for number in range(3) for work in (begin, sweep)]
        for job in jobs:
            job.result()
    assert list(lake.layout.staging.iterdir()) == []
