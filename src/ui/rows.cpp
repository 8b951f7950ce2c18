// The rows of a long list: Dear ImGui's clipper tells which are near the sight, and only those are
// painted and named.
#include "ui/rows.hpp"

#include "ui/containers.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

// Beyond the sight, so that Tab and a screen reader find the next row there, which scrolls on.
constexpr float beyond_list = 160;
// So few are all there: they can be read and found without scrolling.
constexpr std::size_t few_rows = 12;
constexpr float far_away = 1e7f;

class Rows {
public:
    Rows(Ui& ui, const RowsDesc& desc) : ui_(ui), desc_(desc) {
        const Paint::Sight sight = ui.paint().sight();
        from_ = desc.count <= few_rows ? -far_away : sight.top - beyond_list;
        to_ = desc.count <= few_rows ? far_away : sight.bottom + beyond_list;
        home_ = ui.id("row with the focus");
        focused_ = ui.measured(home_) - 1;
    }

    // Rows of the same height that follow each other.
    void put_run(std::size_t begin, std::size_t end, float y) {
        if (begin == end) return;
        const auto index_at = [&](float at) {
            const float rows = std::floor((at - y) / desc_.usual);
            return static_cast<int>(std::clamp(rows, 0.0f, static_cast<float>(end - begin)));
        };
        move_to(y);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(end - begin), desc_.usual);
        clipper.IncludeItemsByIndex(index_at(from_), index_at(to_ + desc_.usual));
        for (const std::size_t index : kept())
            if (index >= begin && index < end)
                clipper.IncludeItemByIndex(static_cast<int>(index - begin));
        while (clipper.Step()) {
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                const float at = y + desc_.usual * static_cast<float>(i);
                put(begin + static_cast<std::size_t>(i), at);
                move_to(at + desc_.usual);
            }
        }
    }

    // A row that is measured. Returns its height.
    float put_tall(std::size_t index, float y) {
        const std::uint32_t id = ui_.id("row") ^ desc_.key(index);
        const float known = ui_.measured(id);
        const std::array<std::size_t, 5> all = kept();
        const bool wanted = known == 0 || (y + known >= from_ && y <= to_) ||
                            std::find(all.begin(), all.end(), index) != all.end();
        if (!wanted) return known;
        const float height = put(index, y) + desc_.gap;
        ui_.measure(id, height);
        return height;
    }

    void remember_focus() {
        // Not measure(): another row with the focus asks for no other pass.
        if (met_ >= 0 || focused_ >= 0) ui_.memory().measures[home_] = met_ + 1;
    }

    void end_at(float y) {
        move_to(y);
        ImGui::ItemSize(ImVec2(0, 0)); // the window knows how far its content goes
    }

private:
    // The first and the last row, where Tab comes in from outside, and the row with the focus
    // between its neighbours. In their order; some may be the same, or be none.
    std::array<std::size_t, 5> kept() const {
        const std::size_t none = desc_.count;
        std::array<std::size_t, 5> all{0, none, none, none, desc_.count - 1};
        if (focused_ >= 0) {
            const auto focused = static_cast<std::size_t>(focused_);
            if (focused > 1) all[1] = focused - 1;
            if (focused > 0 && focused + 1 < desc_.count) all[2] = focused;
            if (focused + 2 < desc_.count) all[3] = focused + 1;
        }
        return all;
    }

    void move_to(float y) {
        ImGui::SetCursorScreenPos(
            ImVec2(ui_.left() + ui_.paint().origin_x(), y + ui_.paint().origin_y()));
    }

    float put(std::size_t index, float y) {
        IdScope scope(ui_, desc_.key(index));
        ui_.semantics().open({.id = ui_.claim(ui_.id("row")),
                              .role = Role::list_item,
                              .value_number = static_cast<float>(index + 1),
                              .reference = static_cast<std::uint32_t>(desc_.count)});
        const bool before = ui_.semantics().met_watched();
        move_to(y);
        ui_.push({});
        desc_.draw(index);
        ui_.pop();
        const float height = ui_.y() - y;
        if (!before && ui_.semantics().met_watched()) met_ = static_cast<float>(index);
        ui_.semantics().close();
        return height;
    }

    Ui& ui_;
    const RowsDesc& desc_;
    float from_, to_;
    std::uint32_t home_;
    float focused_;
    float met_ = -1;
};

} // namespace

void rows(Ui& ui, const RowsDesc& desc) {
    if (desc.count == 0) return;
    Rows all(ui, desc);
    float y = ui.place(ui.width(), 0).y;
    std::size_t index = 0;
    for (const std::size_t tall : desc.tall) {
        all.put_run(index, tall, y);
        y += desc.usual * static_cast<float>(tall - index);
        y += all.put_tall(tall, y);
        index = tall + 1;
    }
    all.put_run(index, desc.count, y);
    y += desc.usual * static_cast<float>(desc.count - index);
    all.remember_focus();
    all.end_at(y - desc.gap);
}

} // namespace ui
