// What only a process of its own shows: exit codes, standard input as it comes, a standard output that fails.

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

/// What a shell prints of a command in which `toy` is the tool, stderr included, and its exit code.
std::string shell(const std::string& command) {
    const char* tool = std::getenv("SNET_TOY");
    REQUIRE_MESSAGE(tool, "SNET_TOY names the toy program; meson test sets it");
    const std::string script =
        "exec 2>&1; unset SNET_STACK; toy() { '" + std::string(tool) + "' \"$@\"; }\n" + command + "\necho \"exit $?\"";
    FILE* pipe = popen(script.c_str(), "r");
    REQUIRE(pipe);
    std::string text;
    char buffer[4096];
    while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe))
        text.append(buffer, size);
    CHECK(pclose(pipe) == 0);
    return text;
}

}  // namespace

TEST_CASE("exit codes and messages") {
    CHECK(shell("toy -r") == "eth0\t1500\t-\neth1\t1500\t-\nexit 0\n");
    CHECK(shell("toy lst") ==
          "toy: unknown verb 'lst'; did you mean 'list'? (toy --help lists what there is)\nexit 2\n");
    CHECK(shell("toy -V | grep -c '^toy [0-9]'") == "1\nexit 0\n");
    CHECK(shell("toy echo --short missing a >/dev/null") == "toy: missing: not there\nexit 1\n");
    CHECK(shell("toy echo -r none a") == "a\t-\t-\nexit 1\n");
    CHECK(shell("toy echo -r missing bad a") == "toy: missing: not there\ntoy: bad: not a name\na\t-\t-\nexit 2\n");
    CHECK(shell("toy echo -r a -") == "toy: '-' (standard input) stands alone, without other subjects\nexit 2\n");
}

TEST_CASE("a failure leaves what is there, and its message is safe") {
    CHECK(shell("toy list -j -o name -c1 --fail") ==
          "[{\"name\":\"eth0\"}]\ntoy: the kernel \\x1b[31mrefused\nexit 2\n");
    CHECK(shell("toy list -j -c0 --fail") == "toy: the kernel \\x1b[31mrefused\nexit 2\n");
}

TEST_CASE("a standard output that cannot be written") {
    for (const std::string format : {"", "-j", "-r", "--jsonl", "--format '{name}'", "--help", "--version"}) {
        CHECK(shell("toy list " + format + " >/dev/full") == "toy: standard output: No space left on device\nexit 2\n");
        CHECK(shell("toy list " + format + " >&-") == "toy: standard output: Bad file descriptor\nexit 2\n");
    }
    CHECK(shell("toy list -r -c 100000 >/dev/full") == "toy: standard output: No space left on device\nexit 2\n");
    CHECK(shell("toy list 2>&- >/dev/full") == "exit 2\n");
}

TEST_CASE("a closed pipe ends the tool silently") {
    CHECK(shell("first=$({ toy list -r -o name -c 100000; echo \"ended by $(($? - 128))\" >&2; } | head -n1); echo "
                "$first") == "ended by 13\neth0\nexit 0\n");
}

TEST_CASE("subjects from standard input, with line numbers") {
    CHECK(shell("printf 'a\\n\\n# no\\nb more\\r\\nlast' | toy echo -r -o name -") == "a\nb\nlast\nexit 0\n");
    CHECK(shell("printf 'a\\nmissing\\n\\n[1]\\n{\"dst\":\"b\"}\\n' | toy echo -r -o name - >/dev/null") ==
          "toy: line 2: missing: not there\n"
          "toy: line 4: an array; one object per line is wanted, as --jsonl prints\nexit 2\n");
    CHECK(shell("printf 'a\\0b\\nc\\n' | toy echo -r -o name -") ==
          "a\\x00b\ntoy: line 1: a NUL byte in the line\nc\nexit 2\n");
    CHECK(shell("toy echo - -j </dev/null") == "[]\nexit 0\n");
    CHECK(shell("toy echo -r - <&-") == "toy: standard input: Bad file descriptor\nexit 2\n");
    CHECK(shell("toy echo -r - </") == "toy: standard input: Is a directory\nexit 2\n");
}

TEST_CASE("a line is at most 64 KiB") {
    CHECK(shell("{ head -c 65536 /dev/zero | tr '\\0' x; echo; echo b; } | toy echo -r -o name - | tr -d x") ==
          "\nb\nexit 0\n");
    CHECK(shell("{ head -c 65537 /dev/zero | tr '\\0' x; echo; echo b; } | toy echo -r -o name -") ==
          "-\ntoy: line 1: longer than 64 KiB\nb\nexit 2\n");
    CHECK(
        shell("{ echo a; head -c 300000 /dev/zero | tr '\\0' x; echo; echo b; } | toy echo -r -o name - >/dev/null") ==
        "toy: line 2: longer than 64 KiB\nexit 2\n");
}

TEST_CASE("each subject is answered before the next one is waited for") {
    // The second line is written only when the first is answered; a tool that waits first is stopped by the time-out.
    CHECK(shell("dir=$(mktemp -d); mkfifo $dir/in $dir/out\n"
                "timeout 10 \"$SNET_TOY\" echo -r -o name - <$dir/in >$dir/out &\n"
                "exec 8>$dir/in 9<$dir/out\n"
                "echo one >&8; read -r answer <&9; echo \"$answer\"\n"
                "echo two >&8; read -r answer <&9; echo \"$answer\"\n"
                "exec 8>&-; wait $!; code=$?; rm -r $dir; (exit $code)") == "one\ntwo\nexit 0\n");
}

TEST_CASE("Ctrl-C does not answer the line that it cut") {
    CHECK(shell("dir=$(mktemp -d); mkfifo $dir/in\n"
                "env --default-signal=INT \"$SNET_TOY\" echo -r -o name - <$dir/in >$dir/out &\n"
                "exec 8>$dir/in; printf 'whole\\nunfinis' >&8\n"
                "while ! grep -qs whole $dir/out; do sleep 0.05; done\n"
                "kill -INT $!; wait $!; code=$?; cat $dir/out; rm -r $dir; (exit $code)") == "whole\nexit 130\n");
}

TEST_CASE("standard input that does not block is waited for") {
    CHECK(shell("command -v python3 >/dev/null || { echo slow; exit 0; }\n"
                "{ sleep 0.3; echo slow; } | { python3 -c 'import os; os.set_blocking(0, False)'; "
                "toy echo -r -o name -; }") == "slow\nexit 0\n");
}
