#include "snet/capture/filter.hpp"

#include <pcap/pcap.h>

#include <algorithm>
#include <limits>

#include "lib/capture/dlt.hpp"

namespace snet::capture {

namespace {

struct Close {
    void operator()(pcap_t* opened) const { pcap_close(opened); }
};
using Opened = std::unique_ptr<pcap_t, Close>;

}  // namespace

struct Filter::Program {
    bpf_program program{};  // without instructions it lets all pass

    Program() = default;
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program() { pcap_freecode(&program); }
};

Filter::Filter(std::unique_ptr<Program> program, LinkType link_type)
    : program_(std::move(program)), link_type_(link_type) {}
Filter::Filter(Filter&&) noexcept = default;
Filter& Filter::operator=(Filter&&) noexcept = default;
Filter::~Filter() = default;

Result<Filter> Filter::compile(const std::string& text, LinkType link_type, std::uint32_t snaplen) {
    constexpr std::uint32_t greatest = std::numeric_limits<int>::max();
    // Not a null character within: libpcap would read what is before it, and all would seem to be well.
    if (text.contains('\0')) return fail(ErrorKind::invalid, "a filter with a null character");
    auto program = std::make_unique<Program>();
    // libpcap refuses even that of a link type which it does not know.
    if (text.find_first_not_of(" \t\n") == std::string::npos) return Filter(std::move(program), link_type);
    const Opened opened(pcap_open_dead(dlt_of(link_type),
                                       static_cast<int>(snaplen == 0 ? usual_snaplen : std::min(snaplen, greatest))));
    if (!opened) return fail(ErrorKind::system, "libpcap has no memory");
    if (pcap_compile(opened.get(), &program->program, text.c_str(), 1, PCAP_NETMASK_UNKNOWN) != 0)
        return fail(ErrorKind::invalid, "filter '" + text + "': " + pcap_geterr(opened.get()));
    return Filter(std::move(program), link_type);
}

bool Filter::matches(std::span<const std::uint8_t> bytes, std::uint32_t original_length) const {
    if (program_->program.bf_insns == nullptr) return true;
    pcap_pkthdr header{};
    header.caplen = static_cast<bpf_u_int32>(bytes.size());
    header.len = original_length;
    return pcap_offline_filter(&program_->program, &header, bytes.data()) != 0;
}

Result<bool> StreamFilter::matches(const Packet& packet) {
    auto filter = std::ranges::find(filters_, packet.link_type, &Filter::link_type);
    if (filter == filters_.end()) {
        auto compiled = Filter::compile(text_, packet.link_type);
        if (!compiled) return std::unexpected(compiled.error());
        filter = filters_.insert(filter, std::move(*compiled));
    }
    return filter->matches(packet);
}

}  // namespace snet::capture
