// The panels of the page, one function and one file each. A panel reads the model, paints and names through the widget
// vocabulary, and appends what the person did to `events`. It decides nothing: rules are in src/playground.
//
// Panels stay functions of their own in the page as well: inlined into who calls them, those of the later steps would
// have to come with the first part of the program (tools/cut-program.mjs).
#pragma once

#include "playground/event.hpp"
#include "playground/model.hpp"
#include "ui/widgets.hpp"

#include <vector>

namespace ui {

using Events = std::vector<playground::Event>;

void header_panel(Ui& ui, const playground::Model& model, Events& events);
void footer_panel(Ui& ui, const playground::Model& model, Events& events);
void steps_panel(Ui& ui, const playground::Model& model, Events& events);
// On top of one column, whatever scrolls below: where one is, and the ways back and on.
inline constexpr float step_bar_height = 52;
[[gnu::noinline]] void step_bar(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void version_panel(Ui& ui, const playground::Model& model, Events& events);

// The step in the middle: its heading, its notice, and one of the following.
[[gnu::noinline]] void step_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void get_access_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void register_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void authorise_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void redirect_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void api_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void refresh_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void integrations_panel(Ui& ui);
[[gnu::noinline]] void expiry_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void observations_panel(Ui& ui, const playground::Model& model,
                                          Events& events); // live only

// Parts of api_panel. The question before a change is asked at the button that was pressed.
[[gnu::noinline]] void api_question(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void export_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void signature_panel(Ui& ui, const playground::Model& model, Events& events);
inline constexpr std::string_view signature_node = "signature"; // in View::folded: it is open
// Of a webhook, among the exchanges; and to its signature, in signature_panel.
bool is_delivery(const http::Exchange& exchange);
[[gnu::noinline]] void check_delivery(const playground::Model& model,
                                      const http::Exchange& exchange, Events& events);
// The last word on the step, with the one action that leads on, at the place where it was pressed.
[[gnu::noinline]] // A good word on the step of the authorisation stands at the button that brought it about.
bool said_at_button(const playground::Model& model);
void notice_panel(Ui& ui, const playground::Model& model, playground::Step step, Events& events);
// Of the refresh token in doubt, if there is one (playground/doubt.hpp).
[[gnu::noinline]] void doubt_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void remedy_button(Ui& ui, const playground::Remedy& remedy, ButtonKind kind,
                                     Events& events);
// The buttons below a field that something is wrong with.
[[gnu::noinline]] void mend(Ui& ui, std::string_view field,
                            const std::vector<playground::Remedy>& remedies, Events& events);

// What happened.
[[gnu::noinline]] void tokens_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void exchanges_panel(Ui& ui, const playground::Model& model, Events& events);

// The life of the tokens, from the run log: in the place of the step when it is shown, and the switch to it.
[[gnu::noinline]] void lifecycle_panel(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void lifecycle_switch(Ui& ui, const playground::Model& model, Events& events);
[[gnu::noinline]] void run_export_panel(Ui& ui, const playground::Model& model, Events& events);
// From an exchange to its place in the picture.
[[gnu::noinline]] void picture_button(Ui& ui, const playground::Model& model,
                                      std::uint32_t exchange, Events& events);

// One exchange in full: request, response, what the browser hides, copies. Used by the list and by steps that show
// their own answer.
[[gnu::noinline]] void exchange_details(Ui& ui, const playground::Model& model,
                                        const http::Exchange& exchange, Events& events);

[[gnu::noinline]] void code_panel(Ui& ui, const playground::Model& model,
                                  const http::Exchange& exchange, Events& events);
[[gnu::noinline]] void again_panel(Ui& ui, const playground::Model& model,
                                   const http::Exchange& exchange, Events& events);

// What came back, without the request: for the step that asked.
enum class AnswerExtras { none, search };
[[gnu::noinline]] void answer_details(Ui& ui, const playground::Model& model,
                                      const http::Exchange& exchange, Events& events,
                                      AnswerExtras extras = AnswerExtras::none);

// The command of a request that a person sends from a terminal, while it waits; nothing otherwise.
[[gnu::noinline]] void terminal_panel(Ui& ui, const playground::Model& model,
                                      playground::Purpose purpose, Events& events);

// What it printed: the field, what was read of it as what, and the buttons. `what` waits for
// `exchange`.
[[gnu::noinline]] void paste_panel(Ui& ui, const playground::Model& model,
                                   const http::Exchange& exchange, const playground::InFlight& what,
                                   Events& events);

// A request that has not left yet, masked, with the reason when it cannot be built.
[[gnu::noinline]] void planned_request(Ui& ui, const playground::Model& model,
                                       const Result<http::Request>& request, Events& events);

// Tokens whose type the server did not say, and the person's own choice to use them all the same.
// Nothing is drawn where there are none.
enum class Untyped { code, refresh };
[[gnu::noinline]] void untyped_panel(Ui& ui, const playground::Model& model, Untyped of,
                                     Events& events);

} // namespace ui
