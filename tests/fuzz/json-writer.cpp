// Each input is a script of calls to the Sink; what is printed of it, whole or abandoned, is JSON.

#include "tools/cli/json_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/fuzz/printed.hpp"

using namespace snet::cli;
using snet::fuzz::check_json;

namespace {

constexpr ColumnName columns[] = {{"a", "A", Shown::always, "", 0}, {"b", "B", Shown::always, "", 0}};

class Script {
  public:
    explicit Script(std::string_view bytes) : bytes_(bytes) {}

    bool at_end() const { return bytes_.empty(); }
    unsigned byte() {
        if (at_end()) return 0;
        const auto first = static_cast<unsigned char>(bytes_[0]);
        bytes_.remove_prefix(1);
        return first;
    }
    /// Some of it so long that a row passes the end of the buffer.
    std::string text() {
        const std::size_t size = byte();
        const std::string_view piece = bytes_.substr(0, size);
        bytes_.remove_prefix(piece.size());
        std::string text(piece);
        if (size % 16 == 15)
            while (!piece.empty() && text.size() < OutputBuffer::capacity - 256)
                text += piece;
        return text;
    }
    double real() {
        double value = 0;
        const std::string_view raw = bytes_.substr(0, sizeof value);
        std::memcpy(&value, raw.data(), raw.size());
        bytes_.remove_prefix(raw.size());
        return value;
    }

  private:
    std::string_view bytes_;
};

void write_value(Sink& to, Script& script, unsigned depth) {
    const unsigned kind = script.byte() % (depth < 6 ? 7 : 5);
    if (kind == 0) return to.text(script.text());
    if (kind == 1) return to.number(script.byte() * 0x0101010101010101u);
    if (kind == 2) return to.signed_number(-static_cast<std::int64_t>(script.byte()));
    if (kind == 3) return to.real(script.real());
    if (kind == 4) return to.boolean(script.byte() % 2 == 0);
    kind == 5 ? to.begin_list() : to.begin_object();
    for (unsigned count = script.byte() % 4; count > 0; --count) {
        if (kind == 6) to.key(script.text());
        write_value(to, script, depth + 1);
    }
    kind == 5 ? to.end_list() : to.end_object();
}

void write_rows(JsonWriter& writer, Script& script) {
    for (unsigned rows = script.byte() % 4; rows > 0; --rows) {
        writer.begin_row();
        for (std::size_t column = 0; column < std::size(columns); ++column) {
            writer.begin_cell(column);
            if (script.byte() % 3 != 0) write_value(writer, script, 0);
        }
        writer.end_row();
    }
}

std::string printed(std::string_view bytes, bool lines, bool abandoned) {
    return snet::fuzz::captured([&] {
        JsonWriter writer(columns, lines);
        Script script(bytes);
        write_rows(writer, script);
        abandoned ? writer.abandon() : void(writer.finish());
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    check_json(printed(bytes, false, false));
    if (const std::string left = printed(bytes, false, true); !left.empty()) check_json(left);
    const std::string text = printed(bytes, true, false);
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        if (end == rest.npos) std::abort();
        check_json(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    return 0;
}
