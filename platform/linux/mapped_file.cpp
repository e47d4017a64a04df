#include "platform/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>

#include "platform/linux/descriptor.hpp"

namespace snet::platform {

Result<std::optional<MappedFile>> MappedFile::open(const std::string& path) {
    // Without O_NONBLOCK a FIFO in the file's place would be waited for.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
    struct stat status{};
    if (!file || fstat(file.number(), &status) != 0) return fail_errno(path, errno);
    if (!S_ISREG(status.st_mode)) return fail(ErrorKind::invalid, path + ": no regular file");
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) return MappedFile({});
    void* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (bytes == MAP_FAILED) return fail_errno(path, errno);
    return MappedFile({static_cast<const char*>(bytes), size});
}

MappedFile::~MappedFile() {
    if (!text_.empty()) munmap(const_cast<char*>(text_.data()), text_.size());
}

}  // namespace snet::platform
