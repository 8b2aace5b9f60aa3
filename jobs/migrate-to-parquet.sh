#!/usr/bin/env bash
# Writes data files as Parquet tables in proven types on Spark, through spark-submit.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: jobs/migrate-to-parquet.sh --out DIR FILE... [-- SPARK-SUBMIT-OPTIONS]

Plans a schema for Spark, proves it, writes DIR/tables/ as Parquet in the planned types, reads it back and compares every column's
count and checksum. DIR also gets plan.md, plan.json, schema.sql (Delta tables where Delta Lake is on the class path) and load.sql.

  --out DIR            where to; on a cluster a folder that the driver and the executors share
  --json               print the plan as JSON
HELP
}

# shellcheck source=jobs/submit.bash
source "$(dirname "${BASH_SOURCE[0]}")/submit.bash"
[[ $# -gt 0 ]] || { usage >&2; exit 2; }
submit optimize-schema --target spark "$@"
