#include "snet/extcap/discovery.hpp"

#include <algorithm>

#include "lib/extcap/questions.hpp"

namespace snet::extcap {

namespace {

// The version of Wireshark whose plug-ins these are the questions for.
constexpr const char* version = "--extcap-version=4.4";

std::vector<Question> introduction_questions(const std::vector<PluginFile>& files, bool with_version) {
    std::vector<Question> questions;
    for (const PluginFile& file : files) {
        questions.push_back({file.path, {"--extcap-interfaces"}});
        if (with_version) questions.back().words.emplace_back(version);
    }
    return questions;
}

/// Asks those again that did not like the version. Who was late or said too much would be so again.
void ask_again(const std::vector<PluginFile>& files, const QueryLimits& limits,
               std::vector<Result<std::string>>& answers) {
    std::vector<PluginFile> failed;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (answers[i] || answers[i].error().kind != ErrorKind::invalid) continue;
        failed.push_back(files[i]);
        places.push_back(i);
    }
    if (failed.empty()) return;
    auto second = ask_all(introduction_questions(failed, false), limits);
    for (std::size_t i = 0; i < failed.size(); ++i)
        answers[places[i]] = std::move(second[i]);
}

/// The message without the path that it begins with.
std::string reason_of(const Error& error, const std::string& path) {
    const std::string subject = path + ": ";
    return error.message.starts_with(subject) ? error.message.substr(subject.size()) : error.message;
}

std::vector<std::string> words_about(std::string_view question, const CaptureInterface& interface) {
    return {std::string(question), "--extcap-interface", interface.value};
}

}  // namespace

Result<Plugins> ask_introductions(const std::vector<PluginFile>& files, const QueryLimits& limits) {
    auto answers = ask_all(introduction_questions(files, true), limits);
    ask_again(files, limits, answers);
    Plugins found;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (answers[i])
            found.plugins.push_back({files[i].name, files[i].path, read_introduction(*answers[i])});
        else
            found.skipped.push_back({files[i].path, reason_of(answers[i].error(), files[i].path)});
    }
    return found;
}

std::vector<Result<LinkTypes>> ask_link_types(const std::vector<InterfaceOfPlugin>& interfaces,
                                              const QueryLimits& limits) {
    std::vector<Question> questions;
    for (const auto& [plugin, interface] : interfaces)
        questions.push_back({plugin->path, words_about("--extcap-dlts", *interface)});
    std::vector<Result<LinkTypes>> found;
    for (const auto& answer : ask_all(questions, limits))
        found.push_back(answer ? Result<LinkTypes>(read_link_types(*answer)) : std::unexpected(answer.error()));
    return found;
}

Result<Options> ask_options(const InterfaceOfPlugin& interface, const QueryLimits& limits) {
    const auto answer = ask(interface.plugin->path, words_about("--extcap-config", *interface.interface), limits);
    if (!answer) return std::unexpected(answer.error());
    return read_options(*answer);
}

Result<std::string> ask(const std::string& path, const std::vector<std::string>& words, const QueryLimits& limits) {
    const Question question{path, words};
    return std::move(ask_all({&question, 1}, limits).front());
}

}  // namespace snet::extcap
