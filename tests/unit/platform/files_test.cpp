#include "platform/files.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include "snet/stack_edit.hpp"

using namespace snet;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, in memory where there is such a place, because an edit waits for the disk.
class Folder {
  public:
    Folder() {
        std::string name = (fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path().string()) + "/snet-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    std::string file(const std::string& name) const { return path_ / name; }
    std::size_t count() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
    }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string read(const std::string& path) {
    std::string text;
    REQUIRE(platform::read_file(path, [&](std::string_view piece) {
        text += piece;
        return Next::go_on;
    }));
    return text;
}

Result<void> set(const std::string& path, const std::string& text, const platform::EditOptions& options = {}) {
    return platform::edit_file(path, options,
                               [&](const std::optional<std::string>&) { return Result<std::string>(text); });
}

mode_t mode_of(const std::string& path) {
    struct stat status{};
    REQUIRE(stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

/// Runs the work in another process. doctest's checks count in this one only: the result tells.
pid_t start(const std::function<bool()>& work) {
    const pid_t child = fork();
    if (child != 0) return child;
    _exit(work() ? 0 : 1);
}

bool succeeded(pid_t child) {
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool run_as_nobody(const std::function<bool()>& work) {
    constexpr uid_t nobody = 65534;
    return succeeded(start([&] { return setgid(nobody) == 0 && setuid(nobody) == 0 && work(); }));
}

}  // namespace

TEST_CASE("a file is created, replaced and left alone") {
    const Folder folder;
    const std::string path = folder.file("a");
    CHECK(set(path, "one"));
    CHECK(read(path) == "one");
    chmod(path.c_str(), 0640);
    CHECK(set(path, "two"));
    CHECK(read(path) == "two");
    CHECK(mode_of(path) == 0640);
    const auto before = fs::last_write_time(path);
    CHECK(set(path, "two"));
    CHECK(fs::last_write_time(path) == before);
    CHECK(folder.count() == 1);
}

TEST_CASE("an edit that fails changes nothing") {
    const Folder folder;
    const std::string path = folder.file("a");
    write(path, "old");
    const auto edited = platform::edit_file(path, {}, [](const std::optional<std::string>& old) -> Result<std::string> {
        return fail(ErrorKind::exists, *old + " is there");
    });
    REQUIRE(!edited);
    CHECK(edited.error().message == "old is there");
    CHECK(read(path) == "old");
    CHECK(!set(folder.file("none/a"), "x"));
    CHECK(!set(folder.path().string(), "x"));
    CHECK(!set(folder.file(""), "x"));
    CHECK(!set(path, "x", {.max_size = 2}));
    CHECK(folder.count() == 1);
}

TEST_CASE("folders are created on demand, for their user") {
    const Folder folder;
    const std::string path = folder.file("x/y/a");
    CHECK(set(path, "one", {.create_folders = true}));
    CHECK(read(path) == "one");
    CHECK(mode_of(folder.file("x")) == 0700);
}

TEST_CASE("a link's target is edited, by root only with force") {
    const Folder folder;
    write(folder.file("target"), "old");
    fs::create_symlink("target", folder.file("link"));
    const bool is_root = geteuid() == 0;
    CHECK(set(folder.file("link"), "new").has_value() == !is_root);
    CHECK(set(folder.file("link"), "new", {.force = true}));
    CHECK(fs::is_symlink(folder.file("link")));
    CHECK(read(folder.file("target")) == "new");
    fs::create_symlink("nowhere", folder.file("dangling"));
    CHECK(!set(folder.file("dangling"), "new", {.force = true}));
    CHECK(folder.count() == 3);
}

TEST_CASE("what an interrupted edit left behind is not in the way") {
    const Folder folder;
    write(folder.file(".a.new"), "half");
    CHECK(set(folder.file("a"), "whole"));
    CHECK(folder.count() == 1);
}

TEST_CASE("a file that is none is refused") {
    const Folder folder;
    REQUIRE(mkfifo(folder.file("fifo").c_str(), 0600) == 0);
    CHECK(!set(folder.file("fifo"), "x"));
    fs::create_directory(folder.file("folder"));
    CHECK(!set(folder.file("folder"), "x"));
    CHECK(!platform::read_file(folder.file("folder"), [](std::string_view) { return Next::go_on; }));
    const auto missing = platform::read_file(folder.file("none"), [](std::string_view) { return Next::go_on; });
    REQUIRE(!missing);
    CHECK(missing.error().kind == ErrorKind::not_found);
}

TEST_CASE("root keeps a file's owner, and out of the folders of others" * doctest::skip(geteuid() != 0)) {
    const Folder folder;
    const std::string path = folder.file("a");
    write(path, "old");
    REQUIRE(chown(path.c_str(), 65534, 65534) == 0);
    CHECK(set(path, "new"));
    struct stat status{};
    REQUIRE(stat(path.c_str(), &status) == 0);
    CHECK(status.st_uid == 65534);
    CHECK(status.st_gid == 65534);

    REQUIRE(chown(folder.path().c_str(), 65534, 65534) == 0);
    const auto refused = set(path, "newer");
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::permission);
    CHECK(set(path, "newer", {.force = true}));
    CHECK(run_as_nobody([&] { return set(path, "newest").has_value(); }));
}

TEST_CASE("a read-only folder keeps the old file" * doctest::skip(geteuid() != 0)) {
    const Folder folder;
    const std::string path = folder.file("a");
    write(path, "old");
    REQUIRE(chmod(folder.path().c_str(), 0555) == 0);
    CHECK(run_as_nobody([&] {
        const auto edited = set(path, "new");
        return !edited && edited.error().kind == ErrorKind::permission;
    }));
    CHECK(read(path) == "old");
}

TEST_CASE("a full disk keeps the old file" * doctest::skip(geteuid() != 0)) {
    const Folder folder;
    // In a mount namespace of its own, which goes with the process. Where that is not permitted there is nothing to
    // see.
    const pid_t child = start([&] {
        if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return true;
        if (mount("none", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0) return true;
        const std::string path = folder.file("a");
        if (!set(path, "old")) return false;
        const auto edited = set(path, std::string(1 << 20, 'x'));
        if (edited || !edited.error().message.contains("No space left")) return false;
        return folder.count() == 1 && set(path, "small") && read(path) == "small";
    });
    CHECK(succeeded(child));
}

TEST_CASE("a thousand edits of eight processes are all there") {
    const Folder folder;
    const StackPlace place{StackPlace::Kind::path, folder.file("lab.stack")};
    std::vector<pid_t> children;
    children.reserve(8);
    for (unsigned process = 0; process < 8; ++process)
        children.push_back(start([&place, process] {
            const Names names;
            for (unsigned i = 0; i < 125; ++i) {
                const std::string words =
                    "route 10." + std::to_string(process) + '.' + std::to_string(i) + ".0/24 dev a";
                const auto edited = edit_stack(place, false, [&](std::string_view text) {
                    return put_record(text, words, Placing::add, place.path, names);
                });
                if (!edited) return false;
            }
            return true;
        }));
    for (const pid_t child : children)
        CHECK(succeeded(child));
    const auto file = read_stack(place, Names());
    REQUIRE(file);
    REQUIRE(*file);
    CHECK((*file)->route_count() == 1000);
    CHECK(folder.count() == 1);
}

TEST_CASE("an edit that is killed leaves the old file or the new one") {
    const Folder folder;
    const std::string path = folder.file("a");
    const std::string one(300000, '1'), two(200000, '2');
    write(path, one);
    std::mt19937 random(5);
    unsigned changed = 0;
    for (unsigned i = 0; i < 100; ++i) {
        const std::string before = read(path);
        const pid_t child = start([&] {
            for (;;)
                if (!set(path, one) || !set(path, two)) return false;
        });
        usleep(static_cast<useconds_t>(random() % 5000));
        kill(child, SIGKILL);
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(WIFSIGNALED(status));
        const std::string text = read(path);
        CHECK((text == one || text == two));
        changed += text != before;
    }
    CHECK(changed > 0);
    // The lock went with its holder.
    CHECK(set(path, "end"));
    CHECK(folder.count() == 1);
}
