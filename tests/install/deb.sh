#!/usr/bin/env bash
# Installs the built packages in a clean Debian 12 (debootstrap, as root) and works with them there as somebody who has
# nothing else: an ordinary user, no build tools, no checkout. The Debian is made anew, and removed at the end.
#
# usage: deb.sh FOLDER_OF_PACKAGES SAMPLES
set -euo pipefail

packages=$(realpath "$1")
samples=$(realpath "$2")
fail() {
  printf 'deb.sh: %s\n' "$*" >&2
  exit 1
}
[ "$(id -u)" = 0 ] || fail "debootstrap and chroot need root"
command -v debootstrap >/dev/null || fail "debootstrap is not installed"
compgen -G "$packages/isnad_*.deb" >/dev/null || fail "no package in $packages (./dev package makes them)"

root=$(mktemp -d /tmp/isnad-deb.XXXXXX)
chmod 755 "$root"  # it will be the root folder of users
clean() {
  umount "$root/proc" 2>/dev/null || true
  rm -rf --one-file-system "$root"
}
trap clean EXIT

# From where this machine has its own packages.
mirror=$(apt-cache policy base-files | grep -oE 'https?://[^ ]+' | head -1)
debootstrap --variant=minbase bookworm "$root" "${mirror:-http://deb.debian.org/debian}" >"$root.log" 2>&1 || {
  tail -n 5 "$root.log" >&2
  fail "debootstrap failed ($root.log)"
}
rm -f "$root.log"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
[ ! -d /etc/ssl/certs ] || { mkdir -p "$root/etc/ssl" && cp -r /etc/ssl/certs "$root/etc/ssl/"; }

in_debian() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_reader() { chroot --userspec=reader:reader "$root" /usr/bin/env -i HOME=/home/reader PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@"; }

mkdir "$root/packages" "$root/samples"
cp "$packages"/*.deb "$root/packages/"
cp "$samples"/*.txt "$root/samples/"
# Static libraries and all that they are linked with are for who builds with them: the program must not want them.
in_debian sh -c 'apt-get update -q && apt-get install -y -q --no-install-recommends /packages/isnad_*.deb' >"$packages/install.log" 2>&1 ||
  { tail -n 20 "$packages/install.log" >&2; fail "apt-get could not install isnad ($packages/install.log)"; }
in_debian useradd --create-home reader

said=$(as_reader isnad --version)
[[ $said == isnad\ [0-9]* ]] || fail "isnad --version: $said"
as_reader sh -c 'cd && isnad read /samples -d matter.case -q' || fail "isnad read: exit status $?"
said=$(as_reader sh -c 'cd && isnad events -d matter.case --type ASSAULT --limit 3')
[[ $said == *ASSAULT* ]] || fail "isnad events: no attack in the samples"
said=$(as_reader sh -c 'cd && isnad state -d matter.case --actor MLI')
[[ $said == *MLI* ]] || fail "isnad state: nothing of Mali"
said=$(as_reader sh -c 'cd && isnad export --to markdown -d matter.case')
[[ $said == \#* ]] || fail "isnad export: nothing"
# The page and the API of the installed program, asked without a tool that the clean Debian lacks.
as_reader bash -c '
  cd || exit 1
  isnad serve -d matter.case --listen 127.0.0.1:18973 2>serve.log & server=$!
  for i in $(seq 50); do
    if exec 3<>/dev/tcp/127.0.0.1/18973; then break; fi 2>/dev/null
    sleep 0.1
  done
  printf "GET / HTTP/1.0\r\nHost: 127.0.0.1:18973\r\n\r\n" >&3
  cat <&3 >page.html
  kill "$server"; wait "$server"
  grep -q "<html" page.html || { cat serve.log page.html | head -20; exit 1; }' || fail "isnad serve: no page"
for file in man/man1/isnad.1 man/man1/isnad-read.1 bash-completion/completions/isnad zsh/vendor-completions/_isnad \
  fish/vendor_completions.d/isnad.fish doc/isnad/copyright; do
  # minbase leaves manual and documents out unless told otherwise; what the package holds is what counts.
  in_debian sh -c "dpkg-deb -c /packages/isnad_*.deb >/tmp/files && grep -q /usr/share/$file /tmp/files" || fail "the package lacks share/$file"
done
# What needs a library that is only recommended says so, and works once it is there.
said=$(as_reader sh -c 'cd && isnad watch http://127.0.0.1:9/feed -d new.case --once --allow-private 2>&1' || true)
[[ $said == *libcurl* ]] || fail "isnad watch without libcurl4 does not say what is missing: $said"
in_debian sh -c 'apt-get install -y -q --no-install-recommends libcurl4' >>"$packages/install.log" 2>&1 || fail "libcurl4 could not be installed"
said=$(as_reader sh -c 'cd && isnad watch http://127.0.0.1:9/feed -d new.case --once --allow-private 2>&1' || true)
[[ $said != *libcurl* ]] || fail "isnad watch with libcurl4: $said"
in_debian sh -c 'apt-get remove -y -q isnad' >>"$packages/install.log" 2>&1 || fail "apt-get remove failed"
[ ! -e "$root/usr/bin/isnad" ] && [ ! -e "$root/usr/share/isnad" ] || fail "removing the package leaves files behind"
echo "deb.sh: installed, used and removed in a clean Debian $(cat "$root/etc/debian_version")"
