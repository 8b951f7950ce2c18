// The vocabulary of the page: Dear ImGui items that are named for the semantics mirror in the same
// call, so nothing can be painted without being named. Panels see this header and nothing of Dear
// ImGui (tools/check-rules): they can neither draw nor add an item past it.
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
//
//   if (button(ui, "Refresh tokens", {.kind = ButtonKind::primary}))
//       events.push_back(RefreshPressed{});
#pragma once

#include "playground/model.hpp"
#include "ui/glyphs.hpp"
#include "ui/layouts.hpp"
#include "ui/paint.hpp"
#include "ui/semantics.hpp"
#include "ui/shown_exchange.hpp"
#include "ui/theme.hpp"
#include "json/json.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct ImDrawListSplitter;

namespace ui {

// What one native element reported. At most one per pass.
struct Action {
    enum class Kind { none, activate, edit, choose } kind = Kind::none;
    std::uint32_t id = 0;
    std::string text;      // edit: the field's whole new value
    std::size_t index = 0; // choose: the option
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
    void ring(const Box& box, float corner = radius);
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
    const Theme& theme_;
    Semantics& semantics_;
    Memory& memory_;
    Paint paint_;
    std::vector<Line> lines_;
    std::unordered_map<std::uint32_t, std::uint32_t> claimed_;
    bool settled_ = true;
};

// --- containers (RAII: close at the end of the scope) ------------------------------------------

class IdScope {
public:
    IdScope(Ui& ui, std::string_view label);
    IdScope(Ui& ui, std::uint32_t number);
    ~IdScope();
    IdScope(const IdScope&) = delete;
    IdScope& operator=(const IdScope&) = delete;
};

// A landmark, group, list or list item without looks of its own.
class Group {
public:
    Group(Ui& ui, Role role, std::string_view name = {}, NodeFlag flags = NodeFlag::none);
    ~Group();

private:
    Ui& ui_;
};

// A child window at a fixed place of the page, which scrolls with its native container. Its content
// is a column with padding.
class Scroll {
public:
    Scroll(Ui& ui, Role role, std::string_view name, float x, float y, float width, float height,
           float padding);
    ~Scroll();

private:
    Ui& ui_;
    std::uint32_t id_;
    float padding_;
    float rest_ = 0; // Dear ImGui scrolls by whole pixels, the browser by parts of them
};

// A part of the current column: an indent, for instance. What follows stands below it.
class Column {
public:
    Column(Ui& ui, float x, float width);
    ~Column();
    Column(const Column&) = delete;
    Column& operator=(const Column&) = delete;

private:
    float indent_, right_;
};

// Runs the parts side by side with the given weights, or below each other when narrower than
// min_width each.
void side_by_side(Ui& ui, std::initializer_list<float> weights, float min_width, float gap,
                  std::initializer_list<std::function<void()>> parts);

// Left to right, wrapping, vertically centred to the tallest control.
class Flow {
public:
    explicit Flow(Ui& ui, float gap = space_2);
    ~Flow();
    Flow(const Flow&) = delete;
    Flow& operator=(const Flow&) = delete;

private:
    Ui& ui_;
};

// A bar across the page at a fixed place, painted as a surface with a line below; its content is
// one centred line. After to_the_right(), what follows is set against the right edge.
class Bar {
public:
    Bar(Ui& ui, float x, float y, float width, float height);
    ~Bar();
    void to_the_right();

private:
    Ui& ui_;
    std::uint32_t id_;
    float right_, outer_right_;
    float right_from_ = -1; // where the right part began
};

// A list of any length as a part of the column. Of more than a dozen rows, only those near the sight
// are painted and named, and with them the first, the last and the one with the focus, so that Tab finds its way in and no
// focus is lost. Rows are told their place ("3 of 500") instead.
struct RowsDesc {
    std::size_t count = 0;
    float usual = 0; // height of a row with its gap; `draw` fills exactly that
    float gap = 0;   // below each row
    std::span<const std::size_t> tall = {}; // rows of another height, which is measured; ascending
    std::function<std::uint32_t(std::size_t)> key; // of a row: stays when others come and go
    std::function<void(std::size_t)> draw;
};
void rows(Ui& ui, const RowsDesc& desc);

enum class CardKind { plain, sunken, accent, positive, warning, negative };
class Card {
public:
    explicit Card(Ui& ui, CardKind kind = CardKind::plain, float padding = space_4);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

private:
    Ui& ui_;
    CardKind kind_;
    float padding_;
    Ui::Place corner_;
    std::unique_ptr<ImDrawListSplitter> layers_;
};

// --- words -------------------------------------------------------------------------------------

// Words keep their identity when they change ("3 s left"): it is the line of code that writes them,
// within its id scope. A loop whose turns come and go needs a scope for each.

struct TextStyle {
    float size = size_body;
    Face face = Face::regular;
    std::optional<Colour> colour = {}; // theme's ink unless said
};

void heading(Ui& ui, int level, std::string_view text, int line = __builtin_LINE());
void text(Ui& ui, std::string_view text, TextStyle style = {},
          int line = __builtin_LINE());                                 // wraps at words
void muted(Ui& ui, std::string_view text, int line = __builtin_LINE()); // small and quiet
// Preformatted, monospaced, wraps at any character, in a sunken box with a "Copy" button when
// `copy_label` is given (its name is "Copy <copy_label>"). True when copy was asked for.
bool code_block(Ui& ui, std::string_view id_label, std::string_view text,
                std::string_view copy_label = {});
// The same for a text of any length, of which only what is in sight is painted and mirrored. True
// when all of it was selected and copied.
bool long_code(Ui& ui, std::string_view id_label, std::string_view text, TextLayout& layout);
void badge(Ui& ui, playground::Tone tone, std::string_view word, int line = __builtin_LINE());
void callout(Ui& ui, playground::Tone tone, std::string_view title, std::string_view detail = {},
             int line = __builtin_LINE());
void separator(Ui& ui);
void live_region(Ui& ui,
                 const playground::Announcement& announcement); // status and alert; paints nothing

// --- controls ----------------------------------------------------------------------------------

enum class ButtonKind { primary, secondary, quiet, danger };
struct ButtonDesc {
    ButtonKind kind = ButtonKind::secondary;
    bool enabled = true;
    std::string_view description = {}; // why it is disabled, what it will do
    bool small = false;
    bool fill = false;            // takes the whole width of the column
    bool opens_shortcuts = false; // the page answers the press itself, with its list of shortcuts
    std::string_view visible_text =
        {}; // painted instead of the label, which stays the name ("Copy" for "Copy Client ID")
};
bool button(Ui& ui, std::string_view label, const ButtonDesc& desc = {});

// aria-expanded; paints a chevron, the label, and `trailing` as a badge at the right edge. Its name
// is both, "3 Token request, 200 OK". True when it was toggled. As a row it is always one line
// high: a longer label ends in an ellipsis.
bool disclosure(Ui& ui, std::string_view label, bool open, std::string_view trailing = {},
                playground::Tone tone = playground::Tone::neutral, bool row = false);
// aria-pressed.
bool toggle(Ui& ui, std::string_view label, bool on, bool small = true);
// With a finger, what can be followed is 44 pixels high. `href` is "#step" for a place in the page (then true when followed) or https: for elsewhere (the
// browser opens it).
bool link(Ui& ui, std::string_view label, std::string_view href, bool current = false);

// A step in the navigation: number in a circle (a tick when done), name, and a word for its state.
// Compact: the circle alone, for a phone; the name stays its accessible name.
struct StepLinkDesc {
    int number = 0;
    std::string_view name = {};
    std::string_view status = {};
    playground::Tone tone = playground::Tone::neutral;
    bool done = false;
    bool current = false;
    bool compact = false;
};
bool step_link(Ui& ui, const StepLinkDesc& desc);

struct FieldDesc {
    std::string_view label = {};
    std::string_view value = {};
    std::string_view hint = {};
    std::string_view error = {}; // shown below and announced with the field
    std::string_view placeholder = {};
    bool secret = false; // type=password until revealed
    bool revealed = false;
    bool mono = false;
    bool required = false;
    bool read_only = false;
    bool multiline = false;
};
std::optional<std::string> text_field(Ui& ui, const FieldDesc& desc);

struct ComboDesc {
    std::string_view label = {};
    std::vector<std::string_view> options = {}; // one that begins with a tab cannot be chosen
    std::size_t selected = 0;
    std::string_view hint = {};
    bool enabled = true;
};
std::optional<std::size_t> combobox(Ui& ui, const ComboDesc& desc);

// --- values ------------------------------------------------------------------------------------

// "name  value  [Copy]": true when copy was asked for. Long values wrap. With `secret` and not
// `revealed` dots are painted and the value never reaches the mirror.
struct ValueDesc {
    std::string_view name = {};
    std::string_view value = {};
    bool mono = true;
    bool copyable = true;
    bool secret = false;
    bool revealed = false;
    bool just_copied = false; // the button says "Copied"
    bool hide_name = false;   // the name is the copy button's only; the value stands alone
};
bool value_row(Ui& ui, const ValueDesc& desc);
std::uint32_t value_row_id(const Ui& ui,
                           std::string_view name); // of its copy button, for View::copied

// A check with its verdict as a word and a symbol in the tone's colour, and small print below.
void check_row(Ui& ui, playground::Tone tone, std::string_view verdict, std::string_view name,
               std::string_view evidence);

// A moment: a dot in the tone's colour, a time in small print, words.
void timeline_row(Ui& ui, playground::Tone tone, std::string_view time, std::string_view words,
                  int line = __builtin_LINE());

void meter(Ui& ui, std::string_view name, float fraction, std::string_view text,
           playground::Tone tone);

// A JSON value as a tree, of which only what is in sight is painted and mirrored. `folded` names the
// rows that are closed: `prefix` and the path, "7/data.items[3]".
struct TreeAnswer {
    std::optional<std::string> toggled; // such a name
    bool copy = false;                  // all of it was selected and copied
};
TreeAnswer json_tree(Ui& ui, std::string_view name, const json::Value& value, TreeLayout& layout,
                     const std::set<std::string>& folded, std::string_view prefix);

} // namespace ui
