// One argument of a POSIX shell or fish: literal text in single quotes, variables in double quotes, and
// control characters as $(printf ...), so that pasting the command into a terminal types nothing
// but text. A backslash stands outside of quotes, doubled: inside of single quotes fish reads it as an
// escape, so that a text could end its quotes and run as commands; and so does a !, which csh and tcsh
// replace by earlier commands in any quotes, before they refuse the line (terminal.cpp). For curl and
// HTTPie.
#pragma once

#include "http/command_parts.hpp"

#include <string>
#include <string_view>

namespace http {

class PosixWord {
public:
    void literal(std::string_view text); // NUL is left out: no argument can hold one
    void variable(const std::string& name);
    void pieces(const Pieces& pieces);   // encodes where they ask for it
    void shell(std::string_view quoted); // shell text that is quoted already
    std::string str() const;

private:
    void open();
    void close();
    std::string text_;
    bool open_ = false;
};

// "Basic ..." put together in the shell, for credentials that a tool would not build as they are.
void append_basic(PosixWord& word, const BasicParts& basic);

} // namespace http
