"""Taking the deliveries of a synthetic province in, also while it is still being made."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from mingjian.cli.errors import BadInput
from mingjian.cli.helper import Helper, HelperLost, Told
from mingjian.cli.progress import Bar, progress

if TYPE_CHECKING:
    from mingjian.intake import ComingOrders, Order, Step
    from mingjian.lake import Lake
    from mingjian.province import Province

__all__ = ["ProvinceBeside", "build_there", "load_deliveries"]


def load_deliveries(lake: Lake, province: Path) -> tuple[date, int, int]:
    """Load every delivery of a province in order: its as-of day, rows accepted, records quarantined."""
    from mingjian.intake import read_listed

    listed = read_listed(province)
    weights = Weights(len(listed.orders))
    for order, rows in zip(listed.orders, listed.rows, strict=True):
        weights.add(Path(order.source).name, rows)
    return listed.as_of, *take_in(lake, listed.orders, weights)


class Weights:
    """How far a load is: deliveries weigh by their rows, those not known yet as much as the others on the average."""

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self._names, self._weights, self._shares = list[str](), list[int](), list[float]()

    def add(self, name: str, rows: int) -> None:
        """The next delivery."""
        self._names.append(name)
        self._weights.append(rows + 2_000)
        self._shares.append(0.0)

    def told(self, bar: Bar, number: int, step: Step) -> None:
        """A delivery is so far."""
        self._shares[number] = step.share
        done = sum(weight * share for weight, share in zip(self._weights, self._shares, strict=False))
        whole = sum(self._weights) * max(self.total, len(self._weights)) / len(self._weights)
        bar.at(done / whole, self._names[number], self._names[number])


def take_in(lake: Lake, orders: Iterable[Order] | ComingOrders, weights: Weights) -> tuple[int, int]:
    """Load deliveries, telling how far it is: rows accepted, records quarantined."""
    from mingjian.intake import Intake

    accepted = quarantined = 0
    with progress("导入各部门数据", "taking the agency files in") as bar:
        for made in Intake(lake).load_all(orders, lambda number, step: weights.told(bar, number, step)):
            accepted, quarantined = accepted + made.counts.accepted, quarantined + made.counts.quarantined
    return accepted, quarantined


class ProvinceBeside:
    """A province that is made by a helper, and its deliveries in their order as soon as each is written. `made` waits
    for all of it; leaving the block before that gives it up."""

    def __init__(self, helper: Helper, folder: Path, people: int, seed: int, dirt: float, silent: float) -> None:
        from mingjian.intake import ComingOrders

        self.orders, self.weights = ComingOrders(), Weights()
        self._helper, self._folder, self._given = helper, folder, (folder, people, seed, dirt, silent)
        self._given_up = threading.Event()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="province")
        self._begun = time.perf_counter()
        self._making = self._pool.submit(self._make)

    def made(self) -> tuple[Province, float]:
        """The province, and the seconds it took."""
        return self._making.result()

    def __enter__(self) -> ProvinceBeside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._given_up.set()
        if not self._making.done():
            self._helper.close()
        self._pool.shutdown()

    def _make(self) -> tuple[Province, float]:
        try:
            made = self._by_helper()
        except BaseException as error:
            self.orders.end(error)
            raise
        self.orders.end()
        return made, time.perf_counter() - self._begun

    def _by_helper(self) -> Province:
        try:
            with self._helper.turn():
                return self._helper.call(build_there, *self._given, told=self._told)
        except HelperLost:
            if self.weights.total or self._given_up.is_set():  # files that are being read would be written anew
                raise BadInput(
                    "生成虚构省份的进程中途结束（可能内存不足），请重新运行",
                    "the process that made the province ended before it was done (perhaps for want of memory): run "
                    "this again",
                ) from None
        return build_there(self._told, *self._given)

    def _told(self, said: tuple[int, dict[str, Any]]) -> None:
        from mingjian.intake import order_of

        self.weights.total, entry = said
        order = order_of(self._folder, entry, synthetic=True)
        self.weights.add(Path(order.source).name, entry["rows"])
        self.orders.add(order)


def build_there(tell: Told, folder: Path, people: int, seed: int, dirt: float, silent: float) -> Province:
    """In a helper: make a province, telling each file that is written, and of how many."""
    from mingjian.province import build

    return build(folder, people, seed, dirt, silent, told=lambda number, total, entry: tell((total, entry)))
