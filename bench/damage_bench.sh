#!/usr/bin/env bash
# damage_bench.sh [-t TEST_PROGRAM] [-n COPIES] [FOLDER]
# Damages an index at random, COPIES times (one damage each, fixed seed), and asks three questions and
# `index --check` after each. Prints how many were refused, answered as before, answered otherwise, and found by the
# check; fails where the program crashed, hung, or answered otherwise without the check seeing it. FOLDER is indexed
# beside the shipped corpus (five thousand clauses or more have vectors, which are damaged, too).
set -euo pipefail
tests=build/release/tests/fengqiao_cli_test copies=1000
while getopts t:n: option; do
  case $option in
    t) tests=$OPTARG ;;
    n) copies=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
FENGQIAO_DAMAGED_COPIES=$copies FENGQIAO_DAMAGED_FOLDER=${1:-} "$tests" "of an index damaged at random*"
