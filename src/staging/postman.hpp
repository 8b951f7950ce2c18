// The other way in: a Postman collection (format 2.1) and a Postman environment that are set up as
// Pleo's page on Postman asks for: authorisation code with PKCE, S256, client authentication in a
// Basic header, one of Postman's own callback URLs. Secrets are variables of the environment, empty
// and of the type that Postman hides; nothing of a run of this page goes into an export.
//
//   Result<json::Value> collection = postman_collection(environment, scope);
//   Result<json::Value> variables = postman_environment(environment, PostmanApp::desktop, scope);
//   if (collection) save("playground.postman_collection.json", json::dump(*collection, indented));
//
// The requests are a folder with a token's life by hand (exchange, refresh, introspection), for a
// code and a code_verifier that were made elsewhere, and a handful of safe reads, those of them that
// the scope allows. A script of the collection tests that each answer is 200, so that newman and
// Postman's runner say what works; one of the folder skips what lacks its code or token.
#pragma once

#include "staging/environment.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <string_view>

namespace staging {

// Which of the two callback URLs is registered decides which Postman can be used.
enum class PostmanApp { desktop, web };
std::string_view postman_callback(PostmanApp app);

// `scope` as typed. Error::code "simulated" for the environment inside this page, which no other
// program can reach; "no_api" for one without a resource server; those of oauth::parse_scopes().
Result<json::Value> postman_collection(const Environment& environment, std::string_view scope);
Result<json::Value> postman_environment(const Environment& environment, PostmanApp app,
                                        std::string_view scope);

} // namespace staging
