// Dear ImGui's own tools in windows above the page: Metrics/Debugger, ID stack tool, item picker.
// Checked builds only: `make run DEBUG=1`, then F9 (web/developer.js). The site has none of it.
#pragma once

#ifndef NDEBUG

namespace browser {

void toggle_developer_windows();
void draw_developer_windows(); // after the page's own window, before ImGui::Render

} // namespace browser

#endif
