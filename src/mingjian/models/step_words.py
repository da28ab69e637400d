"""What a step does, in a sentence of either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mingjian.collision import Step
from mingjian.models.wording import Words

__all__ = ["step_sentence"]

Options = Mapping[str, Any]
Told = tuple[str, str]


def step_sentence(step: Step, words: Words) -> str:
    """One sentence about a step."""
    options = step.operator.model_dump(by_alias=True)
    inputs = [_input(alias, name, words) for alias, name in step.inputs]
    zh, en = _SENTENCES[step.operator.verb](inputs, options, words)
    return zh if words.lang == "zh" else en


def _input(alias: str, name: str, words: Words) -> str:
    told = words.relation(name)
    if alias == name:
        return told
    return f"{told}（记作 {alias}）" if words.lang == "zh" else f"{told} (as {alias})"


def _where(options: Options, words: Words) -> Told:
    where = options.get("where")
    if not where:
        return "", ""
    return f"，条件：{words.expression(where)}", f", where {words.expression(where)}"


def _filter(inputs: list[str], options: Options, words: Words) -> Told:
    told = words.expression(options["where"])
    return f"从{inputs[0]}中保留：{told}。", f"Keep of {inputs[0]}: {told}."


def _derive(inputs: list[str], options: Options, words: Words) -> Told:
    told = words.takes(options["take"])
    return f"在{inputs[0]}上计算：{told}。", f"Compute on {inputs[0]}: {told}."


def _match(inputs: list[str], options: Options, words: Words) -> Told:
    on, (zh, en) = words.names(options["on"]), _where(options, words)
    once = options.get("keep") == "left"
    return (
        f"把{inputs[0]}与{inputs[1]}按{on}匹配{zh}{'，左侧每行只留一次' if once else ''}。",
        f"Match {inputs[0]} with {inputs[1]} on {on}{en}{', each left row once' if once else ''}.",
    )


def _absent(inputs: list[str], options: Options, words: Words) -> Told:
    on, (zh, en) = words.names(options["on"]), _where(options, words)
    covered = options["covered"]
    region, start, end = (words.expression(covered[key]) for key in ("region", "from", "to"))
    caution, caution_en = _untold(inputs[1], on) if options.get("weak") == "none" else ("", "")
    return (
        f"留下{inputs[0]}中在{inputs[1]}里找不到同一{on}的行{zh}；只在{inputs[1]}声明完整的地区（{region}）和期间"
        f"（{start}至{end}）内认定，其余待定。{caution}",
        f"Keep the rows of {inputs[0]} for which {inputs[1]} has no row of the same {on}{en}; only where it is "
        f"declared complete for {region} from {start} to {end}, the rest is undetermined.{caution_en}",
    )


def _untold(listed: str, on: str) -> Told:
    """What an absence is worth when rows with damaged identifiers are not compared."""
    return (
        f"注意：{listed}中{on}的标识残缺或缺失的行不作比对，只这样登记的会被当作“没有”。",
        f" Caution: rows of {listed} whose {on} is damaged or missing are not compared; who is listed only so is taken"
        " for absent.",
    )


def _within(inputs: list[str], options: Options, words: Words) -> Told:
    on, (zh, en) = words.names(options["on"]), _where(options, words)
    start, end = words.expression(options["from"]), words.expression(options["to"])
    least = words.expression(options.get("least") or "0 days")
    most = words.expression(options["most"]) if options.get("most") else ""
    upto, upto_en = (f"至{most}", f"to {most} ") if most else ("", "")
    return (
        f"把{inputs[0]}与{inputs[1]}按{on}配对：{end}在{start}之后{least}起{upto}（含两端）{zh}。",
        f"Pair {inputs[0]} with {inputs[1]} on {on}: {end} from {least} {upto_en}after {start}, both included{en}.",
    )


def _check(inputs: list[str], options: Options, words: Words) -> Told:
    zh, en = [], []
    for rule in options["rules"]:
        when, expect = words.expression(rule["when"]), words.expression(rule["expect"])
        always = rule["when"] == "true"
        zh.append(f"{rule['id']}：{'' if always else f'当 {when}，'}应 {expect}")
        en.append(f"{rule['id']}: {'' if always else f'when {when}, '}expect {expect}")
    return f"逐行核对{inputs[0]}：{'；'.join(zh)}。", f"Check every row of {inputs[0]}: {'; '.join(en)}."


def _extract(inputs: list[str], options: Options, words: Words) -> Told:
    zh, en = [], []
    for name, find in options["find"].items():
        what = "、".join(find["any"]) if find.get("any") else str(find.get("pattern"))
        unless = "、".join(find.get("unless") or ())
        zh.append(f"{name}：{what}{f'（排除：{unless}）' if unless else ''}")
        en.append(f"{name}: {what}{f' (unless {unless})' if unless else ''}")
    text = words.name(options["text"])
    return (
        f"在{inputs[0]}的{text}中查找：{'；'.join(zh)}。",
        f"Look in the {text} of {inputs[0]} for {'; '.join(en)}.",
    )


def _count(inputs: list[str], options: Options, words: Words) -> Told:
    by = words.names(options["by"])
    window = f"任意{words.expression(options['window'])}内" if options.get("window") else ""
    window_en = f" within any {words.expression(options['window'])}" if options.get("window") else ""
    distinct = words.names(options["distinct"]) if options.get("distinct") else ""
    least = words.expression(options["at_least"]) if options.get("at_least") else ""
    most = words.expression(options["at_most"]) if options.get("at_most") else ""
    caution, caution_en = _unasked(options, inputs[0], by)
    return (
        f"按{by}统计{inputs[0]}：{window}{f'不同的{distinct}' if distinct else '行数'}"
        f"{f'不少于{least}' if least else ''}{f'不多于{most}' if most else ''}。{caution}",
        f"Count {inputs[0]} by {by}: {f'different {distinct}' if distinct else 'rows'}{window_en}"
        f"{f', at least {least}' if least else ''}{f', at most {most}' if most else ''}.{caution_en}",
    )


def _ratio(inputs: list[str], options: Options, words: Words) -> Told:
    by = words.names(options["by"])
    top, bottom = words.expression(options["top"]), words.expression(options["bottom"])
    limits = ", ".join(
        f"{sign} {words.expression(options[name])}"
        for name, sign in (("at_least", "≥"), ("at_most", "≤"), ("above", ">"), ("below", "<"))
        if options.get(name)
    )
    caution, caution_en = _unasked(options, inputs[0], by)
    return (
        f"按{by}计算{inputs[0]}的{top}与{bottom}之比，保留{limits}。{caution}",
        f"By {by}, the ratio of {top} to {bottom} in {inputs[0]}; keep {limits}.{caution_en}",
    )


def _overlap(inputs: list[str], options: Options, words: Words) -> Told:
    on, (zh, en) = words.names(options["on"]), _where(options, words)
    spans = options["spans"]
    pairs = list(spans.values()) if isinstance(spans, Mapping) else [spans]
    told = "、".join(f"[{words.expression(a)}, {words.expression(b)}]" for a, b in pairs)
    least = words.expression(options.get("at_least") or "1 day")
    if len(inputs) == 1:
        return (
            f"同一{on}在{inputs[0]}内部两两比较，期间{told}重叠{least}以上{zh}。",
            f"Within {inputs[0]}, rows of one {on} whose spans {told} share {least} or more{en}.",
        )
    return (
        f"{inputs[0]}与{inputs[1]}同一{on}的期间{told}重叠{least}以上{zh}。",
        f"{inputs[0]} and {inputs[1]} of one {on} whose spans {told} share {least} or more{en}.",
    )


_MASKED = {
    "numbers": ("数字", "numbers"),
    "dates": ("日期", "dates"),
    "money": ("金额", "money"),
    "names": ("人名", "names"),
}


def _similar(inputs: list[str], options: Options, words: Words) -> Told:
    by = f"{words.names(options['by'])}相同且" if options.get("by") else ""
    by_en = f" of one {words.names(options['by'])}" if options.get("by") else ""
    given = options["text"]
    text = words.names(tuple(dict.fromkeys(given.values())) if isinstance(given, Mapping) else given)
    least = words.expression(options.get("at_least") or "0.8")
    masked = [_MASKED[name] for name in options["mask"]]
    hidden = f"（遮盖{'、'.join(zh for zh, _ in masked)}）" if masked else ""
    hidden_en = f" ({', '.join(en for _, en in masked)} masked)" if masked else ""
    zh, en = _where(options, words)
    if options["keep"] == "groups":
        return (
            f"把{inputs[0]}中{by}{text}{hidden}相似度不低于{least}的行归为一组。",
            f"Put rows of {inputs[0]}{by_en} into groups whose {text}{hidden_en} is similar by {least} or more.",
        )
    among, among_en = (
        (f"{inputs[0]}内部", f"within {inputs[0]}")
        if len(inputs) == 1
        else ("与".join(inputs), f"of {' and '.join(inputs)}")
    )
    return (
        f"{among}{by}{text}{hidden}相似度不低于{least}的两行成对{zh}。",
        f"Pairs {among_en}{by_en} whose {text}{hidden_en} is similar by {least} or more{en}.",
    )


_ADDRESS = {
    "district": ("区县", "district"), "village": ("村", "village"), "road": ("路", "road"),
    "number": ("门牌号", "number"), "building": ("楼栋", "building"), "unit": ("单元", "unit"), "room": ("室", "room"),
}  # fmt: skip


def _near(inputs: list[str], options: Options, words: Words) -> Told:
    on = f"{words.names(options['on'])}相同、" if options.get("on") else ""
    on_en = f" of one {words.names(options['on'])}" if options.get("on") else ""
    zh, en = _where(options, words)
    alone = len(inputs) == 1
    among = f"{inputs[0]}内部" if alone else "与".join(inputs)
    among_en = f"within {inputs[0]}" if alone else f"of {' and '.join(inputs)}"
    if options.get("inside"):
        area = words.name(options["inside"]["area"])
        on_zh = f"，{on.removesuffix('、')}" if on else ""
        return (
            f"{inputs[0]}中落在{inputs[-1]}的{area}之内（含边界）的点与该区域成对{on_zh}{zh}。",
            f"Pairs{on_en} of points of {inputs[0]} that lie in the {area} of {inputs[-1]}, borders included{en}.",
        )
    if options.get("address"):
        to, to_en = _ADDRESS[options["to"]]
        return (
            f"{among}{on}地址解析后一致到{to}的两行成对{zh}。",
            f"Pairs {among_en}{on_en} whose addresses agree down to the {to_en}{en}.",
        )
    far = words.expression(options["at_most"])
    nearest = options["keep"] == "nearest"
    return (
        f"{among}{on}相距不超过{far}米的两行成对{zh}{'，每行只取最近的一对' if nearest else ''}。",
        f"Pairs {among_en}{on_en} at most {far} metres apart{en}{', the nearest for each row' if nearest else ''}.",
    )


def _outlier(inputs: list[str], options: Options, words: Words) -> Told:
    of, peers, side = words.expression(options["of"]), words.names(options["peers"]), options.get("side") or "high"
    high = {"high": ("高", "above"), "low": ("低", "below"), "both": ("高或低", "above or below")}[side]
    fewest = words.expression(options.get("min_peers") or "10")
    few, few_en = f"同组有值的不足{fewest}行的不作判断", f"groups of fewer than {fewest} known values are not judged"
    if options.get("percentile"):
        share = words.expression(options["percentile"])
        return (
            f"{inputs[0]}中{of}{high[0]}于同一{peers}第{share}百分位的行；{few}。",
            f"Rows of {inputs[0]} whose {of} is {high[1]} percentile {share} of the rows of one {peers}; {few_en}.",
        )
    least = words.expression(options["at_least"])
    return (
        f"{inputs[0]}中{of}比同一{peers}的中位数{high[0]}出{least}个偏离单位以上的行（修正 Z 值）；{few}。",
        f"Rows of {inputs[0]} whose {of} is {least} deviations or more {high[1]} the median of the rows of one {peers}"
        f" (modified z-score); {few_en}.",
    )


def _network(inputs: list[str], options: Options, words: Words) -> Told:
    link, (kind, find) = options["link"], next((key, made) for key, made in options["find"].items() if made)
    if "shared" in link:
        ends = f"{words.name(link['of'])}共用{words.names(link['shared'])}"
        ends_en = f"{words.name(link['of'])} that share {words.names(link['shared'])}"
    else:
        ends = f"{words.name(link['from'])}到{words.name(link['to'])}"
        ends_en = f"from {words.name(link['from'])} to {words.name(link['to'])}"
    zh, en = _WANTED[kind](find, words)
    cap = words.expression(options.get("cap") or "1000")
    barred = "" if kind == "hubs" else f"；相邻超过{cap}个的不作为通路"
    barred_en = "" if kind == "hubs" else f"; nothing is walked through what has more than {cap} neighbours"
    return f"{inputs[0]}中由{ends}连成的关系里，{zh}{barred}。", f"Of {inputs[0]}, linked {ends_en}: {en}{barred_en}."


def _wanted_components(find: Options, words: Words) -> Told:
    least, most = words.expression(find.get("least") or "2"), words.expression(find.get("most") or "")
    many, many_en = (f"至{most}个", f" to {most}") if most else ("以上", " or more")
    return f"成员{least}个{many}的连通群", f"connected groups of {least}{many_en} members"


def _wanted_hubs(find: Options, words: Words) -> Told:
    side, side_en = {"in": ("来自", "from"), "out": ("去往", "to"), "any": ("相邻", "with")}[find["side"]]
    least = words.expression(find["least"])
    return f"{side}不同对象不少于{least}个的节点", f"nodes linked {side_en} {least} others or more"


def _wanted_rings(find: Options, words: Words) -> Told:
    most = words.expression(find.get("most") or "4")
    zh, en = f"{most}个以内节点的闭环", f"rings of up to {most} nodes"
    if find.get("day"):
        span = words.expression(find.get("within") or "")
        zh = f"{zh}，按{words.name(find['day'])}先后相继{f'、{span}之内' if span else ''}"
        en = f"{en}, one after the other by {words.name(find['day'])}{f' within {span}' if span else ''}"
    if find.get("amount"):
        share = words.expression(find.get("keeps") or "0.8")
        zh = f"{zh}，每笔{words.name(find['amount'])}不低于上一笔的{share}倍"
        en = f"{en}, each {words.name(find['amount'])} at least {share} times the one before"
    return zh, en


def _wanted_paths(find: Options, words: Words) -> Told:
    start, end = words.expression(find["start"]), words.expression(find["end"])
    most = words.expression(find.get("most") or "3")
    return (
        f"从起点（{start}）到终点（{end}）不超过{most}步的最短路径",
        f"shortest paths of up to {most} links from where {start} to where {end}",
    )


_WANTED: dict[str, Callable[[Options, Words], Told]] = {
    "components": _wanted_components, "hubs": _wanted_hubs, "rings": _wanted_rings, "paths": _wanted_paths,
}  # fmt: skip


def _latest(inputs: list[str], options: Options, words: Words) -> Told:
    by, order = words.names(options["by"]), words.expression(options["order"])
    first = options.get("keep") == "first"
    caution, caution_en = _unasked(options, inputs[0], by)
    return (
        f"{inputs[0]}中每个{by}只留{order}最{'早（小）' if first else '新（大）'}的一行。{caution}",
        f"Of {inputs[0]} keep for each {by} the row with the {'first' if first else 'last'} {order}.{caution_en}",
    )


def _unasked(options: Options, name: str, by: str) -> Told:
    """What a group is worth when rows with damaged identifiers are not compared with it."""
    if options.get("weak") != "none":
        return "", ""
    return (
        f"注意：{name}中{by}残缺或缺失的行不作比对，不影响结果。",
        f" Caution: rows of {name} whose {by} is damaged or missing are not compared and change nothing.",
    )


def _union(inputs: list[str], options: Options, words: Words) -> Told:
    take = options.get("take")
    columns = "、".join(take) if take else ""
    return (
        f"合并{'、'.join(inputs)}{f'，列：{columns}' if columns else ''}。",
        f"Put together {', '.join(inputs)}{f', with {columns}' if columns else ''}.",
    )


def _aggregate(inputs: list[str], options: Options, words: Words) -> Told:
    by, take = words.names(options["by"]), words.takes(options["take"])
    having = words.expression(options["having"]) if options.get("having") else ""
    caution, caution_en = _unasked(options, inputs[0], by)
    return (
        f"把{inputs[0]}按{by}汇总：{take}{f'；只留 {having}' if having else ''}。{caution}",
        f"Gather {inputs[0]} by {by}: {take}{f'; keep {having}' if having else ''}.{caution_en}",
    )


_SENTENCES: dict[str, Callable[[list[str], Options, Words], Told]] = {
    "filter": _filter, "derive": _derive, "match": _match, "absent": _absent, "within": _within, "check": _check,
    "extract": _extract, "count": _count, "ratio": _ratio, "overlap": _overlap, "near": _near,
    "outlier": _outlier, "network": _network, "similar": _similar, "latest": _latest, "union": _union,
    "aggregate": _aggregate,
}  # fmt: skip
