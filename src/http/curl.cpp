#include "http/curl.hpp"

#include "http/command_parts.hpp"
#include "http/posix_word.hpp"

#include <utility>
#include <vector>

namespace http {

namespace {

// RFC 6749 section 2.3.1 wants the secret form-encoded first; curl does not.
std::string basic_argument(const HeaderParts& parts) {
    PosixWord word;
    if (parts.basic->encode) {
        word.literal(parts.name + ": ");
        append_basic(word, *parts.basic);
        return "--header " + word.str();
    }
    word.pieces(parts.basic->id);
    word.literal(":"); // in quotes of its own: csh takes "$NAME:x" for a modifier
    word.variable(parts.basic->variable);
    return "--user " + word.str();
}

std::string header_argument(const HeaderParts& parts) {
    if (parts.basic) return basic_argument(parts);
    PosixWord word;
    word.literal(parts.name);
    // How curl spells a header without a value; "Name:" would remove it.
    word.literal(parts.value.empty() ? ";" : ": ");
    word.pieces(parts.value);
    return "--header " + word.str();
}

bool has_to_encode(const Pieces& pieces) {
    return !pieces.empty() && pieces.back().kind == Piece::Kind::variable_to_encode;
}

// Parameters that need no encoding go together in one argument; curl joins arguments with "&".
std::vector<std::string> form_arguments(std::string_view body, const Secrets& secrets) {
    std::vector<std::string> arguments;
    PosixWord plain;
    bool has_plain = false;
    const auto flush = [&] {
        if (has_plain) arguments.push_back("--data-raw " + plain.str());
        plain = PosixWord{};
        has_plain = false;
    };
    for (Pieces& part : form_parts(body, secrets)) {
        if (has_to_encode(part)) {
            flush();
            part.back().kind = Piece::Kind::variable; // curl encodes what stands behind the "="
            PosixWord word;
            word.pieces(part);
            arguments.push_back("--data-urlencode " + word.str());
            continue;
        }
        if (has_plain) plain.literal("&");
        has_plain = true;
        plain.pieces(part);
    }
    flush();
    return arguments;
}

} // namespace

std::string curl_command(const Request& request, const Secrets& secrets) {
    std::vector<std::string> arguments;
    const auto add = [&arguments](const std::string& option, const Pieces& pieces) {
        PosixWord word;
        word.pieces(pieces);
        arguments.push_back(option + " " + word.str());
    };
    // curl would take brackets and braces in a URL for patterns.
    if (request.url.find_first_of("[]{}") != std::string::npos) arguments.push_back("--globoff");
    if (request.method == "HEAD") {
        arguments.push_back("--head"); // with --request HEAD curl would wait for a body
    } else if (request.method != "GET" || !request.body.empty()) {
        add("--request", {{Piece::Kind::literal, request.method}});
    }
    add("--url", url_pieces(request, secrets));
    for (const HeaderParts& parts : header_parts(request, secrets))
        arguments.push_back(header_argument(parts));
    if (request.body.find('\0') != std::string::npos) {
        arguments.push_back("--data-binary @request-body");
    } else if (is_form(request)) {
        for (std::string& argument : form_arguments(request.body, secrets))
            arguments.push_back(std::move(argument));
    } else if (!request.body.empty()) {
        add("--data-raw", find_pieces(request.body, secrets));
    }

    std::string command = "curl";
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        command += i == 0 ? " " : " \\\n  ";
        command += arguments[i];
    }
    return command;
}

} // namespace http
