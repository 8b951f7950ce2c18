// The request of an exchange as code. Values of secrets leave the model as names of variables (S63).
#include "http/code_parts.hpp"
#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include <utility>

namespace playground {

void handle(Turn& turn, const CodeChosen& event) {
    std::optional<Code>& code = turn.model.view.code;
    const http::Exchange* exchange = find_exchange(turn.model, event.exchange);
    if (exchange == nullptr || event.language == CodeLanguage::none) {
        if (code && code->exchange == event.exchange) code.reset();
        return;
    }
    code = Code{.exchange = event.exchange, .language = event.language};
    Result<std::string> parts = http::code_parts(exchange->request, secrets(turn.model));
    if (!parts) {
        code->problem = parts.error().message;
        return;
    }
    turn.effects.emplace_back(WriteCode{event.exchange, event.language, *std::move(parts)});
}

void handle(Turn& turn, const CodeWritten& event) {
    std::optional<Code>& code = turn.model.view.code;
    if (!code || code->exchange != event.exchange || code->language != event.language) return;
    code->text = event.text;
    code->problem = event.text.empty() ? "What writes the code could not be loaded. Choose the "
                                         "language again when you are connected."
                                       : "";
}

} // namespace playground
