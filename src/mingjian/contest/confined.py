"""Works run on made-up data behind walls and under limits, against what was planted there.

>>> sealed = draw()                                           # at announcement; publish sealed.hash, keep the rest
>>> first = prepare(folder / "open", "open", seed=17, people=20_000)
>>> second = prepare(folder / "sealed", "sealed", seed=sealed.seed, people=20_000, dirt=0.08, violations=1.3)
>>> outcome = run_work(Path("work/model"), [first, second])
>>> outcome.on("sealed").found.recall, outcome.fall(), outcome.lacks

The language of models reaches no file, network or host; the walls are for faults of our own. Each run has a child of
its own, so that three runs that agree do not agree because they shared something.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mingjian.clues.score import story_of
from mingjian.confinement import Answer, Bounds, Confined, Lack, host_lacks
from mingjian.contest.errors import ContestError
from mingjian.contest.grounds import Ground, Sealed, draw, open_ground, opens, prepare
from mingjian.contest.outcome import Ending, Found, OnGround, Outcome
from mingjian.province import Expected, expected
from mingjian.trust.digests import sha256_bytes

__all__ = [
    "BOUNDS",
    "Bounds",
    "Found",
    "Ground",
    "Lack",
    "OnGround",
    "Outcome",
    "Sealed",
    "draw",
    "host_lacks",
    "open_ground",
    "opens",
    "prepare",
    "run_work",
]

BOUNDS = Bounds(cpu=120.0, seconds=600.0, memory=2_000_000_000, disk=1_000_000_000, tasks=64)
_JOB = "mingjian.contest.running:run_inside"
_MODEL = "model.yaml"
_STOPPED: dict[str, tuple[str, str]] = {
    "cpu": ("超过 {cpu:g} 秒处理器时间，已停止", "stopped: more than {cpu:g} s of CPU"),
    "memory": ("超过 {memory:,} 字节内存，已停止", "stopped: more than {memory:,} bytes of memory"),
    "time": ("超过 {seconds:g} 秒，已停止", "stopped: more than {seconds:g} s by the clock"),
    "disk": ("写入超过 {disk:,} 字节，已停止", "stopped: more than {disk:,} bytes written"),
    "tasks": ("进程和线程超过 {tasks} 个，已停止", "stopped: more than {tasks} processes and threads"),
    "broken": ("运行中断，没有结果", "it ended without a result"),
    "failed": ("运行出错：{said}", "it failed: {said}"),
}


def run_work(
    model: Path, grounds: Sequence[Ground], *, bounds: Bounds = BOUNDS, runs: int = 3, catalogue: str | None = None
) -> Outcome:
    """Run a model folder on each ground so many times. `catalogue`: whose planted stories are the truth, where the
    model does not say so itself. Raises ContestError where there is no model or no ground."""
    if model.is_symlink() or not (model / _MODEL).is_file():  # a link would open what it leads to
        raise ContestError(f"{model} 中没有 {_MODEL}", f"there is no {_MODEL} in {model}")
    if not grounds or runs < 1:
        raise ContestError("没有可以运行的数据", "there is nothing to run on")
    told, lacks, about = [], tuple[Lack, ...](), dict[str, str]()
    for ground in grounds:
        answers = []
        for _ in range(runs):
            answer, lacks = _once(model, ground, bounds)
            answers.append(answer)
            about |= _about(answer)
            if _ending(answer) != "ran":
                break
        told.append(_on(ground, answers, bounds, catalogue or about.get("catalogue", "")))
    return Outcome(about.get("model", ""), about.get("fingerprint", ""), tuple(told), lacks)


def _once(model: Path, ground: Ground, bounds: Bounds) -> tuple[Answer, tuple[Lack, ...]]:
    given = {
        "model": str(model.resolve()), "lake": str(ground.lake.resolve()), "as_of": ground.as_of.isoformat(),
        "memory": bounds.memory // 2,
    }  # fmt: skip
    with Confined(read=[model.resolve(), ground.lake.resolve()], bounds=bounds) as child:
        answer = child.call(_JOB, given)
        return answer, child.lacks


def _about(answer: Answer) -> dict[str, str]:
    """Model, fingerprint and catalogue id, as the child told them."""
    value = answer.value if isinstance(answer.value, dict) else {}
    return {name: value[name] for name in ("model", "fingerprint", "catalogue") if isinstance(value.get(name), str)}


def _ending(answer: Answer) -> Ending:
    if answer.ending != "done":
        return "broken" if answer.ending == "failed" else answer.ending
    value = answer.value if isinstance(answer.value, dict) else {}
    for name in ("wrong", "refused", "memory"):
        if name in value:
            return name
    return "ran" if isinstance(value.get("clues"), int) and isinstance(value.get("keys"), list) else "broken"


def _on(ground: Ground, answers: Sequence[Answer], bounds: Bounds, catalogue: str) -> OnGround:
    last = answers[-1]
    ending = _ending(last)
    cost = {
        "runs": len(answers),
        "cpu": round(max(one.cpu for one in answers), 2),
        "seconds": round(max(one.seconds for one in answers), 2),
        "peak": max(one.peak for one in answers),
    }
    if ending != "ran":
        zh, en = _why(ending, last, bounds)
        return OnGround(ground.name, ending, zh, en, **cost)  # type: ignore[arg-type]
    digests = {_digest(one.value) for one in answers}
    if len(digests) > 1:
        zh, en = "几次运行的线索不同，结果不确定", "the runs did not find the same clues"
        return OnGround(ground.name, "unequal", zh, en, **cost)  # type: ignore[arg-type]
    return OnGround(
        ground.name, "ran", digest=digests.pop(), clues=last.value["clues"],
        undetermined=_whole(last.value.get("undetermined")), found=_found(ground, last.value, catalogue),
        **cost,  # type: ignore[arg-type]
    )  # fmt: skip


def _why(ending: Ending, answer: Answer, bounds: Bounds) -> tuple[str, str]:
    value = answer.value if isinstance(answer.value, dict) else {}
    said = value.get(ending)
    if isinstance(said, list) and said and all(isinstance(one, list) and len(one) == 2 for one in said):
        return "；".join(str(one[0]) for one in said), "; ".join(str(one[1]) for one in said)
    kind = "failed" if answer.ending == "failed" else ending
    zh, en = _STOPPED.get(kind, _STOPPED["broken"])
    fields = {"cpu": bounds.cpu, "seconds": bounds.seconds, "memory": bounds.memory, "disk": bounds.disk,
              "tasks": bounds.tasks, "said": answer.said}  # fmt: skip
    return zh.format(**fields), en.format(**fields)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _digest(value: Mapping[str, Any]) -> str:
    """Of all keys of clues, whatever their order."""
    keys = sorted(json.dumps(one, ensure_ascii=False) for one in value["keys"])
    return sha256_bytes(json.dumps([value["clues"], keys], ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _found(ground: Ground, value: Mapping[str, Any], catalogue: str) -> Found | None:
    """Against the planted stories of the point, where there are any."""
    wanted = expected(ground.truth).get(catalogue) if ground.truth is not None else None
    return None if wanted is None else _against(wanted, catalogue, value["keys"])


def _against(wanted: Expected, catalogue: str, keys: Sequence[Any]) -> Found:
    reported = {story for one in keys if (story := _story(catalogue, one)) is not None}
    wrong = reported - wanted.violations
    return Found(
        planted=len(wanted.violations), findable=len(wanted.findable), found=len(wanted.findable & reported),
        reported=len(reported), true=len(reported & wanted.violations), false=len(wrong), traps=len(wanted.traps),
        trap_hits=len(wrong & set(wanted.traps)),
    )  # fmt: skip


def _story(catalogue: str, told: Any) -> str | None:
    """A clue as the truth names it; None for what a child made up."""
    if not (isinstance(told, list) and len(told) == 2 and all(isinstance(one, str) for one in told)):
        return None
    try:
        key = json.loads(told[0])
    except (ValueError, RecursionError):
        return None
    return story_of(catalogue, key, told[1] or None) if isinstance(key, dict) else None
