"""Ranks of a contest counted again from its export: ``python recompute_contest.py FOLDER``.

Python's standard library alone, after docs/contest.md and after nothing else: it shares no line with the program that
made the export. Says which works differ and leaves with 1 where any does, with 2 where the folder cannot be read.
"""

from __future__ import annotations

import csv
import json
import sys
from math import log
from pathlib import Path
from statistics import median

MEDIAN_TO_SPREAD = 1.482602218505602


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """A table of the export."""
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def totals(folder: Path, types: dict) -> tuple[dict, dict]:  # type: ignore[type-arg]
    """By type: (work, judge) → total, and (work, criterion) → points of each form that counts."""
    standing = {(row["type"], row["work"]): row["standing"] for row in rows(folder, "works.csv")}
    given: dict[str, dict[str, float]] = {}
    for row in rows(folder, "scores.csv"):
        if row["score"]:
            given.setdefault(row["number"], {})[row["criterion"]] = float(row["score"])
    total: dict[str, dict[tuple[str, str], float]] = {kind: {} for kind in types}
    points: dict[str, dict[tuple[str, str], list[float]]] = {kind: {} for kind in types}
    for row in rows(folder, "forms.csv"):
        kind, work = row["type"], row["work"]
        if row["abstained"] or row["withdrawn"] or standing.get((kind, work)) not in ("judged", "anchor"):
            continue
        whole = 0.0
        for one in types[kind]["criteria"]:
            score = given[row["number"]][one["id"]]
            worth = one["weight"] * (score - one["least"]) / (one["most"] - one["least"])
            whole += worth
            points[kind].setdefault((work, one["id"]), []).append(worth)
        total[kind][work, row["judge"]] = whole
    return total, points


def hangs_together(total: dict[tuple[str, str], float]) -> bool:
    """Whether works and judges are one connected whole."""
    near: dict[tuple[int, str], set[tuple[int, str]]] = {}
    for work, judge in total:
        near.setdefault((0, work), set()).add((1, judge))
        near.setdefault((1, judge), set()).add((0, work))
    if not near:
        return True
    seen, todo = set(), [next(iter(near))]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo.extend(near[here])
    return len(seen) == len(near)


def least_squares(
    total: dict[tuple[str, str], float], weight: dict[tuple[str, str], float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Works and judges that satisfy both equations of the page, by elimination of the works."""
    judges = sorted({judge for _, judge in total})
    place = {judge: n for n, judge in enumerate(judges)}
    by_work: dict[str, list[str]] = {}
    for work, judge in total:
        by_work.setdefault(work, []).append(judge)
    matrix = [[0.0] * (len(judges) + 1) for _ in judges]
    for n in range(len(judges)):
        matrix[n][n] = 0.5
    heavy, mean = {}, {}
    for work, its in by_work.items():
        heavy[work] = sum(weight[work, judge] for judge in its)
        mean[work] = sum(weight[work, judge] * total[work, judge] for judge in its) / heavy[work]
        for judge in its:
            row, own = matrix[place[judge]], weight[work, judge]
            row[place[judge]] += own
            row[-1] += own * (total[work, judge] - mean[work])
            for other in its:
                row[place[other]] -= own * weight[work, other] / heavy[work]
    effect = dict(zip(judges, gauss(matrix), strict=True))
    value = {
        work: mean[work] - sum(weight[work, judge] * effect[judge] for judge in its) / heavy[work]
        for work, its in by_work.items()
    }
    return value, effect


def gauss(matrix: list[list[float]]) -> list[float]:
    """Solve a system given with its right side as last column."""
    size = len(matrix)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(matrix[row][column]))
        matrix[column], matrix[pivot] = matrix[pivot], matrix[column]
        top = matrix[column]
        for row in range(column + 1, size):
            factor = matrix[row][column] / top[column]
            if factor:
                below = matrix[row]
                for at in range(column, size + 1):
                    below[at] -= factor * top[at]
    found = [0.0] * size
    for row in range(size - 1, -1, -1):
        known = sum(matrix[row][at] * found[at] for at in range(row + 1, size))
        found[row] = (matrix[row][size] - known) / matrix[row][row]
    return found


def robust(total: dict[tuple[str, str], float]) -> dict[str, float]:
    """The score of each work."""
    works, judges = {work for work, _ in total}, {judge for _, judge in total}
    free, spread = len(total) - len(works) - len(judges) + 1, 0.0
    value, effect = least_squares(total, dict.fromkeys(total, 1.0))
    for number in range(1, 501):
        rest = {key: total[key] - value[key[0]] - effect[key[1]] for key in total}
        if number <= 10:
            spread = 0.0
            if free > 0:
                spread = MEDIAN_TO_SPREAD * median(abs(one) for one in rest.values()) * (len(total) / free) ** 0.5
        bound = 1.345 * spread
        weight = {key: 1.0 if bound < 1e-9 or abs(one) <= bound else bound / abs(one) for key, one in rest.items()}
        before = {**{(0, k): v for k, v in value.items()}, **{(1, k): v for k, v in effect.items()}}
        value, effect = least_squares(total, weight)
        after = {**{(0, k): v for k, v in value.items()}, **{(1, k): v for k, v in effect.items()}}
        if number > 10 and max(abs(after[key] - before[key]) for key in after) < 1e-10:
            break
    return value


def raw(total: dict[tuple[str, str], float]) -> dict[str, float]:
    """Plain means."""
    listed: dict[str, list[float]] = {}
    for (work, _), value in total.items():
        listed.setdefault(work, []).append(value)
    return {work: sum(values) / len(values) for work, values in listed.items()}


def ranks(folder: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """(type, work) → (score, rank), as `works.csv` writes them."""
    types = json.loads((folder / "contest.json").read_text(encoding="utf-8"))["types"]
    total, points = totals(folder, types)
    found = {}
    for kind, said in types.items():
        plain = said["panels"] or not hangs_together(total[kind])
        score = (
            {work: round(one, 4) for work, one in (raw if plain else robust)(total[kind]).items()}
            if total[kind]
            else {}
        )
        keys = {}
        for row in rows(folder, "works.csv"):
            work = row["work"]
            if row["type"] != kind:
                continue
            found[kind, work] = (str(score[work]) if work in score else "", "")
            if row["standing"] == "judged" and work in score:
                ties = [points[kind][work, name] for name in said["ties"]]
                keys[work] = (-score[work], *(-round(sum(one) / len(one), 4) for one in ties))
        place = {work: 1 + sum(other < key for other in keys.values()) for work, key in keys.items()}
        for number, works in enumerate(said.get("finals", []), 1):
            place |= final(folder, kind, str(number), [work for work in works if work in place], place)
        found |= {(kind, work): (str(score[work]), str(one)) for work, one in place.items()}
    return found


def final(folder: Path, kind: str, number: str, works: list[str], place: dict[str, int]) -> dict[str, int]:
    """The places that the works of a final have after it: those they had, shared out by strength."""
    said = []
    for row in rows(folder, "pairs.csv"):
        one, other, better = row["first"], row["second"], row["better"]
        if (row["kind"], row["final"]) == (kind, number) and better in (one, other) and {one, other} <= set(works):
            said.append((better, other if better == one else one))
    strength = strengths(works, said)
    order = sorted(works, key=lambda work: (-strength[work], place[work]))
    free: list[int] = []
    for rank in sorted(place[work] for work in works):
        free.append(max(rank, free[-1] + 1) if free else rank)
    after: dict[str, int] = {}
    for at, work in enumerate(order):
        before = order[at - 1] if at else None
        same = before is not None and (strength[before], place[before]) == (strength[work], place[work])
        after[work] = after[before] if same and before is not None else free[at]
    return after


def strengths(works: list[str], said: list[tuple[str, str]]) -> dict[str, float]:
    """By Bradley and Terry, each work with half a win and half a loss against one of strength 1; 4 decimals."""
    strong, wins = dict.fromkeys(works, 1.0), dict.fromkeys(works, 0.5)
    met: dict[str, list[str]] = {work: [] for work in works}
    for better, worse in said:
        wins[better] += 1
        met[better].append(worse)
        met[worse].append(better)
    for _ in range(10_000):
        moved = 0.0
        for work in works:
            weight = sum(1 / (strong[work] + strong[other]) for other in met[work]) + 1 / (strong[work] + 1)
            now = wins[work] / weight
            moved, strong[work] = max(moved, abs(log(now / strong[work]))), now
        if moved < 1e-10:
            break
    return {work: round(log(one), 4) + 0.0 for work, one in strong.items()}


def main() -> int:
    """Compare."""
    if len(sys.argv) != 2:
        print("usage: recompute_contest.py FOLDER", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    try:
        counted = ranks(folder)
        claimed = {(row["type"], row["work"]): (row["score"], row["rank"]) for row in rows(folder, "works.csv")}
    except (OSError, KeyError, ValueError) as error:
        print(f"{folder}: 无法读取 / cannot be read: {error!r}", file=sys.stderr)
        return 2
    different = [key for key in claimed if claimed[key] != counted[key]]
    for key in different:
        print(f"{key[0]} {key[1]}: 导出 exported {claimed[key]}, 重算 counted {counted[key]}")
    print(f"{len(claimed)} 件作品，{len(different)} 件不同 / {len(claimed)} works, {len(different)} differ")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
