#!/usr/bin/env bash
# Profiles data files on a Spark cluster and asks about them, through spark-submit.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: jobs/profile-and-ask.sh [OPTIONS] FILE... [-- SPARK-SUBMIT-OPTIONS]

Profiles the files with Spark and asks the questions about them. Without a question it only profiles.

  -q, --question TEXT   ask this; may be given several times
  --master URL          where Spark runs, such as spark://host:7077 or local[*]
  --json                results as JSON
  --dry-run             print the command, and do not run it
  -h, --help            show this help

Every setting of Big Data Migrator may be given too (--local-llm-url VALUE). What stands after -- goes to spark-submit
as it is. spark-submit is taken from SPARK_SUBMIT, else from PATH. Build first: ./mvnw -DskipTests package

Examples:
  jobs/profile-and-ask.sh --master spark://host:7077 hdfs:///sales/*.csv -q "What sells best?"
  jobs/profile-and-ask.sh --dry-run sales.csv -- --executor-memory 4g
HELP
}

refuse() {
  echo "profile-and-ask: $1" >&2
  exit 2
}

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$home/target/big-data-migrator-submit.jar
submit_options=()
arguments=()
command=profile
dry_run=false
while [[ $# -gt 0 ]]; do
  case "$1" in
    -h|--help) usage; exit 0 ;;
    --dry-run) dry_run=true; shift ;;
    --master)
      [[ $# -ge 2 ]] || refuse "--master needs a value"
      submit_options+=(--master "$2"); arguments+=(--master "$2"); shift 2 ;;
    -q|--question)
      [[ $# -ge 2 ]] || refuse "$1 needs a value"
      command=ask; arguments+=(-q "$2"); shift 2 ;;
    --) shift; submit_options+=("$@"); break ;;
    *) arguments+=("$1"); shift ;;
  esac
done
[[ ${#arguments[@]} -gt 0 ]] || { usage >&2; exit 2; }

submit=${SPARK_SUBMIT:-$(command -v spark-submit || true)}
[[ -n $submit || $dry_run == true ]] || refuse "spark-submit is not on PATH. Install Spark 4.2, or set SPARK_SUBMIT to it."
[[ -f $jar || $dry_run == true ]] || refuse "$jar is missing. Build it: ./mvnw -DskipTests package"

line=("${submit:-spark-submit}" --class io.github.bigdatamigrator.cli.Main ${submit_options[@]+"${submit_options[@]}"}
  "$jar" "$command" "${arguments[@]}")
if [[ $dry_run == true ]]; then
  printf '%q ' "${line[@]}"
  echo
  exit 0
fi
exec "${line[@]}"
