// Text as it is shown. What is received, pasted or typed may hold characters that nobody sees; they are
// named, never obeyed (S58): "ad⟨U+200B⟩min". Whatever is painted passes here, and so does every name
// that the mirror gets; the content of a field does not, because it comes back when it is edited.
#pragma once

#include <string>
#include <string_view>

namespace ui {

class VisibleText {
public:
    // Borrows a text that is shown as it is: it has to outlive this. Line feeds and tabs stay.
    explicit VisibleText(std::string_view text);
    std::string_view text() const { return named_.empty() ? text_ : named_; }

private:
    std::string_view text_;
    std::string named_;
};

// Does a text hold what is shown by its name?
bool has_named(std::string_view text);

} // namespace ui
