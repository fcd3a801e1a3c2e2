#!/usr/bin/env bash
# Debian's libtbb, built for ThreadSanitizer: without it the sanitizer does not see how the stages of
# a pipeline hand documents over, and reports races that are none.
# usage: libtbb.sh FOLDER      builds it there, once, and prints the folder of the library
# The source package comes from the first archive of apt's sources, by lists of its own: what apt
# knows of this machine stays as it is.
set -euo pipefail

folder=${1:?usage: libtbb.sh FOLDER}
mkdir -p "$folder/lists/partial" "$folder/source"
folder=$(cd -- "$folder" && pwd -P)
library=$folder/build/lib_relwithdebinfo
if ! [ -e "$library/libtbb.so.12" ]; then
  {
    version=$(dpkg-query -W -f='${source:Version}' libtbb12)
    printf 'deb-src [signed-by=%s] %s %s main\n' /usr/share/keyrings/debian-archive-keyring.gpg \
      "${ISNAD_DEBIAN:-http://deb.debian.org/debian}" "$(. /etc/os-release && echo "$VERSION_CODENAME")" \
      >"$folder/sources.list"
    apt=(apt-get -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=-
      -o "Dir::State::Lists=$folder/lists" -o APT::Sandbox::User=root)
    "${apt[@]}" -q update
    (cd "$folder/source" && "${apt[@]}" -q source "onetbb=$version")
    cmake -S "$folder"/source/onetbb-*/ -B "$folder/build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
      -DTBB_TEST=OFF -DTBB_STRICT=OFF -DTBB_SANITIZE=thread \
      -DTBB_OUTPUT_DIR_BASE=lib
    cmake --build "$folder/build" --target tbb
  } >&2
fi
printf '%s\n' "$library"
