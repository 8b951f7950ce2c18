#include "http/httpie.hpp"

#include "http/ascii.hpp"
#include "http/command_parts.hpp"
#include "http/posix_word.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace http {

namespace {

Error not_possible(std::string_view what) {
    return {"not_possible", "HTTPie cannot send " + std::string{what} + ". Use cURL."};
}

// In its items HTTPie reads a backslash before one of these as an escape, and knows none for that.
bool has_lost_backslash(std::string_view text) {
    for (std::size_t i = text.find('\\'); i != std::string_view::npos; i = text.find('\\', i + 1)) {
        if (i + 1 < text.size() && std::string_view{":=@;"}.find(text[i + 1]) != text.npos)
            return true;
    }
    return false;
}

bool holds_backslash(std::string_view variable, const Secrets& secrets) {
    return std::any_of(secrets.begin(), secrets.end(), [variable](const Secret& secret) {
        const Pieces alone = find_pieces(secret.value, {secret});
        return secret.value.find('\\') != std::string::npos &&
               alone == Pieces{{Piece::Kind::variable, std::string{variable}}};
    });
}

bool is_bearer(const HeaderParts& parts) {
    return lower(parts.name) == "authorization" && parts.value.size() == 2 &&
           lower(parts.value[0].text) == "bearer " && parts.value[1].kind == Piece::Kind::variable;
}

// Authorization as options, where nothing is read as an escape or a separator.
std::optional<std::string> auth_option(const HeaderParts& parts, const Secrets& secrets) {
    PosixWord word;
    if (is_bearer(parts)) {
        word.variable(parts.value[1].text);
        return "--auth-type=bearer --auth=" + word.str();
    }
    if (!parts.basic || parts.basic->encode) return std::nullopt;
    const bool plain_id = parts.basic->id.size() == 1 &&
                          parts.basic->id[0].kind == Piece::Kind::literal &&
                          parts.basic->id[0].text.find('\\') == std::string::npos;
    if (!plain_id || holds_backslash(parts.basic->variable, secrets)) return std::nullopt;
    word.pieces(parts.basic->id);
    word.literal(":");
    word.variable(parts.basic->variable);
    return "--auth=" + word.str();
}

// The space behind the colon keeps HTTPie from seeing ":=" or ":@" in a value.
Result<std::string> header_item(const HeaderParts& parts, const Request& request) {
    PosixWord word;
    if (parts.name.starts_with('-')) return not_possible("a header whose name begins with “-”");
    const std::string* value = find_header(request.headers, parts.name);
    if (value != nullptr && has_lost_backslash(*value))
        return not_possible("a backslash before “:”, “=”, “@” or “;” in the header " + parts.name);
    if (value != nullptr && value->find_first_of("\r\n") != std::string::npos)
        return not_possible("a line break in the header " + parts.name);
    word.literal(parts.name);
    if (!parts.basic && parts.value.empty()) {
        word.literal(";"); // how HTTPie spells a header without a value
        return word.str();
    }
    word.literal(": ");
    if (parts.basic) {
        append_basic(word, *parts.basic);
    } else {
        word.pieces(parts.value);
    }
    return word.str();
}

} // namespace

Result<std::string> httpie_command(const Request& request, const Secrets& secrets) {
    if (!is_text(request) || request.body.find('\0') != std::string::npos) {
        return Error{"not_text",
                     "The request holds bytes that are no text, which HTTPie does not take as an "
                     "argument. Use cURL."};
    }
    const bool has_method = !request.method.empty() &&
                            std::all_of(request.method.begin(), request.method.end(), is_letter);
    if (!has_method) return not_possible("the method " + request.method);
    if (!request.url.starts_with("https://") && !request.url.starts_with("http://"))
        return not_possible("a request to an address that is not absolute");

    std::vector<std::string> options{"--ignore-stdin --print=hb --pretty=none"};
    std::vector<std::string> items;
    for (const HeaderParts& parts : header_parts(request, secrets)) {
        if (auto option = auth_option(parts, secrets)) {
            options.push_back(*option);
            continue;
        }
        Result<std::string> item = header_item(parts, request);
        if (!item) return item.error();
        items.push_back(*item);
    }
    if (!request.body.empty()) {
        PosixWord body;
        body.pieces(body_pieces(request, secrets));
        options.push_back("--raw=" + body.str());
    }
    PosixWord url;
    url.pieces(url_pieces(request, secrets));
    PosixWord method;
    method.literal(request.method);

    std::string command = "http";
    for (const std::string& option : options)
        command += (&option == &options.front() ? " " : " \\\n  ") + option;
    command += " \\\n  " + method.str() + " " + url.str();
    for (const std::string& item : items)
        command += " \\\n  " + item;
    return command;
}

} // namespace http
