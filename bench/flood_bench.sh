#!/usr/bin/env bash
# Markdown floods and other hostile papers, each through the whole program: render, and what comes of it.
#   bench/flood_bench.sh [-p PROGRAM] [-f FONTS] [-s "SIZES IN KB"] [-k]
# Clean means: exit code 0 with a PDF, or another one with an error that names the file and, where it is about
# the text, the line; no signal, nothing left behind. Printed a flood: code, seconds, memory, and the answer.
# Exit code 1 where one is not clean. -k keeps the papers.
source "$(dirname "$0")/setup.sh"
set +e # an error is what is looked for
program=build/release/fengqiao fonts= sizes="10 300 3000" keep=
read_options "p=program f=fonts s=sizes k=keep!" "$@"
[ -z "$fonts" ] || fonts="--fonts $fonts"
[ -z "$keep" ] || trap - EXIT

# name TAB Perl expression of the text; $n is the wanted size in bytes
floods() {
  cat <<'FLOODS'
图表列数与行数同长	my $c = int(sqrt($n)); "|" . "a|" x $c . "\n|" . "-|" x $c . "\n" . "|a|\n" x $c
单列表下很多竖线	"|a|\n|-|\n" . "|" x $n
分隔行前很多行	"a\n" x ($n / 2) . "|-|\n"
处理指令 a<?	"a<?" x ($n / 3)
声明 a<!A	"a<!A " x ($n / 5)
注释 <!--	"a<!--" x ($n / 5)
CDATA	"a<![CDATA[" x ($n / 10)
嵌套引用	">" x $n . "a"
嵌套列表 5 万层	join("", map { "  " x ($_ < 40 ? $_ : 40) . "- a\n" } 1 .. $n / 84)
一行里的嵌套列表	"- " x ($n / 2) . "a"
嵌套编号	"1. " x ($n / 3) . "a"
嵌套强调	"*a **a " x ($n / 7)
强调开闭	"**x" x ($n / 6) . "x**" x ($n / 6)
星号和下划线	"*_" x ($n / 2)
只开方括号	"[" x $n
只闭方括号	"]" x $n
嵌套方括号	"[" x ($n / 2) . "a" . "]" x ($n / 2)
方括号加圆括号	"[a](" x ($n / 4)
链接套链接	"[a](b" x ($n / 5)
反引号越来越长	join("", map { "e" . "`" x $_ } 1 .. sqrt(2 * $n))
重复的脚注	"[^1]" x ($n / 4) . "\n\n[^1]: 注\n"
脚注互引	"文[^1]\n\n" . join("", map { "[^$_]: [^" . ($_ + 1) . "]\n\n" } 1 .. $n / 16)
链接定义	join("", map { "[$_]: a\n" } 1 .. $n / 10) . "[1][2]" x 10
长链接定义	"[" . "a" x ($n / 2) . "]: b\n\n" . "[" . "a" x ($n / 2) . "]"
竖线和反斜杠	"\\|" x ($n / 2)
实体	"&amp;" x ($n / 5)
删除线	"~~a" x ($n / 4)
自动链接	"http://a.b" x ($n / 10)
电子邮件	"a@" x ($n / 2)
万行表	"|序号|内容|\n|-|-|\n" . join("", map { "|$_|登记内容|\n" } 1 .. $n / 24)
一百列的表	("|" . "栏|" x 100 . "\n|" . "-|" x 100 . "\n") . ("|" . "1|" x 100 . "\n") x ($n / 200)
一段到底	"派出所工作" x ($n / 15)
一个词到底	"a" x $n
标题	"# 题\n\n" x ($n / 8)
换行	"a  \n" x ($n / 4)
空字符	"甲\0" x ($n / 4)
FLOODS
}

worst_seconds=0 worst_memory=0 runs=0 bad=0
one() { # what file expected-output
  local answer code seconds memory state=干净
  rm -f "$work/out.pdf"
  answer=$( { /usr/bin/time -f '%e %M' -o "$work/time" "$program" $fonts --index "$work/none" render "$2" -o "$work/out.pdf"; } 2>&1)
  code=$?
  read -r seconds memory < <(tail -n1 "$work/time")
  if [ $code = 0 ]; then [ -s "$work/out.pdf" ] || state=没有PDF
  elif [ $code -gt 100 ]; then state=崩溃
  elif [ -e "$work/out.pdf" ]; then state=留下了PDF
  elif ! grep -q "错误：.*$(basename "$2")" <<<"$answer"; then state=没有指明文件; fi
  runs=$((runs + 1))
  [ $state = 干净 ] || bad=$((bad + 1))
  worst_seconds=$(awk -v a="$worst_seconds" -v b="$seconds" 'BEGIN{print (a>b?a:b)}')
  [ "$memory" -gt "$worst_memory" ] && worst_memory=$memory
  printf '%s\t%s\t%s s\t%s MiB\t%s\t%s\n' "$1" "$code" "$seconds" $((memory / 1024)) "$state" "$(grep -m1 -e 错误 -e 已生成 <<<"$answer" | cut -c1-160 | sed "s|$work/||g")"
}

for size in $sizes; do
  while IFS=$'\t' read -r name text; do
    file="$work/flood-$((runs + 1)).md"
    perl -e "use utf8; binmode STDOUT, ':utf8'; my \$n = $size * 1000; print $text" >"$file"
    one "$name $size KB" "$file"
    [ -z "$keep" ] && rm -f "$file"
  done < <(floods)
done

paper() { printf '%s' "$2" >"$work/$1.md"; one "$1" "$work/$1.md"; }
paper 没有的图片 '![图](没有.png)'
head -c 3000 /dev/urandom >"$work/坏.png"; paper 不是图片的图片 '![图](坏.png)'
printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\b\2\0\0\0' >"$work/大.png"; paper 太大的图片 '![图](大.png)'
paper 文件夹以外的图片 '![图](/etc/hostname)'
paper 没有的版式 $'---\nstyle: 没有\n---\n正文'
paper 没合上的文件头 $'---\nstyle: 公文\n正文'
paper 没合上的代码块 $'```\n正文'
echo "$runs 份，不干净 $bad 份；最慢 $worst_seconds 秒，内存最多 $((worst_memory / 1024)) MiB"
[ "$bad" = 0 ]
