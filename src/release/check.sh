#!/usr/bin/env bash
# Checks what ./mvnw package -Prelease made in the folder of this source tree: the sums, that the bill of materials names
# every jar, and, with the folder of another source tree that was built too, that both have the same bytes.
#   src/release/check.sh [OTHER]
set -euo pipefail
home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$home/target"

fail() {
  echo "check: $1" >&2
  exit 1
}

sha256sum --check --quiet ./*.sha256
archive=$(echo big-data-migrator-*.tar.gz)

known=$(grep -o 'pkg:maven/[^"?]*' big-data-migrator-sbom.json | sed 's|.*/||; s|@|-|' | sort -u)
jars=0
while read -r jar; do
  name=${jar##*/}
  name=${name%.jar}
  [[ $name != big-data-migrator ]] || continue
  jars=$((jars + 1))
  # A classifier stands after the version.
  grep -qxF -e "$name" -e "${name%-*}" -e "${name%-*-*}" <<< "$known" || fail "the bill of materials lacks $jar"
done < <(tar tzf "$archive" | grep '/lib/.*\.jar$')
((jars > 0)) || fail "$archive has no lib/"
echo "$archive: sums right, all $jars libraries are in the bill of materials"

if [[ -n ${1:-} ]]; then
  for file in "$archive" big-data-migrator-submit.jar big-data-migrator-sbom.json; do
    cmp "$file" "$1/target/$file" || fail "$file differs from that of $1"
  done
  echo "the same bytes as in $1"
fi
