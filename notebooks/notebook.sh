#!/usr/bin/env bash
# Opens the notebooks with a Java kernel that knows Big Data Migrator and Spark, or executes one without a browser.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: notebooks/notebook.sh COMMAND

  install              make the kernel “Java + Big Data Migrator” known to Jupyter, for this user (or in JUPYTER_DATA_DIR)
  run FILE.ipynb [DIR] execute a notebook and write it with its outputs to DIR (default: target/notebooks)
  --dry-run            after the command: print what would be run
  -h, --help           show this help

The kernel is rapaio-jupyter-kernel, fetched by Maven on first use. Jupyter is the system's own (Debian: apt-get install jupyter-nbconvert
jupyter-client python3-ipykernel python3-nbclient). From the sources, build first: ./mvnw -DskipTests package
BDM_MEMORY (1g) is the kernel's largest heap, BDM_JAVA_OPTS holds more options for its Java, BDM_JARS more jars.
HELP
}

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=3.0.1
. "$home/conf/layout.bash"
kernel=$work/notebooks/rapaio-jupyter-kernel-$version.jar

fail() {
  echo "notebook: $1" >&2
  exit "${2:-2}"
}

fetch() {
  [[ -f $kernel ]] && return
  local maven=./mvnw
  [[ $released == false ]] || maven=mvn
  (cd "$home" && "$maven" -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
    -Dartifact="io.github.padreati:rapaio-jupyter-kernel:$version" -DoutputDirectory="$(dirname "$kernel")" -Dmdep.useBaseVersion=true >&2) \
    || fail "the kernel cannot be fetched; see the messages above" 70
}

# words of a JSON list, quoted
quoted() {
  local word out=
  for word in "$@"; do
    out+="${out:+, }\"${word//\"/\\\"}\""
  done
  printf '%s' "$out"
}

install_kernel() {
  [[ -f $jar ]] || fail "$jar is missing. $remedy"
  fetch
  local data=${JUPYTER_DATA_DIR:-$HOME/.local/share/jupyter} opens=()
  # First, since another of Spark's jars holds an older copy that prints a warning.
  local sketches
  sketches=$(printf '%s:' "$spark_jars"/datasketches-*.jar)
  mapfile -t opens < "$home/conf/spark-opens.args"
  # shellcheck disable=SC2206 -- BDM_JAVA_OPTS is a list of words
  opens+=(${BDM_JAVA_OPTS:-})
  find_more_jars
  mkdir -p "$data/kernels/bdm-java" "$work/notebooks/start"
  "${JAVA_HOME:+$JAVA_HOME/bin/}javac" -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -d "$work/notebooks/start" -cp "$kernel" "$home"/notebooks/kernel/*.java \
    || fail "notebooks/kernel cannot be compiled; see the messages above" 70
  cat > "$data/kernels/bdm-java/kernel.json" <<KERNEL
{"argv": [$(quoted "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${opens[@]}" "-Xmx${BDM_MEMORY:-1g}" "-Dbdm.home=$home" \
    "-Dbdm.submit.jar=$submit_jar" \
    "-Dlog4j2.configurationFile=file://${home// /%20}/conf/log4j2.properties" -Djava.awt.headless=true \
    -cp "$work/notebooks/start:$sketches$jar:$libraries/*:$spark_jars/*:$kernel$more_jars" \
    KernelStart "{connection_file}")],
 "display_name": "Java + Big Data Migrator", "language": "java", "interrupt_mode": "message",
 "env": {"RJK_TIMEOUT_MILLIS": "-1", "RJK_CLASSPATH": "", "RJK_COMPILER_OPTIONS": "", "RJK_INIT_SCRIPT": "",
   "RJK_MIMA_CACHE": "$work/notebooks/mima", "SPARK_LOCAL_IP": "127.0.0.1"}}
KERNEL
}

run() {
  local notebook=${1:-} to=${2:-$work/notebooks}
  [[ -f $notebook ]] || fail "name a notebook: notebooks/*.ipynb"
  command -v jupyter-nbconvert > /dev/null || fail "jupyter-nbconvert is missing; see --help"
  # Leaves the user's own Jupyter as it is.
  export JUPYTER_DATA_DIR=$work/notebooks/jupyter JUPYTER_CONFIG_DIR=$work/notebooks/jupyter/config
  export IPYTHONDIR=$work/notebooks/jupyter/ipython
  install_kernel
  exec jupyter-nbconvert --to notebook --execute --ExecutePreprocessor.kernel_name=bdm-java \
    --ExecutePreprocessor.timeout=300 --output-dir "$to" --output "$(basename "$notebook")" "$notebook"
}

[[ " $* " != *" -h "* && " $* " != *" --help "* ]] || { usage; exit 0; }
if [[ " $* " == *" --dry-run "* ]]; then
  echo "jupyter-nbconvert --to notebook --execute --ExecutePreprocessor.kernel_name=bdm-java ${2:-FILE.ipynb}"
  exit 0
fi
case "${1:-}" in
  install) install_kernel ;;
  run) shift; run "$@" ;;
  *) usage >&2; exit 2 ;;
esac
