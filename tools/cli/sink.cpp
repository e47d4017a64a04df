#include "tools/cli/sink.hpp"

#include <type_traits>

namespace snet::cli {

void Sink::value(const Value& value) {
    std::visit(
        [this](const auto& data) {
            using Type = std::remove_cvref_t<decltype(data)>;
            if constexpr (std::is_same_v<Type, bool>) {
                boolean(data);
            } else if constexpr (std::is_same_v<Type, std::int64_t>) {
                signed_number(data);
            } else if constexpr (std::is_same_v<Type, std::uint64_t>) {
                number(data);
            } else if constexpr (std::is_same_v<Type, double>) {
                real(data);
            } else if constexpr (std::is_same_v<Type, std::string>) {
                text(data);
            } else if constexpr (std::is_same_v<Type, Fields>) {
                object(data);
            } else {
                begin_list();
                for (const Value& element : data)
                    this->value(element);
                end_list();
            }
        },
        value.data);
}

void Sink::object(const Fields& fields) {
    begin_object();
    for (const Field& field : fields) {
        key(field.key);
        value(field.value);
    }
    end_object();
}

}  // namespace snet::cli
