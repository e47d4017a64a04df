#pragma once

#include <linux/bpf.h>

#include <cstdint>

#include "snet/value.hpp"

/// What the kernel tells of BPF programs, with the keys of `ip link`.
namespace snet::platform {

/// {name, tag, jited}; with details also when it was loaded (nanoseconds after the boot) and by whom.
Fields bpf_program_fields(const bpf_prog_info& program, bool details);

/// The same of the program that has this id; nothing if there is none any more, or without the right to ask for it
/// (CAP_SYS_ADMIN).
Fields ask_bpf_program(std::uint32_t id, bool details);

}  // namespace snet::platform
