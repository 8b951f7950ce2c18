// Words that are only read.
//
// Words keep their identity when they change ("3 s left"): it is the line of code that writes them,
// within its id scope. A loop whose turns come and go needs a scope for each.
#pragma once

#include "playground/model.hpp"
#include "ui/layouts.hpp"
#include "ui/pass.hpp"

#include <optional>
#include <string_view>

namespace ui {

struct TextStyle {
    float size = size_body;
    Face face = Face::regular;
    std::optional<Colour> colour = {}; // theme's ink unless said
    float widest = 0; // 0: it wraps; else one line, which ends in an ellipsis there
};

void heading(Ui& ui, int level, std::string_view text, int line = __builtin_LINE());
// Of the step: a heading of level 2, and the largest words of the page.
void title(Ui& ui, std::string_view text, int line = __builtin_LINE());
void text(Ui& ui, std::string_view text, TextStyle style = {},
          int line = __builtin_LINE());                                 // wraps at words
void muted(Ui& ui, std::string_view text, int line = __builtin_LINE()); // small and quiet
// Preformatted, monospaced, set as in code_lines.hpp, in a sunken box with a "Copy" button when
// `copy_label` is given (its name is "Copy <copy_label>"), which says for a moment that it copied. True when copy was
// asked for.
bool code_block(Ui& ui, std::string_view id_label, std::string_view text,
                std::string_view copy_label = {}, bool just_copied = false);
// The same for a text of any length, of which only what is in sight is painted and mirrored; a button
// behind the first portion (layouts.hpp) shows the next one. True when all of it was selected and copied,
// shown or not.
bool long_code(Ui& ui, std::string_view id_label, std::string_view text, TextLayout& layout);
void badge(Ui& ui, playground::Tone tone, std::string_view word, int line = __builtin_LINE());
void callout(Ui& ui, playground::Tone tone, std::string_view title, std::string_view detail = {},
             int line = __builtin_LINE());
void separator(Ui& ui);
void live_region(Ui& ui,
                 const playground::Announcement& announcement); // status and alert; paints nothing

} // namespace ui
