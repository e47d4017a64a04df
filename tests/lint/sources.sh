#!/bin/sh
# sources.sh CHECK ROOT BUILD: one check over the tree's files, with a tool that must be there (exit 77: it is not).
set -eu
check=$1
build=$3
cd "$2"
has() { command -v "$1" >/dev/null || { echo "$1 is not installed"; exit 77; }; }
case $check in
  format)
    has clang-format-19
    find lib platform tools tests examples -name '*.[ch]pp' -exec clang-format-19 --dry-run -Werror {} +
    ;;
  built)
    # What no meson.build names is compiled by nobody, and a test in it fails for nobody.
    unnamed=$(find lib platform tools tests -name '*.cpp' | while read -r file; do
      folder=$(dirname "$file")
      grep -qsw "$(basename "$file" .cpp)" "$folder/meson.build" "$folder/../meson.build" || echo "$file: no meson.build names it"
    done)
    [ -z "$unnamed" ] || { echo "$unnamed"; exit 1; }
    ;;
  tidy)
    has clang-tidy-19
    clang-tidy-19 --verify-config --config-file=.clang-tidy
    python3 -B tests/lint/tidy.py "$PWD" "$build"
    ;;
  headers)
    # Each by itself, as the first that a file includes; where a source does so, the build has shown it.
    flags=$(pkg-config --cflags libnl-3.0)
    shown=$(mktemp)
    trap 'rm -f "$shown"' EXIT
    find lib platform tools tests -name '*.cpp' -exec grep -hm1 '^#include' {} + |
      sed -n 's/^#include "\(.*\)"$/\1/p' | sed 's,^snet/,lib/include/snet/,' >"$shown"
    # shellcheck disable=SC2086 # several words
    find lib platform tools tests -name '*.hpp' | grep -vxF -f "$shown" | xargs -I HEADER -P "$(nproc)" \
      "${CXX:-c++}" -std=c++23 -fsyntax-only -Wall -Wextra -Werror -Ilib/include -I. $flags -include HEADER -x c++ /dev/null
    ;;
  text)
    python3 -B tests/lint/text.py
    ;;
  shell)
    has shellcheck
    shellcheck dev .ci/run
    find tests -name '*.sh' -exec shellcheck {} +
    ;;
  python)
    has pyflakes3
    find tests completions -name '*.py' -exec pyflakes3 {} +
    ;;
  man)
    has mandoc
    for page in man/*.[1-8]; do
      [ -e "$page" ] || continue
      mandoc -T lint -W warning "$page"
    done
    ;;
esac
