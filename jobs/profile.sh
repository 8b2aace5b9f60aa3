#!/usr/bin/env bash
# Profiles data files on Spark, through spark-submit.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: jobs/profile.sh [OPTIONS] FILE... [-- SPARK-SUBMIT-OPTIONS]

Profiles the files: rows, types, nulls, distinct values, keys, relationships, problems.

  --out DIR            write profile.json, report.html and diagrams to this folder
  --json               print profile.json
HELP
}

# shellcheck source=jobs/submit.bash
source "$(dirname "${BASH_SOURCE[0]}")/submit.bash"
[[ $# -gt 0 ]] || { usage >&2; exit 2; }
submit profile "$@"
