// One pass: what it is told, what outlives it, and the cursor and the items that widgets are made of.
//
// The page is one Dear ImGui window; what scrolls is a child window (Scroll). Layout is its cursor: a
// column that grows downwards, or a flow inside it (SameLine, wrapping). Identity is its id stack:
// ids come from labels within id scopes (IdScope = PushID), so they are stable. A widget is made the
// way extension libraries make theirs: ItemSize, ItemAdd, ButtonBehavior, then drawing on the
// window's list; right after it, Ui::name() records the semantics of that very item. Sizes are CSS
// pixels; the pixel density is io.DisplayFramebufferScale.
//
// Presses come from the native elements only: mouse, finger, key and assistive technology all end in
// the same DOM event, which runs one pass with that action. It reaches the widget as Dear ImGui's
// activation of its id (ActivateItemByID). The mouse reaches Dear ImGui as well, so hovered, held and
// focused are its own states, but a press of the mouse decides nothing: nothing is ever done twice.
#pragma once

#include "ui/glyphs.hpp"
#include "ui/paint.hpp"
#include "ui/semantics.hpp"
#include "ui/shown_exchange.hpp"
#include "ui/theme.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ui {

// What one native element reported. At most one per pass.
struct Action {
    enum class Kind { none, activate, edit, choose, key } kind = Kind::none;
    std::uint32_t id = 0;
    std::string text;      // edit: the field's whole new value
    std::size_t index = 0; // choose: the option; key: ListMove, in a finder
};

// What a pass needs from outside.
struct Input {
    float width = 0, height = 0; // of the viewport, CSS pixels
    float density = 1;           // device pixels per CSS pixel
    bool dark = false;
    bool more_contrast = false;
    bool coarse_pointer = false;      // controls are 44 pixels high instead of 36
    std::uint32_t focused = 0;        // node that has the DOM's focus, 0: none
    bool focus_visible = false;       // then it gets a ring
    float mouse_x = -1, mouse_y = -1; // on the page; negative: not there
    bool mouse_down = false;
    Action action;
    std::unordered_map<std::uint32_t, float> scroll; // scrollTop of each scroll region
};

// What outlives a pass: measures that a container only knows after its content was painted, for the
// next pass to use; and what is dear to make again of the exchanges that are in sight.
struct Memory {
    std::unordered_map<std::uint32_t, float> measures;
    ShownExchanges exchanges;
};

// To be called before ImGui::NewFrame: size, density, mouse, style, and the press, as Dear ImGui's input.
void prepare_frame(const Input& input);

// One pass. Created by the entry point between ImGui::NewFrame and ImGui::Render, used by every
// panel, forgotten afterwards. Opens the one window of the page and closes it.
class Ui {
public:
    Ui(const Input& input, const Fonts& fonts, Semantics& semantics, Memory& memory);
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    const Theme& theme() const { return theme_; }
    const Input& input() const { return input_; }
    bool narrow() const { return input_.width < 900; } // one column
    // In what accompanies the step, all words have the size of the text.
    bool aside() const { return aside_; }
    void set_aside(bool on) { aside_ = on; }
    float control_height() const { return input_.coarse_pointer ? 44.0f : 36.0f; }

    // Of the current column, from the corner of the scroll region's content.
    float left() const;
    float width() const;
    float y() const; // where the next widget goes
    void space(float pixels);

    // A container whose size differs from the last pass was painted with the old one: run another
    // pass.
    bool settled() const { return settled_; }

    // --- for widgets and containers ---
    struct Place {
        float x, y;
    };
    struct Box {
        float x, y, width, height;
    };
    // Next place in the column or flow, `gap` below what is there; advances (ItemSize).
    Place place(float width, float height, float gap = space_2);
    std::uint32_t id(std::string_view label) const; // of the id stack; never 0
    std::uint32_t id(int number) const;
    std::uint32_t claim(std::uint32_t id); // unique in this pass: the same again gives another one
    // Adds an item that is only read (ItemAdd).
    void item(std::uint32_t id, const Box& box);
    // Adds an item that can be pressed (ItemAdd, ButtonBehavior), and tells its state.
    struct Press {
        bool hovered = false, held = false;
        bool activated = false; // by its native element
    };
    Press press(std::uint32_t id, const Box& box, bool enabled = true);
    // Names the item that was added last: id and box of the node are the item's own.
    void name(Node node);
    // The ring of the item that was added last, if it has the focus and the browser shows it.
    void ring(const Box& box);
    void ring(const Box& box, float corner);
    // What the native element of an item reported, other than a press.
    std::optional<Action> take(std::uint32_t id, Action::Kind kind) const;
    bool focused(std::uint32_t id) const { return id == input_.focused; }
    Semantics& semantics() { return semantics_; }
    Paint& paint() { return paint_; }
    Memory& memory() { return memory_; }
    float measured(std::uint32_t id) const;      // 0 in the first pass
    void measure(std::uint32_t id, float value); // unsettles when it differs

    // How the next widget follows the last one in the window.
    struct Line {
        bool empty = true; // no gap before the first widget
        bool flow = false;
        float gap = 0, height = 0;
        float fixed_height = 0; // of a bar; 0: a line is as high as its tallest widget
        std::uint32_t id = 0;
    };
    Line& line() { return lines_.back(); }
    void push(const Line& line) { lines_.push_back(line); }
    Line pop();
    void finish_line(); // of a flow

private:
    const Input& input_;
    Theme theme_;
    Semantics& semantics_;
    Memory& memory_;
    Paint paint_;
    std::vector<Line> lines_;
    std::unordered_map<std::uint32_t, std::uint32_t> claimed_;
    bool settled_ = true;
    bool aside_ = false;
};

} // namespace ui
