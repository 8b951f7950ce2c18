#include "unit/http/journeys.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_names.hpp"
#include "unit/http/in_shell.hpp"

#include <gtest/gtest.h>

namespace http::tests {

namespace {
const std::string form_type = "application/x-www-form-urlencoded";
} // namespace

const Request refresh{"POST",
                      "https://as.example/oauth/token",
                      {{"Accept", "application/json"},
                       {"Content-Type", form_type},
                       {"Authorization", "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"}},
                      "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"};
const Secrets refresh_secrets{{"client_secret", "gX1fBat3bV"},
                              {"refresh_token", "tGzv3JOkF0XG5Qx2TlKWIA"}};

Request as_a_server_reads_it(Request request) {
    for (http::Field& field : request.headers) {
        if (!field.value.starts_with("Basic ")) continue;
        const auto decoded = http::base64_decode(field.value.substr(6));
        if (!decoded) continue;
        const std::size_t colon = decoded->find(':');
        field.value = "Basic " + http::form_decode(decoded->substr(0, colon)) + " : " +
                      http::form_decode(decoded->substr(colon + 1));
    }
    if (http::media_type(request.headers) == form_type) {
        std::string body;
        for (const http::Field& field : http::form_parse(request.body))
            body += field.name + " = " + field.value + "\n";
        request.body = body;
    }
    return request;
}

Secrets variables_of(const Request& request, Secrets secrets) {
    for (const http::Field& field : request.headers) {
        std::string name;
        for (const char c : field.name)
            name += http::is_letter(c) || http::is_digit(c) ? http::upper(c) : '_';
        const bool own = name == "AUTHORIZATION" || http::is_open_header(http::lower(field.name));
        if (!own && !field.value.empty()) secrets.push_back({name, field.value});
    }
    return secrets;
}

std::vector<Journey> journeys() {
    const std::string plain = "text/plain";
    const Secrets secrets{{"client_secret", "s' ‘’\"$x`\\é\U0001F511+%&"},
                          {"access_token", "-abc.DEF~+/=="},
                          {"code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}};
    const std::string& secret = secrets[0].value;
    const std::string basic =
        http::base64_encode("c%20l:" + http::form_encode(secret)); // id encoded by RFC 6749
    return {
        {"a refresh", refresh, refresh_secrets},
        {"hostile text",
         {"POST",
          "https://a.example/?x=" + hostile,
          {{"X-Hostile", "q'u\"o`te $(x) ${HOME} $$ !! %s *;&|<>#~é‘’‚‛\U0001F511"},
           {"X-Empty", ""},
           {"Content-Type", plain}},
          hostile + "‘’‚‛ \U0001F511 \u2028 $env:PATH `n @' '@"},
         {}},
        {"@ and = first",
         {"PUT", "https://a.example/", {{"X", "@/etc/passwd"}, {"Y", "={}"}}, ""},
         {}},
        {"a file name for a body",
         {"POST", "https://a.example/", {{"Content-Type", plain}}, "@/etc/passwd"},
         {}},
        {"a bearer token",
         {"GET",
          "https://a.example/v2/employees?limit=5",
          {{"Authorization", "Bearer " + secrets[1].value}},
          ""},
         secrets},
        {"a secret that needs encoding, in the header",
         {"POST", "https://a.example/", {{"Authorization", "Basic " + basic}}, ""},
         secrets},
        {"a secret that needs encoding, sent without",
         {"POST",
          "https://a.example/",
          {{"Authorization", "Basic " + http::base64_encode("id:a\\:b c")}},
          ""},
         {{"client_secret", "a\\:b c"}}},
        {"a secret that needs encoding, in the form",
         {"POST",
          "https://a.example/",
          {{"Content-Type", form_type}},
          "grant_type=authorization_code&code_verifier=" + secrets[2].value +
              "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F&client_secret=" +
              http::form_encode(secret) + "&x"},
         secrets},
        {"JSON",
         {"POST",
          "https://a.example/",
          {{"Content-Type", "application/json"}},
          "{\"a\":\"it's \\\"quoted\\\" \\\\ \\u0041\",\n\t\"b\":[1,2]}"},
         {}},
    };
}

TerminalCommand command_for(Terminal terminal, const Request& request, const Secrets& secrets) {
    const Result<TerminalCommand> made = http::terminal_command(terminal, request, secrets);
    if (!made) {
        ADD_FAILURE() << http::to_string(terminal) << ": " << made.error().message;
        return {};
    }
    return *made;
}

} // namespace http::tests
