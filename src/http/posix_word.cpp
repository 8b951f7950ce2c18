#include "http/posix_word.hpp"

namespace http {

namespace {

// As form_encode() does it, byte by byte, so that a server which does not decode still finds a secret
// that needed no encoding. "+0" makes a number of a field for every awk.
std::string encoded_by_shell(const std::string& variable) {
    return "$(printf '%s' \"$" + variable +
           "\" | od -An -v -tu1 | awk '{for(i=1;i<=NF;i++){c=$i+0;"
           "printf(c==32?\"+\":c==42||c==45||c==46||c==95||c>47&&c<58||c>64&&c<91||c>96&&c<123"
           "?\"%c\":\"%%%02X\",c)}}')";
}

} // namespace

void PosixWord::literal(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\0') continue;
        if ((byte < 0x20 && c != '\n') || byte == 0x7F) {
            // A terminal that this is pasted into would obey it: a tab completes, an escape may
            // run.
            close();
            text_ += "\"$(printf '\\";
            for (const unsigned shift : {6u, 3u, 0u})
                text_ += static_cast<char>('0' + (byte >> shift & 7u));
            text_ += "')\"";
        } else if (c == '\'' || c == '\\' || c == '!') {
            close();
            text_ += '\\';
            text_ += c;
        } else {
            open();
            text_ += c;
        }
    }
}

void PosixWord::variable(const std::string& name) { shell("\"$" + name + "\""); }

void PosixWord::pieces(const Pieces& pieces) {
    for (const Piece& piece : pieces) {
        switch (piece.kind) {
        case Piece::Kind::literal: literal(piece.text); break;
        case Piece::Kind::variable: variable(piece.text); break;
        case Piece::Kind::variable_to_encode:
            shell("\"" + encoded_by_shell(piece.text) + "\"");
            break;
        }
    }
}

void PosixWord::shell(std::string_view quoted) {
    close();
    text_ += quoted;
}

std::string PosixWord::str() const {
    if (text_.empty()) return "''";
    return open_ ? text_ + "'" : text_;
}

void PosixWord::open() {
    if (!open_) text_ += '\'';
    open_ = true;
}

void PosixWord::close() {
    if (open_) text_ += '\'';
    open_ = false;
}

void append_basic(PosixWord& word, const BasicParts& basic) {
    PosixWord id;
    id.pieces(basic.id);
    const std::string secret =
        basic.encode ? encoded_by_shell(basic.variable) : "$" + basic.variable;
    word.literal("Basic ");
    word.shell("\"$(printf '%s:%s' " + id.str() + " \"" + secret + "\" | base64 | tr -d '\\n')\"");
}

} // namespace http
