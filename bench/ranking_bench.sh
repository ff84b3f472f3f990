#!/usr/bin/env bash
# ranking_bench.sh [-p PROGRAM] LAW_FOLDER QUERIES QRELS SCORER
# Builds an index of a folder of law texts, asks every question of QUERIES (id <TAB> question) for a hundred
# clauses, one cold process each, and has SCORER RUN QRELS score the run (a line: id, rank, file, clause,
# separated by tabs). Prints build time, index size, search times and the scores.
set -euo pipefail
program=build/release/fengqiao
while getopts p: option; do
  case $option in
    p) program=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -eq 4 ] || { echo "usage: ranking_bench.sh [-p PROGRAM] LAW_FOLDER QUERIES QRELS SCORER" >&2; exit 2; }
laws=$1 queries=$2 qrels=$3 scorer=$4
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
index=$place/index

now_us() { echo "${EPOCHREALTIME/./}"; }

start=$(now_us)
"$program" --index "$index" index "$laws" >/dev/null 2>&1 || [ -e "$index/CURRENT" ]
awk -v us=$(($(now_us) - start)) -v size="$(du -sk "$index" | cut -f1)" \
  'BEGIN { printf "build    %.1f s, index %.1f MiB\n", us / 1e6, size / 1024 }'

while IFS=$'\t' read -r id question; do
  start=$(now_us)
  "$program" --index "$index" search -n 100 --format jsonl "$question" >"$place/hits" 2>/dev/null </dev/null || true
  echo $(($(now_us) - start)) >>"$place/times"
  sed -n 's/^{"rank":\([0-9]*\),.*"source":"\([^"]*\)","number":"\([^"]*\)".*/'"$id"'\t\1\t\2\t\3/p' "$place/hits" >>"$place/run"
done <"$queries"

sort -n "$place/times" | awk '{ t[NR] = $1 } END {
  printf "search   median %.1f ms, p95 %.1f ms (%d questions)\n", t[int((NR + 1) / 2)] / 1000, t[int(NR * .95)] / 1000, NR }'
"$scorer" "$place/run" "$qrels"
