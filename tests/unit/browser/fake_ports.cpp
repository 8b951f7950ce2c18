#include "unit/browser/fake_ports.hpp"

#include "browser/packed.hpp"
#include "browser/ports.h"
#include "unit/playground/world.hpp"
#include "unit/sha256.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace browser {

namespace {

FakePage* page = nullptr; // whoever is open

void call(std::string name) { page->calls.push_back(std::move(name)); }

} // namespace

FakePage::FakePage() { page = this; }
FakePage::~FakePage() { page = nullptr; }

std::size_t FakePage::count(std::string_view name) const {
    return static_cast<std::size_t>(std::count(calls.begin(), calls.end(), name));
}

const SeenNode* FakePage::find(ui::Role role, std::string_view name) const {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const SeenNode& node) {
        return node.role == role && node.name == name;
    });
    return found == nodes.end() ? nullptr : &*found;
}

bool FakePage::says(std::string_view words) const {
    return std::any_of(nodes.begin(), nodes.end(), [&](const SeenNode& node) {
        return node.name.find(words) != std::string::npos;
    });
}

Browsing::Browsing(FakePage& on) : page_(on) { loop.start(); }

Browsing::~Browsing() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    ImGui::DestroyContext();
}

void Browsing::open() {
    loop.input().width = 1280;
    loop.input().height = 720;
    loop.repaint();
    playground::PageOpened opened;
    opened.page.url = playground::page_url;
    opened.page.secure_context = opened.page.has_web_crypto = true;
    opened.page.build = "test";
    opened.address = playground::page_url;
    opened.environments = playground::three_environments;
    opened.settings = page_.local_storage;
    loop.tell(opened);
    tell(playground::SimulatorChanged{playground::SimulatorState::ready, ""});
    answer_digests();
}

void Browsing::answer_digests() {
    std::vector<std::string> texts;
    texts.swap(page_.hashed);
    for (const std::string& text : texts)
        tell(playground::ChallengeArrived{text, tests::sha256(text)});
}

std::uint32_t Browsing::id_of(ui::Role role, std::string_view name) const {
    const SeenNode* node = page_.find(role, name);
    EXPECT_NE(node, nullptr) << name;
    return node == nullptr ? 0 : node->id;
}

void Browsing::press(std::string_view button) {
    loop.act({ui::Action::Kind::activate, id_of(ui::Role::button, button), {}, 0});
}

void Browsing::edit(ui::Role role, std::string_view name, std::string_view text) {
    loop.act({ui::Action::Kind::edit, id_of(role, name), std::string(text), 0});
}

void Browsing::choose(std::string_view combobox, std::size_t option) {
    loop.act({ui::Action::Kind::choose, id_of(ui::Role::combobox, combobox), {}, option});
}

} // namespace browser

using browser::page;

extern "C" {

void port_memory() {}
void port_clocks(double clocks[2]) { clocks[0] = page->monotonic_ms, clocks[1] = page->wall_ms; }

int port_entropy(std::uint8_t* octets, std::size_t count) {
    browser::call("entropy");
    for (std::size_t i = 0; i < count; ++i)
        octets[i] = static_cast<std::uint8_t>(i * 7 + page->calls.size());
    return page->has_entropy ? 1 : 0;
}
void port_sha256(const char* text, std::size_t size) {
    browser::call("sha256");
    page->hashed.emplace_back(text, size);
}
void port_fingerprint(std::uint32_t, const char*, std::size_t) { browser::call("fingerprint"); }
void port_hmac(std::uint32_t, const std::uint8_t*, std::size_t) { browser::call("hmac"); }
void port_start_simulator() { browser::call("start_simulator"); }
void port_relay_status() { browser::call("relay_status"); }
void port_write_code(std::uint32_t, std::uint32_t, const char*, std::size_t) {
    browser::call("write code");
}
void port_reference() { browser::call("reference"); }
void port_send(std::uint32_t exchange, double, const std::uint8_t*, std::size_t) {
    browser::call("send");
    page->sent.push_back(exchange);
}
void port_abort(std::uint32_t exchange) {
    browser::call("abort");
    page->aborted.push_back(exchange);
}
void port_save_record(const char* text, std::size_t size) {
    browser::call("save_record");
    page->session_storage.assign(text, size);
}
void port_save_settings(const char* text, std::size_t size) {
    browser::call("save_settings");
    page->local_storage.assign(text, size);
}
void port_forget() {
    browser::call("forget");
    page->session_storage.clear();
    page->local_storage.clear();
    if (page->on_forget) page->on_forget();
}
void port_navigate(const char* url, std::size_t size) {
    browser::call("navigate");
    page->left_for.assign(url, size);
}
void port_copy(std::uint32_t, const char*, std::size_t, const char*, std::size_t) {
    browser::call("copy");
}
void port_download(const char*, std::size_t, const char*, std::size_t) {
    browser::call("download");
}
void port_guard_leaving(int) { browser::call("guard_leaving"); }
void port_focus_field(const char*, std::size_t) { browser::call("focus_field"); }
void port_show_place(const char*, std::size_t) { browser::call("show_place"); }
void port_semantics(const std::uint8_t* bytes, std::size_t size) {
    browser::call("semantics");
    page->nodes = read_nodes({bytes, bytes + size});
}
void port_request_frame() { browser::call("request_frame"); }
void port_wake(double milliseconds) {
    browser::call("wake");
    page->alarm = milliseconds < 0 ? std::nullopt : std::optional(milliseconds);
}
void port_native_layer(int visible) {
    browser::call(visible != 0 ? "native_layer" : "painted_layer");
}

int port_painter() { return page->has_picture ? 1 : 0; }
void port_texture(std::uint32_t, const std::uint8_t*, const std::int32_t[6]) {}
void port_forget_texture(std::uint32_t) {}
void port_clear(float, float, float, float) { ++page->pictures; }
void port_vertices(const std::uint8_t*, std::size_t, const std::uint32_t*, std::size_t) {}
void port_triangles(std::uint32_t, const std::int32_t[4], std::uint32_t, std::uint32_t) {}

// The made-up font of unit/ui/picture.hpp.
void port_font_metrics(int, float size, float* ascent, float* descent) {
    *ascent = size * 0.75f, *descent = size * 0.25f;
}
float port_glyph_advance(int, float size, std::uint32_t) { return size / 2; }
void port_glyph(int, float, std::uint32_t code_point, float, std::int32_t box[5]) {
    const std::int32_t letter[5] = {0, -4, 4, 4, 0};
    if (code_point != ' ') std::copy_n(letter, 5, box);
}
void port_glyph_pixels(std::uint8_t* pixels) { std::fill_n(pixels, 16, std::uint8_t{255}); }

} // extern "C"
