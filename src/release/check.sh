#!/usr/bin/env bash
# Checks what ./mvnw package -Prelease made in the folder of this source tree: the sums, that the bill of materials names
# every jar, the image of -Prelease,image if it was made, and, with the folder of another source tree that was built too,
# that both have the same bytes.
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

image=${archive%.tar.gz}-image.tar
if [[ -f $image ]]; then
  # The index names a manifest, that names configuration and layers.
  read_blob() { tar xOf "$image" "blobs/sha256/$1"; }
  digest() { grep -o 'sha256:[0-9a-f]*' | sed 's/sha256://'; }
  manifest=$(tar xOf "$image" index.json | digest | head -n 1)
  mapfile -t blobs < <(read_blob "$manifest" | digest)
  configuration=$(read_blob "${blobs[0]}")
  for part in '"User":"bdm"' '"Entrypoint":["/opt/big-data-migrator/bin/bdm"]' '"8080/tcp"' '"/conversations"' '"DATA_ROOTS=/data"' \
    '"org.opencontainers.image.version"'; do
    [[ $configuration == *"$part"* ]] || fail "$image lacks $part"
  done
  files=$(for blob in "${blobs[@]:1}"; do read_blob "$blob" | tar tvz; done)
  while read -r file; do
    grep -q " opt/big-data-migrator/${file#*/}$" <<< "$files" || fail "$image lacks $file"
  done < <(tar tzf "$archive" | grep -v -e '/submit/' -e '/$')
  grep -q '^-rwxr-xr-x .* opt/big-data-migrator/bin/bdm$' <<< "$files" || fail "bin/bdm of $image cannot be run"
  [[ -z $(sort <<< "$files" | grep -o ' opt/.*[^/]$' | sort | uniq -d) ]] || fail "$image holds files twice"
  echo "$image: ${#blobs[@]} blobs, every file of the archive once, runs as bdm"
fi

if [[ -n ${1:-} ]]; then
  for file in ./*.whl "$archive" big-data-migrator-submit.jar big-data-migrator-sbom.json $([[ ! -f $image ]] || echo "$image"); do
    cmp "$file" "$1/target/$file" || fail "$file differs from that of $1"
  done
  echo "the same bytes as in $1"
fi
