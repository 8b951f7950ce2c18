// "Check credentials" against Simulated Staging: right, wrong, swapped and unknown.
#include "oauth/credential_check.hpp"

#include "oauth/credential_slips.hpp"
#include "oauth/pkce.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using oauth::ClientAuthentication;
using oauth::Conclusion;
using oauth::CredentialReport;
using simulator::tests::Driver;

// As the page does it, controls included.
CredentialReport check(Driver& server, const oauth::Client& client) {
    const oauth::CredentialCheckDesc desc{client,
                                          {Driver::url("/auth/oauth/authorize"),
                                           Driver::url("/auth/oauth/token"),
                                           Driver::url("/auth/oauth/token/introspect"), "", false},
                                          oauth::code_verifier(std::string(32, 'i'))};
    std::vector<oauth::CredentialRow> rows;
    for (const oauth::Probe& probe : oauth::credential_probes(desc)) {
        const http::Response answer = server.send(probe.request);
        oauth::CredentialRow row = oauth::judge_probe(probe, answer);
        if (row.wants_control) {
            row = oauth::judge_probe(probe, answer,
                                     server.send(oauth::control_probe(desc, probe).request));
        }
        rows.push_back(std::move(row));
    }
    return oauth::credential_report(std::move(rows));
}

TEST(CredentialCheck, the_right_credentials_are_proven_and_nothing_is_spent) {
    Driver server;
    const std::string code = server.fresh_code();
    const simulator::State before = server.state;
    const CredentialReport report = check(server, server.client);
    EXPECT_EQ(server.state, before);
    EXPECT_EQ(report.credentials, Conclusion::accepted);
    EXPECT_EQ(report.methods, (std::vector{ClientAuthentication::client_secret_basic,
                                           ClientAuthentication::client_secret_post}));
    ASSERT_EQ(report.rows.size(), 4u);
    EXPECT_EQ(report.rows[0].source, "comparison of two requests");
    EXPECT_EQ(report.rows[2].credentials, Conclusion::accepted);
    EXPECT_EQ(report.rows[3].credentials, Conclusion::refused); // Basic only, as Pleo documents
    EXPECT_EQ(report.redirect_uri, Conclusion::none);
    EXPECT_EQ(server.exchange(code).status, 200); // the real code still works
}

TEST(CredentialCheck, wrong_swapped_and_unknown_are_not_accepted) {
    Driver server;
    const oauth::Client right = server.client;
    oauth::Client wrong = right;
    wrong.client_secret += "x";
    oauth::Client swapped = right;
    std::swap(swapped.client_id, swapped.client_secret);
    oauth::Client unknown = right;
    unknown.client_id = "51a01a7e-0000-4000-8000-000000000002";
    oauth::Client padded = right;
    padded.client_secret += " ";
    for (const oauth::Client& client : {wrong, swapped, unknown, padded}) {
        const CredentialReport report = check(server, client);
        EXPECT_EQ(report.credentials, Conclusion::refused) << client.client_id;
        EXPECT_TRUE(report.methods.empty());
        for (const oauth::CredentialRow& row : report.rows)
            EXPECT_EQ(row.credentials, Conclusion::refused) << row.evidence;
    }
    EXPECT_EQ(oauth::find_slips(swapped)[0].code, "swapped");
    EXPECT_EQ(oauth::find_slips(padded)[0].code, "invisible");
    EXPECT_TRUE(oauth::find_slips(right).empty());
}

} // namespace
