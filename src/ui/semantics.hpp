// The page under the picture. Each UI pass appends nodes (role, name, state, rectangle, value) to
// one flat byte buffer. If it differs from the last one, the browser side patches a tree of native
// elements laid transparently over the canvas: screen readers, Tab order, paste, selection, find in
// page, zoom and role-based tests all work on those.
//
// Units: CSS pixels, in the coordinate system of the nearest enclosing scroll region's *content*
// (or of the page), so that scrolling changes no node. A container without a size of its own gets
// the box around what is in it.
//
// Order: the order of calls is the reading order and the Tab order.
//
// Lines: '\n' is a line feed of the text itself, '\v' a place where the painter broke the line. The
// second one is only looks, so a token copied from three painted lines is still one word.
//
// What nobody would see in a name is named (visible_text.hpp), whatever the painter did.
//
// The byte layout is written down in semantics.cpp and read by web/nodes.js; both name each other.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ui {

enum class Role : std::uint8_t {
    // containers: nodes follow until close()
    banner,
    navigation,
    main,
    region,       // needs a name
    content_info, // footer
    group,
    question, // has the focus while it is there: at its last button, which is the way back and
              // what Escape presses. Afterwards the focus is where it was
    list,
    list_item,
    tree,
    // leaves
    heading, // level
    text,    // lines as painted
    label,   // visible label of the control `reference`
    code,    // the same, preformatted
    link,
    button,
    textbox,
    password,
    multiline,
    combobox,  // value = options joined by '\n'; value_number = index of the selected one
    tree_item, // level; text_x is where lines after the first begin, the first one begins at 0.
               // This and list_item: value_number = place among its siblings from 1, reference =
               // how many there are, where not all of them have a node
    meter,     // value_number = 0..1, value = text; name and value stand in its first line
    status,    // the polite live region; value_number = serial, a new one makes it speak
    alert,     // the assertive one
    image,     // a painted symbol with a name
    finder,    // a field that finds one of the options of the list box that follows it: expanded or
               // collapsed; value = what is typed, or what was chosen
    list_box,  // container, and a scroll region; options stand in it, and groups of them
    option, // current: the one that a key would take. level 1: the one that was chosen. value_number
            // and reference as in a list_item
    tab_list, // container: of tabs
    tab,      // pressed: the selected one
    radio,    // pressed: the chosen one of those in its container. Its words are a label
    slider,   // value_number = place from 0, reference = the last place, value = the place in words
};

enum class NodeFlag : std::uint16_t {
    none = 0,
    disabled = 1 << 0,
    expanded = 1 << 1,        // aria-expanded="true"
    collapsed = 1 << 2,       // aria-expanded="false"
    current = 1 << 3,         // aria-current
    opens_shortcuts = 1 << 4, // of a button: the page opens its list of keyboard shortcuts
    pressed = 1 << 5,         // aria-pressed="true"
    unpressed = 1 << 6,       // aria-pressed="false"
    invalid = 1 << 7,         // aria-invalid
    read_only = 1 << 8,
    required = 1 << 9,
    mono = 1 << 10,          // painted in the monospaced face
    strong = 1 << 11,        // painted in the semibold face; of a group: a notice, which comes into
                             // sight when a press brought it about
    scroll_region = 1 << 12, // this container scrolls: value_number = height of its content
    no_spell_check = 1 << 13,
    native =
        1 << 14, // not painted: the browser shows its own text, because it needs shaping or joining
    partial = 1 << 15, // code, tree: only what is in sight is there. To copy all is an action
};
constexpr NodeFlag operator|(NodeFlag a, NodeFlag b) {
    return static_cast<NodeFlag>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
constexpr bool has(NodeFlag flags, NodeFlag flag) {
    return (static_cast<std::uint16_t>(flags) & static_cast<std::uint16_t>(flag)) != 0;
}

struct Node {
    std::uint32_t id = 0; // unique in a pass, stable over passes; never 0
    Role role = Role::text;
    NodeFlag flags = NodeFlag::none;
    std::uint8_t level = 0;
    float x = 0, y = 0, width = 0, height = 0;
    float text_x = 0,
          text_y =
              0; // where the words begin, from the corner of the box; 0: a button's are centred
    float font_size = 0;   // CSS pixels; 0: nothing is painted as text
    float line_height = 0; // CSS pixels
    float value_number = 0;
    std::uint32_t reference =
        0; // label: the control that it names; control: the text node that describes it; link:
           // the text whose words it is among, its name stands there with the same line breaks
    std::string_view name =
        {}; // accessible name, and the visible text of text, heading, button, link
    std::string_view value =
        {}; // content of a field; href of a link; a button's visible text when it is not the name
    std::string_view description =
        {}; // of a field: placeholder; of a button: tooltip, when it is not written on the page;
            // of a link: told after its name; of a tree item: told instead of it
};

class Semantics {
public:
    void begin_pass();
    void open(const Node& container); // until close()
    void close();
    void add(const Node& leaf);
    // Of this pass, complete after the last close(). Valid until the next begin_pass().
    const std::vector<std::uint8_t>& bytes() const { return bytes_; }
    std::uint32_t node_count() const { return node_count_; }
    // Was there a node with this id in this pass so far?
    void watch(std::uint32_t id) { watched_ = id; }
    bool met_watched() const { return met_watched_; }

private:
    struct Box {
        float left = 0, top = 0, right = 0, bottom = 0;
    };
    struct Open {
        std::uint32_t id;
        std::size_t offset; // of its record
        bool sized;         // its box was given
        bool filled;        // box_ holds something
        Box box;
    };
    void write(const Node& node);
    void enclose(const Box& box);
    std::vector<std::uint8_t> bytes_;
    std::vector<Open> open_;
    std::uint32_t node_count_ = 0;
    std::uint32_t watched_ = 0;
    bool met_watched_ = false;
};

} // namespace ui
