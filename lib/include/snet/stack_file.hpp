#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "snet/function_ref.hpp"
#include "snet/query.hpp"
#include "snet/record.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// A record and the line that it stands in, from 1.
struct NumberedRecord {
    std::uint32_t line = 0;
    Record record;
};

/// A stack's file, read and understood as a whole: text of one record a line, comments from a word that begins with `#`
/// on. Its first record is `snet 1`.
///
/// Routes and hides of routes are kept apart and compactly, in about 50 and 30 bytes each. Errors read "FILE: line 3,
/// column 9: vai: expected a word of a route"; there is no reading of a part.
class StackFile {
  public:
    static constexpr std::size_t max_line = 65536;                 ///< bytes of a line without its end
    static constexpr std::size_t max_size = std::size_t{1} << 30;  ///< bytes of a file

    /// Whether records without `snet 1` are a frozen stack (`snet 1`, `base none`), as on standard input, or an error.
    /// A text without any record is always an error.
    enum class Version { required, assumed };

    static Result<StackFile> parse(std::string_view text, const std::string& name, const Names& names,
                                   Version version = Version::required);

    /// Reads the file, or standard input where `path` is `-` (with the version assumed).
    static Result<StackFile> read(const std::string& path, const Names& names);

    /// All that is wrong with the text, in the order of its lines; behind 1000 errors, that there is more.
    static std::vector<Error> check(std::string_view text, const std::string& name, const Names& names,
                                    Version version = Version::required);

    /// The same of a file, or of standard input where `path` is `-`. An error if it cannot be read.
    static Result<std::vector<Error>> check_file(const std::string& path, const Names& names);

    StackFile(StackFile&&) noexcept;
    StackFile& operator=(StackFile&&) noexcept;
    ~StackFile();

    StackBase base() const;  ///< `os` where the file does not say

    /// All records but routes and hides of routes, in the file's order.
    std::span<const NumberedRecord> records() const;

    std::size_t route_count() const;

    /// Calls back for every route in the file's order, with its line. The route is valid during the call only.
    void each_route(FunctionRef<Next(const Route&, std::uint32_t line)> row) const;

    /// The same of the hides of routes.
    void each_route_hide(FunctionRef<Next(const Hide&, std::uint32_t line)> row) const;

  private:
    friend struct OwnRows;
    struct [[gnu::visibility("hidden")]] Contents;
    explicit StackFile(std::unique_ptr<Contents> contents);
    std::unique_ptr<Contents> contents_;
};

}  // namespace snet
#pragma GCC visibility pop
