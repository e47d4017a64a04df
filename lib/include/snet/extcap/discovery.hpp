#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/extcap/plugin.hpp"
#include "snet/function_ref.hpp"
#include "snet/stack.hpp"

#pragma GCC visibility push(default)
namespace snet::extcap {

/// A folder that is looked in for plug-ins.
struct PluginFolder {
    std::string path;
    bool is_named = false;  ///< by the caller or the stack: that it is not there is worth telling
};

/// Where plug-ins are looked for, the first before the others: `named`, the stack's extcap-directory rows (null: no
/// stack), $SNET_EXTCAP_PATH, the user's own folders, the system's. $WIRESHARK_EXTCAP_DIR stands for the system's. A
/// program with more rights than its caller does not look at the environment.
std::vector<PluginFolder> plugin_folders(const std::vector<std::string>& named, const Stack* stack);

/// A file that may be run as a plug-in.
struct PluginFile {
    std::string name;
    std::string path;
};

/// What was not run, or did not answer, and why.
struct Skipped {
    std::string path;
    std::string reason;
};

struct PluginFiles {
    std::vector<PluginFile> files;  ///< by name
    std::vector<Skipped> skipped;
};

/// The executable files of these folders. Of two with one name the first counts. Unless `trusts_all`, a file is skipped
/// if it, its folder or one above can be written by a group or by others, or belongs to neither root nor the user.
Result<PluginFiles> find_plugin_files(const std::vector<PluginFolder>& folders, bool trusts_all);

struct QueryLimits {
    std::chrono::milliseconds time = std::chrono::seconds(5);  ///< for each question
    std::size_t size = std::size_t{1} << 20;                   ///< bytes of an answer
    FunctionRef<bool()> is_stopped;                            ///< true ends all questions
};

struct Plugins {
    std::vector<Plugin> plugins;  ///< by name
    std::vector<Skipped> skipped;
};

/// Asks all files side by side for their interfaces: with our version, and where that fails without it. Who fails, is
/// late or says too much is skipped. Nothing that was started is left when it returns.
Result<Plugins> ask_introductions(const std::vector<PluginFile>& files, const QueryLimits& limits);

/// A plug-in's interface.
struct InterfaceOfPlugin {
    const Plugin* plugin;
    const CaptureInterface* interface;
};

/// Asks each of the interfaces for its link types, side by side; in the same order. The error tells why it did not.
std::vector<Result<LinkTypes>> ask_link_types(const std::vector<InterfaceOfPlugin>& interfaces,
                                              const QueryLimits& limits);

/// What can be set for the interface. An interface without options is fine.
Result<Options> ask_options(const InterfaceOfPlugin& interface, const QueryLimits& limits);

/// Asks a plug-in with these words, and gives what it wrote. The error has its last words on standard error.
Result<std::string> ask(const std::string& path, const std::vector<std::string>& words, const QueryLimits& limits);

}  // namespace snet::extcap
#pragma GCC visibility pop
