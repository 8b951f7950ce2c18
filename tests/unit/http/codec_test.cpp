#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/message.hpp"
#include "http/utf8.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

namespace {

using http::Field;
using http::Fields;

TEST(Base64, vectors_of_rfc_4648_section_10) {
    constexpr std::array<std::pair<const char*, const char*>, 7> vectors{{{"", ""},
                                                                          {"f", "Zg=="},
                                                                          {"fo", "Zm8="},
                                                                          {"foo", "Zm9v"},
                                                                          {"foob", "Zm9vYg=="},
                                                                          {"fooba", "Zm9vYmE="},
                                                                          {"foobar", "Zm9vYmFy"}}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(http::base64_encode(plain), encoded);
        EXPECT_EQ(http::base64_decode(encoded), plain);
        std::string unpadded = encoded;
        unpadded.erase(std::min(unpadded.find('='), unpadded.size()));
        EXPECT_EQ(http::base64url_encode(plain), unpadded);
        EXPECT_EQ(http::base64url_decode(unpadded), plain);
    }
}

TEST(Base64, the_documented_basic_credentials) {
    EXPECT_EQ(http::base64_encode("s6BhdRkqt3:gX1fBat3bV"), "czZCaGRSa3F0MzpnWDFmQmF0M2JW");
}

TEST(Base64, S03_the_challenge_of_rfc_7636_appendix_b_decodes_to_its_octets) {
    const std::string octets{"\x13\xd3\x1e\x96\x1a\x1a\xd8\xec\x2f\x16\xb1\x0c\x4c\x98\x2e\x08"
                             "\x76\xa8\x78\xad\x6d\xf1\x44\x56\x6e\xe1\x89\x4a\xcb\x70\xf9\xc3",
                             32};
    EXPECT_EQ(http::base64url_encode(octets), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    EXPECT_EQ(http::base64url_decode("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), octets);
}

TEST(Base64, every_byte_survives) {
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    for (std::size_t drop = 0; drop < 3; ++drop) {
        const std::string part = all.substr(drop);
        EXPECT_EQ(http::base64_decode(http::base64_encode(part)), part);
        EXPECT_EQ(http::base64url_decode(http::base64url_encode(part)), part);
    }
}

TEST(Base64, is_strict) {
    for (const char* text : {"Zg", "Zg=", "Zg===", "Z", "Zh==", "Zm9=", "Zm9v\n", "Zm 9", "Zm-_",
                             "====", "=", "Zg==Zg=="}) {
        EXPECT_EQ(http::base64_decode(text), std::nullopt) << text;
    }
    for (const char* text : {"Zg==", "Z", "Zh", "Zm9", "Zm+/", "Zm9v\n", "Zm9vY"}) {
        EXPECT_EQ(http::base64url_decode(text), std::nullopt) << text;
    }
}

TEST(Form, S27_encodes_with_the_byte_set_of_whatwg) {
    EXPECT_EQ(http::form_encode("azAZ09*-._"), "azAZ09*-._");
    EXPECT_EQ(
        http::form_encode(" !\"#$%&'()+,/:;<=>?@[\\]^`{|}~"),
        "+%21%22%23%24%25%26%27%28%29%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7E");
    EXPECT_EQ(http::form_encode("12a3b456-78c9-0d12-93f4-f567ab8cde9f"),
              "12a3b456-78c9-0d12-93f4-f567ab8cde9f");
    EXPECT_EQ(http::form_encode(std::string_view{"\0\xFF", 2}), "%00%FF");
}

TEST(Form, encodes_the_example_of_rfc_6749_appendix_b) {
    EXPECT_EQ(http::form_encode(" %&+£€"), "+%25%26%2B%C2%A3%E2%82%AC");
    EXPECT_EQ(http::form_decode("+%25%26%2B%C2%A3%E2%82%AC"), " %&+£€");
}

TEST(Form, keeps_the_order_of_fields) {
    const Fields fields{{"b", "1 2"}, {"a", ""}, {"b", "&="}};
    EXPECT_EQ(http::form_encode(fields), "b=1+2&a=&b=%26%3D");
    EXPECT_EQ(http::form_parse("b=1+2&a=&b=%26%3D"), fields);
    EXPECT_EQ(http::form_encode(Fields{}), "");
}

TEST(Form, parses_as_browsers_do) {
    EXPECT_EQ(http::form_parse("&&a&=x&b=c=d&%61=%zz%4&"),
              (Fields{{"a", ""}, {"", "x"}, {"b", "c=d"}, {"a", "%zz%4"}}));
    EXPECT_TRUE(http::form_parse("").empty());
    EXPECT_EQ(http::form_decode("%2"), "%2");
    EXPECT_EQ(http::form_decode("%"), "%");
    EXPECT_EQ(http::form_decode("%2B%2b"), "++");
    EXPECT_EQ(http::form_decode("%fF%00"), (std::string{"\xFF\0", 2}));
}

TEST(Form, every_byte_survives) {
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    EXPECT_EQ(http::form_decode(http::form_encode(all)), all);
}

TEST(Form, percent_encode_keeps_the_unreserved_set_of_rfc_3986_only) {
    EXPECT_EQ(http::percent_encode("aZ09-._~"), "aZ09-._~");
    EXPECT_EQ(http::percent_encode("a b/c*é"), "a%20b%2Fc%2A%C3%A9");
}

TEST(Message, header_names_compare_without_case) {
    const Fields headers{{"content-TYPE", "a"}, {"Content-Type", "b"}};
    ASSERT_NE(http::find_header(headers, "Content-Type"), nullptr);
    EXPECT_EQ(*http::find_header(headers, "Content-Type"), "a");
    EXPECT_EQ(http::find_header(headers, "Content-Typ"), nullptr);
    EXPECT_EQ(http::find_header({{"\u212Aey", "kelvin"}}, "key"), nullptr) << "ASCII only";
}

TEST(Message, parameter_names_compare_exactly) {
    const Fields parameters{{"Code", "a"}, {"code", "b"}};
    EXPECT_EQ(*http::find_parameter(parameters, "code"), "b");
    EXPECT_EQ(http::find_parameter(parameters, "CODE"), nullptr);
}

TEST(Message, media_type_drops_parameters_and_case) {
    EXPECT_EQ(http::media_type({{"content-type", " Application/JSON ; charset=UTF-8"}}),
              "application/json");
    EXPECT_EQ(http::media_type({{"Content-Type", ""}}), "");
    EXPECT_EQ(http::media_type({{"Content-Type", " ;x"}}), "");
    EXPECT_EQ(http::media_type({}), "");
}

TEST(Message, reason_phrases_are_those_of_rfc_9110) {
    EXPECT_EQ(http::reason_phrase(200), "OK");
    EXPECT_EQ(http::reason_phrase(401), "Unauthorized");
    EXPECT_EQ(http::reason_phrase(422), "Unprocessable Content");
    EXPECT_EQ(http::reason_phrase(429), "Too Many Requests");
    EXPECT_EQ(http::reason_phrase(299), "");
}

TEST(Utf8, well_formed_or_not) {
    for (const char* text : {"", "plain", "é", "\U0001F511", "\xEF\xBF\xBD"})
        EXPECT_TRUE(http::is_utf8(text)) << text;
    for (const char* text :
         {"\x80", "\xC3", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xFF"})
        EXPECT_FALSE(http::is_utf8(text)) << text;
}

TEST(Base64, tells_base64url_of_so_many_bytes_without_decoding_it) {
    const std::string challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    EXPECT_TRUE(http::is_base64url_of(32, challenge));
    EXPECT_FALSE(http::is_base64url_of(31, challenge));
    EXPECT_FALSE(http::is_base64url_of(32, challenge + "A"));
    std::string other = challenge;
    other.back() = 'N'; // a bit that stands for nothing
    EXPECT_FALSE(http::is_base64url_of(32, other));
    other.back() = '+';
    EXPECT_FALSE(http::is_base64url_of(32, other));
    EXPECT_TRUE(http::is_base64url_of(0, ""));
    // As decoding says, for every last letter.
    for (int byte = 0; byte < 256; ++byte) {
        other.back() = static_cast<char>(byte);
        EXPECT_EQ(http::is_base64url_of(32, other), http::base64url_decode(other).has_value())
            << byte;
    }
}

} // namespace
