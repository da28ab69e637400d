#!/bin/sh
# Installs or upgrades Mingjian from this folder; no network is asked. 从本文件夹安装或升级明鉴，无需网络。
#
#   sh install.sh [PREFIX]          default 默认 /opt/mingjian
#   PYTHON=python3.12 sh install.sh
#
# Each version has a folder of its own below PREFIX; `current` names the one in use, `bin/mingjian` runs it.
# To go back: ln -sfn VERSION PREFIX/current. 回退旧版：ln -sfn 版本 PREFIX/current
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=${1:-/opt/mingjian}

fail() { printf '%s\n' "$@" >&2; exit 1; }

python=${PYTHON:-}
if [ -z "$python" ]; then
  for one in python3 python3.13 python3.12 python3.11; do
    if command -v "$one" >/dev/null 2>&1 && "$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$one; break
    fi
  done
fi
[ -n "$python" ] || fail "需要 Python 3.11 以上；可用 PYTHON=… 指明。" "Python 3.11 or newer is needed; name one with PYTHON=…"

(cd "$here" && sha256sum --quiet -c SHA256SUMS) ||
  fail "文件与清单不符，安装包可能损坏或被改动。" "The files are not as listed: the bundle is damaged or was changed."

version=$(basename "$(ls "$here"/wheels/mingjian-*.whl)" | cut -d- -f2)
target=$prefix/$version
mkdir -p "$prefix/bin" 2>/dev/null || fail "不能写入 $prefix，请换用户或指定目录。" "Cannot write to $prefix: use another user or name a folder."
new=$target.new
rm -rf "$new"
trap 'rm -rf "$new"' EXIT

# pip is taken from the bundle: some systems split it from Python
"$python" -m venv --without-pip "$new" || fail "无法建立虚拟环境（Debian 系统需 python3-venv）。" "No virtual environment could be made (Debian: python3-venv)."
pip=$(ls "$here"/wheels/pip-*.whl)
"$new/bin/python" "$pip/pip" install --quiet --disable-pip-version-check --no-index --find-links "$here/wheels" \
  --require-hashes -r "$here/requirements.txt" ||
  fail "依赖包不全：安装包是否为本机的系统和 Python 版本（$("$python" -V)）制作？" \
       "Packages are missing: was the bundle made for this system and this Python ($("$python" -V))?"
"$new/bin/python" "$pip/pip" install --quiet --disable-pip-version-check --no-index --no-deps "$here"/wheels/mingjian-*.whl

rm -rf "$target.old"
if [ -e "$target" ]; then mv "$target" "$target.old"; fi
mv "$new" "$target"
# scripts of a virtual environment name their folder: ours is started through its interpreter instead
cat > "$prefix/bin/mingjian" <<EOF
#!/bin/sh
exec "$prefix/current/bin/python" -c 'from mingjian.cli.main import run; run()' "\$@"
EOF
chmod 755 "$prefix/bin/mingjian"
ln -sfn "$version" "$prefix/current"
rm -rf "$target.old"
"$prefix/bin/mingjian" --version
printf '%s\n' "已安装到 $target；运行：$prefix/bin/mingjian" "Installed to $target; run: $prefix/bin/mingjian"
