// Commands run by real shells, with the program that they are for replaced by one that tells what
// it was given. There are no shells in a WebAssembly build: there only the hostile text is left.
#pragma once

#include "http/redaction.hpp"

#include <string>
#include <vector>

namespace http::tests {

// Everything that some shell or terminal might take for more than text.
inline const std::string hostile =
    "-q'u\"o`te $(touch /tmp/owned) ${HOME} $$ \\ !! %s *\t;&|<>\n#~\u00e9\x1B[31m";

// The shells of this machine: always sh, others where they are installed.
std::vector<std::string> shells();

// And fish, which is no POSIX shell: the command itself runs there, its prompts do not.
std::vector<std::string> shells_for_one_command();

// What `script` prints, run as a file by `shell` with `input` on its standard input and one
// environment variable for each secret, named like it in upper case.
std::string output_under(const std::string& shell, const std::string& script,
                         const Secrets& secrets, const std::string& input = {});

// What a person sees of an interactive `shell` in a pseudo-terminal who types, byte by byte as fast
// as it is taken, each of `typed` once `wait_for` of it has been printed since the one before.
struct Typed {
    std::string wait_for, keys;
};
std::string session_under(const std::string& shell, const std::vector<Typed>& typed);

// The arguments that `program` is given when `shell` runs `command`.
std::vector<std::string> arguments_under(const std::string& shell, const std::string& program,
                                         const std::string& command, const Secrets& secrets);

bool is_installed(const std::string& program);

} // namespace http::tests
