#include "simulator/simulator.hpp"

#include "simulator/answers.hpp"
#include "simulator/call.hpp"
#include "simulator/endpoints.hpp"
#include "simulator/firing.hpp"
#include "simulator/pages.hpp"

namespace simulator {
namespace {

constexpr std::size_t longest_url = 8192;
constexpr std::size_t longest_form = 16384;
constexpr std::size_t longest_json =
    std::size_t{4} * 1024 * 1024; // a receipt of 2 MB in Base64 fits

struct Served {
    std::string_view path;
    http::Response (*answer)(Call& call);
};

constexpr Served served[] = {
    {"/auth/oauth/authorize", authorization_endpoint},
    {"/auth/oauth/authorize/log-in", log_in},
    {"/auth/oauth/authorize/consent", consent},
    {"/auth/oauth/token", token_endpoint},
    {"/auth/oauth/token/introspect", introspection_endpoint},
};

http::Response style_answer() {
    http::Response response = html_answer(200, std::string(style_sheet()));
    for (http::Field& header : response.headers) {
        if (header.name == "Content-Type") header.value = "text/css;charset=UTF-8";
    }
    return response;
}

http::Response route(Call& call) {
    for (const Served& each : served) {
        if (call.path == each.path) return each.answer(call);
    }
    if (call.path.starts_with("/external/")) return external_api(call);
    if (call.path.starts_with("/control/")) return control(call);
    // Where a fault's redirect leads: another host, as far as a client can know.
    if (call.path.starts_with("/foreign/"))
        return exception_info(401, "UNAUTHORIZED", "This is another host, for faults alone.");
    if (call.request.method == "GET") {
        if (call.path == "/auth/style.css") return style_answer();
        if (call.path == "/" || call.path.empty()) return html_answer(200, overview_page(call));
    }
    return exception_info(404, "NOT_FOUND", "Simulated Staging has nothing at this address.");
}

} // namespace

http::Response handle(State& state, const http::Request& request, const Host& host) {
    std::string_view rest = request.url;
    if (!rest.starts_with(host.base_url)) {
        return exception_info(404, "NOT_FOUND", "This address is not below Simulated Staging.");
    }
    if (rest.size() > longest_url) {
        return exception_info(414, "URI_TOO_LONG", "The address is longer than 8 KiB.");
    }
    rest.remove_prefix(host.base_url.size());
    if (request.body.size() > (rest.starts_with("/external/") ? longest_json : longest_form)) {
        return exception_info(413, "CONTENT_TOO_LARGE",
                              "The body is longer than 16 KiB, or 4 MiB of JSON.");
    }
    rest = rest.substr(0, rest.find('#'));
    const std::size_t mark = rest.find('?');

    Call call{state,
              request,
              host,
              host.now_ms + state.clock_offset_ms,
              rest.substr(0, mark),
              mark == std::string_view::npos ? std::string_view() : rest.substr(mark + 1)};
    return call.state.bench.idle() && !host.in_browser ? route(call) : answer_on_bench(call, route);
}

} // namespace simulator
