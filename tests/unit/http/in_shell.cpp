#include "unit/http/in_shell.hpp"

#ifndef __EMSCRIPTEN__

#include "http/ascii.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <pty.h>
#include <string_view>
#include <sys/wait.h>
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

std::vector<std::string> shells_for_one_command() {
    std::vector<std::string> found = shells();
    if (is_installed("fish")) found.emplace_back("fish");
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

std::string session_under(const std::string& shell, const std::vector<Typed>& typed) {
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        setenv("PS1", "ready> ", 1);
        setenv("TERM", "dumb", 1);
        unsetenv("ENV");
        if (shell == "bash") {
            execlp("bash", "bash", "--norc", "--noprofile", "-i", nullptr);
        } else if (shell == "zsh") {
            execlp("zsh", "zsh", "-f", "-i", nullptr);
        } else if (shell == "fish") {
            execlp("fish", "fish", "--no-config", "-i", "-C",
                   "function fish_prompt; printf 'ready> '; end", nullptr);
        } else if (shell == "tcsh") {
            execlp("tcsh", "tcsh", "-f", nullptr);
        } else {
            execlp(shell.c_str(), shell.c_str(), "-i", nullptr);
        }
        _exit(127);
    }
    EXPECT_GT(child, 0);
    fcntl(terminal, F_SETFL, O_NONBLOCK);
    std::string seen;
    std::size_t looked = 0;
    std::size_t step = 0;
    std::size_t written = 0;
    constexpr int patience_ms = 20'000; // of a shell that says nothing more: a failure
    while (true) {
        const bool writing =
            step < typed.size() && seen.find(typed[step].wait_for, looked) != std::string::npos;
        pollfd ready{terminal, static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN), 0};
        if (poll(&ready, 1, patience_ms) <= 0) {
            ADD_FAILURE() << shell << " said nothing more: " << seen;
            kill(child, SIGKILL);
            break;
        }
        std::array<char, 4096> buffer{};
        const ssize_t size = read(terminal, buffer.data(), buffer.size());
        if (size > 0) {
            seen.append(buffer.data(), static_cast<std::size_t>(size));
            continue;
        }
        if (size == 0 || errno != EAGAIN) break; // the shell has ended
        if (!writing) continue;
        const std::string_view rest = std::string_view{typed[step].keys}.substr(written);
        const ssize_t taken = write(terminal, rest.data(), rest.size());
        if (taken > 0) written += static_cast<std::size_t>(taken);
        if (written == typed[step].keys.size()) {
            looked = seen.size();
            written = 0;
            ++step;
        }
    }
    close(terminal);
    int status = 0;
    waitpid(child, &status, 0);
    return seen;
}

std::vector<std::string> arguments_under(const std::string& shell, const std::string& program,
                                         const std::string& command, const Secrets& secrets) {
    const std::string telling = shell == "fish"
                                    ? "function " + program + "; printf '%s\\0' $argv; end\n"
                                    : program + "() { printf '%s\\0' \"$@\"; }\n";
    const std::string output = output_under(shell, telling + command + "\n", secrets);
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
