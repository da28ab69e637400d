"""Finding the dataset versions a model needs, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mingjian.lake import Coverage, Lake, LakeError, Manifest
from mingjian.models import Model
from mingjian.models.definition import Need
from mingjian.models.problems import nearest
from mingjian.runs.errors import Refusal
from mingjian.standards import standards

__all__ = ["FoundNeed", "choose_manifests", "examine_needs", "uncovered_needs"]


def choose_manifests(lake: Lake, model: Model, asked: Mapping[str, str], found: list[Refusal]) -> dict[str, Manifest]:
    """Need → dataset version; objections are added to `found`. Optional needs without data are left out."""
    manifests: dict[str, Manifest] = {}
    for name in asked:
        if name not in model.datasets:
            near = nearest(name, model.datasets)
            zh = f"模型没有名为“{name}”的数据需求" + (f"，是否指{near[0]}" if near else "")
            en = f"the model has no need called '{name}'" + (f"; did you mean '{near[0]}'" if near else "")
            found.append(Refusal("dataset", zh, en))
    newest = _newest(lake)
    for alias, standard in model.datasets.items():
        manifest, problems = _look(lake, newest, alias, standard, model.needs[alias], asked.get(alias))
        found += problems
        if manifest is not None and not problems:
            manifests[alias] = manifest
    return manifests


@dataclass(frozen=True)
class FoundNeed:
    """What a run would find for one need if it began now: the version it would take, or why there is none.

    `there`: some version of the standard is there. `absent`: the model takes silence as absence, for which coverage
    has to be declared.
    """

    standard: str
    optional: bool
    absent: bool
    there: bool
    manifest: Manifest | None
    coverage: tuple[Coverage, ...]
    refusals: tuple[Refusal, ...]


def examine_needs(lake: Lake, models: Iterable[Model]) -> dict[str, dict[str, FoundNeed]]:
    """Model → need → what a run would find, by the functions that a run itself asks; the lake is read once for all."""
    newest, spans = _newest(lake), dict[str, tuple[Coverage, ...]]()
    found: dict[str, dict[str, FoundNeed]] = {}
    for model in models:
        needs = found.setdefault(model.id, {})
        absent = set(model.absent_needs)
        for alias, standard in model.datasets.items():
            need = model.needs[alias]
            manifest, problems = _look(lake, newest, alias, standard, need, None)
            covered: tuple[Coverage, ...] = ()
            if manifest is not None:
                if manifest.name not in spans:
                    spans[manifest.name] = tuple(lake.coverage(manifest))
                covered = spans[manifest.name]
                if not problems:
                    problems = list(uncovered_needs(model, {alias: manifest}, {alias: covered}))
            needs[alias] = FoundNeed(
                standard, need.optional, alias in absent, standard in newest, manifest, covered, tuple(problems)
            )
    return found


def _look(
    lake: Lake, newest: Mapping[str, tuple[str, ...]], alias: str, standard: str, need: Need, asked: str | None
) -> tuple[Manifest | None, list[Refusal]]:
    """The version for a need, and every objection to it; neither for an optional need without data."""
    try:
        manifest = _choose(lake, newest, alias, need, asked)
    except LakeError as error:
        return None, [Refusal("dataset", f"{alias}：{error.zh}", f"{alias}: {error.en}")]
    return manifest, [] if manifest is None else list(_fits(lake, alias, standard, need, manifest))


_listed: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {}


def _newest(lake: Lake) -> dict[str, tuple[str, ...]]:
    """Standard → datasets whose newest version holds it; found once until something is published or destroyed."""
    published = lake.published()
    known = _listed.get(str(lake.path))
    if known is not None and known[0] == published:
        return known[1]
    found: dict[str, tuple[str, ...]] = {}
    for name in lake.datasets():
        manifest = lake.latest(name)
        if manifest is not None:
            major = _major(manifest.standard)
            found[major] = (*found.get(major, ()), name)
    _listed[str(lake.path)] = (published, found)
    return found


def _choose(
    lake: Lake, newest: Mapping[str, tuple[str, ...]], alias: str, need: Need, asked: str | None
) -> Manifest | None:
    """The version asked for, or the one dataset of the standard; None for an optional need without data."""
    if asked:
        return lake.version(asked)
    standard = need.standard or ""
    fitting = [one for name in newest.get(standard, ()) if (one := lake.latest(name)) is not None]
    named = [one for one in fitting if one.dataset in (alias, standard.partition("@")[0])]
    if len(fitting) == 1 or len(named) == 1:
        return (fitting if len(fitting) == 1 else named)[0]
    title = standards()[standard].title
    if fitting:
        names = "、".join(one.dataset for one in fitting)
        raise LakeError(
            f"有多个“{title.zh}”数据集（{names}），请指定用哪一个",
            f"several datasets hold {title.en} ({names}): name the one to use",
        )
    if need.optional:
        return None
    provider = standards()[standard].provider
    raise LakeError(
        f"缺少“{title.zh}”数据（标准{standard}，一般由{provider.zh}提供）："
        f"请先导入，如 mingjian intake load FILE {standard}",
        f"no data of {title.en} (standard {standard}, usually from {provider.en}): "
        f"import it first, as in mingjian intake load FILE {standard}",
    )


def _fits(lake: Lake, alias: str, standard: str, need: Need, manifest: Manifest) -> Iterator[Refusal]:
    if _major(manifest.standard) != standard:
        zh = f"{alias}：{manifest.name}的标准是{manifest.standard}，模型需要{standard}"
        en = f"{alias}: {manifest.name} is of standard {manifest.standard}, the model needs {standard}"
        yield Refusal("dataset", zh, en)
        return
    have = lake.column_types(manifest)
    lacking = [name for name in need.columns or () if name not in have]
    if lacking:
        zh = f"{alias}：{manifest.name}（{manifest.standard}）没有列{'、'.join(lacking)}，请按新版标准重新导入"
        en = f"{alias}: {manifest.name} ({manifest.standard}) has no column {', '.join(lacking)}: import it anew"
        yield Refusal("columns", zh, en)


def _major(standard: str) -> str:
    return standard.partition(".")[0]


def uncovered_needs(
    model: Model, manifests: Mapping[str, Manifest], coverage: Mapping[str, tuple[Coverage, ...]]
) -> Iterator[Refusal]:
    """Needs whose silence the model takes as absence although nobody declared them complete for anything."""
    for need in model.absent_needs:
        if need in manifests and not coverage[need]:
            dataset = manifests[need].dataset
            command = f"mingjian intake coverage {dataset} --cover 340100:2020-01-01:2025-06-30"
            command += " --extracted-on 2025-07-01 --by NAME"
            zh = f"{need}：模型以“{dataset}”中没有记录为依据，但该数据集未声明覆盖范围；"
            zh += "请声明其在哪些地区、哪段期间完整，"
            zh += f"如 {command}"
            en = f"{need}: the model relies on nothing being in '{dataset}', whose coverage was never declared; "
            en += "declare for which regions and days it is complete, "
            en += f"as in {command}"
            yield Refusal("coverage", zh, en)
