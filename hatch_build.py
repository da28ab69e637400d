"""The package build: wheel and sdist carry the browser side built; an editable install does not (`make frontend`)."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Frontend(BuildHookInterface[Any]):
    """Builds `frontend/` before the files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless the install is an editable one or an sdist brought the files along."""
        build_data["artifacts"].append("src/mingjian/desk/static/**")
        script = Path(self.root) / "frontend" / "build.py"
        if version == "editable" or not script.exists():
            return
        runpy.run_path(str(script))["build"]()
