#!/usr/bin/env bash
# Runs a job file on Spark, through spark-submit.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: jobs/run.sh [OPTIONS] JOB.yaml [-- SPARK-SUBMIT-OPTIONS]

Runs a job file: profiles its files, asks its questions, writes everything to a folder. Run again, it resumes.

  --again              do everything again
  --out DIR            folder of results, instead of the one in the job file
HELP
}

# shellcheck source=jobs/submit.bash
source "$(dirname "${BASH_SOURCE[0]}")/submit.bash"
[[ $# -gt 0 ]] || { usage >&2; exit 2; }
submit run "$@"
