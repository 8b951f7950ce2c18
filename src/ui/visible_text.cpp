#include "ui/visible_text.hpp"

#include "http/visible.hpp"

namespace ui {

VisibleText::VisibleText(std::string_view text) : text_(text) {
    if (has_named(text)) named_ = http::visible(text, http::LineBreaks::shown);
}

bool has_named(std::string_view text) {
    return http::holds_invisible(text, http::LineBreaks::shown);
}

} // namespace ui
