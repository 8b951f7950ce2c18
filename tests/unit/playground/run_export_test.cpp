// What leaves as a file: complete, inert, and without a secret.
#include "playground/run_export.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "playground/plan.hpp"
#include "playground/run_story.hpp"
#include "unit/playground/world.hpp"
#include "json/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace playground {
namespace {

Download file_of(World& world, RunExport what) {
    world.effects.clear();
    world.press(RunExportPressed{what});
    const std::vector<Download> files = all<Download>(world.effects);
    EXPECT_EQ(files.size(), 1u);
    return files.empty() ? Download{} : files.front();
}

constexpr std::array<RunExport, 3> every_format{RunExport::markdown, RunExport::mermaid,
                                                RunExport::har};

// A run with each kind of ending, and a server that says back what it was sent.
World long_run(std::vector<std::pair<std::string, std::string>>& secret_values) {
    const auto remember = [&](const World& world) {
        for (const http::Secret& each : secrets(world.model))
            secret_values.emplace_back(each.name, each.value);
        const std::string& id = world.model.registration.client.client_id;
        const std::string& secret = world.model.registration.client.client_secret;
        if (!secret.empty())
            secret_values.emplace_back("Basic", http::base64_encode(id + ":" + secret));
    };
    World world;
    world.open();
    world.authorise();
    remember(world);
    world.press(ExchangeCodePressed{});
    remember(world);
    world.press(CallApiPressed{});
    world.press(RefreshPressed{});
    remember(world);
    const std::string echo = world.refresh().value;
    answer_with(world, 400, R"({"error":")" + echo + R"(","error_description":")" + echo + "\"}");
    world.press(RefreshPressed{});
    world.server = nullptr;
    world.network = Network::deaf;
    world.press(RefreshPressed{});
    world.network = Network::up;
    return world;
}

TEST(RunExport, HoldsNoSecretInAnyFormatOrEncodingAndNoPartOfOne) {
    std::vector<std::pair<std::string, std::string>> values;
    World world = long_run(values);
    ASSERT_GT(values.size(), 8u);
    // How the simulator's tokens begin is a word of the RFC as well.
    constexpr std::string_view in_the_open = "refresh_token";
    for (const RunExport format : every_format) {
        const std::string text = file_of(world, format).text;
        ASSERT_GT(text.size(), 500u);
        for (const auto& [name, value] : values) {
            for (const std::string& form :
                 {value, http::form_encode(value), http::form_encode(http::form_encode(value)),
                  http::base64_encode(value)}) {
                EXPECT_EQ(text.find(form), std::string::npos) << name;
                for (std::size_t i = 0; i + 8 <= form.size(); ++i) {
                    const std::string part = form.substr(i, 8);
                    if (in_the_open.find(part) != std::string_view::npos) continue;
                    EXPECT_EQ(text.find(part), std::string::npos) << name << ": " << part;
                }
            }
        }
    }
}

TEST(RunExport, HarHasWhatTheFormatDemandsAndEveryExchange) {
    std::vector<std::pair<std::string, std::string>> values;
    World world = long_run(values);
    const Download file = file_of(world, RunExport::har);
    EXPECT_EQ(file.name, "run.har");
    const json::Parsed parsed = json::parse(file.text);
    ASSERT_TRUE(parsed.document) << parsed.error.message;
    const json::Value* log = json::find(parsed.document->root, "log");
    ASSERT_NE(log, nullptr);
    EXPECT_EQ(json::find_string(*log, "version"), "1.2");
    ASSERT_NE(json::find(*log, "creator"), nullptr);
    EXPECT_TRUE(json::find_string(*json::find(*log, "creator"), "name"));
    EXPECT_TRUE(json::find_string(*json::find(*log, "creator"), "version"));
    const auto* entries = json::find_array(*log, "entries");
    ASSERT_NE(entries, nullptr);
    ASSERT_EQ(entries->size(), world.model.exchanges.size());
    bool posted = false, unanswered = false, virtual_time = false;
    for (const json::Value& entry : *entries) {
        const auto started = json::find_string(entry, "startedDateTime");
        ASSERT_TRUE(started);
        EXPECT_EQ(started->size(), std::string_view("2027-01-15T08:00:00.000Z").size()) << *started;
        EXPECT_TRUE(json::find_integer(entry, "time"));
        ASSERT_NE(json::find(entry, "cache"), nullptr);
        const json::Value* timings = json::find(entry, "timings");
        ASSERT_NE(timings, nullptr);
        for (const char* name : {"send", "wait", "receive"})
            EXPECT_TRUE(json::find_integer(*timings, name)) << name;
        const json::Value* request = json::find(entry, "request");
        const json::Value* response = json::find(entry, "response");
        ASSERT_NE(request, nullptr);
        ASSERT_NE(response, nullptr);
        for (const char* name : {"method", "url", "httpVersion"})
            EXPECT_TRUE(json::find_string(*request, name)) << name;
        for (const char* name : {"cookies", "headers", "queryString"})
            EXPECT_NE(json::find_array(*request, name), nullptr) << name;
        for (const json::Value* message : {request, response})
            for (const char* name : {"headersSize", "bodySize"})
                EXPECT_TRUE(json::find_integer(*message, name)) << name;
        EXPECT_TRUE(json::find_integer(*response, "status"));
        for (const char* name : {"statusText", "httpVersion", "redirectURL"})
            EXPECT_TRUE(json::find_string(*response, name)) << name;
        for (const char* name : {"cookies", "headers"})
            EXPECT_NE(json::find_array(*response, name), nullptr) << name;
        const json::Value* content = json::find(*response, "content");
        ASSERT_NE(content, nullptr);
        EXPECT_TRUE(json::find_integer(*content, "size"));
        EXPECT_TRUE(json::find_string(*content, "mimeType"));
        if (const json::Value* data = json::find(*request, "postData")) {
            posted = true;
            EXPECT_EQ(json::find_string(*data, "mimeType"), "application/x-www-form-urlencoded");
            EXPECT_TRUE(json::find_string(*data, "text"));
        }
        unanswered = unanswered || json::find_integer(*response, "status") == 0;
        virtual_time = virtual_time || json::find(entry, "_serverDateTime") != nullptr;
    }
    EXPECT_TRUE(posted);
    EXPECT_TRUE(unanswered);
    EXPECT_TRUE(virtual_time);
}

TEST(RunExport, ItsWriterTakesNoExchangeThatIsNotRedacted) {
    const World world = with_tokens();
    const json::Value har = run_har({world.model.exchanges, world.model.log, "test"});
    const auto& all_exchanges = world.model.exchanges;
    const auto redacted = static_cast<std::size_t>(
        std::count_if(all_exchanges.begin(), all_exchanges.end(),
                      [](const http::Exchange& each) { return each.redacted; }));
    EXPECT_EQ(json::find_array(*json::find(har, "log"), "entries")->size(), redacted)
        << "those of the page before the redirect";
    EXPECT_LT(redacted, all_exchanges.size());
}

TEST(RunExport, MarkdownAndMermaidTellEveryMoment) {
    std::vector<std::pair<std::string, std::string>> values;
    World world = long_run(values);
    const Download words = file_of(world, RunExport::markdown);
    const Download diagram = file_of(world, RunExport::mermaid);
    EXPECT_EQ(words.name, "run.md");
    EXPECT_EQ(diagram.name, "run.mmd");
    for (const Moment& each : world.model.log.moments) {
        const std::string number = std::to_string(each.id);
        EXPECT_NE(words.text.find("| " + number + " | "), std::string::npos) << number;
        EXPECT_NE(words.text.find(inert_markdown(cause_of(each))), std::string::npos);
        EXPECT_NE(diagram.text.find(": " + number + " "), std::string::npos) << number;
    }
    EXPECT_NE(words.text.find("ways seen"), std::string::npos);
    EXPECT_NE(words.text.find("**Refresh token 1**: rotated"), std::string::npos);
    EXPECT_NE(diagram.text.find("%% Mermaid cannot show:"), std::string::npos);
    EXPECT_NE(diagram.text.find("AS--xPage: "), std::string::npos) << "no answer came";
    EXPECT_NE(diagram.text.find("Person-->>AS: "), std::string::npos) << "through the browser";
}

TEST(RunExport, WhatAServerSaysIsInert) {
    World world = with_tokens();
    answer_with(
        world, 400,
        R"({"error":"<b>|[x](http://a.example)\n## `h` www.a.example a@b.example; %%{init}%% #35; end"})");
    world.press(RefreshPressed{});
    const std::string words = file_of(world, RunExport::markdown).text;
    const std::string diagram = file_of(world, RunExport::mermaid).text;
    for (const char* bad : {"<b>", " |[x", "x](", "http://a.e", "www.a", "a@b", "\n## `"})
        EXPECT_EQ(words.find(bad), std::string::npos) << bad;
    for (const char* bad : {"<b>", "{init}", "e; ", " #35; end", "\n##"})
        EXPECT_EQ(diagram.find(bad), std::string::npos) << bad;
    EXPECT_NE(words.find("\\<b\\>"), std::string::npos) << "it is told all the same";
    // One row for each moment, whatever is in its words.
    std::size_t rows = 0, from = words.find("|---");
    for (std::size_t at = from; (at = words.find("\n| ", at)) != std::string::npos; ++at)
        ++rows;
    EXPECT_EQ(rows, world.model.log.moments.size());
    EXPECT_EQ(inert_mermaid("a;b#c"), "a#59;b#35;c");
    EXPECT_EQ(inert_markdown("200 OK. a.b\n"), "200 OK. a\\.b ");
}

TEST(RunExport, NothingIsDownloadedOfARunThatDidNotBegin) {
    World world;
    world.open();
    world.effects.clear();
    world.press(RunExportPressed{RunExport::har});
    EXPECT_TRUE(all<Download>(world.effects).empty());
}

} // namespace
} // namespace playground
