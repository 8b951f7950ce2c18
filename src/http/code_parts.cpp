#include "http/code_parts.hpp"

#include "http/command_parts.hpp"
#include "http/url.hpp"
#include "json/json.hpp"

#include <string_view>
#include <utility>

namespace http {

namespace {

json::Value as_json(const Pieces& pieces) {
    json::Value list = json::Value::array();
    for (const Piece& piece : pieces) {
        if (piece.kind == Piece::Kind::literal) {
            list.items.emplace_back(piece.text);
            continue;
        }
        json::Value variable = json::Value::object({{"variable", piece.text}});
        if (piece.kind == Piece::Kind::variable_to_encode) json::set(variable, "encode", true);
        list.items.push_back(std::move(variable));
    }
    return list;
}

json::Value as_json(const HeaderParts& parts) {
    json::Value header =
        json::Value::object({{"name", parts.name}, {"value", as_json(parts.value)}});
    if (parts.basic) {
        json::Value secret = json::Value::object({{"variable", parts.basic->variable}});
        if (parts.basic->encode) json::set(secret, "encode", true);
        json::set(header, "basic",
                  json::Value::object({{"id", as_json(parts.basic->id)}, {"secret", secret}}));
    }
    return header;
}

} // namespace

Result<std::string> code_parts(const Request& request, const Secrets& secrets) {
    const Result<Url> url = parse_url(request.url);
    const std::string own_origin = url ? origin(*url) : std::string{};
    // Otherwise it is not written as a browser writes it.
    if (!url || url->has_user_info || !request.url.starts_with(own_origin))
        return Error{"code_url", "This address is not one that code could be written for."};
    if (!is_text(request) || request.body.find('\0') != std::string::npos)
        return Error{"code_octets", "What was sent is not text. Code for it would need a file."};

    Pieces path = url_pieces(request, secrets);
    std::string_view rest = path.front().text;
    rest.remove_prefix(own_origin.size());
    if (rest.starts_with('/')) rest.remove_prefix(1);
    path.front().text = std::string{rest};

    json::Value headers = json::Value::array();
    for (const HeaderParts& parts : header_parts(request, secrets))
        headers.items.push_back(as_json(parts));
    return json::dump(json::Value::object({
        {"method", request.method},
        {"origin", own_origin},
        {"path", as_json(path)},
        {"headers", std::move(headers)},
        {"media_type", media_type(request.headers)},
        {"body", as_json(body_pieces(request, secrets))},
    }));
}

} // namespace http
