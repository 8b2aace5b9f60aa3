#!/usr/bin/env bash
# A small Spark cluster on this machine, from the jars of the build, to test cluster mode without a real cluster.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: jobs/cluster.sh COMMAND

  dist       make a Spark in target/spark that spark-submit works with, of the jars of the build
  up [N]     start a master and N workers (default 2) on loopback, a core and CLUSTER_WORKER_MEMORY (1g) each
  submit …   spark-submit to that master, in client mode
  lose N     end worker N and its executor at once, as if its machine had died
  down       stop what 'up' has started, and nothing else
  --dry-run  after the command: print what would be started
  -h, --help show this help

CLUSTER_DIR (target/cluster) holds the logs and the process ids, CLUSTER_PORT (7077) is the master's port, its web page is at
the next one but ten. Nothing listens on other addresses than 127.0.0.1.
HELP
}

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$home/conf/layout.bash"
jars=$spark_jars
spark=$work/spark
dir=${CLUSTER_DIR:-$work/cluster}
port=${CLUSTER_PORT:-7077}
memory=${CLUSTER_WORKER_MEMORY:-1g}

# Spark derives these from a distribution's layout, which is missing here; without the addresses it would listen on all.
export SPARK_HOME=$spark SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=127.0.0.1
export SPARK_NO_DAEMONIZE=1 SPARK_DAEMON_MEMORY=256m
# A lost worker is removed after 12 seconds instead of a minute; master and workers need the same value.
export SPARK_DAEMON_JAVA_OPTS="-Dspark.worker.timeout=12 ${SPARK_DAEMON_JAVA_OPTS:-}"

fail() {
  echo "cluster: $1" >&2
  exit "${2:-2}"
}

dist() {
  [[ -d $jars ]] || fail "$jars is missing. $remedy"
  mkdir -p "$spark/bin" "$spark/conf"
  rm -rf "$spark/jars"
  mkdir "$spark/jars"
  # Some libraries of Spark are in lib/, since this program or its libraries need them too.
  ln -s "$jars"/*.jar "$libraries"/{slf4j-api,log4j-api,jackson-,commons-,jakarta.}*.jar "$spark/jars"
  # Spark's launcher prints the command to run, its words separated by NUL.
  cat > "$spark/bin/spark-class" <<'CLASS'
#!/usr/bin/env bash
set -euo pipefail
export SPARK_HOME=${SPARK_HOME:-$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)} SPARK_SCALA_VERSION=2.13
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
"$java" -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@" > "$answer"
mapfile -d '' -t words < "$answer"
rm -f "$answer"
[[ ${words[0]} != $'\n' ]] || words=("${words[@]:1}")
words[0]=${words[0]#$'\n'}
[[ -n ${words[0]} ]] || words=("${words[@]:1}")
words[0]=${words[0]#$'\n'}
exec "${words[@]}"
CLASS
  printf '%s\n' '#!/usr/bin/env bash' 'exec "$(dirname "${BASH_SOURCE[0]}")/spark-class" org.apache.spark.deploy.SparkSubmit "$@"' \
    > "$spark/bin/spark-submit"
  chmod +x "$spark/bin/spark-class" "$spark/bin/spark-submit"
}

# start NAME COMMAND…
start() {
  local name=$1 log=$dir/$1.log
  shift
  if [[ $dry_run == true ]]; then
    printf '%q ' "$@"
    echo
    return
  fi
  : > "$log"
  "$@" > "$log" 2>&1 &
  echo "$name $!" >> "$dir/pids"
}

# started NAME LOG-LINE-OF-A-COMPLETE-START
started() {
  local name=$1 sign=$2 log=$dir/$1.log
  [[ $dry_run == false ]] || return 0
  for ((i = 0; i < 900; i++)); do
    grep -q "$sign" "$log" && return
    kill -0 "$(pid "$name")" 2> /dev/null || break
    sleep 0.2
  done
  tail -n 20 "$log" >&2
  down
  fail "$name did not start; its log is above" 70
}

up() {
  local workers=${1:-2}
  [[ $workers =~ ^[1-9][0-9]*$ ]] || fail "'$workers' is not a number of workers"
  [[ ! -s $dir/pids ]] || fail "a cluster is already running; stop it with: jobs/cluster.sh down"
  [[ $dry_run == true || -x $spark/bin/spark-class ]] || dist
  [[ $dry_run == true ]] || mkdir -p "$dir/work"
  start master "$spark/bin/spark-class" org.apache.spark.deploy.master.Master \
    --host 127.0.0.1 --port "$port" --webui-port $((port + 10))
  started master 'I have been elected leader'
  for ((n = 1; n <= workers; n++)); do
    start "worker$n" "$spark/bin/spark-class" org.apache.spark.deploy.worker.Worker \
      --host 127.0.0.1 --webui-port $((port + 10 + n)) --cores 1 --memory "$memory" --work-dir "$dir/work/worker$n" "spark://127.0.0.1:$port"
  done
  for ((n = 1; n <= workers; n++)); do
    started "worker$n" 'Successfully registered with master'
  done
}

pid() {
  awk -v name="$1" '$1 == name { print $2 }' "$dir/pids" 2> /dev/null
}

# The executor too: without its worker it would continue its tasks.
lose() {
  local worker
  worker=$(pid "worker${1:-}")
  [[ -n $worker ]] || fail "there is no worker '${1:-}'"
  # shellcheck disable=SC2046 -- several ids are several words
  kill -9 "$worker" $(pgrep -P "$worker" || true)
}

down() {
  [[ -f $dir/pids ]] || return 0
  local id
  tac "$dir/pids" | while read -r _ id; do
    kill "$id" 2> /dev/null || true
  done
  while read -r _ id; do
    for ((i = 0; i < 100; i++)); do
      kill -0 "$id" 2> /dev/null || break
      sleep 0.1
    done
  done < "$dir/pids"
  rm -f "$dir/pids"
}

[[ " $* " != *" -h "* && " $* " != *" --help "* ]] || { usage; exit 0; }
command=${1:-}
[[ $# -eq 0 ]] || shift
dry_run=false
if [[ ${!#} == --dry-run && $command != submit ]]; then
  dry_run=true
  set -- "${@:1:$#-1}"
fi
case "$command" in
  dist) [[ $dry_run == false ]] || { echo "link the jars of $jars to $spark/jars"; exit 0; }; dist ;;
  up) up "$@" ;;
  submit) exec "$spark/bin/spark-submit" --master "spark://127.0.0.1:$port" "$@" ;;
  lose) [[ $dry_run == false ]] || { echo "kill -9 worker${1:-}"; exit 0; }; lose "$@" ;;
  down) [[ $dry_run == false ]] || { cat "$dir/pids" 2> /dev/null || true; exit 0; }; down ;;
  *) usage >&2; exit 2 ;;
esac
