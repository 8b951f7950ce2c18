#include "oauth/scope.hpp"
#include "unit/simulator/driver.hpp"

#include "simulator/pages.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

std::vector<http::Response> all_pages() {
    Driver driver;
    const http::Response login = driver.authorize(driver.authorization_parameters());
    return {login, driver.log_in(login), driver.get("/auth/oauth/authorize"), driver.get("/"),
            driver.post("/auth/oauth/authorize/consent", {})};
}

TEST(Pages, HaveNoScriptAndAStrictPolicy) {
    for (const http::Response& page : all_pages()) {
        EXPECT_EQ(http::media_type(page.headers), "text/html");
        EXPECT_EQ(page.body.find("<script"), std::string::npos);
        EXPECT_EQ(page.body.find(" style="), std::string::npos);
        EXPECT_EQ(page.body.find("<style"), std::string::npos);
        const std::string policy = Driver::header(page, "Content-Security-Policy");
        for (const std::string_view directive :
             {"default-src 'none'", "style-src 'self'", "form-action 'self'", "base-uri 'none'",
              "frame-ancestors 'none'"}) {
            EXPECT_NE(policy.find(directive), std::string::npos) << directive;
        }
        EXPECT_EQ(policy.find("unsafe"), std::string::npos);
        EXPECT_EQ(Driver::header(page, "Referrer-Policy"), "no-referrer");
        EXPECT_EQ(Driver::header(page, "Cache-Control"), "no-store");
        EXPECT_EQ(Driver::header(page, "X-Content-Type-Options"), "nosniff");
    }
}

TEST(Pages, SayThatNothingIsReal) {
    for (const http::Response& page : all_pages()) {
        EXPECT_NE(page.body.find("Nothing here is real, and this is not Pleo"), std::string::npos);
        EXPECT_EQ(count(page.body, "<h1>"), 1U);
        EXPECT_EQ(count(page.body, "<main"), 1U);
        EXPECT_NE(page.body.find("<html lang=\"en-GB\">"), std::string::npos);
    }
}

TEST(Pages, EveryFieldHasItsLabel) {
    Driver driver;
    const http::Response login = driver.authorize(driver.authorization_parameters());
    for (const std::string_view part :
         {"<label for=\"email\">Email</label>", "id=\"email\"",
          "<label for=\"password\">Password</label>", "id=\"password\"", ">Log in</button>"}) {
        EXPECT_EQ(count(login.body, part), 1U) << part;
    }
    const http::Response consent = driver.log_in(login);
    EXPECT_EQ(count(consent.body, ">Approve</button>"), 1U);
    EXPECT_EQ(count(consent.body, ">Deny</button>"), 1U);
}

TEST(Pages, ShowBothDummyPeopleWithTheirPasswords) {
    Driver driver;
    const http::Response login = driver.authorize(driver.authorization_parameters());
    for (const staging::SimulatedPerson& person : staging::simulated_people) {
        EXPECT_NE(login.body.find(person.email), std::string::npos);
        EXPECT_NE(login.body.find(person.password), std::string::npos);
        const http::Response consent = driver.log_in(login, person);
        EXPECT_NE(consent.body.find(person.name), std::string::npos);
    }
}

TEST(Pages, ConsentShowsTheAskedScopesAndNoOther) {
    Driver driver;
    const http::Response consent =
        driver.log_in(driver.authorize(driver.authorization_parameters("users:read test:test")));
    EXPECT_NE(consent.body.find("See the employees of your company"), std::string::npos);
    EXPECT_NE(consent.body.find("Try the flow, and see nothing"), std::string::npos);
    EXPECT_EQ(consent.body.find("companies:read"), std::string::npos);
    // Browsers check where a form's redirect leads.
    EXPECT_NE(Driver::header(consent, "Content-Security-Policy")
                  .find("form-action 'self' https://page.example;"),
              std::string::npos);
}

TEST(Pages, EveryRegisteredScopeHasWords) {
    Driver driver;
    const http::Response consent =
        driver.log_in(driver.authorize(driver.authorization_parameters()));
    const auto scopes = oauth::parse_scopes(staging::simulated_scopes);
    EXPECT_EQ(count(consent.body, "<li>"), scopes->values.size());
    for (const std::string& each : scopes->values)
        EXPECT_EQ(consent.body.find("<li><span>" + each), std::string::npos) << each;
}

// S57: what arrives is text, never markup.
TEST(Pages, S57_EscapeWhatArrived) {
    const std::string hostile = "\"><script>alert('1')</script>&";
    Driver driver;
    http::Fields parameters = driver.authorization_parameters();
    for (http::Field& each : parameters) {
        if (each.name == "state") each.value = hostile;
    }
    const http::Response login = driver.authorize(parameters);
    EXPECT_EQ(login.body.find("<script"), std::string::npos);
    EXPECT_NE(login.body.find("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;"),
              std::string::npos);
    const http::Response again = driver.post(
        "/auth/oauth/authorize/log-in",
        {{"transaction", Driver::transaction(login)}, {"email", hostile}, {"password", hostile}});
    EXPECT_EQ(again.body.find("<script"), std::string::npos);
    for (const std::string_view name : {"client_id", "redirect_uri"}) {
        http::Fields wrong = driver.authorization_parameters();
        for (http::Field& each : wrong) {
            if (each.name == name) each.value = hostile;
        }
        EXPECT_EQ(driver.authorize(wrong).body.find("<script"), std::string::npos);
    }
}

TEST(Pages, EscapeLeavesOtherTextAlone) {
    EXPECT_EQ(escape_html("é 日本 a/b=c"), "é 日本 a/b=c");
    EXPECT_EQ(escape_html(std::string_view("\0", 1)), "\xEF\xBF\xBD");
}

TEST(Pages, StyleSheetIsServed) {
    Driver driver;
    const http::Response sheet = driver.get("/auth/style.css");
    EXPECT_EQ(sheet.status, 200);
    EXPECT_EQ(http::media_type(sheet.headers), "text/css");
    EXPECT_NE(sheet.body.find("prefers-color-scheme: dark"), std::string::npos);
}

} // namespace
} // namespace simulator::tests
