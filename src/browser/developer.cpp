#include "browser/developer.hpp"

#ifndef NDEBUG

#include <imgui.h>

namespace browser {

namespace {
bool shown = false;

// Dear ImGui's own style editor is part of its demo, which the sources that are fetched do not have.
void draw_style_window() {
    ImGuiStyle& style = ImGui::GetStyle();
    ImGui::SetNextWindowPos(ImVec2(480, 420), ImGuiCond_FirstUseEver);
    ImGui::SetNextWindowSize(ImVec2(420, 280), ImGuiCond_FirstUseEver);
    ImGui::Begin("Style", nullptr, ImGuiWindowFlags_NoSavedSettings);
    ImGui::SliderFloat("FrameRounding", &style.FrameRounding, 0, 20);
    for (int i = 0; i < ImGuiCol_COUNT; ++i)
        ImGui::ColorEdit4(ImGui::GetStyleColorName(i), &style.Colors[i].x);
    ImGui::End();
}

} // namespace

void toggle_developer_windows() { shown = !shown; }

void draw_developer_windows() {
    if (!shown) return;
    // The page has no space between its items, because each says its own; windows of forms want some.
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(8, 4));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(8, 8));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(4, 2));
    ImGui::SetNextWindowPos(ImVec2(24, 80), ImGuiCond_FirstUseEver);
    ImGui::Begin("Item picker", nullptr,
                 ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings);
    if (ImGui::Button("Pick an item")) ImGui::DebugStartItemPicker();
    ImGui::TextUnformatted("Breaks in the debugger where the item is added.");
    ImGui::End();
    ImGui::SetNextWindowPos(ImVec2(24, 160), ImGuiCond_FirstUseEver);
    ImGui::SetNextWindowSize(ImVec2(420, 360), ImGuiCond_FirstUseEver);
    ImGui::ShowMetricsWindow();
    ImGui::SetNextWindowPos(ImVec2(480, 80), ImGuiCond_FirstUseEver);
    ImGui::ShowIDStackToolWindow();
    draw_style_window();
    ImGui::PopStyleVar(3);
}

} // namespace browser

#endif
