#include "platform/files.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

namespace snet::platform {

namespace {

constexpr std::size_t piece_size = 65536;

Result<void> read_stream(std::istream& stream, const std::string& name,
                         FunctionRef<Next(std::string_view piece)> take) {
    std::string buffer(piece_size, '\0');
    do {
        stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const auto size = static_cast<std::size_t>(stream.gcount());
        if (size > 0 && take(std::string_view(buffer).substr(0, size)) == Next::stop) return {};
    } while (stream);
    if (!stream.eof()) return fail(ErrorKind::system, name + ": could not be read");
    return {};
}

}  // namespace

Result<void> read_file(const std::string& path, FunctionRef<Next(std::string_view piece)> take) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return fail(ErrorKind::not_found, path + ": no such file");
    if (std::filesystem::is_directory(path, error)) return fail(ErrorKind::invalid, path + ": a directory, no file");
    std::ifstream file(path, std::ios::binary);
    return read_stream(file, path, take);
}

Result<void> read_input(FunctionRef<Next(std::string_view piece)> take) {
    return read_stream(std::cin, "standard input", take);
}

// Without an OS there is nothing that would lock a folder.
Result<void> edit_file(const std::string& path, const EditOptions&,
                       FunctionRef<Result<std::string>(const std::optional<std::string>& old)>) {
    return fail(ErrorKind::unsupported, path + ": this build of snet does not edit files");
}

}  // namespace snet::platform
