#include "browser/painter.hpp"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

namespace browser {

bool Painter::start() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = false;
    attributes.depth = false;
    attributes.stencil = false;
    attributes.antialias = false; // Dear ImGui smooths its own edges
    attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
    attributes.enableExtensionsByDefault = false;
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context =
        emscripten_webgl_create_context("#canvas", &attributes);
    started_ = context > 0 &&
               emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS &&
               ImGui_ImplOpenGL3_Init("#version 300 es");
    // Without a renderer, fonts still have to be measured: glyphs load on demand in either case.
    if (!started_) ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    return started_;
}

void Painter::lose_context() {
    if (!works()) return;
    lost_ = true;
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
}

void Painter::restore_context() {
    if (!lost_) return;
    lost_ = false;
    ImGui_ImplOpenGL3_CreateDeviceObjects();
}

void Painter::draw(float red, float green, float blue) {
    ImDrawData* data = ImGui::GetDrawData();
    if (data == nullptr) return;
    if (!works()) {
        // Nobody will upload these: say that it was done, so that their memory does not pile up.
        if (!started_ && data->Textures != nullptr) {
            for (ImTextureData* texture : *data->Textures) {
                const bool going = texture->Status == ImTextureStatus_WantDestroy;
                texture->SetTexID(going ? ImTextureID_Invalid : 1);
                texture->SetStatus(going ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
            }
        }
        return;
    }
    ImGui_ImplOpenGL3_NewFrame();
    glViewport(0, 0, static_cast<int>(data->DisplaySize.x), static_cast<int>(data->DisplaySize.y));
    glClearColor(red, green, blue, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(data);
}

} // namespace browser
