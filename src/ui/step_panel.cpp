// The step in the middle: heading, what it is for, its own panel, the last word on it.
#include "playground/plan.hpp"
#include "ui/panels.hpp"

#include <string>

namespace ui {

using playground::Step;

namespace {

std::string_view purpose(Step step) {
    switch (step) {
    case Step::get_access:
        return "Credentials for Staging come from Pleo, by hand. Until yours arrive, Simulated "
               "Staging lets you walk the "
               "whole lifecycle here.";
    case Step::register_client:
        return "The authorisation server knows your integration as a client. Tell the page what "
               "was registered.";
    case Step::authorise:
        return "The browser leaves for the authorisation server with this URL. There, a person "
               "logs in and agrees to "
               "what you ask for.";
    case Step::redirect_and_exchange:
        return "The browser comes back with a code. It is checked before anything is sent, then "
               "exchanged once.";
    case Step::call_apis:
        return "The access token goes into the Authorization header, and nowhere else.";
    case Step::refresh_tokens:
        return "A refresh gives a new pair and ends the old one at once. Only one may be under "
               "way.";
    case Step::expiry_and_revocation:
        return "Tokens end: by the clock, by rotation, by revocation. A server's answer is the "
               "only proof.";
    }
    return {};
}

} // namespace

void step_panel(Ui& ui, const playground::Model& model, Events& events) {
    if (!model.environments_error.empty()) {
        title(ui, "This page is set up wrongly");
        callout(ui, playground::Tone::negative, "environments.json cannot be used",
                model.environments_error);
        return;
    }
    const Step step = model.view.step;
    title(ui, playground::step_name(step));
    text(ui, purpose(step), {.colour = ui.theme().muted});
    ui.space(space_2);

    if (model.forgotten) {
        int left = 0;
        std::string places;
        for (const playground::Inventory& place : *model.forgotten) {
            left += place.entries;
            places +=
                (places.empty() ? "" : ", ") + place.place + ": " + std::to_string(place.entries);
        }
        const std::string_view title = left == 0 ? "Nothing is left" : "Something is left";
        const std::string detail =
            "Entries left, counted just now: " + places +
            ". Copies of the page's own files may stay, so that it opens offline; nothing of "
            "yours is in them.";
        // One banner at a time: beside another it is a line of text.
        if (model.notices.contains(step)) {
            text(ui, title, {.face = Face::strong});
            text(ui, detail);
        } else {
            callout(ui, left == 0 ? playground::Tone::positive : playground::Tone::warning, title,
                    detail);
        }
        ui.space(space_2);
    }
    // The others say it where it was pressed.
    if (step == Step::get_access || (step == Step::authorise && !said_at_button(model)))
        notice_panel(ui, model, step, events);

    switch (step) {
    case Step::get_access: get_access_panel(ui, model, events); break;
    case Step::register_client: register_panel(ui, model, events); break;
    case Step::authorise: authorise_panel(ui, model, events); break;
    case Step::redirect_and_exchange: redirect_panel(ui, model, events); break;
    case Step::call_apis: api_panel(ui, model, events); break;
    case Step::refresh_tokens: refresh_panel(ui, model, events); break;
    case Step::expiry_and_revocation: expiry_panel(ui, model, events); break;
    }
}

} // namespace ui
