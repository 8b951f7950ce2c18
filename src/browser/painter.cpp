#include "browser/painter.hpp"

#include "browser/ports.h"

#include <imgui.h>

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace browser {

namespace {

void upload(const ImTextureData& texture, const ImTextureRect& part) {
    const std::int32_t place[] = {texture.Width, texture.Height, part.x, part.y, part.w, part.h};
    port_texture(static_cast<std::uint32_t>(texture.TexID), texture.Pixels, place);
}

void bring_up_to_date(ImTextureData& texture) {
    switch (texture.Status) {
    case ImTextureStatus_WantCreate:
        texture.SetTexID(static_cast<ImTextureID>(texture.UniqueID) + 1);
        upload(texture, {0, 0, static_cast<unsigned short>(texture.Width),
                         static_cast<unsigned short>(texture.Height)});
        texture.SetStatus(ImTextureStatus_OK);
        break;
    case ImTextureStatus_WantUpdates:
        for (const ImTextureRect& part : texture.Updates)
            upload(texture, part);
        texture.SetStatus(ImTextureStatus_OK);
        break;
    case ImTextureStatus_WantDestroy:
        if (texture.UnusedFrames == 0) break; // the last pass still paints with it
        port_forget_texture(static_cast<std::uint32_t>(texture.TexID));
        texture.SetTexID(ImTextureID_Invalid);
        texture.SetStatus(ImTextureStatus_Destroyed);
        break;
    case ImTextureStatus_OK:
    case ImTextureStatus_Destroyed: break;
    }
}

// Dear ImGui counts in CSS pixels, the canvas in device pixels.
void draw_list(const ImDrawList& list, const ImVec2& scale) {
    port_vertices(reinterpret_cast<const std::uint8_t*>(list.VtxBuffer.Data),
                  static_cast<std::size_t>(list.VtxBuffer.Size) * sizeof(ImDrawVert),
                  list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.Size));
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const std::int32_t clip[] = {
            static_cast<std::int32_t>(std::lround(command.ClipRect.x * scale.x)),
            static_cast<std::int32_t>(std::lround(command.ClipRect.y * scale.y)),
            static_cast<std::int32_t>(std::lround(command.ClipRect.z * scale.x)),
            static_cast<std::int32_t>(std::lround(command.ClipRect.w * scale.y)),
        };
        port_triangles(static_cast<std::uint32_t>(command.GetTexID()), clip, command.IdxOffset,
                       command.ElemCount);
    }
}

} // namespace

void Painter::start() {
    works_ = port_painter() != 0;
    // Also without a picture, fonts have to be measured, and glyphs load on demand.
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

void Painter::lose_context() { works_ = false; }

// The textures went with the context. Dear ImGui asks for them again when it draws next.
void Painter::restore_context() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    works_ = port_painter() != 0;
}

void Painter::draw(float red, float green, float blue) {
    const ImDrawData* data = ImGui::GetDrawData();
    if (data == nullptr) return;
    // Without a picture the port ignores what it is given; the requests are answered all the same,
    // so that their memory does not pile up.
    for (ImTextureData* texture : *data->Textures)
        bring_up_to_date(*texture);
    if (!works()) return;
    port_clear(red, green, blue, data->FramebufferScale.x);
    for (const ImDrawList* list : data->CmdLists)
        draw_list(*list, data->FramebufferScale);
}

} // namespace browser
