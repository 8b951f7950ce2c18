// Is this delivery of a webhook signed with this secret, and if not, why?
#include "ui/panels.hpp"

#include <string>

namespace ui {

using playground::Tone;

namespace {

const http::Exchange* newest_delivery(const playground::Model& model) {
    for (auto each = model.exchanges.rbegin(); each != model.exchanges.rend(); ++each)
        if (is_delivery(*each)) return &*each;
    return nullptr;
}

void findings(Ui& ui, const staging::SignatureVerdict& verdict) {
    callout(ui, verdict.valid ? Tone::positive : Tone::negative,
            verdict.valid ? "The signature is valid" : "The signature is not valid");
    for (const staging::SignatureFinding& each : verdict.findings) {
        IdScope scope(ui, each.name);
        const Tone tone = each.found == staging::Found::good       ? Tone::positive
                          : each.found == staging::Found::doubtful ? Tone::warning
                                                                   : Tone::negative;
        check_row(ui, tone,
                  each.found == staging::Found::good       ? "good"
                  : each.found == staging::Found::doubtful ? "would be refused"
                                                           : "wrong",
                  each.name, each.words);
    }
}

} // namespace

bool is_delivery(const http::Exchange& exchange) {
    return http::find_header(exchange.request.headers, "webhook-id") != nullptr;
}

void check_delivery(const playground::Model& model, const http::Exchange& exchange,
                    Events& events) {
    events.emplace_back(playground::DeliveryPasted{staging::delivery_text(exchange.request)});
    events.emplace_back(playground::StepChosen{playground::Step::call_apis});
    if (!model.view.folded.contains(std::string(signature_node)))
        events.emplace_back(playground::TreeNodeToggled{std::string(signature_node)});
}

void signature_panel(Ui& ui, const playground::Model& model, Events& events) {
    IdScope scope(ui, signature_node);
    const bool open = model.view.folded.contains(std::string(signature_node));
    if (disclosure(ui, "Check the signature of a webhook", open))
        events.emplace_back(playground::TreeNodeToggled{std::string(signature_node)});
    if (!open) return;
    const playground::Webhooks& webhooks = model.webhooks;
    Card card(ui, CardKind::sunken, space_4);
    muted(ui, "Pleo documents the three headers and the secret, and not the formula. This is that "
              "of the Standard Webhooks specification, which has the same names: HMAC-SHA256 over "
              "webhook-id, webhook-timestamp and body, joined by dots. Pleo's own may differ.");
    if (const auto pasted = text_field(ui, {.label = "Delivery",
                                            .value = webhooks.pasted,
                                            .hint = "Its headers as they came, an empty line, the "
                                                    "body as it came: not re-formatted.",
                                            .mono = true,
                                            .required = true,
                                            .multiline = true}))
        events.emplace_back(playground::DeliveryPasted{*pasted});
    if (const auto secret =
            text_field(ui, {.label = "Signing secret",
                            .value = webhooks.secret,
                            .hint = "Begins with whsec_. Kept in memory only, and sent nowhere.",
                            .secret = true,
                            .mono = true,
                            .required = true}))
        events.emplace_back(playground::SigningSecretEdited{*secret});
    ui.space(space_1);
    {
        Flow flow(ui);
        if (button(ui, "Check signature",
                   {.kind = ButtonKind::primary,
                    .description = "Computes it here, by the browser's Web Crypto"}))
            events.emplace_back(playground::CheckSignaturePressed{});
        const http::Exchange* newest = newest_delivery(model);
        if (newest != nullptr &&
            button(ui, "Take the newest delivery", {.description = "Of the list of exchanges"}))
            events.emplace_back(
                playground::DeliveryPasted{staging::delivery_text(newest->request)});
    }
    if (!webhooks.problem.empty())
        callout(ui, Tone::warning, "Nothing was checked", webhooks.problem);
    if (webhooks.verdict) findings(ui, *webhooks.verdict);
}

} // namespace ui
