#include "staging/facts.hpp"

#include <gtest/gtest.h>

#include <set>

namespace staging {
namespace {

TEST(Facts, EachHasAClaimAndASource) {
    std::set<std::string_view> ids;
    for (const Fact& each : facts()) {
        EXPECT_TRUE(ids.insert(each.id).second) << each.id;
        EXPECT_TRUE(each.claim.ends_with('.')) << each.id;
        EXPECT_FALSE(each.source.empty()) << each.id;
        EXPECT_FALSE(each.title.empty()) << each.id;
        EXPECT_EQ(find_fact(each.id), &each);
    }
}

// What nobody outside knows stays marked as such.
TEST(Facts, UnknownsAreNotSoldAsKnown) {
    for (const std::string_view id :
         {"cors_token", "client_authentication_post", "token_response", "code_lifetime",
          "token_errors", "authorization_errors", "subject_urn", "refresh_reuse", "api_errors",
          "loopback_redirect", "disconnect_radius", "webhook_signature"}) {
        EXPECT_EQ(find_fact(id)->standing, Standing::unknown) << id;
    }
    for (const std::string_view id :
         {"client_authentication", "state", "rotation", "refresh_errors"}) {
        EXPECT_EQ(find_fact(id)->standing, Standing::contradictory) << id;
    }
}

TEST(Facts, UnknownIdHasNone) { EXPECT_EQ(find_fact("no such fact"), nullptr); }

} // namespace
} // namespace staging
