#include "http/curl.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_names.hpp"
#include "http/secret_search.hpp"

#include <algorithm>
#include <optional>

namespace http {

namespace {

std::string variable_name(std::string_view secret) {
    std::string name;
    for (const char c : secret)
        name += is_letter(c) || is_digit(c) ? upper(c) : '_';
    if (name.empty() || is_digit(name[0])) name.insert(name.begin(), '_');
    return name;
}

// One argument of a POSIX shell: literal text in single quotes, variables in double quotes.
class Word {
public:
    void literal(std::string_view text) {
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '\0') continue; // no argument can hold one
            if ((byte < 0x20 && c != '\n') || byte == 0x7F) {
                // A terminal that this is pasted into would obey it: a tab completes, an escape may
                // run.
                close();
                text_ += "\"$(printf '\\";
                for (const unsigned shift : {6u, 3u, 0u})
                    text_ += static_cast<char>('0' + (byte >> shift & 7u));
                text_ += "')\"";
            } else if (c == '\'') {
                close();
                text_ += "\\'";
            } else {
                open();
                text_ += c;
            }
        }
    }
    void variable(const std::string& name) { shell("\"$" + name + "\""); }
    // Shell text that is quoted already.
    void shell(std::string_view quoted) {
        close();
        text_ += quoted;
    }
    std::string str() {
        if (text_.empty()) return "''";
        close();
        return text_;
    }

private:
    void open() {
        if (!open_) text_ += '\'';
        open_ = true;
    }
    void close() {
        if (open_) text_ += '\'';
        open_ = false;
    }
    std::string text_;
    bool open_ = false;
};

void append(Word& word, std::string_view text, const Secrets& secrets) {
    std::size_t copied = 0;
    for (const Occurrence& found : find_secrets(text, secrets)) {
        word.literal(text.substr(copied, found.begin - copied));
        const Secret& secret = secrets[found.secret];
        const bool as_is = text.substr(found.begin, found.end - found.begin) == secret.value;
        word.variable(variable_name(secret.name) + (as_is ? "" : "_ENCODED"));
        copied = found.end;
    }
    word.literal(text.substr(copied));
}

std::string word_of(std::string_view text, const Secrets& secrets) {
    Word word;
    append(word, text, secrets);
    return word.str();
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

// Basic credentials as curl arguments.
std::string basic(std::string_view credentials, const Secrets& secrets) {
    const std::optional<std::string> decoded = base64_decode(credentials);
    const std::size_t colon = decoded ? decoded->find(':') : std::string::npos;
    if (colon == std::string::npos) {
        Word word;
        word.literal("Authorization: Basic ");
        word.variable("BASIC_CREDENTIALS");
        return "--header " + word.str();
    }
    const std::string user = decoded->substr(0, colon);
    const std::string sent = decoded->substr(colon + 1);
    const bool is_plain = find_by_value(secrets, sent) != nullptr || form_decode(sent) == sent;
    const std::string secret = is_plain ? sent : form_decode(sent);
    const std::string variable = variable_for(secrets, secret, "client_secret");

    if (is_plain) {
        Word word;
        if (const Secret* known = find_by_value(secrets, user)) {
            word.variable(variable_name(known->name));
            word.literal(":"); // in quotes of its own: csh takes "$NAME:x" for a modifier
        } else {
            word.literal(user + ":");
        }
        word.variable(variable);
        return "--user " + word.str();
    }
    // RFC 6749 section 2.3.1 wants the secret form-encoded first. Every byte as %XX means the same.
    Word header;
    header.literal("Authorization: Basic ");
    Word id;
    append(id, user, secrets);
    header.shell(
        "\"$(printf '%s:%s' " + id.str() + " \"$(printf '%s' \"$" + variable +
        "\" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g')\" | base64 | tr -d '\\n')\"");
    return "--header " + header.str();
}

std::string header(const Field& field, const Secrets& secrets) {
    const std::string name = lower(field.name);
    Word word;
    word.literal(field.name);
    if (field.value.empty()) {
        word.literal(";"); // how curl spells a header without a value; "Name:" would remove it
        return "--header " + word.str();
    }
    word.literal(": ");
    if (name == "cookie") {
        word.variable("COOKIE");
    } else if (name == "authorization" || name == "proxy-authorization") {
        const std::size_t space = field.value.find(' ');
        const bool has_scheme = space != std::string::npos;
        const std::string scheme = has_scheme ? field.value.substr(0, space) : std::string{};
        const std::string credentials = field.value.substr(has_scheme ? space + 1 : 0);
        if (name == "authorization" && lower(scheme) == "basic") return basic(credentials, secrets);
        if (has_scheme) word.literal(scheme + " ");
        const bool bearer = lower(scheme) == "bearer";
        word.variable(variable_for(secrets, credentials, bearer ? "access_token" : "credentials"));
    } else {
        append(word, field.value, secrets);
    }
    return "--header " + word.str();
}

bool is_form(const Request& request) {
    return media_type(request.headers) == "application/x-www-form-urlencoded";
}

// Parameters without secrets go together in one argument; curl joins arguments with "&".
std::vector<std::string> form_body(std::string_view body, const Secrets& secrets) {
    std::vector<std::string> arguments;
    Word plain;
    bool has_plain = false;
    const auto flush = [&] {
        if (has_plain) arguments.push_back("--data-raw " + plain.str());
        plain = Word{};
        has_plain = false;
    };
    while (!body.empty()) {
        const std::size_t end = std::min(body.find('&'), body.size());
        const std::string_view piece = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        const std::size_t equals = std::min(piece.find('='), piece.size());
        const std::string_view raw_value = piece.substr(std::min(equals + 1, piece.size()));
        const std::string value = form_decode(raw_value);
        const std::string_view name = secret_name(form_decode(piece.substr(0, equals)));
        const bool is_secret =
            !value.empty() && (!name.empty() || find_by_value(secrets, value) != nullptr);
        if (is_secret && raw_value != value) {
            flush();
            Word word;
            word.literal(piece.substr(0, equals));
            word.literal("=");
            word.variable(variable_for(secrets, value, name));
            arguments.push_back("--data-urlencode " + word.str());
            continue;
        }
        if (has_plain) plain.literal("&");
        has_plain = true;
        if (is_secret) {
            plain.literal(piece.substr(0, equals + 1));
            plain.variable(variable_for(secrets, value, name));
        } else {
            append(plain, piece, secrets);
        }
    }
    flush();
    return arguments;
}

} // namespace

std::string curl_command(const Request& request, const Secrets& secrets) {
    std::vector<std::string> arguments;
    // curl would take brackets and braces in a URL for patterns.
    if (request.url.find_first_of("[]{}") != std::string::npos) arguments.push_back("--globoff");
    if (request.method == "HEAD") {
        arguments.push_back("--head"); // with --request HEAD curl would wait for a body
    } else if (request.method != "GET" || !request.body.empty()) {
        arguments.push_back("--request " + word_of(request.method, {}));
    }
    arguments.push_back("--url " + word_of(request.url, with_parameters_of(request.url, secrets)));
    for (const Field& field : request.headers)
        arguments.push_back(header(field, secrets));
    if (!request.body.empty()) {
        if (find_header(request.headers, "Content-Type") == nullptr) {
            // What Fetch says of a text body; curl would call it a form.
            arguments.push_back("--header 'Content-Type: text/plain;charset=UTF-8'");
        }
        if (request.body.find('\0') != std::string::npos) {
            arguments.push_back("--data-binary @request-body");
        } else if (is_form(request)) {
            for (std::string& argument : form_body(request.body, secrets)) {
                arguments.push_back(std::move(argument));
            }
        } else {
            arguments.push_back("--data-raw " + word_of(request.body, secrets));
        }
    }

    std::string command = "curl";
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        command += i == 0 ? " " : " \\\n  ";
        command += arguments[i];
    }
    return command;
}

} // namespace http
