#include "playground/checklist.hpp"

#include "playground/routes.hpp"
#include "playground/turn.hpp"

#include <algorithm>

namespace playground {

using staging::Task;

namespace {

// Of real Staging only: nothing that happens on a simulator brings anybody closer to it.
bool sees(const Model& model, Task task) {
    const oauth::Client& client = model.registration.client;
    switch (task) {
    case Task::credentials:
        return !client.client_id.empty() && (!client.client_secret.empty() || secretless(model));
    case Task::check:
        return model.check.report && model.check.report->credentials == oauth::Conclusion::accepted;
    case Task::first_flow: return newest_token(model, oauth::TokenKind::access_token) != nullptr;
    default: return false;
    }
}

} // namespace

Mark mark_of(const Checklist& checklist, Task task) {
    const auto at = static_cast<std::size_t>(task);
    return at < checklist.marks.size() ? checklist.marks[at] : Mark::open;
}

std::optional<Task> next_task(const Checklist& checklist) {
    const auto& marks = checklist.marks;
    const auto last_seen = std::find(marks.rbegin(), marks.rend(), Mark::seen).base();
    auto next = std::find(last_seen, marks.end(), Mark::open);
    if (next == marks.end()) next = std::find(marks.begin(), marks.end(), Mark::open);
    if (next == marks.end()) return std::nullopt;
    return staging::tasks[static_cast<std::size_t>(next - marks.begin())];
}

std::string_view evidence_for(Task task) {
    switch (task) {
    case Task::credentials: return "Client ID and secret are typed in.";
    case Task::check: return "The server accepted the credentials.";
    case Task::first_flow: return "Tokens were received.";
    default: return {};
    }
}

void see_progress(Turn& turn) {
    Model& model = turn.model;
    const staging::Environment* here = environment(model);
    if (here == nullptr || here->kind != staging::EnvironmentKind::pleo) return;
    for (const Task task : staging::tasks) {
        Mark& mark = model.checklist.marks[static_cast<std::size_t>(task)];
        if (mark == Mark::seen || !sees(model, task)) continue;
        mark = Mark::seen;
        model.unsaved_settings = true;
    }
}

void handle(Turn& turn, const TaskTicked& event) {
    const auto at = static_cast<std::size_t>(event.task);
    auto& marks = turn.model.checklist.marks;
    if (at >= marks.size() || marks[at] == Mark::seen) return;
    marks[at] = event.done ? Mark::ticked : Mark::open;
    turn.model.unsaved_settings = true;
    const std::optional<Task> next = next_task(turn.model.checklist);
    announce(turn, !event.done ? "Open again."
                   : next      ? "Done. Next: " + std::string(staging::guidance(*next).title) + "."
                               : "Done. Nothing is left to do.");
}

void handle(Turn& turn, const CredentialsCameEdited& event) {
    if (event.text.size() > 32) return;
    turn.model.checklist.credentials_came = event.text;
    turn.model.unsaved_settings = true;
}

} // namespace playground
