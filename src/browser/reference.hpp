// The page's own staging::reference_text(): what was downloaded, and nothing before that.
#pragma once

#include <string>

namespace browser {

// False when it is not such a text; then there is still none.
bool keep_reference(std::string text);

} // namespace browser
