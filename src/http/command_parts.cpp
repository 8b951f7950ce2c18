#include "http/command_parts.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_names.hpp"
#include "http/secret_search.hpp"
#include "http/utf8.hpp"

#include <algorithm>
#include <utility>

namespace http {

namespace {

std::string variable_name(std::string_view secret) {
    std::string name;
    for (const char c : secret)
        name += is_letter(c) || is_digit(c) ? upper(c) : '_';
    if (name.empty() || is_digit(name[0])) name.insert(name.begin(), '_');
    return name;
}

void add_literal(Pieces& pieces, std::string_view text) {
    if (!text.empty()) pieces.push_back({Piece::Kind::literal, std::string{text}});
}

const Secret* find_by_value(const Secrets& secrets, std::string_view value) {
    if (value.empty()) return nullptr;
    const auto found = std::find_if(secrets.begin(), secrets.end(), [value](const Secret& secret) {
        return secret.value == value;
    });
    return found == secrets.end() ? nullptr : &*found;
}

std::string variable_for(const Secrets& secrets, std::string_view value,
                         std::string_view otherwise) {
    const Secret* known = find_by_value(secrets, value);
    return variable_name(known == nullptr ? otherwise : known->name);
}

// The secrets that nobody named, but that stand in a parameter which can hold nothing else.
Secrets with_parameters_of(std::string_view url, Secrets secrets) {
    const std::size_t question = url.find_first_of("?#");
    if (question == std::string_view::npos) return secrets;
    std::string parameters{url.substr(question + 1)};
    std::replace(parameters.begin(), parameters.end(), '#', '&');
    for (const Field& field : form_parse(parameters)) {
        const std::string_view name = secret_name(field.name);
        if (!name.empty() && find_by_value(secrets, field.value) == nullptr) {
            secrets.push_back(Secret{std::string{name}, field.value});
        }
    }
    return secrets;
}

// Nothing when the credentials are no Base64 of id ":" secret.
std::optional<BasicParts> basic_parts(std::string_view credentials, const Secrets& secrets) {
    const std::optional<std::string> decoded = base64_decode(credentials);
    const std::size_t colon = decoded ? decoded->find(':') : std::string::npos;
    if (colon == std::string::npos) return std::nullopt;
    const std::string sent = decoded->substr(colon + 1);
    const bool is_plain = find_by_value(secrets, sent) != nullptr || form_decode(sent) == sent;
    const std::string secret = is_plain ? sent : form_decode(sent);
    // Of one that only the person knows nobody can say whether it needs the encoding of RFC 6749
    // section 2.3.1; it changes nothing in one that does not.
    return BasicParts{find_pieces(decoded->substr(0, colon), secrets),
                      variable_for(secrets, secret, "client_secret"), !is_plain || sent.empty()};
}

HeaderParts parts_of(const Field& field, const Secrets& secrets) {
    const std::string name = lower(field.name);
    HeaderParts parts;
    parts.name = field.name;
    if (field.value.empty()) return parts;
    if (name == "cookie") {
        parts.value.push_back({Piece::Kind::variable, "COOKIE"});
        return parts;
    }
    if (name != "authorization" && name != "proxy-authorization") {
        parts.value = find_pieces(field.value, secrets);
        // What a person types there is a secret unless its name says otherwise (http/redaction.hpp).
        const bool known = parts.value.size() > 1 || parts.value[0].kind != Piece::Kind::literal;
        if (!known && !is_open_header(name))
            parts.value = {{Piece::Kind::variable, variable_name(field.name)}};
        return parts;
    }
    const std::size_t space = field.value.find(' ');
    const bool has_scheme = space != std::string::npos;
    const std::string scheme = has_scheme ? field.value.substr(0, space) : std::string{};
    const std::string credentials = field.value.substr(has_scheme ? space + 1 : 0);
    if (has_scheme) add_literal(parts.value, scheme + " ");
    if (name == "authorization" && lower(scheme) == "basic") {
        parts.basic = basic_parts(credentials, secrets);
        if (parts.basic) {
            parts.value.clear();
        } else {
            parts.value.push_back({Piece::Kind::variable, "BASIC_CREDENTIALS"});
        }
        return parts;
    }
    const bool bearer = lower(scheme) == "bearer";
    parts.value.push_back(
        {Piece::Kind::variable,
         variable_for(secrets, credentials, bearer ? "access_token" : "credentials")});
    return parts;
}

void collect(std::vector<std::string>& names, const Pieces& pieces) {
    for (const Piece& piece : pieces) {
        if (piece.kind == Piece::Kind::literal) continue;
        if (std::find(names.begin(), names.end(), piece.text) == names.end())
            names.push_back(piece.text);
    }
}

} // namespace

Pieces find_pieces(std::string_view text, const Secrets& secrets) {
    Pieces pieces;
    std::size_t copied = 0;
    const SecretSearch search(secrets);
    for (const Occurrence& found : search.find(text)) {
        add_literal(pieces, text.substr(copied, found.begin - copied));
        const Secret& secret = search.secret(found);
        const bool as_is = text.substr(found.begin, found.end - found.begin) == secret.value;
        pieces.push_back(
            {Piece::Kind::variable, variable_name(secret.name) + (as_is ? "" : "_ENCODED")});
        copied = found.end;
    }
    add_literal(pieces, text.substr(copied));
    return pieces;
}

Pieces url_pieces(const Request& request, const Secrets& secrets) {
    return find_pieces(request.url, with_parameters_of(request.url, secrets));
}

std::vector<HeaderParts> header_parts(const Request& request, const Secrets& secrets) {
    std::vector<HeaderParts> parts;
    for (const Field& field : request.headers)
        parts.push_back(parts_of(field, secrets));
    if (!request.body.empty() && find_header(request.headers, "Content-Type") == nullptr) {
        parts.push_back(parts_of({"Content-Type", "text/plain;charset=UTF-8"}, {}));
    }
    return parts;
}

bool is_form(const Request& request) {
    return media_type(request.headers) == "application/x-www-form-urlencoded";
}

bool is_text(const Request& request) {
    return is_utf8(request.method) && is_utf8(request.url) && is_utf8(request.body) &&
           std::all_of(request.headers.begin(), request.headers.end(), [](const Field& field) {
               return is_utf8(field.name) && is_utf8(field.value);
           });
}

std::vector<Pieces> form_parts(std::string_view body, const Secrets& secrets) {
    std::vector<Pieces> parts;
    while (!body.empty()) {
        const std::size_t end = std::min(body.find('&'), body.size());
        const std::string_view piece = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        const std::size_t equals = std::min(piece.find('='), piece.size());
        const std::string_view raw_value = piece.substr(std::min(equals + 1, piece.size()));
        const std::string value = form_decode(raw_value);
        const std::string_view name = secret_name(form_decode(piece.substr(0, equals)));
        const bool is_elsewhere = value.empty() && name == "client_secret";
        const bool is_secret =
            is_elsewhere ||
            (!value.empty() && (!name.empty() || find_by_value(secrets, value) != nullptr));
        if (!is_secret) {
            parts.push_back(find_pieces(piece, secrets));
            continue;
        }
        Pieces pieces;
        add_literal(pieces, std::string{piece.substr(0, equals)} + "=");
        const bool as_is = raw_value == value && !is_elsewhere;
        pieces.push_back({as_is ? Piece::Kind::variable : Piece::Kind::variable_to_encode,
                          variable_for(secrets, value, name)});
        parts.push_back(std::move(pieces));
    }
    return parts;
}

Pieces body_pieces(const Request& request, const Secrets& secrets) {
    if (!is_form(request)) return find_pieces(request.body, secrets);
    Pieces all;
    for (Pieces& part : form_parts(request.body, secrets)) {
        if (!all.empty()) add_literal(all, "&");
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

std::vector<std::string> variables_of(const Request& request, const Secrets& secrets) {
    std::vector<std::string> names;
    collect(names, url_pieces(request, secrets));
    for (const HeaderParts& header : header_parts(request, secrets)) {
        collect(names, header.value);
        if (header.basic) {
            collect(names, header.basic->id);
            collect(names, {{Piece::Kind::variable, header.basic->variable}});
        }
    }
    collect(names, body_pieces(request, secrets));
    return names;
}

} // namespace http
