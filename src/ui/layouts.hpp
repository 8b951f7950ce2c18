// Where the lines of a long text and the rows of a large JSON value stand. Working that out means to
// measure every letter, so it is done once and kept beside the text that it is about
// (shown_exchange.hpp). Painted and mirrored is only what is in sight.
//
// A layout belongs to one text: whoever changes the text throws the layout away. A new width, density
// or set of folded rows is noticed by the widget that uses it.
#pragma once

#include "ui/paint.hpp"
#include "ui/visible_text.hpp"
#include "json/json.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ui {

// How much of a text is laid out until more is asked for: to measure four megabytes takes seconds.
constexpr std::size_t text_portion = std::size_t{128} * 1024;

struct TextLayout {
    float width = -1, density = 0;
    std::size_t wanted = text_portion; // bytes of the text that shall be shown
    std::size_t covered = 0;           // bytes of it that are: whole lines or letters
    VisibleText shown{{}};
    std::vector<Line> lines; // of it
};

struct TreeRow {
    const json::Value* value = nullptr;
    std::string_view key = {};  // of a member
    std::uint32_t position = 0; // among its siblings, from 0
    std::uint32_t siblings = 1;
    std::uint32_t parent = 0; // row; the root is its own
    std::uint8_t level = 1;
    float y = 0, height = 0; // from the top of the tree
};

struct TreeLayout {
    float width = -1, density = 0;
    bool coarse = false;       // for a finger
    std::size_t folded = 0;    // how many rows of all trees were
    std::vector<TreeRow> rows; // in reading order
    std::size_t focused = 0;   // row that had the DOM's focus last: it stays in the mirror
};

} // namespace ui
