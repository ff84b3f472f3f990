#!/usr/bin/env bash
# damage_bench.sh [-t TEST_PROGRAM] [-n COPIES] [FOLDER]
# Damages an index at random, COPIES times (one damage each, fixed seed), and asks three questions and
# `index --check` after each. Prints how many were refused, answered as before, answered otherwise, and found by the
# check; fails where the program crashed, hung, or answered otherwise without the check seeing it. FOLDER is indexed
# beside the shipped corpus (five thousand clauses or more have vectors, which are damaged, too).
source "$(dirname "$0")/setup.sh"
tests=build/release/tests/fengqiao_cli_test copies=1000
read_options "t=tests n=copies" "$@"
FENGQIAO_DAMAGED_COPIES=$copies FENGQIAO_DAMAGED_FOLDER=${words[0]:-} "$tests" "of an index damaged at random*"
