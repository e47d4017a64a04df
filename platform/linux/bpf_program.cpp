#include "platform/linux/bpf_program.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <optional>
#include <string>

#include "platform/linux/descriptor.hpp"
#include "platform/linux/kinds/setting.hpp"

namespace snet::platform {

namespace {

using kinds::number_value;
using kinds::text_value;

// glibc has no function for it.
int bpf(bpf_cmd command, bpf_attr& attributes) {
    return static_cast<int>(syscall(SYS_bpf, command, &attributes, sizeof attributes));
}

std::optional<bpf_prog_info> program_of(std::uint32_t id) {
    bpf_attr by_id{};
    by_id.prog_id = id;
    const Descriptor program(bpf(BPF_PROG_GET_FD_BY_ID, by_id));
    if (!program) return std::nullopt;
    bpf_prog_info info{};
    bpf_attr attributes{};
    attributes.info.bpf_fd = static_cast<std::uint32_t>(program.number());
    attributes.info.info_len = sizeof info;
    attributes.info.info = reinterpret_cast<std::uintptr_t>(&info);
    if (bpf(BPF_OBJ_GET_INFO_BY_FD, attributes) != 0) return std::nullopt;
    return info;
}

}  // namespace

Fields bpf_program_fields(const bpf_prog_info& program, bool details) {
    const std::string_view name(program.name, sizeof program.name);
    Fields fields{{"name", text_value(std::string(name.substr(0, name.find('\0'))))},
                  {"tag", text_value(kinds::octets(program.tag, false))},
                  {"jited", number_value(program.jited_prog_len != 0 ? 1U : 0U)}};
    if (!details) return fields;
    if (program.load_time != 0) {
        fields.push_back({"load_time", number_value(std::uint64_t{program.load_time})});
        fields.push_back({"created_by_uid", number_value(program.created_by_uid)});
    }
    if (program.btf_id != 0) fields.push_back({"btf_id", number_value(program.btf_id)});
    return fields;
}

Fields ask_bpf_program(std::uint32_t id, bool details) {
    const auto program = program_of(id);
    return program ? bpf_program_fields(*program, details) : Fields();
}

}  // namespace snet::platform
