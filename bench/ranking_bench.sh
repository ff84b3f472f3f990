#!/usr/bin/env bash
# ranking_bench.sh [-p PROGRAM] LAW_FOLDER QUERIES QRELS SCORER
# Builds an index of a folder of law texts, asks every question of QUERIES (id <TAB> question) for a hundred
# clauses, one cold process each, and has SCORER RUN QRELS score the run (a line: id, rank, file, clause,
# separated by tabs). Prints build time, index size, search times and the scores.
source "$(dirname "$0")/setup.sh"
program=build/release/fengqiao
read_options "p=program" "$@"
[ ${#words[@]} -eq 4 ] || { echo "usage: ranking_bench.sh [-p PROGRAM] LAW_FOLDER QUERIES QRELS SCORER" >&2; exit 2; }
laws=${words[0]} queries=${words[1]} qrels=${words[2]} scorer=${words[3]}
index=$work/index

now_us() { echo "${EPOCHREALTIME/./}"; }

start=$(now_us)
"$program" --index "$index" index "$laws" >/dev/null 2>&1 || [ -e "$index/CURRENT" ]
awk -v us=$(($(now_us) - start)) -v size="$(du -sk "$index" | cut -f1)" \
  'BEGIN { printf "build    %.1f s, index %.1f MiB\n", us / 1e6, size / 1024 }'

while IFS=$'\t' read -r id question; do
  start=$(now_us)
  "$program" --index "$index" search -n 100 --format jsonl "$question" >"$work/hits" 2>/dev/null </dev/null || true
  echo $(($(now_us) - start)) >>"$work/times"
  sed -n 's/^{"rank":\([0-9]*\),.*"source":"\([^"]*\)","number":"\([^"]*\)".*/'"$id"'\t\1\t\2\t\3/p' "$work/hits" >>"$work/run"
done <"$queries"

sort -n "$work/times" | awk '{ t[NR] = $1 } END {
  printf "search   median %.1f ms, p95 %.1f ms (%d questions)\n", t[int((NR + 1) / 2)] / 1000, t[int(NR * .95)] / 1000, NR }'
"$scorer" "$work/run" "$qrels"
