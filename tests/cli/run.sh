#!/usr/bin/env bash
# Runs end-to-end cases of the command line, written as text.
#
# usage: run.sh ISNAD_PROGRAM SOURCE_DIR FILE.t...
#
# A .t file is a list of commands with what they must give:
#
#   # a comment; "# needs: sqlite3 script" skips the file, by name, where a program is missing
#   # ("pseudo-terminal": where none can be made);
#   # "# needs-file: ../shared/gold" where a path (relative to the sources) is missing
#   # "# needs-reader: followthemoney" where that Python package is not in build/readers (./dev readers);
#   # $reader is that Python. Under ISNAD_READERS=required its lack is a failure.
#   $ isnad extract missing.txt     a command (bash); `isnad` is the program under test
#   one line of standard output     literally; a line that begins with $, !, ?, / or a dot: as /regex/
#   /a regular expression/          a line that it matches (bash, extended)
#   ...                             any number of lines
#   ! a line of standard error      literally, or as ! /regex/ or ! ...
#   ? 1                             the exit status, if it is not 0
#   # no sanitizer: WHY             leaves out the next command, by name, in a sanitized build (ISNAD_SANITIZED)
#
# Each file runs in its own empty folder; $src is the source tree. Exit status: 0 all passed, 1 not,
# 77 all skipped.
#
# With ISNAD_STORE=postgres each NAME.case behind -d is a schema of the server ISNAD_TEST_POSTGRES, and
# what is printed names NAME.case in the place of its URL. "# sqlite only: WHY" in a file skips it then.
set -u
program=$(readlink -f "$1") source_dir=$(readlink -f "$2")
shift 2
failures=0 skipped=0 passed=0
export reader=$source_dir/build/readers/bin/python
export LC_ALL=C.UTF-8 src=$source_dir NO_COLOR= PROGRAM=$program

# matches EXPECTED_FILE ACTUAL_FILE: do the lines of one fit the patterns of the other?
matches() {
  local -a want got
  mapfile -t want < "$1"
  mapfile -t got < "$2"
  fits 0 0
}

fits() {
  local i=$1 j=$2 pattern k
  while ((i < ${#want[@]})); do
    pattern=${want[i]}
    if [[ $pattern == ... ]]; then
      for ((k = j; k <= ${#got[@]}; ++k)); do
        fits $((i + 1)) "$k" && return 0
      done
      return 1
    fi
    ((j < ${#got[@]})) || return 1
    if [[ $pattern == /*/ ]]; then
      pattern=${pattern:1:-1}
      [[ ${got[j]} =~ $pattern ]] || return 1
    else
      [[ ${got[j]} == "$pattern" ]] || return 1
    fi
    ((++i, ++j))
  done
  ((j == ${#got[@]}))
}

# The beginning of the schemas of a file, and the server's URL as messages show it.
store=${ISNAD_STORE:-sqlite} server=${ISNAD_TEST_POSTGRES:-} schemas="" files=0
shown_server=$(sed -E 's|^([a-z]+://[^:/@]*):[^@]*@|\1@|' <<< "$server")
if [[ $store == postgres && -z $server ]]; then
  echo "skipped: no PostgreSQL (tools/postgres/loopback.sh run starts one)"
  [[ -z ${ISNAD_REQUIRE_POSTGRES:-} ]] || exit 1
  exit 77
fi

# on_server COMMAND: the command with a schema for each NAME.case behind -d.
on_server() {
  sed -E "s|-d ([\$A-Za-z0-9_]+)\\.case|-d \"$server?schema=${schemas}_\\1\"|g" <<< "$1"
}

# as_files FILE: what was printed, as it is over files.
as_files() {
  sed -E "s|$shown_server\\?schema=${schemas}_([A-Za-z0-9_]+)|\\1.case|g" "$1" > "$1.files"
  mv "$1.files" "$1"
}

drop_schemas() {
  psql -qAt "$server" > /dev/null 2>&1 << END
SELECT 'DROP SCHEMA ' || nspname || ' CASCADE' FROM pg_namespace
WHERE starts_with(nspname, '${schemas}_') \gexec
END
}

# check FILE LINE COMMAND STATUS: runs it, compares with $work/want.out and want.err.
check() {
  local file=$1 line=$2 command=$3 status=$4 got_status
  [[ $store == sqlite ]] || command=$(on_server "$command")
  (
    cd "$work/run" || exit 99
    isnad() { "$PROGRAM" "$@"; }
    export -f isnad
    eval "$command"
  ) > "$work/got.out" 2> "$work/got.err" < /dev/null
  got_status=$?
  if [[ $store == postgres ]]; then as_files "$work/got.out"; as_files "$work/got.err"; fi
  local fault=""
  [[ $got_status == "$status" ]] || fault="exit status $got_status instead of $status"
  matches "$work/want.out" "$work/got.out" || fault+="${fault:+, }standard output differs"
  matches "$work/want.err" "$work/got.err" || fault+="${fault:+, }standard error differs"
  if [[ -z $fault ]]; then
    ((++passed))
    return
  fi
  ((++failures))
  echo "$file:$line: $fault"
  echo "  \$ $command"
  echo "  expected:"; sed 's/^/    /' "$work/want.out"; sed 's/^/    ! /' "$work/want.err"
  echo "  got:"; head -40 "$work/got.out" | cut -c1-300 | sed 's/^/    /'
  head -40 "$work/got.err" | cut -c1-300 | sed 's/^/    ! /'
}

run_file() {
  local file=$1 number=0 line command="" command_line=0 status=0 need left_out=""
  work=$(mktemp -d)
  trap 'rm -rf "$work"' RETURN
  mkdir "$work/run"
  if [[ $store == postgres ]] && grep '^# sqlite only: ' "$file"; then
    echo "skipped $file"; ((++skipped)); return
  fi
  for need in $(sed -n 's/^# needs: //p' "$file"); do
    if [[ $need = pseudo-terminal ]]; then  # absent in some containers
      script -qec true /dev/null < /dev/null > /dev/null 2>&1 && continue
      echo "skipped $file: no pseudo-terminal here"; ((++skipped)); return
    fi
    command -v "$need" > /dev/null || { echo "skipped $file: no program $need"; ((++skipped)); return; }
  done
  for need in $(sed -n 's/^# needs-file: //p' "$file"); do
    [[ -e $source_dir/$need ]] || { echo "skipped $file: no $need"; ((++skipped)); return; }
  done
  for need in $(sed -n 's/^# needs-reader: //p' "$file"); do
    "$reader" -c "import $need" 2> /dev/null && continue
    if [[ ${ISNAD_READERS:-} = required ]]; then
      echo "$file: no Python package $need in build/readers"; ((++failures)); return
    fi
    echo "skipped $file: no Python package $need (./dev readers)"; ((++skipped)); return
  done
  : > "$work/want.out"
  : > "$work/want.err"
  while IFS= read -r line || [[ -n $line ]]; do
    ((++number))
    case $line in
      '# no sanitizer: '*) left_out=${ISNAD_SANITIZED:+${line#*: }} ;;
      '#'*) ;;
      '') ;;
      '$ '*)
        [[ -n $command ]] && check "$file" "$command_line" "$command" "$status"
        command=${line:2} command_line=$number status=0
        if [[ -n $left_out ]]; then
          echo "$file:$number: left out under a sanitizer: $left_out"
          command="" left_out=""
        fi
        : > "$work/want.out"
        : > "$work/want.err"
        ;;
      '! '*) printf '%s\n' "${line:2}" >> "$work/want.err" ;;
      '? '*) status=${line:2} ;;
      *) printf '%s\n' "$line" >> "$work/want.out" ;;
    esac
  done < "$file"
  [[ -n $command ]] && check "$file" "$command_line" "$command" "$status"
}

for file in "$@"; do
  schemas=t$$_$((++files))
  run_file "$file"
  [[ $store == sqlite ]] || drop_schemas
done
echo "$passed commands passed, $failures failed, $skipped files skipped"
((failures == 0)) || exit 1
((passed > 0 || skipped == 0)) || exit 77
