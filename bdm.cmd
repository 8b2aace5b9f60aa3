@echo off
rem Big Data Migrator on Windows: runs an unpacked release with the Java of JAVA_HOME or PATH. See 'bdm --help'.
rem BDM_MEMORY is the largest heap, such as 8g; BDM_JAVA_OPTS holds more options for Java; BDM_JARS more jars for object
rem stores and databases, as on a class path: C:\jars\postgresql.jar;C:\jars\s3\*
setlocal
set "home=%~dp0.."
if not exist "%home%\lib\big-data-migrator.jar" (
  echo bdm: this script runs an unpacked release; there is no %home%\lib\big-data-migrator.jar. 1>&2
  exit /b 2
)
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "heap=-XX:MaxRAMPercentage=50"
if defined BDM_MEMORY set "heap=-Xmx%BDM_MEMORY%"
if not defined SPARK_LOCAL_IP set "SPARK_LOCAL_IP=127.0.0.1"
"%java%" %heap% "@%home%\conf\spark-opens.args" "-Dbdm.home=%home%" -Dbdm.command=bin\bdm.cmd ^
  "-Dbdm.submit.jar=%home%\submit\big-data-migrator-submit.jar" ^
  "-Dlog4j2.configurationFile=%home%\conf\log4j2.properties" -Dfile.encoding=UTF-8 -Djava.awt.headless=true %BDM_JAVA_OPTS% ^
  -cp "%home%\lib\big-data-migrator.jar;%home%\lib\*;%home%\lib\spark\*;%BDM_JARS%" io.github.bigdatamigrator.cli.Main %*
exit /b %ERRORLEVEL%
