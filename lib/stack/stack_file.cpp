#include "snet/stack_file.hpp"

#include <utility>

#include "lib/stack/stack_contents.hpp"
#include "lib/stack/stack_reader.hpp"
#include "platform/files.hpp"

namespace snet {

namespace {

std::optional<Error> first_error(StackReader& reader) {
    reader.finish();
    auto errors = reader.errors();
    return errors.empty() ? std::nullopt : std::optional(std::move(errors.front()));
}

bool is_input(const std::string& path) {
    return path == "-";
}

// Standard input is a frozen stack unless it says what it is.
StackReader reader_of(const std::string& path, const Names& names, StackReader::Mode mode) {
    using Version = StackFile::Version;
    return {is_input(path) ? "standard input" : path, names, is_input(path) ? Version::assumed : Version::required,
            mode};
}

Result<void> feed_from(const std::string& path, StackReader& reader) {
    const auto feed = [&](std::string_view piece) { return reader.feed(piece) ? Next::go_on : Next::stop; };
    return is_input(path) ? platform::read_input(feed) : platform::read_file(path, feed);
}

}  // namespace

StackFile::StackFile(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
StackFile::StackFile(StackFile&&) noexcept = default;
StackFile& StackFile::operator=(StackFile&&) noexcept = default;
StackFile::~StackFile() = default;

Result<StackFile> StackFile::parse(std::string_view text, const std::string& name, const Names& names,
                                   Version version) {
    StackReader reader(name, names, version, StackReader::Mode::to_first_error);
    reader.feed(text);
    if (auto error = first_error(reader)) return std::unexpected(std::move(*error));
    return StackFile(std::make_unique<Contents>(Contents{
        reader.base(), std::move(reader.routes()), std::move(reader.route_hides()), std::move(reader.records())}));
}

Result<StackFile> StackFile::read(const std::string& path, const Names& names) {
    StackReader reader = reader_of(path, names, StackReader::Mode::to_first_error);
    if (auto read = feed_from(path, reader); !read) return std::unexpected(std::move(read.error()));
    if (auto error = first_error(reader)) return std::unexpected(std::move(*error));
    return StackFile(std::make_unique<Contents>(Contents{
        reader.base(), std::move(reader.routes()), std::move(reader.route_hides()), std::move(reader.records())}));
}

Result<std::vector<Error>> StackFile::check_file(const std::string& path, const Names& names) {
    StackReader reader = reader_of(path, names, StackReader::Mode::to_the_end);
    if (auto read = feed_from(path, reader); !read) return std::unexpected(std::move(read.error()));
    reader.finish();
    return reader.errors();
}

std::vector<Error> StackFile::check(std::string_view text, const std::string& name, const Names& names,
                                    Version version) {
    StackReader reader(name, names, version, StackReader::Mode::to_the_end);
    reader.feed(text);
    reader.finish();
    return reader.errors();
}

StackBase StackFile::base() const {
    return contents_->base;
}

std::span<const NumberedRecord> StackFile::records() const {
    return contents_->records;
}

std::size_t StackFile::route_count() const {
    return contents_->routes.size();
}

void StackFile::each_route(FunctionRef<Next(const Route&, std::uint32_t line)> row) const {
    contents_->routes.each(row);
}

void StackFile::each_route_hide(FunctionRef<Next(const Hide&, std::uint32_t line)> row) const {
    contents_->route_hides.each(row);
}

}  // namespace snet
