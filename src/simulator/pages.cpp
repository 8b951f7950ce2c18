#include "simulator/pages.hpp"

#include "oauth/scope.hpp"

#include <array>

namespace simulator {
namespace {

// The tab's picture. A data URL, so that the browser asks nobody for a favicon.
constexpr std::string_view icon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Ccircle cx='8' cy='8' r='6.5' fill='none' stroke='%232f5bd7' stroke-width='2' "
    "stroke-dasharray='3 2'/%3E%3C/svg%3E";

std::string document(const Call& call, std::string_view title, std::string_view layout,
                     const std::string& content) {
    std::string html = "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n"
                       "<meta name=\"robots\" content=\"noindex\">\n<title>";
    html += escape_html(title);
    html += " – Simulated Staging</title>\n<link rel=\"icon\" href=\"";
    html += icon;
    html += "\">\n<link rel=\"stylesheet\" href=\"";
    html += escape_html(call.host.base_url);
    html += "/auth/style.css\">\n</head>\n<body>\n"
            "<header class=\"banner\"><strong>Simulated Staging.</strong> "
            "Nothing here is real, and this is not Pleo.</header>\n<main class=\"";
    html += layout;
    html += "\">\n" + content + "</main>\n</body>\n</html>\n";
    return html;
}

std::string form_action(const Call& call, std::string_view step) {
    return "<form method=\"post\" action=\"" + escape_html(call.host.base_url) +
           "/auth/oauth/authorize/" + std::string(step) + "\">\n";
}

std::string hidden(std::string_view name, std::string_view value) {
    return "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" +
           escape_html(value) + "\">\n";
}

std::string term(std::string_view name, std::string_view value) {
    return "<dt>" + std::string(name) + "</dt><dd><code>" + escape_html(value) + "</code></dd>\n";
}

std::string initials(std::string_view name) {
    std::string text(name.substr(0, 1));
    if (const std::size_t space = name.rfind(' '); space != std::string_view::npos) {
        text += name.substr(space + 1, 1);
    }
    return "<span class=\"initials\" aria-hidden=\"true\">" + escape_html(text) + "</span>";
}

std::string person_line(const staging::SimulatedPerson& person, std::string_view below) {
    return initials(person.name) + "<span><b>" + escape_html(person.name) +
           "</b><span class=\"muted\">" + escape_html(below) + "</span></span>";
}

// What the client sent, for whoever wants to compare it with what was meant to be sent.
std::string request_details(const Transaction& transaction) {
    std::string html = "<details>\n<summary>What the client asked for</summary>\n<dl>\n";
    html += term("response_type", "code");
    html += term("client_id", staging::simulated_client_id);
    html += term("redirect_uri", transaction.redirect_uri);
    html += term("scope", transaction.scope);
    html += term("state", transaction.has_state ? transaction.state : "(not sent)");
    html += term("code_challenge", transaction.code_challenge);
    html += term("code_challenge_method", "S256");
    return html + "</dl>\n</details>\n";
}

struct ScopeWords {
    std::string_view scope;
    std::string_view words;
};
constexpr std::array<ScopeWords, 15> scope_words{{
    {"users:read", "See the employees of your company"},
    {"companies:read", "See your company’s name and address"},
    {"export-jobs:read", "See export jobs and their items"},
    {"export-jobs:write", "Create and update export jobs"},
    {"export-items:read", "See the accounting entries selected for export"},
    {"accounts:read", "See the chart of accounts"},
    {"accounts:write", "Create, change and delete accounts"},
    {"tag-groups:read", "See tags and tag groups"},
    {"tag-groups:write", "Create, change and delete tags and tag groups"},
    {"tax-codes:read", "See tax codes"},
    {"tax-codes:write", "Create, change and delete tax codes"},
    {"vendors:read", "See vendors"},
    {"vendors:write", "Create, change and archive vendors"},
    {"accounting-entries:read", "See accounting entries and their receipts"},
    {"test:test", "Try the flow, and see nothing"},
}};

std::string scope_list(const std::string& scope) {
    std::string html = "<ul class=\"scopes\">\n";
    const auto scopes = oauth::parse_scopes(scope);
    for (const std::string& each : scopes ? scopes->values : std::vector<std::string>()) {
        std::string_view words = each;
        for (const ScopeWords& known : scope_words) {
            if (known.scope == each) words = known.words;
        }
        html += "<li><span>" + escape_html(words) + "</span><code>" + escape_html(each) +
                "</code></li>\n";
    }
    return html + "</ul>\n";
}

// Each with a form of their own, so that one press logs in.
std::string dummy_people(const Call& call, const Transaction& transaction) {
    std::string html = "<ul class=\"people\" aria-label=\"Dummy people\">\n";
    for (const staging::SimulatedPerson& person : staging::simulated_people) {
        html += "<li>\n<p class=\"person\">" + person_line(person, person.role) + "</p>\n";
        html += form_action(call, "log-in") + hidden("transaction", transaction.id) +
                hidden("email", person.email) + hidden("password", person.password);
        html += "<button type=\"submit\">Log in as " + escape_html(person.name) +
                "</button>\n</form>\n<dl>\n";
        html += term("Email", person.email) + term("Password", person.password);
        html += "</dl>\n</li>\n";
    }
    return html + "</ul>\n";
}

constexpr std::string_view whose_page =
    "<p class=\"muted\">You have left the client: this page belongs to the authorisation server, "
    "and only it sees the log-in. The client gets a short-lived code. Never type a real password "
    "here.</p>\n";

} // namespace

std::string escape_html(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&': escaped += "&amp;"; break;
        case '<': escaped += "&lt;"; break;
        case '>': escaped += "&gt;"; break;
        case '"': escaped += "&quot;"; break;
        case '\'': escaped += "&#39;"; break;
        case '\0': escaped += "\xEF\xBF\xBD"; break; // HTML has no place for it
        default: escaped += c;
        }
    }
    return escaped;
}

std::string log_in_page(const Call& call, const Transaction& transaction, std::string_view email,
                        std::string_view problem) {
    const bool wrong = !problem.empty();
    const std::string marks = wrong ? " aria-invalid=\"true\" aria-describedby=\"problem\"" : "";

    std::string html = "<section class=\"card\">\n<h1>Log in</h1>\n<p class=\"lead\"><strong>";
    html += escape_html(staging::simulated_client_name);
    html += "</strong> asks for access to a dummy company. Two dummy people can give it; they do "
            "not exist.</p>\n";
    html += dummy_people(call, transaction) + request_details(transaction) + "</section>\n";

    // Who is asked comes first in the reading order, so nothing takes the focus away from it; only
    // a mistake does. Fields are not `required`: browsers call those invalid before anything is typed.
    html += "<section class=\"card\" aria-labelledby=\"typed\">\n<h2 id=\"typed\">Or type the "
            "log-in</h2>\n";
    if (wrong) {
        html += "<div class=\"problem\" role=\"alert\"><p id=\"problem\">" + escape_html(problem) +
                "</p></div>\n";
    }
    html += form_action(call, "log-in") + hidden("transaction", transaction.id);
    html += "<label for=\"email\">Email</label>\n<input id=\"email\" name=\"email\" type=\"email\" "
            "autocomplete=\"off\" aria-required=\"true\"" +
            marks + " value=\"" + escape_html(email) + "\">\n";
    html += "<label for=\"password\">Password</label>\n<input id=\"password\" name=\"password\" "
            "type=\"password\" autocomplete=\"off\" aria-required=\"true\"" +
            marks + (wrong ? " autofocus" : "") + ">\n";
    html += "<button class=\"quiet\" type=\"submit\">Log in</button>\n</form>\n";
    html += whose_page;
    html += "</section>\n";
    return document(call, wrong ? "Error: Log in" : "Log in", "pair", html);
}

std::string consent_page(const Call& call, const Transaction& transaction,
                         const staging::SimulatedPerson& person) {
    const std::string client = escape_html(staging::simulated_client_name);
    std::string html = "<section class=\"card\">\n<h1>Give " + client +
                       " access?</h1>\n<p class=\"lead\">It asks for access to "
                       "<strong>Fjordlys Dummy ApS</strong>.</p>\n";
    html += "<p class=\"person signed-in\">" +
            person_line(person, "Logged in as " + std::string(person.email)) + "</p>\n";
    html += "<h2>It asks to</h2>\n" + scope_list(transaction.scope);
    html += form_action(call, "consent") + hidden("transaction", transaction.consent_id);
    html +=
        "<div class=\"choices\">\n"
        "<button class=\"quiet\" type=\"submit\" name=\"decision\" value=\"deny\">Deny</button>\n"
        "<button type=\"submit\" name=\"decision\" value=\"approve\">Approve</button>\n"
        "</div>\n</form>\n";
    html += "<p class=\"muted after\">Either way you go back to <code>" +
            escape_html(transaction.redirect_uri) + "</code>.</p>\n";
    html += request_details(transaction) + "</section>\n";
    return document(call, "Give access", "wide", html);
}

std::string dead_end_page(const Call& call, const DeadEnd& dead_end) {
    std::string html = "<section class=\"card\" role=\"alert\">\n<h1>" +
                       escape_html(dead_end.heading) + "</h1>\n<p>" +
                       escape_html(dead_end.explanation) + "</p>\n";
    if (!dead_end.expected.empty()) {
        // One above the other, so that a difference of one character shows.
        html += "<dl class=\"stacked\">\n" +
                term("Received", dead_end.received.empty() ? "(nothing)" : dead_end.received) +
                term("Registered", dead_end.expected) +
                "</dl>\n<p class=\"muted after\">Nobody is sent back from here: an authorisation "
                "server redirects only to an address that it knows to be the client’s (RFC 6749 "
                "§4.1.2.1).</p>\n";
    }
    html += "<p><a href=\"" + escape_html(staging::simulated_redirect_uri(call.host.base_url)) +
            "\">Back to the page</a></p>\n</section>\n";
    return document(call, dead_end.heading, "wide", html);
}

std::string error_page(const Call& call, const Error& error, std::string_view target) {
    const std::string html =
        "<section class=\"card\" role=\"alert\">\n<h1>This request is refused</h1>\n<p>" +
        escape_html(error.message) + "</p>\n<dl class=\"stacked\">\n" + term("Error", error.code) +
        term("For the client at", target.substr(0, target.find('?'))) +
        "</dl>\n<p class=\"muted after\">An authorisation server tells the client (RFC 6749 "
        "§4.1.2.1). Any site can open this address, so nobody is sent on before you say so (RFC "
        "9700 §4.11.2).</p>\n<p><a href=\"" +
        escape_html(target) + "\">Go back with this error</a></p>\n</section>\n";
    return document(call, "Refused", "wide", html);
}

std::string overview_page(const Call& call) {
    std::string html = "<section class=\"card\">\n<h1>Simulated Staging</h1>\n<p class=\"lead\">An "
                       "authorisation server and an API for a dummy company, to try OAuth 2.0 "
                       "without an account.</p>\n<dl class=\"stacked\">\n";
    html += term("Authorisation", call.issuer() + "/oauth/authorize");
    html += term("Token", call.issuer() + "/oauth/token");
    html += term("Introspection", call.issuer() + "/oauth/token/introspect");
    html += term("API", call.resource_server());
    html += term("Client ID", staging::simulated_client_id);
    html += term("Client secret", staging::simulated_client_secret);
    html += term("Scopes", staging::simulated_scopes);
    html +=
        "</dl>\n<p class=\"muted after\">Id and secret are public on purpose. They open nothing "
        "else.</p>\n</section>\n";
    return document(call, "Overview", "wide", html);
}

} // namespace simulator
