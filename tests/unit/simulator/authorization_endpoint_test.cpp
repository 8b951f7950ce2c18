#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace simulator::tests {
namespace {

http::Fields with(http::Fields parameters, std::string_view name, std::string_view value) {
    for (http::Field& each : parameters) {
        if (each.name == name) each.value = value;
    }
    return parameters;
}

http::Fields without(http::Fields parameters, std::string_view name) {
    std::erase_if(parameters, [name](const http::Field& each) { return each.name == name; });
    return parameters;
}

http::Fields twice(http::Fields parameters, std::string_view name) {
    const std::string value = *http::find_parameter(parameters, name);
    parameters.push_back({std::string(name), value});
    return parameters;
}

// RFC 6749 section 4.1.2.1: a client or address that is not proven is never redirected to.
void expect_dead_end(Driver& driver, const http::Fields& parameters) {
    const http::Response response = driver.authorize(parameters);
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(Driver::header(response, "Location"), "");
    EXPECT_NE(response.body.find("role=\"alert\""), std::string::npos);
    EXPECT_TRUE(driver.state.transactions.empty());
}

TEST(AuthorizationEndpoint, UnknownClientIsADeadEnd) {
    Driver driver;
    const http::Fields good = driver.authorization_parameters();
    expect_dead_end(driver, without(good, "client_id"));
    expect_dead_end(driver, with(good, "client_id", ""));
    expect_dead_end(driver, with(good, "client_id", "51A01A7E-0000-4000-8000-000000000001"));
    expect_dead_end(driver, twice(good, "client_id"));
}

// S07: byte for byte.
TEST(AuthorizationEndpoint, S07_RedirectUriMatchesExactly) {
    Driver driver;
    const http::Fields good = driver.authorization_parameters();
    for (const std::string_view wrong :
         {"", "https://page.example/playground", "https://page.example/playground/?",
          "https://page.example/playground/#", "https://page.example/Playground/",
          "https://PAGE.example/playground/", "https://page.example:443/playground/",
          "https://page.example/playground/index.html", "http://page.example/playground/",
          "https://page.example/playground/../", "https://evil.example/", "javascript:alert(1)",
          "http://localhost:8080", "http://localhost:8081/", "http://127.0.0.1:8080/"}) {
        expect_dead_end(driver, with(good, "redirect_uri", wrong));
    }
    expect_dead_end(driver, without(good, "redirect_uri"));
    expect_dead_end(driver, twice(good, "redirect_uri"));
    EXPECT_EQ(driver.authorize(with(good, "redirect_uri", "http://localhost:8080/")).status, 200);
}

TEST(AuthorizationEndpoint, HostMayRegisterMoreRedirectUris) {
    State state;
    Host host;
    host.base_url = base_url;
    host.redirect_uris = {"https://client.example/callback"};
    host.random = [](std::size_t octets) { return std::string(octets, 'r'); };
    host.sha256 = [](std::string_view text) { return ::tests::sha256(text); };
    Driver driver;
    const http::Fields parameters =
        with(driver.authorization_parameters(), "redirect_uri", "https://client.example/callback");
    const http::Request request{
        "GET", Driver::url("/auth/oauth/authorize?" + http::form_encode(parameters)), {}, {}};
    EXPECT_EQ(handle(state, request, host).status, 200);
    EXPECT_EQ(driver.send(request).status, 400);
}

struct Fault {
    std::string name;
    http::Fields parameters;
    std::string error;
};

std::vector<Fault> faults() {
    const http::Fields good = Driver().authorization_parameters();
    return {
        {"no response_type", without(good, "response_type"), "invalid_request"},
        {"token", with(good, "response_type", "token"), "unsupported_response_type"},
        {"code token", with(good, "response_type", "code token"), "unsupported_response_type"},
        {"no scope", without(good, "scope"), "invalid_scope"},
        {"empty scope", with(good, "scope", ""), "invalid_scope"},
        {"unregistered scope", with(good, "scope", "users:read users:write"), "invalid_scope"},
        {"malformed scope", with(good, "scope", "users\\read"), "invalid_scope"},
        {"no challenge", without(good, "code_challenge"), "invalid_request"},
        {"short challenge", with(good, "code_challenge", "abc"), "invalid_request"},
        {"padded challenge",
         with(good, "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM="),
         "invalid_request"},
        {"no method", without(good, "code_challenge_method"), "invalid_request"},
        {"plain", with(good, "code_challenge_method", "plain"), "invalid_request"},
        {"s256", with(good, "code_challenge_method", "s256"), "invalid_request"},
        {"scope twice", twice(good, "scope"), "invalid_request"},
        {"state twice", twice(good, "state"), "invalid_request"},
        {"unknown parameter twice",
         [&] {
             http::Fields more = good;
             more.insert(more.end(), {{"x", "1"}, {"x", "2"}});
             return more;
         }(),
         "invalid_request"},
    };
}

// RFC 6749 section 4.1.2.1 and RFC 7636 section 4.4.1. S02: plain does not exist.
TEST(AuthorizationEndpoint, OtherFaultsAreRedirected) {
    for (const Fault& fault : faults()) {
        SCOPED_TRACE(fault.name);
        Driver driver;
        const http::Response response = driver.authorize(fault.parameters);
        EXPECT_EQ(response.status, 303);
        EXPECT_TRUE(Driver::header(response, "Location").starts_with(page_url));
        EXPECT_EQ(Driver::parameter(response, "error"), fault.error);
        EXPECT_NE(Driver::parameter(response, "error_description"), "");
        EXPECT_EQ(Driver::parameter(response, "code"), "");
        EXPECT_EQ(Driver::parameter(response, "state"),
                  fault.name == "state twice" ? "" : "opaque state");
        EXPECT_TRUE(driver.state.transactions.empty());
    }
}

// Any site can open the endpoint of a service worker, with a state of its own.
TEST(AuthorizationEndpoint, S24_InABrowserNobodyIsSentOnBeforeAPress) {
    for (const Fault& fault : faults()) {
        SCOPED_TRACE(fault.name);
        Driver driver;
        driver.in_browser = true;
        const http::Response response = driver.authorize(fault.parameters);
        EXPECT_EQ(response.status, 400);
        EXPECT_EQ(Driver::header(response, "Location"), "");
        EXPECT_NE(response.body.find(fault.error), std::string::npos);
        EXPECT_NE(response.body.find("href=\"" + std::string(page_url) + "?error=" + fault.error),
                  std::string::npos)
            << response.body;
        EXPECT_TRUE(driver.state.transactions.empty());
    }
}

TEST(AuthorizationEndpoint, S24_InABrowserNoLoopbackAddressIsRegistered) {
    Driver driver;
    driver.in_browser = true;
    const http::Fields good = driver.authorization_parameters();
    expect_dead_end(driver, with(good, "redirect_uri", "http://localhost:8080/"));
    EXPECT_EQ(driver.authorize(good).status, 200);
}

TEST(AuthorizationEndpoint, UnknownParametersAreIgnored) {
    Driver driver;
    http::Fields parameters = driver.authorization_parameters();
    parameters.push_back({"prompt", "login"});
    EXPECT_EQ(driver.authorize(parameters).status, 200);
}

TEST(AuthorizationEndpoint, StateGoesBackUnreadOrNotAtAll) {
    for (const std::string_view state : {"a b&c=d#é", "%41", " "}) {
        Driver driver;
        const http::Response back =
            driver.decide(driver.log_in(driver.authorize(
                              with(driver.authorization_parameters(), "state", state))),
                          "approve");
        EXPECT_EQ(Driver::parameter(back, "state"), state);
    }
    Driver driver;
    const http::Response back = driver.decide(
        driver.log_in(driver.authorize(without(driver.authorization_parameters(), "state"))),
        "approve");
    EXPECT_EQ(Driver::header(back, "Location").find("state="), std::string::npos);
}

TEST(AuthorizationEndpoint, OnlyGet) {
    Driver driver;
    EXPECT_EQ(driver.post("/auth/oauth/authorize", {}).status, 405);
    EXPECT_EQ(driver.get("/auth/oauth/authorize/log-in").status, 405);
    EXPECT_EQ(driver.get("/auth/oauth/authorize/consent").status, 405);
}

TEST(LogIn, WrongPasswordSaysSoAndKeepsTheEmail) {
    Driver driver;
    const http::Response page = driver.authorize(driver.authorization_parameters());
    const std::string id = Driver::transaction(page);
    const http::Response again =
        driver.post("/auth/oauth/authorize/log-in",
                    {{"transaction", id}, {"email", "ada@dummy.example"}, {"password", "wrong"}});
    EXPECT_EQ(again.status, 200);
    EXPECT_NE(again.body.find("role=\"alert\""), std::string::npos);
    EXPECT_NE(again.body.find("value=\"ada@dummy.example\""), std::string::npos);
    EXPECT_EQ(again.body.find("wrong"), std::string::npos);
    EXPECT_EQ(driver.log_in(again).body.find("role=\"alert\""), std::string::npos);
}

TEST(LogIn, RefusesWhateverIsNotADummyPerson) {
    Driver driver;
    const http::Response page = driver.authorize(driver.authorization_parameters());
    const std::string noor(staging::simulated_people[1].password);
    for (const auto& [email, password] :
         std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                          {"ada@dummy.example", ""},
                                                          {"", "ada-dummy"},
                                                          {"ada@dummy.example", noor},
                                                          {"nobody@dummy.example", "ada-dummy"},
                                                          {"ada@dummy.example", "ADA-DUMMY"}}) {
        const http::Response answer = driver.post(
            "/auth/oauth/authorize/log-in",
            {{"transaction", Driver::transaction(page)}, {"email", email}, {"password", password}});
        EXPECT_NE(answer.body.find("role=\"alert\""), std::string::npos) << email;
    }
}

TEST(LogIn, EmailComparesWithoutCaseAndBlanks) {
    Driver driver;
    const http::Response page = driver.authorize(driver.authorization_parameters());
    const http::Response answer =
        driver.post("/auth/oauth/authorize/log-in", {{"transaction", Driver::transaction(page)},
                                                     {"email", " Ada@Dummy.Example "},
                                                     {"password", "ada-dummy"}});
    EXPECT_NE(answer.body.find("Approve"), std::string::npos);
}

TEST(LogIn, ReloadingTheConsentPageWorks) {
    Driver driver;
    const http::Response page = driver.authorize(driver.authorization_parameters());
    driver.log_in(page);
    EXPECT_EQ(driver.decide(driver.log_in(page), "approve").status, 303);
}

TEST(Consent, NeedsTheIdThatTheLogInMade) {
    Driver driver;
    const http::Response page = driver.authorize(driver.authorization_parameters());
    EXPECT_EQ(driver.decide(page, "approve").status, 400); // not logged in
    const http::Response consent = driver.log_in(page);
    EXPECT_EQ(driver.decide(page, "approve").status, 400); // the id of the log-in form
    EXPECT_EQ(driver.decide(consent, "maybe").status, 400);
    EXPECT_TRUE(driver.state.codes.empty());
    EXPECT_EQ(driver.decide(consent, "approve").status, 303);
    EXPECT_EQ(driver.decide(consent, "approve").status, 400); // once
    EXPECT_EQ(driver.log_in(page).status, 400);
    EXPECT_EQ(driver.state.codes.size(), 1U);
}

TEST(Consent, DenyRedirectsWithAccessDenied) {
    Driver driver;
    const http::Response back =
        driver.decide(driver.log_in(driver.authorize(driver.authorization_parameters())), "deny");
    EXPECT_EQ(back.status, 303);
    EXPECT_EQ(Driver::parameter(back, "error"), "access_denied");
    EXPECT_EQ(Driver::parameter(back, "state"), "opaque state");
    EXPECT_EQ(Driver::parameter(back, "code"), "");
    EXPECT_TRUE(driver.state.codes.empty());
}

TEST(Consent, ExpiresAfterTenMinutes) {
    Driver driver;
    const http::Response consent =
        driver.log_in(driver.authorize(driver.authorization_parameters()));
    driver.now_ms += transaction_lifetime_ms;
    EXPECT_EQ(driver.decide(consent, "approve").status, 400);
    EXPECT_TRUE(driver.state.transactions.empty());
}

TEST(AuthorizationEndpoint, RemembersOnlyTheNewestRequests) {
    Driver driver;
    const http::Response oldest = driver.authorize(driver.authorization_parameters());
    for (std::size_t i = 0; i < most_transactions; ++i) {
        driver.authorize(driver.authorization_parameters());
    }
    EXPECT_EQ(driver.state.transactions.size(), most_transactions);
    EXPECT_EQ(driver.log_in(oldest).status, 400);
}

} // namespace
} // namespace simulator::tests
