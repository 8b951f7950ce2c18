#include "fuzz/input.hpp"
#include "oauth/redirect.hpp"

#include <string>

// S15: whatever arrives, without the state that was sent there is no code.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{text_of(data, size)};
    oauth::PendingAuthorization pending;
    pending.state = "xyzSbVRFhk6Mm2AbCdEfGhIjKlMnOpQrStUvWxYz012";
    pending.redirect_uri = "https://client.example/back";
    pending.issuer = "https://as.example";
    for (const std::string& url : {text, pending.redirect_uri + "?" + text,
                                   pending.redirect_uri + "?code=c&state=" + text}) {
        const bool known = url.find(pending.state) != std::string::npos;
        for (const auto& attempt :
             {std::optional{pending}, std::optional<oauth::PendingAuthorization>{}}) {
            const oauth::RedirectResponse answer = oauth::process_redirect(url, attempt, 0);
            hold(answer.checks.size() == 9);
            hold(answer.accepted == !answer.code.empty());
            hold(!answer.accepted || (attempt && (known || url.find('%') != std::string::npos)));
        }
        oauth::is_redirect_response(url, pending.redirect_uri);
    }
    return 0;
}
