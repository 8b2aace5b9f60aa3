#!/usr/bin/env bash
# Profiles data files on Spark and asks about them, through spark-submit.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: jobs/profile-and-ask.sh [OPTIONS] FILE... -q QUESTION [-- SPARK-SUBMIT-OPTIONS]

Profiles the files and asks the questions about them; the answers are computed on the full data.

  -q, --question TEXT  ask this; may be given several times
  --json               each answer as JSON, one a line
HELP
}

# shellcheck source=jobs/submit.bash
source "$(dirname "${BASH_SOURCE[0]}")/submit.bash"
[[ $# -gt 0 ]] || { usage >&2; exit 2; }
submit ask "$@"
