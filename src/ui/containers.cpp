// What holds widgets: id scopes, semantic groups, the child windows that scroll, columns, flows, cards.
#include "ui/containers.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

namespace ui {

namespace {

ImGuiWindow& current_window() { return *ImGui::GetCurrentWindow(); }

std::uint32_t role_id(Ui& ui, Role role, std::string_view name) {
    return ui.claim(ui.id(std::to_string(static_cast<int>(role)).append(" ").append(name)));
}

} // namespace

// --- identity ----------------------------------------------------------------------------------

IdScope::IdScope(Ui& ui, std::string_view label) {
    ImGui::PushOverrideID(ui.id(std::string("in ").append(label)));
}
IdScope::IdScope(Ui&, std::uint32_t number) { ImGui::PushID(static_cast<int>(number)); }
IdScope::~IdScope() { ImGui::PopID(); }

// --- semantic containers -----------------------------------------------------------------------

Group::Group(Ui& ui, Role role, std::string_view name, NodeFlag flags) : ui_(ui) {
    ui.semantics().open(
        {.id = role_id(ui, role, name), .role = role, .flags = flags, .name = name});
}

Group::~Group() { ui_.semantics().close(); }

Scroll::Scroll(Ui& ui, Role role, std::string_view name, float x, float y, float width,
               float height, float padding)
    : ui_(ui), id_(role_id(ui, role, name)), padding_(padding) {
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
    rest_ = top - std::round(top);

    const ImGuiID outer = current_window().IDStack.back();
    ImGui::SetCursorScreenPos(ImVec2(x + ui.paint().origin_x(), y + ui.paint().origin_y()));
    ImGui::SetNextWindowScroll(ImVec2(0, std::round(top)));
    ImGui::SetNextWindowContentSize(ImVec2(0, std::max(0.0f, content - 2 * padding)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
    ImGui::BeginChild(id_, ImVec2(std::max(width, 1.0f), std::max(height, 1.0f)),
                      ImGuiChildFlags_AlwaysUseWindowPadding,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                          ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNavInputs);
    ImGui::PopStyleVar();
    // What is inside is the same thing wherever it scrolls: a field keeps its focus when a phone is turned.
    ImGui::PushOverrideID(outer);
    ui.push({});
}

Scroll::~Scroll() {
    ui_.pop();
    ImGui::PopID();
    ui_.measure(id_, ui_.y() + padding_);
    // The rest of the way, in whole device pixels: letters stay sharp.
    const float density = ui_.input().density;
    const float rest = std::round(rest_ * density) / density;
    if (rest != 0)
        for (ImDrawVert& vertex : current_window().DrawList->VtxBuffer)
            vertex.pos.y -= rest;
    ImGui::EndChild();
    ui_.semantics().close();
}

// --- layout ------------------------------------------------------------------------------------

Column::Column(Ui& ui, float x, float width)
    : indent_(x - ui.left()), right_(current_window().WorkRect.Max.x) {
    if (indent_ != 0) ImGui::Indent(indent_);
    current_window().WorkRect.Max.x = x + ui.paint().origin_x() + width;
}

Column::~Column() {
    if (indent_ != 0) ImGui::Unindent(indent_);
    current_window().WorkRect.Max.x = right_;
}

void side_by_side(Ui& ui, std::initializer_list<float> weights, float min_width, float gap,
                  std::initializer_list<std::function<void()>> parts) {
    const auto count = static_cast<float>(parts.size());
    const std::string id = std::to_string(ui.claim(ui.id("side by side")));
    if ((ui.width() - gap * (count - 1)) / count < min_width) {
        // The ids of the table that there is no room for: what somebody types in stays when the window is made narrower.
        ImGui::PushOverrideID(ImGui::GetID(id.c_str()));
        for (const std::function<void()>& part : parts)
            part();
        ImGui::PopID();
        return;
    }
    ui.place(ui.width(), 0);
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, ImVec2(gap / 2, 0));
    if (ImGui::BeginTable(id.c_str(), static_cast<int>(parts.size()),
                          ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_NoPadOuterX |
                              ImGuiTableFlags_NoClip | ImGuiTableFlags_NoSavedSettings,
                          ImVec2(ui.width(), 0))) {
        for (const float weight : weights)
            ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch, weight);
        for (const std::function<void()>& part : parts) {
            ImGui::TableNextColumn();
            ui.push({});
            part();
            ui.pop();
        }
        ImGui::EndTable();
    }
    ImGui::PopStyleVar();
}

Flow::Flow(Ui& ui, float gap) : ui_(ui) {
    ui.place(ui.width(), 0);
    ui.push({.flow = true, .gap = gap, .id = ui.claim(ui.id("flow"))});
}

Flow::~Flow() {
    ui_.finish_line();
    ui_.pop();
}

Bar::Bar(Ui& ui, float x, float y, float width, float height, float gap)
    : ui_(ui), id_(ui.claim(ui.id("bar"))), gap_(gap), right_(x + width - space_4),
      outer_right_(current_window().WorkRect.Max.x) {
    ui.paint().fill(x, y, width, height, ui.theme().surface);
    ui.paint().fill(x, y + height - 1, width, 1, ui.theme().line);
    ImGui::SetCursorScreenPos(
        ImVec2(x + space_4 + ui.paint().origin_x(), y + ui.paint().origin_y()));
    ui.push({.flow = true, .gap = gap, .fixed_height = height - 1, .id = id_});
}

void Bar::to_the_right() {
    const float measured = ui_.measured(id_);
    ImGuiWindow& here = current_window();
    const float after = here.DC.CursorPosPrevLine.x + gap_;
    right_from_ = std::max(after, right_ + ui_.paint().origin_x() - measured);
    here.DC.CursorPosPrevLine.x = right_from_ - gap_; // place() adds the gap
}

Bar::~Bar() {
    if (right_from_ >= 0) ui_.measure(id_, current_window().DC.CursorPosPrevLine.x - right_from_);
    ui_.pop();
    current_window().WorkRect.Max.x = outer_right_;
}

namespace {

// What is in the card is painted above its box, whose height is known only after it.
enum CardLayer { behind, above, layer_count };

std::pair<Colour, Colour> fill_and_line(const Theme& theme, CardKind kind) {
    switch (kind) {
    case CardKind::plain: return {theme.surface, theme.line};
    case CardKind::sunken: return {theme.sunken, theme.line};
    case CardKind::accent: return {theme.accent_soft, theme.accent_soft};
    case CardKind::positive: return {theme.positive_soft, theme.positive_soft};
    case CardKind::warning: return {theme.warning_soft, theme.warning_soft};
    case CardKind::negative: return {theme.negative_soft, theme.negative_soft};
    }
    return {};
}

} // namespace

Card::Card(Ui& ui, CardKind kind, float padding)
    : ui_(ui), kind_(kind), padding_(padding), corner_(ui.place(ui.width(), 0, space_3)),
      layers_(std::make_unique<ImDrawListSplitter>()) {
    layers_->Split(ImGui::GetWindowDrawList(), layer_count);
    layers_->SetCurrentChannel(ImGui::GetWindowDrawList(), above);
    ImGui::BeginGroup();
    ImGui::Indent(padding);
    current_window().WorkRect.Max.x -= padding;
    current_window().DC.CursorPos.y += padding;
    ui.push({});
}

Card::~Card() {
    ui_.pop();
    ImGui::Unindent(padding_);
    current_window().WorkRect.Max.x += padding_;
    const float width = ui_.width(), height = ui_.y() + padding_ - corner_.y;
    current_window().DC.CursorMaxPos = ImVec2(corner_.x + ui_.paint().origin_x() + width,
                                              corner_.y + ui_.paint().origin_y() + height);
    ImGui::EndGroup();
    layers_->SetCurrentChannel(ImGui::GetWindowDrawList(), behind);
    const auto [fill, line] = fill_and_line(ui_.theme(), kind_);
    ui_.paint().fill(corner_.x, corner_.y, width, height, fill, ui_.theme().radius);
    ui_.paint().outline(corner_.x, corner_.y, width, height, line, ui_.theme().radius);
    layers_->Merge(ImGui::GetWindowDrawList());
}

} // namespace ui
