#include "platform/linux/rtnetlink.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "platform/linux/decode.hpp"
#include "tests/unit/platform/new_namespace.hpp"

using namespace snet;
using namespace snet::platform;
using snet::test::in_new_namespace;

// The real kernel answers here, in network namespaces of their own where it takes the right to make one.
namespace {

/// Gives `lo` an address more: the 10.9.HIGH.LOW of this number.
void add_address(unsigned number) {
    const Descriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq request{};
    const std::string label = "lo:" + std::to_string(number);
    label.copy(request.ifr_name, IFNAMSIZ - 1);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(0x0a090000U + number);
    std::memcpy(&request.ifr_addr, &address, sizeof address);
    REQUIRE(ioctl(socket.number(), SIOCSIFADDR, &request) == 0);
}

/// The kernel makes the second part of a dump when the first one is received: it must have a third.
constexpr unsigned many = 1000;

void add_many_addresses() {
    for (unsigned number = 1; number <= many; ++number)
        add_address(number);
}

Request addresses_request() {
    return Request(RTM_GETADDR, Request::Kind::dump, ifaddrmsg{.ifa_family = AF_INET});
}

struct Reading {
    std::size_t rows = 0;
    int attempts = 0;
    std::vector<std::string> warnings;
};

/// Reads the addresses, whose first `changes` attempts meet a change.
Reading read_while_changing(int changes) {
    Rtnetlink rtnetlink{NetworkNamespace()};
    Reading reading;
    Request request = addresses_request();
    const IpAddress first = *IpAddress::parse("10.9.0.1");
    const auto rows = rtnetlink.read<InterfaceAddress>(
        "addresses", request, [&](const Message& message, Devices&, InterfaceAddress& row) {
            if (!decode_address(message.body, row)) return false;
            if (row.local == first && ++reading.attempts <= changes)
                add_address(many + static_cast<unsigned>(reading.attempts));
            return true;
        });
    REQUIRE(rows);
    reading.rows = rows->size();
    reading.warnings = rtnetlink.warnings();
    return reading;
}

/// A socket of the family that processes talk to each other with, which is told apart from the kernel by its port.
Descriptor userland_socket(std::uint32_t group = 0) {
    Descriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_USERSOCK));
    const sockaddr_nl own{.nl_family = AF_NETLINK, .nl_pad = 0, .nl_pid = 0, .nl_groups = group};
    if (bind(socket.number(), reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) return {};
    const timeval patience{.tv_sec = 0, .tv_usec = 50000};
    REQUIRE(setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0);
    return socket;
}

sockaddr_nl address_of(const Descriptor& socket) {
    sockaddr_nl address{};
    socklen_t size = sizeof address;
    REQUIRE(getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    return address;
}

bool send_to(const Descriptor& from, const sockaddr_nl& to, std::span<const std::uint8_t> bytes) {
    return sendto(from.number(), bytes.data(), bytes.size(), MSG_DONTWAIT, reinterpret_cast<const sockaddr*>(&to),
                  sizeof to) == static_cast<ssize_t>(bytes.size());
}

}  // namespace

TEST_CASE("a table that changes while it is read is read again") {
    in_new_namespace([] {
        add_many_addresses();
        const Reading quiet = read_while_changing(0);
        CHECK(quiet.attempts == 1);
        CHECK(quiet.rows == many);
        const Reading changing = read_while_changing(2);
        CHECK(changing.attempts == 3);
        CHECK(changing.rows == many + 2);
        CHECK(changing.warnings.empty());
    });
}

TEST_CASE("a table that never rests is given out after five times, with a warning") {
    in_new_namespace([] {
        add_many_addresses();
        const Reading reading = read_while_changing(1000);
        CHECK(reading.attempts == 5);
        REQUIRE(reading.warnings.size() == 1);
        CHECK(reading.warnings[0].find("the addresses changed while they were read") == 0);
    });
}

TEST_CASE("a stream that is interrupted is not read again, but warns once") {
    in_new_namespace([] {
        add_many_addresses();
        Rtnetlink rtnetlink{NetworkNamespace()};
        Request request = addresses_request();
        for (unsigned reading = 1; reading <= 2; ++reading) {
            std::size_t rows = 0;
            const auto status = rtnetlink.stream("addresses", request, [&](const Message&, Devices&) {
                if (++rows == 1) add_address(many + reading);
                return Next::go_on;
            });
            CHECK(status);
            CHECK(rows >= many);
        }
        CHECK(rtnetlink.warnings().size() == 1);
    });
}

TEST_CASE("a question may be asked while the rows of another come, and after a reader who stopped") {
    in_new_namespace([] {
        add_many_addresses();
        Rtnetlink rtnetlink{NetworkNamespace()};
        const auto count = [&] {
            Request request = addresses_request();
            std::size_t rows = 0;
            CHECK(rtnetlink.stream("addresses", request, [&](const Message&, Devices&) {
                ++rows;
                return Next::go_on;
            }));
            return rows;
        };
        Request request = addresses_request();
        CHECK(rtnetlink.stream("addresses", request, [&](const Message&, Devices&) {
            CHECK(count() == many);
            return Next::stop;
        }));
        CHECK(count() == many);
    });
}

TEST_CASE("a datagram longer than the buffer says how long the buffer must be") {
    in_new_namespace([] {
        add_many_addresses();
        std::size_t buffer_size = 64;
        Reply::End end = Reply::End::truncated;
        for (int attempt = 0; attempt < 5 && end == Reply::End::truncated; ++attempt) {
            auto socket = Socket::open(buffer_size);
            REQUIRE(socket);
            std::size_t rows = 0;
            Request request = addresses_request();
            const Reply reply = socket->ask(request, [&](const Message&) {
                ++rows;
                return Next::go_on;
            });
            end = reply.end;
            CHECK(reply.reusable == (end == Reply::End::complete));
            CHECK((socket->buffer_size() > buffer_size) == (end == Reply::End::truncated));
            CHECK((rows == many) == (end == Reply::End::complete));
            buffer_size = socket->buffer_size();
        }
        CHECK(end == Reply::End::complete);
    });
}

TEST_CASE("the kernel's own words come with its refusal") {
    Rtnetlink rtnetlink{NetworkNamespace()};
    Request request(RTM_GETADDR, Request::Kind::dump, ifaddrmsg{.ifa_family = AF_INET, .ifa_scope = 1});
    const auto status = rtnetlink.stream("addresses", request, [](const Message&, Devices&) { return Next::go_on; });
    REQUIRE_FALSE(status);  // strict checking, since Linux 4.20
    CHECK(status.error().kind == ErrorKind::invalid);
    CHECK(status.error().message.find("reading the addresses: ") == 0);
    CHECK(status.error().message.ends_with(")"));
    CHECK(status.error().message.find("Invalid values in header") != std::string::npos);
    Request plain = addresses_request();
    CHECK(rtnetlink.stream("addresses", plain, [](const Message&, Devices&) { return Next::go_on; }));
}

TEST_CASE("what other processes send is passed over") {
    const Descriptor ours = userland_socket(), foreign = userland_socket();
    REQUIRE(ours);
    REQUIRE(foreign);
    const std::array<std::uint8_t, 20> message{20};
    std::array<std::uint8_t, 64> buffer{};
    REQUIRE(send_to(foreign, address_of(ours), message));
    REQUIRE(recv(ours.number(), buffer.data(), buffer.size(), MSG_PEEK | MSG_DONTWAIT) == 20);  // it has come
    const Datagram datagram = receive(ours.number(), buffer);
    CHECK(datagram.bytes.empty());
    CHECK(datagram.error_number == EAGAIN);
    CHECK(recv(ours.number(), buffer.data(), buffer.size(), MSG_DONTWAIT) == -1);  // and is gone
}

TEST_CASE("a socket that overflowed says so") {
    const Descriptor ours = userland_socket(1), sender = userland_socket();
    if (!ours) {
        MESSAGE("skipped: no right to join a group");
        return;
    }
    const int little = 1;
    REQUIRE(setsockopt(ours.number(), SOL_SOCKET, SO_RCVBUF, &little, sizeof little) == 0);
    const sockaddr_nl everybody{.nl_family = AF_NETLINK, .nl_pad = 0, .nl_pid = 0, .nl_groups = 1};
    const std::array<std::uint8_t, 1000> message{};
    for (int i = 0; i < 10; ++i)
        send_to(sender, everybody, message);
    std::array<std::uint8_t, 64> buffer{};
    CHECK(receive(ours.number(), buffer).error_number == ENOBUFS);
}
