# Sourced by ./start, ./runtests and .ci/run. Installs what is missing, unpacks the default fonts, builds; says what it does.
# Everything here may run again at any time and then does nothing.
set -euo pipefail
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; }

die() {
  printf '错误：%s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages GROUP…: the packages of these groups that are not there yet.
install_packages() {
  command -v dpkg-query >/dev/null || die "这里不是 Debian 系统；请按 cmake/debian-packages.txt 自行安装依赖后，用 cmake --preset release 构建"
  local missing=() group package
  while read -r group package; do
    [[ " $* " == *" $group "* ]] || continue
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done < <(grep -v '^#' cmake/debian-packages.txt)
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || die "需要 root 权限（或 sudo）来安装：${missing[*]}"
  say "安装软件包（${#missing[@]} 个）：${missing[*]}"
  refresh_package_lists
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -qq "${missing[@]}" >build/setup.log 2>&1 ||
    { tail -n 20 build/setup.log >&2; die "软件包没有装上，上面是最后几行记录（全文在 build/setup.log）"; }
}

refresh_package_lists() {
  [ -z "${lists_fresh:-}" ] || return 0
  as_root apt-get update -qq >build/setup.log 2>&1 || { cat build/setup.log >&2; die "取软件包目录失败，请检查网络或软件源"; }
  lists_fresh=1
}

# The Fandol fonts (仿宋、黑体、楷体、宋体) come inside a large TeX package; only its font files are wanted.
fandol=(FandolFang-Regular FandolHei-Regular FandolKai-Regular FandolSong-Regular)
install_fonts() {
  local font missing=
  for font in "${fandol[@]}"; do [ -s "build/fonts/$font.otf" ] || missing=yes; done
  [ -n "$missing" ] || return 0
  say "取仿宋、黑体、楷体、宋体字库（约 49 MB）"
  refresh_package_lists
  local work
  work=$(mktemp -d)
  (cd "$work" && apt-get download -qq texlive-lang-chinese) >build/setup.log 2>&1 || { cat build/setup.log >&2; die "字库没有取到，请检查网络"; }
  dpkg -x "$work"/texlive-lang-chinese_*.deb "$work/x"
  mkdir -p build/fonts
  for font in "${fandol[@]}"; do
    cp "$work/x/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/$font.otf" "build/fonts/$font.otf.part"
    mv "build/fonts/$font.otf.part" "build/fonts/$font.otf"
  done
  rm -rf "$work"
}

# build PRESET [TARGET] [-D…]: configures where needed, compiles what changed.
build() {
  local preset=$1 target=$2
  shift 2
  if [ ! -f "build/$preset/build.ninja" ] || [ $# -gt 0 ]; then
    say "配置（$preset）"
    cmake --preset "$preset" "$@" >build/configure.log 2>&1 || { tail -n 30 build/configure.log >&2; die "配置失败"; }
  fi
  if ! cmake --build --preset "$preset" --target "$target" -- -n 2>/dev/null | grep -q 'no work to do'; then
    say "编译（$preset，首次约需几分钟）"
    cmake --build --preset "$preset" --target "$target"
  fi
}

mkdir -p build
