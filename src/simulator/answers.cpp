#include "simulator/answers.hpp"

namespace simulator {
namespace {

http::Response answer(int status) {
    http::Response response;
    response.status = status;
    response.status_text = std::string(http::reason_phrase(status));
    response.headers = {{"Cache-Control", "no-store"},
                        {"Pragma", "no-cache"}, // RFC 6749 section 5.1 asks for both
                        {"X-Content-Type-Options", "nosniff"}};
    return response;
}

} // namespace

http::Response json_answer(int status, const json::Value& value) {
    http::Response response = answer(status);
    response.headers.push_back({"Content-Type", "application/json;charset=UTF-8"});
    response.body = json::dump(value);
    return response;
}

http::Response oauth_error(int status, std::string_view error, std::string_view description) {
    json::Value value = json::Value::object();
    json::set(value, "error", error);
    json::set(value, "error_description", description);
    return json_answer(status, value);
}

http::Response exception_info(int status, std::string_view type, std::string_view message) {
    json::Value value = json::Value::object();
    json::set(value, "type", type);
    json::set(value, "message", message);
    return json_answer(status, value);
}

http::Response method_not_allowed(std::string_view allow) {
    http::Response response =
        exception_info(405, "METHOD_NOT_ALLOWED", "This path answers " + std::string(allow) + ".");
    response.headers.push_back({"Allow", std::string(allow)});
    return response;
}

http::Response redirect(std::string url) {
    http::Response response = answer(303);
    response.headers.push_back({"Location", std::move(url)});
    response.headers.push_back({"Referrer-Policy", "no-referrer"});
    return response;
}

http::Response html_answer(int status, std::string body, std::string_view form_target) {
    std::string policy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'";
    if (!form_target.empty()) policy += " " + std::string(form_target);
    policy += "; base-uri 'none'; frame-ancestors 'none'";

    http::Response response = answer(status);
    response.headers.push_back({"Content-Type", "text/html;charset=UTF-8"});
    response.headers.push_back({"Content-Security-Policy", std::move(policy)});
    response.headers.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
    response.headers.push_back({"Referrer-Policy", "no-referrer"});
    response.body = std::move(body);
    return response;
}

} // namespace simulator
