#!/usr/bin/env bash
# Serves the REST API with Spark behind it, through spark-submit.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: jobs/serve.sh [OPTIONS] [-- SPARK-SUBMIT-OPTIONS]

Serves the REST API until it is stopped. The driver holds the conversations, so it runs in client mode.

  --host ADDRESS       address to listen on (default 127.0.0.1)
  --port PORT          port to listen on (default 8080)
HELP
}

# shellcheck source=jobs/submit.bash
source "$(dirname "${BASH_SOURCE[0]}")/submit.bash"
submit serve "$@"
