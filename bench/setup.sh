# Sourced by the scripts beside it: a folder for their work, $work, removed at the end, and their options.
set -euo pipefail
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# read_options "p=program k=keep!" "$@": -p VALUE sets $program, -k (no value) sets $keep to yes; what is left stands in
# the array `words`. An option that is not in the table ends the script.
read_options() {
  local table=" $1 " letters= entry option OPTIND=1 OPTARG
  shift
  for entry in $table; do
    letters+=${entry%%=*}
    [[ $entry == *! ]] || letters+=:
  done
  while getopts "$letters" option; do
    [ "$option" != '?' ] || exit 2
    [[ $table =~ " $option="([a-z]+) ]]
    printf -v "${BASH_REMATCH[1]}" %s "${OPTARG-yes}"
  done
  shift $((OPTIND - 1))
  words=("$@")
}
