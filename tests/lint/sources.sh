#!/bin/sh
# sources.sh CHECK ROOT: one check over the tree's files, with a tool that must be there (exit 77: it is not).
set -eu
check=$1
cd "$2"
has() { command -v "$1" >/dev/null || { echo "$1 is not installed"; exit 77; }; }
case $check in
  format)
    has clang-format-19
    find lib platform tools tests -name '*.[ch]pp' -exec clang-format-19 --dry-run -Werror {} +
    ;;
  shell)
    has shellcheck
    shellcheck dev .ci/run
    find tests -name '*.sh' -exec shellcheck {} +
    ;;
  python)
    has pyflakes3
    find tests -name '*.py' -exec pyflakes3 {} +
    ;;
  man)
    has mandoc
    for page in man/*.[1-8]; do
      [ -e "$page" ] || continue
      mandoc -T lint -W warning "$page"
    done
    ;;
esac
