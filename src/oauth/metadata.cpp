#include "oauth/metadata.hpp"

#include "http/url.hpp"
#include "oauth/answer.hpp"
#include "oauth/error_response.hpp"
#include "oauth/server_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace oauth {

namespace {

constexpr std::string_view basic = "client_secret_basic";
constexpr std::string_view post = "client_secret_post";
constexpr std::size_t most_values = 1000;
constexpr std::size_t longest_listed = 2048;

Error malformed(std::string_view field, std::string_view what) {
    return {"malformed",
            "The metadata cannot be used: " + std::string{field} + " " + std::string{what} + "."};
}

bool contains(const std::vector<std::string>& values, std::string_view wanted) {
    return std::find(values.begin(), values.end(), wanted) != values.end();
}

Result<http::Url> parse_issuer(std::string_view issuer) {
    Result<http::Url> url = http::parse_endpoint(issuer);
    if (!url) return url;
    if (url->has_query) {
        return Error{"issuer_query", "An issuer has no query (RFC 8414 §2): remove “?” and what "
                                     "follows."};
    }
    return url;
}

// Null is what some servers write for what they do not have.
const json::Value* find_present(const json::Value& members, std::string_view field) {
    const json::Value* member = json::find(members, field);
    return member == nullptr || member->kind == json::Kind::null ? nullptr : member;
}

// Empty where the server did not say.
using List = std::optional<std::vector<std::string>>;

Result<List> read_list(const json::Value& members, std::string_view field) {
    const json::Value* member = find_present(members, field);
    if (member == nullptr) return List{};
    if (!member->is_array()) return malformed(field, "is not a list");
    if (member->items.size() > most_values) return malformed(field, "is too long");
    std::vector<std::string> values;
    for (const json::Value& item : member->items) {
        if (!item.is_string() || item.text.size() > longest_listed)
            return malformed(field, "holds something else than a short string");
        values.push_back(item.text);
    }
    return List{std::move(values)};
}

// Why two issuers that look alike are not the same: people copy them with and without the slash.
std::string difference(std::string_view expected, std::string_view found) {
    const auto without_slash = [](std::string_view text) {
        return text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
    };
    if (without_slash(expected) == without_slash(found))
        return " They differ in the slash at the end, and that counts.";
    return {};
}

std::optional<Error> check_issuer(const json::Value& members, std::string_view expected) {
    const std::optional<std::string_view> found = json::find_string(members, "issuer");
    if (!found) {
        return Error{"issuer_mismatch", "The metadata has no issuer, so it may be anybody's "
                                        "(RFC 8414 §3.3). It is not used."};
    }
    if (*found == expected) return std::nullopt;
    return Error{"issuer_mismatch", "The metadata is of the issuer " + server_words(*found) +
                                        " and not of " + server_words(expected) +
                                        ". It is not used (RFC 8414 §3.3)." +
                                        difference(expected, *found)};
}

// The members that this page acts on; a second value for one of them could be what another reader
// of the same document sees.
constexpr std::array<std::string_view, 11> used{"issuer",
                                                "authorization_endpoint",
                                                "token_endpoint",
                                                "introspection_endpoint",
                                                "authorization_response_iss_parameter_supported",
                                                "token_endpoint_auth_methods_supported",
                                                "code_challenge_methods_supported",
                                                "scopes_supported",
                                                "response_types_supported",
                                                "response_modes_supported",
                                                "grant_types_supported"};

std::optional<Error> check_duplicates(const json::Document& document) {
    for (const std::string& key : document.duplicate_keys) {
        if (std::find(used.begin(), used.end(), key) != used.end())
            return malformed(key, "is there more than once");
    }
    return std::nullopt;
}

class Reader {
public:
    Reader(const json::Document& document, const http::Url& issuer)
        : members_{document.root}, issuer_{issuer} {
        found_.members = document.root;
    }

    Result<Metadata> read(std::string_view issuer) {
        found_.endpoints.issuer = issuer;
        for (const auto step : {&Reader::read_endpoints, &Reader::read_iss_parameter,
                                &Reader::read_flow, &Reader::read_pkce, &Reader::read_rest}) {
            if (std::optional<Error> error = (this->*step)()) return *std::move(error);
        }
        return std::move(found_);
    }

private:
    std::optional<Error> read_endpoint(std::string_view field, bool required, std::string& target) {
        const json::Value* member = find_present(members_, field);
        if (member == nullptr) {
            if (!required) return std::nullopt;
            return Error{"missing_endpoint",
                         "The metadata names no " + std::string{field} + " (RFC 8414 §2)."};
        }
        if (!member->is_string()) return malformed(field, "is not a string");
        const Result<http::Url> url = http::parse_endpoint(member->text);
        if (!url) {
            return Error{"insecure_endpoint", "The metadata cannot be used: " + std::string{field} +
                                                  " is refused. " + url.error().message};
        }
        // A public server has no business with this computer: somebody else's has.
        if (http::is_loopback(*url) && !http::is_loopback(issuer_)) {
            return Error{"insecure_endpoint", "The metadata cannot be used: " + std::string{field} +
                                                  " is on this computer, and its issuer is not."};
        }
        if (url->host != issuer_.host) {
            found_.warnings.push_back(std::string{field} + " is on " + url->host +
                                      ", another host than the issuer's.");
        }
        target = member->text;
        return std::nullopt;
    }

    std::optional<Error> read_endpoints() {
        Endpoints& to = found_.endpoints;
        if (auto error = read_endpoint("authorization_endpoint", true, to.authorization_endpoint))
            return error;
        if (auto error = read_endpoint("token_endpoint", true, to.token_endpoint)) return error;
        if (auto error = read_endpoint("revocation_endpoint", false, to.revocation_endpoint))
            return error;
        return read_endpoint("introspection_endpoint", false, to.introspection_endpoint);
    }

    std::optional<Error> read_iss_parameter() {
        constexpr std::string_view field = "authorization_response_iss_parameter_supported";
        const json::Value* member = find_present(members_, field);
        if (member == nullptr) return std::nullopt;
        if (member->kind != json::Kind::boolean) return malformed(field, "is not true or false");
        found_.endpoints.iss_parameter_supported = member->boolean;
        return std::nullopt;
    }

    // One of the lists that has to hold a certain value, if the server gives it at all.
    std::optional<Error> require(std::string_view field, std::string_view value,
                                 std::string_view why) {
        const Result<List> list = read_list(members_, field);
        if (!list) return list.error();
        if (!*list || contains(**list, value)) return std::nullopt;
        return Error{"code_unsupported",
                     "The server does not offer what this page is for: " + std::string{field} +
                         " is without “" + std::string{value} + "”, " + std::string{why} + "."};
    }

    std::optional<Error> read_flow() {
        if (find_present(members_, "response_types_supported") == nullptr) {
            found_.warnings.push_back(
                "response_types_supported is missing, although required (RFC 8414 §2).");
        }
        if (auto error = require("response_types_supported", "code", "the authorisation code flow"))
            return error;
        if (auto error = require("response_modes_supported", "query", "an answer that a page sees"))
            return error;
        return require("grant_types_supported", "authorization_code", "the exchange of a code");
    }

    std::optional<Error> read_pkce() {
        constexpr std::string_view field = "code_challenge_methods_supported";
        const Result<List> list = read_list(members_, field);
        if (!list) return list.error();
        if (!*list) {
            found_.warnings.push_back("The server does not announce PKCE. S256 is sent all the "
                                      "same; a server without it ignores it, and then it protects "
                                      "nothing (RFC 8414 §2).");
            return std::nullopt;
        }
        if (!contains(**list, "S256")) {
            return Error{"pkce_unsupported",
                         "The server offers PKCE without S256, the only method that this page "
                         "sends (RFC 9700 §2.1.1)."};
        }
        found_.code_challenge_methods = **list;
        return std::nullopt;
    }

    std::optional<Error> read_rest() {
        found_.token_endpoint_auth_methods =
            advice("token_endpoint_auth_methods_supported")
                .value_or(std::vector<std::string>{std::string{basic}});
        if (!choose_authentication(found_)) {
            found_.warnings.push_back("The token endpoint takes neither client_secret_basic nor "
                                      "client_secret_post, the two methods of this page.");
        }
        found_.scopes = advice("scopes_supported").value_or(std::vector<std::string>{});
        return std::nullopt;
    }

    // A list that decides nothing about safety: one that cannot be read counts as absent.
    List advice(std::string_view field) {
        const Result<List> list = read_list(members_, field);
        if (list) return *list;
        found_.warnings.push_back(
            std::string{field} +
            " is no list of short strings and counts as absent (RFC 8414 §2).");
        return List{};
    }

    const json::Value& members_;
    const http::Url& issuer_;
    Metadata found_;
};

} // namespace

Result<std::vector<MetadataLocation>> metadata_locations(std::string_view issuer) {
    const Result<http::Url> url = parse_issuer(issuer);
    if (!url) return url.error();
    std::string path = url->path;
    if (path.ends_with('/')) path.pop_back();
    const std::string origin = http::origin(*url);
    constexpr std::string_view well_known = "/.well-known/";
    const auto at = [&](std::string_view before, std::string_view name, std::string_view behind) {
        std::string place = origin;
        for (const std::string_view part : {before, well_known, name, behind})
            place += part;
        return place;
    };
    constexpr std::string_view openid = "openid-configuration";
    std::vector<MetadataLocation> places{
        {at("", "oauth-authorization-server", path), "RFC 8414 §3.1"},
        {at(path, openid, ""), "OpenID Connect Discovery 1.0 §4.1"}};
    if (!path.empty()) places.push_back({at("", openid, path), "RFC 8414 §5"});
    return places;
}

http::Request metadata_request(const std::string& url) {
    return {"GET", url, {{"Accept", "application/json"}}, {}};
}

bool is_metadata_document(const http::Response& response) {
    return response.status / 100 == 2 && open_body(response).document.has_value();
}

Result<Metadata> process_metadata_response(const http::Response& response,
                                           std::string_view issuer) {
    const Result<http::Url> url = parse_issuer(issuer);
    if (!url) return url.error();
    const Result<Answer> answer =
        read_answer(response, "metadata document", Asked::without_credentials);
    if (!answer) return answer.error();
    const json::Document* document = &answer->document;
    if (auto error = check_duplicates(*document)) return *std::move(error);
    if (auto error = check_issuer(document->root, issuer)) return *std::move(error);
    return Reader{*document, *url}.read(issuer);
}

std::optional<ClientAuthentication> choose_authentication(const Metadata& metadata) {
    if (contains(metadata.token_endpoint_auth_methods, basic))
        return ClientAuthentication::client_secret_basic;
    if (contains(metadata.token_endpoint_auth_methods, post))
        return ClientAuthentication::client_secret_post;
    return std::nullopt;
}

} // namespace oauth
