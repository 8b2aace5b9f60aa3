#!/usr/bin/env bash
# Proposes a schema for data files, proven on Spark, through spark-submit.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: jobs/optimize-schema.sh [OPTIONS] FILE... [-- SPARK-SUBMIT-OPTIONS]

Proposes a schema; every proposal is verified on the full data.

  --target DATABASE    postgresql (default) or spark
  --out DIR            writes the migration there: schema, data and the scripts that load and verify it
  --json               the plan as JSON
HELP
}

# shellcheck source=jobs/submit.bash
source "$(dirname "${BASH_SOURCE[0]}")/submit.bash"
[[ $# -gt 0 ]] || { usage >&2; exit 2; }
submit optimize-schema "$@"
