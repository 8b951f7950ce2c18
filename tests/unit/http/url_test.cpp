#include "http/ip_address.hpp"
#include "http/url.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using http::Url;

Url parsed(std::string_view text) {
    const Result<Url> url = http::parse_url(text);
    EXPECT_TRUE(url) << text << ": " << (url ? "" : url.error().message);
    return url ? *url : Url{};
}

std::string code(const Result<Url>& url) { return url ? "accepted" : url.error().code; }

TEST(Url, takes_all_parts_apart) {
    const Url url =
        parsed("HTTPS://User:pw@Auth.Example.COM:8443/Oauth/Token;v=1?a=b?c/d#frag?x/y");
    EXPECT_EQ(url.scheme, "https");
    EXPECT_TRUE(url.has_user_info);
    EXPECT_EQ(url.user_info, "User:pw");
    EXPECT_EQ(url.host, "auth.example.com");
    EXPECT_EQ(url.port, "8443");
    EXPECT_EQ(url.path, "/Oauth/Token;v=1");
    EXPECT_EQ(url.query, "a=b?c/d");
    EXPECT_EQ(url.fragment, "frag?x/y");
    EXPECT_EQ(http::to_string(url),
              "https://User:pw@auth.example.com:8443/Oauth/Token;v=1?a=b?c/d#frag?x/y");
}

TEST(Url, S07_what_is_accepted_is_written_back_byte_for_byte) {
    for (const std::string text :
         {"https://a.example", "https://a.example/", "https://a.example?", "https://a.example#",
          "https://a.example/?#", "http://localhost:8080/callback",
          "https://a.example:443/%2f/%2F//x//", "https://@a.example/",
          "https://xn--bcher-kva.example/", "http://127.0.0.1:2/", "http://[::1]:65535/x",
          "https://a_b.example/", "https://a.example/sorting_keys%5B%5D/...?a=..&b=/../",
          "https://a.example/!$&'()*+,;=:@-._~"}) {
        EXPECT_EQ(http::to_string(parsed(text)), text);
    }
    EXPECT_FALSE(parsed("https://a.example").has_query);
    EXPECT_TRUE(parsed("https://a.example?").has_query);
    EXPECT_TRUE(parsed("https://a.example#").has_fragment);
}

struct Case {
    std::string text;
    const char* code;
};

TEST(Url, S08_refuses_what_is_unusual) {
    const std::string nul{"https://a.example/\0", 19};
    for (const Case& bad : {
             Case{"", "url_empty"},
             Case{"a.example/cb", "url_scheme"},
             Case{"/callback", "url_scheme"},
             Case{"//a.example/", "url_scheme"},
             Case{"a.example:8080/", "url_scheme"},
             Case{"localhost:8080", "url_scheme"},
             Case{"javascript:alert(1)", "url_scheme"},
             Case{"data:text/html,x", "url_scheme"},
             Case{"ftp://a.example/", "url_scheme"},
             Case{"file:///etc/passwd", "url_scheme"},
             Case{"https:a.example", "url_scheme"},
             Case{"https:/a.example", "url_scheme"},
             Case{"://a.example", "url_scheme"},
             Case{"https://", "url_host"},
             Case{"https:///path", "url_host"},
             Case{"https://?q", "url_host"},
             Case{"https://:443/", "url_host"},
             Case{"https://u@/", "url_host"},
             Case{"https://a..example/", "url_host"},
             Case{"https://.example/", "url_host"},
             Case{"https://a.example./", "url_host"},
             Case{"https://a%2eexample/", "url_host"},
             Case{"https://a,b/", "url_host"},
             Case{"https://u@v@a.example/", "url_host"},
             Case{"https://" + std::string(64, 'a') + ".example/", "url_host"},
             Case{"https://127.1/", "url_host"},
             Case{"https://0x7f.0.0.1/", "url_host"},
             Case{"https://127.0.0.0x1/", "url_host"},
             Case{"https://2130706433/", "url_host"},
             Case{"https://127.0.0.01/", "url_host"},
             Case{"https://127.0.0.256/", "url_host"},
             Case{"https://1.2.3.4.5/", "url_host"},
             Case{"https://[::1/", "url_host"},
             Case{"https://[::1]x/", "url_host"},
             Case{"https://[fe80::1%25eth0]/", "url_host"},
             Case{"https://[1:2:3:4:5:6:7:8:9]/", "url_host"},
             Case{"https://[]/", "url_host"},
             Case{"https://a.example:/", "url_port"},
             Case{"https://a.example:0/", "url_port"},
             Case{"https://a.example:00/", "url_port"},
             Case{"https://a.example:0443/", "url_port"},
             Case{"https://a.example:65536/", "url_port"},
             Case{"https://a.example:99999/", "url_port"},
             Case{"https://a.example:99999999999999999999/", "url_port"},
             Case{"https://a.example:8o80/", "url_port"},
             Case{"https://a.example:-1/", "url_port"},
             Case{"https://[::1]:/", "url_port"},
             Case{"https://a.example:25/", "url_port"},
             Case{"https://a.example:6000/", "url_port"},
             Case{"https://a.example:6667/", "url_port"},
             Case{"https://a.example:10080/", "url_port"},
             Case{"https://0.0.0.0/", "url_host"},
             Case{"https://0.1.2.3/", "url_host"},
             Case{"https://[::]/", "url_host"},
             Case{"https://[::ffff:127.0.0.1]/", "url_host"},
             Case{"https://[::ffff:7f00:1]/", "url_host"},
             Case{"https://[::127.0.0.1]/", "url_host"},
             Case{"https://a.example/?q='x'", "url_character"},
             Case{"https:\\\\a.example\\", "url_character"},
             Case{"https://a.example\\@b.example/", "url_character"},
             Case{" https://a.example/", "url_character"},
             Case{"https://a.example/ ", "url_character"},
             Case{"https://a.example/\t", "url_character"},
             Case{"https://a.example/\r\nX: y", "url_character"},
             Case{nul, "url_character"},
             Case{"https://a.example/\x7F", "url_character"},
             Case{"https://a.example/<script>", "url_character"},
             Case{"https://a.example/\"x", "url_character"},
             Case{"https://a.example/{id}", "url_character"},
             Case{"https://a.example/x|y", "url_character"},
             Case{"https://a.example/x[0]", "url_character"},
             Case{"https://a.example/?x[]=1", "url_character"},
             Case{"https://a.example/#a#b", "url_character"},
             Case{"https://b\u00FCcher.example/", "url_non_ascii"},
             Case{"https://a.example/\u202Ecod.exe", "url_non_ascii"},
             Case{"https://a.example/\xFF", "url_non_ascii"},
             Case{"https://a\u3002example/", "url_non_ascii"},
             Case{"https://a.example/%", "url_escape"},
             Case{"https://a.example/%4", "url_escape"},
             Case{"https://a.example/%zz", "url_escape"},
             Case{"https://a.example/?q=100%&x", "url_escape"},
             Case{"https://a.example/../b", "url_dot_segment"},
             Case{"https://a.example/b/.", "url_dot_segment"},
             Case{"https://a.example/b/%2E%2e/c", "url_dot_segment"},
             Case{"https://a.example/.%2e", "url_dot_segment"},
             Case{"https://a.example/" + std::string(40'000, 'x'), "url_too_long"},
         }) {
        const Result<Url> url = http::parse_url(bad.text);
        EXPECT_EQ(code(url), bad.code) << bad.text;
        const std::string message = url ? "" : url.error().message;
        EXPECT_TRUE(message.ends_with('.')) << message;
    }
}

TEST(Url, messages_name_the_character_and_its_position) {
    EXPECT_EQ(http::parse_url("https://a.example/x y").error().message,
              "A URL cannot hold a space, as this one does at position 20.");
    EXPECT_NE(
        http::parse_url("https://a.example/\u202E").error().message.find("U+202E at position 19"),
        std::string::npos);
    EXPECT_NE(http::parse_url("https://a.example/%zz").error().message.find("position 19"),
              std::string::npos);
    EXPECT_NE(http::parse_url("javascript:alert(1)").error().message.find("“javascript:”"),
              std::string::npos);
    EXPECT_EQ(http::parse_url("https://a.example:0/").error().message,
              "Browsers never connect to port 0 (Fetch standard, “bad port”).");
    EXPECT_NE(http::parse_url("localhost:80").error().message.find("https://"), std::string::npos);
}

TEST(Url, origin_is_what_browsers_print) {
    EXPECT_EQ(http::origin(parsed("HTTPS://Auth.Example:443/x?y")), "https://auth.example");
    EXPECT_EQ(http::origin(parsed("http://auth.example:80")), "http://auth.example");
    EXPECT_EQ(http::origin(parsed("http://auth.example:443")), "http://auth.example:443");
    EXPECT_EQ(http::origin(parsed("http://localhost:8080/cb")), "http://localhost:8080");
    EXPECT_EQ(http::origin(parsed("http://[0:0:0:0:0:0:0:1]:80")), "http://[::1]");
}

TEST(Url, loopback_is_a_property_of_the_address) {
    for (const char* text :
         {"http://localhost", "http://LOCALHOST:2", "http://a.localhost", "http://127.0.0.1",
          "http://127.255.255.254", "http://[::1]", "http://[0::1]"}) {
        EXPECT_TRUE(http::is_loopback(parsed(text))) << text;
    }
    for (const char* text : {"http://localhost.example", "http://notlocalhost", "http://128.0.0.1",
                             "http://127.0.0.1.example", "http://[::2]"}) {
        EXPECT_FALSE(http::is_loopback(parsed(text))) << text;
    }
}

TEST(Url, S08_endpoints_are_https_or_loopback_without_user_info_and_fragment) {
    for (const char* text :
         {"https://auth.staging.pleo.io/oauth/token", "https://as.example/authorize?x=1",
          "http://localhost:8080/sim/oauth/authorize", "http://127.0.0.1:3000/", "http://[::1]/"}) {
        EXPECT_EQ(code(http::parse_endpoint(text)), "accepted") << text;
    }
    for (const Case& bad :
         {Case{"http://auth.example/", "url_insecure"},
          Case{"http://localhost.example/", "url_insecure"},
          Case{"https://u:p@h/", "url_user_info"}, Case{"https://@h/", "url_user_info"},
          Case{"http://localhost@evil.example/", "url_user_info"},
          Case{"https://as.example/#x", "url_fragment"},
          Case{"https://as.example/#", "url_fragment"}, Case{"javascript:alert(1)", "url_scheme"},
          Case{"data:,x", "url_scheme"}}) {
        EXPECT_EQ(code(http::parse_endpoint(bad.text)), bad.code) << bad.text;
    }
}

TEST(Url, S09_an_existing_query_is_kept) {
    EXPECT_EQ(http::with_query("https://as/authorize", {{"a", "1 2"}, {"b", ""}}),
              "https://as/authorize?a=1+2&b=");
    EXPECT_EQ(http::with_query("https://as/authorize?x=%31", {{"a", "1"}}),
              "https://as/authorize?x=%31&a=1");
    EXPECT_EQ(http::with_query("https://as/authorize?", {{"a", "1"}}), "https://as/authorize?a=1");
    EXPECT_EQ(http::with_query("https://as/authorize?x&", {{"a", "1"}}),
              "https://as/authorize?x&a=1");
    EXPECT_EQ(http::with_query("https://as/cb#f?g", {{"a", "1"}}), "https://as/cb?a=1#f?g");
    EXPECT_EQ(http::with_query("https://as/authorize?x", {}), "https://as/authorize?x");
}

TEST(IpAddress, ipv6_takes_the_shortest_spelling) {
    const auto canonical = [](std::string_view text) {
        const auto address = http::parse_ipv6(text);
        return address ? http::to_string(*address) : std::string{"refused"};
    };
    EXPECT_EQ(canonical("::"), "::");
    EXPECT_EQ(canonical("0:0:0:0:0:0:0:1"), "::1");
    EXPECT_EQ(canonical("1::"), "1::");
    EXPECT_EQ(canonical("2001:DB8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
    EXPECT_EQ(canonical("2001:0db8::0001"), "2001:db8::1");
    EXPECT_EQ(canonical("1:0:3:4:5:6:7:8"), "1:0:3:4:5:6:7:8");
    EXPECT_EQ(canonical("::ffff:127.0.0.1"), "::ffff:7f00:1");
    EXPECT_EQ(canonical("1:2:3:4:5:6:7::"), "1:2:3:4:5:6:7:0");
    for (const char* bad :
         {"", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:", "1::2::3",
          "12345::", "g::", "1.2.3.4::", "::1.2.3", "::1.2.3.400", "1:2:3:4:5:6:7::8"}) {
        EXPECT_EQ(canonical(bad), "refused") << bad;
    }
}

} // namespace
