// See host_wipe.cpp: the page alone has it. To be called before Dear ImGui allocates anything.
#pragma once

namespace browser {

void wipe_freed_memory();

} // namespace browser
