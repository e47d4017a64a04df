#include "platform/linux/datagrams.hpp"

#include <linux/netlink.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <semaphore>
#include <system_error>
#include <thread>
#include <vector>

#include "platform/linux/messages.hpp"

namespace snet::platform {

namespace {

bool ends_answer(const Datagram& datagram) {
    if (datagram.bytes.empty()) return true;
    bool ends = false;
    for (const Message& message : Messages(datagram.bytes))
        ends |= message.type == NLMSG_DONE || message.type == NLMSG_ERROR;
    return ends;
}

// Signals are for the threads of the program, which know what to do at them.
class SignalsBlocked {
  public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  private:
    sigset_t before_;
};

}  // namespace

Datagram receive(int descriptor, std::span<std::uint8_t> buffer) {
    for (;;) {
        sockaddr_nl sender{};
        iovec part{buffer.data(), buffer.size()};
        msghdr message{};
        message.msg_name = &sender;
        message.msg_namelen = sizeof sender;
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        const ssize_t size = recvmsg(descriptor, &message, MSG_TRUNC);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return {.bytes = {}, .error_number = size < 0 ? errno : ECONNRESET};
        if (message.msg_namelen != sizeof sender || sender.nl_pid != 0) continue;
        const auto received = static_cast<std::size_t>(size);
        if ((message.msg_flags & MSG_TRUNC) != 0) return {.bytes = {}, .error_number = 0, .needed_size = received};
        return {.bytes = Bytes(buffer.data(), received)};
    }
}

// A ring of datagrams between the thread that receives them and the one that reads them.
class Datagrams::Ahead {
  public:
    Ahead(int descriptor, std::size_t buffer_size) : descriptor_(descriptor) {
        for (Slot& slot : ring_)
            slot.buffer.resize(buffer_size);
        const SignalsBlocked blocked;
        thread_ = std::thread([this] { receive_all(); });
    }
    Ahead(const Ahead&) = delete;
    Ahead& operator=(const Ahead&) = delete;

    // A reader that stops early waits for one more part of the dump at most.
    ~Ahead() {
        stopped_ = true;
        free_.release();
        thread_.join();
    }

    Datagram next() {
        if (reading_) free_.release();
        reading_ = true;
        filled_.acquire();
        const Slot& slot = ring_[at_];
        at_ = (at_ + 1) % ring_.size();
        ended_ = slot.ends_answer;
        return slot.datagram;
    }

    bool ended() const { return ended_; }

  private:
    struct Slot {
        std::vector<std::uint8_t> buffer;
        Datagram datagram;
        bool ends_answer = false;
    };

    void receive_all() {
        for (std::size_t i = 0;; i = (i + 1) % ring_.size()) {
            free_.acquire();
            if (stopped_) return;
            Slot& slot = ring_[i];
            slot.datagram = receive(descriptor_, slot.buffer);
            const bool last = slot.ends_answer = ends_answer(slot.datagram);
            filled_.release();  // from here on the slot is the reader's
            if (last) return;
        }
    }

    static constexpr std::size_t ring_size = 4;

    int descriptor_;
    std::array<Slot, ring_size> ring_;
    // Each is acquired by one side and released by the other: libstdc++ 12 wakes one waiter only.
    std::counting_semaphore<> free_{ring_size};
    std::counting_semaphore<> filled_{0};
    std::atomic<bool> stopped_ = false;
    std::size_t at_ = 0;
    bool reading_ = false;
    bool ended_ = false;
    std::thread thread_;
};

Datagrams::Datagrams(int descriptor, std::size_t buffer_size, Answer answer)
    : descriptor_(descriptor), buffer_size_(buffer_size), buffer_(new std::uint8_t[buffer_size]), answer_(answer) {}

Datagrams::~Datagrams() = default;

Datagram Datagrams::next() {
    if (ahead_ && !ahead_->ended()) return ahead_->next();
    ahead_.reset();
    if (answer_ == Answer::may_be_long && received_++ == received_alone && std::thread::hardware_concurrency() > 1) {
        try {
            ahead_ = std::make_unique<Ahead>(descriptor_, buffer_size_);
            return ahead_->next();
        } catch (const std::system_error&) {
            // No more threads for this user: on alone.
            answer_ = Answer::is_short;
        }
    }
    return receive(descriptor_, {buffer_.get(), buffer_size_});
}

}  // namespace snet::platform
