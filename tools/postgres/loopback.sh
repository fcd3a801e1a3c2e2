#!/usr/bin/env bash
# A PostgreSQL server of one's own for tests: a new cluster in a temporary folder, reachable from this
# machine alone. Needs Debian's package postgresql-15 (or a newer one).
#
# usage: loopback.sh start         makes and starts it; prints two lines: its folder, its URL
#        loopback.sh restart FOLDER MODE
#                                  stops it (MODE: smart, fast, or immediate: as if it crashed) and starts it again
#        loopback.sh stop FOLDER   stops it and removes the folder
#        loopback.sh run COMMAND   starts it, runs COMMAND with ISNAD_TEST_POSTGRES=URL, stops it
#
# Exit status: 77 where PostgreSQL is not installed; that of COMMAND for run.
set -euo pipefail

say() { printf 'loopback.sh: %s\n' "$*" >&2; }

# The programs of the newest version; Debian leaves them out of PATH.
bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
if ! [ -x "$bin/initdb" ]; then
  if command -v initdb >/dev/null; then
    bin=$(dirname "$(command -v initdb)")
  else
    say "no PostgreSQL here: apt-get install postgresql-15"
    exit 77
  fi
fi

# The server refuses to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@")
  else
    "$@"
  fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
  local folder password port attempt
  folder=$(mktemp -d "${TMPDIR:-/tmp}/isnad-postgres-XXXXXX")
  password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s\n' "$password" >"$folder/password"
  if [ "$(id -u)" = 0 ]; then chown -R postgres: "$folder"; fi
  as_owner "$bin/initdb" --pgdata="$folder/data" --username=isnad --pwfile="$folder/password" \
    --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C --no-sync \
    >"$folder/initdb.log" 2>&1 || {
    cat "$folder/initdb.log" >&2
    rm -rf "$folder"
    return 1
  }
  # The tests lose nothing that a power cut takes: no waiting for the disk.
  for attempt in 1 2 3; do
    port=$(free_port)
    if as_owner "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --silent \
      --options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder \
-c fsync=off -c full_page_writes=off -c max_connections=50" start >/dev/null 2>&1; then
      as_owner "$bin/createdb" --host="$folder" --port="$port" --username=isnad isnad
      printf '%s\npostgresql://isnad:%s@127.0.0.1:%s/isnad\n' "$folder" "$password" "$port"
      return 0
    fi
    say "port $port was taken, another one (attempt $attempt)"
  done
  cat "$folder/log" >&2
  rm -rf "$folder"
  return 1
}

stop() {
  local folder=$1
  [ -d "$folder/data" ] || {
    say "$folder is no folder of mine"
    return 1
  }
  as_owner "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}

# With the options that it was started with (postmaster.opts): the URL stays.
restart() {
  local folder=$1 mode=$2
  [ -d "$folder/data" ] || {
    say "$folder is no folder of mine"
    return 1
  }
  # It may have ended by itself.
  as_owner "$bin/pg_ctl" --pgdata="$folder/data" --mode="$mode" --silent stop >/dev/null 2>&1 || true
  local options
  options=$(sed 's/^[^ ]* //; s/"-D" "[^"]*"//' "$folder/data/postmaster.opts")
  as_owner "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --silent --options="$options" start \
    >/dev/null 2>&1 || {
    tail -n 20 "$folder/log" >&2
    return 1
  }
}

case ${1:-} in
  start) start ;;
  restart) restart "$2" "$3" ;;
  stop) stop "$2" ;;
  run)
    shift
    server=$(start)
    folder=${server%%$'\n'*}
    trap 'stop "$folder"' EXIT
    status=0
    ISNAD_TEST_POSTGRES=${server#*$'\n'} "$@" || status=$?
    exit "$status"
    ;;
  *)
    sed -n '2,/^set/p' "$0" | sed '/^set/d; s/^# \{0,1\}//'
    exit 2
    ;;
esac
