#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/linux/answer.hpp"
#include "platform/linux/devices.hpp"
#include "platform/linux/netns.hpp"
#include "platform/linux/socket.hpp"
#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/query.hpp"

namespace snet::platform {

/// The rtnetlink of one network namespace: asks, asks again where the table changed meanwhile, warns.
///
/// One socket serves one question after the other. A question that is asked while another's rows are being read gets a
/// socket of its own, and so does the next one after a reader who stopped early: closing is quicker than reading a
/// million rows to their end.
class Rtnetlink {
  public:
    explicit Rtnetlink(NetworkNamespace netns) : netns_(std::move(netns)) {}

    /// Opens the socket, which otherwise the first question does.
    Result<void> connect();

    /// Reads a table row by row, which can be done only once: a change meanwhile is a warning. `table` is its name in
    /// the plural, for messages.
    Result<void> stream(std::string_view table, Request& request, FunctionRef<Next(const Message&, Devices&)> row);

    /// Reads a small table, again while it changes. `decode(message, devices, row)` is false for what is no row.
    template <class Row, class Decode>
    Result<std::vector<Row>> read(std::string_view table, Request& request, Decode decode) {
        for (int attempt = 1;; ++attempt) {
            std::vector<Row> rows;
            auto end = ask(table, request, [&](const Message& message, Devices& devices) {
                rows.emplace_back();
                if (!decode(message, devices, rows.back())) rows.pop_back();
                return Next::go_on;
            });
            if (!end) return std::unexpected(std::move(end.error()));
            if (*end == Reply::End::complete) return rows;
            if (attempt < max_attempts) continue;
            if (*end != Reply::End::interrupted) return std::unexpected(incomplete(table));
            warn_changed(table);
            return rows;
        }
    }

    /// Reads the one row that answers a question: none where the kernel says that there is none, whatever its reason.
    template <class Row, class Decode>
    Result<std::optional<Row>> read_one(std::string_view subject, Request& request, Decode decode) {
        for (int attempt = 1;; ++attempt) {
            std::optional<Row> found;
            const auto reply = answer(request, [&](const Message& message, Devices& devices) {
                if (!decode(message, devices, found.emplace())) found.reset();
                return Next::go_on;
            });
            if (!reply) return std::unexpected(reply.error());
            if (is_verdict(*reply)) return std::nullopt;
            if (reply->end == Reply::End::failed) return std::unexpected(refusal(subject, *reply));
            if (reply->end == Reply::End::complete) return found;
            if (attempt == max_attempts) return std::unexpected(incomplete(subject));
        }
    }

    const NetworkNamespace& netns() const { return netns_; }
    const std::vector<std::string>& warnings() const { return warnings_; }

  private:
    static constexpr int max_attempts = 5;

    Result<Socket> take_socket();
    Result<Reply> answer(Request& request, FunctionRef<Next(const Message&, Devices&)> row);
    Result<Reply::End> ask(std::string_view table, Request& request, FunctionRef<Next(const Message&, Devices&)> row);
    static bool is_verdict(const Reply& reply);
    static Error refusal(std::string_view table, const Reply& reply);
    static Error incomplete(std::string_view table);
    void warn_changed(std::string_view table);

    NetworkNamespace netns_;
    std::optional<Socket> idle_;
    std::size_t buffer_size_ = Socket::usual_buffer_size;
    std::vector<std::string> warnings_;
};

}  // namespace snet::platform
