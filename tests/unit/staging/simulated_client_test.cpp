#include "staging/simulated_client.hpp"
#include "staging/simulated_id.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

TEST(SimulatedClient, RedirectUriIsThePageItself) {
    EXPECT_EQ(simulated_redirect_uri("https://host.example/page/simulated"),
              "https://host.example/page/");
    EXPECT_EQ(simulated_redirect_uri("http://localhost:8080/simulated"), "http://localhost:8080/");
}

// S69: told apart from anything real at a glance.
TEST(SimulatedClient, S69_SecretCarriesThePrefix) {
    EXPECT_TRUE(simulated_client_secret.starts_with(simulated_prefix));
    for (const SimulatedPerson& person : simulated_people) {
        EXPECT_TRUE(is_simulated_id(person.id));
        EXPECT_TRUE(person.email.ends_with("@dummy.example"));
    }
}

} // namespace
} // namespace staging
