#!/usr/bin/env bash
# Prints every character of 《通用规范汉字表》 (8,105) and, with --all, every Han character of Unicode blocks up to Extension F,
# reads the PDF back and counts what is missing. Needs the Debian package unicode-data for the list.
#   bench/characters_bench.sh [--all]
source "$(dirname "$0")/setup.sh"
cd "$(dirname "$0")/.."
program=$PWD/build/release/fengqiao
fonts=$PWD/build/fonts
list=/usr/share/unicode/Unihan_OtherMappings.txt.bz2

# Every text is one Markdown file: forty characters a paragraph.
characters() { # NAME: the code points on standard input, one a line, hexadecimal
  awk '{printf "%s%s", $1, (NR % 40 ? " " : "\n")} END {print ""}' > "$work/$1.points"
  { printf '# 字表\n\n'; while read -r line; do for point in $line; do printf "\\U$(printf %08x "0x$point")"; done; printf '\n\n'; done < "$work/$1.points"; } > "$work/$1.md"
}

report() { # NAME
  local name=$1
  if "$program" --fonts "$fonts" render "$work/$name.md" -o "$work/$name.pdf" > /dev/null 2> "$work/$name.err"; then
    pdftotext -enc UTF-8 "$work/$name.pdf" - | grep -o . | LC_ALL=C sort -u > "$work/read"
    tail -n +2 "$work/$name.md" | grep -o . | LC_ALL=C sort -u > "$work/wanted"
    printf '%s：%s 字，读回缺 %s 字，%s 页，%s 字节\n' "$name" "$(wc -l < "$work/wanted")" "$(LC_ALL=C comm -23 "$work/wanted" "$work/read" | wc -l)" \
      "$(pdfinfo "$work/$name.pdf" | awk '/^Pages/{print $2}')" "$(stat -c %s "$work/$name.pdf")"
  else
    printf '%s：没有印成，缺字 %s 个（程序已逐字指出）\n' "$name" "$(grep -c 'U+' "$work/$name.err")"
    head -c 600 "$work/$name.err"
  fi
}

export LC_ALL=C.UTF-8
bzcat "$list" | awk -F'\t' '/^U/ && $2 == "kTGH" {sub("U\\+", "", $1); print $1}' | characters 通用规范汉字表
report 通用规范汉字表
if [ "${1:-}" = --all ]; then
  range() { seq "$((16#$1))" "$((16#$2))" | awk '{printf "%x\n", $1}' | characters "$3"; report "$3"; }
  range 4E00 9FA5 基本区
  range 3400 4DB5 扩展A
  range 20000 2A6D6 扩展B
  range 2A700 2B734 扩展C
  range 2B740 2B81D 扩展D
fi
