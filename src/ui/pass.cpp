// One pass: the window of the page, the cursor in it, and the items with their names.
#include "ui/pass.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr float settled_within = 0.01f;
// Of things that come and go, as rows of a list do, some will never be seen again. Measuring anew
// costs one more pass.
constexpr std::size_t most_measures = 8192;

ImGuiWindow& window() { return *ImGui::GetCurrentWindow(); }

// Where a line of the current column begins, on the page.
float line_start() {
    const ImGuiWindow& current = window();
    return current.Pos.x + current.DC.Indent.x + current.DC.ColumnsOffset.x;
}

} // namespace

void prepare_frame(const Input& input) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(input.width, input.height);
    io.DisplayFramebufferScale = ImVec2(input.density, input.density);
    io.DeltaTime = 1.0f / 60.0f; // nothing is animated
    const bool there = input.mouse_x >= 0;
    io.AddMousePosEvent(there ? input.mouse_x : -FLT_MAX, there ? input.mouse_y : -FLT_MAX);
    io.AddMouseButtonEvent(0, input.mouse_down);
    ImGuiStyle& style = ImGui::GetStyle();
    static const Theme* applied = nullptr;
    const Theme& theme = theme_for(input.dark, input.more_contrast);
    if (applied != &theme || ImGui::GetFrameCount() == 0) apply_style(style, theme);
    applied = &theme;
    style.CircleTessellationMaxError = 0.3f / input.density;
    if (input.action.kind == Action::Kind::activate) ImGui::ActivateItemByID(input.action.id);
}

Ui::Ui(const Input& input, const Fonts& fonts, Semantics& semantics, Memory& memory)
    : input_(input), theme_(styled(theme_for(input.dark, input.more_contrast), ImGui::GetStyle())),
      semantics_(semantics), memory_(memory), paint_(fonts, input.density) {
    if (memory_.measures.size() > most_measures) memory_.measures.clear();
    semantics_.begin_pass();
    semantics_.watch(input.focused);
    // Edges are soft by one device pixel.
    ImGui::GetDrawListSharedData()->InitialFringeScale = 1 / input.density;
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(input.width, input.height));
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNavInputs);
    ImGui::SetNavCursorVisible(input.focus_visible);
    if (input.focused == 0 && ImGui::GetCurrentContext()->NavWindow != nullptr)
        ImGui::SetNavID(0, ImGuiNavLayer_Main, 0, ImRect());
    lines_.push_back({});
}

Ui::~Ui() {
    ImGui::End();
    memory_.exchanges.end_pass();
}

// --- the cursor --------------------------------------------------------------------------------

float Ui::left() const { return line_start() - paint_.origin_x(); }
float Ui::width() const { return window().WorkRect.Max.x - line_start(); }
float Ui::y() const { return window().DC.CursorPos.y - paint_.origin_y(); }

void Ui::space(float pixels) {
    if (line().flow) {
        window().DC.CursorPosPrevLine.x += pixels;
    } else {
        window().DC.CursorPos.y += pixels;
    }
}

void Ui::finish_line() {
    Line& current = line();
    measure(current.id, current.height);
    const std::uint32_t one = 1;
    current.id = ImHashData(&one, sizeof one, current.id);
    current.height = 0;
    current.empty = true;
}

Ui::Place Ui::place(float width, float height, float gap) {
    Line& current = line();
    ImGuiWindow& here = window();
    float above = 0;
    if (!current.flow) {
        if (!current.empty) here.DC.CursorPos.y += gap;
    } else {
        const float room = here.WorkRect.Max.x - here.DC.CursorPosPrevLine.x - current.gap;
        if (!current.empty && current.fixed_height == 0 && width > room + 0.5f) {
            finish_line();
            here.DC.CursorPos.y += current.gap;
        } else if (!current.empty) {
            ImGui::SameLine(0, current.gap);
        }
        const float line_height =
            current.fixed_height > 0 ? current.fixed_height : measured(current.id);
        above = std::floor(std::max(0.0f, line_height - height) / 2);
        current.height = std::max(current.height, height);
    }
    current.empty = false;
    const ImVec2 at = here.DC.CursorPos;
    ImGui::ItemSize(ImVec2(width, current.flow ? height + above : height));
    return {at.x - paint_.origin_x(), at.y - paint_.origin_y() + above};
}

Ui::Line Ui::pop() {
    const Line popped = lines_.back();
    lines_.pop_back();
    return popped;
}

// --- items -------------------------------------------------------------------------------------

std::uint32_t Ui::id(std::string_view label) const {
    // ImHashStr reads on when a text is empty.
    const ImGuiID id = label.empty() ? window().GetID(0)
                                     : window().GetID(label.data(), label.data() + label.size());
    return id == 0 ? 1 : id; // 0 means "no item"
}

std::uint32_t Ui::id(int number) const { return std::max(window().GetID(number), 1u); }

std::uint32_t Ui::claim(std::uint32_t id) {
    std::uint32_t& count = claimed_[id];
    ++count;
    return count == 1 ? id
                      : claim(std::max<std::uint32_t>(ImHashData(&count, sizeof count, id), 1));
}

void Ui::item(std::uint32_t id, const Box& box) {
    const ImVec2 corner(box.x + paint_.origin_x(), box.y + paint_.origin_y());
    ImGui::ItemAdd(ImRect(corner, ImVec2(corner.x + box.width, corner.y + box.height)), id);
    if (focused(id) && ImGui::GetCurrentContext()->NavId != id) {
        ImGui::SetFocusID(id, &window());
        ImGui::SetNavCursorVisible(input_.focus_visible);
    }
}

Ui::Press Ui::press(std::uint32_t id, const Box& box, bool enabled) {
    ImGui::BeginDisabled(!enabled);
    item(id, box);
    Press press;
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    // The native element has the focus already, or does not want it.
    const bool pressed =
        ImGui::ButtonBehavior(context.LastItemData.Rect, id, &press.hovered, &press.held,
                              ImGuiButtonFlags_NoNavFocus | ImGuiButtonFlags_NoHoveredOnFocus);
    press.activated = enabled && pressed && context.NavActivateId == id;
    ImGui::EndDisabled();
    return press;
}

void Ui::name(Node node) {
    const ImGuiLastItemData& last = ImGui::GetCurrentContext()->LastItemData;
    node.id = last.ID;
    node.x = last.Rect.Min.x - paint_.origin_x();
    node.y = last.Rect.Min.y - paint_.origin_y();
    node.width = last.Rect.GetWidth();
    node.height = last.Rect.GetHeight();
    semantics_.add(node);
}

void Ui::ring(const Box& box) { ring(box, theme_.radius); }

void Ui::ring(const Box& box, float corner) {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    if (context.LastItemData.ID != context.NavId || !context.NavCursorVisible) return;
    ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, corner + 4);
    const ImVec2 at(box.x + paint_.origin_x(), box.y + paint_.origin_y());
    ImGui::RenderNavCursor(ImRect(at, ImVec2(at.x + box.width, at.y + box.height)), context.NavId);
    ImGui::PopStyleVar();
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

} // namespace ui
