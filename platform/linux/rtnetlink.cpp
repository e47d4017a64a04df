#include "platform/linux/rtnetlink.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace snet::platform {

namespace {

ErrorKind kind_of(int error_number) {
    switch (error_number) {
        case ENODEV:
        case ENOENT:
        case ESRCH:
        case ENETUNREACH:
        case EHOSTUNREACH:
            return ErrorKind::not_found;
        case EAFNOSUPPORT:
        case EPFNOSUPPORT:
        case EPROTONOSUPPORT:
        case EOPNOTSUPP:
            return ErrorKind::unsupported;
        case EINVAL:
            return ErrorKind::invalid;
        case EPERM:
        case EACCES:
            return ErrorKind::permission;
        default:
            return ErrorKind::system;
    }
}

}  // namespace

Result<Socket> Rtnetlink::take_socket() {
    if (idle_) {
        Socket socket = std::move(*idle_);
        idle_.reset();
        return socket;
    }
    Result<Socket> socket = fail(ErrorKind::system, "");
    if (auto entered = netns_.inside([&] { socket = Socket::open(buffer_size_); }); !entered)
        return std::unexpected(std::move(entered.error()));
    return socket;
}

Result<void> Rtnetlink::connect() {
    auto socket = take_socket();
    if (!socket) return std::unexpected(std::move(socket.error()));
    idle_ = std::move(*socket);
    return {};
}

// What the kernel itself says of the question, and not for want of memory.
bool Rtnetlink::is_verdict(const Reply& reply) {
    return reply.end == Reply::End::failed && reply.reusable && reply.error_number != ENOMEM &&
           reply.error_number != ENOBUFS;
}

Error Rtnetlink::refusal(std::string_view table, const Reply& reply) {
    const std::string subject = "reading the " + std::string(table);
    Error error = fail_errno(subject, reply.error_number).error();
    error.kind = kind_of(reply.error_number);
    if (!reply.text.empty()) error.message += " (" + reply.text + ")";
    return error;
}

Result<Reply> Rtnetlink::answer(Request& request, FunctionRef<Next(const Message&, Devices&)> row) {
    auto socket = take_socket();
    if (!socket) return std::unexpected(std::move(socket.error()));
    Devices devices(socket->descriptor());
    Reply reply = socket->ask(request, [&](const Message& message) { return row(message, devices); });
    buffer_size_ = std::max(buffer_size_, socket->buffer_size());
    if (reply.reusable) idle_ = std::move(*socket);
    return reply;
}

Result<Reply::End> Rtnetlink::ask(std::string_view table, Request& request,
                                  FunctionRef<Next(const Message&, Devices&)> row) {
    const auto reply = answer(request, row);
    if (!reply) return std::unexpected(reply.error());
    if (reply->end == Reply::End::failed) return std::unexpected(refusal(table, *reply));
    return reply->end;
}

Result<void> Rtnetlink::stream(std::string_view table, Request& request,
                               FunctionRef<Next(const Message&, Devices&)> row) {
    auto end = ask(table, request, row);
    if (!end) return std::unexpected(std::move(end.error()));
    if (*end == Reply::End::truncated || *end == Reply::End::overrun) return std::unexpected(incomplete(table));
    if (*end == Reply::End::interrupted) warn_changed(table);
    return {};
}

Error Rtnetlink::incomplete(std::string_view table) {
    return {ErrorKind::system, "reading the " + std::string(table) + ": the kernel did not send all of them"};
}

void Rtnetlink::warn_changed(std::string_view table) {
    std::string text =
        "the " + std::string(table) + " changed while they were read: some may be missing or listed twice";
    if (std::ranges::find(warnings_, text) == warnings_.end()) warnings_.push_back(std::move(text));
}

}  // namespace snet::platform
