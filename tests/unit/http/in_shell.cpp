#include "unit/http/in_shell.hpp"

#ifndef __EMSCRIPTEN__

#include "http/ascii.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <unistd.h>

namespace http::tests {

namespace {

class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& content) {
        const int file = mkstemp(name_.data());
        EXPECT_GE(file, 0);
        close(file);
        std::ofstream{name_.data()} << content;
    }
    ~TemporaryFile() { std::remove(name_.data()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    std::string name() const { return name_.data(); }

private:
    std::array<char, 32> name_{"/tmp/in-shell-XXXXXX"};
};

std::string upper(std::string name) {
    for (char& c : name)
        c = http::upper(c);
    return name;
}

} // namespace

bool is_installed(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

std::vector<std::string> shells() {
    std::vector<std::string> found{"sh"};
    for (const char* shell : {"bash", "zsh", "dash", "ksh"}) {
        if (is_installed(shell)) found.push_back(shell);
    }
    return found;
}

std::string output_under(const std::string& shell, const std::string& script,
                         const Secrets& secrets, const std::string& input) {
    const TemporaryFile file{script};
    const TemporaryFile typed{input};
    for (const Secret& secret : secrets)
        setenv(upper(secret.name).c_str(), secret.value.c_str(), 1);
    FILE* pipe = popen((shell + " " + file.name() + " <" + typed.name()).c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    std::string output;
    std::array<char, 4096> buffer{};
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe))
        output.append(buffer.data(), size);
    EXPECT_EQ(pclose(pipe), 0) << script;
    for (const Secret& secret : secrets)
        unsetenv(upper(secret.name).c_str());
    return output;
}

std::vector<std::string> arguments_under(const std::string& shell, const std::string& program,
                                         const std::string& command, const Secrets& secrets) {
    const std::string output =
        output_under(shell, program + "() { printf '%s\\0' \"$@\"; }\n" + command + "\n", secrets);
    std::vector<std::string> arguments;
    for (std::size_t start = 0; start < output.size();) {
        const std::size_t end = output.find('\0', start);
        arguments.push_back(output.substr(start, end - start));
        start = end + 1;
    }
    return arguments;
}

} // namespace http::tests

#endif
