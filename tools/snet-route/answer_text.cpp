#include "tools/snet-route/answer_text.hpp"

#include <array>

#include "tools/columns/cells.hpp"

namespace snet::route {

namespace {

void append(std::string& line, const IpAddress& address) {
    std::array<char, IpAddress::max_text> text;
    line.append(text.data(), address.write(text.data()));
}

}  // namespace

void append_answer(std::string& line, const cli::AnswerRow& row) {
    const Answer& answer = row.answer;
    append(line, row.flow.destination);
    if (answer.gateway) {
        line += " via ";
        if (answer.gateway->family() != row.flow.destination.family())
            line.append(cli::family_word(answer.gateway->family())).append(" ");
        append(line, *answer.gateway);
    }
    if (!answer.device.empty()) line.append(" dev ").append(answer.device);
    if (answer.source) {
        line += " src ";
        append(line, *answer.source);
    }
    if (answer.table && answer.table != table_main) line.append(" table ").append(row.listing.table(*answer.table));
    if (answer.type != RouteType::unicast) line.append(" type ").append(to_string(answer.type));
}

}  // namespace snet::route
