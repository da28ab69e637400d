"""Write the report: one HTML file that makes no request, whatever its data says.

The page protects itself twice. No value is ever markup (Jinja escapes what it prints, the script builds nodes from
text only), and a Content-Security-Policy in the file allows its own script and style by hash and nothing else, so
that a slip would still neither run nor reach the network.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from mingjian.clues.report.data import LEVELS, Lang, ReportData
from mingjian.clues.report.pack import pack, script_json


def build_report(data: ReportData, path: Path) -> Path:
    """Write `data` as a self-contained page to `path` (its folder is made) and give the path back.

    The file appears whole or not at all: it is written beside its place and moved there.
    """
    html = render(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(html, encoding="utf-8", newline="\n")
    part.replace(path)
    return path


def render(data: ReportData) -> str:
    """The page as text."""
    head, chunks = pack(data)
    style, script = _sources("css"), _sources("js")
    page_styles = {"zh": _page_style(data, "zh"), "en": _page_style(data, "en")}
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {_csp_hash(script)}",
            "style-src " + " ".join(_csp_hash(sheet) for sheet in (style, *page_styles.values())),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            data=data,
            clues=sorted(data.clues, key=lambda clue: clue.rank),
            policy=policy,
            style=Markup(style),  # noqa: S704 - our own package data
            # every character of a value in a page style is escaped for CSS
            page_styles={lang: Markup(sheet) for lang, sheet in page_styles.items()},  # noqa: S704
            script=Markup(script),  # noqa: S704 - our own package data
            head=Markup(script_json(head)),  # noqa: S704 - script_json leaves no markup character
            chunks=[Markup(script_json(chunk)) for chunk in chunks],  # noqa: S704 - as above
            texts=Markup(script_json(texts())),  # noqa: S704 - as above
            levels={level: sum(clue.risk.level == level for clue in data.clues) for level in LEVELS},
            t=lambda key: texts()[key]["zh"],
            t_en=lambda key: texts()[key]["en"],
        )
    )


@cache
def texts() -> dict[str, dict[str, str]]:
    """The page's own words: key → {zh, en}."""
    loaded: dict[str, dict[str, str]] = json.loads((_templates() / "texts.json").read_text("utf-8"))
    return loaded


def css_string(text: str) -> str:
    """`text` as a CSS string literal in which every character but letters and digits is escaped."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'


def _page_style(data: ReportData, lang: Lang) -> str:
    """Running header and footer of the printed pages: purpose and as-of day above, watermark and page below."""
    above = css_string(f"{data.title.of(lang)} · {data.purpose.of(lang)}")
    day = css_string(f"{texts()['cover.as_of'][lang]} {data.as_of.isoformat()}")
    below = css_string(data.watermark)
    return (
        f"@page{{@top-left{{content:{above}}}@top-right{{content:{day}}}@bottom-left{{content:{below}}}"
        '@bottom-right{content:counter(page) " / " counter(pages)}}'
    )


def _csp_hash(source: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii") + "'"


def _templates() -> Traversable:
    return files("mingjian.clues.report") / "templates"


@cache
def _sources(kind: str) -> str:
    """All files of a kind (`css`, `js`) in the order of their names, as one text; scripts share one scope."""
    parts = sorted((_templates() / kind).iterdir(), key=lambda part: part.name)
    joined = "\n".join(part.read_text("utf-8") for part in parts if part.name.endswith("." + kind))
    return f'\n(function () {{\n"use strict";\n{joined}\n}}());\n' if kind == "js" else f"\n{joined}\n"


@cache
def _environment() -> Environment:
    def load(name: str) -> str:
        return (_templates() / name).read_text("utf-8")

    return Environment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
