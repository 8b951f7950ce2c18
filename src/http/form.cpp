#include "http/form.hpp"

#include "http/ascii.hpp"

#include <array>

namespace http {

namespace {

void append_escape(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += upper_hex_digits[byte >> 4];
    out += upper_hex_digits[byte & 0xF];
}

constexpr std::array<bool, 256> stays = table_of([](char c) {
    return is_letter(c) || is_digit(c) || c == '*' || c == '-' || c == '.' || c == '_';
});

} // namespace

// Whole stretches at once: most of what is encoded needs no escape.
void append_form_encoded(std::string& out, std::string_view text) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (stays[static_cast<unsigned char>(text[i])]) continue;
        out.append(text, kept, i - kept);
        kept = i + 1;
        if (text[i] == ' ')
            out += '+';
        else
            append_escape(out, text[i]);
    }
    out.append(text, kept);
}

std::string form_encode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    append_form_encoded(out, text);
    return out;
}

std::string form_encode(const Fields& fields) {
    std::string out;
    std::size_t size = 0;
    for (const Field& field : fields)
        size += field.name.size() + field.value.size() + 2;
    out.reserve(size + size / 4);
    for (const Field& field : fields) {
        if (&field != &fields.front()) out += '&';
        append_form_encoded(out, field.name);
        out += '=';
        append_form_encoded(out, field.value);
    }
    return out;
}

std::string form_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
            continue;
        }
        if (text[i] == '%' && i + 2 < text.size()) {
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high >= 0 && low >= 0) {
                out += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

Fields form_parse(std::string_view query_or_body) {
    Fields fields;
    while (!query_or_body.empty()) {
        const std::size_t end = query_or_body.find('&');
        const std::string_view piece = query_or_body.substr(0, end);
        query_or_body.remove_prefix(end == std::string_view::npos ? query_or_body.size() : end + 1);
        if (piece.empty()) continue;
        const std::size_t equals = piece.find('=');
        const std::string_view value =
            equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1);
        fields.push_back(Field{form_decode(piece.substr(0, equals)), form_decode(value)});
    }
    return fields;
}

std::string percent_encode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
        } else {
            append_escape(out, c);
        }
    }
    return out;
}

} // namespace http
