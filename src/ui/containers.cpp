// Layout, identity, and the containers that open semantic nodes. The window, the columns, the
// flows.
#include "ui/widgets.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

// Bytes, not ImHashStr: that one reads on when a text is empty, and gives "###" a meaning of its
// own.
std::uint32_t hash(const void* bytes, std::size_t size, std::uint32_t seed) {
    const std::uint32_t result = size == 0 ? seed + 1 : ImHashData(bytes, size, seed);
    return result == 0 ? 1 : result; // 0 means "no node"
}

std::uint32_t hash(std::string_view text, std::uint32_t seed) {
    return hash(text.data(), text.size(), seed);
}
std::uint32_t hash(std::uint32_t number, std::uint32_t seed) {
    return hash(&number, sizeof number, seed);
}

constexpr float settled_within = 0.01f;
// Of things that come and go, as rows of a list do, some will never be seen again. Measuring anew
// costs one more pass.
constexpr std::size_t most_measures = 8192;

} // namespace

// --- the pass ----------------------------------------------------------------------------------

Ui::Ui(const Input& input, const Fonts& fonts, Semantics& semantics, Memory& memory)
    : input_(input), theme_(theme_for(input.dark, input.more_contrast)), semantics_(semantics),
      memory_(memory), paint_(*ImGui::GetBackgroundDrawList(), fonts, input.density) {
    if (memory_.measures.size() > most_measures) memory_.measures.clear();
    semantics_.begin_pass();
    semantics_.watch(input.focused);
    frames_.push_back({.width = input.width});
    seeds_.push_back(0);
    paint_.fill(0, 0, input.width, input.height, theme_.background);
}

Ui::~Ui() { memory_.exchanges.end_pass(); }

float Ui::left() const { return frames_.back().x; }
float Ui::width() const { return frames_.back().width; }
float Ui::y() const { return frames_.back().y; }

void Ui::space(float pixels) {
    Frame& frame = frames_.back();
    if (frame.flow) {
        frame.pen += pixels;
    } else {
        frame.y += pixels;
    }
}

void Ui::finish_line() {
    Frame& frame = frames_.back();
    measure(frame.line_id, frame.line_height);
    frame.y += frame.line_height;
    frame.line_id = hash(1u, frame.line_id);
    frame.pen = frame.line_height = 0;
    frame.empty = true;
}

Ui::Place Ui::place(float width, float height, float gap) {
    Frame& frame = frames_.back();
    if (!frame.flow) {
        if (!frame.empty) frame.y += gap;
        frame.empty = false;
        const Place place{frame.x, frame.y};
        frame.y += height;
        return place;
    }
    if (!frame.empty && frame.fixed_height == 0 &&
        frame.pen + frame.gap + width > frame.width + 0.5f) {
        finish_line();
        frame.y += frame.gap;
    }
    if (!frame.empty) frame.pen += frame.gap;
    frame.empty = false;
    const float line_height = frame.fixed_height > 0 ? frame.fixed_height : measured(frame.line_id);
    const Place place{frame.x + frame.pen,
                      frame.y + std::floor(std::max(0.0f, line_height - height) / 2)};
    frame.pen += width;
    frame.line_height = std::max(frame.line_height, height);
    return place;
}

Ui::Frame Ui::pop() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    return frame;
}

std::uint32_t Ui::id(std::string_view label) const { return hash(label, seeds_.back()); }

std::uint32_t Ui::claim(std::uint32_t id) {
    std::uint32_t& count = claimed_[id];
    ++count;
    return count == 1 ? id : claim(hash(count, id));
}

std::optional<Action> Ui::take(std::uint32_t id, Action::Kind kind) const {
    if (input_.action.kind != kind || input_.action.id != id) return std::nullopt;
    return input_.action;
}

float Ui::measured(std::uint32_t id) const {
    const auto found = memory_.measures.find(id);
    return found == memory_.measures.end() ? 0 : found->second;
}

void Ui::measure(std::uint32_t id, float value) {
    float& known = memory_.measures[id];
    if (std::abs(known - value) > settled_within) {
        known = value;
        settled_ = false;
    }
}

// --- identity ----------------------------------------------------------------------------------

IdScope::IdScope(Ui& ui, std::string_view label) : ui_(ui) {
    ui.seeds().push_back(hash(label, ui.seeds().back() + 1));
}
IdScope::IdScope(Ui& ui, std::uint32_t number) : ui_(ui) {
    ui.seeds().push_back(hash(number, ui.seeds().back()));
}
IdScope::~IdScope() { ui_.seeds().pop_back(); }

// --- semantic containers -----------------------------------------------------------------------

Group::Group(Ui& ui, Role role, std::string_view name, NodeFlag flags) : ui_(ui) {
    const std::uint32_t id = ui.claim(hash(static_cast<std::uint32_t>(role), ui.id(name)));
    ui.semantics().open({.id = id, .role = role, .flags = flags, .name = name});
}

Group::~Group() { ui_.semantics().close(); }

Scroll::Scroll(Ui& ui, Role role, std::string_view name, float x, float y, float width,
               float height, float padding)
    : ui_(ui), id_(ui.claim(hash(static_cast<std::uint32_t>(role), ui.id(name) + 1))),
      padding_(padding), outer_origin_{ui.paint().origin_x(), ui.paint().origin_y()} {
    const float content = ui.measured(id_);
    ui.semantics().open({.id = id_,
                         .role = role,
                         .flags = NodeFlag::scroll_region,
                         .x = x,
                         .y = y,
                         .width = width,
                         .height = height,
                         .value_number = content,
                         .name = name});
    const auto found = ui.input().scroll.find(id_);
    const float wanted = found == ui.input().scroll.end() ? 0 : found->second;
    const float top = std::clamp(wanted, 0.0f, std::max(0.0f, content - height));
    ui.paint().push_clip(x, y, width, height);
    ui.paint().set_origin(outer_origin_.x + x, outer_origin_.y + y - top);
    ui.push({.x = padding, .y = padding, .width = width - 2 * padding});
}

Scroll::~Scroll() {
    const Ui::Frame frame = ui_.pop();
    ui_.measure(id_, frame.y + padding_);
    ui_.paint().pop_clip();
    ui_.paint().set_origin(outer_origin_.x, outer_origin_.y);
    ui_.semantics().close();
}

// --- layout ------------------------------------------------------------------------------------

Column::Column(Ui& ui, float x, float width) : ui_(ui) {
    const Ui::Frame& outer = ui.frame();
    ui.push({.x = x, .y = outer.y, .width = width, .empty = outer.empty});
}

Column::~Column() {
    const Ui::Frame inner = ui_.pop();
    ui_.frame().y = inner.y;
    ui_.frame().empty = inner.empty;
}

void side_by_side(Ui& ui, std::initializer_list<float> weights, float min_width, float gap,
                  std::initializer_list<std::function<void()>> parts) {
    const auto count = static_cast<float>(parts.size());
    const float room = ui.width() - gap * (count - 1);
    if (room / count < min_width) {
        for (const std::function<void()>& part : parts)
            part();
        return;
    }
    float total = 0;
    for (const float weight : weights)
        total += weight;
    const Ui::Place start = ui.place(ui.width(), 0);
    float x = start.x, bottom = start.y;
    auto weight = weights.begin();
    for (const std::function<void()>& part : parts) {
        const float width = std::floor(room * *weight++ / total);
        ui.push({.x = x, .y = start.y, .width = width});
        part();
        bottom = std::max(bottom, ui.pop().y);
        x += width + gap;
    }
    ui.frame().y = bottom;
}

Flow::Flow(Ui& ui, float gap) : ui_(ui) {
    const Ui::Place start = ui.place(ui.width(), 0);
    ui.push({.x = start.x,
             .y = start.y,
             .width = ui.width(),
             .flow = true,
             .gap = gap,
             .line_id = ui.claim(ui.id("flow"))});
}

Flow::~Flow() {
    ui_.finish_line();
    const Ui::Frame frame = ui_.pop();
    ui_.frame().y = frame.y;
}

Bar::Bar(Ui& ui, float x, float y, float width, float height)
    : ui_(ui), id_(ui.claim(ui.id("bar"))), width_(width - 2 * space_4) {
    ui.paint().fill(x, y, width, height, ui.theme().surface);
    ui.paint().fill(x, y + height - 1, width, 1, ui.theme().line);
    ui.push({.x = x + space_4,
             .y = y,
             .width = width_,
             .flow = true,
             .gap = space_3,
             .fixed_height = height - 1,
             .line_id = id_});
}

void Bar::to_the_right() {
    Ui::Frame& frame = ui_.frame();
    const float right = ui_.measured(id_);
    frame.pen = std::max(frame.pen + frame.gap, width_ - right);
    frame.empty = true;
    right_from_ = frame.pen;
}

Bar::~Bar() {
    const Ui::Frame frame = ui_.pop();
    if (right_from_ >= 0) ui_.measure(id_, frame.pen - right_from_);
}

Card::Card(Ui& ui, std::string_view id_label, CardKind kind, float padding)
    : ui_(ui), id_(ui.claim(hash("card", ui.id(id_label)))), padding_(padding) {
    const Ui::Place start = ui.place(ui.width(), 0, space_3);
    const float width = ui.width(), height = ui.measured(id_);
    const Theme& theme = ui.theme();
    const auto box = [&](Colour fill, Colour line) {
        ui.paint().fill(start.x, start.y, width, height, fill, radius);
        ui.paint().outline(start.x, start.y, width, height, line, radius);
    };
    switch (kind) {
    case CardKind::plain: box(theme.surface, theme.line); break;
    case CardKind::sunken: box(theme.sunken, theme.line); break;
    case CardKind::accent: box(theme.accent_soft, theme.accent_soft); break;
    case CardKind::positive: box(theme.positive_soft, theme.positive_soft); break;
    case CardKind::warning: box(theme.warning_soft, theme.warning_soft); break;
    case CardKind::negative: box(theme.negative_soft, theme.negative_soft); break;
    }
    top_ = start.y;
    ui.push({.x = start.x + padding, .y = start.y + padding, .width = width - 2 * padding});
}

Card::~Card() {
    const Ui::Frame frame = ui_.pop();
    const float height = frame.y + padding_ - top_;
    ui_.measure(id_, height);
    ui_.frame().y = top_ + height;
}

} // namespace ui
