"""Reading files of statutes: `*.jsonl` (an article a line) and Markdown (a law a file, the day in its name).

A Markdown file: `# title`, head note up to `<!-- INFO END -->`, headings `##`…, articles as `第…条 …`. A row of JSON
lines: `law`, `article`, `text`, and if known `file`, `date`, `path`, `note`, `from`, `to`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mingjian.law.articles import parse_code
from mingjian.law.numerals import NUMERAL
from mingjian.law.store.source import ArticleKey, Piece, Problem, Source, StatuteErrors

__all__ = ["read_folder"]

_ARTICLE_LINE = re.compile(rf"^(?:#+\s*)?(第\s*{NUMERAL}[{NUMERAL[1:-1]}\s]*条(?:\s*之\s*{NUMERAL}+)?)[\s　]*(.*)$")
_DATED = re.compile(r"[(（](\d{4}-\d{2}-\d{2})[)）]$")
_INFO_END = "<!-- INFO END -->"
_AMENDMENT = re.compile(r"修正案(?:（[^）]+）)?$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")


def read_folder(path: Path, origin: str = "", licence: str = "") -> tuple[list[Source], list[str]]:
    """Everything below `path` (or the one file it is), and the files left out because they hold no article.

    Raises `FileNotFoundError`, and `StatuteErrors` with every line that cannot be read.
    """
    if not path.exists():
        raise FileNotFoundError(f"没有这个文件夹 / no such folder: {path}")
    root = path if path.is_dir() else path.parent
    sources: list[Source] = []
    problems: list[Problem] = []
    left_out: list[str] = []
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.suffix not in {".jsonl", ".md"} or not file.is_file():
            continue
        name, raw = file.relative_to(root).as_posix(), file.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            problems.append(Problem(f"{name}:{line}", "不是 UTF-8 文字", "not UTF-8 text"))
            continue
        digest = hashlib.sha256(raw).hexdigest()
        read = _from_rows(text, name, digest, problems) if file.suffix == ".jsonl" else _markdown(text, name, digest)
        sources += read
        if not read:
            left_out.append(name)
    if problems:
        raise StatuteErrors(problems)
    for source in sources:
        source.origin, source.licence = origin or root.resolve().name, licence or "未注明 / not stated"
    return sources, left_out


def _from_rows(text: str, name: str, digest: str, problems: list[Problem]) -> list[Source]:
    found: dict[tuple[str, str], Source] = {}
    for at, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if _is_heading(row):
                continue
            law, file = _text(row, "law"), str(row.get("file") or name)
            key, words = parse_code(_text(row, "article")), _text(row, "text")
            source = found.get((law, file))
            if source is None:
                source = found[law, file] = Source(law, _day(row, "date"), f"{name}#{file}", digest)
                source.start, source.end = _day(row, "from"), _day(row, "to")
                source.note = tuple(str(row.get("note") or "").splitlines())
            source.articles.setdefault(key, Piece(words, str(row.get("path") or "")))
        except (ValueError, TypeError, AttributeError) as error:
            said = str(error).split(" / ")
            problems.append(Problem(f"{name}:{at}", f"不是法条：{said[0]}", f"not an article: {said[-1]}"))
    return list(found.values())


def _text(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"应有文字字段 {field} / a text field {field} is expected")
    return value


def _day(row: dict[str, Any], field: str) -> date | None:
    try:
        return date.fromisoformat(row[field]) if row.get(field) else None
    except (ValueError, TypeError):
        wrong = row[field]
        raise ValueError(
            f"{field} 应为 2025-06-30 样式的日期，而非 {wrong} / {field} should be a day as 2025-06-30, not {wrong}"
        ) from None


def _is_heading(row: Any) -> bool:
    """Rows whose article is no number (a preamble, 附则) are no articles and no error."""
    article = row.get("article") if isinstance(row, dict) else None
    return isinstance(article, str) and bool(article) and not re.match(rf"^第?{NUMERAL}", article)


def _markdown(text: str, name: str, digest: str) -> list[Source]:
    stem = Path(name).stem
    dated = _DATED.search(stem)
    published = date.fromisoformat(dated[1]) if dated else None
    lines = text.splitlines()
    title = next((line[2:].strip() for line in lines if line.startswith("# ")), _DATED.sub("", stem))
    cut = next((at for at, line in enumerate(lines) if line.strip() == _INFO_END), None)
    note = [line.strip() for line in lines[: cut or 0] if line.strip() and not line.startswith("#")]
    source = Source(title, published, name, digest, note=tuple(note))
    for key, piece in _articles(lines[cut or 0 :]):
        source.articles.setdefault(key, piece)
    if not source.articles and _AMENDMENT.search(title):
        source.body = "\n".join(line.strip() for line in lines[(cut or 0) + 1 :] if line.strip())
    return [source] if source.articles or source.body else []


def _articles(lines: list[str]) -> Iterator[tuple[ArticleKey, Piece]]:
    key: ArticleKey | None = None
    text: list[str] = []
    path: list[tuple[int, str]] = []
    for line in lines:
        found, heading = _ARTICLE_LINE.match(line.strip()), _HEADING.match(line)
        if (found or heading) and key:
            yield key, Piece("\n".join(text), _joined(path))
        if found:
            key, text = parse_code(found[1]), [found[2]] if found[2] else []
        elif heading:
            key, level = None, len(heading[1])
            path = [one for one in path if one[0] < level] + ([(level, heading[2].strip())] if level > 1 else [])
        elif key and line.strip("​ \t\u3000") and not line.startswith("<!--"):
            text.append(line.strip("​ \t\u3000"))
    if key:
        yield key, Piece("\n".join(text), _joined(path))


def _joined(path: list[tuple[int, str]]) -> str:
    return " / ".join(name for _, name in path)
