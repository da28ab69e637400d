"""What the law lets follow a case: the police file, the stays in custody, the enrolment for community correction."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.chance import Rng, between
from mingjian.province.charges import NAMES
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, year_of
from mingjian.province.planned import GAP, HELD, Plan
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes


def police_rows(
    world: World, p: Plan, filed: Ints, detained: Ints, arrested: Ints, bailed: Ints, transferred: Ints
) -> Ints:
    year = year_of(filed)
    serial = world.serial("立字", p.place, year)
    numbers = np.array(
        [
            f"{regions.CITIES[regions.COUNTIES[c].city].short}公({regions.COUNTIES[c].name[:2]})立字〔{y}〕{s}号"
            for y, c, s in zip(year.tolist(), p.place.tolist(), serial.tolist(), strict=True)
        ],
        object,
    )
    bail_to = np.where((bailed == NONE) | (p.judged > bailed + 365), bailed, p.judged)
    taken_out = np.where(arrested == NONE, bailed, arrested)
    long = (detained != NONE) & (taken_out - detained > 14)
    return world.tables.add(
        "police_case", p.person, case_no=numbers, charge=Coded(p.charge, NAMES), filed_on=filed, detained_on=detained,
        extended_to=np.where(long, detained + 30, NONE).astype(np.int32),
        extension_ground=Coded(np.where(long, serial % 3, -1).astype(np.int32), ("roaming", "repeated", "gang")),
        arrested_on=arrested, bail_from=bailed,
        bail_to=np.where(bailed == NONE, NONE, np.maximum(bail_to, bailed)).astype(np.int32),
        transferred_on=transferred, withdrawn_on=np.full(len(filed), NONE, np.int32), region=region_codes(p.place),
    )  # fmt: skip


def custody(
    world: World, rng: Rng, p: Plan, confined: Bools, behind: Bools, detained: Ints, arrested: Ints, bailed: Ints,
    taken_in: Ints, begun: Ints, sentence_to: Ints,
) -> Ints:  # fmt: skip
    """Rows of custody: detention house first, prison when more than three months remain (刑诉法264)."""
    n = len(p.person)
    out = np.full((n, 3), -1, np.int32)
    first = np.flatnonzero((p.manner == GAP) & p.confine)
    if len(first):
        out[first, 0] = _stay_rows(
            world, p, first, "{full}看守所", detained[first], bailed[first], "detained", "取保候审"
        )
    forever = np.isin(p.penalty, [3, 4])
    end = np.where(forever, AS_OF + 9999, np.where(behind, sentence_to, begun)).astype(np.int32)
    entered = np.where(p.manner == HELD, detained, taken_in).astype(np.int32)
    to_prison = confined & (behind | forever) & (end - begun > 92)
    moved = np.where(p.manner == HELD, begun, taken_in) + between(rng, 8, 25, n)
    stop = np.where(to_prison, moved, end).astype(np.int32)
    house = np.flatnonzero(confined & (entered <= AS_OF))
    if len(house):
        serving = (p.manner[house] != HELD).astype(np.int32)
        held_only = ~(behind | forever)[house]
        reason = Coded(np.where(held_only, 2, serving).astype(np.int32), ("arrested", "serving", "arrested"))
        out[house, 1] = _stay_rows(
            world, p, house, "{full}看守所", entered[house], stop[house], reason, to_prison[house]
        )
    prison = np.flatnonzero(to_prison & (moved <= AS_OF))
    if len(prison):
        out[prison, 2] = _stay_rows(world, p, prison, "{city}监狱", moved[prison], end[prison], "serving", "刑满释放")
    return out


def _stay_rows(
    world: World, p: Plan, rows: Ints | npt.NDArray[np.intp], facility: str, entered: Ints, left: Ints,
    reason: str | Coded, leave: str | Bools,
) -> Ints:  # fmt: skip
    still = left > AS_OF
    if isinstance(leave, str):
        why = Coded(np.where(still, -1, 0).astype(np.int32), (leave,))
    else:
        why = Coded(np.where(still, -1, leave.astype(np.int32)).astype(np.int32), ("释放", "投送监狱"))
    return world.tables.add(
        "custody_stay", p.person[rows], facility=world.place_words(facility, p.place[rows]), entered_on=entered,
        left_on=np.where(still, NONE, left).astype(np.int32), reason=reason, leave_reason=why,
        region=region_codes(p.place[rows]),
    )  # fmt: skip


def corrections(
    world: World, rng: Rng, p: Plan, effective: Ints, begun: Ints, sentence_to: Ints, probation_to: Ints,
    numbers: list[str],
) -> Ints:  # fmt: skip
    """Enrolment within ten days of the judgment's effect at the county of residence (社区矫正法21)."""
    n = len(p.person)
    out = np.full(n, -1, np.int32)
    enrolled = (begun + between(rng, 1, 9, n)).astype(np.int32)
    outside = (p.probation > 0) | (p.penalty == 2)
    rows = np.flatnonzero(outside & p.enrol & (effective != NONE) & (enrolled <= AS_OF))
    if len(rows):
        home = world.people.home[p.person[rows]]
        end = np.where(p.penalty[rows] == 2, sentence_to[rows], probation_to[rows]).astype(np.int32)
        out[rows] = world.tables.add(
            "community_correction", p.person[rows], office=world.place_words("{full}司法局", home),
            kind=Coded((p.penalty[rows] != 2).astype(np.int32), ("surveillance", "probation")),
            charge=Coded(p.charge[rows], NAMES), from_on=begun[rows], to_on=end, enrolled_on=enrolled[rows],
            judgment_number=np.array([numbers[i] for i in rows], object), region=region_codes(home),
        )  # fmt: skip
    return out
