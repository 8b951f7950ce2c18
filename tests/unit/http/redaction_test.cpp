#include "http/redaction.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_search.hpp"
#include "json/json.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace {

using http::Exchange;
using http::Secrets;

// Every character that some encoding changes, and one beyond ASCII.
const std::string every_escape = "s3nt+in/el =&%\"\\'<é\t€𝄞>";
const std::string plain = "sim_at_Zx81kQ0vT-4nB_7c";
const Secrets secrets{{"client_secret", every_escape}, {"access_token", plain}};

void expect_masked(const std::string& text, const std::string& expected) {
    EXPECT_EQ(http::redact(text, secrets), expected) << text;
    EXPECT_EQ(http::redact(expected, secrets), expected) << "masking twice is masking once";
}

std::string json_inner(std::string_view text) {
    const std::string quoted = json::quote(text);
    return quoted.substr(1, quoted.size() - 2);
}

// As JavaScript's JSON.stringify with everything beyond ASCII escaped, and "/" as PHP writes it.
std::string json_ascii(std::string_view text) {
    std::string out;
    for (const char c : std::string{text}) {
        if (c == '/') {
            out += "\\/";
        } else {
            out += c;
        }
    }
    for (const auto& [from, to] :
         {std::pair{"é", "\\u00e9"}, std::pair{"€", "\\u20AC"}, std::pair{"𝄞", "\\uD834\\udd1e"},
          std::pair{"\t", "\\t"}, std::pair{"<", "\\u003c"}, std::pair{"&", "\\u0026"}}) {
        for (std::size_t i = out.find(from); i != std::string::npos; i = out.find(from)) {
            out.replace(i, std::string_view{from}.size(), to);
        }
    }
    return out;
}

TEST(Redaction, a_mask_names_the_secret_and_nothing_else) {
    EXPECT_EQ(http::mask("client_secret"), "‹client_secret›");
    EXPECT_EQ(http::redact("a abcd b", {{"x", "abcd"}}), "a ‹x› b");
    EXPECT_EQ(http::redact("a " + std::string(500, 'q') + " b", {{"x", std::string(500, 'q')}}),
              "a ‹x› b")
        << "its length is not told";
}

TEST(Redaction, S61_raw_values) {
    expect_masked("x" + plain + "y" + every_escape + "z", "x‹access_token›y‹client_secret›z");
    expect_masked(plain + plain, "‹access_token›‹access_token›");
    expect_masked("nothing here", "nothing here");
    expect_masked("", "");
    expect_masked(plain.substr(0, plain.size() - 1), plain.substr(0, plain.size() - 1));
}

TEST(Redaction, S61_percent_and_form_encoded_values) {
    expect_masked("?a=" + http::percent_encode(every_escape) + "&b", "?a=‹client_secret›&b");
    expect_masked("a=" + http::form_encode(every_escape) + "&b", "a=‹client_secret›&b");
    std::string lower_case = http::percent_encode(every_escape);
    for (std::size_t i = 0; i + 2 < lower_case.size(); ++i) {
        if (lower_case[i] != '%') continue;
        for (const std::size_t k : {i + 1, i + 2})
            lower_case[k] = static_cast<char>(std::tolower(lower_case[k]));
    }
    ASSERT_NE(lower_case, http::percent_encode(every_escape));
    expect_masked(lower_case, "‹client_secret›");
    expect_masked("to=" + http::percent_encode("/x?a=" + http::percent_encode(every_escape)),
                  "to=%2Fx%3Fa%3D‹client_secret›");
    expect_masked(http::percent_encode(http::form_encode(every_escape)), "‹client_secret›");
    std::string every_byte;
    for (const char c : plain) {
        every_byte += '%';
        every_byte += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
        every_byte += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
    }
    expect_masked(every_byte, "‹access_token›");
}

TEST(Redaction, S61_json_escaped_values) {
    expect_masked("{\"a\":" + json::quote(every_escape) + "}", "{\"a\":\"‹client_secret›\"}");
    expect_masked("{\"a\":\"" + json_ascii(json_inner(every_escape)) + "\"}",
                  "{\"a\":\"‹client_secret›\"}");
    expect_masked(json::quote(json::quote(every_escape)), R"("\"‹client_secret›\"")");
    expect_masked(json::quote(json::quote(json::quote(every_escape))),
                  R"("\"\\\"‹client_secret›\\\"\"")");
    expect_masked(http::percent_encode(json_inner("a" + plain)), "a‹access_token›");
}

// A webhook's secret has never been typed here, so only its place gives it away.
TEST(Redaction, S61_secret_of_a_webhook_subscription) {
    http::Exchange exchange;
    exchange.response = http::Response{};
    exchange.response->headers = {{"Content-Type", "application/json;charset=UTF-8"}};
    exchange.response->body = R"({"data":{"secretKey":"whsec_C2FVsBQIhrscChlQIMV"}})";
    EXPECT_EQ(http::redact(exchange, {}).response->body,
              R"({"data":{"secretKey":"‹secret_key›"}})");
}

TEST(Redaction, S61_base64_at_every_alignment) {
    for (const std::string& secret :
         {every_escape, plain, std::string{"gX1fBat3bV"}, std::string{"abcd"}}) {
        const Secrets one{{"s", secret}};
        for (const std::string& form : {secret, http::form_encode(secret), json_inner(secret)}) {
            for (std::size_t before = 0; before < 6; ++before) {
                for (std::size_t after = 0; after < 4; ++after) {
                    const std::string content =
                        std::string(before, 'i') + form + std::string(after, 'k');
                    for (const std::string& encoded :
                         {http::base64_encode(content), http::base64url_encode(content)}) {
                        const std::string masked = http::redact("[" + encoded + "]", one);
                        EXPECT_NE(masked.find("‹s›"), std::string::npos) << encoded;
                        EXPECT_EQ(http::redact(masked, one), masked);
                        const std::size_t all_chars = (content.size() * 8 + 5) / 6;
                        const std::size_t secret_chars = ((before + form.size()) * 8 + 5) / 6;
                        // What is left of it must not hold a bit of the secret.
                        const std::string head = masked.substr(1, masked.find("‹s›") - 1);
                        EXPECT_LE(head.size() * 6, before * 8) << encoded << " " << masked;
                        const std::size_t tail_start =
                            masked.find("›") + std::string_view{"›"}.size();
                        const std::string tail =
                            masked.substr(tail_start, masked.size() - tail_start - 1);
                        EXPECT_LE(std::min(tail.find('='), tail.size()), all_chars - secret_chars)
                            << encoded << " " << masked;
                        if (after == 0) {
                            EXPECT_EQ(tail, "") << "padding tells the length";
                        }
                    }
                }
            }
        }
    }
}

TEST(Redaction, S61_base64_inside_an_encoding) {
    const std::string encoded = http::base64_encode("client:" + every_escape);
    ASSERT_NE(encoded.find_first_of("+/="), std::string::npos) << "the sentinel must need encoding";
    for (const std::string& text :
         {http::percent_encode(encoded), http::form_encode(encoded), json_ascii(encoded)}) {
        const std::string masked = http::redact(text, secrets);
        EXPECT_NE(masked.find("‹client_secret›"), std::string::npos) << text;
        EXPECT_LT(masked.size(), std::string_view{"Y2xpZW50Og‹client_secret›"}.size() + 3)
            << masked;
    }
}

TEST(Redaction, S61_values_split_over_lines) {
    expect_masked(plain.substr(0, 5) + "\n" + plain.substr(5), "‹access_token›");
    expect_masked(plain.substr(0, 5) + "\r\n\t " + plain.substr(5, 8) + "\n" + plain.substr(13),
                  "‹access_token›");
    expect_masked("\"" + plain.substr(0, 5) + "\\r\\n" + plain.substr(5) + "\"",
                  "\"‹access_token›\"");
    const std::string encoded = http::base64_encode("id:" + plain);
    expect_masked("x " + encoded.substr(0, 11) + "\n" + encoded.substr(11), "x aWQ6‹access_token›");
    expect_masked("a\n" + plain + "\nb", "a\n‹access_token›\nb");
}

TEST(Redaction, overlapping_secrets_leave_no_rest) {
    EXPECT_EQ(http::redact("-abcd1234zzzz-", {{"a", "abcd1234"}, {"b", "1234zzzz"}}), "-‹a›-");
    EXPECT_EQ(http::redact("-abcdefgh-", {{"short", "bcde"}, {"long", "abcdefgh"}}), "-‹long›-");
    EXPECT_EQ(http::redact("-abababababab-", {{"a", "abababab"}}), "-‹a›-");
}

TEST(Redaction, values_too_short_to_be_secrets_are_left_alone) {
    EXPECT_EQ(http::redact("abc abcd", {{"a", "abc"}, {"b", ""}}), "abc abcd");
}

TEST(Redaction, a_secret_that_is_part_of_a_mask_does_not_eat_it) {
    const Secrets odd{{"client_secret", "secret"}, {"password", "client"}};
    const std::string once = http::redact("my secret, my client", odd);
    EXPECT_EQ(once, "my ‹client_secret›, my ‹password›");
    EXPECT_EQ(http::redact(once, odd), once);
}

TEST(Redaction, a_stranger_cannot_hide_a_secret_in_a_mask) {
    expect_masked("‹" + plain + "›", "‹‹access_token››");
    expect_masked("‹client_secret›" + plain, "‹client_secret›‹access_token›");
}

TEST(Redaction, hostile_sizes_end_in_time_and_show_nothing) {
    const std::string token(3000, 'a');
    const std::string text = std::string(200'000, 'a') + "b";
    const std::string masked = http::redact(text, {{"t", token}});
    EXPECT_EQ(masked, "‹t›") << "the search gives up, and hides the rest unseen";
    const std::string slashes(200'000, '\\');
    EXPECT_EQ(http::redact(slashes, secrets), slashes);
    const std::string percents = [] {
        std::string many;
        for (int i = 0; i < 60'000; ++i)
            many += "%25";
        return many;
    }();
    EXPECT_EQ(http::redact(percents, secrets), percents);
}

Exchange redacted_request(http::Request request, const Secrets& known = {}) {
    Exchange exchange;
    exchange.request = std::move(request);
    const Exchange once = http::redact(exchange, known);
    EXPECT_EQ(http::redact(once, known), once);
    EXPECT_TRUE(once.redacted);
    return once;
}

std::string redacted_body(const std::string& type, const std::string& body) {
    return redacted_request({"POST", "https://as.example/", {{"Content-Type", type}}, body})
        .request.body;
}

TEST(Redaction, S61_authorization_keeps_its_scheme) {
    const auto header = [](const std::string& name, const std::string& value) {
        return redacted_request({"GET", "https://as.example/", {{name, value}}, ""})
            .request.headers[0]
            .value;
    };
    EXPECT_EQ(header("Authorization", "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"), "Basic ‹credentials›");
    EXPECT_EQ(header("authorization", "Bearer abc"), "Bearer ‹access_token›");
    EXPECT_EQ(header("Authorization", "bearer abc def"), "bearer ‹access_token›");
    EXPECT_EQ(header("Authorization", "abc"), "‹credentials›");
    EXPECT_EQ(header("Authorization", ""), "");
    EXPECT_EQ(header("Proxy-Authorization", "Digest username=\"u\""), "Digest ‹credentials›");
    EXPECT_EQ(header("Cookie", "a=b; c=d"), "‹cookie›");
    EXPECT_EQ(header("Set-Cookie", "a=b; HttpOnly"), "‹cookie›");
    EXPECT_EQ(header("Accept", "application/json"), "application/json");
    EXPECT_EQ(header("X-Api-Key", "abc"), "‹api_key›");
    EXPECT_EQ(header("X-Anything", "abc"), "‹header_value›") << "a secret, unless known otherwise";
    EXPECT_EQ(header("X-Anything", ""), "");
    EXPECT_EQ(header("Referer", "http://localhost/cb?code=abc&state=xyz&scope=users:read"),
              "http://localhost/cb?code=‹code›&state=‹state›&scope=users:read");
}

TEST(Redaction, S61_parameters_of_urls) {
    const auto url = [](const std::string& text) {
        return redacted_request({"GET", text, {}, ""}).request.url;
    };
    EXPECT_EQ(
        url("https://as/"
            "authorize?response_type=code&client_id=abc&state=x&code_challenge=y&scope=a+b"),
        "https://as/"
        "authorize?response_type=code&client_id=abc&state=‹state›&code_challenge=y&scope=a+b");
    EXPECT_EQ(url("https://a/cb?code=1&code=2&x=3#access_token=4&token_type=bearer&id_token=5"),
              "https://a/"
              "cb?code=‹code›&code=‹code›&x=3#access_token=‹access_token›&token_type=bearer&id_"
              "token=‹id_token›");
    EXPECT_EQ(url("https://a/?c%6Fde=1&Client-Secret=2"),
              "https://a/?c%6Fde=‹code›&Client-Secret=‹client_secret›");
    EXPECT_EQ(url("https://a/?code=&state"), "https://a/?code=&state");
    EXPECT_EQ(url("https://user:pass@a.example/x"), "https://‹user_info›@a.example/x");
    EXPECT_EQ(url("https://u@p@a.example"), "https://‹user_info›@a.example");
    EXPECT_EQ(url("https://a.example/x@y?z=u@v"), "https://a.example/x@y?z=u@v");
}

TEST(Redaction, S61_form_bodies) {
    const std::string form = "application/x-www-form-urlencoded;charset=UTF-8";
    EXPECT_EQ(redacted_body(form, "grant_type=authorization_code&code=a%20b&code_verifier=c\"d&"
                                  "client_secret=e<f&redirect_uri=g"),
              "grant_type=authorization_code&code=‹code›&code_verifier=‹code_verifier›&client_"
              "secret=‹client_secret›"
              "&redirect_uri=g");
    EXPECT_EQ(redacted_body(form, "token=x&token_type_hint=access_token"),
              "token=‹token›&token_type_hint=access_token");
    EXPECT_EQ(redacted_body("", "refresh_token=x&a=b"), "refresh_token=‹refresh_token›&a=b");
    EXPECT_EQ(redacted_body("text/plain", "see http://a/?code=x and more"),
              "see http://a/?code=‹code› and more");
}

TEST(Redaction, S61_json_bodies_keep_their_shape) {
    const std::string type = "application/json";
    EXPECT_EQ(redacted_body(type, "{\n  \"access_token\" : \"a\\\"b\",\n  \"expires_in\": 3600, "
                                  "\"refresh_token\":\"c\"}"),
              "{\n  \"access_token\" : \"‹access_token›\",\n  \"expires_in\": 3600, "
              "\"refresh_token\":\"‹refresh_token›\"}");
    EXPECT_EQ(
        redacted_body(
            type,
            R"({"a":[{"id_token":"x"}],"token_type":"Bearer","code":123,"state":null,"token":""})"),
        R"({"a":[{"id_token":"‹id_token›"}],"token_type":"Bearer","code":123,)"
        R"("state":null,"token":""})");
    EXPECT_EQ(redacted_body(type, R"({"access_token":["x",{"y":"]"}],"b":1})"),
              R"({"access_token":"‹access_token›","b":1})");
    EXPECT_EQ(redacted_body(type, R"({"access\u005ftoken":"x"})"),
              R"({"access\u005ftoken":"‹access_token›"})");
    EXPECT_EQ(redacted_body(type, R"({"accessToken":"x"})"), R"({"accessToken":"‹access_token›"})");
    EXPECT_EQ(redacted_body(type, R"({"url":"https:\/\/u:p@h\/"})"),
              R"({"url":"https:\/\/‹user_info›@h\/"})");
    EXPECT_EQ(redacted_body(type, R"({"message":"code","x":"\"code"})"),
              R"({"message":"code","x":"\"code"})");
}

TEST(Redaction, S61_json_that_is_cut_off_or_buried) {
    const std::string type = "application/json";
    EXPECT_EQ(redacted_body(type, R"({"access_token":"abc)"),
              R"({"access_token":"‹access_token›")");
    EXPECT_EQ(redacted_body(type, R"({"access_token":"abc\")"),
              R"({"access_token":"‹access_token›")");
    EXPECT_EQ(redacted_body(type, R"({"access_token":[1,2)"),
              R"({"access_token":"‹access_token›")");
    EXPECT_EQ(redacted_body("text/html", R"(<b>5" disk</b> {"access_token":"abc"})"),
              R"(<b>5" disk</b> {"access_token":"‹access_token›"})");
    EXPECT_EQ(redacted_body(type, R"({"log":"{\"token\":\"a\\\"b\",\"x\":\"y\"}","z":1})"),
              R"({"log":"{\"token\":\"‹token›\",\"x\":\"y\"}","z":1})");
    EXPECT_EQ(redacted_body(type, R"({"l":"{\"m\":\"{\\\"token\\\":\\\"a\\\"}\"}"})"),
              R"({"l":"{\"m\":\"{\\\"token\\\":\\\"‹token›\\\"}\"}"})");
    EXPECT_EQ(redacted_body("application/x-www-form-urlencoded", R"({"client_secret":"abc"})"),
              R"({"client_secret":"‹client_secret›"})");
}

TEST(Redaction, S61_known_values_are_found_in_every_part_of_an_exchange) {
    Exchange exchange;
    exchange.purpose = "p " + plain;
    exchange.request = {
        "POST", "https://as.example/" + plain, {{"X-" + plain, "v" + plain}}, "b " + plain};
    exchange.response = http::Response{
        200, "s " + plain, {{"X-Echo", http::base64_encode("id:" + plain)}}, "<p>" + plain};
    exchange.failure_text = "f " + plain;
    const Exchange masked = http::redact(exchange, secrets);
    std::string all = masked.purpose + masked.request.url + masked.request.body +
                      masked.failure_text + masked.response->status_text + masked.response->body;
    for (const http::Field& field : masked.request.headers)
        all += field.name + field.value;
    for (const http::Field& field : masked.response->headers)
        all += field.name + field.value;
    EXPECT_EQ(all.find(plain), std::string::npos) << all;
    EXPECT_EQ(all.find(http::base64_encode(plain).substr(0, 8)), std::string::npos) << all;
    std::size_t masks = 0;
    for (std::size_t i = all.find("‹access_token›"); i != std::string::npos;
         i = all.find("‹access_token›", i + 1))
        ++masks;
    EXPECT_EQ(masks, 8u) << all << " and the header that was typed";
    EXPECT_EQ(masked.request.headers[0].value, "‹header_value›");
    EXPECT_EQ(http::redact(masked, secrets), masked);
}

// A kilobyte of these kept a page busy for minutes. More may be hidden than the secret, never less.
TEST(Redaction, S61_a_token_made_to_fit_every_reading_is_searched_in_bounded_time) {
    for (const std::string_view piece : {"\\", "/\\", "%25"}) {
        std::string token;
        while (token.size() < 4000)
            token += piece;
        const http::SecretSearch search({{"access_token", token}});
        const std::string quoted = json::quote(token);
        const std::string body =
            "{\"access_token\":" + quoted + ",\"more\":" + json::quote(quoted) + "}";
        const std::vector<http::Occurrence> found = search.find(body);
        ASSERT_FALSE(found.empty()) << piece;
        EXPECT_LE(found.front().begin, body.find(quoted) + 1) << piece;
        EXPECT_GE(found.front().end, body.find(quoted) + quoted.size() - 1) << piece;
    }
}

// Pieces that interfere with one another, in every order that a small generator finds.
TEST(Redaction, masking_twice_is_masking_once_whatever_the_text) {
    const std::vector<std::string> pieces{"\"",
                                          "\\",
                                          "\\\"",
                                          ":",
                                          "{",
                                          "}",
                                          "[",
                                          "]",
                                          ",",
                                          "code",
                                          "\"access_token\"",
                                          "=",
                                          "&",
                                          "?",
                                          "#",
                                          "//",
                                          "@",
                                          " ",
                                          "\n",
                                          "%",
                                          "%25",
                                          "‹",
                                          "›",
                                          "‹code›",
                                          "‹x›",
                                          plain,
                                          every_escape,
                                          plain.substr(0, 7),
                                          "state=",
                                          "Basic ",
                                          "+",
                                          "\xFF",
                                          "12",
                                          http::base64_encode(":" + plain),
                                          "abcd",
                                          "cdab",
                                          "access_token",
                                          "'",
                                          "<",
                                          ">",
                                          "Bearer ",
                                          "eyJabcdefghij0123456789.a.b",
                                          "sessionToken",
                                          "SENTINEL0123456789"};
    Secrets known = secrets;
    known.push_back({"x", "abcdab"});
    std::uint64_t seed = 42;
    const auto next = [&seed](std::size_t bound) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::size_t>(seed >> 33) % bound;
    };
    const std::vector<std::string> types{"application/json", "application/x-www-form-urlencoded",
                                         "text/html", ""};
    for (int round = 0; round < 4'000; ++round) {
        std::string text;
        for (std::size_t n = next(14) + 1; n > 0; --n)
            text += pieces[next(pieces.size())];
        Exchange exchange;
        exchange.request = {
            "POST",
            "https://a/" + text,
            {{"Content-Type", types[next(types.size())]}, {"Authorization", text}, {"X", text}},
            text};
        exchange.content = next(2) == 0 ? http::Content::plain : http::Content::tokens;
        exchange.response = http::Response{200, "", {{"X", text}}, text};
        const Exchange once = http::redact(exchange, known);
        const Exchange twice = http::redact(once, known);
        ASSERT_EQ(twice.request.url, once.request.url) << text;
        ASSERT_EQ(twice.request.body, once.request.body)
            << text << "\nas " << once.request.headers[0].value;
        ASSERT_EQ(twice.response->body, once.response->body) << text;
        ASSERT_EQ(twice.response->headers, once.response->headers) << text;
        ASSERT_EQ(twice, once) << text;
        const std::string found =
            once.request.url + once.request.body + once.request.headers[2].value;
        ASSERT_EQ(found.find(plain), std::string::npos) << text;
        ASSERT_EQ(found.find(every_escape), std::string::npos) << text;
    }
}

// The text of a server that follows nothing: its secrets are found by name, in whatever notation.
TEST(Redaction, S61_loose_text) {
    for (const auto& [body, expected] :
         {std::pair{"access_token=SENTINEL&expires=9", "access_token=‹access_token›&expires=9"},
          std::pair{"{'access_token': 'SENTINEL', 'a': 1}",
                    "{'access_token': '‹access_token›', 'a': 1}"},
          std::pair{"{`access_token`: `SENTINEL`}", "{`access_token`: `‹access_token›`}"},
          std::pair{"access_token: SENTINEL\nexpires: 9",
                    "access_token: ‹access_token›\nexpires: 9"},
          std::pair{"array(\"refresh_token\" => \"SENTINEL\")",
                    "array(\"refresh_token\" => \"‹refresh_token›\")"},
          std::pair{"<r><access_token>SENTINEL</access_token><n>1</n></r>",
                    "<r><access_token>‹access_token›</access_token><n>1</n></r>"},
          std::pair{"<o:access_token>SENTINEL</o:access_token>",
                    "<o:access_token>‹access_token›</o:access_token>"},
          std::pair{"<entry key=\"access_token\">SENTINEL</entry>",
                    "<entry key=\"access_token\">‹access_token›</entry>"},
          std::pair{"<t access_token=\"SENTINEL\"/>", "<t access_token=\"‹access_token›\"/>"},
          std::pair{"[[\"access_token\",\"SENTINEL\"]]", "[[\"access_token\",\"‹access_token›\"]]"},
          std::pair{"{access_token:SENTINEL}", "{access_token:‹access_token›}"},
          std::pair{"got eyJSENTINELabcdef.SENTINELabcdefgh.SENTINELabc here", "got ‹token› here"},
          std::pair{"I read Bearer SENTINEL0123456789 in it", "I read Bearer ‹access_token› in it"},
          std::pair{"{\"apiKey\":\"SENTINEL\"}", "{\"apiKey\":\"‹api_key›\"}"},
          std::pair{"{\"sessionToken\":\"SENTINEL\"}", "{\"sessionToken\":\"‹token›\"}"},
          std::pair{"see https://a/?api_key=SENTINEL&b=1", "see https://a/?api_key=‹api_key›&b=1"},
          std::pair{"{'access_token': 'SENTINEL", "{'access_token': '‹access_token›"}}) {
        for (const char* type : {"text/plain", "application/json", "application/xml", ""})
            EXPECT_EQ(redacted_body(type, body), expected) << type;
    }
}

TEST(Redaction, S61_what_only_sounds_like_a_secret_is_left_alone) {
    for (const char* body :
         {"{\"token_type\":\"Bearer\",\"scope\":\"password\",\"expires_in\":3600}",
          "{\"message\":\"The token: it expired. Error code: 7\"}",
          "Bearer authentication is needed", "<label for=\"password\">Password</label>",
          "{\"companyId\":\"2e1c1d8e-4b2f-4e5a-9d0c-7a1b2c3d4e5f\"}",
          "{\"token_type_hint\":\"access_token\",\"client_id\":\"abc\"}",
          "{\"access_token\":null,\"refresh_token\":\"\"}"})
        EXPECT_EQ(redacted_body("application/json", body), body);
}

Exchange token_answer(const std::string& body) {
    Exchange exchange;
    exchange.content = http::Content::tokens;
    exchange.response = http::Response{200, "", {{"Content-Type", "text/plain"}}, body};
    const Exchange once = http::redact(exchange, {});
    EXPECT_EQ(http::redact(once, {}), once);
    return once;
}

TEST(Redaction, S61_an_answer_with_tokens_that_nobody_understands_is_masked_as_a_whole) {
    for (const char* body :
         {"SENTINEL", "<html>SENTINEL</html>", "{\"x\":\"SENTINEL", "token SENTINEL",
          "\"SENTINEL\"", "a=SENTINEL and more", "{x:SENTINEL}", "\xFF\xFESENTINEL"})
        EXPECT_EQ(token_answer(body).response->body, "‹answer›") << body;
    EXPECT_EQ(token_answer("").response->body, "");
    EXPECT_EQ(token_answer("{\"x\":1}").response->body, "{\"x\":1}");
}

TEST(Redaction, S61_in_an_answer_with_tokens_their_shape_counts_as_well) {
    EXPECT_EQ(token_answer(R"({"at":"SENTINEL0123456789","token_type":"Bearer","client_id":)"
                           R"("12a3b456-78c9-0d12-93f4-f567ab8cde9f","n":5,"w":"a word"})")
                  .response->body,
              R"({"at":"‹value›","token_type":"Bearer","client_id":)"
              R"("12a3b456-78c9-0d12-93f4-f567ab8cde9f","n":5,"w":"a word"})");
    EXPECT_EQ(token_answer("at=SENTINEL0123456789&scope=users%3Aread").response->body,
              "at=‹value›&scope=users%3Aread");
}

} // namespace
