# Where the jars are, in the source tree and in a release. Sourced by the scripts, which set 'home' before. Sets:
#   jar, submit_jar        the program, and all of it for spark-submit
#   libraries, spark_jars  folders with the jars of the program's libraries and of Spark
#   work                   a folder that may be written to
#   command                how a user calls the launcher
#   remedy                 what to do if a jar is missing
released=false
command=./bdm
if [[ -d $home/lib/spark ]]; then
  released=true
  command=bin/bdm
  remedy="Unpack the release again."
  jar=$home/lib/big-data-migrator.jar
  submit_jar=$home/submit/big-data-migrator-submit.jar
  libraries=$home/lib
  spark_jars=$home/lib/spark
  work=${XDG_CACHE_HOME:-${HOME:-}/.cache}/big-data-migrator/work # a service may have no HOME
else
  remedy="Build it: ./mvnw -DskipTests package"
  jar=$home/target/big-data-migrator.jar
  submit_jar=$home/target/big-data-migrator-submit.jar
  libraries=$home/target/dist/lib
  spark_jars=$home/target/dist/spark
  work=$home/target
fi

# Sets 'more_jars' to the jars of BDM_JARS, each after a colon. Calls 'fail' of the script for one that is not there.
find_more_jars() {
  local entry jar places
  more_jars=
  IFS=: read -r -a places <<< "${BDM_JARS:-}"
  for entry in ${places[@]+"${places[@]}"}; do
    entry=${entry%/\*}
    [[ -n $entry ]] || continue
    [[ -e $entry ]] || fail "BDM_JARS names $entry, which is not there. Name jars or folders of jars, with colons between."
    if [[ -d $entry ]]; then
      for jar in "$(cd -P "$entry" && pwd)"/*.jar; do
        [[ ! -e $jar ]] || more_jars+=:$jar
      done
    else
      more_jars+=:$(cd -P "$(dirname "$entry")" && pwd)/$(basename "$entry")
    fi
  done
}
