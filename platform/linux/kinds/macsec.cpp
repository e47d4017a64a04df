#include <linux/if_link.h>
#include <linux/if_macsec.h>

#include "platform/linux/kinds/kinds.hpp"

namespace snet::platform::kinds {
namespace {

// The secure channel's identifier, sixteen digits in the order they are sent.
std::optional<Value> channel(const LinkAttributes& attributes, const Setting& setting) {
    const Bytes id = attributes[setting.attribute];
    return id.size() == 8 ? std::optional(text_value(octets(id, false))) : std::nullopt;
}

std::optional<Value> cipher(const LinkAttributes& attributes, const Setting& setting) {
    const auto id = u64(attributes[setting.attribute]);
    if (!id) return std::nullopt;
    switch (*id) {
        case MACSEC_DEFAULT_CIPHER_ID:
        case MACSEC_CIPHER_ID_GCM_AES_128:
            return text_value("GCM-AES-128");
        case MACSEC_CIPHER_ID_GCM_AES_256:
            return text_value("GCM-AES-256");
        case MACSEC_CIPHER_ID_GCM_AES_XPN_128:
            return text_value("GCM-AES-XPN-128");
        case MACSEC_CIPHER_ID_GCM_AES_XPN_256:
            return text_value("GCM-AES-XPN-256");
        default:
            return text_value("(unknown)");
    }
}

constexpr std::string_view validations[] = {"disabled", "check", "strict"};
constexpr std::string_view offloads[] = {"off", "phy", "mac"};

constexpr Setting macsec[] = {
    {IFLA_MACSEC_SCI, "sci", channel},
    {IFLA_MACSEC_PROTECT, "protect", boolean},
    {IFLA_MACSEC_CIPHER_SUITE, "cipher_suite", cipher},
    {IFLA_MACSEC_ICV_LEN, "icv_len", whole<std::uint8_t>},
    {IFLA_MACSEC_ENCODING_SA, "encoding_sa", whole<std::uint8_t>},
    {IFLA_MACSEC_VALIDATION, "validation", word<std::uint8_t>, validations, "(unknown)"},
    {IFLA_MACSEC_OFFLOAD, "offload", word<std::uint8_t>, offloads, "(unknown)"},
    {IFLA_MACSEC_ENCRYPT, "encrypt", boolean},
    {IFLA_MACSEC_INC_SCI, "inc_sci", boolean},
    {IFLA_MACSEC_ES, "es", boolean},
    {IFLA_MACSEC_SCB, "scb", boolean},
    {IFLA_MACSEC_REPLAY_PROTECT, "replay_protect", boolean},
    {IFLA_MACSEC_WINDOW, "window", whole<std::uint32_t>},
};

constexpr Kind kinds[] = {{"macsec", macsec}};

}  // namespace

constinit const std::span<const Kind> macsecs = kinds;

}  // namespace snet::platform::kinds
