"""Law that knows its dates: law → version → article → paragraph → item, imported by an office, kept in one file.

`StatuteStore.open(folder)` reads `<folder>/statutes.db`; `import_statutes` makes it. Nothing is shipped.
"""

from __future__ import annotations

from pathlib import Path

from mingjian.law.store.file import FILE, Imported, replace_store
from mingjian.law.store.files import read_folder
from mingjian.law.store.sealed import DamagedStore
from mingjian.law.store.source import ArticleKey, Problem, StatuteErrors
from mingjian.law.store.statutes import EmptyStore, StatuteStore, UnknownLaw
from mingjian.law.store.views import ArticleText, Law, Provenance, Version, View

__all__ = [
    "FILE",
    "ArticleKey",
    "ArticleText",
    "DamagedStore",
    "EmptyStore",
    "Imported",
    "Law",
    "Problem",
    "Provenance",
    "StatuteErrors",
    "StatuteStore",
    "UnknownLaw",
    "Version",
    "View",
    "import_statutes",
]


def import_statutes(store: Path, path: Path, origin: str = "", licence: str = "") -> Imported:
    """Import a folder (or file) into the store of the folder `store`; see `replace_store` and `read_folder`."""
    sources, left_out = read_folder(path, origin, licence)
    return replace_store(store, sources, left_out)
