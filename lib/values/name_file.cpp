#include "lib/values/name_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include "lib/values/text_parts.hpp"

namespace snet {
namespace {

constexpr std::size_t max_file_size = 1 << 20;

struct Line {
    std::int32_t number;
    std::string_view name;
};

// A blank between the number and the name is usual, not required: `ip` reads "12abc" as 12 and "abc". It reads numbers
// into an int, so that what is larger is cut to 32 bits and may come out negative.
std::optional<Line> parse_line(std::string_view line) {
    const bool hexadecimal = line.starts_with("0x");
    const char* const end = line.data() + line.size();
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(line.data() + (hexadecimal ? 2 : 0), end, number, hexadecimal ? 16 : 10);
    if (error == std::errc::result_out_of_range)
        number = -1;
    else if (error != std::errc{})
        return std::nullopt;
    std::string_view text(rest, end);
    const std::string_view name = take_word(text);
    if (name.empty()) return std::nullopt;
    return Line{static_cast<std::int32_t>(number), name};
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

std::optional<std::string> read_file(const std::string& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
    if (!file) return std::nullopt;
    std::string text;
    char buffer[4096];
    while (text.size() < max_file_size) {
        const std::size_t size = std::fread(buffer, 1, sizeof buffer, file.get());
        if (size == 0) break;
        text.append(buffer, size);
    }
    return text;
}

bool read_into(std::vector<NumberName>& names, const std::string& path, std::uint32_t maximum) {
    const auto text = read_file(path);
    if (!text) return false;
    for (NumberName& name : parse_name_file(*text, maximum))
        names.push_back(std::move(name));
    return true;
}

// Sorted, so that the same files always give the same names.
std::vector<std::string> configuration_files(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        std::string name = entry->path().filename().string();
        if (name.size() > 5 && name.ends_with(".conf") && name[0] != '.') files.push_back(std::move(name));
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

std::vector<NumberName> parse_name_file(std::string_view text, std::uint32_t maximum) {
    std::vector<NumberName> names;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = without_leading(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line[0] == '#') continue;
        const auto name = parse_line(line);
        if (!name) break;
        const auto number = static_cast<std::uint32_t>(name->number);
        if (name->number >= 0 && number <= maximum) names.push_back({number, std::string(name->name)});
    }
    return names;
}

std::vector<NumberName> read_name_files(const std::string& root, const std::string& file, bool folder,
                                        std::uint32_t maximum) {
    const std::string etc = root + "/etc/iproute2/" + file, usr = root + "/usr/share/iproute2/" + file;
    std::vector<NumberName> names;
    if (!read_into(names, etc, maximum)) read_into(names, usr, maximum);
    if (!folder) return names;
    const auto ours = configuration_files(etc + ".d");
    for (const std::string& name : configuration_files(usr + ".d"))
        if (!std::ranges::binary_search(ours, name)) read_into(names, usr + ".d/" + name, maximum);
    for (const std::string& name : ours)
        read_into(names, etc + ".d/" + name, maximum);
    return names;
}

}  // namespace snet
