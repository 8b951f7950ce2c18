// The region Lifecycle: the state of the world in one sentence, one picture at a time, and the bar that looks
// back. Nothing here sends or keeps anything: it reads fewer moments of the log.
#include "ui/choices.hpp"
#include "ui/lifecycle_pictures.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"
#include "ui/rows.hpp"

#include "playground/run_story.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

namespace {

using playground::LifecyclePicture;
using playground::LifecycleView;
using playground::Moment;

constexpr std::size_t most_painted = 12; // moments in one picture: what fits on a page

template <class Change>
void edit(const playground::Model& model, Events& events, Change change) {
    LifecycleView view = model.view.lifecycle;
    change(view);
    events.emplace_back(playground::LifecycleEdited{view});
}

void tabs(Ui& ui, const playground::Model& model, Events& events) {
    Group list(ui, Role::tab_list, "Picture");
    Flow flow(ui, space_1);
    const auto one = [&](std::string_view name, LifecyclePicture picture) {
        if (tab(ui, name, model.view.lifecycle.picture == picture))
            edit(model, events, [&](LifecycleView& view) { view.picture = picture; });
    };
    one("Sequence", LifecyclePicture::sequence);
    one("States", LifecyclePicture::states);
    one("Family", LifecyclePicture::family);
    one("Time", LifecyclePicture::time);
}

// Of what was never answered: what this page can know, and what the simulator says.
void knowledge(Ui& ui, const playground::Model& model, std::span<const Moment> moments,
               Events& events) {
    const bool truth = model.view.lifecycle.truth;
    const auto choose = [&](bool chosen) {
        edit(model, events, [&](LifecycleView& view) { view.truth = chosen; });
    };
    {
        Group group(ui, Role::group, "View");
        Flow flow(ui, space_4);
        if (radio(ui, "What the client knows", !truth)) choose(false);
        if (radio(ui, "What really happened", truth)) choose(true);
    }
    if (!truth) return;
    const bool live = std::any_of(moments.begin(), moments.end(), [](const Moment& each) {
        return each.exchange != 0 && !each.server_ms;
    });
    if (live)
        muted(ui, "What a live server processed and never answered, nobody here can know.");
    else
        muted(ui, "As Simulated Staging's own record tells it. No live server shows one.");
}

void run_bar(Ui& ui, const playground::Model& model, std::span<const Moment> moments,
             Events& events) {
    const bool looks_back = model.view.lifecycle.cursor != 0;
    const std::uint32_t at = moments.back().id, first = moments.front().id;
    const auto go = [&](std::uint32_t cursor) {
        edit(model, events, [&](LifecycleView& view) { view.cursor = cursor; });
    };
    const std::uint32_t newest = model.log.moments.back().id;
    const std::string words = "Moment " + std::to_string(at) + " of " + std::to_string(newest);
    if (const auto chosen =
            slider(ui, "Moment", {.last = newest - first, .place = at - first, .words = words}))
        go(first + static_cast<std::uint32_t>(*chosen));
    Flow flow(ui, space_2);
    if (button(ui, "Back",
               {.enabled = at > first,
                .description = at > first ? "" : "This is the first moment.",
                .small = true}))
        go(at - 1);
    if (button(ui, "Forward",
               {.enabled = looks_back,
                .description = looks_back ? "" : "This is the newest moment.",
                .small = true}))
        go(at + 1);
    if (button(ui, "Now", {.enabled = looks_back, .small = true})) go(0);
    text(ui, words, {.size = size_small, .colour = ui.theme().muted});
    // The family is written in words as it is.
    if (model.view.lifecycle.picture == LifecyclePicture::sequence &&
        toggle(ui, "As text", model.view.lifecycle.as_text))
        edit(model, events, [](LifecycleView& view) { view.as_text = !view.as_text; });
}

std::string summary_of_sequence(std::span<const Moment> painted, std::size_t all) {
    return "Sequence of moments " + std::to_string(painted.front().id) + " to " +
           std::to_string(painted.back().id) +
           " between the person, this page, the authorisation "
           "server and the API" +
           (painted.size() < all ? ". Earlier ones: look back, or As text." : ".");
}

void sequence(Ui& ui, const playground::Model& model, std::span<const Moment> moments,
              Events& events) {
    const auto painted = moments.last(std::min(most_painted, moments.size()));
    picture_image(ui, summary_of_sequence(painted, moments.size()));
    const std::uint32_t open = model.view.lifecycle.open;
    const std::uint32_t pressed = sequence_picture(
        ui,
        {.moments = painted,
         .open = open,
         .known = [&](std::uint32_t id) { return playground::find_exchange(model, id) != nullptr; },
         .details =
             [&](std::uint32_t id) {
                 Card card(ui, CardKind::plain, space_3);
                 heading(ui, 3, "Exchange " + std::to_string(id));
                 exchange_details(ui, model, *playground::find_exchange(model, id), events);
             }});
    if (pressed != 0)
        edit(model, events,
             [&](LifecycleView& view) { view.open = view.open == pressed ? 0 : pressed; });
    if (painted.size() < moments.size())
        muted(ui, "Moments " + std::to_string(painted.front().id) + " to " +
                      std::to_string(painted.back().id) +
                      " are in the picture. Back leads to earlier ones, As text lists all.");
}

void family(Ui& ui, std::span<const Moment> moments) {
    const auto came = std::count_if(moments.begin(), moments.end(), [](const Moment& each) {
        return each.kind == playground::MomentKind::stored;
    });
    picture_image(ui, "Family of the tokens. " + std::to_string(came) +
                          (came == 1 ? " token" : " tokens") +
                          " came; each is listed under the one that it came from.");
    family_picture(ui, moments);
}

void state_charts(Ui& ui, const playground::Model& model, std::span<const Moment> moments,
                  Events& events) {
    const playground::States states = playground::states(moments);
    const std::string coverage = playground::coverage(states);
    picture_image(ui, "States of the authorisation attempt, its code and the tokens. " + coverage +
                          ". The ways of each are listed below it.");
    text(ui, coverage, {.face = Face::strong});
    const LifecycleView& view = model.view.lifecycle;
    if (ui.narrow()) {
        Flow flow(ui, space_2);
        for (std::size_t i = 0; i < states.now.size(); ++i) {
            const auto machine = static_cast<playground::StateMachine>(i);
            if (toggle(ui, playground::name_of(machine), view.machine == machine))
                edit(model, events, [&](LifecycleView& edited) { edited.machine = machine; });
        }
    }
    const StatesPress pressed = states_picture(ui, states, view.machine);
    if (pressed.moment != 0)
        edit(model, events, [&](LifecycleView& edited) {
            edited.cursor = pressed.moment;
            edited.picture = LifecyclePicture::sequence;
            edited.as_text = false;
        });
    if (pressed.step) events.emplace_back(playground::StepChosen{*pressed.step});
}

// Both as they are: neither is corrected by the other.
void two_clocks(Ui& ui, const Moment& moment) {
    if (!moment.server_ms) return;
    const std::int64_t ahead = *moment.server_ms - moment.page_ms;
    if (ahead == 0) return;
    muted(ui, "Two clocks. This page: " + moment_time(moment.page_ms, *moment.server_ms) +
                  ". Simulated Staging: " + moment_time(*moment.server_ms, *moment.server_ms) +
                  ", which is " + duration(ahead < 0 ? -ahead : ahead) +
                  (ahead < 0 ? " behind." : " ahead.") + " The bars stand on the second.");
}

void time_bars(Ui& ui, const playground::Model& model, std::span<const Moment> moments,
               Events& events) {
    using playground::TimeScale;
    const std::int64_t now = playground::now_of_cursor(model, moments);
    playground::TimeDesc desc{.moments = moments, .refresh_life_ms = {}};
    // Pleo's word for its own: at least, and no promise.
    constexpr std::int64_t sixty_days_ms = std::int64_t{60} * 86'400'000;
    if (playground::follows_pleo(model)) desc.refresh_life_ms = sixty_days_ms;
    const std::vector<playground::TimeBar> bars = playground::time_bars(desc);
    if (bars.empty()) {
        muted(ui, "No code and no token came so far.");
        return;
    }
    const playground::TimeWindow window =
        playground::time_window(bars, now, model.view.lifecycle.scale);
    {
        Flow flow(ui, space_2);
        const auto one = [&](std::string_view name, TimeScale scale) {
            if (toggle(ui, name, window.scale == scale))
                edit(model, events, [&](LifecycleView& view) { view.scale = scale; });
        };
        one("A quarter of an hour", TimeScale::quarter);
        one("A day", TimeScale::day);
        one("Sixty days", TimeScale::sixty_days);
    }
    const std::string stretch = moment_time(window.from_ms, now) + " to " +
                                moment_time(window.from_ms + window.span_ms, now);
    picture_image(ui, "Bars of " + std::to_string(bars.size()) +
                          (bars.size() == 1 ? " code or token" : " codes and tokens") + ", from " +
                          stretch + ". The facts of each are listed below.");
    text(ui, "From left to right: " + stretch + ". Now: " + moment_time(now, now) + ".",
         {.size = size_small});
    two_clocks(ui, moments.back());
    time_picture(ui, bars, window, now);
}

// The same facts for everybody to read; a press looks back to that moment.
void facts(Ui& ui, const playground::Model& model, std::span<const Moment> moments,
           Events& events) {
    Group list(ui, Role::list, "Moments, oldest first");
    std::vector<std::size_t> all(moments.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    rows(ui, {.count = moments.size(),
              .usual = 64,
              .gap = space_2,
              .tall = all,
              .key = [&](std::size_t row) { return moment_key(moments, row); },
              .draw =
                  [&](std::size_t row) {
                      const Moment& moment = moments[row];
                      const std::string number = std::to_string(moment.id);
                      {
                          Flow flow(ui);
                          text(ui, number + " \u00b7 " + clock_time(moment.page_ms),
                               {.size = size_small, .face = Face::strong});
                          if (!is_aside(moments, row) && button(ui, "Look at moment " + number,
                                                                {.kind = ButtonKind::quiet,
                                                                 .small = true,
                                                                 .visible_text = "Look at"}))
                              edit(model, events, [&](LifecycleView& view) {
                                  view.cursor = moment.id;
                                  view.as_text = false;
                              });
                      }
                      const std::string cause = playground::cause_of(moment);
                      text(ui, playground::sentence(moment) + (cause.empty() ? "" : " ") + cause,
                           {.size = size_small});
                      if (moment.server_ms && *moment.server_ms != moment.page_ms)
                          muted(ui, "Clock of Simulated Staging: " + clock_time(*moment.server_ms));
                  }});
}

} // namespace

void lifecycle_switch(Ui& ui, const playground::Model& model, Events& events) {
    const bool shown = model.view.lifecycle.shown;
    ui.space(ui.narrow() ? space_2 : space_4);
    if (toggle(ui, "Lifecycle", shown, ui.narrow()))
        edit(model, events, [&](LifecycleView& view) {
            view.shown = !shown;
            view.cursor = 0;
        });
    if (!ui.narrow()) muted(ui, playground::caption(model.log, 0));
}

void picture_button(Ui& ui, const playground::Model& model, std::uint32_t exchange,
                    Events& events) {
    const auto& moments = model.log.moments;
    const auto last = std::find_if(moments.rbegin(), moments.rend(),
                                   [&](const Moment& each) { return each.exchange == exchange; });
    if (last == moments.rend()) return; // older than the log
    if (button(ui, "Show in the picture", {.kind = ButtonKind::quiet, .small = true}))
        edit(model, events,
             [&](LifecycleView& view) { view = {.shown = true, .cursor = last->id}; });
}

void lifecycle_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group region(ui, Role::region, "Lifecycle");
    IdScope scope(ui, "lifecycle");
    const LifecycleView& view = model.view.lifecycle;
    std::span<const Moment> moments = playground::seen(model.log, view.cursor);
    std::vector<Moment> truth;
    if (view.truth) moments = truth = playground::shown_moments(model, view.cursor);
    {
        Flow flow(ui, space_4);
        heading(ui, 2, "Lifecycle");
        if (!ui.narrow() &&
            button(ui, view.enlarged ? "Back to the steps" : "Enlarge",
                   {.kind = ButtonKind::quiet, .small = true, .identity = "enlarge"}))
            edit(model, events, [](LifecycleView& edited) {
                edited.shown = !edited.enlarged;
                edited.enlarged = !edited.enlarged;
            });
    }
    text(ui, playground::caption(moments, model.log), {.colour = ui.theme().muted});
    ui.space(space_2);
    tabs(ui, model, events);
    knowledge(ui, model, moments, events);
    run_bar(ui, model, moments, events);
    run_export_panel(ui, model, events);
    ui.space(space_2);
    IdScope picture(ui, static_cast<std::uint32_t>(view.picture));
    if (view.picture == LifecyclePicture::family)
        family(ui, moments);
    else if (view.picture == LifecyclePicture::states)
        state_charts(ui, model, moments, events);
    else if (view.picture == LifecyclePicture::time)
        time_bars(ui, model, moments, events);
    else if (view.as_text)
        facts(ui, model, moments, events);
    else
        sequence(ui, model, moments, events);
    if (view.cursor != 0)
        muted(ui, "You are looking back. Nothing is sent and nothing is kept by it.");
}

} // namespace ui
