// A pass of the interface without a browser: glyphs of a made-up font, and the semantic nodes read
// back from the bytes that the mirror would get.
#pragma once

#include "ui/widgets.hpp"

#include <imgui.h>

#include <cstring>
#include <functional>
#include <string>
#include <vector>

// Every letter is half an em wide, and a box of whole pixels.
class MadeUpGlyphs : public ui::GlyphSource {
public:
    ui::FontMetrics metrics(ui::Face, float device_size) override {
        return {device_size * 0.75f, device_size * 0.25f};
    }
    float advance(ui::Face, float size, std::uint32_t) override { return size / 2; }
    ui::GlyphBitmap bitmap(ui::Face, float, std::uint32_t code_point, float) override {
        if (code_point == ' ') return {};
        return {0, -4, 4, 4, false, std::vector<std::uint8_t>(16, 255)};
    }
};

struct SeenNode {
    std::uint32_t id = 0, parent = 0;
    ui::Role role = ui::Role::text;
    std::uint8_t level = 0;
    ui::NodeFlag flags = ui::NodeFlag::none;
    float x = 0, y = 0, width = 0, height = 0, text_x = 0, text_y = 0, font_size = 0,
          line_height = 0;
    float number = 0;
    std::uint32_t reference = 0;
    std::string name, value, description;
};

// As web/nodes.js reads them.
inline std::vector<SeenNode> read_nodes(const std::vector<std::uint8_t>& bytes) {
    std::vector<SeenNode> nodes;
    const auto read = [&](std::size_t at, auto& value) {
        std::memcpy(&value, bytes.data() + at, sizeof value);
    };
    for (std::size_t at = 0; at < bytes.size();) {
        SeenNode node;
        read(at, node.id);
        read(at + 4, node.parent);
        read(at + 8, node.role);
        read(at + 9, node.level);
        read(at + 10, node.flags);
        float* numbers[] = {&node.x,         &node.y,           &node.width,
                            &node.height,    &node.text_x,      &node.text_y,
                            &node.font_size, &node.line_height, &node.number};
        for (std::size_t i = 0; i < 9; ++i)
            read(at + 12 + 4 * i, *numbers[i]);
        read(at + 48, node.reference);
        std::uint32_t sizes[3] = {};
        read(at + 52, sizes);
        std::size_t text = at + 64;
        std::string* texts[] = {&node.name, &node.value, &node.description};
        for (std::size_t i = 0; i < 3; ++i) {
            texts[i]->assign(reinterpret_cast<const char*>(bytes.data()) + text, sizes[i]);
            text += sizes[i];
        }
        nodes.push_back(node);
        at = (text + 3) / 4 * 4;
    }
    return nodes;
}

class Picture {
public:
    Picture() {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        fonts_ = ui::add_fonts(*ImGui::GetIO().Fonts, glyphs_);
        input.width = 800;
        input.height = 600;
    }
    ~Picture() {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext();
    }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    // One pass. True when it needs no other one.
    bool pass(const std::function<void(ui::Ui&)>& draw) {
        ui::prepare_frame(input);
        ImGui::NewFrame();
        bool settled = false;
        {
            ui::Ui ui(input, fonts_, semantics, memory);
            draw(ui);
            settled = ui.settled();
        }
        ImGui::Render();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
        nodes = read_nodes(semantics.bytes());
        return settled;
    }
    void settle(const std::function<void(ui::Ui&)>& draw) {
        for (int i = 0; i < 3 && !pass(draw); ++i) {
        }
    }
    const SeenNode* find(ui::Role role, std::string_view name) const {
        for (const SeenNode& node : nodes)
            if (node.role == role && node.name == name) return &node;
        return nullptr;
    }
    void press(std::uint32_t id) { input.action = {ui::Action::Kind::activate, id, {}, 0}; }

    ui::Input input;
    ui::Semantics semantics;
    ui::Memory memory;
    std::vector<SeenNode> nodes;

private:
    MadeUpGlyphs glyphs_;
    ui::Fonts fonts_;
};
