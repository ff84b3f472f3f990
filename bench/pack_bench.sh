#!/usr/bin/env bash
# 申报包的基准：自己造 200 份佐证、1,000 页（一半是扫描件那样的图），量 fengqiao pack 和 verify 的时间与内存。
# 用法：bench/pack_bench.sh [build/release] [几轮]；要 python3 造图。
source "$(dirname "$0")/setup.sh"
build=$(realpath "${1:-build/release}")
program=$build/fengqiao
export FENGQIAO_INDEX=$work/index
"$program" index >/dev/null
"$program" new 枫桥式/申报包 --sample -o "$work/包" >/dev/null
cd "$work"

# 10 张扫描件那样的灰度图，800×1100，有噪声。
python3 - <<'PY'
import random, struct, zlib
def chunk(kind, data):
    body = kind + data
    return struct.pack('>I', len(data)) + body + struct.pack('>I', zlib.crc32(body))
for n in range(10):
    random.seed(n)
    w, h = 800, 1100
    rows = b''.join(b'\0' + bytes(255 - random.getrandbits(3) if (y // 20) % 3 else random.getrandbits(5)
                                  for _ in range(w)) for y in range(h))
    open(f'扫描{n}.png', 'wb').write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 0, 0, 0, 0))
                                     + chunk(b'IDAT', zlib.compress(rows, 6)) + chunk(b'IEND', b''))
PY

# 180 份 PDF（100 份 5 页、80 份 6 页）和 20 张图，共 1,000 页。
mkdir -p 稿
for i in $(seq 1 180); do
  pages=$((i <= 100 ? 5 : 6))
  {
    echo "第 $i 份佐证"
    for p in $(seq 2 $pages); do
      printf '\n<!-- 另起一页 -->\n'
      if [ $((p % 2)) = 0 ]; then printf '\n<!-- 图宽 60%% -->\n'; echo "![第 $i 份第 $p 页](扫描$(((i + p) % 10)).png)"; else
        for line in $(seq 1 8); do printf '\n第 %s 份第 %s 页第 %s 段：当日受理、办结、回访情况照录，数字见台账。\n' "$i" "$p" "$line"; done
      fi
    done
  } > "稿/佐证$i.md"
done
cp 扫描*.png 稿/
"$program" render 稿/佐证*.md --style 材料 -o 包/佐证/ >/dev/null
for i in $(seq 181 200); do cp "扫描$((i % 10)).png" "包/佐证/佐证$i.png"; done

{
  sed -n '1,/^证据:/p' 包/评分.yaml
  items=(M1 M2 M3 M4 P1 P2 P3 P4 S1 S2 S3 J1 J2 J3)
  for i in $(seq 1 200); do
    file=佐证/佐证$i.pdf
    [ "$i" -le 180 ] || file=佐证/佐证$i.png
    printf '  - {编号: E-2026-%03d, 项: [%s], 名称: 第%d份佐证, 种类: 台账, 文件: %s, 持有人: 综合指挥室}\n' \
      "$i" "${items[$((i % 14))]}" "$i" "$file"
  done
} > 评分.yaml
mv 评分.yaml 包/评分.yaml

"$build/fengqiao_time" -n "${2:-3}" pack "$program pack 包 -o 包.pdf" verify "$program verify 包.pdf --evidence 包"
printf '%s 页，%s MiB\n' "$(pdfinfo 包.pdf | awk '/^Pages/{print $2}')" "$(du -m 包.pdf | cut -f1)"
