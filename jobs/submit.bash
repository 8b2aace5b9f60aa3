# Shared by the scripts of this folder: builds the spark-submit command line of the command that they name.
# Sourced, not run.

common_help() {
  cat <<'HELP'

  --master URL         where Spark runs: local[*] (default), local[4], spark://host:7077, yarn, k8s://https://host:6443
  --deploy-mode MODE   client (default): the driver runs here; cluster: it runs on the cluster (yarn, k8s)
  --dry-run            print the line for spark-submit, and run nothing
  -h, --help           show this help

Options after -- are passed to spark-submit unchanged, for instance -- --executor-memory 4g --num-executors 10; on Kubernetes it must
name the image: -- --conf spark.kubernetes.container.image=apache/spark:4.2.0. More jars, for object stores and databases: -- --packages
org.apache.hadoop:hadoop-aws:3.5.0, or the variable BDM_JARS. Every setting of Big Data Migrator may be given
too (--local-llm-url VALUE), and its names work in the environment.

spark-submit (Spark 4.2, Scala 2.13) is found by SPARK_SUBMIT, in SPARK_HOME/bin, PATH, or the Spark that the build includes
(jobs/cluster.sh dist). Defaults are in conf/spark-defaults.conf; options after -- take precedence.
HELP
}

script=$(basename "$0" .sh)
home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "$script: $1" >&2
  exit 2
}
. "$home/conf/layout.bash"

find_submit() {
  local candidate
  for candidate in "${SPARK_SUBMIT:-}" "${SPARK_HOME:+$SPARK_HOME/bin/spark-submit}" "$(command -v spark-submit || true)" \
    "$work/spark/bin/spark-submit"; do
    # SPARK_SUBMIT is used unchecked, so that a wrong path is reported instead of replaced by another spark-submit.
    if [[ -n $candidate && ($candidate == "${SPARK_SUBMIT:-}" || -x $candidate) ]]; then
      printf '%s' "$candidate"
      return
    fi
  done
}

# submit COMMAND ARGUMENT…
submit() {
  local command=$1
  local arguments=() more=() master=local[*] mode=client dry_run=false
  shift
  while [[ $# -gt 0 ]]; do
    case "$1" in
      -h|--help) usage; common_help; exit 0 ;;
      --dry-run) dry_run=true; shift ;;
      --master|--deploy-mode)
        [[ $# -ge 2 ]] || fail "$1 needs a value"
        if [[ $1 == --master ]]; then master=$2; else mode=$2; fi
        shift 2 ;;
      --) shift; more=("$@"); break ;;
      *) arguments+=("$1"); shift ;;
    esac
  done
  [[ $mode == client || $mode == cluster ]] || fail "--deploy-mode is '$mode'; expected client or cluster"

  local submit_command
  submit_command=$(find_submit)
  local line=("${submit_command:-spark-submit}" --class io.github.bigdatamigrator.cli.Main --name "Big Data Migrator: $command"
    --master "$master" --deploy-mode "$mode" --properties-file "$home/conf/spark-defaults.conf" --load-spark-defaults)
  [[ $mode == client ]] && line+=(--driver-java-options "-Dlog4j2.configurationFile=file:${home// /%20}/conf/log4j2.properties")
  find_more_jars
  more_jars=${more_jars#:}
  [[ -z $more_jars ]] || line+=(--jars "${more_jars//:/,}")
  line+=(${more[@]+"${more[@]}"} "$submit_jar" "$command" ${arguments[@]+"${arguments[@]}"})
  if [[ $dry_run == true ]]; then
    printf '%q ' "${line[@]}"
    echo
    exit 0
  fi
  [[ -n $submit_command ]] || refuse "spark-submit was not found. Install Spark 4.2, set SPARK_SUBMIT, or run: jobs/cluster.sh dist"
  [[ -f $submit_jar ]] || refuse "$submit_jar is missing. $remedy"
  exec "${line[@]}"
}
