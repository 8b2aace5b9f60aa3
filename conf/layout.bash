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
  work=${XDG_CACHE_HOME:-$HOME/.cache}/big-data-migrator/work
else
  remedy="Build it: ./mvnw -DskipTests package"
  jar=$home/target/big-data-migrator.jar
  submit_jar=$home/target/big-data-migrator-submit.jar
  libraries=$home/target/dist/lib
  spark_jars=$home/target/dist/spark
  work=$home/target
fi
