#include "staging/webhook_signature.hpp"

#include "http/base64.hpp"
#include "unit/sha256.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

constexpr std::string_view secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
constexpr std::string_view body = R"({"data":{"id":1},"eventType":"v1.export-job.created"})";
constexpr std::int64_t now_s = 1'700'000'000;

std::string mac(std::string_view key, std::string_view text) {
    return "v1," + http::base64_encode(tests::hmac_sha256(key, text));
}

// Of the specification, over the body as it is given.
std::string signature(std::string_view of) {
    return mac(*signing_key(secret), "msg_1.1700000000." + std::string(of));
}

std::string pasted(std::string_view with, std::string_view text,
                   std::string_view timestamp = "1700000000") {
    return "POST /hook HTTP/1.1\r\nHost: x\r\nWebhook-Id: msg_1\r\nWebhook-Timestamp: " +
           std::string(timestamp) + "\r\nWebhook-Signature: " + std::string(with) + "\r\n\r\n" +
           std::string(text);
}

SignatureVerdict judged(const std::string& paste, std::int64_t at_s = now_s) {
    const Result<Delivery> delivery = read_delivery(paste);
    if (!delivery) {
        ADD_FAILURE() << delivery.error().message;
        return {};
    }
    const auto guesses = signature_guesses(*delivery, secret);
    std::vector<std::string> macs;
    for (const SignatureGuess& each : *guesses)
        macs.push_back(tests::hmac_sha256(each.key, each.text));
    return judge_signature(*delivery, *guesses, macs, at_s);
}

std::string why(const std::string& paste) {
    const SignatureVerdict verdict = judged(paste);
    EXPECT_FALSE(verdict.valid);
    return verdict.findings.empty() ? "" : verdict.findings.front().words;
}

// What the npm package standardwebhooks 1.0.0 signs this with (tests/simulator/webhooks.test.mjs holds
// it to Node's HMAC): nothing here proves itself by itself.
TEST(WebhookSignature, TheVectorOfALibrary) {
    EXPECT_EQ(mac(*signing_key(secret), "msg_1.1700000000.{\"a\":1}"),
              "v1,wLAFgsvyylmWvmyPg9/31rfBDzIHKC4ecWDRNNs42zI=");
}

TEST(WebhookSignature, ValidIsValid) {
    EXPECT_TRUE(judged(pasted(signature(body), body)).valid);
    EXPECT_TRUE(judged(pasted(signature(body), std::string(body) + "\n")).valid)
        << "a paste often ends in a line break of its own";
    EXPECT_TRUE(judged("webhook-signature: " + signature(body) +
                       "\nwebhook-id: msg_1\nwebhook-timestamp: 1700000000\n\n" + std::string(body))
                    .valid);
}

TEST(WebhookSignature, OneOfSeveralIsEnough) {
    const SignatureVerdict verdict =
        judged(pasted("v1a,AAAA " + mac("another key", "x") + " " + signature(body), body));
    EXPECT_TRUE(verdict.valid);
    EXPECT_NE(verdict.findings.front().words.find("One of 2 signatures"), std::string::npos);
    EXPECT_EQ(verdict.findings.at(1).name, "Other signatures");
    EXPECT_NE(why(pasted("v1a,AAAA", body)).find("no signature of version 1"), std::string::npos);
}

TEST(WebhookSignature, WhyItIsNotValid) {
    EXPECT_NE(why(pasted(signature(body), "{\n  \"data\": {\n    \"id\": 1\n  },\n  \"eventType\": "
                                          "\"v1.export-job.created\"\n}"))
                  .find("re-formatted"),
              std::string::npos);
    EXPECT_NE(why(pasted(signature("{\r\n}"), "{\n}")).find("line breaks of the body"),
              std::string::npos);
    EXPECT_NE(why(pasted(mac(*signing_key(secret), body), body)).find("body alone"),
              std::string::npos);
    EXPECT_NE(why(pasted(mac(*signing_key(secret), "1700000000." + std::string(body)), body))
                  .find("timestamp.body"),
              std::string::npos);
    EXPECT_NE(why(pasted(mac(secret, "msg_1.1700000000." + std::string(body)), body))
                  .find("used as text"),
              std::string::npos);
    EXPECT_NE(why(pasted(signature("{}"), body)).find("not that of this secret"),
              std::string::npos);
}

TEST(WebhookSignature, TheToleranceIsTold) {
    const auto timestamp = [](std::int64_t at_s) {
        return judged(pasted(signature(body), body), at_s).findings.back();
    };
    EXPECT_EQ(timestamp(now_s + 300).found, Found::good);
    EXPECT_EQ(timestamp(now_s + 301).found, Found::doubtful);
    EXPECT_EQ(timestamp(now_s - 301).found, Found::doubtful);
    EXPECT_NE(timestamp(now_s + 301).words.find("301 s old"), std::string::npos);
    EXPECT_NE(
        judged(pasted("v1,AAAA", body, "1700000000123")).findings.back().words.find("milliseconds"),
        std::string::npos);
    EXPECT_EQ(judged(pasted("v1,AAAA", body, "now")).findings.back().found, Found::bad);
}

TEST(WebhookSignature, WhatIsMissingIsNamed) {
    EXPECT_EQ(read_delivery(" \n").error().code, "empty");
    EXPECT_EQ(read_delivery("webhook-id: 1\n\n{}").error().code, "webhook-timestamp");
    EXPECT_EQ(read_delivery("{}").error().code, "webhook-id");
    const std::string headers = "webhook-id: 1\nwebhook-timestamp: 2\nwebhook-signature: v1,AAAA\n";
    EXPECT_EQ(read_delivery(headers).error().code, "body");
    EXPECT_EQ(read_delivery(headers + "\n").error().code, "body");
    EXPECT_EQ(read_delivery(headers + "\na: b")->body, "a: b");
    EXPECT_EQ(signing_key("").error().code, "empty");
    EXPECT_EQ(signing_key("C2FVsBQIhrscChlQ").error().code, "prefix");
    EXPECT_EQ(signing_key("whsec_!!").error().code, "base64");
    EXPECT_EQ(signing_key(" whsec_QQ \n"), Result<std::string>(std::string("A")));
}

} // namespace
} // namespace staging
