// A second implementation of browser/ports.h: a page without a browser. It writes down what the loop asks for, in
// order; clocks, stores and randomness are the test's. Answers that a browser gives later, the test tells the loop.
//
//   FakePage page;                  // one at a time: ports are functions
//   Browsing browsing(page);        // with a loop on it
//   browsing.open();
//   browsing.press("Authorise");
//   EXPECT_EQ(page.count("navigate"), 1u);
#pragma once

#include "browser/loop.hpp"
#include "unit/ui/picture.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace browser {

struct FakePage {
    FakePage();
    ~FakePage();
    FakePage(const FakePage&) = delete;
    FakePage& operator=(const FakePage&) = delete;

    double monotonic_ms = 1'000'000, wall_ms = 1'800'000'000'000;
    bool has_entropy = true;
    bool has_picture = true;

    std::string session_storage, local_storage;
    std::vector<std::string> calls; // by name, without "port_"; those that paint are left out
    std::vector<std::uint32_t> sent, aborted;
    std::vector<std::string> hashed; // texts of port_sha256
    std::string left_for;
    std::optional<double> alarm; // what the last port_wake wished; nothing when none
    std::vector<SeenNode> nodes;
    std::size_t pictures = 0;        // port_clear
    std::function<void()> on_forget; // while port_forget is called

    void pass(double milliseconds) { monotonic_ms += milliseconds, wall_ms += milliseconds; }
    std::size_t count(std::string_view call) const;
    const SeenNode* find(ui::Role role, std::string_view name) const;
    bool says(std::string_view words) const; // in the name of any node
};

// One opened page.
class Browsing {
public:
    explicit Browsing(FakePage& page);
    ~Browsing();
    Browsing(const Browsing&) = delete;
    Browsing& operator=(const Browsing&) = delete;

    Loop loop;

    void open(); // as the loader does: size first
    void tell(playground::Event event) { loop.tell(std::move(event)); }
    // What browsers answer later: each text that waits for its digest.
    void answer_digests();
    void press(std::string_view button);
    void edit(ui::Role role, std::string_view name, std::string_view text);
    void choose(std::string_view combobox, std::size_t option);

private:
    FakePage& page_;
    std::uint32_t id_of(ui::Role role, std::string_view name) const;
};

} // namespace browser
