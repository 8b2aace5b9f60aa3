# What the scripts of this folder share: they name a command, and this puts the line for spark-submit together.
# Sourced, not run.

common_help() {
  cat <<'HELP'

  --master URL         where Spark runs: local[*] (default), local[4], spark://host:7077, yarn, k8s://https://host:6443
  --deploy-mode MODE   client (default): the driver runs here; cluster: it runs on the cluster (yarn, k8s)
  --dry-run            print the line for spark-submit, and run nothing
  -h, --help           show this help

What stands after -- goes to spark-submit as it is, for instance -- --executor-memory 4g --num-executors 10; on Kubernetes it must
name the image: -- --conf spark.kubernetes.container.image=apache/spark:4.2.0. Every setting of Big Data Migrator may be given
too (--local-llm-url VALUE), and its names work in the environment.

spark-submit (Spark 4.2, Scala 2.13) is taken from SPARK_SUBMIT, SPARK_HOME/bin, PATH, or the Spark that the build brings along
(jobs/cluster.sh dist). The defaults in conf/spark-defaults.conf are used; what stands after -- wins.
HELP
}

script=$(basename "$0" .sh)
home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

refuse() {
  echo "$script: $1" >&2
  exit 2
}

find_submit() {
  local candidate
  for candidate in "${SPARK_SUBMIT:-}" "${SPARK_HOME:+$SPARK_HOME/bin/spark-submit}" "$(command -v spark-submit || true)" \
    "$home/target/spark/bin/spark-submit"; do
    # What SPARK_SUBMIT says is taken at its word.
    if [[ -n $candidate && ($candidate == "${SPARK_SUBMIT:-}" || -x $candidate) ]]; then
      printf '%s' "$candidate"
      return
    fi
  done
}

# submit COMMAND ARGUMENT…
submit() {
  local command=$1 jar=$home/target/big-data-migrator-submit.jar
  local arguments=() more=() master=local[*] mode=client dry_run=false
  shift
  while [[ $# -gt 0 ]]; do
    case "$1" in
      -h|--help) usage; common_help; exit 0 ;;
      --dry-run) dry_run=true; shift ;;
      --master|--deploy-mode)
        [[ $# -ge 2 ]] || refuse "$1 needs a value"
        if [[ $1 == --master ]]; then master=$2; else mode=$2; fi
        shift 2 ;;
      --) shift; more=("$@"); break ;;
      *) arguments+=("$1"); shift ;;
    esac
  done
  [[ $mode == client || $mode == cluster ]] || refuse "--deploy-mode is '$mode'; expected client or cluster"

  local submit_command
  submit_command=$(find_submit)
  local line=("${submit_command:-spark-submit}" --class io.github.bigdatamigrator.cli.Main --name "Big Data Migrator: $command"
    --master "$master" --deploy-mode "$mode" --properties-file "$home/conf/spark-defaults.conf" --load-spark-defaults)
  [[ $mode == client ]] && line+=(--driver-java-options "-Dlog4j2.configurationFile=file:${home// /%20}/conf/log4j2.properties")
  line+=(${more[@]+"${more[@]}"} "$jar" "$command" ${arguments[@]+"${arguments[@]}"})
  if [[ $dry_run == true ]]; then
    printf '%q ' "${line[@]}"
    echo
    exit 0
  fi
  [[ -n $submit_command ]] || refuse "spark-submit is nowhere. Install Spark 4.2, set SPARK_SUBMIT, or run: jobs/cluster.sh dist"
  [[ -f $jar ]] || refuse "$jar is missing. Build it: ./mvnw -DskipTests package"
  exec "${line[@]}"
}
