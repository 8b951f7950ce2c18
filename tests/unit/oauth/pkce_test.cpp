#include "oauth/pkce.hpp"

#include "http/base64.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

namespace {

// RFC 7636 Appendix B.
constexpr unsigned char appendix_b_octets[] = {
    116, 24,  223, 180, 151, 153, 224, 37,  79, 250, 96, 125, 216, 173, 187, 186,
    22,  212, 37,  77,  105, 214, 191, 240, 91, 88,  5,  88,  83,  132, 141, 121};
constexpr unsigned char appendix_b_sha256[] = {19, 211, 30,  150, 26,  26,  216, 236, 47,  22,  177,
                                               12, 76,  152, 46,  8,   118, 168, 120, 173, 109, 241,
                                               68, 86,  110, 225, 137, 74,  203, 112, 249, 195};

template <std::size_t size>
std::string bytes(const unsigned char (&octets)[size]) {
    return std::string(octets, octets + size);
}

} // namespace

TEST(Pkce, S03_Rfc7636AppendixB) {
    const std::string verifier = oauth::code_verifier(bytes(appendix_b_octets));
    EXPECT_EQ(verifier, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    EXPECT_TRUE(oauth::valid_code_verifier(verifier));
    EXPECT_EQ(oauth::code_challenge(bytes(appendix_b_sha256)),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(Pkce, S03_S04_TooLittleEntropyGivesNoVerifier) {
    EXPECT_EQ(oauth::code_verifier(""), "");
    EXPECT_EQ(oauth::code_verifier(std::string(31, 'x')), "");
    EXPECT_EQ(oauth::code_verifier(std::string(32, 'x')).size(), 43U);
    EXPECT_EQ(oauth::code_verifier(std::string(96, 'x')).size(), 128U);
    EXPECT_EQ(oauth::code_verifier(std::string(97, 'x')), "") << "129 characters are one too many";
}

TEST(Pkce, S05_TooLittleEntropyGivesNoState) {
    EXPECT_EQ(oauth::state(""), "");
    EXPECT_EQ(oauth::state(std::string(15, 'x')), "");
    EXPECT_EQ(oauth::state(std::string(16, 'x')).size(), 22U);
}

TEST(Pkce, S04_OnlyASha256DigestBecomesAChallenge) {
    EXPECT_EQ(oauth::code_challenge(""), "");
    EXPECT_EQ(oauth::code_challenge(std::string(31, 'x')), "");
    EXPECT_EQ(oauth::code_challenge(std::string(33, 'x')), "");
    // A verifier in place of its digest would be `plain`.
    EXPECT_EQ(oauth::code_challenge(oauth::code_verifier(bytes(appendix_b_octets))), "");
}

// The encoding must neither lose nor favour anything. The last of 43 characters holds four bits
// only.
TEST(Pkce, S03_EncodingOfTenThousandSamplesKeepsAllEntropy) {
    std::mt19937 random(7636);
    std::set<std::string> seen;
    std::map<char, int> counts;
    std::map<char, int> last_counts;
    constexpr int samples = 10000;
    for (int i = 0; i < samples; ++i) {
        std::string octets;
        for (std::size_t n = 0; n < oauth::verifier_octets; ++n) {
            octets += static_cast<char>(random() & 0xFFU);
        }
        const std::string verifier = oauth::code_verifier(octets);
        ASSERT_EQ(verifier.size(), 43U);
        ASSERT_TRUE(oauth::valid_code_verifier(verifier)) << verifier;
        ASSERT_EQ(http::base64url_decode(verifier), octets);
        ASSERT_TRUE(seen.insert(verifier).second);
        for (std::size_t n = 0; n < 42; ++n)
            ++counts[verifier[n]];
        ++last_counts[verifier[42]];
    }
    EXPECT_EQ(counts.size(), 64U);
    for (const auto& [character, count] : counts) {
        // 420,000 / 64 = 6562.5, standard deviation 80.4: six of them.
        EXPECT_NEAR(count, 6562.5, 483.0) << character;
    }
    EXPECT_EQ(last_counts.size(), 16U);
    for (const auto& [character, count] : last_counts)
        EXPECT_NEAR(count, 625.0, 146.0) << character;
}

TEST(Pkce, S03_VerifierAlphabetAndLength) {
    EXPECT_FALSE(oauth::valid_code_verifier(""));
    EXPECT_FALSE(oauth::valid_code_verifier(std::string(42, 'a')));
    EXPECT_TRUE(oauth::valid_code_verifier(std::string(43, 'a')));
    EXPECT_TRUE(oauth::valid_code_verifier(std::string(128, 'a')));
    EXPECT_FALSE(oauth::valid_code_verifier(std::string(129, 'a')));

    const std::string unreserved =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        const bool allowed = unreserved.find(c) != std::string::npos;
        EXPECT_EQ(oauth::valid_code_verifier(std::string(42, 'a') + c), allowed) << byte;
    }
}
