#include "platform/mapped_file.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

namespace snet::platform {

// No mapping without an OS: a copy does as well.
Result<std::optional<MappedFile>> MappedFile::open(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return std::nullopt;
    const auto size = static_cast<std::size_t>(std::filesystem::file_size(path, error));
    if (error) return fail(ErrorKind::invalid, path + ": " + error.message());
    auto bytes = std::make_unique<char[]>(size);
    std::ifstream file(path, std::ios::binary);
    if (!file.read(bytes.get(), static_cast<std::streamsize>(size)))
        return fail(ErrorKind::system, path + ": could not be read");
    return size == 0 ? MappedFile({}) : MappedFile({bytes.release(), size});
}

MappedFile::~MappedFile() {
    if (!text_.empty()) delete[] text_.data();
}

}  // namespace snet::platform
