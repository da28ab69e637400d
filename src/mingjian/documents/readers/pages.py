"""Web pages (html): the text a reader sees, with a line break where a block ends."""

from __future__ import annotations

import re

from lxml import html

_BLOCKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "title", "td"}
_SILENT = {"script", "style", "noscript", "template", "head"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


def declared_charset(data: bytes) -> str | None:
    """The encoding a page declares for itself."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def html_text(source: str) -> str:
    """Visible text of a page; an empty page gives an empty text."""
    if not source.strip():
        return ""
    root = html.fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    pieces: list[str] = []
    stack: list[tuple[object, bool]] = [(root, False)]
    while stack:  # no recursion: a page may nest ten thousand deep
        node, leaving = stack.pop()
        tag = getattr(node, "tag", None)
        if leaving:
            if tag in _BLOCKS:
                pieces.append("\n")
            pieces.append(getattr(node, "tail", None) or "")
            continue
        stack.append((node, True))
        if isinstance(tag, str) and tag not in _SILENT:
            pieces.append(getattr(node, "text", None) or "")
            stack.extend((child, False) for child in reversed(list(node)))  # type: ignore[call-overload]
    return "".join(pieces)
