#include "http/utf16.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;

http::Response answered(std::string_view body) {
    http::Response response;
    response.body = body;
    http::read_utf16(response);
    return response;
}

TEST(Utf16, IsReadWhereAByteOrderMarkSaysSo) {
    for (const std::string_view body : {"\xFF\xFE{\0\"\0\xE6\0\x2D\x4E\x3D\xD8\x00\xDE\"\0}\0"sv,
                                        "\xFE\xFF\0{\0\"\0\xE6\x4E\x2D\xD8\x3D\xDE\x00\0\"\0}"sv}) {
        const http::Response response = answered(body);
        EXPECT_TRUE(response.utf16);
        EXPECT_EQ(response.body, "{\"\u00e6\u4e2d\U0001F600\"}");
    }
}

TEST(Utf16, WhatIsNoCharacterIsReplaced) {
    EXPECT_EQ(answered("\xFF\xFE\x3D\xD8"sv).body, "\uFFFD");
    EXPECT_EQ(answered("\xFF\xFE\x3D\xD8\x41\0"sv).body, "\uFFFDA");
    EXPECT_EQ(answered("\xFF\xFE\x00\xDE\x41\0"sv).body, "\uFFFDA");
    EXPECT_EQ(answered("\xFF\xFE\x41\0\x42"sv).body, "A\uFFFD") << "cut off";
    EXPECT_EQ(answered("\xFF\xFE"sv).body, "");
}

TEST(Utf16, OtherBodiesStayAsTheyAre) {
    for (const std::string_view body :
         {""sv, "\xFF"sv, "{}"sv, "\xEF\xBB\xBF{}"sv, "{\0}\0"sv, "\xFFx\xFE"sv}) {
        EXPECT_EQ(answered(body).body, body);
        EXPECT_FALSE(answered(body).utf16);
    }
}

} // namespace
