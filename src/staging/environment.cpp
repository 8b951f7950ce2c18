#include "staging/environment.hpp"

#include "http/url.hpp"
#include "oauth/scope.hpp"
#include "staging/lock.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace staging {
namespace {

constexpr std::size_t most_environments = 32;

// RFC 9207 section 3 names it so, in the metadata of a server.
constexpr std::string_view iss_parameter_supported =
    "authorization_response_iss_parameter_supported";

constexpr std::array<std::string_view, 11> known_fields{"id",
                                                        "name",
                                                        "kind",
                                                        "issuer",
                                                        "default_scopes",
                                                        "authorization_endpoint",
                                                        "token_endpoint",
                                                        "introspection_endpoint",
                                                        "revocation_endpoint",
                                                        "resource_server",
                                                        iss_parameter_supported};

// "simulated/auth" below "https://host/page/index.html?x" is "https://host/page/simulated/auth".
Result<std::string> resolve(std::string_view relative, std::string_view page_url) {
    Result<http::Url> page = http::parse_url(page_url);
    if (!page) return page.error();
    http::Url url = *page;
    url.path = url.path.substr(0, url.path.rfind('/') + 1); // npos + 1 is 0: no path at all
    if (url.path.empty()) url.path = "/";
    url.path += relative;
    url.query.clear();
    url.fragment.clear();
    url.has_query = url.has_fragment = false;
    return http::to_string(url);
}

bool is_relative(std::string_view text) {
    return !text.empty() && text.front() != '/' && text.find(':') == std::string_view::npos &&
           text.find("..") == std::string_view::npos;
}

// Reads one entry of the file. Every message says which entry and which field.
class EntryReader {
public:
    EntryReader(const json::Value& entry, std::size_t index, std::string_view page_url)
        : entry_(entry), index_(index), page_url_(page_url) {}

    Result<Environment> read() {
        if (!entry_.is_object()) return wrong("", "is not an object");
        for (const json::Member& member : entry_.members) {
            if (std::find(known_fields.begin(), known_fields.end(), member.key) ==
                known_fields.end()) {
                return wrong(member.key, "is not a field of an environment");
            }
        }
        Environment environment;
        environment.id = text("id");
        environment.name = text("name");
        if (environment.id.empty()) return wrong("id", "is missing");
        if (environment.name.empty()) return wrong("name", "is missing");

        const std::string kind = text("kind");
        if (kind == "simulated")
            environment.kind = EnvironmentKind::simulated;
        else if (kind == "pleo")
            environment.kind = EnvironmentKind::pleo;
        else if (kind == "other")
            environment.kind = EnvironmentKind::other;
        else
            return wrong("kind", "must be simulated, pleo or other");

        if (auto error = read_endpoints(environment)) return *error;
        if (auto error = read_scopes(environment)) return *error;
        return environment;
    }

private:
    std::string text(std::string_view key) const {
        return std::string(json::find_string(entry_, key).value_or(""));
    }

    Error wrong(std::string_view field, std::string_view what) const {
        std::string message = "Environment " + std::to_string(index_ + 1);
        if (const std::string id = text("id"); !id.empty()) message += " (" + id + ")";
        if (!field.empty()) message += ", field " + std::string(field);
        return {"environments", message + ": " + std::string(what) + "."};
    }

    std::optional<Error> read_endpoints(Environment& environment) const {
        const bool simulated = environment.kind == EnvironmentKind::simulated;
        oauth::Endpoints& endpoints = environment.endpoints;
        environment.discovery = environment.kind == EnvironmentKind::other &&
                                json::find(entry_, "issuer") != nullptr &&
                                json::find(entry_, "authorization_endpoint") == nullptr &&
                                json::find(entry_, "token_endpoint") == nullptr &&
                                json::find(entry_, "introspection_endpoint") == nullptr &&
                                json::find(entry_, "revocation_endpoint") == nullptr;
        const bool required = !environment.discovery;
        struct Slot {
            std::string_view field;
            std::string* value;
            bool required;
        };
        const std::array<Slot, 5> slots{{
            {"authorization_endpoint", &endpoints.authorization_endpoint, required},
            {"token_endpoint", &endpoints.token_endpoint, required},
            {"introspection_endpoint", &endpoints.introspection_endpoint, false},
            {"revocation_endpoint", &endpoints.revocation_endpoint, false},
            {"resource_server", &environment.resource_server, false},
        }};
        for (const Slot& slot : slots) {
            if (auto error = read_endpoint(slot.field, slot.required, simulated, *slot.value)) {
                return error;
            }
        }
        if (environment.resource_server.ends_with('/')) {
            return wrong("resource_server", "ends in a slash");
        }
        // An issuer is compared and never called. A relative one belongs to the page, as the
        // endpoints do.
        if (auto error = read_endpoint("issuer", false, simulated, endpoints.issuer)) return error;
        endpoints.iss_parameter_supported =
            json::find_boolean(entry_, iss_parameter_supported).value_or(false);
        if (endpoints.iss_parameter_supported && endpoints.issuer.empty()) {
            return wrong("issuer", "is needed to compare the iss parameter with");
        }
        return std::nullopt;
    }

    std::optional<Error> read_endpoint(std::string_view field, bool required, bool simulated,
                                       std::string& value) const {
        const json::Value* given = json::find(entry_, field);
        if (given == nullptr) {
            if (required) return wrong(field, "is missing");
            return std::nullopt;
        }
        if (!given->is_string()) return wrong(field, "is not a string");
        std::string url = given->text;
        if (simulated) {
            if (!is_relative(url)) return wrong(field, "must be a path relative to the page");
            Result<std::string> absolute = resolve(url, page_url_);
            if (!absolute) return wrong(field, absolute.error().message);
            url = *absolute;
        }
        if (const auto endpoint = http::parse_endpoint(url); !endpoint) {
            return wrong(field, endpoint.error().message);
        }
        if (const auto target = check_target(url); !target) {
            return wrong(field, target.error().message);
        }
        value = std::move(url);
        return std::nullopt;
    }

    std::optional<Error> read_scopes(Environment& environment) const {
        const json::Value* given = json::find(entry_, "default_scopes");
        if (given == nullptr) return std::nullopt;
        if (!given->is_array()) return wrong("default_scopes", "is not a list");
        for (const json::Value& item : given->items) {
            const auto scopes = oauth::parse_scopes(item.is_string() ? item.text : "");
            if (!scopes || scopes->values.size() != 1) {
                return wrong("default_scopes", "must hold one scope in each string");
            }
            environment.default_scopes.push_back(scopes->values.front());
        }
        return std::nullopt;
    }

    const json::Value& entry_;
    std::size_t index_;
    std::string_view page_url_;
};

} // namespace

bool follows_pleo(const Environment& environment) {
    return environment.kind != EnvironmentKind::other;
}

Result<std::vector<Environment>> parse_environments(std::string_view json_text,
                                                    std::string_view page_url) {
    const json::Parsed parsed = json::parse(json_text);
    if (!parsed.document) {
        return Error{"environments", "The list of environments is not JSON: line " +
                                         std::to_string(parsed.error.line) + ", column " +
                                         std::to_string(parsed.error.column) + ": " +
                                         parsed.error.message};
    }
    if (!parsed.document->duplicate_keys.empty()) {
        return Error{"environments", "The list of environments names a field twice: " +
                                         parsed.document->duplicate_keys.front() + "."};
    }
    const std::vector<json::Value>* entries =
        json::find_array(parsed.document->root, "environments");
    if (entries == nullptr || entries->empty()) {
        return Error{"environments", "There is no list \"environments\" with at least one entry."};
    }
    if (entries->size() > most_environments) {
        return Error{"environments",
                     "There are more than " + std::to_string(most_environments) + " environments."};
    }
    std::vector<Environment> environments;
    for (std::size_t i = 0; i < entries->size(); ++i) {
        Result<Environment> environment = EntryReader((*entries)[i], i, page_url).read();
        if (!environment) return environment.error();
        const bool taken =
            std::any_of(environments.begin(), environments.end(),
                        [&](const Environment& each) { return each.id == environment->id; });
        if (taken) {
            return Error{"environments", "Two environments have the id " + environment->id + "."};
        }
        const auto twin =
            std::find_if(environments.begin(), environments.end(), [&](const Environment& each) {
                return each.discovery && environment->discovery &&
                       each.endpoints.issuer == environment->endpoints.issuer;
            });
        if (twin != environments.end()) {
            return Error{"environments", "The environments " + twin->id + " and " +
                                             environment->id +
                                             " have the same issuer and nothing else: one of "
                                             "them is enough."};
        }
        environments.push_back(*environment);
    }
    return environments;
}

} // namespace staging
