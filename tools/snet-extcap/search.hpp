#pragma once

#include <string_view>

#include "snet/extcap/discovery.hpp"
#include "tools/cli/command.hpp"

/// Finding plug-ins and asking them, as every verb of snet-extcap does.
namespace snet::plugins {

/// The options of every verb that looks for plug-ins.
inline constexpr cli::Option folder_option = {"extcap-dir", 0, "DIR", "look for plug-ins in DIR first (repeatable)"};
inline constexpr cli::Option trust_option = {"trust", 0, "", "run also programs that others could have changed"};
inline constexpr cli::Option time_option = {"query-timeout", 0, "S", "wait S seconds for each answer (5)"};

/// The limits of the call's questions; Ctrl-C ends them.
Result<extcap::QueryLimits> query_limits(const cli::Call& call);

/// All plug-ins with their interfaces. What was skipped is told to who wants more told (-v).
Result<extcap::Plugins> find_plugins(const cli::Call& call, const extcap::QueryLimits& limits);

/// The one interface that a word of the call means, and the plug-in that has it.
class ChosenInterface {
  public:
    /// `word` is an interface's value, or PROGRAM:VALUE. `not_found` if no plug-in has it, `invalid` if several have.
    static Result<ChosenInterface> find(const cli::Call& call, const extcap::QueryLimits& limits,
                                        std::string_view word);

    extcap::InterfaceOfPlugin get() const { return {&plugins_.plugins[plugin_], interface()}; }

  private:
    const extcap::CaptureInterface* interface() const {
        return &plugins_.plugins[plugin_].introduction.interfaces[interface_];
    }

    extcap::Plugins plugins_;
    std::size_t plugin_ = 0;
    std::size_t interface_ = 0;
};

/// Says on stderr what was wrong with a plug-in's sentences, to who wants more told.
void report_sentences(const cli::Call& call, std::string_view plugin, const std::vector<std::string>& warnings);

}  // namespace snet::plugins
