#include "simulator/call.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"

#include <algorithm>
#include <vector>

namespace simulator {
namespace {

std::string fresh(const Host& host, std::string_view kind, std::size_t octets) {
    std::string text = host.prefix;
    text += kind;
    text += '_';
    text += http::base64url_encode(host.random(octets));
    return text;
}

} // namespace

std::string Call::digest(std::string_view text) const {
    const std::optional<std::string> octets = host.sha256(text);
    return octets ? http::base64url_encode(*octets) : std::string();
}

std::string Call::fresh_secret(std::string_view kind) const { return fresh(host, kind, 24); }
std::string Call::fresh_id(std::string_view kind) const { return fresh(host, kind, 12); }

std::string Call::fresh_uuid(staging::SimulatedKind kind) const {
    std::int64_t number = 0;
    for (const char octet : host.random(5)) // 40 bits are just over twelve decimal digits
        number = number * 256 + static_cast<unsigned char>(octet);
    return staging::simulated_id(kind, number);
}

std::string Call::issuer() const { return host.base_url + "/auth"; }
std::string Call::resource_server() const { return host.base_url + "/external"; }

std::optional<Credentials> credentials(const http::Request& request) {
    const std::string* header = http::find_header(request.headers, "Authorization");
    if (header == nullptr) return std::nullopt;
    const std::string_view text = *header;
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return Credentials{http::lower(text), {}};
    return Credentials{http::lower(text.substr(0, space)), text.substr(space + 1)};
}

std::string_view repeated_name(const http::Fields& parameters) {
    std::vector<std::string_view> names;
    names.reserve(parameters.size());
    for (const http::Field& parameter : parameters)
        names.push_back(parameter.name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    return twice == names.end() ? std::string_view() : *twice;
}

const std::string* find_value(const http::Fields& parameters, std::string_view name) {
    const std::string* value = http::find_parameter(parameters, name);
    return value != nullptr && !value->empty() ? value : nullptr;
}

} // namespace simulator
